"""Exact counts of orders under which a condition on "what stands below s" holds.

The conditions are monotone: conjunctions of clauses, each a choice among sets of states, and a clause holds
if all states of one of its sets stand below s. Sets are bit masks over n states. Nothing is enumerated;
clauses are split by states, and independent parts are counted apart.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
from functools import reduce
from itertools import zip_longest
from math import factorial
from typing import TypeAlias

from verbale.errors import ConflictError

Clause: TypeAlias = frozenset[int]
Formula: TypeAlias = frozenset[Clause]
Sizes: TypeAlias = tuple[int, ...]
TwinKey: TypeAlias = Callable[[frozenset[frozenset[int]], int], object]

MOST_PARTS = 200_000
_ONE_STATE: tuple[Sizes, Sizes] = ((1,), (0, 1))


def share_of_orders(formula: Formula) -> Fraction:
    """Give the share of strict orders of the states in which ``formula`` holds.

    With c_k sets of k of the v states concerned under which it holds, a random order puts just such a set
    below s with probability k! (v - k)! / (v + 1)!.

    Raises
    ------
    ConflictError
        If the condition is too tangled to count.
    """
    formula = simplify(formula)
    counter = _Counter({one: _ONE_STATE for one in _bits(_states(formula))})
    counts = counter.by_size(counter.merge_twins(formula))
    v = len(counts) - 1
    total = sum(count * factorial(k) * factorial(v - k) for k, count in enumerate(counts))
    return Fraction(total, factorial(v + 1))


def simplify(clauses: Iterable[Clause]) -> Formula:
    """Drop sets that contain another set of their clause, and clauses that another clause implies."""
    kept = {_least(clause) for clause in clauses if 0 not in clause}  # the empty set always stands below
    singles = {clause: _singles(clause) for clause in kept}
    return frozenset(
        one for one in kept if not any(other != one and _implies(other, one, singles[one]) for other in kept)
    )


def _singles(clause: Clause) -> int:
    """Give the states each of which satisfies the clause alone, as a mask."""
    union = 0
    for one in clause:
        if one & (one - 1) == 0:
            union |= one
    return union


def _least(clause: Clause) -> Clause:
    singles = _singles(clause)
    several = [one for one in clause if not one & singles]
    least = (one for one in several if not any(other != one and other & one == other for other in several))
    return frozenset(least) | {one for one in clause if one & (one - 1) == 0}


def _implies(strong: Clause, weak: Clause, singles: int) -> bool:
    """Say whether ``weak`` holds wherever ``strong`` does: each set of the one contains a set of the other."""
    return all(one & singles or any(small & one == small for small in weak) for one in strong)


class _Counter:
    """Counts sets of states by size, remembering parts that were counted before.

    A bit stands for one state at first, then for a group of them: ``sizes`` holds, for each bit, how many
    subsets of its group of each size make it false, and how many make it true.
    """

    def __init__(self, sizes: dict[int, tuple[Sizes, Sizes]]) -> None:
        self.sizes = sizes
        self.known: dict[Formula, Sizes] = {}

    def merge_twins(self, formula: Formula) -> Formula:
        """Let one bit stand for states that always come together, or that can always replace each other."""
        while True:
            merged = self._merge(self._merge(formula, _always_together), _always_replaceable)
            if merged == formula:
                return formula
            formula = merged

    def _merge(self, formula: Formula, key: TwinKey) -> Formula:
        groups: dict[object, list[int]] = {}
        for bit in _bits(_states(formula)):
            if (mark := key(formula, bit)) is not None:
                groups.setdefault(mark, []).append(bit)
        gone = 0
        for kept, *others in groups.values():
            for other in others:
                self.sizes[kept] = _joined(self.sizes[kept], self.sizes[other], key is _always_together)
                gone |= 1 << other
        together = key is _always_together
        return frozenset(frozenset(one & ~gone for one in clause if together or not one & gone) for clause in formula)

    def by_size(self, formula: Formula) -> Sizes:
        """Give, for k = 0 to v, how many sets of k of the formula's v states make it true."""
        if not formula:
            return (1,)
        if frozenset() in formula:
            return (0,)
        if formula not in self.known:
            if len(self.known) > MOST_PARTS:
                raise ConflictError(
                    "the orders that make this state stable are too tangled to count exactly. "
                    "Use robustness draws for an estimate"
                )
            self.known[formula] = self._split(formula)
        return self.known[formula]

    def _split(self, formula: Formula) -> Sizes:
        parts = _independent(formula)
        if len(parts) > 1:
            return reduce(_times, (self.by_size(part) for part in parts))
        everything = _states(formula)
        bit = _busiest(formula)
        mask = 1 << bit
        below = simplify(frozenset(one & ~mask for one in clause) for clause in formula if mask not in clause)
        above = simplify(frozenset(one for one in clause if not one & mask) for clause in formula)
        out: Sizes = ()
        for rest, own in ((above, self.sizes[bit][0]), (below, self.sizes[bit][1])):
            free = everything & ~mask & ~_states(rest)
            counts = _times(self.by_size(rest), own)
            for other in _bits(free):
                counts = _times(counts, _plus(*self.sizes[other]))
            out = _plus(out, counts)
        return out


def _always_together(formula: Formula, bit: int) -> object:
    """Name the sets in which the state stands: states with the same name always come together."""
    return frozenset((clause, one) for clause in formula for one in clause if one >> bit & 1)


def _always_replaceable(formula: Formula, bit: int) -> object:
    """Name the clauses that the state satisfies alone; None if it also stands in larger sets."""
    if any(one >> bit & 1 and one != 1 << bit for clause in formula for one in clause):
        return None
    return frozenset(clause for clause in formula if 1 << bit in clause)


def _joined(one: tuple[Sizes, Sizes], other: tuple[Sizes, Sizes], together: bool) -> tuple[Sizes, Sizes]:
    """Give the sizes of two groups that count as one: true where both are, or where either is."""
    every = _times(_plus(*one), _plus(*other))
    if together:
        both = _times(one[1], other[1])
        return _plus(every, tuple(-count for count in both)), both
    neither = _times(one[0], other[0])
    return neither, _plus(every, tuple(-count for count in neither))


def _states(formula: Formula) -> int:
    union = 0
    for clause in formula:
        for one in clause:
            union |= one
    return union


def _independent(formula: Formula) -> list[Formula]:
    """Split into parts that share no state."""
    groups: list[tuple[int, list[Clause]]] = []
    for clause in formula:
        states, members = _states(frozenset({clause})), [clause]
        apart = []
        for other, clauses in groups:
            if other & states:
                states |= other
                members += clauses
            else:
                apart.append((other, clauses))
        groups = [*apart, (states, members)]
    return [frozenset(clauses) for _, clauses in groups]


def _busiest(formula: Formula) -> int:
    """Give a bit that stands in as many sets as any, the lowest such."""
    count: dict[int, int] = {}
    for clause in formula:
        for one in clause:
            for bit in _bits(one):
                count[bit] = count.get(bit, 0) + 1
    return max(count, key=lambda bit: (count[bit], -bit))


def _bits(mask: int) -> Iterator[int]:
    while mask:
        yield (mask & -mask).bit_length() - 1
        mask &= mask - 1


def _plus(one: Sizes, other: Sizes) -> Sizes:
    return tuple(a + b for a, b in zip_longest(one, other, fillvalue=0))


def _times(one: Sizes, other: Sizes) -> Sizes:
    out = [0] * (len(one) + len(other) - 1)
    for i, a in enumerate(one):
        if a:
            for j, b in enumerate(other):
                out[i + j] += a * b
    return tuple(out)
