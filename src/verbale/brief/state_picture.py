"""The states of the conflict as a picture: a box a state, an arrow a move, with the mover's name."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import drawsvg  # type: ignore[import-untyped]

from verbale.brief.drawing import arrowhead, picture, svg, wrap, write
from verbale.brief.findings import Move, StateGraph, StateNode
from verbale.brief.wording import listed

WIDTH = 760
BOX_WIDTH = 196
BOX_HEIGHT = 58
COLUMN = 272
ROW = 116
EDGE = 10

Spot = tuple[float, float]


def draw_state_graph(graph: StateGraph, name: str) -> str:
    """Draw states in columns by the number of moves from the first one, moves as arrows."""
    spots = _places(graph)
    height = max(y for _, y in spots) + BOX_HEIGHT + 2 * EDGE
    drawing = picture(WIDTH, height, name, "states")
    head = arrowhead(name)
    movers: dict[tuple[int, int], list[Move]] = defaultdict(list)
    for move in graph.moves:
        movers[move.start, move.end].append(move)
    for (start, end), moves in movers.items():
        _draw_move(drawing, spots[start], spots[end], moves, head)
    for node, spot in zip(graph.nodes, spots, strict=True):
        drawing.append(_draw_node(node, spot))
    return svg(drawing)


def _places(graph: StateGraph) -> list[Spot]:
    """Give each node its place: the column is the distance from the first node, at most three columns."""
    distance = {0: 0}
    queue = [0]
    while queue:
        here = queue.pop(0)
        for move in graph.moves:
            if move.start == here and move.end not in distance:
                distance[move.end] = distance[here] + 1
                queue.append(move.end)
    column = [min(distance.get(place, 2), 2) for place, _ in enumerate(graph.nodes)]
    counts: dict[int, int] = defaultdict(int)
    spots: list[Spot] = []
    for one in column:
        shift = (ROW / 2) * (one % 2)
        spots.append((EDGE + COLUMN * one, EDGE + shift + ROW * counts[one]))
        counts[one] += 1
    return spots


def _draw_node(node: StateNode, spot: Spot) -> Any:
    x, y = spot
    group = drawsvg.Group()
    holds = " holds" if "holds" in node.marks else ""
    group.append(drawsvg.Rectangle(x, y, BOX_WIDTH, BOX_HEIGHT, rx=3, class_=f"state{holds}"))
    group.append(write(f"State {node.label}", x + BOX_WIDTH / 2, y + 23, "who", 13))
    marks = wrap(listed(node.marks), 34)
    if marks:
        group.append(write(marks[0], x + BOX_WIDTH / 2, y + 42, "gap", 11.5))
    group.append_title(node.words)
    return group


def _draw_move(drawing: Any, start: Spot, end: Spot, moves: list[Move], head: Any) -> None:
    """Draw one arrow for all who can make this move; two arrows between two states run side by side."""
    (x1, y1), (x2, y2) = _edges(start, end)
    gains = any(move.gains for move in moves)
    path = drawsvg.Path(class_="move gains" if gains else "move", marker_end=head)
    drawing.append(path.M(x1, y1).L(x2, y2))
    label = wrap(listed(dict.fromkeys(move.mover for move in moves)), 24)[0]
    above = -5 if x2 >= x1 else 13
    drawing.append(write(label, x1 + (x2 - x1) * 0.5, y1 + (y2 - y1) * 0.5 + above, "gap", 11))


def _edges(start: Spot, end: Spot) -> tuple[Spot, Spot]:
    """Give where an arrow leaves one box and reaches the other, there and back kept apart."""
    (x1, y1), (x2, y2) = start, end
    middle = BOX_HEIGHT / 2
    if x1 == x2:
        shift = BOX_WIDTH / 2 + (30 if y2 > y1 else -30)
        down = y2 > y1
        return (x1 + shift, y1 + (BOX_HEIGHT if down else 0)), (x2 + shift, y2 + (-1 if down else BOX_HEIGHT + 1))
    if x2 > x1:
        return (x1 + BOX_WIDTH, y1 + middle - 9), (x2 - 1, y2 + middle - 9)
    return (x1, y1 + middle + 9), (x2 + BOX_WIDTH + 1, y2 + middle + 9)
