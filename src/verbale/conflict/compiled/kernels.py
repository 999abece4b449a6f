"""The loops that Numba compiles. Arrays are as :mod:`.structure` describes them; T is the number of knots.

Two facts make the concepts near-linear in the number of states:

* With u the focal party's level, let low(q) be the least u that opponents can bring about from q (doing
  nothing included). A move from s to q is deterred if low(q) <= u(s). As low(q) <= u(q), moves that are no
  improvement pass the test by themselves; so s is stable just if the *greatest* low over all of the
  party's moves from s is at most u(s), and that is one number a knot.
* low is found from the worst state upwards: everything that leads to the worst state has its level, what
  is left and leads to the second worst has that one's, and so on. Each state and each knot is visited once.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from verbale.conflict.compiled.loops import compiled, inlined

I32 = NDArray[np.int32]
I64 = NDArray[np.int64]
Bools = NDArray[np.bool_]


@compiled
def by_level(level: I32, levels: int) -> I32:
    """Give the states in ascending order of ``level``, by counting; equal ones in their own order."""
    count = np.zeros(levels + 1, dtype=np.int32)
    for state in range(level.shape[0]):
        count[level[state] + 1] += 1
    for k in range(levels):
        count[k + 1] += count[k]
    order = np.empty(level.shape[0], dtype=np.int32)
    for state in range(level.shape[0]):
        order[count[level[state]]] = state
        count[level[state]] += 1
    return order


@compiled
def gather_members(level: I32, knot: I32, count: int, start: I64, member: I32, member_level: I32) -> None:
    """Sort the members of every knot by each owner's level, ascending, into ``member`` from ``start``."""
    parties, states = level.shape
    start[:] = 0
    for party in range(parties):
        for state in range(states):
            start[knot[party, state] + 1] += 1
    for k in range(count):
        start[k + 1] += start[k]
    place = start[:-1].copy()
    for party in range(parties):
        order = by_level(level[party], states)
        for at in range(states):
            state = order[at]
            k = knot[party, state]
            member[place[k]] = state
            member_level[place[k]] = level[party, state]
            place[k] += 1


@compiled
def greatest_ahead(value: I32, knot: I32, first: int, last: int, up_start: I64, up: I32) -> I32:
    """Give, for each knot of one party (``first`` to ``last``), the greatest value in it and above it."""
    best = np.full(last - first, -1, dtype=np.int32)
    for state in range(value.shape[0]):
        k = knot[state] - first
        best[k] = max(best[k], value[state])
    for k in range(last - first - 1, -1, -1):
        for arc in range(up_start[first + k], up_start[first + k + 1]):
            ahead = best[up[arc] - first]
            best[k] = max(best[k], ahead)
    return best


@inlined
def open_knots(
    k: int,
    least: int,
    low: I32,
    start: I64,
    member: I32,
    down_start: I64,
    down: I32,
    opened: Bools,
    knots: I32,
    stack: I32,
    depth: int,
) -> int:
    """Give ``least`` to all states from which knot ``k`` can be reached; put the fresh ones on the stack."""
    opened[k] = True
    knots[0] = k
    waiting = 1
    while waiting > 0:
        waiting -= 1
        k = knots[waiting]
        for m in range(start[k], start[k + 1]):
            if low[member[m]] < 0:
                low[member[m]] = least
                stack[depth] = member[m]
                depth += 1
        for arc in range(down_start[k], down_start[k + 1]):
            if not opened[down[arc]]:
                opened[down[arc]] = True
                knots[waiting] = down[arc]
                waiting += 1
    return depth


@compiled
def least_by_any(
    focal: int,
    value: I32,
    knot: I32,
    start: I64,
    member: I32,
    down_start: I64,
    down: I32,
) -> I32:
    """Give the least ``value`` that the opponents of ``focal`` can bring about from each state."""
    parties, states = knot.shape
    low = np.full(states, -1, dtype=np.int32)
    stack = np.empty(states, dtype=np.int32)
    knots = np.empty(start.shape[0], dtype=np.int32)
    opened = np.zeros(start.shape[0], dtype=np.bool_)
    for worst in by_level(value, states):
        if low[worst] >= 0:
            continue
        low[worst] = value[worst]
        stack[0] = worst
        depth = 1
        while depth > 0:
            depth -= 1
            state = stack[depth]
            for party in range(parties):
                k = knot[party, state]
                if party != focal and not opened[k]:
                    depth = open_knots(
                        k,
                        value[worst],
                        low,
                        start,
                        member,
                        down_start,
                        down,
                        opened,
                        knots,
                        stack,
                        depth,
                    )
    return low


@inlined
def raise_bars(
    k: int,
    height: int,
    least: int,
    low: I32,
    start: I64,
    member: I32,
    member_level: I32,
    down_start: I64,
    down: I32,
    bar: I32,
    done: I64,
    waits: Bools,
    knots: I32,
    stack: I32,
    depth: int,
) -> int:
    """Give ``least`` to all states from which a state at ``height`` in knot ``k`` is an improvement.

    These are, in the knot and in those below it, the first of the members sorted by the owner's level: a
    beginning that only grows. ``bar`` holds up to which level it goes, ``done`` how far it has been seen.
    """
    bar[k] = height
    knots[0] = k
    waiting = 1
    while waiting > 0:
        waiting -= 1
        k = knots[waiting]
        waits[k] = False
        m = done[k]
        while m < start[k + 1] and member_level[m] < bar[k]:
            if low[member[m]] < 0:
                low[member[m]] = least
                stack[depth] = member[m]
                depth += 1
            m += 1
        done[k] = m
        for arc in range(down_start[k], down_start[k + 1]):
            below = down[arc]
            if bar[below] < bar[k]:
                bar[below] = bar[k]
                if not waits[below]:
                    waits[below] = True
                    knots[waiting] = below
                    waiting += 1
    return depth


@compiled
def least_by_choice(
    focal: int,
    level: I32,
    knot: I32,
    start: I64,
    member: I32,
    member_level: I32,
    down_start: I64,
    down: I32,
) -> I32:
    """Give the least level for ``focal`` that opponents can bring about by moves each of them prefers."""
    parties, states = knot.shape
    low = np.full(states, -1, dtype=np.int32)
    stack = np.empty(states, dtype=np.int32)
    knots = np.empty(start.shape[0], dtype=np.int32)
    waits = np.zeros(start.shape[0], dtype=np.bool_)
    bar = np.full(start.shape[0], -1, dtype=np.int32)
    done = start[:-1].copy()
    for worst in by_level(level[focal], states):
        if low[worst] >= 0:
            continue
        low[worst] = level[focal, worst]
        stack[0] = worst
        depth = 1
        while depth > 0:
            depth -= 1
            state = stack[depth]
            for party in range(parties):
                k = knot[party, state]
                if party != focal and bar[k] < level[party, state]:
                    depth = raise_bars(
                        k,
                        level[party, state],
                        level[focal, worst],
                        low,
                        start,
                        member,
                        member_level,
                        down_start,
                        down,
                        bar,
                        done,
                        waits,
                        knots,
                        stack,
                        depth,
                    )
    return low


@compiled
def margin_of(value: I32, own: I32, knot: I32, first: int, last: int, up_start: I64, up: I32) -> I32:
    """Give, for each state, its level less the greatest ``value`` that the party's moves lead to.

    Not negative just where the state is stable. A state's own value counts too, and is never above its
    level, so that 0 also means "no other move counts".
    """
    best = greatest_ahead(value, knot, first, last, up_start, up)
    margin = np.empty(own.shape[0], dtype=np.int32)
    for state in range(own.shape[0]):
        margin[state] = own[state] - best[knot[state] - first]
    return margin


@compiled
def smr_values(
    focal: int,
    level: I32,
    knot: I32,
    start: I64,
    member: I32,
    first: int,
    last: int,
    up_start: I64,
    up: I32,
    down_start: I64,
    down: I32,
) -> I32:
    """Give the least level to which opponents can hold ``focal`` down from each state, for SMR.

    From p the party can still reach the greatest level in and above its knot; opponents look for the p
    where that is least. A move that is no improvement must not count, hence the cap by the state's level.
    """
    states = level.shape[1]
    best = greatest_ahead(level[focal], knot[focal], first, last, up_start, up)
    held = np.empty(states, dtype=np.int32)
    for state in range(states):
        held[state] = best[knot[focal, state] - first]
    low = least_by_any(focal, held, knot, start, member, down_start, down)
    for state in range(states):
        low[state] = min(low[state], level[focal, state])
    return low


@compiled
def judge_party(
    focal: int,
    wanted: Bools,
    level: I32,
    knot: I32,
    first: I64,
    start: I64,
    member: I32,
    member_level: I32,
    up_start: I64,
    up: I32,
    down_start: I64,
    down: I32,
) -> I32:
    """Give the margins of one party: shape (4, n), for Nash, GMR, SMR and SEQ, where ``wanted``.

    A state is stable where its margin is not negative. ``first`` holds where each party's knots begin.
    """
    margin = np.zeros((4, level.shape[1]), dtype=np.int32)
    begin, end = first[focal], first[focal + 1]
    own = level[focal]
    if wanted[0]:
        margin[0] = margin_of(own, own, knot[focal], begin, end, up_start, up)
    if wanted[1]:
        low = least_by_any(focal, own, knot, start, member, down_start, down)
        margin[1] = margin_of(low, own, knot[focal], begin, end, up_start, up)
    if wanted[2]:
        low = smr_values(focal, level, knot, start, member, begin, end, up_start, up, down_start, down)
        margin[2] = margin_of(low, own, knot[focal], begin, end, up_start, up)
    if wanted[3]:
        low = least_by_choice(focal, level, knot, start, member, member_level, down_start, down)
        margin[3] = margin_of(low, own, knot[focal], begin, end, up_start, up)
    return margin
