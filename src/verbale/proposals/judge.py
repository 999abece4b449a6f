"""Is a proposal a non-starter? The answer of the model, and whether the record settles it.

A proposal is a partial state. It is a *non-starter* under a concept if no state that fits it is stable
for all parties and can be reached from the status quo. A state is reached by moves each of which its
mover prefers, or at one stroke if nobody who has to move likes it less than where things stand:
accepting a proposal is an act of several parties at once. A condition that asks to be served first
("no talks before ...") forbids the stroke where the parties' conditions wait for each other.

The answer of the model is True where no such state exists under Nash nor under SEQ (a move that the others
would not answer with a loss of their own, and one that they would). The record settles it if the answer
is the same when everything that nobody said is resolved in the proposal's favour, and when it is
resolved against it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from verbale.conflict import Conflict, Solution, solve
from verbale.conflict.graph import Graph
from verbale.conflict.moves import MOST_MATRIX_STATES, moves_from, one_way_masks, own_mask, reach_matrix
from verbale.draft import Draft, Statement, Term
from verbale.draft.compose import preference_of
from verbale.proposals.model import Answer

CONCEPTS = ("Nash", "GMR", "SMR", "SEQ")
DECIDING = ("Nash", "SEQ")


@dataclass(frozen=True, slots=True, eq=False)
class Outcome:
    """How the states that fit a proposal fare: indices into the solution's states.

    ``holds`` gives, for each concept, the states that are stable for all and can be reached.
    """

    solution: Solution
    here: int
    fits: tuple[int, ...]
    reached: frozenset[int]
    holds: dict[str, tuple[int, ...]]

    @property
    def non_starter(self) -> bool:
        """Whether no state of the proposal holds under the deciding concepts."""
        return not any(self.holds[concept] for concept in DECIDING)

    @property
    def concepts(self) -> tuple[str, ...]:
        """The concepts under which the proposal is a non-starter."""
        return tuple(concept for concept, states in self.holds.items() if not states)


def outcome_of(made: Draft, terms: Sequence[Term], statements: Iterable[Statement] | None = None) -> Outcome:
    """Solve the draft's conflict, with ``statements`` in place of its own, and look at a proposal."""
    used = tuple(made.statements if statements is None else statements)
    conflict = _with_statements(made, used)
    place = {option.id: bit for bit, option in enumerate(conflict.options)}
    return _outcome(conflict, tuple(terms), tuple(_strict_waits(used, place)))


@lru_cache(maxsize=4096)  # leaving out one statement of many, or another order, often gives the same conflict
def _outcome(conflict: Conflict, terms: tuple[Term, ...], waiting: tuple[tuple[int, int], ...]) -> Outcome:
    solution = _solved(conflict)
    graph = solution.graph
    place = {option.id: bit for bit, option in enumerate(conflict.options)}
    mask = sum(1 << place[term.option] for term in terms)
    want = sum(1 << place[term.option] for term in terms if term.value)
    fits = tuple(int(one) for one in np.flatnonzero((graph.codes & mask) == want))
    here = _status_quo(graph, conflict)
    reached = frozenset(one for one in fits if _reaches(graph, here, one, waiting))
    everybody = {name: solution.verdicts[row].all(axis=0) for row, name in enumerate(solution.concepts)}
    holds = {name: tuple(one for one in fits if one in reached and stable[one]) for name, stable in everybody.items()}
    return Outcome(solution, here, fits, reached, holds)


@lru_cache(maxsize=2048)
def _solved(conflict: Conflict) -> Solution:
    return solve(conflict, CONCEPTS)


def _with_statements(made: Draft, statements: Sequence[Statement]) -> Conflict:
    assert made.conflict is not None
    parties = tuple(
        replace(
            party,
            preference=preference_of(one for one in statements if one.decision_maker == party.id),
        )
        for party in made.conflict.decision_makers
    )
    return replace(made.conflict, decision_makers=parties)


def _status_quo(graph: Graph, conflict: Conflict) -> int:
    code = sum(1 << bit for bit, sign in enumerate(conflict.status_quo or "") if sign == "Y")
    return int(np.flatnonzero(graph.codes == code)[0])


def _strict_waits(statements: Sequence[Statement], place: dict[str, int]) -> list[tuple[int, int]]:
    """Give (step, term to be met first) as bits of options, for conditions that ask to be served first."""
    return [
        (place[one.act.option], place[term.option])
        for one in statements
        if one.before and one.form == "IFF"
        for term in one.when
    ]


def _reaches(graph: Graph, here: int, goal: int, waiting: Sequence[tuple[int, int]]) -> bool:
    return here == goal or _at_one_stroke(graph, here, goal, waiting) or goal in improved_from(graph, here)


@lru_cache(maxsize=4096)
def improved_from(graph: Graph, here: int) -> frozenset[int]:
    """Give the states reached from ``here`` by moves each of which its mover prefers."""
    if len(graph.codes) > MOST_MATRIX_STATES:
        return _improved_step_by_step(graph, here)
    better = np.zeros((len(graph.codes), len(graph.codes)), dtype=np.bool_)
    for party, levels in enumerate(graph.levels):
        better |= reach_matrix(graph, party) & (levels[None, :] > levels[:, None])
    seen = np.zeros(len(graph.codes), dtype=np.bool_)
    fresh = seen.copy()
    fresh[here] = True
    while fresh.any():
        seen |= fresh
        fresh = better[fresh].any(axis=0) & ~seen
    return frozenset(np.flatnonzero(seen).tolist())


def _improved_step_by_step(graph: Graph, here: int) -> frozenset[int]:
    """Do the same where the states are too many for a square of them."""
    seen, queue = {here}, [here]
    while queue:
        state = queue.pop()
        for party in range(len(graph.levels)):
            for target in moves_from(graph, party, state):
                better = graph.levels[party][target] > graph.levels[party][state]
                if better and int(target) not in seen:
                    seen.add(int(target))
                    queue.append(int(target))
    return frozenset(seen)


def movers(graph: Graph, here: int, goal: int) -> tuple[int, ...]:
    """Give the parties (indices) whose options differ between two states."""
    changed = int(graph.codes[here] ^ graph.codes[goal])
    return tuple(party for party in range(len(graph.levels)) if own_mask(graph, party) & changed)


def _at_one_stroke(graph: Graph, here: int, goal: int, waiting: Sequence[tuple[int, int]]) -> bool:
    """Tell whether all who have to move can and would go to ``goal`` together."""
    moving = movers(graph, here, goal)
    old, new = int(graph.codes[here]), int(graph.codes[goal])
    for party in moving:
        forward, backward = one_way_masks(graph, party)
        if (old & ~new & forward) or (new & ~old & backward):
            return False
        if graph.levels[party][goal] < graph.levels[party][here]:
            return False
    changed = old ^ new
    pending = [(step, first) for step, first in waiting if changed >> step & 1 and changed >> first & 1]
    return not in_circle(pending)


def in_circle(pairs: Sequence[tuple[int, int]]) -> bool:
    """Tell whether "step waits for term" pairs form a circle."""
    after: dict[int, set[int]] = {}
    for step, first in pairs:
        after.setdefault(step, set()).add(first)
    for start, firsts in after.items():
        seen, queue = set[int](), list(firsts)
        while queue:
            one = queue.pop()
            if one == start:
                return True
            if one not in seen:
                seen.add(one)
                queue += after.get(one, ())
    return False


def resolved(made: Draft, terms: Sequence[Term], *, favour: bool) -> tuple[Statement, ...]:
    """Give the draft's statements with all that nobody said resolved for the proposal, or against it.

    An option of the proposal, or one that a party demands first for its part in it, whose owner is silent or
    speaks too weakly to settle anything is wanted above all else (``favour``) or refused above all else.
    Beside these silence has no weight, so that nobody is held to a bargain by a threat that nobody made.
    """
    wanted = tied(made, terms)
    found = list(voiced(made, terms))
    for one in doubtful(made):
        if one.act.option not in wanted:
            continue
        for_it = one.act.value == wanted[one.act.option]
        if favour != for_it or one.kind == "assumed":
            found.remove(one)
            turned = replace(one, act=Term(option=one.act.option, value=wanted[one.act.option] == favour))
            found.insert(0, turned)
    return tuple(found)


def voiced(made: Draft, terms: Sequence[Term]) -> tuple[Statement, ...]:
    """Give the draft's statements without what is assumed of options beside the proposal."""
    wanted = tied(made, terms)
    return tuple(one for one in made.statements if one.kind != "assumed" or one.act.option in wanted)


def tied(made: Draft, terms: Sequence[Term]) -> dict[str, bool]:
    """Give the proposal's options as it wants them, and those that a party demands first for its part in it."""
    wanted = {term.option: term.value for term in terms}
    for one in made.statements:
        if one.before and one.form == "IFF" and one.act.option in {term.option for term in terms}:
            so = one.act.value == wanted[one.act.option]
            for term in one.when if so or len(one.when) == 1 else ():
                wanted.setdefault(term.option, term.value == so)
    return wanted


def doubtful(made: Draft) -> list[Statement]:
    """Give the statements on a party's own options that rest on no word, or on words too weak to settle."""
    owner = {option.id: option.owner for option in made.options}
    return [
        one
        for one in made.statements
        if owner[one.act.option] == one.decision_maker and (one.kind == "assumed" or (one.weak and one.form == "plain"))
    ]


def judge(made: Draft, terms: Sequence[Term]) -> Answer:
    """Answer whether a proposal is a non-starter; None where the record doesn't settle it."""
    for_it = outcome_of(made, terms, resolved(made, terms, favour=True)).non_starter
    against = outcome_of(made, terms, resolved(made, terms, favour=False)).non_starter
    return for_it if for_it == against else None
