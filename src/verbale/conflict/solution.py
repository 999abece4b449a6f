"""What solving a conflict gives: one frozen record that remembers how it was made."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from verbale.conflict.graph import Graph, pattern_at
from verbale.conflict.model import Conflict, party_ids, party_index
from verbale.conflict.moves import Semantics
from verbale.errors import ConflictError


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Solution:
    """Which states are stable, for whom, in which sense.

    Parameters
    ----------
    graph
        The conflict with its states.
    concepts
        Names of the stability concepts, in the order of ``verdicts``.
    semantics
        Which sequences of opponents' moves counted.
    method
        ``matrix`` or ``compiled``: how it was computed; both give the same answer.
    verdicts
        Shape (concepts, decision makers, states): true where stable.
    notes
        What a reader of the answer should know, such as comparisons that are unknown.
    """

    graph: Graph
    concepts: tuple[str, ...]
    semantics: Semantics
    method: str
    verdicts: NDArray[np.bool_]
    notes: tuple[str, ...] = ()

    @property
    def conflict(self) -> Conflict:
        """The conflict that was solved."""
        return self.graph.conflict

    @property
    def equilibria(self) -> Mapping[str, tuple[int, ...]]:
        """By concept, the numbers of the states that are stable for every decision maker."""
        return {concept: equilibria(self, concept) for concept in self.concepts}

    @property
    def stable(self) -> Mapping[str, Mapping[str, tuple[int, ...]]]:
        """By decision maker id and concept, the numbers of the stable states."""
        return {
            party: {concept: stable_states(self, party, concept) for concept in self.concepts}
            for party in party_ids(self.conflict)
        }

    def _repr_html_(self) -> str:
        from verbale.conflict.pictures import solution_html  # noqa: PLC0415  (pictures reads solutions)

        return solution_html(self)


def concept_index(solution: Solution, concept: str) -> int:
    """Find ``concept`` among those that were solved.

    Raises
    ------
    ConflictError
        If it was not.
    """
    for index, known in enumerate(solution.concepts):
        if known.lower() == concept.strip().lower():
            return index
    raise ConflictError(
        f"{concept!r} was not solved; solved were {', '.join(solution.concepts)}. Name it in `concepts`"
    )


def equilibria(solution: Solution, concept: str) -> tuple[int, ...]:
    """Give the numbers of the states that are stable for everybody under ``concept``."""
    everybody = solution.verdicts[concept_index(solution, concept)].all(axis=0)
    return tuple(solution.graph.numbers[everybody].tolist())


def stable_states(solution: Solution, party: str, concept: str) -> tuple[int, ...]:
    """Give the numbers of the states that are stable for ``party`` under ``concept``."""
    row = solution.verdicts[concept_index(solution, concept), party_index(solution.conflict, party)]
    return tuple(solution.graph.numbers[row].tolist())


def verdicts_at(solution: Solution, index: int) -> Iterator[tuple[str, str, bool]]:
    """Give (decision maker id, concept, stable or not) for the state at ``index``."""
    for row, party in enumerate(party_ids(solution.conflict)):
        for column, concept in enumerate(solution.concepts):
            yield party, concept, bool(solution.verdicts[column, row, index])


def state_words(graph: Graph, index: int) -> str:
    """Give the state at ``index`` in words: the options taken."""
    taken = [
        option.name or option.id
        for option, sign in zip(graph.conflict.options, pattern_at(graph, index), strict=True)
        if sign == "Y"
    ]
    return "; ".join(taken) if taken else "nothing is done"
