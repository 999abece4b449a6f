"""Why a state is stable for a party, or not: the moves it could make, and what would come of each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from verbale.conflict.graph import Graph, state_index
from verbale.conflict.model import party_index, party_names
from verbale.conflict.moves import Semantics, moves_from, own_mask
from verbale.conflict.paths import NextMoves, Node, Step, named_steps, next_moves, walk
from verbale.conflict.preferences import StateRef
from verbale.conflict.solution import Solution, concept_index, state_words
from verbale.errors import ConflictError

EXPLAINED = ("Nash", "GMR", "SMR", "SEQ", "SIM")


@dataclass(frozen=True, slots=True, kw_only=True)
class Temptation:
    """A move that the party would like to make, and what deters it.

    Parameters
    ----------
    state
        Number of the better state it could move to.
    deterred
        Whether some answer spoils the move.
    answer
        The answer, a shortest one: the others' moves in order (for SIM, made at the same moment).
    outcome
        Number of the state where things would end; None if nothing deters.
    """

    state: int
    deterred: bool
    answer: tuple[Step, ...]
    outcome: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Witness:
    """The reason for one verdict: every attractive move from the state, best first, with its answer."""

    state: int
    party: str
    concept: str
    stable: bool
    temptations: tuple[Temptation, ...]
    words: str


def explain(solution: Solution, state: StateRef, party: str, concept: str) -> Witness:
    """Say why ``state`` is stable or not for ``party`` under ``concept``.

    The reason is searched for anew, by following moves one at a time; it is checked against the verdict.

    Raises
    ------
    ConflictError
        If a name is unknown, the concept was not solved, or no reasons are kept for it.
    """
    name = solution.concepts[concept_index(solution, concept)]
    if name not in EXPLAINED:
        raise ConflictError(f"reasons are given for {', '.join(EXPLAINED)}, not for {name}. Name one of them")
    graph = solution.graph
    here, who = state_index(graph, state), party_index(solution.conflict, party)
    temptations = tuple(
        _temptation(graph, here, who, target, name, solution.semantics) for target in _attractive(graph, here, who)
    )
    stable = all(one.deterred for one in temptations)
    found = bool(solution.verdicts[concept_index(solution, concept), who, here])
    if stable != found:
        raise AssertionError(f"the witness for state {state}, {party}, {name} contradicts the verdict")
    return Witness(
        state=int(graph.numbers[here]),
        party=solution.conflict.decision_makers[who].id,
        concept=name,
        stable=stable,
        temptations=temptations,
        words=_words(graph, here, who, name, temptations),
    )


def _attractive(graph: Graph, here: int, who: int) -> list[int]:
    level = graph.levels[who]
    better = [at for at in moves_from(graph, who, here).tolist() if level[at] > level[here]]
    return sorted(better, key=lambda at: (-int(level[at]), at))


def _temptation(graph: Graph, here: int, who: int, target: int, concept: str, semantics: Semantics) -> Temptation:
    path: Sequence[Node] | None = None
    if concept == "SIM":
        path = _simultaneous(graph, here, who, target)
        outcome = path[-1][1] if path else None
    elif concept != "Nash":
        path = _answer(graph, here, who, target, concept, semantics)
        outcome = path[-1][1] if path else None
    return Temptation(
        state=int(graph.numbers[target]),
        deterred=bool(path),
        answer=named_steps(graph, path[:-1] if concept == "SIM" and path else path or ()),
        outcome=int(graph.numbers[outcome]) if path and outcome is not None else None,
    )


def _answer(
    graph: Graph, here: int, who: int, target: int, concept: str, semantics: Semantics
) -> Sequence[Node] | None:
    """Give a shortest sequence of the others' moves from ``target`` that harms ``who``, if there is one."""
    others = [party for party in range(len(graph.levels)) if party != who]
    following = next_moves(graph, others if concept == "SEQ" else ())
    if semantics == "once":
        ways = _once_each(target, others, following)
    else:
        ways = walk(target, others, following, rounds=1 if semantics == "single" else None)
    bar = graph.levels[who, here]
    for index, path in ways:
        if not path or graph.levels[who, index] > bar:
            continue
        if concept == "SMR" and (graph.levels[who][moves_from(graph, who, index)] > bar).any():
            continue
        return path
    return None


def _once_each(start: int, parties: Sequence[int], following: NextMoves) -> Iterator[tuple[int, tuple[Node, ...]]]:
    """Visit states by sequences in which each party moves at most once, fewest moves first."""
    layer: dict[tuple[int, frozenset[int]], tuple[Node, ...]] = {(start, frozenset()): ()}
    while layer:
        fresh: dict[tuple[int, frozenset[int]], tuple[Node, ...]] = {}
        for (index, moved), path in layer.items():
            for party in parties:
                if party in moved:
                    continue
                for target in following(index, party).tolist():
                    node = (target, moved | {party})
                    if node not in fresh:
                        fresh[node] = (*path, (party, target))
                        yield target, fresh[node]
        layer = fresh


def _simultaneous(graph: Graph, here: int, who: int, target: int) -> Sequence[Node] | None:
    """Give improvements that others could make at the same moment to the party's loss, then the outcome."""
    others = [party for party in range(len(graph.levels)) if party != who]
    choices = [(party, _attractive(graph, here, party)) for party in others]
    place = {int(code): at for at, code in enumerate(graph.codes)}
    start = int(graph.codes[target])
    layer: list[tuple[int, tuple[Node, ...]]] = [(start, ())]
    for party, better in choices:
        mask = own_mask(graph, party)
        grown = [
            ((code & ~mask) | (int(graph.codes[at]) & mask), (*path, (party, at)))
            for code, path in layer
            for at in better
        ]
        for code, path in grown:
            index = place.get(code)
            if index is not None and graph.levels[who, index] <= graph.levels[who, here]:
                return (*path, (who, index))
        layer += grown
    return None


def _words(graph: Graph, here: int, who: int, concept: str, temptations: Sequence[Temptation]) -> str:
    name = party_names(graph.conflict)[who]
    state = f"State {int(graph.numbers[here])} ({state_words(graph, here)})"
    if not temptations:
        return f"{state} is stable for {name} ({concept}): it has no better state to move to."
    open_ones = [one for one in temptations if not one.deterred]
    if open_ones:
        best = open_ones[0]
        reason = "" if concept == "Nash" else ", and nothing the others could answer would spoil that"
        return (
            f"{state} is not stable for {name} ({concept}): it can move to {_named(graph, best.state)}, "
            f"which it prefers{reason}."
        )
    lines = [f"{state} is stable for {name} ({concept}), though it has better states to move to:"]
    for one in temptations:
        lines.append(f"- to {_named(graph, one.state)}; but {_reply(graph, one, concept)}")
    return "\n".join(lines)


def _reply(graph: Graph, one: Temptation, concept: str) -> str:
    names = dict(zip((x.id for x in graph.conflict.decision_makers), party_names(graph.conflict), strict=True))
    moves = ", then ".join(f"{names[step.party]} moves to {_named(graph, step.state)}" for step in one.answer)
    if concept == "SIM":
        who = " and ".join(names[step.party] for step in one.answer)
        return f"if {who} improved at the same moment, things would end at {_named(graph, one.outcome)}, no better."
    tail = ", and it has no way out" if concept == "SMR" else ""
    how = "would like to answer" if concept == "SEQ" else "could answer"
    return f"the others {how}: {moves}. That is no better than where it stood{tail}."


def _named(graph: Graph, number: int | None) -> str:
    index = int(np.flatnonzero(graph.numbers == number)[0])
    return f"state {number} ({state_words(graph, index)})"
