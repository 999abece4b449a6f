"""Who can move where: single moves, and the moves of several parties by legal sequences.

A decision maker moves by changing any of its own options, in the directions they allow, to another
feasible state; an explicit ``graph`` replaces that. A sequence of moves is *legal* if nobody in it moves
twice in a row (Fang, Hipel & Kilgour, Interactive Decision Making, Wiley 1993, chapter 3).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from typing import Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

from verbale.conflict.graph import Graph, match_pattern
from verbale.errors import ConflictError

Relation: TypeAlias = NDArray[np.bool_]
Semantics: TypeAlias = Literal["legal", "once", "single"]

MOST_MATRIX_STATES = 4096


def own_mask(graph: Graph, party: int) -> int:
    """Give the bits of the options that ``party`` (an index) owns."""
    owner = graph.conflict.decision_makers[party].id
    return sum(1 << i for i, option in enumerate(graph.conflict.options) if option.owner == owner)


def one_way_masks(graph: Graph, party: int) -> tuple[int, int]:
    """Give the bits of ``party``'s options that can only be taken, and that can only be given up."""
    owner = graph.conflict.decision_makers[party].id
    own = [(i, option) for i, option in enumerate(graph.conflict.options) if option.owner == owner]
    forward = sum(1 << i for i, option in own if option.direction == "fwd")
    backward = sum(1 << i for i, option in own if option.direction == "back")
    return forward, backward


def moves_from(graph: Graph, party: int, index: int) -> NDArray[np.int64]:
    """Give the states that ``party`` reaches from the state at ``index`` in one move, as indices."""
    conflict = graph.conflict
    if conflict.graph:
        return _listed_moves(graph, party, index)
    code = int(graph.codes[index])
    own = own_mask(graph, party)
    if not conflict.states and own.bit_count() < 12 and (1 << own.bit_count()) < len(graph.codes):
        found = _own_choices(graph, code, own)
    else:
        found = np.flatnonzero((graph.codes & ~own) == (code & ~own))
    forward, backward = one_way_masks(graph, party)
    codes = graph.codes[found]
    found = found[((code & ~codes & forward) == 0) & ((codes & ~code & backward) == 0) & (found != index)]
    return _seen(graph, party, index, found)


def _own_choices(graph: Graph, code: int, own: int) -> NDArray[np.int64]:
    choices = np.zeros(1, dtype=np.int64)
    for bit in range(own.bit_length()):
        if own >> bit & 1:
            choices = np.concatenate([choices, choices | (1 << bit)])
    wanted = choices | (code & ~own)
    at = np.searchsorted(graph.codes, wanted).clip(max=len(graph.codes) - 1)
    found: NDArray[np.int64] = at[graph.codes[at] == wanted]
    return found


def _listed_moves(graph: Graph, party: int, index: int) -> NDArray[np.int64]:
    owner = graph.conflict.decision_makers[party].id
    arcs = dict(graph.conflict.graph).get(owner, ())
    place = {int(number): at for at, number in enumerate(graph.numbers)}
    here = int(graph.numbers[index])
    targets = {_known(place, target) for start, target in arcs if start == here} - {index}
    return _seen(graph, party, index, np.array(sorted(targets), dtype=np.int64))


def _known(place: dict[int, int], number: int) -> int:
    if number not in place:
        raise ConflictError(f"graph: there is no state {number}. Name states by their numbers")
    return place[number]


def _seen(graph: Graph, party: int, index: int, found: NDArray[np.int64]) -> NDArray[np.int64]:
    """Leave out moves from and to states that ``party`` does not see."""
    patterns = dict(graph.conflict.blind).get(graph.conflict.decision_makers[party].id, ())
    for pattern in patterns:
        hidden = match_pattern(pattern, len(graph.conflict.options), graph.codes)
        found = found[:0] if hidden[index] else found[~hidden[found]]
    return found


def reach_matrix(graph: Graph, party: int) -> Relation:
    """Give ``party``'s moves: shape (n, n), true at [s, q] if it can move from s to q.

    Raises
    ------
    ConflictError
        If the conflict has too many states for a square matrix.
    """
    states = len(graph.codes)
    check_matrix_size(states)
    reach = np.zeros((states, states), dtype=np.bool_)
    if graph.conflict.graph:
        _fill_listed(graph, party, reach)
    else:
        own = own_mask(graph, party)
        forward, backward = one_way_masks(graph, party)
        rest = graph.codes & ~own
        reach |= rest[:, None] == rest[None, :]
        kept, left = graph.codes & forward, graph.codes & backward
        if forward:
            reach &= (kept[:, None] & ~kept[None, :]) == 0
        if backward:
            reach &= (~left[:, None] & left[None, :]) == 0
        np.fill_diagonal(reach, False)
    for pattern in dict(graph.conflict.blind).get(graph.conflict.decision_makers[party].id, ()):
        hidden = match_pattern(pattern, len(graph.conflict.options), graph.codes)
        reach[hidden] = False
        reach[:, hidden] = False
    return reach


def _fill_listed(graph: Graph, party: int, reach: Relation) -> None:
    owner = graph.conflict.decision_makers[party].id
    place = {int(number): at for at, number in enumerate(graph.numbers)}
    for start, target in dict(graph.conflict.graph).get(owner, ()):
        if start != target:
            reach[_known(place, start), _known(place, target)] = True


def check_matrix_size(states: int) -> None:
    """Raise if ``states`` are too many for the answers that compare every pair of states."""
    if states > MOST_MATRIX_STATES:
        raise ConflictError(
            f"this answer compares every pair of states, so at most {MOST_MATRIX_STATES} states were "
            f"expected, found {states}. Say what is infeasible, or drop options"
        )


def compose(first: Relation, second: Relation) -> Relation:
    """Give the relation "some state is related to s by ``first`` and relates to q by ``second``"."""
    product: Relation = (first.astype(np.float32) @ second.astype(np.float32)) > 0
    return product


def any_of(relations: Sequence[Relation]) -> Relation:
    """Give the union of one or more relations."""
    return reduce(np.bitwise_or, relations)


def sequences(moves: Sequence[Relation], semantics: Semantics = "legal") -> Relation:
    """Give where several movers can bring the conflict, starting from each state.

    Parameters
    ----------
    moves
        One relation, shape (n, n), for each mover.
    semantics
        ``legal``: any sequence in which nobody moves twice in a row (the definition of Fang, Hipel &
        Kilgour 1993); ``once``: each mover moves at most once, in any order; ``single``: one move of one.

    Returns
    -------
    Relation
        Shape (n, n); at least one move is made.
    """
    if not moves:
        raise ValueError("sequences of nobody's moves: give at least one relation")
    if semantics == "single" or len(moves) == 1:
        return any_of(moves)
    return _once_each(moves) if semantics == "once" else _legal(moves)


def _legal(moves: Sequence[Relation]) -> Relation:
    """Close under legal sequences, keeping apart the states reached by who moved last."""
    last = [move.copy() for move in moves]
    fresh = [move.copy() for move in moves]
    while any(one.any() for one in fresh):
        grown = []
        for mover, move in enumerate(moves):
            others = any_of([one for k, one in enumerate(fresh) if k != mover])
            grown.append(compose(others, move) & ~last[mover])
        for mover, one in enumerate(grown):
            last[mover] |= one
        fresh = grown
    return any_of(last)


def _once_each(moves: Sequence[Relation]) -> Relation:
    """Close under sequences in which each mover moves at most once, by the set of those who have moved."""
    by_movers: dict[int, Relation] = {0: np.eye(len(moves[0]), dtype=np.bool_)}
    reached = np.zeros_like(moves[0])
    for movers in range(1, 1 << len(moves)):
        here = np.zeros_like(moves[0])
        for mover, move in enumerate(moves):
            if movers >> mover & 1:
                here |= compose(by_movers[movers & ~(1 << mover)], move)
        by_movers[movers] = here
        reached |= here
    return reached
