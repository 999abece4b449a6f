"""Runs of characters: from tokens to the spans that the record keeps."""

from __future__ import annotations

from verbale.records import Span
from verbale.statements.tree import Tree, subtree

Run = tuple[int, int]

_OPENING = "\"“‘«„”»'`([\u00a0 \t\n,;:.!?–—-"
_CLOSING = "\"”’»'` \u00a0\t\n,;:.!?–—-"


def trim(text: str, start: int, end: int) -> Run | None:
    """Give the run without blanks, quotation marks and punctuation at its edges; None if nothing is left.

    A full stop stays on an abbreviation ("the U.S."), a closing bracket on its opening one, and an
    apostrophe on a plural possessor ("the workers' claim").
    """
    end = min(end, len(text))
    while start < end and text[start] in _OPENING:
        if text[start] in "([" and _closes(text, start, end):
            break
        start += 1
    while end > start and text[end - 1] in _CLOSING:
        if text[end - 1] == "." and _abbreviated(text, start, end):
            break
        end -= 1
    return (start, end) if start < end else None


def _closes(text: str, start: int, end: int) -> bool:
    return {"(": ")", "[": "]"}[text[start]] in text[start:end]


def _abbreviated(text: str, start: int, end: int) -> bool:
    return end - start >= 4 and text[end - 2].isupper() and text[end - 3] == "."


def hull(tree: Tree, tokens: list[int]) -> Run:
    """Give the run from the first to the last of ``tokens``."""
    return tree.tokens[min(tokens)].start, tree.tokens[max(tokens)].end


def cut(tree: Tree, head: int, cue: int) -> list[int]:
    """Give the subtree of content ``head`` without the branch of its cue, should it hold it."""
    return subtree(tree, head, without=frozenset({cue}))


def runs_of(tree: Tree, tokens: list[int], around: Run) -> tuple[Run, ...]:
    """Give content tokens as trimmed runs: one, or two where the cue stands between them."""
    before = [one for one in tokens if tree.tokens[one].end <= around[0]]
    after = [one for one in tokens if tree.tokens[one].start >= around[1]]
    found = []
    for part in (before, after):
        if part:
            run = trim(tree.parse.text, tree.tokens[part[0]].start, tree.tokens[part[-1]].end)
            if run is not None and any(c.isalnum() for c in tree.parse.text[run[0] : run[1]]):
                found.append(run)
    return tuple(found)


def span(text: str, run: Run) -> Span:
    """Give a run as a span with its words."""
    return Span(start=run[0], end=run[1], text=text[run[0] : run[1]])


def overlap(a: Run, b: Run) -> float:
    """Give the share of the two runs' union that both cover."""
    both = max(0, min(a[1], b[1]) - max(a[0], b[0]))
    return both / ((a[1] - a[0]) + (b[1] - b[0]) - both) if both else 0.0


def inside(inner: Run, outer: Run) -> bool:
    """Tell whether ``inner`` lies within ``outer``."""
    return outer[0] <= inner[0] and inner[1] <= outer[1]
