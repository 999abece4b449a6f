"""What the drafted conflict implies: which states hold, for whom, in which sense; the moves between them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from verbale.brief.conflict import say_terms
from verbale.brief.findings import Block, Cell, Finding, Move, Section, StateGraph, StateNode, Table
from verbale.brief.wording import counted, listed, sentence
from verbale.conflict.graph import Graph, pattern_at, state_indices, status_quo_index
from verbale.conflict.model import option_ids, option_names, party_ids, party_names
from verbale.conflict.moves import moves_from
from verbale.conflict.solution import Solution, state_words, verdicts_at
from verbale.conflict.stability.concepts import CONCEPTS
from verbale.draft.model import Draft, Term
from verbale.errors import ConflictError

MOST_STATES = 6
BASIS = "graph model of the options and preferences above"


def solved(solution: Solution, draft: Draft | None = None, weighed: Sequence[Sequence[Term]] = ()) -> Section:
    """Tell a solution: option table, what holds for everybody, and the picture of moves.

    ``draft`` puts the states in words; ``weighed`` are the terms that proposals come to.
    """
    graph = solution.graph
    proposed = [index for terms in weighed for index in _nearest(graph, terms)]
    shown = shown_states(solution, proposed)
    marks = {index: _marks(solution, index, proposed) for index in shown}
    blocks: list[Block] = _left(solution) if graph.conflict.status_quo else []
    blocks += [_verdict(solution, index, draft) for index in shown if _holds(solution, index)]
    if not any(_holds(solution, index) for index in shown):
        text = f"No state of the conflict is stable for every party under {listed(solution.concepts)}."
        blocks.append(Finding(text=text, voice="inferred", basis=BASIS))
    blocks.append(option_table(solution, shown, marks, draft))
    if len(shown) > 1:
        blocks.append(state_graph(graph, shown, marks, draft))
    blocks.append(_glossary(solution))
    blocks += [Finding(text=sentence(note)) for note in solution.notes]
    blocks.append(
        Finding(
            text=f"Computed over {counted(len(graph.codes), 'feasible state')} with {solution.semantics} "
            "sequences of moves. That a state is stable says what parties with these preferences would "
            "keep; it is no forecast."
        )
    )
    return Section(key="solution", title="What the conflict implies", blocks=tuple(blocks))


def shown_states(solution: Solution, weighed: Sequence[int] = ()) -> list[int]:
    """Choose the states worth a column, as indices: the status quo, the proposal's, those that hold most."""
    graph = solution.graph
    first = [status_quo_index(graph)] if graph.conflict.status_quo else []
    wanted = list(weighed)
    holding = solution.verdicts.all(axis=1).sum(axis=0).tolist()
    firm = sorted((one for one, count in enumerate(holding) if count), key=lambda one: (-holding[one], one))
    wanted.sort(key=lambda index: (-holding[index], index))
    return list(dict.fromkeys([*first, *wanted[:2], *firm]))[:MOST_STATES]


def option_table(
    solution: Solution, shown: Sequence[int], marks: dict[int, tuple[str, ...]], draft: Draft | None = None
) -> Table:
    """Tabulate options by states, and under each state for whom it is stable."""
    graph = solution.graph
    columns = ["Option", *(_column(graph, index, marks[index]) for index in shown)]
    patterns = [pattern_at(graph, index) for index in shown]
    rows: list[tuple[Cell, ...]] = []
    for place, name in enumerate(_options(graph, draft)):
        rows.append((name, *("yes" if pattern[place] == "Y" else "no" for pattern in patterns)))
    for party, name in zip(party_ids(graph.conflict), party_names(graph.conflict), strict=True):
        under = [_stable_for(solution, index, party) for index in shown]
        rows.append((f"{name} would keep it under", *under))
    rows.append(("All would keep it under", *(_named(solution, _holds(solution, index)) for index in shown)))
    return Table(
        caption="The options in the states that matter, and the stability concepts under which each is kept",
        columns=tuple(columns),
        rows=tuple(rows),
    )


def state_graph(
    graph: Graph, shown: Sequence[int], marks: dict[int, tuple[str, ...]], draft: Draft | None = None
) -> StateGraph:
    """Picture the shown states and every single move between them."""
    nodes = tuple(
        StateNode(label=str(graph.numbers[index]), marks=marks[index], words=say_state(graph, index, draft))
        for index in shown
    )
    place = {index: node for node, index in enumerate(shown)}
    moves = []
    for party, name in enumerate(party_names(graph.conflict)):
        for index in shown:
            for target in moves_from(graph, party, index).tolist():
                if target in place:
                    gains = bool(graph.levels[party, target] > graph.levels[party, index])
                    moves.append(Move(start=place[index], end=place[target], mover=name, gains=gains))
    return StateGraph(
        caption="Moves between these states: solid where the mover gains by it, dashed where it does not",
        nodes=nodes,
        moves=tuple(moves),
    )


def _options(graph: Graph, draft: Draft | None) -> tuple[str, ...]:
    if draft is None or len(draft.options) != len(graph.conflict.options):
        return option_names(graph.conflict)
    names = {one.id: one.name for one in draft.decision_makers}
    return tuple(f"{names.get(one.owner, one.owner)}: {one.name}" for one in draft.options)


def _nearest(graph: Graph, terms: Sequence[Term]) -> list[int]:
    """Give the state that has all the terms and changes least from where things stand; none if none has."""
    values = {term.option: "Y" if term.value else "N" for term in terms}
    pattern = "".join(values.get(one, "-") for one in option_ids(graph.conflict))
    if not set(pattern) - {"-"}:
        return []
    try:
        fits = state_indices(graph, pattern).tolist()
    except ConflictError:
        return []
    here = int(graph.codes[status_quo_index(graph)]) if graph.conflict.status_quo else 0
    return [min(fits, key=lambda index: ((int(graph.codes[index]) ^ here).bit_count(), index))]


def say_state(graph: Graph, index: int, draft: Draft | None, beside: int | None = None) -> str:
    """Put a state in words, by the names of the draft where there is one; ``beside`` leaves out what it shares."""
    if draft is None or len(draft.options) != len(graph.conflict.options):
        return state_words(graph, index)
    other = pattern_at(graph, beside) if beside is not None else "-" * len(draft.options)
    terms = [
        Term(option=option.id, value=sign == "Y")
        for option, sign, before in zip(graph.conflict.options, pattern_at(graph, index), other, strict=True)
        if sign != before
    ]
    return say_terms(draft, terms)


def _column(graph: Graph, index: int, marks: Iterable[str]) -> str:
    return f"State {graph.numbers[index]}" + (f" ({listed(marks)})" if marks else "")


def _marks(solution: Solution, index: int, weighed: Sequence[int]) -> tuple[str, ...]:
    graph = solution.graph
    marks = []
    if graph.conflict.status_quo and index == status_quo_index(graph):
        marks.append("where things stand")
    if index in weighed:
        marks.append("the proposal")
    if _holds(solution, index):
        marks.append("holds")
    return tuple(marks)


def _holds(solution: Solution, index: int) -> tuple[str, ...]:
    """Give the concepts under which the state is stable for everybody."""
    verdicts = solution.verdicts[:, :, index]
    return tuple(name for place, name in enumerate(solution.concepts) if bool(verdicts[place].all()))


def _stable_for(solution: Solution, index: int, party: str) -> str:
    names = [concept for one, concept, holds in verdicts_at(solution, index) if one == party and holds]
    return _named(solution, names)


def _named(solution: Solution, names: Sequence[str]) -> str:
    """Name the concepts, in a word where it is all or none of them."""
    if len(names) == len(solution.concepts) > 1:
        return f"all {len(names)}"
    return listed(names) or "none"


def _left(solution: Solution) -> list[Block]:
    """Say who would leave where things stand, if somebody would under every concept."""
    here = status_quo_index(solution.graph)
    if _holds(solution, here):
        return []
    parties = zip(party_ids(solution.conflict), party_names(solution.conflict), strict=True)
    leaving = [name for party, name in parties if _stable_for(solution, here, party) == "none"]
    if not leaving:
        return []
    number = solution.graph.numbers[here]
    text = f"Where things stand (state {number}) does not hold: {listed(leaving)} would move away."
    return [Finding(text=text, voice="inferred", basis=BASIS)]


def _glossary(solution: Solution) -> Table:
    known = [(name, CONCEPTS[name].words) for name in solution.concepts if name in CONCEPTS]
    whole = ("Nash", "NM")  # the others judge each better move by its answers
    rows = tuple(
        (name, f"A party keeps a state if {'it' if name in whole else 'every better move'} {words}.")
        for name, words in known
    )
    return Table(caption="The stability concepts", columns=("Concept", "What it asks"), rows=rows)


def _verdict(solution: Solution, index: int, draft: Draft | None) -> Finding:
    graph = solution.graph
    here = status_quo_index(graph) if graph.conflict.status_quo else None
    under, number = listed(_holds(solution, index)), graph.numbers[index]
    if index == here:
        text = f"Where things stand holds (state {number}): {say_state(graph, index, draft)}."
    elif here is not None and draft is not None:
        text = f"State {number} holds. Unlike today: {say_state(graph, index, draft, here)}."
    else:
        text = f"State {number} holds: {say_state(graph, index, draft)}."
    return Finding(text=f"{text} Stable for all parties under {under}.", voice="inferred", basis=BASIS)
