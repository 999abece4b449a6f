"""Where one party stands when it asks whether to leave a state: its moves, and what others can answer.

Every concept is a short formula over the relations of a :class:`Standpoint`. A coalition, a party with
great preferences, or one whose preferences are partly unknown, differs in its standpoint, not in the
formula.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

import numpy as np

from verbale.conflict.graph import Graph
from verbale.conflict.logic import Truth
from verbale.conflict.moves import Relation, Semantics, compose, reach_matrix, sequences


@dataclass(frozen=True, kw_only=True, eq=False)
class Standpoint:
    """One party's view of all states; every relation has shape (n, n).

    Parameters
    ----------
    graph, party
        The conflict, and the index of the decision maker (-1 for a coalition).
    moves
        At [s, q]: the party can move from s to q.
    leave
        At [s, q]: it would, because q is better than s.
    harm
        At [s, p]: ending at p instead of s would have made leaving s a mistake.
    escape
        At [s, r]: a further move of its own to r would have made leaving s worth it after all.
    replies, willing_replies
        For each opponent its moves, and those of its moves that it would make.
    semantics
        Which sequences of replies count.
    """

    graph: Graph
    party: int
    moves: Relation
    leave: Relation
    harm: Relation
    escape: Relation
    replies: Sequence[Relation]
    willing_replies: Sequence[Relation]
    semantics: Semantics = "legal"

    @cached_property
    def answers(self) -> Relation:
        """Where opponents can bring the conflict from each state, by any of their moves."""
        return self._answers(self.replies)

    @cached_property
    def willing_answers(self) -> Relation:
        """Where opponents can bring it by moves that each mover would make."""
        return self._answers(self.willing_replies)

    def _answers(self, replies: Sequence[Relation]) -> Relation:
        if not replies:
            return np.zeros_like(self.moves)
        return sequences(replies, self.semantics)


def standpoints(graph: Graph, semantics: Semantics = "legal") -> list[Standpoint]:
    """Give the ordinary standpoint of each decision maker, in order."""
    reach = [reach_matrix(graph, party) for party in range(len(graph.levels))]
    better = [levels[None, :] > levels[:, None] for levels in graph.levels]
    return [
        Standpoint(
            graph=graph,
            party=party,
            moves=reach[party],
            leave=reach[party] & better[party],
            harm=~better[party],
            escape=better[party],
            replies=without(reach, party),
            willing_replies=without([a & b for a, b in zip(reach, better, strict=True)], party),
            semantics=semantics,
        )
        for party in range(len(reach))
    ]


def without(relations: Sequence[Relation], party: int) -> list[Relation]:
    """Give the relations of all but ``party``."""
    return [one for index, one in enumerate(relations) if index != party]


def deterred(answers: Relation, sanction: Relation) -> Relation:
    """Give, at [s, q], whether some p is among the ``answers`` to q and a ``sanction`` for s."""
    return compose(sanction, answers.T)


def stays(view: Standpoint, spoiled: Relation) -> Truth:
    """Give the states, shape (n,), all of whose attractive moves are ``spoiled``."""
    return ~np.asarray((view.leave & ~spoiled).any(axis=1))


Judge: TypeAlias = Callable[[Standpoint], Truth]
