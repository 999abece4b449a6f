"""The records of the actor table, in the vocabulary of FollowTheMoney: Person, Position, Occupancy."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from verbale.codes import EntityType, Proximity, SpeakerLevel

SECTORS = frozenset(
    "COP GOV JUD LEG MIL PRM PTY REB SPY UAF UNK AGR BUS CRM CVL EDU ELI JRN LAB MED REF OPP PRE REL SOC NGO".split()
)
AREAS = frozenset("UNO EUR IGO NGO NSA MNC IMG ISM".split())
RoleKind = Literal["post", "title", "agent", "body", "weak", "pronoun", "thing"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """A country or territory by its ISO 3166 code, with the words that stand for it."""

    iso3: str
    name: str
    wikidata: str | None
    names: tuple[str, ...]
    adjectives: tuple[str, ...]
    people: tuple[str, ...]
    seats: tuple[str, ...]
    places: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """Sectors that hold from ``start`` to ``end`` (ISO days, inclusive; None: open)."""

    sectors: tuple[str, ...]
    start: str | None = None
    end: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """An organisation, group or organ: its country or area code, and its sectors (dated)."""

    id: str
    names: tuple[str, ...]
    area: str
    sectors: tuple[Dated, ...]
    type: EntityType
    members: tuple[str, ...] = ()
    wikidata: str | None = None
    stands_for_state: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """What role words say of their bearer: sectors, level of speech, and the post they may name."""

    words: str
    sectors: tuple[str, ...]
    level: SpeakerLevel | None
    kind: RoleKind
    post: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """A post of a country or body; ``single`` posts have one holder at a time."""

    country: str
    post: str
    title: str
    sectors: tuple[str, ...]
    level: SpeakerLevel
    single: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Occupancy:
    """Who held a position from when to when; dates are ISO prefixes that show their own precision.

    ``end`` is the first day (or month, or year) after the office; None: still held, as far as known.
    ``source`` is the file and line.
    """

    person: str
    position: Position
    start: str
    end: str | None
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody with a name, other spellings, and what is known beside the offices."""

    id: str
    name: str
    country: str
    aliases: tuple[str, ...] = ()
    kin_of: str | None = None
    proximity: Proximity = "none"
    wikidata: str | None = None
    sectors: tuple[Dated, ...] = ()
    offices: tuple[Occupancy, ...] = field(default=())


def holds(date: str, start: str | None, end: str | None, *, exclusive: bool = False) -> bool:
    """Tell whether ``date`` lies between ``start`` and ``end``; a missing bound is open.

    Dates may be years, months or days. A bound less precise than the date takes in the whole of its
    year or month, so that neighbours share a doubtful day rather than leave it to nobody. With
    ``exclusive`` a day that equals ``end`` is outside.
    """
    if start and date < start[: len(date)]:
        return False
    if not end:
        return True
    head = date[: len(end)]
    return head < end or (head == end and not (exclusive and len(end) == 10 and len(date) >= 10))
