"""Who would not stay with a proposal, what it would do instead, and because of which preference."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from verbale.conflict.graph import Graph
from verbale.conflict.moves import moves_from
from verbale.draft import Draft, Option, Statement, Term, term_words
from verbale.proposals.judge import Outcome, movers
from verbale.proposals.model import Block, Deadlock


def blocks_of(
    made: Draft, terms: Sequence[Term], outcome: Outcome, statements: Sequence[Statement]
) -> tuple[Block, ...]:
    """Give the parties that stand in the way at the state of the proposal that comes nearest to holding.

    A party stands in the way if it has a better move from there that the others' answers don't spoil, or
    if it would have to move and likes the state less than the status quo. Only preferences that rest on
    words count.
    """
    goal = nearest_state(outcome)
    if goal is None:
        return ()
    found = []
    graph = outcome.solution.graph
    for party, one in enumerate(made.decision_makers):
        target = _better_move(outcome, party, goal, _mask(made, terms))
        if target is None and party in movers(graph, outcome.here, goal):
            worse = graph.levels[party][goal] < graph.levels[party][outcome.here]
            target = outcome.here if worse else None
        if target is None:
            continue
        mine = [each for each in statements if each.decision_maker == one.id]
        behind = first_difference(made, mine, graph, goal, target)
        if behind is not None and behind.evidence:
            found.append(_block(made, graph, one.id, behind, goal, target))
    return tuple(found)


def waiting_of(made: Draft, deadlocks: Sequence[Deadlock]) -> tuple[Block, ...]:
    """Give the parties of a deadlock in which each demands to be served first: each holds its own step back."""
    options = {option.id: option for option in made.options}
    held = {id for one in deadlocks if one.strict for id in one.statements}
    return tuple(
        Block(
            decision_maker=one.decision_maker,
            move=_move_words(made, [Term(option=one.act.option, value=not one.act.value)], options),
            preference=one.words,
            statement=one.id,
            move_terms=(Term(option=one.act.option, value=not one.act.value),),
            evidence=one.evidence,
        )
        for one in made.statements
        if one.id in held
    )


def nearest_state(outcome: Outcome) -> int | None:
    """Give the state of the proposal that most parties would keep, nearest to the status quo; None if none."""
    graph, verdicts = outcome.solution.graph, outcome.solution.verdicts
    row = outcome.solution.concepts.index("SEQ")

    def key(state: int) -> tuple[bool, int, int, int]:
        distance = int(graph.codes[state] ^ graph.codes[outcome.here]).bit_count()
        return (state in outcome.reached, int(verdicts[row, :, state].sum()), -distance, -state)

    return max(outcome.fits, key=key, default=None)


def _mask(made: Draft, terms: Sequence[Term]) -> int:
    place = places(made)
    return sum(1 << place[term.option] for term in terms)


def _better_move(outcome: Outcome, party: int, goal: int, terms: int) -> int | None:
    """Give the party's best move away that isn't deterred (SEQ).

    One that breaks a term of the proposal goes before one that doesn't, then one that changes less.
    """
    graph = outcome.solution.graph
    row = outcome.solution.concepts.index("SEQ")
    if outcome.solution.verdicts[row, party, goal]:
        return None
    levels = graph.levels[party]
    better = [int(one) for one in moves_from(graph, party, goal) if levels[one] > levels[goal]]

    def key(one: int) -> tuple[bool, int, int]:
        changed = int(graph.codes[one] ^ graph.codes[goal])
        return bool(changed & terms), -changed.bit_count(), int(levels[one])

    return max(better, key=key)


def first_difference(made: Draft, mine: Sequence[Statement], graph: Graph, worse: int, better: int) -> Statement | None:
    """Give the most important statement that ``better`` fulfils and ``worse`` doesn't."""
    place = places(made)
    old, new = int(graph.codes[worse]), int(graph.codes[better])
    return next((one for one in mine if fulfilled(one, new, place) and not fulfilled(one, old, place)), None)


def places(made: Draft) -> dict[str, int]:
    """Give the bit of each option in a state's code."""
    return {option.id: bit for bit, option in enumerate(made.options)}


def fulfilled(statement: Statement, code: int, place: Mapping[str, int]) -> bool:
    """Tell whether a statement holds in the state of this code."""

    def so(term: Term) -> bool:
        return bool(code >> place[term.option] & 1) == term.value

    act, when = so(statement.act), all(so(term) for term in statement.when)
    if statement.form == "IFF":
        return act == when
    return act or (statement.form == "IF" and not when)


def _block(made: Draft, graph: Graph, party: str, behind: Statement, goal: int, target: int) -> Block:
    options = {option.id: option for option in made.options}
    changed = _own_changes(made, party, int(graph.codes[goal]), int(graph.codes[target]))
    return Block(
        decision_maker=party,
        move=_move_words(made, changed, options) or "stays with how things are",
        preference=behind.words,
        statement=behind.id,
        move_terms=tuple(changed),
        evidence=behind.evidence,
    )


def _own_changes(made: Draft, party: str, old: int, new: int) -> list[Term]:
    return [
        Term(option=option.id, value=bool(new >> bit & 1))
        for bit, option in enumerate(made.options)
        if option.owner == party and (old ^ new) >> bit & 1
    ]


def _move_words(made: Draft, terms: Sequence[Term], options: Mapping[str, Option]) -> str:
    names = {one.id: one.name for one in made.decision_makers}
    return " and ".join(term_words(one, options, names) for one in terms)


def state_terms(made: Draft, outcome: Outcome, state: int) -> tuple[Term, ...]:
    """Give a state as option values."""
    code = int(outcome.solution.graph.codes[state])
    return tuple(Term(option=option.id, value=bool(code >> bit & 1)) for bit, option in enumerate(made.options))
