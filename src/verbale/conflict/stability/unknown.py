"""Stability where some comparisons are unknown: the four classes a, b, c and d."""

from __future__ import annotations

from typing import Literal, TypeAlias, get_args

from verbale.conflict.graph import Graph
from verbale.conflict.moves import Semantics, reach_matrix
from verbale.conflict.relations import relations_of
from verbale.conflict.stability.standpoint import Standpoint, without
from verbale.errors import ConflictError

UnknownClass: TypeAlias = Literal["a", "b", "c", "d"]


def unknown_standpoints(graph: Graph, kind: UnknownClass, semantics: Semantics = "legal") -> list[Standpoint]:
    """Give each party's standpoint under one of the four readings of an unknown comparison.

    ===== =========================== ================================ ==========================
    class the party leaves for        an answer deters if it is        a way out is
    ===== =========================== ================================ ==========================
    a     the better or the unknown   surely no better                 the better or the unknown
    b     the surely better           surely no better                 the better or the unknown
    c     the better or the unknown   no better, or unknown            the surely better
    d     the surely better           no better, or unknown            the surely better
    ===== =========================== ================================ ==========================

    Opponents who answer by choice move to what is better or unknown for them, in all four. A state stable
    in class a is stable in all; one that is not stable in class d is stable in none.

    Source: Li, Hipel, Kilgour & Fang, IEEE Trans. SMC-A 34 (2004) 507-520.

    Raises
    ------
    ConflictError
        If ``kind`` is none of the four.
    """
    if kind not in get_args(UnknownClass):
        raise ConflictError(f"expected the class a, b, c or d of unknown preference, found {kind!r}")
    parties = range(len(graph.levels))
    reach = [reach_matrix(graph, party) for party in parties]
    known = [relations_of(graph, party) for party in parties]
    maybe = [one.better | one.unknown for one in known]
    willing = [move & liked for move, liked in zip(reach, maybe, strict=True)]
    return [
        Standpoint(
            graph=graph,
            party=party,
            moves=reach[party],
            leave=reach[party] & (maybe[party] if kind in "ac" else known[party].better),
            harm=~maybe[party] if kind in "ab" else ~known[party].better,
            escape=maybe[party] if kind in "ab" else known[party].better,
            replies=without(reach, party),
            willing_replies=without(willing, party),
            semantics=semantics,
        )
        for party in parties
    ]
