"""Many orders of the same states, judged in one compiled loop."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from verbale.conflict.compiled.kernels import gather_members, judge_party
from verbale.conflict.compiled.loops import compiled
from verbale.conflict.compiled.structure import Knots

I32 = NDArray[np.int32]
I64 = NDArray[np.int64]


@compiled
def _judge_draws(
    levels: I32,
    wanted: NDArray[np.bool_],
    knot: I32,
    first: I64,
    up_start: I64,
    up: I32,
    down_start: I64,
    down: I32,
    margins: I32,
) -> None:
    draws, parties, states = levels.shape
    start = np.empty(first[-1] + 1, dtype=np.int64)
    member = np.empty(parties * states, dtype=np.int32)
    member_level = np.empty(parties * states, dtype=np.int32)
    for draw in range(draws):
        level = levels[draw]
        gather_members(level, knot, first[-1], start, member, member_level)
        for party in range(parties):
            margins[draw, :, party, :] = judge_party(
                party,
                wanted,
                level,
                knot,
                first,
                start,
                member,
                member_level,
                up_start,
                up,
                down_start,
                down,
            )


def judge_draws(levels: I32, wanted: NDArray[np.bool_], knots: Knots) -> I32:
    """Give the margins of every draw.

    Parameters
    ----------
    levels
        Shape (draws, decision makers, states), each row dense from 0.
    wanted
        Shape (4,): which of Nash, GMR, SMR and SEQ.

    Returns
    -------
    I32
        Shape (draws, 4, decision makers, states); not negative where stable.
    """
    draws, parties, states = levels.shape
    margins = np.empty((draws, 4, parties, states), dtype=np.int32)
    _judge_draws(
        np.ascontiguousarray(levels),
        wanted,
        knots.of_state,
        knots.first,
        knots.up_start,
        knots.up,
        knots.down_start,
        knots.down,
        margins,
    )
    return margins
