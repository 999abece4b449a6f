"""Lemma rules from the treebanks: exceptions by form and tag, and endings with what they become.

Run time looks a word up by (lower-cased form, XPOS); failing that, the longest known ending of its tag
says how many letters to drop and what to add.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

import treebank

LONGEST = 5


def build(paths: Sequence[Path]) -> dict[str, dict[str, str]]:
    """Give ``{"endings": {"XPOS ending": "drop add"}, "words": {"XPOS form": "lemma"}}``."""
    seen = _seen(paths)
    best = {key: counts.most_common(1)[0][0] for key, counts in seen.items()}
    endings = _endings(best)
    words = {}
    for (xpos, form), lemma in best.items():
        if apply(endings, xpos, form) != lemma and sum(seen[xpos, form].values()) > 1:
            words[f"{xpos} {form}"] = lemma
    return {"endings": endings, "words": words}


def _seen(paths: Sequence[Path]) -> dict[tuple[str, str], Counter[str]]:
    """How often each (XPOS, form) has each lemma, all in lower case."""
    seen: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for path in paths:
        for document in treebank.read(path, names=False):
            for row in (row for paragraph in document for row in paragraph.rows):
                if row.lemma != "_" and row.form.isprintable():
                    seen[row.xpos, plain(row.form)][row.lemma.lower()] += 1
    return seen


def _endings(best: dict[tuple[str, str], str]) -> dict[str, str]:
    """Endings that say something else than the shorter ending, agreed by most of the forms that have them."""
    votes: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for (xpos, form), lemma in best.items():
        same = _common(form, lemma)
        for size in range(min(LONGEST, len(form)) + 1):
            if form.isalpha() and len(form) - same <= size:
                votes[xpos, form[len(form) - size :]][f"{len(form) - same} {lemma[same:]}"] += 1
    endings: dict[str, str] = {}
    for (xpos, ending), counts in sorted(votes.items(), key=lambda one: (len(one[0][1]), one[0])):
        rule, count = counts.most_common(1)[0]
        shorter = _known(endings, xpos, ending[1:]) if ending else None
        if rule != shorter and count >= (3 if ending else 1) and count >= 0.6 * sum(counts.values()):
            endings[f"{xpos} {ending}"] = rule
    return endings


def plain(form: str) -> str:
    return form.lower().translate(str.maketrans({"’": "'", "‘": "'", "ʼ": "'"}))


def _common(a: str, b: str) -> int:
    n = 0
    while n < min(len(a), len(b)) and a[n] == b[n]:
        n += 1
    return n


def _known(endings: dict[str, str], xpos: str, ending: str) -> str | None:
    for k in range(len(ending) + 1):
        if (rule := endings.get(f"{xpos} {ending[k:]}")) is not None:
            return rule
    return None


def apply(endings: dict[str, str], xpos: str, form: str) -> str:
    rule = _known(endings, xpos, form[-LONGEST:])
    if rule is None:
        return form
    drop, add = rule.split(" ")
    return form[: len(form) - int(drop)] + add
