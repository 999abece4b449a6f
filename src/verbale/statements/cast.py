"""The cast of a text: which entity an expression means where it stands.

Names and titles are read by the actor table on the date of the text, countries that no table has by
the text alone; pronouns and definite noun phrases by what was said before. An expression that cannot
be resolved becomes an entity of its own: nothing is guessed away.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from verbale.actors import Actors, Resolution
from verbale.codes import EntityType, SpeakerLevel
from verbale.records import Coding, Entity
from verbale.statements.countries import Homeland, find_homelands, guessed_names
from verbale.statements.lexicon import words
from verbale.statements.spans import Run
from verbale.statements.tree import Tree, child, subtree

AUTHOR = "AUTHOR"
SIDES = "SIDES"
_VERSION = "1"
_OFFICIAL = ("head_of_state", "head_of_government", "cabinet_minister", "senior_named_official", "ambassador",
             "spokesperson", "working_level")  # fmt: skip
_BOTH = re.compile(
    r"^(?:the\s+)?(?:two|both)\s+(?:\w+\s+)?(?:sides|governments|countries|parties|leaders|nations|states|delegations|"
    r"ministers|teams|neighbou?rs|presidents|allies)$|^(?:the\s+)?(?:parties|sides|signatories|participants|"
    r"high contracting parties|contracting parties|heads of (?:state|government|delegation))$|^neither(?:\s+side)?$|^both(?:\s+sides)?$|"
    r"^(?:the\s+)?(?:two|three|four|five|six)(?:\s+(?:governments|countries|sides|parties|ministers|leaders|presidents))?$",
    re.IGNORECASE,
)
_SHE = frozenset(
    "she her hers herself mrs ms madam queen princess spokeswoman chairwoman sister wife daughter mother".split()
)
_HE = frozenset("he his him himself mr sir lord king prince spokesman chairman brother husband son father".split())


@dataclass(frozen=True, slots=True)
class Figurehead:
    """What is known of a speaker beside the entity: level, kin, and the words of the role."""

    level: SpeakerLevel = "non_official"
    proximity: str = "none"
    role_words: frozenset[str] = frozenset()
    why: str = ""
    confidence: float = 0.5


@dataclass(slots=True)
class Cast:
    """Entities of one text, made as expressions are asked for; ``seen`` lists (offset, entity id) in order."""

    tree: Tree
    actors: Actors
    published: str | None
    voice: str = AUTHOR
    entities: dict[str, Entity] = field(default_factory=dict)
    heads: dict[str, Figurehead] = field(default_factory=dict)
    homelands: list[Homeland] = field(default_factory=list)
    lands: list[tuple[int, str, bool]] = field(default_factory=list)
    seen: list[tuple[int, str]] = field(default_factory=list)
    sex: dict[str, str] = field(default_factory=dict)
    surnames: dict[str, str] = field(default_factory=dict)
    context: frozenset[str] = frozenset()


def assemble(tree: Tree, actors: Actors, published: str | None) -> Cast:
    """Make the cast of a parsed text: its countries, and the persons it names with a title."""
    cast = Cast(tree=tree, actors=actors, published=published)
    cast.entities[AUTHOR] = Entity(id=AUTHOR, name="the writer of the text", type="author")
    text = tree.parse.text
    sightings = actors.scan(text)
    known = {w.lower() for s in sightings if s.kind not in ("title", "role") for w in (s.text, *s.text.split())}
    people = {
        word.lower()
        for name in tree.parse.names
        if name.label == "PERSON"
        for word in text[name.start : name.end].split()
    }
    cast.homelands = find_homelands(text, known, people)
    codes = {s.code for s in sightings if s.kind in ("country", "adjective", "seat", "people") and len(s.code) == 3}
    cast.context = frozenset(codes)
    for s in sightings:
        if s.kind in ("country", "seat") and len(s.code) == 3 and s.code.isupper():
            _land(cast, s.code, s.start, s.text)
        elif s.kind in ("adjective", "people"):
            cast.lands.append((s.start, s.code, False))
    for home in cast.homelands:
        code = _home_code(home)
        for word in home.words | home.cities:
            for match in re.finditer(rf"\b{re.escape(word)}\b", text):
                cast.lands.append((match.start(), code, word == home.name))
        cast.entities[code] = Entity(
            id=code, name=home.name, type="state", plover=None,
            aliases=tuple(sorted((home.words | home.cities | guessed_names(home)) - {home.name})),
            codings=(Coding(field="id", coder="rule:homeland", version=_VERSION, confidence=0.7, why="a country by the text alone"),),
        )  # fmt: skip
    cast.lands.sort()
    return cast


def _home_code(home: Homeland) -> str:
    return re.sub(r"\W+", "_", home.name.upper())


def _land(cast: Cast, code: str, start: int, words_there: str) -> None:
    cast.lands.append((start, code, True))
    _enter_code(cast, code, words_there)


def _enter_code(cast: Cast, code: str, words_there: str) -> None:
    """Enter a country or body of the table by its code."""
    if code in cast.entities:
        return
    country = cast.actors.table.countries.get(code)
    if country is not None:
        cast.entities[code] = Entity(id=code, name=country.name, type="state", plover=code)
        return
    body = next((one for one in cast.actors.table.bodies if code in (one.id, one.area)), None)
    kind: EntityType = body.type if body is not None else "organisation"
    cast.entities[code] = Entity(id=code, name=body.names[0] if body else words_there, type=kind, plover=code)


# -------------------------------------------------------------------------------------- resolving
def who(cast: Cast, head: int | None, run: Run | None) -> str:
    """Give the id of the entity that the expression ``run``, headed by token ``head``, means."""
    if run is None or head is None:
        return AUTHOR
    text = cast.tree.parse.text[run[0] : run[1]].replace("\u00a0", " ")
    token = cast.tree.tokens[head]
    found = (
        _pronoun(cast, text.lower(), run[0])
        or _both(cast, text)
        or _same_as_before(cast, text, token.lemma.lower(), head, run[0])
        or _by_table(cast, text, head, run)
        or _by_homeland(cast, text, head)
        or _unknown(cast, text, head, run)
    )
    _enter_code(cast, found, text)
    _remember(cast, found, run[0], text)
    return found


def _remember(cast: Cast, entity: str, start: int, text: str) -> None:
    cast.seen.append((start, entity))
    first = text.lower().split()[0] if text else ""
    for sex, marks in (("she", _SHE), ("he", _HE)):
        if first in marks or set(text.lower().split()) & (marks - {"his", "her", "him"}):
            cast.sex.setdefault(entity, sex)


def _pronoun(cast: Cast, lower: str, start: int) -> str | None:
    if lower in ("i", "we", "me", "us", "my", "our", "ourselves", "myself"):
        return cast.voice if cast.voice != AUTHOR else _last(cast, start, "person") or AUTHOR
    if lower in ("he", "she", "him", "her", "his", "himself", "herself"):
        sex = "she" if lower in _SHE else "he"
        found = _last(cast, start, "person", sex)
        if found:
            cast.sex.setdefault(found, sex)
        return found or _new(cast, lower, "person", None, None)
    if lower in ("it", "its", "itself"):
        return _last(cast, start, "state", None) or _last_land(cast, start)
    if lower in ("they", "them", "their", "those", "these", "some", "one", "others"):
        return _last(cast, start, "unnamed_source") or _last(cast, start, "grouping") or _last(cast, start, "state")
    return None


def _last(cast: Cast, start: int, kind: str, sex: str | None = None) -> str | None:
    """Give the last entity of ``kind`` seen before ``start``, of that sex as far as it is known."""
    kinds = {"person": ("person", "unnamed_source"), "state": ("state", "organisation")}.get(kind, (kind,))
    for at, one in reversed(cast.seen):
        entity = cast.entities[one]
        if at < start and entity.type in kinds and (sex is None or cast.sex.get(one, sex) == sex):
            return one
    return None


def _last_land(cast: Cast, start: int) -> str | None:
    before = [code for at, code, _ in cast.lands if at < start]
    return before[-1] if before else None


def _both(cast: Cast, text: str) -> str | None:
    if not _BOTH.match(text.strip()):
        return None
    members = tuple(main_parties(cast)[:2])
    cast.entities.setdefault(SIDES, Entity(id=SIDES, name=text.strip(), type="grouping", members=members))
    return SIDES


def main_parties(cast: Cast) -> list[str]:
    """Give the countries of the text, the most often named first."""
    times: dict[str, int] = {}
    for _, code, _ in cast.lands:
        times[code] = times.get(code, 0) + 1
    return sorted(times, key=lambda code: (-times[code], next(at for at, c, _ in cast.lands if c == code)))


def _same_as_before(cast: Cast, text: str, lemma: str, head: int, start: int) -> str | None:
    """Read *the minister*, *the official*, and a bare surname, as a person already named."""
    if (known := cast.surnames.get(_surname(text))) is not None:
        return known
    first = text.split(maxsplit=1)[0].lower()
    if first not in ("the", "this", "that", "both") or len(text.split()) > 4:
        return None
    if any(token[0].isupper() for token in text.split()[1:]):
        return None
    for at, one in reversed(cast.seen):
        if at < start and lemma in cast.heads.get(one, Figurehead()).role_words:
            return one
    if lemma in ("president", "leader", "minister", "premier", "spokesman", "spokeswoman", "envoy", "diplomat", "ambassador",
                 "official", "chancellor", "king", "general", "secretary"):  # fmt: skip
        return _last(cast, start, "person")
    return None


def _surname(text: str) -> str:
    bare = re.sub(
        r"^(?:mr|mrs|ms|dr|sir|president|minister|prime minister|king|general|chairman)\.?\s+", "", text.lower()
    )
    return re.sub(r"[’']s?$", "", bare)


def _by_table(cast: Cast, text: str, head: int, run: Run) -> str | None:
    answers = cast.actors.resolve(text, cast.published, cast.context)
    if not answers:
        return None
    best = answers[0]
    if best.kind == "state":
        _enter_code(cast, best.id, best.name)
        return best.id
    return _enter(cast, best, text, head, run)


def _enter(cast: Cast, answer: Resolution, text: str, head: int, run: Run) -> str:
    """Enter an answer of the table as an entity, with its country made out from the text where it has none."""
    country = answer.country or _local_country(cast, answer.of or answer.on_behalf_of)
    if country is None and answer.level in (
        *_OFFICIAL,
        "unnamed_official",
        "state_unspecified",
        "state_media",
        "legislature",
    ):
        country = _country_around(cast, head, run)
    speaks = country if answer.on_behalf_of or answer.level in _OFFICIAL else None
    if answer.level in ("party", "non_official") or answer.former:
        speaks = None
    if answer.kind == "organisation" and answer.level == "state_unspecified" and country:
        return country  # a government, cabinet or ministry speaks as its country
    if country is not None and country not in cast.entities:
        _land(cast, country, run[0], country)
    entity = Entity(
        id=_free_id(cast, answer.id, answer.name), name=answer.name, type=answer.kind, of=country, role=answer.role,
        on_behalf_of=speaks, plover=" ".join([country or "", *answer.sectors[:1]]).strip() or None,
        kin_of=answer.kin_of, members=answer.members, wikidata=answer.wikidata,
        codings=(Coding(field="id", coder="table:actors", version=_VERSION, confidence=answer.confidence, why=answer.why),),
    )  # fmt: skip
    old = cast.entities.get(entity.id)
    if old is not None and old.on_behalf_of and not speaks:
        entity = old
    cast.entities[entity.id] = entity
    level = answer.level or ("unnamed_official" if answer.kind == "unnamed_source" else "non_official")
    words_of_role = frozenset((answer.role or "").lower().split()) | frozenset(text.lower().split()) & words(
        "role_noun"
    )
    cast.heads[entity.id] = Figurehead(level, answer.proximity, words_of_role, answer.why, answer.confidence)
    if entity.type == "person":
        cast.surnames.setdefault(entity.name.split()[-1].lower(), entity.id)
        cast.surnames.setdefault(entity.name.split()[0].lower(), entity.id)
        cast.surnames.setdefault(entity.name.lower(), entity.id)
    return entity.id


def _free_id(cast: Cast, wanted: str, name: str) -> str:
    old = cast.entities.get(wanted)
    if old is None or old.name.split()[-1:] == name.split()[-1:] or old.type == "unnamed_source":
        return wanted
    return re.sub(r"\W+", "_", name.upper())


def _local_country(cast: Cast, word: str | None) -> str | None:
    if word is None:
        return None
    for home in cast.homelands:
        if any(word.upper() == re.sub(r"\W+", "_", w.upper()) for w in home.words | home.cities):
            return _home_code(home)
    return word if word in cast.entities and cast.entities[word].type == "state" else None


def _country_around(cast: Cast, head: int, run: Run) -> str | None:
    """Find whose official stands here without a country: possessor, apposition, then the paragraph before."""
    owner = child(cast.tree, head, "nmod:poss")
    if owner is not None and cast.tree.tokens[owner].upos == "PRON":
        found = _pronoun(cast, cast.tree.tokens[owner].text.lower(), run[0])
        if found is not None:
            entity = cast.entities[found]
            return found if entity.type == "state" else entity.on_behalf_of or entity.of
    near = [code for at, code, _ in cast.lands if run[0] <= at < _end_of(cast, head)]
    if near:
        return near[0]
    text = cast.tree.parse.text
    block = text.rfind("\n", 0, run[0])
    before = [code for at, code, noun in cast.lands if block < at < run[0] and noun]
    if before:
        return before[-1]
    everywhere = main_parties(cast)
    return everywhere[0] if everywhere else None


def _end_of(cast: Cast, head: int) -> int:
    return cast.tree.tokens[subtree(cast.tree, head)[-1]].end


def _by_homeland(cast: Cast, text: str, head: int) -> str | None:
    """Read an expression whose name only this text knows."""
    plain = re.sub(r"^(?:the|The)\s+", "", text)
    for home in cast.homelands:
        for word in home.words | home.cities:
            if (
                plain == word
                or plain == home.name
                or re.search(
                    rf"\b{re.escape(word)}\b(?:[’']s)?\s+(?:government|side|cabinet|ministry|leadership)$", plain
                )
            ):
                return _home_code(home)
    return None


def _unknown(cast: Cast, text: str, head: int, run: Run) -> str:
    """Enter an expression that neither table nor text explains as an entity of its own."""
    token = cast.tree.tokens[head]
    name = next((n for n in cast.tree.parse.names if n.start < run[1] and run[0] < n.end), None)
    if name is not None and name.label == "PLACE" and token.upos == "PROPN":
        return _new(cast, text, "state", None, None)
    if token.upos == "PROPN" or (name is not None and name.label == "PERSON"):
        return _new(cast, text, "person", None, None)
    kind: EntityType = "unnamed_source" if token.lemma.lower() in words("official_noun") else "group"
    country = _country_around(cast, head, run) if kind == "unnamed_source" else None
    return _new(cast, text, kind, country, "unnamed_official" if kind == "unnamed_source" else None)


def _new(cast: Cast, text: str, kind: EntityType, country: str | None, level: SpeakerLevel | None) -> str:
    plain = re.sub(r"^(?:the|a|an|one|some|The|A|An|One|Some)\s+", "", text)
    code = re.sub(r"\W+", "_", plain.upper()).strip("_") or "SOMEBODY"
    if kind == "person" and plain.split():
        code = re.sub(r"\W+", "_", plain.split()[-1].upper())
        cast.surnames.setdefault(plain.split()[-1].lower(), code)
    cast.entities.setdefault(
        code,
        Entity(
            id=code, name=plain, type=kind, of=country, on_behalf_of=country if level == "unnamed_official" else None
        ),
    )
    cast.heads.setdefault(code, Figurehead(level or "non_official", role_words=frozenset(plain.lower().split())))
    return code


def speaks_for(cast: Cast, entity: str) -> str | None:
    """Give the state or body for which an entity speaks; None for one that speaks for nobody else."""
    one = cast.entities[entity]
    if one.type == "state":
        return one.id
    return one.on_behalf_of


def side_of(cast: Cast, entity: str) -> str | None:
    """Give the actor (state, body, group) to whose account the words of an entity go."""
    one = cast.entities[entity]
    if one.type in ("state", "organisation", "grouping", "group"):
        return one.on_behalf_of or one.of or one.id if one.type == "organisation" else one.id
    return one.on_behalf_of or (one.of if one.type == "unnamed_source" else None)


def own_words(cast: Cast, entity: str) -> frozenset[str]:
    """Give the lower-case words that name the side of an entity."""
    side = side_of(cast, entity)
    if side is None or side not in cast.entities:
        return frozenset()
    one = cast.entities[side]
    found = {w.lower() for name in (one.name, *one.aliases) for w in name.split()}
    for at, code, _ in cast.lands:
        if code == side:
            found.add(re.match(r"[\w’'\-.]+", cast.tree.parse.text[at:])[0].lower())  # type: ignore[index]  # a sighting begins with a word
    return frozenset(found - {"the", "of", "and"})


def rename(cast: Cast, entity: str, **changes: object) -> None:
    """Put changed fields of an entity in its place."""
    cast.entities[entity] = replace(cast.entities[entity], **changes)  # type: ignore[arg-type]


def name_words(cast: Cast) -> frozenset[str]:
    """Give the lower-case words that name actors in the text."""
    found: set[str] = set()
    for one in cast.entities.values():
        found.update(_lower_words((one.name, *one.aliases)))
    for at, _, _ in cast.lands:
        match = re.match(r"[\w’'\-.]+", cast.tree.parse.text[at:])
        if match:
            found.add(match[0].lower())
    return frozenset(found)


def _lower_words(names: Iterable[str]) -> set[str]:
    return {w.lower() for name in names for w in name.split() if w[:1].isupper()}
