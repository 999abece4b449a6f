"""The actor table turned about: from words to what they may name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from verbale.actors.load import FAMILY_FIRST, PARTICLES, Table, surname_of
from verbale.actors.names import Word, fold, name_key, name_words, singulars
from verbale.actors.table import Body, Occupancy, Person, Role, holds

Kind = Literal["person", "body", "country", "adjective", "people", "seat", "place", "role", "former", "shorthand"]
RANK: dict[Kind, int] = {
    "person": 0,
    "body": 1,
    "country": 2,
    "adjective": 3,
    "people": 4,
    "seat": 5,
    "place": 6,
    "role": 7,
    "former": 8,
    "shorthand": 9,
}
FORMER = (
    "former",
    "ex",
    "retired",
    "onetime",
    "one time",
    "late",
    "ousted",
    "deposed",
    "erstwhile",
    "outgoing",
)
_LAST_FIRST = FAMILY_FIRST | {"JPN", "VNM", "HUN", "MNG"}
_SPANISH = frozenset("ESP MEX ARG CHL COL PER VEN ECU BOL PRY URY CUB DOM GTM HND SLV NIC CRI PAN".split())


@dataclass(frozen=True, slots=True)
class Target:
    """What a key may stand for: a code (country, body id) or a record, under the name the table gives."""

    kind: Kind
    code: str
    name: str
    record: Body | Person | Role | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """Words ``first`` to ``last`` (exclusive) of a run of words, and everything they may stand for."""

    first: int
    last: int
    kind: Kind
    targets: tuple[Target, ...]

    @property
    def target(self) -> Target:
        """The first thing that the words may stand for."""
        return self.targets[0]


class Index:
    """Longest-match lookup of the words of a table.

    Keys are word tuples joined by blanks. ``names`` has everything but persons; persons are under
    folded keys in ``people`` (whole names) and ``surnames``.
    """

    def __init__(self, table: Table) -> None:
        self.table = table
        self.names: dict[str, list[Target]] = {}
        self.people: dict[str, list[Target]] = {}
        self._reach: dict[str, int] = {}
        self._name_reach: dict[str, int] = {}
        self._add_countries()
        self._add_bodies()
        self._add_roles()
        self.bodies = {body.id: body for body in table.bodies}
        self._held: dict[tuple[str, str], list[Person]] = {}
        for person in table.people.values():
            self.add_person(person)

    def _add(self, key: Sequence[str], target: Target) -> None:
        if not key:
            return
        self.names.setdefault(" ".join(key), []).append(target)
        if len(key) > self._reach.get(key[0], 0):
            self._reach[key[0]] = len(key)

    def _add_countries(self) -> None:
        for country in self.table.countries.values():
            groups: tuple[tuple[Kind, Iterable[str]], ...] = (
                ("country", (country.name, *country.names)),
                ("adjective", country.adjectives),
                ("people", country.people),
                ("seat", country.seats),
                ("place", country.places),
            )
            for kind, names in groups:
                for name in names:
                    self._add(name_key(name), Target(kind, country.iso3, country.name))
        for phrase, codes, _ in self.table.shorthands:
            self._add(name_key(phrase), Target("shorthand", ";".join(codes), phrase))
        for phrase in FORMER:
            self._add(name_key(phrase), Target("former", "", phrase))

    def _add_bodies(self) -> None:
        for body in self.table.bodies:
            for name in body.names:
                key = name_key(name)
                self._add(key[1:] if key[0] == "the" else key, Target("body", body.id, name, body))

    def _add_roles(self) -> None:
        for role in self.table.roles:
            key = name_key(role.words)
            target = Target("role", role.post or "", role.words, role)
            self._add(key, target)
            if role.kind == "pronoun":
                continue
            for last in _plurals(key[-1]):
                self._add((*key[:-1], last), target)
            if "of" in key[1:3]:
                for first in _plurals(key[0]):
                    self._add((first, *key[1:]), target)

    def add_person(self, person: Person) -> None:
        """Enter a person under every spelling and order of the name."""
        target = Target("person", person.id, person.name, person)
        for post in {office.position.post for office in person.offices}:
            self._held.setdefault((person.country, post), []).append(person)
        seen: set[str] = set()
        for name in (person.name, *person.aliases):
            for key in _orders(name, person.country):
                joined = " ".join(key)
                if joined in seen:
                    continue
                seen.add(joined)
                if len(key) == 1 and name == person.name:
                    continue
                self.people.setdefault(joined, []).append(target)
                if len(key) > self._name_reach.get(key[0], 0):
                    self._name_reach[key[0]] = len(key)

    def find(self, run: Sequence[Word], at: int, *, cased: bool) -> Piece | None:
        """Give the longest piece that begins at word ``at`` of ``run``, or None.

        With ``cased`` a proper name must begin with a capital; roles need not.
        """
        word = run[at]
        longest = max(self._reach.get(word.upper, 0), self._reach.get(word.key, 0))
        named = self._person(run, at) if (word.capital or not cased) else None
        for size in range(min(longest, len(run) - at), 0, -1):
            if named and named.last - at > size:
                break
            targets = self._targets(run, at, size, cased)
            if targets:
                kind = targets[0].kind
                if named and named.last - at == size and kind != "country":
                    break
                if kind == "shorthand" and self._goes_on(run, at + size - 1, cased):
                    break
                return Piece(at, at + size, kind, targets)
        return named

    def _goes_on(self, run: Sequence[Word], at: int, cased: bool) -> bool:
        """Tell whether the last word of a shorthand begins a longer name (*the South African minister*)."""
        longer = self.find(run, at, cased=cased)
        return longer is not None and longer.last - at > 1 and longer.kind != "shorthand"

    def _targets(self, run: Sequence[Word], at: int, size: int, cased: bool) -> tuple[Target, ...]:
        part = run[at : at + size]
        upper = " ".join(word.upper for word in part)
        lower = " ".join(word.key for word in part)
        found = self.names.get(upper) or self.names.get(lower)
        if found is None and size == 1 and part[0].key != part[0].upper:
            found = self.names.get(part[0].key)
        if found is None:
            return ()
        if cased and not part[0].capital:
            found = [target for target in found if target.kind in {"role", "former", "shorthand"}]
        return tuple(sorted(found, key=lambda target: RANK[target.kind]))

    def _person(self, run: Sequence[Word], at: int) -> Piece | None:
        first = fold(run[at].key)
        longest = self._name_reach.get(first, 0)
        for size in range(min(longest + 1, len(run) - at), 0, -1):
            keys = [fold(word.key) for word in run[at : at + size]]
            found = self.people.get(" ".join(keys))
            if found is None and size > 2:
                found = self.people.get(" ".join([keys[0], *(k for k in keys[1:-1] if len(k) > 1), keys[-1]]))
            if found:
                return Piece(at, at + size, "person", tuple(found))
        return None

    def pieces(self, run: Sequence[Word], *, cased: bool) -> Iterator[Piece]:
        """Give the longest pieces of ``run`` from left to right; they do not overlap."""
        at = 0
        reach, names = self._reach, self._name_reach
        while at < len(run):
            word = run[at]
            if word.key in reach or word.upper in reach or fold(word.key) in names:
                piece = self.find(run, at, cased=cased)
                if piece:
                    yield piece
                    at = piece.last
                    continue
            at += 1

    def area(self, code: str) -> str:
        """Give the country or area code of a body; a country is its own."""
        body = None if code in self.table.countries else self.bodies.get(code)
        return body.area if body else code

    def holders(self, country: str, post: str, date: str) -> list[Person]:
        """Give those who held ``post`` of ``country`` on ``date``; the one who came last comes first."""
        found = [
            (office.start, person)
            for person in self._held.get((country, post), ())
            for office in person.offices
            if (office.position.country, office.position.post) == (country, post)
            and holds(date, office.start, office.end, exclusive=True)
        ]
        return [person for _, person in sorted(found, key=lambda pair: pair[0], reverse=True)]

    @cached_property
    def bodies_offices(self) -> dict[str, list[tuple[Person, Occupancy]]]:
        """The offices of each body, with their holders, the latest first."""
        found: dict[str, list[tuple[Person, Occupancy]]] = {}
        for person in self.table.people.values():
            for office in person.offices:
                if office.position.country in self.bodies:
                    found.setdefault(office.position.country, []).append((person, office))
        for offices in found.values():
            offices.sort(key=lambda pair: pair[1].start, reverse=True)
        return found

    def by_surname(self, surname: str) -> list[Person]:
        """Give everybody of that family name."""
        return self._surnames.get(" ".join(name_words(surname)), [])

    @cached_property
    def _surnames(self) -> dict[str, list[Person]]:
        found: dict[str, list[Person]] = {}
        for person in self.table.people.values():
            for surname in _surnames(person):
                found.setdefault(surname, []).append(person)
        return found


def _plurals(key: str) -> tuple[str, ...]:
    if key.endswith("s") and singulars(key)[-1] != key:
        return ()
    if key.endswith("man"):
        return (key[:-3] + "men",)
    if key.endswith("y") and key[-2:-1] not in "aeiou":
        return (key[:-1] + "ies",)
    if key.endswith(("s", "x", "ch", "sh")):
        return (key + "es",)
    return (key + "s",)


def _orders(name: str, country: str) -> Iterator[tuple[str, ...]]:
    """Give the folded keys of a name: as written, without initials, joined given names, other order."""
    key = name_words(name)
    yield key
    short = tuple(part for part in key if len(part) > 1)
    if 1 < len(short) < len(key) and len(key[-1]) > 1:
        yield short
    if country in _LAST_FIRST and len(key) in {2, 3}:
        family, given = (key[:1], key[1:]) if country in FAMILY_FIRST else (key[-1:], key[:-1])
        joined = (fold("".join(given)),)
        yield family + given
        yield given + family
        yield family + joined
        yield joined + family
    if len(short) > 2 and country not in _LAST_FIRST and not PARTICLES & set(short):
        yield (short[0], short[-1])
    if len(short) == 4:
        yield (short[0], short[2])
        yield (short[0], short[2], short[3])
    if "bin" in key[1:-1] or "al" in key[1:-1]:
        yield tuple(part for part in key if part not in {"bin", "ben", "al", "el"})


def _surnames(person: Person) -> set[str]:
    parts = name_words(surname_of(person.name, person.country))
    found = {" ".join(parts)} if parts else set()
    bare = [part for part in parts if part not in PARTICLES]
    if bare:
        found.add(" ".join(bare))
    names = name_words(person.name)
    if person.country in _SPANISH and len(names) >= 3:
        found |= {" ".join(names[-2:]), names[-2]}
    return found
