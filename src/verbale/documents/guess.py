"""What a text plainly says of itself: title, day of publication, author, publisher.

Only the head of a text (the lines before its first paragraph, and the dateline that opens it) and its
last paragraph are looked at. What is not plainly there stays unknown.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Any, NamedTuple

from verbale.documents.kind import kind_of
from verbale.months import MONTHS

_MONTH = r"(?P<month>" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\.?"
_DATE_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        r"(?<!\d)(?P<year>[12]\d{3})-(?P<number>\d\d)-(?P<day>\d\d)(?!\d)",
        r"(?<!\d)(?P<day>\d{1,2})(?:st|nd|rd|th)?\s+(?:of\s+)?" + _MONTH + r",?\s+(?P<year>[12]\d{3})(?!\d)",
        r"(?<![a-z])" + _MONTH + r"\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<year>[12]\d{3})(?!\d)",
        r"(?<![a-z])" + _MONTH + r"\s+(?P<day>\d{1,2}),?\s+Juche\s+\d+\s*\(?(?P<year>[12]\d{3})\)?",
    )
)
# PLACE, DAY (AGENCY) - and the first sentence
_DATELINE = re.compile(
    r"(?P<place>[A-Z][\w.'’/ ,-]{1,60}?)?(?!\w)[,;:]?\s*(?P<when>[^()\n–—]{0,40}?)\s*"
    r"(?:\((?P<agency>[A-Z][\w .&'’-]{1,40})\))?[,.]?\s*(?P<after>[^()\n–—]{0,25}?)\s*(?P<end>--|[-–—]|(?<=\d)\.)\s+"
)
_DASH = re.compile(r"(?:--|[-–—]|(?<=\d)\.)\s+(?=[^\sa-z])")  # where a dateline may end
_MOST_DATELINE = 110
_BYLINE = re.compile(r"^\s*(?:by|written by|author:)\s+(?P<name>[A-Z][^\n,|]{2,80})", re.IGNORECASE)
_TITLE_OF_PERSON = r"(?:Dr|Prof|Professor|Mr|Mrs|Ms|Amb|Ambassador|Lt|Gen|Col|Sir|Dame)\.?"
_BIOGRAPHY = re.compile(
    rf"^(?P<name>(?:{_TITLE_OF_PERSON}\s+)?(?:[A-Z][\w’'.-]+\s+){{1,4}}[A-Z][\w’'-]+),?\s+(?:is|was|teaches|writes|covers|"
    r"works|served)\b[^\n]{0,400}?\b(?i:professor|fellow|analyst|researcher|lecturer|journalist|editor|columnist|"
    r"correspondent|director|author|scholar|commentator|ambassador|consultant|economist|historian|reporter)\b"
)
MOST_TITLE = 160
HEAD_LINES = 8


class Head(NamedTuple):
    """The lines before the first paragraph, and the first paragraph."""

    lines: tuple[str, ...]
    first: str


def guess(text: str) -> dict[str, Any]:
    """Give those of title, published, author, publisher and kind that ``text`` plainly states."""
    head = head_of(text)
    known = {
        "title": _title(head),
        "published": _published(head),
        "author": _author(head, text),
        "publisher": _publisher(head),
    }
    known["kind"] = kind_of(text, known["title"], dateline=_dateline(head.first) is not None)
    return {name: value for name, value in known.items() if value is not None}


def head_of(text: str) -> Head:
    """Split off the short lines that stand before the first paragraph of ``text``."""
    lines: list[str] = []
    for line in (line.strip().lstrip("#").strip() for line in text[:6000].splitlines()):
        if not line or line == "---":
            continue
        if len(lines) == HEAD_LINES or not _is_heading(line):
            return Head(tuple(lines), line)
        lines.append(line)
    return Head(tuple(lines[:1]), lines[1] if len(lines) > 1 else "")


def _is_heading(line: str) -> bool:
    if len(line) > MOST_TITLE or _dateline(line) is not None:
        return False
    return not line.endswith((".", ".”", '."', "?”", ":")) or _BYLINE.match(line) is not None


def day_in(text: str) -> str | None:
    """Give the first full date in ``text`` as YYYY-MM-DD."""
    found = [match for form in _DATE_FORMS for match in form.finditer(text[:5000])]
    for match in sorted(found, key=lambda match: match.start()):
        parts = match.groupdict()
        month = int(parts["number"]) if parts.get("number") else MONTHS[parts["month"].lower()]
        try:
            return date(int(parts["year"]), month, int(parts["day"])).isoformat()
        except ValueError:
            continue
    return None


def _dateline(line: str) -> re.Match[str] | None:
    """Match the place, day and agency that open a news story: ``OSLO, 3 May 2021 (Agency) -``."""
    ends = [found.end() for found in _DASH.finditer(line[:_MOST_DATELINE])] if line[:1].isupper() else []
    match = next((found for end in ends if (found := _DATELINE.fullmatch(line, 0, end))), None)
    if match is None:
        return None
    place = (match["place"] or "").split(",")[0]
    shouted = len(place) > 2 and place.upper() == place
    dated = bool(re.search(r"\d", match.group())) and bool(re.search(_MONTH, match.group(), re.IGNORECASE))
    if match["end"] == "." and not (shouted and dated):
        return None
    return match if shouted or (dated and place) or (match["agency"] and place) else None


# A title that names the occasion: the day in it is the day of the record.
_OCCASION = re.compile(
    r"\b(?:briefing|conference|statement|communiqu[eé]|declaration|remarks|address|speech|interview|meeting|session|press|record|"
    r"question\s+time|hearing|protocol|minutes|letter|note)\b",
    re.IGNORECASE,
)


def apart_from_dateline(text: str) -> str:
    """Give ``text`` with a line break where its dateline ends, every character at its place.

    ``OSLO, 3 May 2021 - Dorn said ...``: without the break a parser takes place and subject for one name.
    """
    lines = text.split("\n")
    for number, line in enumerate(lines):
        match = _dateline(line)
        if match is not None and line[match.end() - 1].isspace():
            lines[number] = f"{line[: match.end() - 1]}\n{line[match.end() :]}"
    return "\n".join(lines)


def _title(head: Head) -> str | None:
    lines = [line for line in head.lines if not _is_furniture(line)]
    if not lines or not head.first:
        return None
    kicker = len(lines) > 1 and len(lines[0].split()) <= 3 < len(lines[1].split())
    if kicker and head.lines.index(lines[1]) < _first_furniture(head):
        return lines[1]
    return lines[0]


def _first_furniture(head: Head) -> int:
    return next((n for n, line in enumerate(head.lines) if _is_furniture(line)), len(head.lines))


def _is_furniture(line: str) -> bool:
    """A dateline, byline or label that is not a title."""
    rest = line
    for form in _DATE_FORMS:
        rest = form.sub("", rest)
    dated = rest != line and len(rest.split()) <= 6
    return dated or _BYLINE.match(line) is not None or not re.search(r"[A-Za-z]{2}", line)


def _published(head: Head) -> str | None:
    for line in head.lines:
        if _is_furniture(line) and (day := day_in(line)):
            return day
    dateline = _dateline(head.first)
    if dateline is not None and (day := day_in(dateline.group())):
        return day
    if len(head.first) < 60 and (day := day_in(head.first)):
        return day
    return next((day for line in head.lines if _OCCASION.search(line) and (day := day_in(line))), None)


def _author(head: Head, text: str) -> str | None:
    for line in head.lines:
        if (byline := _BYLINE.match(line)) is not None:
            return _name_only(byline["name"])
    last = text.rstrip()[-800:].splitlines()[-1:] or [""]
    biography = _BIOGRAPHY.match(last[0].strip().strip("*_"))
    return biography["name"] if biography is not None else None


def _name_only(name: str) -> str:
    for form in _DATE_FORMS:
        name = form.sub("", name)
    return name.strip(" .·|-")


def _publisher(head: Head) -> str | None:
    dateline = _dateline(head.first)
    return dateline["agency"] if dateline is not None else None
