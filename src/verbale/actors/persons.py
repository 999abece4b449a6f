"""Persons: by full name, by bare surname, in and out of office."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import Any

from verbale.actors.index import Index, Piece
from verbale.actors.pieces import Cut, Resolution, name_of, sectors_on, text_of, words_of
from verbale.actors.table import Occupancy, Person, holds

_SKIP = frozenset("the a an this that these those his her its their our my some several two three four five".split())
_STYLES = frozenset("mr mrs ms miss dr sir madam mme monsieur".split())


def in_office(person: Person, date: str | None) -> list[Occupancy]:
    """Give the offices that a person held on ``date``; without a date, those held still, else the last."""
    if date is None:
        return [office for office in person.offices if office.end is None] or list(person.offices[-1:])
    return [office for office in person.offices if holds(date, office.start, office.end, exclusive=True)]


_WEIGHT = {"hos": 9, "leader": 10, "sl": 9, "hog": 10, "cp": 8, "fm": 7, "def": 5, "nsa": 5, "vp": 4}


def weigh(person: Person, date: str | None, context: Collection[str], hints: Collection[str]) -> float:
    """Weigh how likely a person is meant on ``date``: by office, and by the countries beside the name."""
    held = in_office(person, date)
    weight = max((_WEIGHT.get(office.position.post, 3) for office in held), default=0.0)
    if not held and date is not None and person.offices:
        years = [abs(int(date[:4]) - int((o.end or o.start)[:4])) for o in person.offices]
        weight = max(0.0, 2.0 - min(years) / 10)
    return weight + 20 * (person.country in hints) + 5 * (person.country in context)


def named_persons(
    index: Index, cut: Cut, piece: Piece, date: str | None, context: Collection[str]
) -> tuple[Resolution, ...]:
    """Give the persons of one full name, weighed by office on the date and by the countries beside it."""
    others = [p for p in (*cut.head, *cut.tail) if p is not piece]
    hints = {p.target.code for p in others if p.kind in {"country", "adjective", "seat"}}
    roles = [p for p in cut.head if p.kind == "role"]
    former = any(p.kind == "former" for p in cut.head)
    people = [t.record for t in piece.targets if isinstance(t.record, Person)]
    people.sort(key=lambda person: -weigh(person, date, context, hints))
    role = words_of(cut, roles[-1]) if roles else None
    return tuple(
        person_on(index, person, date, role, former, 0.95 if len(people) == 1 else 0.7 - 0.2 * rank)
        for rank, person in enumerate(people[:4])
    )


def person_on(
    index: Index, person: Person, date: str | None, role: str | None, former: bool, confidence: float
) -> Resolution:
    """Give what a person is on ``date``: in office, formerly in office, or neither as far as is known."""
    held = sorted(in_office(person, date), key=lambda o: -_WEIGHT.get(o.position.post, 3))
    base = Resolution(
        kind="person",
        id=person.id,
        name=person.name,
        country=index.area(person.country),
        of=person.country,
        kin_of=person.kin_of,
        proximity=person.proximity,
        wikidata=person.wikidata,
        confidence=confidence,
        role=role,
    )
    if held and not former:
        office = held[0]
        return replace(
            base,
            **_belongs(index, office, date),
            role=role or office.position.title,
            level=office.position.level,
            office_from=office.start,
            office_to=office.end,
            why=_held_why(index, person, office, date),
        )
    own = sectors_on(person.sectors, date)
    if own and not former:
        return replace(base, sectors=own, why=f"{person.name} is listed as {', '.join(own)}")
    past = [office for office in person.offices if date is None or office.start <= date]
    if past or former:
        last = past[-1] if past else None
        return replace(
            base,
            sectors=("ELI",),
            level="non_official",
            former=True,
            office_from=last.start if last else None,
            office_to=last.end if last else None,
            why=f"{person.name} held office before" + (f": {last.position.title} to {last.end}" if last else ""),
        )
    return replace(base, sectors=(), confidence=confidence / 2, why=f"{person.name} held no listed office on {date}")


def _held_why(index: Index, person: Person, office: Occupancy, date: str | None) -> str:
    until = f" to {office.end}" if office.end else ""
    held = f"held on {date}" if date else "no date given"
    of = name_of(index, office.position.country)
    return f"{person.name} was {office.position.title} of {of} from {office.start}{until} ({held})"


def _belongs(index: Index, office: Occupancy, date: str | None) -> dict[str, Any]:
    """Give the fields that tell for whom the holder of an office acts."""
    of, sectors = office.position.country, office.position.sectors
    body = index.bodies.get(of)
    if body is None:
        spoken_for = None if {"OPP", "PTY", "ELI", "CVL"} & set(sectors) else of
        return {"country": of, "of": of, "on_behalf_of": spoken_for, "sectors": sectors}
    own = sectors_on(body.sectors, date)
    return {"country": body.area, "of": body.id, "on_behalf_of": body.id, "sectors": own or sectors[1:]}


def by_surname(index: Index, cut: Cut, date: str | None, context: Collection[str]) -> tuple[Resolution, ...]:
    """A bare surname: those who bear it, in office first; a full unknown name stays unknown."""
    run = [word for word in cut.run if word.key not in _SKIP and word.key.rstrip(".") not in _STYLES]
    name = text_of(cut.text, run)
    if not run or not all(word.capital for word in run):
        return ()
    people = index.by_surname(name) if len(run) <= 2 else []
    people = sorted(people, key=lambda person: -weigh(person, date, context, ()))
    if people and weigh(people[0], date, context, ()) > 0:
        return tuple(
            person_on(index, person, date, None, False, max(0.1, (0.75 if len(people) == 1 else 0.55) - 0.15 * rank))
            for rank, person in enumerate(people[:4])
        )
    return ()
