"""The inverse question: what would the parties have to prefer for a given state to be stable?

For one party, with the others' preferences as they are, stability of s depends only on *which* states it
ranks below s. :func:`inverse` says which, as constraints, and counts the orders that satisfy them.
:func:`fewest_changes` looks for the smallest changes to the statements that the model has.

Source of the question: Kinsara, Kilgour & Hipel, "Inverse approach to the graph model", IEEE Trans. SMC:
Systems 45 (2015). They enumerate orders; here nothing is enumerated, and the counts are exact.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import factorial

from verbale.conflict.counting import Clause, share_of_orders, simplify
from verbale.conflict.graph import Graph, build_graph, state_index
from verbale.conflict.model import Conflict, party_ids
from verbale.conflict.moves import moves_from
from verbale.conflict.paths import next_moves, walk
from verbale.conflict.preferences import Levels, StateRef
from verbale.errors import ConflictError

INVERTED = ("Nash", "GMR", "SMR", "SEQ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Inverse:
    """What one party would have to prefer for a state to be stable for it.

    Parameters
    ----------
    state, party, concept
        Number of the state, id of the decision maker, name of the concept.
    constraints
        All must hold. Each is a choice of sets of state numbers: all states of one set stand below
        ``state`` in the party's order. Empty: the state is stable whatever the party prefers.
    share
        The share of all strict orders of the states that satisfy them.
    states
        How many states there are.
    holds
        Whether the model's own preference satisfies them.
    words
        The constraints in words.
    """

    state: int
    party: str
    concept: str
    constraints: tuple[tuple[tuple[int, ...], ...], ...]
    share: Fraction
    states: int
    holds: bool
    words: str

    @property
    def count(self) -> int:
        """How many of the n! strict orders of the n states satisfy the constraints."""
        return int(self.share * factorial(self.states))

    @property
    def total(self) -> int:
        """n!, the number of strict orders of the states."""
        return factorial(self.states)


def inverse(conflict: Conflict, state: StateRef, concept: str) -> tuple[Inverse, ...]:
    """Say, for each decision maker, which preference orders make ``state`` stable for it.

    The others' preferences stay as they are (they matter for SEQ only). For Nash, GMR and SMR the counts
    of several parties may be multiplied; for SEQ not, as each party's order changes what deters the rest.

    Raises
    ------
    ConflictError
        If the concept has no such form, or the condition is too tangled to count exactly.
    """
    name = inverted_name(concept)
    graph = build_graph(conflict)
    here = state_index(graph, state)
    return tuple(_inverse_of(graph, here, party, name) for party in range(len(graph.levels)))


def inverted_name(concept: str) -> str:
    """Give the name of a concept that can be inverted.

    Raises
    ------
    ConflictError
        If it cannot.
    """
    for name in INVERTED:
        if name.lower() == concept.strip().lower():
            return name
    raise ConflictError(f"the inverse is known for {', '.join(INVERTED)}, not for {concept!r}. Name one of them")


def _inverse_of(graph: Graph, here: int, party: int, concept: str) -> Inverse:
    formula = simplify(clauses_at(graph, here, party, concept))
    level = graph.levels[party]
    numbers = graph.numbers
    constraints = tuple(
        sorted(
            tuple(sorted(tuple(sorted(int(numbers[at]) for at in _bits(one))) for one in clause)) for clause in formula
        )
    )
    holds = clauses_hold(level, here, formula)
    number = int(numbers[here])
    return Inverse(
        state=number,
        party=party_ids(graph.conflict)[party],
        concept=concept,
        constraints=constraints,
        share=share_of_orders(formula),
        states=len(numbers),
        holds=holds,
        words=_words(number, constraints),
    )


def clauses_at(graph: Graph, here: int, party: int, concept: str) -> Iterator[Clause]:
    """Give one clause for each move: the state moved to is worse, or some answer makes the move a mistake."""
    others = [one for one in range(len(graph.levels)) if one != party]
    following = next_moves(graph, others if concept == "SEQ" else ())
    for target in moves_from(graph, party, here).tolist():
        sets = {1 << target}
        if concept != "Nash":
            for answer, path in walk(target, others, following):
                if not path:
                    continue
                worse = 0 if answer == here else 1 << answer
                if concept == "SMR":
                    for way_out in moves_from(graph, party, answer).tolist():
                        worse |= 0 if way_out == here else 1 << way_out
                sets.add(worse)
        if 0 not in sets:
            yield frozenset(sets)


def clauses_hold(level: Levels, here: int, clauses: Iterable[Clause]) -> bool:
    """Say whether an order of the states satisfies the clauses: "below" is "no better"."""
    return all(any(all(level[at] <= level[here] for at in _bits(one)) for one in clause) for clause in clauses)


def _bits(mask: int) -> Iterator[int]:
    while mask:
        yield (mask & -mask).bit_length() - 1
        mask &= mask - 1


def _words(state: int, constraints: Sequence[Sequence[Sequence[int]]]) -> str:
    if not constraints:
        return f"state {state} is stable whatever the order"
    clauses = [" or ".join(f"above {_all_of(one)}" for one in clause) for clause in constraints]
    if len(clauses) == 1:
        return f"state {state} stands {clauses[0]}"
    return f"state {state} stands " + "; and ".join(f"({clause})" for clause in clauses)


def _all_of(states: Sequence[int]) -> str:
    return str(states[0]) if len(states) == 1 else f"all of {', '.join(map(str, states))}"
