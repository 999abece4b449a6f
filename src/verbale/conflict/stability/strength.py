"""Strong and weak stability, where some states are greatly preferred to others (``>>``)."""

from __future__ import annotations

from dataclasses import replace

from verbale.conflict.graph import Graph
from verbale.conflict.logic import Truth
from verbale.conflict.moves import Semantics
from verbale.conflict.relations import relations_of
from verbale.conflict.stability.standpoint import Judge, Standpoint, standpoints


def strong_standpoints(graph: Graph, semantics: Semantics = "legal") -> list[Standpoint]:
    """Give each party's standpoint when only a great loss deters it.

    An answer p harms only if s >> p, and a way out spoils it unless s >> r as well. What the party and the
    others would do is unchanged: they move for any improvement, small or great.

    Source: Hamouda, Kilgour & Hipel, Group Decision and Negotiation 13 (2004), "strongly stable".
    """
    views = []
    for party, view in enumerate(standpoints(graph, semantics)):
        worse = relations_of(graph, party).greatly_worse
        views.append(replace(view, harm=worse, escape=~worse))
    return views


def weakly(judge: Judge, ordinary: Standpoint, strong: Standpoint) -> Truth:
    """Say which states are stable in the ordinary sense but not strongly so; shape (n,)."""
    weak: Truth = judge(ordinary) & ~judge(strong)
    return weak
