"""The author's own voice: what a commentary concludes, of what kind and how surely.

A layer apart: nothing here is ever a statement of a party. A sentence is the author's where no
attribution takes up most of it; its kind is that of the first marker of ``inferences.tsv``, and its
certainty that of its hedges.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from verbale.codes import Certainty, InferenceKind
from verbale.statements.lexicon import rows
from verbale.statements.spans import Run, trim
from verbale.statements.tree import Tree

_MOST = 0.5
_PROBABLE = re.compile(
    r"\b(?:likely|unlikely|probably|presumably|almost certainly|no doubt|doubtless|surely)\b", re.IGNORECASE
)
_POSSIBLE = re.compile(
    r"\b(?:may|might|could|perhaps|possibly|maybe|appears?|appeared|seems?|seemed|seemingly|apparently|arguably"
    r"|conceivably|potentially|sometimes|suggests?)\b",
    re.IGNORECASE,
)
_OPEN = re.compile(
    r"\b(?:nobody can say|who knows|remains to be seen|is unclear|open question|hard to say|unknown)\b|\?$",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Inferred:
    """An inference of the author: characters, kind, certainty, and its hedges."""

    run: Run
    kind: InferenceKind
    certainty: Certainty
    hedges: tuple[Run, ...]
    rule: str


@cache
def _markers() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (kind, re.compile(rf"\b(?:{'|'.join(map(re.escape, phrases.split('|')))})\b", re.IGNORECASE))
        for kind, phrases in rows("inferences.tsv", 2)
    )


def find_inferences(tree: Tree, attributed: tuple[Run, ...], conditionals: tuple[Run, ...]) -> list[Inferred]:
    """Find the author's inferences in a text that has an author's voice, in order.

    ``attributed`` are the runs of attributions (source to content), ``conditionals`` those of whole
    conditionals.
    """
    found = []
    for sentence in tree.parse.sentences:
        run = trim(tree.parse.text, sentence.start, sentence.end)
        if run is None or sentence.last - sentence.first < 4 or not _has_verb(tree, sentence.first, sentence.last):
            continue
        if _covered(run, attributed) > _MOST:
            continue
        one = _classify(tree.parse.text, run, any(a[0] < run[1] and run[0] < a[1] for a in conditionals))
        if one is not None:
            found.append(one)
    return found


def _has_verb(tree: Tree, first: int, last: int) -> bool:
    return any(tree.tokens[one].upos in ("VERB", "AUX") for one in range(first, last))


def _covered(run: Run, attributed: tuple[Run, ...]) -> float:
    held = sum(max(0, min(run[1], b) - max(run[0], a)) for a, b in attributed)
    return held / (run[1] - run[0])


def _classify(text: str, run: Run, conditional: bool) -> Inferred | None:
    words = text[run[0] : run[1]]
    certainty, hedges = _certainty(words, run[0])
    if conditional:
        return Inferred(run, "conditional", certainty, hedges, "inference:conditional")
    for kind, pattern in _markers():
        if pattern.search(words):
            return Inferred(run, kind, certainty, hedges, f"inference:{kind}")  # type: ignore[arg-type]
    if hedges:
        return Inferred(run, "characterisation", certainty, hedges, "inference:hedged")
    return None


def _certainty(words: str, offset: int) -> tuple[Certainty, tuple[Run, ...]]:
    for certainty, pattern in (("open_question", _OPEN), ("probable", _PROBABLE), ("possible", _POSSIBLE)):
        hedges = tuple((offset + m.start(), offset + m.end()) for m in pattern.finditer(words))
        if hedges:
            return certainty, hedges  # type: ignore[return-value]  # the three names are of the code list
    return "asserted", ()
