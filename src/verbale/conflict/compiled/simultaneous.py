"""The compiled search behind SIM: whether every improvement meets a sanction made at the same moment.

For each improvement there are two ways to look for a sanction: go through what the others can do at once until
something hurts, or go through what hurts, worst first, until the others can do it. The first is quick where
much hurts, the second where the others can do much; which is tried is decided state by state.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from verbale.conflict.compiled.loops import compiled, inlined

I32 = NDArray[np.int32]
I64 = NDArray[np.int64]
Bools = NDArray[np.bool_]

NEVER = 2**31 - 1


@inlined
def level_at(code: int, codes: I64, level: I32, by_code: I32) -> int:
    """Give the level of the state with ``code``; NEVER if that is not feasible.

    ``by_code`` holds the level of every code; where it is empty, ``codes`` (ascending) are searched.
    """
    if by_code.shape[0] > 0:
        return by_code[code]  # type: ignore[no-any-return]
    low, high = 0, codes.shape[0]
    while low < high:
        middle = (low + high) >> 1
        if codes[middle] < code:
            low = middle + 1
        else:
            high = middle
    return level[low] if low < codes.shape[0] and codes[low] == code else NEVER


@compiled
def improvements(
    state: int,
    party: int,
    level: I32,
    codes: I64,
    masks: I64,
    coset: I32,
    start: I64,
    member: I32,
    member_level: I32,
    out: I64,
) -> int:
    """Put the own option bits of ``party``'s improvements from ``state`` into ``out``; give their count.

    The best come first, as the members of a coset are sorted by the owner's level.
    """
    found = 0
    k = coset[party, state]
    m = start[k + 1] - 1
    code = codes[state]
    while m >= start[k] and member_level[m] > level[party, state]:
        target = codes[member[m]]
        undone = (code & ~target & masks[1, party]) | (target & ~code & masks[2, party])
        if undone == 0:
            out[found] = target & masks[0, party]
            found += 1
        m -= 1
    return found


@inlined
def sanctioned(
    mine: int,
    bar: int,
    choice: I64,
    counts: I64,
    digits: I64,
    codes: I64,
    level: I32,
    by_code: I32,
) -> int:
    """Give what the others' options become if they jointly improve so that ``mine`` is no better than ``bar``.

    -1 if nothing they can do at once has that effect. ``choice[j, 0]`` is what opponent j has now,
    ``choice[j, 1:counts[j] + 1]`` its improvements; ``digits`` is scratch space. The first opponent's
    choices are gone through innermost.
    """
    opponents = counts.shape[0]
    digits[:] = 0
    moved = 0
    while True:
        rest = 0
        for j in range(1, opponents):
            rest |= choice[j, digits[j]]
        first = 0 if moved > 0 else 1
        held = mine | rest
        if by_code.shape[0] > 0:
            # The innermost loop of SIM: no call in it, as passing arrays costs more than the comparison.
            for one in range(first, counts[0] + 1):
                if by_code[held | choice[0, one]] <= bar:
                    return rest | choice[0, one]  # type: ignore[no-any-return]
        else:
            for one in range(first, counts[0] + 1):
                if level_at(held | choice[0, one], codes, level, by_code) <= bar:
                    return rest | choice[0, one]  # type: ignore[no-any-return]
        j = 1
        while j < opponents and digits[j] == counts[j]:
            moved -= 1 if digits[j] > 0 else 0
            digits[j] = 0
            j += 1
        if j >= opponents:
            return -1
        moved += 1 if digits[j] == 0 else 0
        digits[j] += 1


@inlined
def sanctioned_by_row(mine: int, bar: int, stay: int, rest_masks: I64, possible: Bools, rows: I64) -> bool:
    """Say what :func:`sanctioned` finds, going through the states with ``mine``, worst first.

    ``rows`` holds, for these states, the focal party's level and, in the lower 32 bits, what the others'
    options are; ``possible[j]`` says of opponent j's bits whether it has or would like them.
    """
    for at in range(mine, mine + possible.shape[1]):
        if rows[at] >> 32 > bar:
            return False
        rest = rows[at] & 0xFFFFFFFF
        found = rest != stay
        for j in range(rest_masks.shape[0]):
            found = found and possible[j, rest & rest_masks[j]]
        if found:
            return True
    return False


@inlined
def all_sanctioned(
    moves: I64,
    bar: int,
    choice: I64,
    counts: I64,
    digits: I64,
    codes: I64,
    level: I32,
    by_code: I32,
) -> bool:
    """Say whether each of ``moves`` is sanctioned; the reply that met the last one is tried first."""
    last = -1
    for move in range(moves.shape[0]):
        if last >= 0 and level_at(moves[move] | last, codes, level, by_code) <= bar:
            continue
        last = sanctioned(moves[move], bar, choice, counts, digits, codes, level, by_code)
        if last < 0:
            return False
    return True


@inlined
def all_sanctioned_by_row(
    moves: I64,
    bar: int,
    choice: I64,
    counts: I64,
    rest_masks: I64,
    possible: Bools,
    rows: I64,
) -> bool:
    """As :func:`all_sanctioned`, going through what hurts; ``possible`` is all False before and after."""
    stay = 0
    for j in range(counts.shape[0]):
        stay |= choice[j, 0]
        for one in range(counts[j] + 1):
            possible[j, choice[j, one]] = True
    held = True
    move = 0
    while held and move < moves.shape[0]:
        held = sanctioned_by_row(moves[move], bar, stay, rest_masks, possible, rows)
        move += 1
    for j in range(counts.shape[0]):
        for one in range(counts[j] + 1):
            possible[j, choice[j, one]] = False
    return held


@inlined
def count_bits(mask: int) -> int:
    """Give how many bits of ``mask`` are set."""
    found = 0
    while mask > 0:
        mask &= mask - 1
        found += 1
    return found


@compiled
def sim_chunk(
    focal: int,
    begin: int,
    end: int,
    stable: NDArray[np.bool_],
    level: I32,
    codes: I64,
    masks: I64,
    coset: I32,
    start: I64,
    member: I32,
    member_level: I32,
    by_code: I32,
    rows: I64,
    widest: int,
) -> None:
    """Judge the states from ``begin`` to ``end`` for ``focal``, writing into ``stable``."""
    parties = level.shape[0]
    states = level.shape[1]
    width = max(by_code.shape[0] >> count_bits(masks[0, focal]), 1)
    possible = np.zeros((max(parties - 1, 1), width), dtype=np.bool_)
    rest_masks = np.zeros(max(parties - 1, 1), dtype=np.int64)
    mine = np.empty(widest, dtype=np.int64)
    choice = np.empty((max(parties - 1, 1), widest + 1), dtype=np.int64)
    counts = np.zeros(max(parties - 1, 1), dtype=np.int64)
    digits = np.zeros(max(parties - 1, 1), dtype=np.int64)
    for state in range(begin, end):
        better = improvements(state, focal, level, codes, masks, coset, start, member, member_level, mine)
        stable[state] = better == 0
        if better == 0 or parties == 1:
            continue
        j = 0
        joint = 1.0
        for party in range(parties):
            if party == focal:
                continue
            rest_masks[j] = masks[0, party]
            choice[j, 0] = codes[state] & masks[0, party]
            counts[j] = improvements(
                state, party, level, codes, masks, coset, start, member, member_level, choice[j, 1:]
            )
            joint *= counts[j] + 1
            j += 1
        bar = level[focal, state]
        if joint == 1:
            stable[state] = False
        elif by_code.shape[0] > 0 and joint / width > (bar + 1) / states:
            stable[state] = all_sanctioned_by_row(mine[:better], bar, choice, counts, rest_masks, possible, rows)
        else:
            stable[state] = all_sanctioned(mine[:better], bar, choice, counts, digits, codes, level[focal], by_code)
