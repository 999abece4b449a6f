"""Solve a conflict: which states are stable, for whom, in which sense."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal, TypeAlias, get_args

import numpy as np
from numpy.typing import NDArray

from verbale.conflict.graph import Graph, build_graph
from verbale.conflict.model import Conflict
from verbale.conflict.moves import Semantics, check_matrix_size
from verbale.conflict.relations import has_strength, has_unknown
from verbale.conflict.solution import Solution
from verbale.conflict.stability.concepts import STANDARD, Concept, find_concept, judge
from verbale.errors import ConflictError

Method: TypeAlias = Literal["auto", "matrix", "compiled"]
Progress: TypeAlias = Callable[[float], None]

# Up to here square matrices answer at once; beyond, the compiled path wins even with its loading time.
MOST_AT_ONCE = 512
# The same bound in work: matrix products cost the cube of the states, and sequences grow with the parties.
MOST_WORK = 4 * MOST_AT_ONCE**3


def solve(
    conflict: Conflict,
    concepts: Sequence[str] | None = None,
    *,
    semantics: Semantics = "legal",
    method: Method = "auto",
    progress: Progress | None = None,
) -> Solution:
    """Say which states of ``conflict`` are stable.

    Parameters
    ----------
    concepts
        Names such as ``Nash``, ``SEQ``, ``L3``, ``NM``, ``strong SMR``, ``GMR a``. None: Nash, GMR, SMR, SEQ
        and, where states are choices of options, SIM; with strengths or unknown comparisons in the
        model, their forms too where the states are few enough to compare in pairs.
    semantics
        Which sequences of opponents' moves count as answers: ``legal`` (the textbook's), ``once`` (each
        opponent at most once), ``single`` (one move of one opponent), as in older papers and programs.
    method
        ``matrix``, ``compiled`` or ``auto``, which picks by the number of states.
    progress
        Called with the share done, from 0 to 1.

    Raises
    ------
    ConflictError
        If the model has no states or too many, or a concept does not apply to it.
    """
    if semantics not in get_args(Semantics):
        raise ConflictError(f"semantics: expected legal, once or single, found {semantics!r}")
    graph = build_graph(conflict)
    chosen = [find_concept(name) for name in (default_concepts(graph) if concepts is None else concepts)]
    if not chosen:
        raise ConflictError("concepts: at least one was expected, found none. Leave it out for the usual ones")
    compiled = _use_compiled(graph, chosen, semantics, method)
    if compiled:
        from verbale.conflict.compiled.run import judge_compiled  # noqa: PLC0415  (loads Numba)

        rows = judge_compiled(graph, [one.name for one in chosen], progress)
    else:
        check_matrix_size(len(graph.codes))
        rows = _judge_by_matrix(graph, chosen, semantics, progress)
    rows.flags.writeable = False
    return Solution(
        graph=graph,
        concepts=tuple(one.name for one in chosen),
        semantics=semantics,
        method="compiled" if compiled else "matrix",
        verdicts=rows,
        notes=_notes(graph, chosen),
    )


def default_concepts(graph: Graph) -> list[str]:
    """Give the concepts that are solved when none is named."""
    merged = any("-" in pattern for pattern in graph.conflict.states)
    names = [name for name in STANDARD if name != "SIM" or not merged]
    if len(graph.codes) <= MOST_AT_ONCE and has_strength(graph):
        names += ["strong GMR", "strong SMR", "strong SEQ"]
    if len(graph.codes) <= MOST_AT_ONCE and has_unknown(graph):
        names += [f"{base} {kind}" for base in ("Nash", "GMR", "SMR", "SEQ") for kind in "abcd"]
    return names


def _use_compiled(graph: Graph, chosen: list[Concept], semantics: str, method: str) -> bool:
    if method not in get_args(Method):
        raise ConflictError(f"method: expected auto, matrix or compiled, found {method!r}")
    plain = all(one.name in STANDARD for one in chosen) and semantics == "legal"
    plain = plain and not graph.conflict.graph and not graph.conflict.blind
    if method == "compiled" and not plain:
        raise ConflictError(
            "the compiled method knows Nash, GMR, SMR, SEQ and SIM by legal sequences over option moves. "
            "Use method='auto'"
        )
    work = len(graph.codes) ** 3 * len(graph.levels) ** 2
    large = len(graph.codes) > MOST_AT_ONCE or work > MOST_WORK
    return plain and (method == "compiled" or (method == "auto" and large))


def _judge_by_matrix(
    graph: Graph, chosen: list[Concept], semantics: Semantics, progress: Progress | None
) -> NDArray[np.bool_]:
    rows = np.zeros((len(chosen), *graph.levels.shape), dtype=np.bool_)
    for place, verdicts in enumerate(judge(graph, chosen, semantics)):
        rows[place] = verdicts
        if progress:
            progress((place + 1) / len(chosen))
    return rows


def _notes(graph: Graph, chosen: list[Concept]) -> tuple[str, ...]:
    notes = []
    if has_unknown(graph) and any(one.reading == "ordinary" for one in chosen):
        notes.append(
            "Some comparisons are marked unknown. Nash to SIM leave out statements of unknown direction and "
            "take unknown pairs as ordered; classes a to d show what hangs on them."
        )
    return tuple(notes)
