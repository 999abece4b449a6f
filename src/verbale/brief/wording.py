"""The brief's own English: dates, stances and authority put in words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

from verbale.months import MONTH_NAMES

STANCES = {
    "for": "for",
    "for_if": "for, on a condition",
    "open_to": "open to it",
    "undeclared": "undeclared",
    "partly": "partly",
    "against_unless": "against, unless a condition is met",
    "against": "against",
    "asserts": "asserts it",
    "denies": "denies it",
}

BASES = {
    "stated": "own words",
    "reported": "reported",
    "attributed_by_adversary": "as told by the other side",
    "imputed": "imputed by the author",
    "author_inference": "imputed by the author",
}

LEVELS = {
    "A": "binds the government",
    "B": "minister or ministry",
    "C": "named official or institution",
    "D": "personal view or state media",
    "E": "unnamed, standing or second hand",
    "F": "no office behind it",
}


_INNER_MARKS = str.maketrans({"“": "‘", "”": "’", "„": "‘", '"': "'", "«": "‘", "»": "’"})

MANDATES = {
    "delegated": "speaks on authorisation",
    "personal_disclaimed": "calls it a personal view",
    "unattributed": "unattributed",
    "own": "own voice",
}


def say_date(iso: str | None) -> str:
    """Put an ISO date of any precision in words: ``2024-02-15`` is "15 February 2024".

    >>> say_date("2024-02-15"), say_date("2024-02"), say_date("1977/1983"), say_date(None)
    ('15 February 2024', 'February 2024', '1977 to 1983', 'undated')
    """
    if not iso:
        return "undated"
    if "/" in iso:
        first, _, last = iso.partition("/")
        return f"{say_date(first)} to {say_date(last)}"
    parts = iso.split("T")[0].split("-")
    if not all(part.isdigit() for part in parts) or len(parts) > 3:
        return iso
    if len(parts) > 1 and not 1 <= int(parts[1]) <= 12:
        return iso
    day = f"{int(parts[2])} " if len(parts) == 3 else ""
    month = f"{MONTH_NAMES[int(parts[1]) - 1]} " if len(parts) > 1 else ""
    return f"{day}{month}{parts[0]}"


def as_day(iso: str | None) -> date | None:
    """Give the day of a full ISO date, or None."""
    try:
        return date.fromisoformat((iso or "").split("T")[0])
    except ValueError:
        return None


def say_gap(days: int) -> str:
    """Put a number of days between two acts in words.

    >>> say_gap(0), say_gap(1), say_gap(16), say_gap(400)
    ('same day', '1 day', '16 days', '13 months')
    """
    if days == 0:
        return "same day"
    if days < 100:
        return f"{days} day{'s' * (days != 1)}"
    if days < 730:
        return f"{round(days / 30.44)} months"
    return f"{round(days / 365.25)} years"


def listed(words: Iterable[str], joiner: str = "and") -> str:
    """Join words as a list in a sentence.

    >>> listed(["Japan"]), listed(["Japan", "China", "Iran"])
    ('Japan', 'Japan, China and Iran')
    """
    words = list(words)
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {joiner} {words[-1]}"


def counted(number: int, noun: str, plural: str | None = None) -> str:
    """Give a number with its noun: "1 source", "3 sources"."""
    return f"{number} {noun if number == 1 else plural or noun + 's'}"


def spaced(code: str | None) -> str:
    """Give a code of the records as words: ``parliamentary_address`` is "parliamentary address"."""
    return (code or "").replace("_", " ")


def told(text: str, most: int = 240) -> str:
    """Give a source's own words, in single marks, on one line, cut at a word after ``most`` characters.

    Single marks say that the source tells it so; double marks inside them stay, since those are the
    words that the source gives as spoken.

    >>> told("that Japan “will advance” talks")
    '‘that Japan “will advance” talks’'
    """
    return f"‘{_balanced(_cut(text, most))}’"


def spoken(text: str, most: int = 240) -> str:
    """Give words that a source puts in a speaker's mouth, in double marks; cut like :func:`told`."""
    return f"“{_cut(text, most).translate(_INNER_MARKS).strip('‘’ ')}”"


def _cut(text: str, most: int) -> str:
    line = " ".join(text.split())
    return line if len(line) <= most else line[:most].rsplit(" ", 1)[0].rstrip(",;:") + " …"


def _balanced(line: str) -> str:
    """Add the double mark that a span cut off, at its start or its end."""
    opened = line.count("“") - line.count("”")
    line = "“" * max(0, -opened) + line + "”" * max(0, opened)
    if line.count('"') % 2:
        line = f'{line}"' if re.search(r'(?:^|\s)"\w[^"]*$', line) else f'"{line}'
    return line


def sentence(text: str) -> str:
    """Give ``text`` a capital and a full stop."""
    text = text.strip()
    return f"{text[:1].upper()}{text[1:]}{'' if text.endswith(('.', '!', '?')) else '.'}"


def by_date(dates: Sequence[str | None]) -> str | None:
    """Give the latest of ISO dates, or None."""
    known = [one for one in dates if one]
    return max(known) if known else None
