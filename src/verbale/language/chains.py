"""Linear chains over tags: the best tag sequence, and how probable each tag is, of many rows at once.

Rows differ in length. They are sorted by it, so that those still running at a place are the first few, and a
step costs one operation on them all.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from verbale.language.decode import Floats, Ints


@dataclass(frozen=True, slots=True)
class Chain:
    """``steps`` (T, T) scores tag j after tag i, ``start`` (T,) the first tag."""

    steps: Floats
    start: Floats

    def best(self, rows: Sequence[Floats]) -> list[Ints]:
        """Give the best tag sequence (N,) of each row of scores (N, T), N at least 1 (Viterbi 1967).

        Ties go to the lower tag.
        """
        if not rows:
            return []
        padded = _Padded.of(rows)
        scores = padded.scores
        best = scores[:, 0] + self.start
        back = np.zeros(scores.shape, np.int64) + np.arange(scores.shape[2])
        for n in range(1, scores.shape[1]):
            live = padded.live[n]
            ways = best[:live, :, None] + self.steps
            back[:live, n] = ways.argmax(1)
            best[:live] = ways.max(1) + scores[:live, n]
        out = np.zeros(scores.shape[:2], np.int64)
        out[:, -1] = best.argmax(1)
        every = np.arange(len(rows))
        for n in range(scores.shape[1] - 1, 0, -1):
            out[:, n - 1] = back[every, n, out[:, n]]
        return padded.cut(out)

    def shares(self, rows: Sequence[Floats]) -> list[Floats]:
        """Give the probability of each tag at each place (N, T) of each row, by the forward-backward algorithm."""
        if not rows:
            return []
        padded = _Padded.of(rows)
        # Scaled to sum to one at each place, so that nothing runs out of range (Rabiner 1989, section V.A).
        own = np.exp((padded.scores - padded.scores.max(2, keepdims=True)).astype(np.float64))
        step = np.exp(self.steps.astype(np.float64))
        ahead, behind = np.ones(own.shape), np.ones(own.shape)
        ahead[:, 0] = _scaled(np.exp(self.start.astype(np.float64)) * own[:, 0])
        longest = own.shape[1]
        for n in range(1, longest):
            live = padded.live[n]
            ahead[:live, n] = _scaled((ahead[:live, n - 1] @ step) * own[:live, n])
        for n in range(longest - 2, -1, -1):
            live = padded.live[n + 1]
            behind[:live, n] = _scaled((behind[:live, n + 1] * own[:live, n + 1]) @ step.T)
        both = ahead * behind
        return padded.cut((both / np.maximum(both.sum(2, keepdims=True), 1e-300)).astype(np.float32))


@dataclass(frozen=True, slots=True)
class _Padded:
    """Rows as one array (K, longest, T), the longest first; ``live[n]`` is how many are longer than n."""

    scores: Floats
    live: list[int]
    order: list[int]
    lengths: list[int]

    @classmethod
    def of(cls, rows: Sequence[Floats]) -> _Padded:
        lengths = [len(row) for row in rows]
        order = sorted(range(len(rows)), key=lambda k: -lengths[k])
        longest = lengths[order[0]]
        scores = np.zeros((len(rows), longest, rows[0].shape[1]), np.float32)
        for at, k in enumerate(order):
            scores[at, : lengths[k]] = rows[k]
        live = [sum(length > n for length in lengths) for n in range(longest)]
        return cls(scores, live, order, lengths)

    def cut(self, found: NDArray[Any]) -> list[NDArray[Any]]:
        """Give the rows of ``found``, in the order in which they came and without what pads them."""
        at = {k: place for place, k in enumerate(self.order)}
        return [found[at[k], :length] for k, length in enumerate(self.lengths)]


def _scaled(x: NDArray[np.float64]) -> NDArray[np.float64]:
    scaled: NDArray[np.float64] = x / x.sum(1, keepdims=True)
    return scaled
