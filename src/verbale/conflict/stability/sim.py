"""Simultaneous stability (SIM)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from verbale.conflict.graph import Graph
from verbale.conflict.logic import Truth
from verbale.conflict.moves import Relation, own_mask
from verbale.conflict.stability.standpoint import Standpoint
from verbale.errors import ConflictError


def sim(view: Standpoint) -> Truth:
    """Say which states the party will not leave lest others leave at the same moment.

    Every improvement q of s can coincide with improvements from s of one or more opponents so that the
    state in which all these changes are made together is feasible and no better than s for the party.

    Source: Fraser & Hipel, Conflict Analysis, North-Holland 1984. They apply the test only where at least
    two parties are sequentially unstable; here it stands by itself, for every state.

    Returns
    -------
    Truth
        Shape (n,).

    Raises
    ------
    ConflictError
        If states are merged, so that changes cannot be put together.
    """
    graph = view.graph
    check_options_form(graph)
    masks = [own_mask(graph, party) for party in range(len(graph.levels)) if party != view.party]
    own = own_mask(graph, view.party)
    order = np.argsort(graph.codes, kind="stable")
    stable = np.ones(len(graph.codes), dtype=np.bool_)
    for state in np.flatnonzero(view.leave.any(axis=1)):
        replies = _joint_replies(graph, int(state), masks, view.willing_replies)
        mine = graph.codes[view.leave[state]] & own
        together = mine[:, None] | replies[None, :]
        at = np.searchsorted(graph.codes, together, sorter=order).clip(max=len(order) - 1)
        index = order[at]
        harms = (graph.codes[index] == together) & view.harm[state, index]
        stable[state] = harms.any(axis=1).all()
    return stable


def _joint_replies(graph: Graph, state: int, masks: list[int], willing: Sequence[Relation]) -> NDArray[np.int64]:
    """Give what the others' options can become if one or more of them improve at once: option bits."""
    code = int(graph.codes[state])
    stay = 0
    joint = np.zeros(1, dtype=np.int64)
    for mask, improving in zip(masks, willing, strict=True):
        stay |= code & mask
        choices = np.append(graph.codes[improving[state]] & mask, code & mask)
        joint = (joint[:, None] | choices[None, :]).reshape(-1)
    leaving: NDArray[np.int64] = joint[joint != stay]
    return leaving


def check_options_form(graph: Graph) -> None:
    """Raise if the states are not plain choices of options, so that moves cannot be put together."""
    if any("-" in pattern for pattern in graph.conflict.states):
        raise ConflictError("SIM puts the parties' options together, and this conflict merges states. Leave SIM out")
