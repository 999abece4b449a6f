"""Pictures: HTML tables for a notebook or page, and the graph of moves as SVG and GraphML."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from math import hypot
from xml.etree import ElementTree as ET

from verbale.conflict.graph import Graph, build_graph, pattern_at
from verbale.conflict.model import Conflict, party_ids, party_names
from verbale.conflict.moves import moves_from
from verbale.conflict.paths import next_moves, walk
from verbale.conflict.present import now_index, shown_states
from verbale.conflict.solution import Solution, state_words
from verbale.errors import ConflictError

MOST_DRAWN = 200
COLOURS = ("#1f5fa8", "#b5452c", "#2f7d4f", "#7a4a9c", "#9a7a12", "#1f8a8a", "#a83f74", "#5a5a5a")
_DASHES = ("", "7 3", "2 3", "9 3 2 3", "1 2", "12 4", "5 2 1 2", "3 1")


@dataclass(frozen=True, slots=True, kw_only=True)
class Arc:
    """A move between two states (indices) by a decision maker (index), and whether it improves things for it."""

    party: int
    start: int
    end: int
    improves: bool


def arcs_of(graph: Graph, indices: Sequence[int], *, improvements_only: bool = False) -> list[Arc]:
    """Give the moves among the states at ``indices``."""
    inside = set(indices)
    return [
        Arc(party=party, start=start, end=end, improves=better)
        for start in indices
        for party in range(len(graph.levels))
        for end in moves_from(graph, party, start).tolist()
        if end in inside
        and ((better := bool(graph.levels[party, end] > graph.levels[party, start])) or not improvements_only)
    ]


def solution_html(solution: Solution) -> str:
    """Give the option table with equilibria, and who is stable where, as HTML without scripts or styles."""
    graph = solution.graph
    indices = shown_states(solution)
    now = now_index(graph)
    heads = "".join(f'<th scope="col">{int(graph.numbers[i])}{"*" if i == now else ""}</th>' for i in indices)
    rows = []
    patterns = [pattern_at(graph, i) for i in indices]
    for party, name in zip(party_ids(graph.conflict), party_names(graph.conflict), strict=True):
        rows.append(f'<tr><th scope="rowgroup" colspan="{len(indices) + 1}">{escape(name)}</th></tr>')
        for place, option in enumerate(graph.conflict.options):
            if option.owner == party:
                cells = "".join(f"<td>{pattern[place]}</td>" for pattern in patterns)
                rows.append(f'<tr><th scope="row">{escape(option.name or option.id)}</th>{cells}</tr>')
    for place, concept in enumerate(solution.concepts):
        marks = solution.verdicts[place]
        cells = "".join(f"<td>{_mark(marks[:, i].tolist(), graph.conflict)}</td>" for i in indices)
        rows.append(f'<tr><th scope="row">{escape(concept)}</th>{cells}</tr>')
    title = escape(solution.conflict.name or "Conflict")
    return (
        f"<table><caption>{title}: E marks an equilibrium; else those for whom the state is stable; * where "
        f'things stand</caption><thead><tr><th scope="col">State</th>{heads}</tr></thead>'
        f"<tbody>{''.join(rows)}</tbody></table>"
    )


def _mark(stable: Sequence[bool], conflict: Conflict) -> str:
    if all(stable):
        return "<strong>E</strong>"
    return escape(" ".join(one for one, yes in zip(party_ids(conflict), stable, strict=True) if yes))


def graph_svg(source: Conflict | Solution, *, improvements_only: bool = True, concept: str | None = None) -> str:
    """Draw the states and moves as an SVG.

    Columns hold the states by the number of improvements from the status quo; those that no improvements
    reach stand in the last. Colour and dash of an arrow say who moves; a double ring is an equilibrium of
    ``concept`` (the last solved if None).

    Raises
    ------
    ConflictError
        If there are too many states to draw.
    """
    graph = build_graph(source) if isinstance(source, Conflict) else source.graph
    states = len(graph.codes)
    if states > MOST_DRAWN:
        raise ConflictError(
            f"at most {MOST_DRAWN} states can be drawn, found {states}. Draw the tree from the status quo instead"
        )
    rings = set()
    if isinstance(source, Solution):
        place = len(source.concepts) - 1 if concept is None else source.concepts.index(concept)
        rings = {i for i in range(states) if source.verdicts[place][:, i].all()}
    spots = _columns(graph)
    arcs = arcs_of(graph, range(states), improvements_only=improvements_only)
    wide = max(x for x, _ in spots.values()) + 70
    high = max(y for _, y in spots.values()) + 60 + 18 * len(graph.levels)
    parts = [_svg_head(graph, wide, high)]
    parts += [_arrow(spots[arc.start], spots[arc.end], arc) for arc in arcs]
    now = now_index(graph)
    parts += [_disc(graph, i, spots[i], ring=i in rings, now=i == now) for i in range(states)]
    parts += [_legend(name, row, high) for row, name in enumerate(party_names(graph.conflict))]
    return "\n".join([*parts, "</svg>"]) + "\n"


def _columns(graph: Graph) -> dict[int, tuple[float, float]]:
    states = len(graph.codes)
    now = now_index(graph)
    depth: dict[int, int] = {}
    if now is not None:
        everyone = range(len(graph.levels))
        depth = {i: len(path) for i, path in walk(now, everyone, next_moves(graph, everyone))}
    last = max(depth.values(), default=-1) + 1
    columns: dict[int, list[int]] = {}
    for index in range(states):
        columns.setdefault(depth.get(index, last + index // 12 if now is None else last), []).append(index)
    return {
        index: (60.0 + 130.0 * column, 50.0 + 70.0 * row + (column % 2) * 24.0)
        for column, (_, members) in enumerate(sorted(columns.items()))
        for row, index in enumerate(members)
    }


def _svg_head(graph: Graph, wide: float, high: float) -> str:
    title = escape(graph.conflict.name or "Conflict")
    heads = "".join(
        f'<marker id="head{party}" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7" markerHeight="7" '
        f'orient="auto"><path d="M0 0 L10 5 L0 10 z" fill="{COLOURS[party % len(COLOURS)]}"/></marker>'
        for party in range(len(graph.levels))
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide:g} {high:g}" width="{wide:g}" '
        f'height="{high:g}" font-family="sans-serif" font-size="13" role="img">\n'
        f"<title>{title}: states and moves</title>\n<defs>{heads}</defs>\n"
        f'<rect width="100%" height="100%" fill="#ffffff"/>'
    )


def _arrow(start: tuple[float, float], end: tuple[float, float], arc: Arc) -> str:
    (x1, y1), (x2, y2) = start, end
    length = hypot(x2 - x1, y2 - y1)
    dx, dy = (x2 - x1) / length, (y2 - y1) / length
    bend = 0.12 * length + 10
    mx, my = (x1 + x2) / 2 - dy * bend, (y1 + y2) / 2 + dx * bend
    radius = 20
    sx, sy = _toward(x1, y1, mx, my, radius)
    ex, ey = _toward(x2, y2, mx, my, radius)
    colour = COLOURS[arc.party % len(COLOURS)]
    dash = _DASHES[arc.party % len(_DASHES)]
    style = f'stroke-dasharray="{dash}" ' if dash else ""
    return (
        f'<path d="M{sx:.1f} {sy:.1f} Q{mx:.1f} {my:.1f} {ex:.1f} {ey:.1f}" fill="none" stroke="{colour}" '
        f'{style}stroke-width="{1.6 if arc.improves else 0.6}" marker-end="url(#head{arc.party})"/>'
    )


def _toward(x: float, y: float, mx: float, my: float, radius: float) -> tuple[float, float]:
    length = hypot(mx - x, my - y) or 1.0
    return x + (mx - x) / length * radius, y + (my - y) / length * radius


def _disc(graph: Graph, index: int, spot: tuple[float, float], *, ring: bool, now: bool) -> str:
    x, y = spot
    fill = "#fff3c4" if now else "#f4f4f2"
    double = f'<circle cx="{x:g}" cy="{y:g}" r="14" fill="none" stroke="#222222"/>' if ring else ""
    words = escape(state_words(graph, index))
    number = int(graph.numbers[index])
    return (
        f'<g><title>state {number}: {words}</title><circle cx="{x:g}" cy="{y:g}" r="18" fill="{fill}" '
        f'stroke="#222222"/>{double}<text x="{x:g}" y="{y + 4.5:g}" text-anchor="middle">{number}</text></g>'
    )


def _legend(name: str, row: int, high: float) -> str:
    y = high - 18 * row - 12
    colour, dash = COLOURS[row % len(COLOURS)], _DASHES[row % len(_DASHES)]
    style = f' stroke-dasharray="{dash}"' if dash else ""
    return (
        f'<path d="M20 {y:g} h40" stroke="{colour}" stroke-width="2"{style}/>'
        f'<text x="68" y="{y + 4:g}">{escape(name)}</text>'
    )


def graph_graphml(source: Conflict | Solution, *, improvements_only: bool = False) -> str:
    """Give the states and moves as GraphML, for Gephi, yEd and the like.

    Nodes carry the state's number, pattern, words and equilibria; edges who moves and whether it improves.

    Raises
    ------
    ConflictError
        If there are too many states for their moves to be listed.
    """
    graph = build_graph(source) if isinstance(source, Conflict) else source.graph
    if len(graph.codes) > 4096:
        raise ConflictError(f"at most 4096 states can be listed as GraphML, found {len(graph.codes)}")
    root = ET.Element("graphml", xmlns="http://graphml.graphdrawing.org/xmlns")
    for target, name, kind in (
        ("node", "pattern", "string"),
        ("node", "words", "string"),
        ("node", "equilibrium", "string"),
        ("edge", "party", "string"),
        ("edge", "improves", "boolean"),
    ):
        ET.SubElement(root, "key", {"id": name, "for": target, "attr.name": name, "attr.type": kind})
    body = ET.SubElement(root, "graph", id=graph.conflict.name or "conflict", edgedefault="directed")
    for index in range(len(graph.codes)):
        node = ET.SubElement(body, "node", id=str(int(graph.numbers[index])))
        held = ""
        if isinstance(source, Solution):
            held = " ".join(
                name for place, name in enumerate(source.concepts) if source.verdicts[place][:, index].all()
            )
        _data(node, pattern=pattern_at(graph, index), words=state_words(graph, index), equilibrium=held)
    ids = party_ids(graph.conflict)
    for arc in arcs_of(graph, range(len(graph.codes)), improvements_only=improvements_only):
        ends = (str(int(graph.numbers[arc.start])), str(int(graph.numbers[arc.end])))
        edge = ET.SubElement(body, "edge", source=ends[0], target=ends[1])
        _data(edge, party=ids[arc.party], improves=str(arc.improves).lower())
    ET.indent(root)
    return ET.tostring(root, encoding="unicode", xml_declaration=True) + "\n"


def _data(parent: ET.Element, **values: str) -> None:
    for key, value in values.items():
        ET.SubElement(parent, "data", key=key).text = value
