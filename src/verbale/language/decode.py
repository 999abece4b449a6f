"""From scores to structure: dependency trees, runs of tags, and the places of words by a cue."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

# Upper bounds of the buckets of distance in words to the cue, on either side.
_BOUNDS: Final = np.array([1, 2, 3, 4, 5, 6, 7, 8, 10, 13, 18, 25, 35, 50, 80])
OUTSIDE: Final = 0


def places(words: int, first: int, last: int, paragraphs: Ints) -> Ints:
    """Say where each of ``words`` stands seen from the cue ``first`` to ``last`` (exclusive).

    Returns
    -------
    array (words, 3)
        Bucket of signed distance (0 to 32, 16 is the cue), 1 inside the cue, and paragraphs apart (0 to 4, 2 is
        the cue's own).
    """
    at = np.arange(words)
    distance = np.where(at < first, at - first, np.where(at >= last, at - last + 1, 0))
    bucket = np.searchsorted(_BOUNDS, np.abs(distance), side="left") + 1
    signed = 16 + np.sign(distance) * np.where(distance == 0, 0, bucket)
    inside = (distance == 0).astype(np.int64)
    apart = np.clip(paragraphs - paragraphs[first], -2, 2) + 2
    return np.stack([signed, inside, apart], 1).astype(np.int64)


def scope(paragraphs: Ints, cue: int) -> tuple[int, int]:
    """Give the words among which a cue looks for its source and content: its own paragraph and the next."""
    own = int(paragraphs[cue])
    low = int(np.searchsorted(paragraphs, own, side="left"))
    high = int(np.searchsorted(paragraphs, own + 1, side="right"))
    return low, high


def runs(tags: Ints, begin: int) -> list[tuple[int, int]]:
    """Give the runs of a begin-inside pair (``begin``, ``begin + 1``) as (first, last exclusive)."""
    out: list[list[int]] = []
    for k, tag in enumerate(tags.tolist()):
        if tag == begin or (tag == begin + 1 and not (out and out[-1][1] == k)):
            out.append([k, k + 1])
        elif tag == begin + 1:
            out[-1][1] = k + 1
    return [(first, last) for first, last in out]


def tree(scores: Floats) -> Ints:
    """Give the best dependency tree of one sentence.

    ``scores`` (N, N) has at [i, j] the score of j governing i, on the diagonal that of i as root. Exactly one
    word is root, its own governor. The greedy choice is taken where it is a tree, as it nearly always is;
    otherwise the maximum spanning tree (Chu & Liu 1965, Edmonds 1967).
    """
    size = len(scores)
    if size == 1:
        return np.zeros(1, np.int64)
    diagonal = np.arange(size)
    heads = scores.argmax(1)
    roots = diagonal[heads == diagonal]
    if len(roots) == 1 and not _cycle(heads.tolist()):
        return np.asarray(heads, np.int64)
    root = int(roots[scores[roots, roots].argmax()]) if len(roots) else int(scores[diagonal, diagonal].argmax())
    inner = scores.astype(np.float64).copy()
    inner[diagonal, diagonal] = -np.inf
    heads = np.array(_spanning(inner, root), np.int64)
    heads[root] = root
    return heads


def _cycle(heads: list[int]) -> list[int]:
    """Some cycle of ``heads`` (self-loops are roots), or an empty list."""
    colour = [0] * len(heads)
    for begin in range(len(heads)):
        path = []
        at = begin
        while colour[at] == 0:
            colour[at] = 1
            path.append(at)
            at = heads[at]
        if colour[at] == 1 and heads[at] != at:
            return path[path.index(at) :]
        for one in path:
            colour[one] = 2
    return []


def _spanning(scores: NDArray[np.float64], root: int) -> list[int]:
    """Maximum spanning arborescence from ``root``; contracts one cycle at a time."""
    size = len(scores)
    heads: list[int] = scores.argmax(1).tolist()
    heads[root] = root
    cycle = _cycle(heads)
    if not cycle:
        return heads
    inside = set(cycle)
    outside = [k for k in range(size) if k not in inside]
    new = len(outside)
    small = np.full((new + 1, new + 1), -np.inf)
    small[:new, :new] = scores[np.ix_(outside, outside)]
    # Leaving the cycle: its best member governs. Entering it: the member whose own arc is the cheapest to give up.
    leave = scores[np.ix_(outside, cycle)]
    small[:new, new] = leave.max(1)
    gain = scores[np.ix_(cycle, outside)] - scores[cycle, [heads[k] for k in cycle]][:, None]
    small[new, :new] = gain.max(0)
    found = _spanning(small, outside.index(root))
    for k, one in enumerate(outside):
        if one != root:
            heads[one] = cycle[int(leave[k].argmax())] if found[k] == new else outside[found[k]]
    entering = found[new]
    heads[cycle[int(gain[:, entering].argmax())]] = outside[entering]
    return heads
