"""Ways through the graph: which states can be reached from where, by whose moves, and in how few.

Paths are legal sequences: nobody moves twice in a row. ``improving`` says who moves only where it prefers
to; the others make any move they can.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from verbale.conflict.graph import Graph, build_graph, state_index, status_quo_index
from verbale.conflict.model import Conflict, party_ids, party_index
from verbale.conflict.moves import moves_from
from verbale.conflict.preferences import StateRef
from verbale.errors import ConflictError

MOST_VISITED = 500_000

Node = tuple[int, int]
NextMoves = Callable[[int, int], NDArray[np.int64]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One move: who (decision maker id) makes it, and the number of the state it leads to."""

    party: str
    state: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Path:
    """A legal sequence of moves from the state numbered ``start``."""

    start: int
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    """A node of the reachability tree: the move that leads to it (None at the root) and what follows.

    ``folded``: what follows is shown elsewhere in the tree, or lies beyond its depth.
    """

    state: int
    step: Step | None
    branches: tuple[Branch, ...]
    folded: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Movers:
    """Who may move, and which of them only to what they prefer (indices of decision makers)."""

    parties: tuple[int, ...]
    improving: frozenset[int]


def movers_of(
    conflict: Conflict, parties: Sequence[str] | None = None, improving: bool | Sequence[str] = False
) -> Movers:
    """Read who moves: ``parties`` by id (None: all); ``improving`` True for all of them, or some by id.

    Raises
    ------
    ConflictError
        If one is no decision maker.
    """
    everyone = range(len(conflict.decision_makers))
    who = tuple(everyone) if parties is None else tuple(party_index(conflict, one) for one in parties)
    if isinstance(improving, bool):
        return Movers(parties=who, improving=frozenset(who if improving else ()))
    return Movers(parties=who, improving=frozenset(party_index(conflict, one) for one in improving))


def next_moves(graph: Graph, improving: Collection[int]) -> NextMoves:
    """Give the function (state index, party index) to the indices of the states it may move to."""

    def following(index: int, party: int) -> NDArray[np.int64]:
        found = moves_from(graph, party, index)
        if party in improving:
            found = found[graph.levels[party][found] > graph.levels[party, index]]
        return found

    return following


def walk(
    start: int, parties: Sequence[int], following: NextMoves, *, rounds: int | None = None
) -> Iterator[tuple[int, tuple[Node, ...]]]:
    """Visit states by legal sequences, fewest moves first.

    Yields
    ------
    state index, path
        The path is the (party, state) pairs that lead there; every state comes once, by a shortest path,
        ``start`` itself first with the empty path.

    Raises
    ------
    ConflictError
        If more than half a million states would be visited.
    """
    came: dict[Node, Node | None] = {(-1, start): None}
    seen = {start}
    queue: deque[tuple[Node, int]] = deque([((-1, start), 0)])
    yield start, ()
    while queue:
        node, length = queue.popleft()
        last, index = node
        if rounds is not None and length >= rounds:
            continue
        for party in parties:
            if party == last:
                continue
            for target in following(index, party).tolist():
                new = (party, target)
                if new in came:
                    continue
                came[new] = node
                queue.append((new, length + 1))
                if target not in seen:
                    seen.add(target)
                    yield target, _trace(came, new)
        if len(came) > MOST_VISITED:
            raise ConflictError(
                f"more than {MOST_VISITED} states can be reached. Name fewer parties, or improvements only"
            )


def _trace(came: dict[Node, Node | None], node: Node) -> tuple[Node, ...]:
    path: list[Node] = []
    while (before := came[node]) is not None:
        path.append(node)
        node = before
    return tuple(reversed(path))


def reachable(
    conflict: Conflict,
    start: StateRef | None = None,
    *,
    parties: Sequence[str] | None = None,
    improving: bool | Sequence[str] = False,
) -> dict[int, int]:
    """Give the states that can be reached, with the fewest moves to each.

    Parameters
    ----------
    start
        Number or pattern of the state to start from; None: the status quo.
    parties
        Who may move; None: all.
    improving
        Who moves only to what it prefers: True for all, or decision makers by id.

    Returns
    -------
    dict
        State number to number of moves; the start with 0.

    Raises
    ------
    ConflictError
        If a name or state is not there, or the start is not given anywhere.
    """
    graph, here, movers = _begin(conflict, start, parties, improving)
    following = next_moves(graph, movers.improving)
    return {int(graph.numbers[index]): len(path) for index, path in walk(here, movers.parties, following)}


def _begin(
    conflict: Conflict,
    start: StateRef | None,
    parties: Sequence[str] | None,
    improving: bool | Sequence[str],
) -> tuple[Graph, int, Movers]:
    graph = build_graph(conflict)
    here = status_quo_index(graph) if start is None else state_index(graph, start)
    return graph, here, movers_of(conflict, parties, improving)


def shortest_paths(
    conflict: Conflict,
    target: StateRef,
    start: StateRef | None = None,
    *,
    parties: Sequence[str] | None = None,
    improving: bool | Sequence[str] = False,
    most: int = 20,
) -> tuple[Path, ...]:
    """Give the shortest ways from ``start`` to ``target``: who must move, and through which states.

    Parameters are those of :func:`reachable`; ``most`` bounds how many equally short ways are given.

    Returns
    -------
    tuple of Path
        Empty if there is no way; one path without steps if start and target are the same.

    Raises
    ------
    ConflictError
        If a name or state is not there.
    """
    graph, here, movers = _begin(conflict, start, parties, improving)
    goal = state_index(graph, target)
    following = next_moves(graph, movers.improving)
    first = next((path for index, path in walk(here, movers.parties, following) if index == goal), None)
    if first is None:
        return ()
    found: list[tuple[Node, ...]] = []
    _extend(here, goal, len(first), movers.parties, following, (), found, most)
    return tuple(_named_path(graph, here, path) for path in found)


def _extend(
    index: int,
    goal: int,
    left: int,
    parties: Sequence[int],
    following: NextMoves,
    path: tuple[Node, ...],
    found: list[tuple[Node, ...]],
    most: int,
) -> None:
    """Add to ``found`` every way of exactly ``left`` more moves from ``index`` to ``goal``."""
    if len(found) >= most:
        return
    if left == 0:
        if index == goal:
            found.append(path)
        return
    for party in parties:
        if path and path[-1][0] == party:
            continue
        targets = following(index, party).tolist()
        for target in [goal] if left == 1 and goal in targets else targets if left > 1 else ():
            _extend(target, goal, left - 1, parties, following, (*path, (party, target)), found, most)


def _named_path(graph: Graph, start: int, path: Sequence[Node]) -> Path:
    return Path(start=int(graph.numbers[start]), steps=named_steps(graph, path))


def named_steps(graph: Graph, path: Sequence[Node]) -> tuple[Step, ...]:
    """Give (party, state) indices as steps with ids and numbers."""
    ids = party_ids(graph.conflict)
    return tuple(Step(party=ids[party], state=int(graph.numbers[index])) for party, index in path)


def tree(
    conflict: Conflict,
    start: StateRef | None = None,
    *,
    depth: int = 4,
    parties: Sequence[str] | None = None,
    improving: bool | Sequence[str] = True,
    most: int = 2000,
) -> Branch:
    """Give the tree of what can follow from ``start``, by default by improvements.

    A state is unfolded once, where it is first met by the fewest moves; elsewhere it is ``folded``.

    Parameters
    ----------
    depth
        How many moves deep.
    most
        How many nodes at most; beyond, nodes stay folded.

    Raises
    ------
    ConflictError
        If a name or state is not there.
    """
    graph, here, movers = _begin(conflict, start, parties, improving)
    following = next_moves(graph, movers.improving)
    unfolded = {here}
    children: dict[Node, list[Node]] = {}
    queue: deque[tuple[Node, int]] = deque([((-1, here), 0)])
    nodes = 1
    while queue:
        node, level = queue.popleft()
        if level == depth or nodes >= most:
            continue
        children[node] = []
        for party in movers.parties:
            if party == node[0]:
                continue
            for target in following(node[1], party).tolist():
                children[node].append((party, target))
                nodes += 1
                if target not in unfolded:
                    unfolded.add(target)
                    queue.append(((party, target), level + 1))
    return _branch(graph, (-1, here), children)


def _branch(graph: Graph, node: Node, children: dict[Node, list[Node]]) -> Branch:
    party, index = node
    below = children.pop(node, None)
    return Branch(
        state=int(graph.numbers[index]),
        step=None if party < 0 else named_steps(graph, [node])[0],
        branches=tuple(_branch(graph, one, children) for one in below or ()),
        folded=below is None,
    )
