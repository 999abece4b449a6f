"""Run the compiled solver over a conflict: each decision maker in its own thread."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from verbale.conflict.compiled.kernels import gather_members, judge_party
from verbale.conflict.compiled.simultaneous import NEVER, sim_chunk
from verbale.conflict.compiled.structure import Ints, Knots, cosets_of, gather_bits, knots_of
from verbale.conflict.graph import Graph
from verbale.conflict.moves import one_way_masks, own_mask

NEAR_LINEAR = ("Nash", "GMR", "SMR", "SEQ")
_CHUNK = 1 << 14
_MOST_TABLE = 1 << 26

Members = tuple[NDArray[np.int64], Ints, Ints]
Job = Callable[[], None]


def judge_compiled(
    graph: Graph, concepts: Sequence[str], progress: Callable[[float], None] | None = None
) -> NDArray[np.bool_]:
    """Judge the five standard concepts; the same answer as the square matrices give.

    Returns
    -------
    ndarray of bool
        Shape (concepts, decision makers, states).
    """
    graph = _ascending(graph)
    rows = np.zeros((len(concepts), *graph.levels.shape), dtype=np.bool_)
    places = {name: place for place, name in enumerate(concepts)}
    jobs: list[Job] = []
    if set(places) & set(NEAR_LINEAR):
        jobs += _near_linear_jobs(graph, places, rows)
    if "SIM" in places:
        jobs += _sim_jobs(graph, rows[places["SIM"]])
    _run(jobs, progress)
    return _in_order(rows, graph)


def sort_members(levels: Ints, knot: Ints, count: int) -> Members:
    """Give where each knot's members begin, the members sorted by their owner's level, and those levels."""
    start = np.zeros(count + 1, dtype=np.int64)
    member = np.empty(levels.size, dtype=np.int32)
    member_level = np.empty(levels.size, dtype=np.int32)
    gather_members(levels, knot, count, start, member, member_level)
    return start, member, member_level


def _near_linear_jobs(graph: Graph, places: dict[str, int], rows: NDArray[np.bool_]) -> list[Job]:
    knots = knots_of(graph)
    members = sort_members(graph.levels, knots.of_state, int(knots.first[-1]))
    wanted = np.array([name in places for name in NEAR_LINEAR])

    def judge_one(party: int) -> None:
        margin = margins(graph.levels, party, wanted, knots, members)
        for row, name in enumerate(NEAR_LINEAR):
            if name in places:
                rows[places[name], party] = margin[row] >= 0

    return [_job(judge_one, party) for party in range(len(graph.levels))]


def margins(levels: Ints, party: int, wanted: NDArray[np.bool_], knots: Knots, members: Members) -> NDArray[np.int32]:
    """Give one party's margins, shape (4, n), for Nash, GMR, SMR and SEQ; stable where not negative."""
    start, member, member_level = members
    return judge_party(
        party,
        wanted,
        levels,
        knots.of_state,
        knots.first,
        start,
        member,
        member_level,
        knots.up_start,
        knots.up,
        knots.down_start,
        knots.down,
    )


def _sim_jobs(graph: Graph, rows: NDArray[np.bool_]) -> list[Job]:
    parties, states = graph.levels.shape
    coset, count = cosets_of(graph)
    members = sort_members(graph.levels, coset, count)
    widest = int(np.diff(members[0]).max())
    layouts = [layout_of(graph, party) for party in range(parties)]

    def judge_chunk(party: int, begin: int) -> None:
        here = layouts[party]
        sim_chunk(
            party,
            begin,
            min(begin + _CHUNK, states),
            rows[party],
            graph.levels,
            here.codes,
            here.masks,
            coset,
            *members,
            here.by_code,
            here.rows,
            widest,
        )

    return [_job(judge_chunk, party, begin) for party in range(parties) for begin in range(0, states, _CHUNK)]


@dataclass(frozen=True, slots=True, eq=False)
class Layout:
    """Codes and levels laid out for the search of one party's sanctions.

    Where a table of all codes fits, bits are moved so that the focal party's options come last: the search
    holds those still and runs through the others', which then lie close together in memory. Otherwise
    codes stay as they are, ascending, and the tables are empty.

    Parameters
    ----------
    codes
        Shape (n,).
    masks
        Shape (3, decision makers): bits of own, of forward-only and of backward-only options.
    by_code
        The focal party's level at every code, NEVER where that is not feasible.
    rows
        For each setting of the focal party's options, a row from what is worst for it to what is best: its
        level, and in the lower 32 bits the others' options.
    """

    codes: NDArray[np.int64]
    masks: NDArray[np.int64]
    by_code: Ints
    rows: NDArray[np.int64]


def layout_of(graph: Graph, focal: int) -> Layout:
    """Lay out the conflict for the search of ``focal``'s sanctions."""
    parties = range(len(graph.levels))
    masks = np.array([[own_mask(graph, party), *one_way_masks(graph, party)] for party in parties]).T
    size = 1 << len(graph.conflict.options)
    if size > max(8 * len(graph.codes), 1 << 20) or size > _MOST_TABLE:
        none = np.zeros(0, dtype=np.int32)
        return Layout(graph.codes, np.ascontiguousarray(masks), none, none.astype(np.int64))
    own = own_mask(graph, focal)
    rest = (size - 1) & ~own

    def moved(codes: NDArray[np.int64]) -> NDArray[np.int64]:
        return gather_bits(codes, rest) | (gather_bits(codes, own) << rest.bit_count())

    codes = moved(graph.codes)
    by_code = np.full(size, NEVER, dtype=np.int32)
    by_code[codes] = graph.levels[focal]
    rows = by_code.reshape(-1, 1 << rest.bit_count()).astype(np.int64) << 32
    rows |= np.arange(rows.shape[1])
    rows.sort(axis=1)
    return Layout(codes, moved(masks.reshape(-1)).reshape(masks.shape), by_code, rows.reshape(-1))


def _job(work: Callable[..., None], *arguments: int) -> Job:
    return lambda: work(*arguments)


def _run(jobs: list[Job], progress: Callable[[float], None] | None) -> None:
    """Do the jobs in a few threads; an interrupt stops before the next job begins."""
    workers = max(1, min(len(jobs), os.cpu_count() or 1))
    done = 0
    with ThreadPoolExecutor(workers) as pool:
        waiting: set[Future[None]] = {pool.submit(job) for job in jobs}
        try:
            while waiting:
                finished, waiting = wait(waiting, timeout=0.2, return_when=FIRST_COMPLETED)
                for one in finished:
                    one.result()
                done += len(finished)
                if progress:
                    progress(done / len(jobs))
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _ascending(graph: Graph) -> Graph:
    """Give the graph with its states in ascending order of code, as the compiled search expects."""
    if not graph.conflict.states:
        return graph
    order = np.argsort(graph.codes)
    return Graph(graph.conflict, graph.codes[order], graph.numbers[order], np.ascontiguousarray(graph.levels[:, order]))


def _in_order(rows: NDArray[np.bool_], graph: Graph) -> NDArray[np.bool_]:
    """Put the verdicts back into the order in which the conflict lists its states."""
    if not graph.conflict.states:
        return rows
    place = {number: at for at, number in enumerate(graph.numbers.tolist())}
    numbers = graph.conflict.numbers or range(1, len(graph.numbers) + 1)
    return rows[:, :, [place[number] for number in numbers]]
