"""Dates of a text: explicit, without their year, by weekday, relative, ranges and durations.

``dateparser`` and ``dateutil`` read a date that stands alone. They know neither the tense of the
sentence around it ("said on Friday" against "expires on Friday") nor the last day told ("a day
earlier"), and do not keep the place of the words in the text, so the resolving is done here. The
forms are in :mod:`verbale.language.date_patterns`.

Rules
-----
* A weekday or month without a year is the last one on or before publication in a past clause and the
  first one after it in a future clause; without a clause, past for weekdays, nearest for months.
* A day and month without a year take the year that brings them nearest to publication, in the
  direction of the tense; before that, the year of an explicit date earlier in the paragraph.
* "Today" is the day of publication; "a day earlier", "the same day" count from the last day told.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from verbale.language.date_patterns import (
    DEADLINE,
    DUE,
    KINDS,
    PATTERN,
    SINCE,
)
from verbale.language.date_values import RESOLVE, Tense, Told

TenseAt = Callable[[int], Tense | None]


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date expression: characters, value (ISO form, ``/`` range, or duration), and its type."""

    start: int
    end: int
    value: str
    type: str


def find_dates(text: str, published: str | None = None, tense_at: TenseAt | None = None) -> tuple[FoundDate, ...]:
    """Find the date expressions of ``text`` and give each its value.

    Parameters
    ----------
    text
        The document's text; offsets of the result are its code points.
    published
        ISO day of publication, the anchor of everything relative. Without it, expressions that need
        an anchor are left out rather than guessed.
    tense_at
        Gives the tense of the clause around an offset, or None where it is not known.

    Returns
    -------
    tuple of FoundDate
        In the order of the text, none overlapping another.
    """
    told = Told(published=_iso_day(published))
    found = []
    for match in PATTERN.finditer(text):
        kind = next(kind for kind in KINDS if match[f"{kind}__"] is not None)
        tense = _tense(match, tense_at)
        try:
            dated = RESOLVE[kind](match, told, tense)
        except (ValueError, OverflowError):  # the 31st of June, the year 9999 plus one
            continue
        if dated is not None:
            value, type_ = dated
            end = match.end() if not match.group().endswith(".") else match.end() - 1
            found.append(FoundDate(match.start(), end, value, type_))
            _remember(told, value, type_, match)
    return tuple(found)


def _tense(match: re.Match[str], tense_at: TenseAt | None) -> Tense | None:
    """Give the tense around a match; *by Friday* looks ahead unless the clause is told as past."""
    before = match.string[max(0, match.start() - 16) : match.start()]
    tense = tense_at(match.start()) if tense_at else None
    if SINCE.search(before):
        return "past"
    if DUE.search(before) and not _DONE.search(match.string[max(0, match.start() - 60) : match.start()]):
        return "future"
    return "future" if DEADLINE.search(before) and tense is None else tense


# "had left by Friday"
_DONE = re.compile(r"\b(?:had|has|have|was|were)\s+(?:\w+\s+){0,2}?\w+(?:ed|en|ne|ft|ld|id)\b[^.;]*$")


def _remember(told: Told, value: str, type_: str, match: re.Match[str]) -> None:
    if type_ == "day":
        told.day = date.fromisoformat(value)
    if re.search(r"(?<!\d)\d{4}(?!\d)", match.group()) and type_ in ("day", "month", "year"):
        told.year, told.year_at = int(value[:4]), match.end()


def _iso_day(value: str | None) -> date | None:
    try:
        return date.fromisoformat(value) if value else None
    except ValueError:
        return None
