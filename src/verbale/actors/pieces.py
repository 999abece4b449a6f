"""An expression cut into pieces of the table, and the answers that come of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from verbale.actors.index import Index, Piece
from verbale.actors.names import Word, words
from verbale.actors.table import Dated, Role, holds
from verbale.codes import EntityType, Proximity, SpeakerLevel

_BREAKS = frozenset(
    "of in at for to from on who whose which that near and with against by under inside outside into within".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """What an expression means: an entity, in the fields of the reading, and why we think so.

    ``of`` is the entity to which a person or body belongs (ISO3 or the id of a body), for a country
    that no table has the word of the text. ``sectors`` are PLOVER codes, the primary one first.
    ``confidence`` is 0 to 1; ``why`` is one line for a reader.
    """

    kind: EntityType
    id: str
    name: str
    country: str | None = None
    sectors: tuple[str, ...] = ()
    role: str | None = None
    level: SpeakerLevel | None = None
    on_behalf_of: str | None = None
    of: str | None = None
    office_from: str | None = None
    office_to: str | None = None
    former: bool = False
    kin_of: str | None = None
    proximity: Proximity = "none"
    members: tuple[str, ...] = ()
    wikidata: str | None = None
    confidence: float = 0.0
    why: str = ""


@dataclass(frozen=True, slots=True)
class TitleParts:
    """An expression such as "Kestrian foreign minister Dana Orlova", cut: whose, what, who."""

    country: str | None
    country_words: str
    role: str
    name: str


@dataclass(frozen=True, slots=True)
class Cut:
    """The pieces of an expression: before the break (head) and after it (tail)."""

    text: str
    run: Sequence[Word]
    head: tuple[Piece, ...]
    tail: tuple[Piece, ...]
    link: str
    limit: int


def cut_pieces(index: Index, text: str) -> Cut:
    """Cut ``text`` into pieces, at its first preposition or comma after a piece."""
    run = words(text)
    cased = any(word.capital for word in run) and not text.isupper() and len(run) > 1
    pieces = tuple(piece for piece in index.pieces(run, cased=cased) if not (cased and _is_surname(run, piece)))
    limit, link = len(run), ""
    for at in range(1, len(run)):
        inside = any(piece.first < at < piece.last for piece in pieces)
        comma = "," in text[run[at - 1].end : run[at].start]
        if not inside and (comma or run[at].key in _BREAKS) and any(p.last <= at for p in pieces):
            limit, link = at, "," if comma else run[at].key
            break
    head = tuple(piece for piece in pieces if piece.last <= limit)
    return Cut(text, run, head, tuple(p for p in pieces if p.first >= limit), link, limit)


_CALLINGS = frozenset(("REL", "AGR", "CVL", "BUS", "MED", "EDU", "LAB"))


def _is_surname(run: Sequence[Word], piece: Piece) -> bool:
    """Tell whether a word for a calling is the last of a name: *Dina Mufti*, *Mr. Bishop*."""
    role = piece.target.record
    if piece.first == 0 or piece.last - piece.first > 1 or not isinstance(role, Role):
        return False
    if piece.last < len(run) and run[piece.last].capital:
        return False
    word, before = run[piece.first], run[piece.first - 1]
    return (
        word.capital
        and before.capital
        and before.key not in ("the", "a", "an", "grand")
        and bool(_CALLINGS & set(role.sectors))
        and role.kind == "agent"
        and not word.key.endswith("s")
    )


def title_parts(index: Index, expression: str) -> TitleParts:
    """Cut a title before a name: country or its adjective, role words, name."""
    cut = cut_pieces(index, expression)
    lands = [piece for piece in cut.head if piece.kind in {"country", "adjective", "seat"}]
    roles = [piece for piece in cut.head if piece.kind == "role"]
    covered = {at for piece in cut.head if piece.kind != "person" for at in range(piece.first, piece.last)}
    first_role = roles[0].first if roles else 0
    before = [w for at, w in enumerate(cut.run[:first_role]) if at not in covered and w.capital]
    last = max((piece.last for piece in (*lands, *roles)), default=0)
    after = [w for at, w in enumerate(cut.run[: cut.limit]) if at >= last and w.capital]
    return TitleParts(
        country=lands[0].target.code if lands else None,
        country_words=words_of(cut, lands[0]) if lands else (text_of(expression, before) if roles else ""),
        role=expression[cut.run[roles[0].first].start : cut.run[roles[-1].last - 1].end] if roles else "",
        name=text_of(expression, after),
    )


def text_of(text: str, run: Sequence[Word]) -> str:
    """Give the characters of ``text`` from the first to the last word of ``run``."""
    return text[run[0].start : run[-1].end] if run else ""


def words_of(cut: Cut, piece: Piece) -> str:
    """Give the characters of a piece."""
    return text_of(cut.text, cut.run[piece.first : piece.last])


def name_of(index: Index, code: str) -> str:
    """Give the name of a country; another code names itself."""
    country = index.table.countries.get(code)
    return country.name if country else code


def sectors_on(sectors: Sequence[Dated], date: str | None) -> tuple[str, ...]:
    """Give the sectors that hold on ``date``; without a date, the latest."""
    if date is None:
        return sectors[-1].sectors if sectors else ()
    for dated in sectors:
        if holds(date, dated.start, dated.end):
            return dated.sectors
    return ()
