"""Who an expression means on a date.

An expression is cut into pieces of the table (countries, seats, bodies, persons, role words); its head
is what stands before the first preposition or comma; the rules below say how pieces join. Nothing is
guessed away: several persons of one name all come back, the likeliest first.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from verbale.actors.index import Index, Piece, Target
from verbale.actors.load import identifier
from verbale.actors.persons import by_surname, in_office, named_persons, person_on, weigh
from verbale.actors.pieces import (
    Cut,
    Resolution,
    cut_pieces,
    name_of,
    sectors_on,
    title_parts,
    words_of,
)
from verbale.actors.table import Body, Role, holds
from verbale.codes import EntityType, SpeakerLevel

_LINKS = frozenset("of in at for from near inside within under by on".split())


def resolve(
    index: Index, expression: str, date: str | None = None, context: Collection[str] = ()
) -> tuple[Resolution, ...]:
    """Give what ``expression`` may mean on ``date``, the likeliest first; empty when it names no actor.

    Parameters
    ----------
    expression
        A noun phrase: "the Japanese prime minister", "Kim Yo Jong", "the North", "Minsk police".
    date
        ISO day, month or year of the text; None when not known.
    context
        ISO3 codes of the countries that the text names; they decide between readings.
    """
    cut = cut_pieces(index, expression)
    persons = [piece for piece in cut.head if piece.kind == "person"]
    if not persons and cut.link == ",":
        persons = [piece for piece in cut.tail if piece.kind == "person"]
    if persons:
        return named_persons(index, cut, persons[0], date, context)
    found = _composed(index, cut, date, context)
    if not found:
        found = by_surname(index, cut, date, context)
    return found


def _land(index: Index, cut: Cut, pieces: Sequence[Piece], context: Collection[str]) -> Piece | None:
    for kinds in ({"country", "adjective", "people", "shorthand"}, {"seat", "place"}):
        for piece in pieces:
            if piece.kind in kinds and (piece.kind != "shorthand" or _shorthand(index, piece.target, context)):
                return piece
    return None


def _shorthand(index: Index, target: Target, context: Collection[str]) -> str | None:
    codes = target.code.split(";")
    for code in codes:
        if code in context:
            return code
    alone = next((alone for phrase, _, alone in index.table.shorthands if phrase == target.name), False)
    return codes[0] if alone else None


def _code(index: Index, piece: Piece | None, context: Collection[str]) -> str | None:
    if piece is None:
        return None
    if piece.kind == "shorthand":
        return _shorthand(index, piece.target, context)
    return piece.target.code


def _body(piece: Piece, context: Collection[str], land: str | None) -> Body | None:
    """Give the body that the piece names; None where its words are a mere role of another country."""
    bodies = [t.record for t in piece.targets if isinstance(t.record, Body)]
    for body in bodies:
        if body.area == land or (land is None and body.area in context):
            return body
    if land is not None and any(isinstance(t.record, Role) for t in piece.targets):
        return None
    return bodies[0]


def _role(pieces: Sequence[Piece]) -> tuple[Role | None, Piece | None]:
    """Give the role that tells the sector: the last that is not weak, else the last."""
    roles = [(target.record, piece) for piece in pieces for target in piece.targets if target.kind == "role"]
    strong = [pair for pair in roles if isinstance(pair[0], Role) and pair[0].kind != "weak"]
    for role, piece in (strong or roles)[::-1]:
        if isinstance(role, Role):
            return role, piece
    return None, None


def _composed(index: Index, cut: Cut, date: str | None, context: Collection[str]) -> tuple[Resolution, ...]:
    linked = cut.tail if cut.link in _LINKS or cut.link == "," else ()
    role, role_piece = _role(cut.head)
    if role is None and not cut.head and linked:
        role, role_piece = _role(linked)
    if role and role.kind == "thing":
        return ()
    land = _land(index, cut, cut.head, context) or _land(index, cut, linked, context)
    code = _code(index, land, context)
    weak = role is None or role.kind in {"weak", "post", "title"}
    named = [p for p in cut.head if p.kind == "body"] or [p for p in linked if p.kind == "body" and weak][:1]
    body = _body(named[-1], context, code) if named else None
    if body:
        if role_piece is named[-1]:
            role, role_piece = _role([piece for piece in cut.head if piece is not role_piece])
        return (_of_body(index, cut, body, named[-1], role, role_piece, date),)
    if role and role_piece:
        if weak and linked and (inner := _role(linked))[0] and inner[0].kind not in {"weak", "thing", "post"}:
            role = replace(role, sectors=inner[0].sectors, post=None)
        return _of_role(index, cut, role, role_piece, land, code, date, context)
    if land is None or code is None:
        return ()
    return (_of_land(index, cut, land, code),)


def _of_land(index: Index, cut: Cut, land: Piece, code: str) -> Resolution:
    name = name_of(index, code)
    wikidata = index.table.countries[code].wikidata if code in index.table.countries else None
    base = Resolution(kind="state", id=code, name=name, country=code, on_behalf_of=code, wikidata=wikidata)
    seen = words_of(cut, land)
    if land.kind == "seat" and land in cut.head:
        return replace(
            base,
            sectors=("GOV",),
            level="state_unspecified",
            confidence=0.85,
            why=f"{seen!r} stands for {name}",
        )
    if land.kind == "place":
        alone = land in cut.head
        return replace(
            base,
            sectors=("CVL",) if alone else (),
            on_behalf_of=None,
            confidence=0.5,
            why=f"{seen!r} is in {name}",
        )
    if land.kind == "people":
        return replace(base, kind="group", on_behalf_of=None, confidence=0.8, why=f"{seen!r} are people of {name}")
    return replace(base, level="state_unspecified", confidence=0.95, why=f"{seen!r} names {name}")


def _of_body(
    index: Index,
    cut: Cut,
    body: Body,
    piece: Piece,
    role: Role | None,
    role_piece: Piece | None,
    date: str | None,
) -> Resolution:
    sectors = sectors_on(body.sectors, date)
    former = any(p.kind == "former" for p in cut.head)
    name = piece.target.name
    is_state = body.area in index.table.countries
    base = Resolution(
        kind=body.type,
        id=body.area if body.stands_for_state and role is None else body.id,
        name=name,
        country=body.area,
        sectors=sectors,
        of=body.area if is_state else None,
        on_behalf_of=body.area if is_state and set(sectors) & {"GOV", "MIL"} else body.id,
        members=body.members,
        wikidata=body.wikidata,
        level=_body_level(sectors, is_state),
        confidence=0.9,
        why=f"{words_of(cut, piece)!r} is listed as {name} ({body.area})",
    )
    if body.stands_for_state and role is None:
        return replace(base, kind="state", level="state_unspecified", on_behalf_of=body.area)
    if role is None or role_piece is None:
        return base
    title = words_of(cut, role_piece)
    if former:
        return replace(
            base,
            kind="person",
            id=f"{body.id}_{identifier(title)}",
            name=cut.text.strip(),
            sectors=("ELI",),
            role=title,
            former=True,
            on_behalf_of=None,
            level="non_official",
            why=f"a former {title} of {name}",
        )
    if date and not title_parts(index, cut.text).name and (heads := _heads(index, body, role, date)):
        return heads
    keep = role.kind == "weak" or role.sectors[:1] in {("CVL",), ("UNK",), ()} or role.kind in {"post", "title"}
    held = sectors if keep and sectors else role.sectors
    return replace(
        base,
        kind="unnamed_source" if role.kind == "weak" else "person" if role.kind in {"post", "title"} else "group",
        id=f"{body.id}_{identifier(title)}",
        name=f"{name} {title}",
        sectors=held,
        role=title,
        of=body.id,
        level=role.level,
        why=f"{title!r} of {name}",
    )


def _heads(index: Index, body: Body, role: Role, date: str) -> Resolution | None:
    """Who held the post of a body whose title has the role words; "chief" and "head" name its first post."""
    held = index.bodies_offices.get(body.id, ())
    wanted = role.words.replace("-", " ")
    for person, office in held:
        first = office.position.post in {"hos", "leader"} and wanted in {"chief", "head", "boss", "leader"}
        if (first or wanted in office.position.title.lower().replace("-", " ")) and holds(
            date, office.start, office.end, exclusive=True
        ):
            return replace(person_on(index, person, date, role.words, False, 0.85), level=office.position.level)
    return None


def _body_level(sectors: Sequence[str], is_state: bool) -> SpeakerLevel:
    if "JRN" in sectors:
        return "state_media" if is_state and "GOV" in sectors else "non_official"
    if "LEG" in sectors:
        return "legislature"
    if {"PTY", "OPP", "REB"} & set(sectors):
        return "party"
    return "state_unspecified"


def _of_role(
    index: Index,
    cut: Cut,
    role: Role,
    piece: Piece,
    land: Piece | None,
    code: str | None,
    date: str | None,
    context: Collection[str],
) -> tuple[Resolution, ...]:
    title = words_of(cut, piece)
    former = any(p.kind == "former" for p in cut.head)
    parts = title_parts(index, cut.text)
    of = code or (identifier(parts.country_words) if parts.country_words else None)
    holder = _holder(index, role, code, date) if code and not former and not parts.name else ()
    if not holder and not former:
        holder = _titled(index, role, parts.name, code, date, context)
    if holder:
        return holder
    named = bool(parts.name) and role.kind in {"post", "title", "weak"}
    kind: EntityType = "person" if named or role.kind in {"post", "title"} else "group"
    if role.kind == "weak" and not named:
        kind = "unnamed_source"
    elif role.kind == "body":
        kind = "organisation"
    where = f" of {name_of(index, code)}" if code else ""
    return (
        Resolution(
            kind=kind,
            id=identifier(parts.name.split()[-1]) if named else "_".join(filter(None, (of, identifier(title)))),
            name=parts.name if named else cut.text.strip(),
            country=code,
            sectors=("ELI",) if former else role.sectors,
            role=title,
            level="non_official" if former else role.level,
            on_behalf_of=of if not former and "GOV" in role.sectors else None,
            of=of,
            former=former,
            confidence=0.8 if code else 0.6,
            why=f"{title!r} gives {', '.join(role.sectors) or 'no sector'}{where}",
        ),
    )


def _titled(
    index: Index, role: Role, surname: str, code: str | None, date: str | None, context: Collection[str]
) -> tuple[Resolution, ...]:
    """Who of that surname held on the day a post of that title: *President Biden*, *Secretary Blinken*.

    Beside countries that no table has, only a person of a country that the text names is meant.
    """
    if not surname[:1].isupper() or date is None:
        return ()
    posts = _SAME_POST.get(role.post, (role.post,)) if role.post else ()
    wanted: set[str] = set() if posts else set(role.words.lower().split())
    invented = any(one not in index.table.countries for one in context)
    found = []
    for person in index.by_surname(surname):
        held = (office.position for office in in_office(person, date))
        fits = any(one.post in posts or wanted & set(one.title.lower().split()) for one in held)
        named = code == person.country if code is not None else person.country in context or not invented
        if fits and named:
            found.append((weigh(person, date, context, ()), person))
    most = max((weight for weight, _ in found), default=0.0)
    best = [person for weight, person in found if weight == most]
    return tuple(person_on(index, person, date, None, False, 0.85 / len(best)) for person in best)


def _holder(index: Index, role: Role, code: str, date: str | None) -> tuple[Resolution, ...]:
    """Who held the post that the role names, on that date."""
    if role.post is None or date is None:
        return ()
    posts = _SAME_POST.get(role.post, (role.post,))
    found = []
    for post in posts:
        for person in index.holders(code, post, date):
            found.append(replace(person_on(index, person, date, role.words, False, 0.85), level=role.level))
        if found:
            break
    return tuple(replace(one, confidence=one.confidence / len(found)) for one in found)


_SAME_POST = {"leader": ("leader", "sl", "hos", "hog"), "hos": ("hos", "leader"), "hog": ("hog",)}
