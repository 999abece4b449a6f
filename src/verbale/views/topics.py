"""The issues of several readings joined: what two texts call by nearly the same words is one question.

The ids of issues are good within their reading only (``I3`` of one text is not ``I3`` of another), so a view
over a record goes by their words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from verbale.records import Reading

ALIKE = 0.75  # share of all their words that two labels must have in common
_WORD = re.compile(r"[^\W_]+")
_LIGHT = frozenset(
    "a an and are as at be been being by for from has have in is it its of off on or over that the their to under was "
    "were will with would".split()
)


@dataclass(frozen=True, slots=True)
class Topics:
    """The label of each issue: one for all issues of a record that are one question."""

    labels: dict[tuple[str, str], str]

    def label(self, reading: Reading, issue: str | None) -> str | None:
        """Give the label of ``issue`` of ``reading``; the id itself where the reading does not list it."""
        return None if issue is None else self.labels.get((reading.document.id, issue), issue)


def topics_of(readings: Iterable[Reading]) -> Topics:
    """Join the issues of ``readings``; the label of the first reading that has it names a topic.

    Two issues are one where their labels have the same figures and three quarters of their words in common,
    endings and small words passed over.
    """
    found: dict[str, frozenset[str]] = {}
    labels: dict[tuple[str, str], str] = {}
    for reading in readings:
        for issue in reading.issues:
            label = issue.label or issue.id
            words = _stems(label)
            same = next((known for known, theirs in found.items() if _alike(words, theirs)), None)
            name = label if same is None else same
            found.setdefault(name, words)
            labels[reading.document.id, issue.id] = name
    return Topics(labels)


def _stems(label: str) -> frozenset[str]:
    words = (word.casefold() for word in _WORD.findall(label))
    return frozenset(_stem(word) for word in words if word not in _LIGHT) or frozenset((label.casefold(),))


def _stem(word: str) -> str:
    """Strip the endings of number and of the verb: enough to join "talk" and "talks", "lifted" and "lifting"."""
    for ending, least in (("ings", 4), ("ing", 4), ("ies", 3), ("ed", 4), ("es", 4), ("s", 3)):
        if word.endswith(ending) and len(word) - len(ending) >= least and not word.endswith("ss"):
            return word[: -len(ending)] + ("y" if ending == "ies" else "")
    return word.removesuffix("e") if len(word) > 4 else word


def _alike(one: frozenset[str], two: frozenset[str]) -> bool:
    figures = [{word for word in words if word[0].isdigit()} for words in (one, two)]
    return figures[0] == figures[1] and len(one & two) >= ALIKE * len(one | two)
