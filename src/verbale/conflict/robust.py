"""How robust an answer is: many preference orders drawn within what is uncertain, and how often it holds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from verbale.conflict.graph import Graph, build_graph, order_levels
from verbale.conflict.inverse import INVERTED, inverted_name
from verbale.conflict.logic import evaluate, parse_statement
from verbale.conflict.model import Conflict, option_ids, option_names
from verbale.conflict.moves import Relation, reach_matrix, sequences
from verbale.conflict.preferences import (
    Preference,
    Prioritised,
    Ranked,
    Weighted,
    bare,
    groups_of,
    is_unknown,
)
from verbale.errors import ConflictError

MOST_DRAWS = 1_000_000
_BATCH_CELLS = 4_000_000
_FEW_CELLS = 30_000


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Robustness:
    """How often each state was stable over the draws.

    These are shares of preference orders, not probabilities of events.

    Parameters
    ----------
    graph, concepts
        The conflict, and the names of the concepts.
    draws, spread, seed
        How it was made.
    equilibrium_share
        Shape (concepts, states): the share of draws in which the state was stable for all.
    stable_share
        Shape (concepts, decision makers, states): for each.
    margin
        Shape (concepts, states): the mean, over draws, of the least margin of any party: by how many levels
        the state lies above the worst that the party could be deterred to (0 or more: stable).
    """

    graph: Graph
    concepts: tuple[str, ...]
    draws: int
    spread: float
    seed: int
    equilibrium_share: NDArray[np.float64]
    stable_share: NDArray[np.float64]
    margin: NDArray[np.float64]


def robustness(
    conflict: Conflict,
    draws: int = 1000,
    *,
    concepts: Sequence[str] = INVERTED,
    spread: float = 0.0,
    seed: int = 0,
    progress: Callable[[float], None] | None = None,
) -> Robustness:
    """Solve the conflict under many preference orders drawn within what is uncertain.

    What is drawn: the order of statements of equal importance; the direction of statements marked ``?``;
    and, with ``spread`` above 0, the place of every statement (or ranked state), moved by up to ``spread``
    places either way, and every weight, changed by up to that share of itself. Unknown pairs of states are
    not drawn; classes a to d speak of those.

    Parameters
    ----------
    concepts
        Of Nash, GMR, SMR and SEQ.
    seed
        The same seed gives the same draws on any machine.

    Raises
    ------
    ConflictError
        If ``draws`` or ``spread`` is out of range, or a concept is another one.
    """
    if not 1 <= draws <= MOST_DRAWS:
        raise ConflictError(f"draws: expected 1 to {MOST_DRAWS}, found {draws}")
    if not 0 <= spread <= 1e6:
        raise ConflictError(f"spread: expected 0 to a million places, found {spread}")
    names = tuple(inverted_name(one) for one in concepts)
    graph = build_graph(conflict)
    rng = np.random.default_rng(seed)
    judge = _judge_of(graph, draws, [name in names for name in INVERTED])
    rows = [INVERTED.index(name) for name in names]
    parties, states = graph.levels.shape
    stable = np.zeros((len(names), parties, states))
    everybody = np.zeros((len(names), states))
    margin = np.zeros((len(names), states))
    batch = max(1, min(draws, _BATCH_CELLS // (parties * states)))
    for begin in range(0, draws, batch):
        size = min(batch, draws - begin)
        drawn = np.stack(
            [_draw_levels(graph, one.preference, size, spread, rng) for one in conflict.decision_makers], axis=1
        )
        margins = judge(drawn)[:, rows]
        stable += (margins >= 0).sum(axis=0)
        least = margins.min(axis=2)
        everybody += (least >= 0).sum(axis=0)
        margin += least.sum(axis=0, dtype=np.int64)
        if progress:
            progress((begin + size) / draws)
    return Robustness(
        graph=graph,
        concepts=names,
        draws=draws,
        spread=spread,
        seed=seed,
        equilibrium_share=everybody / draws,
        stable_share=stable / draws,
        margin=margin / draws,
    )


Judge = Callable[[NDArray[np.int32]], NDArray[np.int32]]


def _judge_of(graph: Graph, draws: int, wanted: list[bool]) -> Judge:
    """Pick how draws are judged: square relations for a little work or listed graphs, compiled for much."""
    if graph.conflict.graph or graph.conflict.blind or draws * len(graph.codes) <= _FEW_CELLS:
        reach = [reach_matrix(graph, party) for party in range(len(graph.levels))]
        answers = [_answers(reach, party) for party in range(len(reach))]
        return lambda drawn: np.stack([_matrix_margins(levels, reach, answers) for levels in drawn])
    from verbale.conflict.compiled.draws import judge_draws  # noqa: PLC0415  (loads Numba)
    from verbale.conflict.compiled.structure import knots_of  # noqa: PLC0415

    knots = knots_of(graph)
    return lambda drawn: judge_draws(drawn, np.array(wanted), knots)


def _answers(moves: list[Relation], party: int) -> Relation:
    others = [move for index, move in enumerate(moves) if index != party]
    return sequences(others) if others else np.zeros_like(moves[0])


def _matrix_margins(levels: NDArray[np.int32], reach: list[Relation], answers: list[Relation]) -> NDArray[np.int32]:
    """Give the margins of one draw: shape (4, decision makers, states), for Nash, GMR, SMR and SEQ."""
    out = np.empty((4, *levels.shape), dtype=np.int32)
    willing = [move & (level[None, :] > level[:, None]) for move, level in zip(reach, levels, strict=True)]
    for party, level in enumerate(levels):
        ahead = np.maximum(_greatest(reach[party], level), level)
        values = (
            level,
            np.minimum(_least(answers[party], level), level),
            np.minimum(_least(answers[party], ahead), level),
            np.minimum(_least(_answers(willing, party), level), level),
        )
        for row, value in enumerate(values):
            out[row, party] = level - np.maximum(_greatest(reach[party], value), value)
    return out


def _greatest(relation: Relation, value: NDArray[np.int32]) -> NDArray[np.int32]:
    return np.asarray(np.where(relation, value[None, :], -1).max(axis=1), dtype=np.int32)


def _least(relation: Relation, value: NDArray[np.int32]) -> NDArray[np.int32]:
    return np.asarray(np.where(relation, value[None, :], np.iinfo(np.int32).max).min(axis=1), dtype=np.int32)


def _draw_levels(
    graph: Graph, preference: Preference, draws: int, spread: float, rng: np.random.Generator
) -> NDArray[np.int32]:
    """Draw orders of the states: shape (draws, n)."""
    conflict, states = graph.conflict, len(graph.codes)
    match preference:
        case Prioritised():
            return _draw_prioritised(graph, preference, draws, spread, rng)
        case Weighted(weights=weights) if spread and weights:
            names = (option_ids(conflict), option_names(conflict))
            truth = np.stack([evaluate(parse_statement(text, *names), graph.codes) for text, _ in weights])
            given = np.array([weight for _, weight in weights])
            drawn = given * (1 + rng.uniform(-spread, spread, (draws, len(given))))
            return dense_rows(np.round(drawn @ truth * 1e9).astype(np.int64))
        case Ranked() if spread:
            level = order_levels(conflict, preference, graph.codes, graph.numbers)
            moved = level + rng.uniform(-spread, spread, (draws, states))
            return dense_rows(np.round(moved * 1e9).astype(np.int64))
        case _:
            level = order_levels(conflict, preference, graph.codes, graph.numbers)
            return np.broadcast_to(level, (draws, states)).copy()


def _draw_prioritised(
    graph: Graph, preference: Prioritised, draws: int, spread: float, rng: np.random.Generator
) -> NDArray[np.int32]:
    names = (option_ids(graph.conflict), option_names(graph.conflict))
    listed = [(place, text) for place, group in enumerate(groups_of(preference)) for text in group]
    if not listed:
        return np.zeros((draws, len(graph.codes)), dtype=np.int32)
    truth = np.stack([evaluate(parse_statement(bare(text), *names), graph.codes) for _, text in listed])
    place = np.array([one for one, _ in listed], dtype=np.float64)
    doubtful = np.array([is_unknown(text) for _, text in listed])
    # The small second term puts statements of the same place into a random order.
    where = place + spread * rng.uniform(-1, 1, (draws, len(listed))) + 1e-6 * rng.random((draws, len(listed)))
    order = np.argsort(where, axis=1)
    flip = doubtful & (rng.random((draws, len(listed))) < 0.5)
    levels = np.zeros((draws, len(graph.codes)), dtype=np.int64)
    room = 1
    for rank in range(len(listed)):
        chosen = order[:, rank]
        holds = truth[chosen] ^ flip[np.arange(draws), chosen][:, None]
        if room > 1 << 60:
            levels = dense_rows(levels).astype(np.int64)
            room = len(graph.codes) + 1
        levels = levels * 2 + holds
        room *= 2
    return dense_rows(levels)


def dense_rows(values: NDArray[np.int64]) -> NDArray[np.int32]:
    """Replace each row's values by their places among the row's distinct ones, 0 the least."""
    order = np.argsort(values, axis=1, kind="stable")
    ranked = np.take_along_axis(values, order, axis=1)
    steps = np.zeros(values.shape, dtype=np.int32)
    steps[:, 1:] = np.cumsum(np.diff(ranked, axis=1) != 0, axis=1, dtype=np.int32)
    out = np.empty(values.shape, dtype=np.int32)
    np.put_along_axis(out, order, steps, axis=1)
    return out
