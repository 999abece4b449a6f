"""Everything that ``verbale solve FILE`` answers, in one call."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path as FilePath
from typing import Any

from verbale.conflict import present
from verbale.conflict.changes import fewest_changes
from verbale.conflict.coalitions import solve_coalitions
from verbale.conflict.files.read import parse_conflict, read_conflict
from verbale.conflict.inverse import INVERTED, inverse
from verbale.conflict.model import Conflict, party_ids
from verbale.conflict.moves import Semantics
from verbale.conflict.paths import shortest_paths
from verbale.conflict.robust import robustness
from verbale.conflict.solution import Solution
from verbale.conflict.solve import solve
from verbale.conflict.stability.coalition import Gain
from verbale.conflict.witness import EXPLAINED, explain
from verbale.errors import ConflictError


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A solution with what else was asked for, as text for people and as an object for JSON."""

    solution: Solution
    text: str
    data: dict[str, Any]


def solve_file(path: str | FilePath, **asked: Any) -> Answer:
    """Read a conflict file and answer; see :func:`answer` for what can be asked."""
    return answer(read_conflict(path), **asked)


def solve_text(text: str, *, path: str = "-", **asked: Any) -> Answer:
    """Read a conflict from text (standard input) and answer; see :func:`answer`."""
    return answer(parse_conflict(text, path=path), **asked)


def answer(
    conflict: Conflict,
    *,
    concepts: str | Sequence[str] | None = None,
    semantics: Semantics = "legal",
    coalitions: bool | str | Sequence[Sequence[str]] = False,
    gain: Gain = "strict",
    paths_to: str | None = None,
    why: str | None = None,
    inverse_of: str | None = None,
    robust: int | None = None,
    spread: float = 0.0,
    seed: int = 0,
    progress: Callable[[float], None] | None = None,
) -> Answer:
    """Solve ``conflict`` and answer what is asked of it.

    Parameters
    ----------
    concepts, semantics, progress
        As in :func:`verbale.conflict.solve.solve`; concepts also as one text, ``"nash, seq"``.
    coalitions, gain
        True or ``"all"``: every coalition; or the coalitions to study, also as one text, ``"US+SU, US+CN"``.
        When a coalition gains.
    paths_to
        A state: the shortest ways to it from the status quo, by any moves and by improvements.
    why
        A state: the reason for every verdict on it.
    inverse_of
        A state: what the parties would have to prefer for it to be stable, and the fewest changes.
    robust, spread, seed
        How many preference orders to draw, how widely, and from which seed.

    Raises
    ------
    ConflictError
        If a part of the question does not fit the conflict.
    """
    chosen = _listed(concepts) if isinstance(concepts, str) else concepts
    solution = solve(conflict, chosen, semantics=semantics, progress=progress)
    texts = [present.solution_text(solution)]
    data = present.solution_to_dict(solution)
    if coalitions:
        found = solve_coalitions(conflict, _groups(coalitions), gain=gain)
        texts.append(present.coalitions_text(found))
        data["coalitions"] = present.coalitions_to_dict(found)
    if paths_to is not None:
        _add_paths(solution, paths_to, texts, data)
    if why is not None:
        _add_reasons(solution, why, texts, data)
    if inverse_of is not None:
        _add_inverse(solution, inverse_of, texts, data)
    if robust is not None:
        drawn = robustness(conflict, robust, spread=spread, seed=seed, progress=progress)
        texts.append(present.robustness_text(drawn))
        data["robustness"] = present.robustness_to_dict(drawn)
    return Answer(solution=solution, text="\n".join(texts), data=data)


def _listed(text: str) -> list[str]:
    return [one.strip() for one in text.split(",") if one.strip()]


def _groups(coalitions: bool | str | Sequence[Sequence[str]]) -> Sequence[Sequence[str]] | None:
    if isinstance(coalitions, bool) or coalitions == "all":
        return None
    if isinstance(coalitions, str):
        return [[member.strip() for member in one.split("+")] for one in _listed(coalitions)]
    return coalitions


def _add_paths(solution: Solution, target: str, texts: list[str], data: dict[str, Any]) -> None:
    by_moves = shortest_paths(solution.conflict, target)
    by_improvements = shortest_paths(solution.conflict, target, improving=True)
    lines = [f"Ways from the status quo to state {target}"]
    for title, paths in (
        ("by moves that each mover prefers", by_improvements),
        ("by any moves", by_moves),
    ):
        lines.append(f"  {title}:")
        lines += [f"    {present.path_text(solution.graph, path)}" for path in paths] or ["    none"]
    texts.append("\n".join(lines) + "\n")
    data["paths"] = {
        "improvements": present.paths_to_dict(by_improvements),
        "moves": present.paths_to_dict(by_moves),
    }


def _add_reasons(solution: Solution, state: str, texts: list[str], data: dict[str, Any]) -> None:
    witnesses = [
        explain(solution, state, party, concept)
        for party in party_ids(solution.conflict)
        for concept in solution.concepts
        if concept in EXPLAINED
    ]
    texts.append("\n".join(one.words for one in witnesses) + "\n")
    data["why"] = [present.witness_to_dict(one) for one in witnesses]


def _add_inverse(solution: Solution, state: str, texts: list[str], data: dict[str, Any]) -> None:
    lines = [f"What would make state {state} stable"]
    data["inverse"], data["changes"] = [], {}
    for concept in [name for name in solution.concepts if name in INVERTED]:
        found = inverse(solution.conflict, state, concept)
        lines += [f"  {present.inverse_text(solution.graph, one)}" for one in found]
        data["inverse"] += [present.inverse_to_dict(one) for one in found]
        try:
            changes = fewest_changes(solution.conflict, state, concept, most=2)
        except ConflictError as error:
            lines.append(f"  {concept}: {error}")
            continue
        words = [" and ".join(change.words for change in some) for some in changes]
        data["changes"][concept] = [[change.words for change in some] for some in changes]
        if words and words != [""]:
            lines += [f"  {concept}, fewest changes: {one}" for one in words[:5]]
    texts.append("\n".join(lines) + "\n")
