"""Moves of option form, compressed: instead of n x n pairs, a few numbers a state.

For one decision maker, the states that agree on everybody else's options form a *coset*; within it, the
states that agree on its one-way options too form a *knot*, in which it moves freely between any two. Moves
between knots go one way. Arcs between the knots of a coset are kept in a form whose transitive closure
gives all moves: single steps in a full lattice (whose knots may be empty), or all pairs if that is smaller.
Within a coset, arcs lead from a lower knot number to a higher one.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from verbale.conflict.graph import Graph
from verbale.conflict.logic import Codes
from verbale.conflict.moves import one_way_masks, own_mask
from verbale.errors import ConflictError

Ints = NDArray[np.int32]

_MOST_ARCS = 1 << 27


@dataclass(frozen=True, slots=True, eq=False)
class Knots:
    """The knots of all decision makers, numbered through.

    Parameters
    ----------
    of_state
        Shape (decision makers, n): the knot of each state for each.
    first
        Shape (decision makers + 1,): where each one's knots begin, and how many there are in all.
    up_start, up
        Arcs to higher knots: those of knot k are ``up[up_start[k]:up_start[k + 1]]``.
    down_start, down
        The same arcs backwards.
    """

    of_state: Ints
    first: NDArray[np.int64]
    up_start: NDArray[np.int64]
    up: Ints
    down_start: NDArray[np.int64]
    down: Ints


def knots_of(graph: Graph) -> Knots:
    """Compress the option moves of every decision maker.

    Raises
    ------
    ConflictError
        If one-way options make too many arcs for the memory.
    """
    states = len(graph.codes)
    of_state = np.zeros(graph.levels.shape, dtype=np.int32)
    sources: list[Ints] = []
    targets: list[Ints] = []
    first = [0]
    for party in range(len(graph.levels)):
        base = first[-1]
        knot, count, source, target = _party_knots(graph, party, states)
        of_state[party] = knot + base
        sources.append(source + np.int32(base))
        targets.append(target + np.int32(base))
        first.append(base + count)
    source, target = np.concatenate(sources), np.concatenate(targets)
    up_start, up = _rows(source, target, first[-1])
    down_start, down = _rows(target, source, first[-1])
    return Knots(of_state, np.array(first), up_start, up, down_start, down)


def _party_knots(graph: Graph, party: int, states: int) -> tuple[Ints, int, Ints, Ints]:
    """Give each state's knot, the number of knots, and the arcs (from, to), all from 0."""
    everything = (1 << len(graph.conflict.options)) - 1
    own = own_mask(graph, party)
    forward, backward = one_way_masks(graph, party)
    one_way = forward | backward
    rest = everything & ~own
    place = gather_bits(graph.codes ^ backward, one_way)
    width = one_way.bit_count()
    none = np.zeros(0, dtype=np.int32)
    if rest.bit_count() + width <= 31 and (1 << (rest.bit_count() + width)) <= 4 * states + 4096:
        cosets = 1 << rest.bit_count()
        coset = gather_bits(graph.codes, rest)
    else:
        kept, inverse = np.unique(graph.codes & rest, return_inverse=True)
        cosets, coset = len(kept), inverse.reshape(-1).astype(np.int64)
    if width == 0:
        return coset.astype(np.int32), cosets, none, none
    if width <= 31 and cosets << width <= 4 * states + 4096:
        source, target = _lattice_arcs(cosets, width)
        return ((coset << width) | place).astype(np.int32), cosets << width, source, target
    return _pair_arcs(coset, place)


def gather_bits(codes: Codes, mask: int) -> Codes:
    """Move the bits of ``codes`` under ``mask`` together, lowest first."""
    out = np.zeros(len(codes), dtype=np.int64)
    at = bit = 0
    while mask >> bit:
        if not mask >> bit & 1:
            bit += 1
            continue
        run = 1
        while mask >> (bit + run) & 1:
            run += 1
        out |= (codes >> bit & ((1 << run) - 1)) << at
        at += run
        bit += run
    return out


def _lattice_arcs(cosets: int, width: int) -> tuple[Ints, Ints]:
    """Give the single steps up, in every coset, from each subset of the one-way options."""
    if cosets * width << width > _MOST_ARCS:
        raise _too_many_arcs()
    subset = np.arange(1 << width)
    steps = [(subset[subset >> bit & 1 == 0], 1 << bit) for bit in range(width)]
    source = np.concatenate([start for start, _ in steps])
    target = np.concatenate([start | bit for start, bit in steps])
    base = (np.arange(cosets) << width)[:, None]
    return (base + source).reshape(-1).astype(np.int32), (base + target).reshape(-1).astype(np.int32)


def _pair_arcs(coset: NDArray[np.int64], place: Codes) -> tuple[Ints, int, Ints, Ints]:
    """Number the knots that are there, and give every pair of them that a move joins."""
    order = np.lexsort((place, coset))
    sorted_coset, sorted_place = coset[order], place[order]
    fresh = np.ones(len(order), dtype=np.bool_)
    fresh[1:] = (np.diff(sorted_coset) != 0) | (np.diff(sorted_place) != 0)
    number = np.cumsum(fresh) - 1
    knot = np.empty(len(order), dtype=np.int32)
    knot[order] = number
    knot_coset, knot_place = sorted_coset[fresh], sorted_place[fresh]
    sizes = np.bincount(knot_coset)
    if int((sizes.astype(np.int64) ** 2).sum()) > _MOST_ARCS:
        raise _too_many_arcs()
    source, target = [], []
    ends = np.cumsum(sizes)
    for first, last in zip(ends - sizes, ends, strict=True):
        places = knot_place[first:last]
        below = (places[:, None] & ~places[None, :]) == 0
        np.fill_diagonal(below, False)
        start, end = np.nonzero(below)
        source.append(start + first)
        target.append(end + first)
    return (
        knot,
        len(knot_place),
        np.concatenate(source).astype(np.int32),
        np.concatenate(target).astype(np.int32),
    )


def _too_many_arcs() -> ConflictError:
    return ConflictError(
        "the one-way options allow too many moves to keep in memory. Make options reversible where that "
        "changes nothing, or say what is infeasible"
    )


def _rows(source: Ints, target: Ints, count: int) -> tuple[NDArray[np.int64], Ints]:
    """Sort arcs by source: where each knot's begin, and their targets."""
    start = np.zeros(count + 1, dtype=np.int64)
    np.cumsum(np.bincount(source, minlength=count), out=start[1:])
    return start, target[np.argsort(source, kind="stable")]


def cosets_of(graph: Graph) -> tuple[Ints, int]:
    """Give each state's coset for each decision maker, numbered through, and how many there are."""
    everything = (1 << len(graph.conflict.options)) - 1
    of_state = np.zeros(graph.levels.shape, dtype=np.int32)
    base = 0
    for party in range(len(graph.levels)):
        rest = everything & ~own_mask(graph, party)
        if rest.bit_count() <= 31 and 1 << rest.bit_count() <= 4 * len(graph.codes) + 4096:
            count, coset = 1 << rest.bit_count(), gather_bits(graph.codes, rest)
        else:
            kept, inverse = np.unique(graph.codes & rest, return_inverse=True)
            count, coset = len(kept), inverse.reshape(-1)
        of_state[party] = coset + base
        base += count
    return of_state, base
