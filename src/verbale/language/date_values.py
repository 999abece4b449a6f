"""The value of each kind of date expression; see :mod:`verbale.language.dates` for the rules."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from verbale.language.date_patterns import (
    COUNTED_NOUN,
    FEASTS,
    LIMIT,
    MONTH_PREPOSITION,
    NUMBERED_THING,
    NUMBERS,
    ORDINALS,
    SINCE,
    TIME_PREPOSITION,
    WEEKDAYS,
    YEAR_CUES,
)
from verbale.months import MONTHS

Tense = Literal["past", "future"]
TenseAt = Callable[[int], Tense | None]
_NEAR = 75  # days within which a day and month without a year need no tense
_MONTHS = 12
_UNIT_LETTER = {"day": "D", "week": "W", "month": "M", "year": "Y", "hour": "H"}


@dataclass(slots=True)
class Told:
    """What earlier dates of the text lend to later ones."""

    published: date | None
    day: date | None = None
    year: int | None = None
    year_at: int = -1


def _month(word: str) -> int:
    return MONTHS[word.lower().rstrip(".")]


def _day(word: str) -> int:
    return int(re.match(r"\d+", word)[0])  # type: ignore[index]  # the pattern begins with digits


def _count(word: str) -> int:
    word = word.lower()
    return int(word) if word.isdigit() else NUMBERS.get(word.split()[-1], 1)


# ------------------------------------------------------------------------------------------- years
def _year_for(month: int, day: int, told: Told, tense: Tense | None, match: re.Match[str]) -> int | None:
    """Choose the year of a day and month that come without one."""
    if _year_goes_on(told, tense, match):
        return told.year
    if told.published is None:
        return told.year
    days = [
        date(year, month, day)
        for year in range(max(1, told.published.year - 1), min(9999, told.published.year + 1) + 1)
        if day <= monthrange(year, month)[1]
    ]
    return _nearest(days, told.published, tense).year if days else None


def _year_goes_on(told: Told, tense: Tense | None, match: re.Match[str]) -> bool:
    """Tell whether the year told before in the paragraph goes on; what lies ahead is of no year long past."""
    if told.year is None or "\n" in match.string[told.year_at : match.start()]:
        return False
    if told.published is None:
        return True
    return abs(told.published.year - told.year) > 1 and not (tense == "future" and told.year < told.published.year)


def _nearest(days: list[date], anchor: date, tense: Tense | None, near: int = _NEAR) -> date:
    """Choose the day nearest to the anchor; the tense decides unless one day is near and the other far."""
    nearest = min(days, key=lambda one: abs((one - anchor).days))
    if abs((nearest - anchor).days) <= near or tense is None:
        return nearest
    ahead = [one for one in days if one >= anchor] if tense == "future" else [one for one in days if one <= anchor]
    return min(ahead or days, key=lambda one: abs((one - anchor).days))


def _full(year: int | None, month: int, day: int) -> tuple[str, str] | None:
    return None if year is None else (date(year, month, day).isoformat(), "day")


# ------------------------------------------------------------------------------------------- kinds
Resolved = tuple[str, str] | None


def _iso(match: re.Match[str], told: Told, tense: Tense | None) -> Resolved:
    return date(int(match["iso_y"]), int(match["iso_m"]), int(match["iso_d"])).isoformat(), "day"


def _day_and_month(match: re.Match[str], told: Told, tense: Tense | None) -> Resolved:
    prefix = "dm" if match["dm_d"] else "md"
    month, day = _month(match[f"{prefix}_m"]), _day(match[f"{prefix}_d"])
    year = match[f"{prefix}_y"]
    return _full(int(year) if year else _year_for(month, day, told, tense, match), month, day)


def _days_of_month(match: re.Match[str], told: Told, tense: Tense | None) -> Resolved:
    prefix = "dr" if match["dr_d1"] else "mr"
    month, first, last = (
        _month(match[f"{prefix}_m"]),
        _day(match[f"{prefix}_d1"]),
        _day(match[f"{prefix}_d2"]),
    )
    year = match[f"{prefix}_y"]
    chosen = int(year) if year else _year_for(month, first, told, tense, match)
    if chosen is None:
        return None
    return f"{date(chosen, month, first).isoformat()}/{date(chosen, month, last).isoformat()}", "day_range"


def _month_of_year(match: re.Match[str], told: Told, tense: Tense | None) -> Resolved:
    return f"{match['my_y']}-{_month(match['my_m']):02}", "month"


def _slashed(match: re.Match[str], told: Told, tense: Tense | None) -> Resolved:
    first, second, year = int(match["sl_a"]), int(match["sl_b"]), int(match["sl_y"])
    if first <= 12 and second <= 12 and first != second:
        return None  # day first or month first: the text does not say
    day, month = (first, second) if first > 12 or first == second else (second, first)
    return date(year, month, day).isoformat(), "day"


def _years(match: re.Match[str], told: Told, tense: Tense | None) -> Resolved:
    first, second = match["yr_a"], match["yr_b"]
    second = first[: 4 - len(second)] + second
    if not _is_year(match) or int(second) <= int(first):
        return None
    return f"{first}/{second}", "year_range"


def _decade(match: re.Match[str], told: Told, tense: Tense | None) -> Resolved:
    return f"{match['dc']}0/{match['dc']}9", "year_range"


def _end_of(match: re.Match[str], told: Told, tense: Tense | None) -> Resolved:
    part, anchor = match["eo_part"], told.published
    if match["eo_y"]:
        year, first, last = int(match["eo_y"]), 1, 12
    elif match["eo_m"]:
        first = last = _month(match["eo_m"])
        if match["eo_my"]:
            year = int(match["eo_my"])
        elif (chosen := _year_for(first, 1, told, tense, match)) is None:
            return None
        else:
            year = chosen
    elif anchor is None:
        return None
    elif "week" in match["eo_unit"]:
        monday = anchor - timedelta(days=anchor.weekday())
        return ((monday + timedelta(days=6)) if part == "end" else monday).isoformat(), "day"
    else:
        shift = {"next": 1, "last": -1}.get(match["eo_unit"].split()[0], 0)
        if "year" in match["eo_unit"]:
            year, first, last = anchor.year + shift, 1, 12
        else:
            year, first = divmod(anchor.year * 12 + anchor.month - 1 + shift, 12)
            first = last = first + 1
    if part == "end":
        return date(year, last, monthrange(year, last)[1]).isoformat(), "deadline"
    if part == "middle":
        return f"{year}-{(first + last) // 2:02}", "month"
    return f"{year}-{first:02}", "month"


def _feast(match: re.Match[str], told: Told, tense: Tense | None) -> Resolved:
    month, day = FEASTS[" ".join(match["fe"].lower().replace("\u2019", "'").split())]
    return _full(_year_for(month, day, told, tense, match), month, day)


def _ordinal_of(match: re.Match[str], told: Told, tense: Tense | None) -> Resolved:
    month, word = _month(match["oo_m"]), match["oo"]
    year = int(match["oo_y"]) if match["oo_y"] else _year_for(month, 1, told, tense, match)
    if year is None:
        return None
    return _full(year, month, ORDINALS.get(word) or monthrange(year, month)[1])


def _part_of(match: re.Match[str], told: Told, tense: Tense | None) -> Resolved:
    number = ORDINALS.get(match["po_n"])
    if match["po_u"]:
        months = 6 if match["po_u"] == "half" else 3
        number = number or 12 // months
        first, last = months * (number - 1) + 1, months * number
        return (f"{match['po_y']}-{first:02}/{match['po_y']}-{last:02}", "month_range") if last <= _MONTHS else None
    month = _month(match["po_m"])
    year = int(match["po_my"]) if match["po_my"] else _year_for(month, 1, told, tense, match)
    if year is None:
        return None
    days = monthrange(year, month)[1]
    begin = 7 * number - 6 if number else days - 6
    return f"{date(year, month, begin)}/{date(year, month, min(begin + 6, days))}", "day_range"


def _day_only(match: re.Match[str], told: Told, tense: Tense | None) -> Resolved:
    anchor = told.published
    if anchor is None:
        return None
    day, months = _day(match["do"]), []
    for step in (-1, 0, 1):
        year, month = divmod(anchor.year * 12 + anchor.month - 1 + step, 12)
        if 1 <= year <= 9999 and day <= monthrange(year, month + 1)[1]:
            months.append(date(year, month + 1, day))
    if not months:
        return None
    return _nearest(months, anchor, tense, near=0).isoformat(), "day"


def _year_end(match: re.Match[str], told: Told, tense: Tense | None) -> Resolved:
    return (f"{told.published.year}-12-31", "deadline") if told.published else None


def _counted(match: re.Match[str], told: Told, tense: Tense | None) -> Resolved:
    unit, count, anaphor = match["ct_u"].rstrip("s").lower(), _count(match["ct_n"]), match["ct_a"].lower()
    if anaphor in ("before", "after", "afterwards") or unit in ("decade", "centurie", "century"):
        return None  # counts from an act, not from a day of the text
    anchor = told.published if anaphor == "ago" else told.day or told.published
    if anchor is None:
        return None
    sign = 1 if anaphor == "later" else -1
    if sign < 0 and told.published is not None and anchor > told.published:
        anchor = told.published  # a day that is still to come is none to count back from
    if unit in ("month", "year"):
        months = count * (12 if unit == "year" else 1)
        year, month = divmod(anchor.year * 12 + anchor.month - 1 + sign * months, 12)
        return (f"{year}-{month + 1:02}", "month") if unit == "month" else (str(year), "year")
    if unit == "hour":
        return anchor.isoformat(), "day"
    days = count * {"day": 1, "week": 7, "fortnight": 14}[unit]
    return (anchor + sign * timedelta(days=days)).isoformat(), "day"


def _same(match: re.Match[str], told: Told, tense: Tense | None) -> Resolved:
    if match["sm_in"] and (anchor := told.day or told.published):
        return anchor.isoformat(), "day"
    if told.day is None or tense == "future" or (match["sm_same"] is None and match.group().lower().startswith("the")):
        return None
    return told.day.isoformat(), "day"


def _next_to_last(match: re.Match[str], told: Told, tense: Tense | None) -> Resolved:
    anchor = told.day or told.published
    if anchor is None or (match["nx_a"] and re.match(r"\s+\w", match.string[match.end() :])):
        return None  # "the day after the vote" counts from an act
    word = match["nx_w"] or match["nx_a"]
    step = -1 if word in ("previous", "preceding", "before") else 1
    return (anchor + timedelta(days=step)).isoformat(), "day"


def _weekday(match: re.Match[str], told: Told, tense: Tense | None) -> Resolved:
    anchor = told.published
    if anchor is None or re.match(
        r",?[\s\u00a0]+(?:the\s+)?\d{1,2}\b|,[\s\u00a0]+[A-Z][a-z]+\.?[\s\u00a0]+\d",
        match.string[match.end() :],
    ):
        return None  # "Friday, 8 July": the day and month that follow say it
    if re.search(r"\b[Aa][\s\u00a0]+$", match.string[: match.start()]):
        return None  # "on a Friday": any
    relation = (match["wd_r"] or "").lower()
    wanted = WEEKDAYS[match["wd"].lower()]
    back = (anchor.weekday() - wanted) % 7
    if relation == "last":
        chosen = anchor - timedelta(days=back or 7)
    elif relation in ("next", "this coming") or (tense == "future" and relation in ("", "this")):
        chosen = anchor + timedelta(days=(wanted - anchor.weekday()) % 7 or 7)
    elif relation in ("following", "the following", "previous") and told.day:
        step = (wanted - told.day.weekday()) % 7 or 7
        chosen = told.day + timedelta(days=step if relation != "previous" else step - 7)
    else:
        chosen = anchor - timedelta(days=back)
    return chosen.isoformat(), "day"


def _relative(match: re.Match[str], told: Told, tense: Tense | None) -> Resolved:
    if told.published is None:
        return None
    word = " ".join(match["rl"].lower().replace("to-", "to").split())
    step = {"yesterday": -1, "last night": -1, "tomorrow": 1}.get(word, 0)
    step = -2 if word.endswith("before yesterday") else 2 if word.endswith("after tomorrow") else step
    return (told.published + timedelta(days=step)).isoformat(), "day"


def _unit(match: re.Match[str], told: Told, tense: Tense | None) -> Resolved:
    anchor, unit, relation = told.published, match["un"], match["un_r"].lower()
    if anchor is None or relation not in ("last", "next", "this"):
        return None
    step = -1 if relation == "last" else 1 if relation == "next" else 0
    monday = anchor - timedelta(days=anchor.weekday()) + timedelta(weeks=step)
    if unit == "week":
        return f"{monday.isoformat()}/{(monday + timedelta(days=6)).isoformat()}", "day_range"
    if unit == "weekend":
        saturday = monday + timedelta(days=5)
        if relation == "last" and anchor.weekday() >= 5:
            saturday = anchor - timedelta(days=anchor.weekday() - 5 + 7)
        return f"{saturday.isoformat()}/{(saturday + timedelta(days=1)).isoformat()}", "day_range"
    if unit == "month":
        year, month = divmod(anchor.year * 12 + anchor.month - 1 + step, 12)
        return f"{year}-{month + 1:02}", "month"
    if unit == "year":
        return str(anchor.year + step), "year"
    return None


def _bare_month(match: re.Match[str], told: Told, tense: Tense | None) -> Resolved:
    word, anchor = match["mo"], told.published
    before = match.string[max(0, match.start() - 12) : match.start()]
    if word in ("May", "March", "Mar", "Mar.", "Jun", "Jan", "Sep", "MAY", "MARCH") and not (
        match["mo_r"] or MONTH_PREPOSITION.search(before)
    ):
        return None
    month = _month(word)
    if _year_goes_on(told, tense, match) and not SINCE.search(before):
        return f"{told.year}-{month:02}", "month"
    if anchor is None:
        return None
    relation = (match["mo_r"] or "").lower()
    tense = "past" if relation == "last" else "future" if relation == "next" else tense
    if tense is None:
        firsts = [date(year, month, 1) for year in range(max(1, anchor.year - 1), min(9999, anchor.year + 1) + 1)]
        year = _nearest(firsts, anchor.replace(day=1), None).year
    elif tense == "past":
        year = anchor.year - (month > anchor.month)
    else:
        year = anchor.year + (month < anchor.month or (relation == "next" and month == anchor.month))
    return f"{year}-{month:02}", "month"


def _duration(match: re.Match[str], told: Told, tense: Tense | None) -> Resolved:
    unit = match["du_u"].lower().rstrip("s")
    count = _count(match["du_n"])
    if match["du_n"].lower() in ("a", "an") and match.group()[1:2] not in ("-", "n"):
        return None  # "a day", "a year": an article, not a count
    if not LIMIT.search(match.string[max(0, match.start() - 24) : match.start()]):
        return None  # an age, a size or an interval of something else
    if unit == "fortnight":
        return f"P{2 * count}W", "duration"
    if unit == "decade":
        return f"P{10 * count}Y", "duration"
    if unit not in _UNIT_LETTER:
        return None
    return (f"PT{count}H" if unit == "hour" else f"P{count}{_UNIT_LETTER[unit]}"), "duration"


def _year(match: re.Match[str], told: Told, tense: Tense | None) -> Resolved:
    return (match["yr"], "year") if _is_year(match) else None


def _is_year(match: re.Match[str]) -> bool:
    text, start = match.string, match.start()
    before = text[max(0, start - 16) : start]
    if NUMBERED_THING.search(before):
        return False
    if match.group().lower().startswith(("between", "early", "late", "mid")):
        return True
    if TIME_PREPOSITION.search(before):
        return True
    return bool(YEAR_CUES.search(before)) and not COUNTED_NOUN.match(text, match.end())


RESOLVE: dict[str, Callable[[re.Match[str], Told, Tense | None], Resolved]] = {
    "iso": _iso,
    "days_month": _days_of_month,
    "month_days": _days_of_month,
    "day_month": _day_and_month,
    "month_day": _day_and_month,
    "month_year": _month_of_year,
    "slashed": _slashed,
    "years": _years,
    "decade": _decade,
    "end_of": _end_of,
    "feast": _feast,
    "ordinal_of": _ordinal_of,
    "part_of": _part_of,
    "day_only": _day_only,
    "year_end": _year_end,
    "counted": _counted,
    "same": _same,
    "next_to_last": _next_to_last,
    "weekday": _weekday,
    "relative": _relative,
    "unit": _unit,
    "month": _bare_month,
    "duration": _duration,
    "year": _year,
}
