"""Coalitions: parties that leave a state together, and what the rest can answer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import reduce
from itertools import combinations
from typing import Literal, TypeAlias

import numpy as np

from verbale.conflict.graph import Graph
from verbale.conflict.moves import Relation, reach_matrix, sequences
from verbale.conflict.stability.standpoint import Standpoint
from verbale.errors import ConflictError

Gain: TypeAlias = Literal["strict", "pareto"]
MOST_COALITION_PARTIES = 10


def coalition_standpoint(graph: Graph, members: Sequence[int], gain: Gain = "strict") -> Standpoint:
    """Give the standpoint of a coalition of decision makers (indices).

    The coalition moves by legal sequences of its members' moves. It leaves s for q if every member is
    better off (``strict``), or none is worse off and one is better off (``pareto``); an answer harms it if
    that is not so of the state answered. The rest answer by any legal sequence (GMR, SMR), or by sequences
    of steps each of which some of them, as a coalition, would take (SEQ).

    Source: Kilgour, Hipel, Fang & Peng, Group Decision and Negotiation 10 (2001); Inohara & Hipel, Systems
    Engineering 11 (2008). The Pareto form is the weaker notion of improvement found in later papers.

    Raises
    ------
    ConflictError
        If the coalition is empty or there are too many parties to form coalitions of the rest.
    """
    parties = range(len(graph.levels))
    if not members or len(set(members)) < len(members) or not set(members) <= set(parties):
        raise ConflictError(f"a coalition needs one or more different decision makers, found {list(members)}")
    if len(graph.levels) > MOST_COALITION_PARTIES:
        raise ConflictError(
            f"coalitions of at most {MOST_COALITION_PARTIES} decision makers were expected, "
            f"found {len(graph.levels)}. Drop those who own no option"
        )
    reach = [reach_matrix(graph, party) for party in parties]
    rest = [party for party in parties if party not in members]
    better = joint_gain(graph, members, gain)
    moves = sequences([reach[party] for party in members])
    return Standpoint(
        graph=graph,
        party=-1,
        moves=moves,
        leave=moves & better,
        harm=~better,
        escape=better,
        replies=[reach[party] for party in rest],
        willing_replies=[
            sequences([reach[party] for party in some]) & joint_gain(graph, some, gain)
            for some in nonempty_subsets(rest)
        ],
    )


def joint_gain(graph: Graph, members: Iterable[int], gain: Gain) -> Relation:
    """Give where q is better than s for the coalition: shape (n, n), at [s, q]."""
    levels = [graph.levels[party] for party in members]
    better = [one[None, :] > one[:, None] for one in levels]
    if gain == "strict":
        return reduce(np.bitwise_and, better)
    if gain != "pareto":
        raise ConflictError(f"expected a coalition to gain in the sense strict or pareto, found {gain!r}")
    no_worse = [one[None, :] >= one[:, None] for one in levels]
    gains: Relation = reduce(np.bitwise_and, no_worse) & reduce(np.bitwise_or, better)
    return gains


def nonempty_subsets(parties: Sequence[int]) -> list[tuple[int, ...]]:
    """Give all nonempty subsets, smallest first."""
    return [some for size in range(1, len(parties) + 1) for some in combinations(parties, size)]
