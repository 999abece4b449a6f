"""The year of a text that tells its day but not its year.

A dateline such as "MADRID, Friday 1 July" leaves the year to the reader, who knows who held which
office when. So do we: the year is one in which the day falls on that weekday and most of the people
the text names with a title held an office; of several, one that fits the weekday named first, then the latest.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from verbale.actors import Actors
from verbale.actors.table import Person, holds
from verbale.language.date_patterns import WEEKDAYS
from verbale.months import MONTHS

_HEAD = 500
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|"
    r"Nov(?:ember)?|Dec(?:ember)?)"
)
_WEEKDAY = r"(?:(?P<weekday>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day),?\s+)?"
_DAY = re.compile(
    rf"\b{_WEEKDAY}(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<month>{_MONTH})|(?P<month2>{_MONTH})\.?\s+(?P<day2>\d{{1,2}})"
    r"(?:st|nd|rd|th)?)\b(?!,?\s+\d{4})",
    re.IGNORECASE,
)
_FIRST = 1945
_LEAST = 2
# A story tells by its weekday what was said on its day or on the day before.
_ON = re.compile(r"\bon (?P<weekday>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b")


def published_by_offices(text: str, actors: Actors) -> tuple[str, str] | None:
    """Give the day of publication made out from a dateline without a year, and why; None where that fails."""
    match = _DAY.search(text[:_HEAD])
    if match is None:
        return None
    month = MONTHS[(match["month"] or match["month2"]).lower()]
    day = int(match["day"] or match["day2"])
    people = list(_people(text, actors))
    said = _ON.search(text, match.end())
    told = WEEKDAYS[said["weekday"].lower()] if said is not None else None
    best = max(
        (one for one in _days(month, day, match["weekday"], _told_until(actors))),
        key=lambda one: (
            _in_office(people, one),
            told is None or told in (one.weekday(), (one.weekday() - 1) % 7),
            one,
        ),
        default=None,
    )
    if best is None or _in_office(people, best) < _LEAST:
        return None
    names = ", ".join(person.name for person in people if _holds(person, best))
    return best.isoformat(), f"the year in which {names} held office"


@lru_cache(maxsize=4)
def _told_until(actors: Actors) -> int:
    """Give the last year in which the table knows that somebody took an office: of later years it tells nothing."""
    return max(int(one.start[:4]) for person in actors.table.people.values() for one in person.offices)


def _days(month: int, day: int, weekday: str | None, last: int) -> Iterable[date]:
    for year in range(_FIRST, last + 1):
        try:
            one = date(year, month, day)
        except ValueError:
            continue
        if weekday is None or one.weekday() == WEEKDAYS[weekday.lower()]:
            yield one


def _people(text: str, actors: Actors) -> Iterable[Person]:
    """Give the persons of the actor table whom the text names in full."""
    by_id: dict[str, Person] = {}
    for person in actors.table.people.values():
        by_id.setdefault(person.id, person)
    found: dict[str, Person] = {}
    for sighting in actors.scan(text):
        if sighting.kind != "person":
            continue
        answers = actors.resolve(sighting.text)
        known = by_id.get(answers[0].id) if answers else None
        if known is not None and known.offices:
            found[known.id] = known
    return found.values()


def _holds(person: Person, day: date) -> bool:
    return any(holds(day.isoformat(), office.start, office.end) for office in person.offices)


def _in_office(people: list[Person], day: date) -> int:
    return sum(_holds(person, day) for person in people)
