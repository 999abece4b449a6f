"""Stability where preference is a probability: Nash, GMR, SMR and SEQ with thresholds."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from verbale.conflict.graph import Graph
from verbale.conflict.moves import reach_matrix
from verbale.conflict.stability.standpoint import Standpoint, without
from verbale.errors import ConflictError


def probabilistic_standpoints(
    graph: Graph,
    probabilities: Sequence[NDArray[np.float64]],
    *,
    alpha: float,
    beta: float,
    gamma: float,
) -> list[Standpoint]:
    """Give each party's standpoint when it prefers with some probability.

    Parameters
    ----------
    probabilities
        For each decision maker, shape (n, n): at [q, s] the probability that q is preferred to s. The two
        directions of a pair add up to at most 1.
    alpha
        A state is left for q only if that is preferred with probability greater than 1 - alpha.
    beta
        An answer deters if it is preferred to the state left with probability of at most 1 - beta; a way
        out spoils it if preferred with a greater one.
    gamma
        An opponent moves by choice if it prefers the move with probability greater than gamma.

    Notes
    -----
    Source: Rego & dos Santos, IEEE Trans. SMC: Systems 45 (2015). With certain preferences (0 or 1),
    alpha and beta above 0 and gamma below 1, these are the ordinary concepts.

    Raises
    ------
    ConflictError
        If a table has another shape, or holds no probabilities.
    """
    states = len(graph.codes)
    for party, table in enumerate(probabilities):
        who = graph.conflict.decision_makers[party].id
        if table.shape != (states, states):
            raise ConflictError(f"probabilities of {who!r}: expected {states} x {states}, found {table.shape}")
        if (table < 0).any() or (table + table.T > 1 + 1e-9).any():
            raise ConflictError(
                f"probabilities of {who!r}: each must be 0 or more, and the two of a pair at most 1 together"
            )
    reach = [reach_matrix(graph, party) for party in range(len(graph.levels))]
    prefers = [np.asarray(table).T for table in probabilities]  # at [s, q]: q over s
    willing = [move & (liked > gamma) for move, liked in zip(reach, prefers, strict=True)]
    return [
        Standpoint(
            graph=graph,
            party=party,
            moves=reach[party],
            leave=reach[party] & (prefers[party] > 1 - alpha),
            harm=prefers[party] <= 1 - beta,
            escape=prefers[party] > 1 - beta,
            replies=without(reach, party),
            willing_replies=without(willing, party),
        )
        for party in range(len(reach))
    ]
