"""Limited-move stability (L_h) and non-myopic stability (NM), for two decision makers."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from verbale.conflict.graph import Graph
from verbale.conflict.logic import Truth
from verbale.conflict.moves import reach_matrix
from verbale.conflict.stability.standpoint import Standpoint
from verbale.errors import ConflictError

MOST_HORIZON = 10_000


def limited(view: Standpoint, horizon: int) -> Truth:
    """Say which states the party keeps when both look ``horizon`` moves ahead, in turns.

    G_0(i, s) = s. From s, party i picks the move m after which the other's best play of h - 1 moves ends
    best for i, and makes it if that end is better than s; G_h(i, s) is where things end. A state is stable
    if it ends where it began. L_1 is Nash stability.

    Source: Kilgour 1985; Fang, Hipel & Kilgour 1993, chapter 4. Defined there for strict preference and
    two decision makers. With ties, the first of equally good moves in the order of states is taken; for
    more decision makers rival definitions exist, and none is offered.

    Returns
    -------
    Truth
        Shape (n,).

    Raises
    ------
    ConflictError
        If there are not two decision makers or the horizon is not 1 to 10,000.
    """
    if not 1 <= horizon <= MOST_HORIZON:
        raise ConflictError(f"L_h: expected a horizon of 1 to {MOST_HORIZON} moves, found {horizon}")
    moves, levels = _two(view.graph)
    here = np.arange(len(view.graph.codes))
    ends = (here, here)
    for _ in range(horizon):
        ends = _look_further(moves, levels, ends)
    stable: Truth = ends[view.party] == here
    return stable


def nonmyopic(view: Standpoint) -> Truth:
    """Say which states the party keeps however far both look ahead, from some horizon on.

    The ends of play at horizon h follow from those at h - 1, so they run into a cycle; a state is
    non-myopically stable if it is L_h-stable at every horizon of that cycle.

    Source: Brams & Wittman 1981; Kilgour 1984; Fang, Hipel & Kilgour 1993. Two decision makers only.

    Returns
    -------
    Truth
        Shape (n,).

    Raises
    ------
    ConflictError
        If there are not two decision makers.
    """
    moves, levels = _two(view.graph)
    here = np.arange(len(view.graph.codes))
    ends = (here, here)
    seen: dict[bytes, int] = {}
    history: list[Truth] = []
    while (key := ends[0].tobytes() + ends[1].tobytes()) not in seen:
        if len(history) > MOST_HORIZON:
            raise ConflictError(f"NM: play did not settle within {MOST_HORIZON} moves. Use L_h with a horizon")
        seen[key] = len(history)
        history.append(ends[view.party] == here)
        ends = _look_further(moves, levels, ends)
    stable: Truth = np.all(history[seen[key] :], axis=0)
    return stable


Ends = tuple[NDArray[np.int64], NDArray[np.int64]]


def _two(graph: Graph) -> tuple[list[NDArray[np.bool_]], NDArray[np.int32]]:
    if len(graph.levels) != 2:
        raise ConflictError(
            f"L_h and NM are defined for two decision makers; this conflict has {len(graph.levels)}. "
            "Use Nash, GMR, SMR, SEQ or SIM"
        )
    return [reach_matrix(graph, party) for party in range(2)], graph.levels


def _look_further(moves: list[NDArray[np.bool_]], levels: NDArray[np.int32], ends: Ends) -> Ends:
    """Give where play ends at horizon h + 1, from where it ends at horizon h."""
    first, second = (_best_end(moves[i], levels[i], ends[1 - i]) for i in range(2))
    return first, second


def _best_end(moves: NDArray[np.bool_], levels: NDArray[np.int32], others: NDArray[np.int64]) -> NDArray[np.int64]:
    here = np.arange(len(levels))
    worth = np.where(moves, levels[others][None, :].astype(np.int64), -1)
    best = worth.argmax(axis=1)
    gains = worth[here, best] > levels
    return np.where(gains, others[best], here)
