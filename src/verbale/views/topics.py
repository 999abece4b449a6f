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
            same = next((known for known, theirs in found.items() if alike(words, theirs)), None)
            name = label if same is None else same
            found.setdefault(name, words)
            labels[reading.document.id, issue.id] = name
    return Topics(labels)


def stem(word: str) -> str:
    """Cut the commonest endings, so that ``abduction``, ``abductions`` and ``abducted`` agree."""
    low = word.casefold().replace("’", "'").removesuffix("'s").rstrip("'")
    for ending, least in (("ations", 5), ("ation", 5), ("ions", 4), ("ion", 4), ("ments", 4), ("ment", 4)):
        if low.endswith(ending) and len(low) - len(ending) >= least:
            return low.removesuffix(ending).rstrip("e")
    for ending, least in (("ings", 4), ("ing", 4), ("ies", 2), ("ed", 4), ("es", 4), ("s", 3)):
        if low.endswith(ending) and len(low) - len(ending) >= least and not low.endswith("ss"):
            low = low.removesuffix(ending) + ("y" if ending == "ies" else "")
            break
    return low.rstrip("e") if len(low) > 4 else low


def alike(one: frozenset[str], two: frozenset[str]) -> bool:
    """Tell whether two sets of stems and figures name one question: the same figures, and most words in common."""
    figures = [frozenset(word for word in words if word[0].isdigit()) for words in (one, two)]
    stems = [words - found for words, found in zip((one, two), figures, strict=True)]
    if figures[0] != figures[1] or not all(stems):
        return figures[0] == figures[1] and stems[0] == stems[1]
    return len(stems[0] & stems[1]) >= ALIKE * len(stems[0] | stems[1])


def _stems(label: str) -> frozenset[str]:
    words = (word.casefold() for word in _WORD.findall(label))
    return frozenset(stem(word) for word in words if word not in _LIGHT) or frozenset((label.casefold(),))
