"""Solutions as plain text and as JSON objects: what ``verbale solve`` prints."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from verbale.conflict.coalitions import CoalitionSolution
from verbale.conflict.graph import Graph, pattern_at
from verbale.conflict.inverse import Inverse
from verbale.conflict.model import party_ids, party_names
from verbale.conflict.paths import Branch, Path, Step
from verbale.conflict.robust import Robustness
from verbale.conflict.solution import Solution, state_words
from verbale.conflict.witness import Witness

MOST_ROWS = 64
MOST_LISTED = 1 << 16
FORMAT = "verbale-solution/1"


def solution_to_dict(solution: Solution) -> dict[str, Any]:
    """Give the solution as a JSON object; ``stable`` and ``equilibria`` hold state numbers.

    The states themselves are listed up to 65,536 of them.
    """
    graph = solution.graph
    return {
        "format": FORMAT,
        "name": solution.conflict.name,
        "concepts": list(solution.concepts),
        "semantics": solution.semantics,
        "method": solution.method,
        "status_quo": solution.conflict.status_quo,
        "decision_makers": [{"id": one.id, "name": one.name or one.id} for one in solution.conflict.decision_makers],
        "options": [
            {"id": one.id, "name": one.name or one.id, "owner": one.owner} for one in solution.conflict.options
        ],
        "state_count": len(graph.codes),
        "states": _states(graph) if len(graph.codes) <= MOST_LISTED else [],
        "stable": {
            party: {concept: list(states) for concept, states in by_concept.items()}
            for party, by_concept in solution.stable.items()
        },
        "equilibria": {concept: list(states) for concept, states in solution.equilibria.items()},
        "notes": list(solution.notes),
    }


def _states(graph: Graph) -> list[dict[str, Any]]:
    return [
        {"n": number, "code": code, "yn": pattern_at(graph, index), "words": state_words(graph, index)}
        for index, (number, code) in enumerate(zip(graph.numbers.tolist(), graph.codes.tolist(), strict=True))
    ]


def solution_text(solution: Solution) -> str:
    """Give the solution as text: the states with their options, equilibria and stability."""
    graph = solution.graph
    conflict = solution.conflict
    title = conflict.name or "Conflict"
    lines = [
        f"{title}: {_many(len(graph.codes), 'state')}, "
        f"{_many(len(conflict.decision_makers), 'decision maker')}, {_many(len(conflict.options), 'option')}",
        "",
        *_equilibria_lines(solution),
    ]
    shown = shown_states(solution)
    if len(shown) < len(graph.codes):
        lines += ["", f"The {len(shown)} states shown are equilibria under some concept, or the status quo."]
    lines += ["", *option_table(solution, shown), "", *stability_table(solution, shown)]
    if solution.semantics != "legal":
        lines += ["", f"Answers counted: {solution.semantics} (older than the textbook's legal sequences)."]
    lines += ["", *solution.notes] if solution.notes else []
    return "\n".join(lines) + "\n"


def _many(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def _equilibria_lines(solution: Solution) -> list[str]:
    lines = ["Equilibria (states stable for everybody)"]
    wide = max(len(name) for name in solution.concepts)
    for name, states in solution.equilibria.items():
        listed = ", ".join(map(str, states[:MOST_ROWS])) or "none"
        more = f", and {len(states) - MOST_ROWS} more" if len(states) > MOST_ROWS else ""
        lines.append(f"  {name:<{wide}}  {listed}{more}")
    return lines


def shown_states(solution: Solution, most: int = MOST_ROWS) -> list[int]:
    """Give the indices of the states worth showing: all if few, else equilibria and the status quo."""
    states = len(solution.graph.codes)
    if states <= most:
        return list(range(states))
    marked = solution.verdicts.all(axis=1)
    weight = marked.sum(axis=0)
    best = np.argsort(-weight, kind="stable")[: most - 1]
    chosen = {int(index) for index in best if weight[index]}
    now = now_index(solution.graph)
    return sorted(chosen | ({now} if now is not None else set()))


def now_index(graph: Graph) -> int | None:
    """Give the index of the status quo, None if the conflict does not say."""
    if graph.conflict.status_quo is None:
        return None
    if graph.conflict.states:
        return graph.conflict.states.index(graph.conflict.status_quo)
    code = sum(1 << i for i, sign in enumerate(graph.conflict.status_quo) if sign == "Y")
    return int(np.flatnonzero(graph.codes == code)[0])


def option_table(solution: Solution, indices: Sequence[int]) -> list[str]:
    """Give the option form as lines: an option a row, a state a column; ``*`` marks the status quo."""
    graph = solution.graph
    now = now_index(graph)
    heads = [f"{int(graph.numbers[index])}{'*' if index == now else ''}" for index in indices]
    patterns = [pattern_at(graph, index) for index in indices]
    rows: list[tuple[str, list[str]]] = [("State", heads)]
    for party, name in zip(party_ids(graph.conflict), party_names(graph.conflict), strict=True):
        rows.append((name, ["" for _ in indices]))
        for place, option in enumerate(graph.conflict.options):
            if option.owner == party:
                arrow = {"both": "", "fwd": " (once taken, stays)", "back": " (once given up, stays so)"}
                label = f"  {option.name or option.id}{arrow[option.direction]}"
                rows.append((label, [pattern[place] for pattern in patterns]))
    for place, concept in enumerate(solution.concepts):
        marks = solution.verdicts[place].all(axis=0)
        rows.append((f"Equilibrium: {concept}", ["E" if marks[index] else "" for index in indices]))
    return _columns(rows)


def _columns(rows: Sequence[tuple[str, Sequence[str]]]) -> list[str]:
    wide = max(len(label) for label, _ in rows)
    widths = [max(len(cells[i]) for _, cells in rows) for i in range(len(rows[0][1]))]
    return [
        (f"{label:<{wide}}  " + " ".join(f"{one:>{w}}" for one, w in zip(cells, widths, strict=True))).rstrip()
        for label, cells in rows
    ]


def stability_table(solution: Solution, indices: Sequence[int]) -> list[str]:
    """Give which states are stable for whom, as lines: a state a row, concepts under each decision maker."""
    graph = solution.graph
    names = party_names(graph.conflict)
    wide = [max(len(name), 1) for name in solution.concepts]
    block = sum(wide) + len(wide) - 1
    head = "State  " + "  ".join(f"{name[: max(block, 4)]:<{block}}" for name in names)
    under = "       " + "  ".join(
        " ".join(f"{name:<{w}}" for name, w in zip(solution.concepts, wide, strict=True)) for _ in names
    )
    lines = [head.rstrip(), under.rstrip()]
    for index in indices:
        cells = "  ".join(
            " ".join(f"{'s' if solution.verdicts[place, row, index] else '.':<{w}}" for place, w in enumerate(wide))
            for row in range(len(names))
        )
        lines.append(f"{int(graph.numbers[index]):>5}  {cells}".rstrip())
    return lines


def coalitions_to_dict(found: CoalitionSolution) -> dict[str, Any]:
    """Give a coalition solution as a JSON object."""
    numbers = found.graph.numbers
    return {
        "gain": found.gain,
        "equilibria": {name: list(states) for name, states in found.equilibria.items()},
        "stable": [
            {
                "coalition": list(members),
                **{name: numbers[found.verdicts[place, column]].tolist() for place, name in enumerate(found.concepts)},
            }
            for column, members in enumerate(found.coalitions)
        ],
    }


def coalitions_text(found: CoalitionSolution) -> str:
    """Give a coalition solution as text."""
    lines = [f"Stable against every coalition of {len(found.coalitions)} ({found.gain} gain)"]
    for name, states in found.equilibria.items():
        lines.append(f"  {name:<4}  {', '.join(map(str, states)) or 'none'}")
    names = dict(zip(party_ids(found.graph.conflict), party_names(found.graph.conflict), strict=True))
    for column, members in enumerate(found.coalitions):
        if len(members) > 1:
            broken = found.graph.numbers[~found.verdicts[0, column]][:MOST_ROWS].tolist()
            who = " with ".join(names[one] for one in members)
            lines.append(f"  {who} would together leave: {', '.join(map(str, broken)) or 'no state'}")
    return "\n".join(lines) + "\n"


def path_text(graph: Graph, path: Path) -> str:
    """Give a path in words."""
    if not path.steps:
        return f"state {path.start} is where things stand"
    return f"from state {path.start}: " + ", then ".join(step_text(graph, step) for step in path.steps)


def step_text(graph: Graph, step: Step) -> str:
    """Give one move in words."""
    names = dict(zip(party_ids(graph.conflict), party_names(graph.conflict), strict=True))
    index = int(np.flatnonzero(graph.numbers == step.state)[0])
    return f"{names[step.party]} moves to state {step.state} ({state_words(graph, index)})"


def paths_to_dict(paths: Iterable[Path]) -> list[dict[str, Any]]:
    """Give paths as JSON objects."""
    return [
        {"start": path.start, "steps": [{"party": one.party, "state": one.state} for one in path.steps]}
        for path in paths
    ]


def tree_text(graph: Graph, branch: Branch, indent: int = 0) -> str:
    """Give a reachability tree as indented lines; ``...`` marks what is folded."""
    index = int(np.flatnonzero(graph.numbers == branch.state)[0])
    said = f"state {branch.state} ({state_words(graph, index)})"
    if branch.step:
        said = step_text(graph, branch.step)
    lines = [f"{'  ' * indent}{said}{' ...' if branch.folded else ''}"]
    lines += [tree_text(graph, one, indent + 1).rstrip("\n") for one in branch.branches]
    return "\n".join(lines) + "\n"


def witness_to_dict(witness: Witness) -> dict[str, Any]:
    """Give a witness as a JSON object."""
    return {
        "state": witness.state,
        "party": witness.party,
        "concept": witness.concept,
        "stable": witness.stable,
        "moves": [
            {
                "state": one.state,
                "deterred": one.deterred,
                "answer": [{"party": step.party, "state": step.state} for step in one.answer],
                "outcome": one.outcome,
            }
            for one in witness.temptations
        ],
        "words": witness.words,
    }


def inverse_to_dict(found: Inverse) -> dict[str, Any]:
    """Give an inverse answer as a JSON object; counts as text where they are beyond exact numbers of JSON."""
    exact = found.total < 1 << 53
    return {
        "state": found.state,
        "party": found.party,
        "concept": found.concept,
        "holds": found.holds,
        "count": found.count if exact else str(found.count),
        "total": found.total if exact else str(found.total),
        "share": float(found.share),
        "above": [[list(one) for one in clause] for clause in found.constraints],
        "words": found.words,
    }


def inverse_text(graph: Graph, found: Inverse) -> str:
    """Give an inverse answer as one line."""
    names = dict(zip(party_ids(graph.conflict), party_names(graph.conflict), strict=True))
    held = "so it is" if found.holds else "it is not so now"
    count = f"{found.count:,} of {found.total:,} orders" if found.states <= 12 else f"{float(found.share):.4%}"
    return f"{names[found.party]} ({found.concept}): {found.words}: {count}; {held}."


def robustness_to_dict(found: Robustness) -> dict[str, Any]:
    """Give robustness as a JSON object."""
    return {
        "draws": found.draws,
        "spread": found.spread,
        "seed": found.seed,
        "states": found.graph.numbers.tolist(),
        "share": {name: found.equilibrium_share[place].tolist() for place, name in enumerate(found.concepts)},
        "margin": {name: found.margin[place].tolist() for place, name in enumerate(found.concepts)},
    }


def robustness_text(found: Robustness) -> str:
    """Give the states that were an equilibrium in some draw, with the share of draws and the margin."""
    lines = [
        f"Share of {found.draws} preference orders in which a state is an equilibrium "
        f"(seed {found.seed}, spread {found.spread:g}); in brackets the mean margin in levels",
        "State  " + "  ".join(f"{name:<16}" for name in found.concepts),
    ]
    some = np.flatnonzero(found.equilibrium_share.any(axis=0))
    for index in some[:MOST_ROWS].tolist():
        cells = (
            f"{found.equilibrium_share[place, index]:6.1%} ({found.margin[place, index]:+.1f})"
            for place in range(len(found.concepts))
        )
        lines.append(f"{int(found.graph.numbers[index]):>5}  " + "  ".join(f"{cell:<16}" for cell in cells).rstrip())
    if not len(some):
        lines.append("no state was, in any draw")
    return "\n".join(lines) + "\n"
