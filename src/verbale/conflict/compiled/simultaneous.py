"""The compiled search behind SIM: whether every improvement meets a sanction made at the same moment."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from verbale.conflict.compiled.loops import compiled

I32 = NDArray[np.int32]
I64 = NDArray[np.int64]


@compiled
def find_code(code: int, codes: I64, table: I32) -> int:
    """Give the index of the state with ``code``, -1 if it is not feasible.

    ``table`` maps every code to its index; where it is empty, ``codes`` (ascending) are searched instead.
    """
    if table.shape[0] > 0:
        return table[code]  # type: ignore[no-any-return]
    low, high = 0, codes.shape[0]
    while low < high:
        middle = (low + high) >> 1
        if codes[middle] < code:
            low = middle + 1
        else:
            high = middle
    return low if low < codes.shape[0] and codes[low] == code else -1


@compiled
def improvements(
    state: int,
    party: int,
    level: I32,
    codes: I64,
    own: I64,
    forward: I64,
    backward: I64,
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
        undone = (code & ~target & forward[party]) | (target & ~code & backward[party])
        if undone == 0:
            out[found] = target & own[party]
            found += 1
        m -= 1
    return found


@compiled
def sanctioned(
    mine: int,
    rest: int,
    bar: int,
    choice: I64,
    counts: I64,
    digits: I64,
    focal_level: I32,
    codes: I64,
    table: I32,
) -> bool:
    """Say whether some joint improvement of the others makes ``mine`` no better than ``bar``.

    ``choice[j, 0]`` is what opponent j has now, ``choice[j, 1:counts[j] + 1]`` its improvements. ``digits``
    says which choices to begin with: those that did for the last move often do for the next. All
    combinations are gone through from there, round to the beginning.
    """
    opponents = counts.shape[0]
    total = 1
    together = rest | mine
    moved = 0
    for j in range(opponents):
        total *= counts[j] + 1
        together |= choice[j, digits[j]]
        moved += 1 if digits[j] > 0 else 0
    for _ in range(total):
        if moved > 0:
            index = find_code(together, codes, table)
            if index >= 0 and focal_level[index] <= bar:
                return True
        j = 0
        while j < opponents:
            together &= ~choice[j, digits[j]]
            if digits[j] < counts[j]:
                moved += 1 if digits[j] == 0 else 0
                digits[j] += 1
                together |= choice[j, digits[j]]
                break
            moved -= 1 if digits[j] > 0 else 0
            digits[j] = 0
            together |= choice[j, 0]
            j += 1
    return False


@compiled
def sim_chunk(
    focal: int,
    begin: int,
    end: int,
    stable: NDArray[np.bool_],
    level: I32,
    codes: I64,
    own: I64,
    forward: I64,
    backward: I64,
    coset: I32,
    start: I64,
    member: I32,
    member_level: I32,
    table: I32,
    widest: int,
) -> None:
    """Judge the states from ``begin`` to ``end`` for ``focal``, writing into ``stable``."""
    parties = level.shape[0]
    mine = np.empty(widest, dtype=np.int64)
    choice = np.empty((max(parties - 1, 1), widest + 1), dtype=np.int64)
    counts = np.zeros(max(parties - 1, 1), dtype=np.int64)
    digits = np.zeros(max(parties - 1, 1), dtype=np.int64)
    for state in range(begin, end):
        better = improvements(
            state, focal, level, codes, own, forward, backward, coset, start, member, member_level, mine
        )
        stable[state] = better == 0
        if better == 0 or parties == 1:
            continue
        j = 0
        someone = False
        for party in range(parties):
            if party == focal:
                continue
            choice[j, 0] = codes[state] & own[party]
            counts[j] = improvements(
                state,
                party,
                level,
                codes,
                own,
                forward,
                backward,
                coset,
                start,
                member,
                member_level,
                choice[j, 1:],
            )
            digits[j] = 0
            someone = someone or counts[j] > 0
            j += 1
        held = someone
        move = 0
        while held and move < better:
            held = sanctioned(mine[move], 0, level[focal, state], choice, counts, digits, level[focal], codes, table)
            move += 1
        stable[state] = held
