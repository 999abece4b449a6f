"""Which states are stable against coalitions: every one, or those named."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from verbale.conflict.graph import Graph, build_graph
from verbale.conflict.model import Conflict, party_ids, party_index
from verbale.conflict.stability.coalition import (
    MOST_COALITION_PARTIES,
    Gain,
    coalition_standpoint,
    nonempty_subsets,
)
from verbale.conflict.stability.gmr import gmr
from verbale.conflict.stability.nash import nash
from verbale.conflict.stability.seq import seq
from verbale.conflict.stability.smr import smr
from verbale.conflict.stability.standpoint import Judge
from verbale.errors import ConflictError

COALITION_CONCEPTS: dict[str, Judge] = {"Nash": nash, "GMR": gmr, "SMR": smr, "SEQ": seq}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class CoalitionSolution:
    """Which states are stable for which coalitions.

    Parameters
    ----------
    graph, concepts, gain
        The conflict, the names of the concepts, and when a coalition gains (strict or pareto).
    coalitions
        Each as a tuple of decision makers' ids.
    verdicts
        Shape (concepts, coalitions, states).
    """

    graph: Graph
    concepts: tuple[str, ...]
    gain: Gain
    coalitions: tuple[tuple[str, ...], ...]
    verdicts: NDArray[np.bool_]

    @property
    def equilibria(self) -> dict[str, tuple[int, ...]]:
        """By concept, the numbers of the states that are stable for every coalition studied."""
        return {
            name: tuple(self.graph.numbers[self.verdicts[place].all(axis=0)].tolist())
            for place, name in enumerate(self.concepts)
        }


def solve_coalitions(
    conflict: Conflict,
    coalitions: Sequence[Sequence[str]] | None = None,
    *,
    concepts: Sequence[str] = tuple(COALITION_CONCEPTS),
    gain: Gain = "strict",
    progress: Callable[[float], None] | None = None,
) -> CoalitionSolution:
    """Say which states are stable for each coalition; single parties count as coalitions of one.

    Parameters
    ----------
    coalitions
        Lists of decision makers; None: every nonempty set of those who own an option. Where some are
        named, the single parties are studied with them.
    concepts
        Of Nash, GMR, SMR and SEQ.
    gain
        ``strict``: a coalition moves if all members gain; ``pareto``: if none loses and one gains.

    Raises
    ------
    ConflictError
        If a name is unknown or there are too many parties or states.
    """
    graph = build_graph(conflict)
    judges = [_judge(name) for name in concepts]
    groups = _groups(conflict, coalitions)
    verdicts = np.zeros((len(judges), len(groups), len(graph.codes)), dtype=np.bool_)
    for column, members in enumerate(groups):
        view = coalition_standpoint(graph, members, gain)
        for row, (_, judge) in enumerate(judges):
            verdicts[row, column] = judge(view)
        if progress:
            progress((column + 1) / len(groups))
    ids = party_ids(conflict)
    return CoalitionSolution(
        graph=graph,
        concepts=tuple(name for name, _ in judges),
        gain=gain,
        coalitions=tuple(tuple(ids[member] for member in members) for members in groups),
        verdicts=verdicts,
    )


def _judge(name: str) -> tuple[str, Judge]:
    for known, judge in COALITION_CONCEPTS.items():
        if known.lower() == name.strip().lower():
            return known, judge
    raise ConflictError(f"coalitions are judged by {', '.join(COALITION_CONCEPTS)}, not by {name!r}. Name one")


def _groups(conflict: Conflict, coalitions: Sequence[Sequence[str]] | None) -> list[tuple[int, ...]]:
    everyone = range(len(conflict.decision_makers))
    if coalitions is None:
        owners = {option.owner for option in conflict.options}
        active = [i for i in everyone if conflict.decision_makers[i].id in owners] or list(everyone)
        if len(active) > MOST_COALITION_PARTIES:
            raise ConflictError(f"{len(active)} decision makers form too many coalitions. Name the coalitions to study")
        return nonempty_subsets(active)
    named = [tuple(sorted(party_index(conflict, one) for one in members)) for members in coalitions]
    return list(dict.fromkeys([*((i,) for i in everyone), *named]))
