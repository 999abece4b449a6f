"""The likelihood and confidence words of analytic writing.

The table is that of Intelligence Community Directive 203 (2 January 2015), section D.6.e.2.a, as
secondary pages print it; the words are terms of the craft, with the shares of 100 that they stand for.
A brief uses one row of it throughout, and only where an analyst has set a likelihood: verbale never
words a stability result as one.
"""

from __future__ import annotations

import re

ROWS: tuple[tuple[str, ...], tuple[str, ...]] = (
    (
        "almost no chance",
        "very unlikely",
        "unlikely",
        "roughly even chance",
        "likely",
        "very likely",
        "almost certain",
    ),
    (
        "remote",
        "highly improbable",
        "improbable",
        "roughly even odds",
        "probable",
        "highly probable",
        "nearly certain",
    ),
)
CONFIDENCE = ("high", "moderate", "low")

_FORMS = {
    "remote": r"remote (?:chance|possibility|probability)|(?:is|are|seems?) remote",
    "improbable": "improbabl[ey]",
    "probable": "probabl[ey]",
    "almost certain": "almost certain(?:ly)?",
    "nearly certain": "nearly certain(?:ly)?",
    "roughly even chance": "(?:roughly )?even chance",
    "roughly even odds": "(?:roughly )?even odds",
    "highly improbable": "highly improbabl[ey]",
    "highly probable": "highly probabl[ey]",
}
TERMS = {term: place for place, row in enumerate(ROWS) for term in row}
_TERM = re.compile(
    r"\b(?:"
    + "|".join(
        f"(?P<t{place}>{_FORMS.get(term, term)})"
        for place, term in sorted(enumerate(TERMS), key=lambda one: -len(one[1]))
    )
    + r")\b",
    re.IGNORECASE,
)
LOOSE = re.compile(
    r"\b(?:perhaps|possibly|conceivabl[ey]|presumably|maybe|doubtful|chances are|odds are|"
    r"in all likelihood|undoubtedly|certainly|inevitabl[ey]|probability|likelihood)\b",
    re.IGNORECASE,
)
CONFIDENT = re.compile(
    r"\b(?:high|moderate|medium|low)(?:ly)? confiden(?:ce|t)\b|\bconfidence (?:is|level)\b|"
    r"\b(?:we|i) (?:are|am) confident\b|\bwith (?:\w+ )?confidence\b",
    re.IGNORECASE,
)


def terms_in(text: str) -> list[str]:
    """Give the terms of the table that stand in a text, in order.

    >>> terms_in("It is very unlikely, and probably never was likely.")
    ['very unlikely', 'probable', 'likely']
    """
    names = list(TERMS)
    return [names[int(str(found.lastgroup)[1:])] for found in _TERM.finditer(text)]
