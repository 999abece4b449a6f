"""The two pictures of a brief, drawn by drawsvg: the timeline and the states that can be reached.

Text goes in as text nodes and titles, which drawsvg escapes; attributes hold only numbers, our own
class names and anchors, since drawsvg does not escape those.
"""

from __future__ import annotations

from typing import Any

import drawsvg  # type: ignore[import-untyped]

from verbale.brief.anchors import anchor
from verbale.brief.findings import Act, Block, StateGraph, Timeline
from verbale.brief.wording import as_day, say_date, say_gap

WIDTH = 760
MARGIN = 118
HEAD = 40
ROW = 62
GAP = 18


class _Link(drawsvg.DrawingParentElement):  # type: ignore[misc]
    TAG_NAME = "a"


def draw(block: Block, name: str) -> str:
    """Draw a timeline or a state graph as an SVG element; ``name`` keeps the ids of two pictures apart."""
    if isinstance(block, Timeline):
        return draw_timeline(block, name)
    if isinstance(block, StateGraph):
        return ""
    raise TypeError(f"a {type(block).__name__} is no picture")


def draw_timeline(timeline: Timeline, name: str) -> str:
    """Draw lanes as columns and time downward, an arrow from each reply to the act it answers."""
    lane = (WIDTH - MARGIN) / max(1, len(timeline.lanes))
    rows = _rows(timeline.acts)
    height = (rows[-1] if rows else HEAD) + ROW
    picture = drawsvg.Drawing(WIDTH, height, origin=(0, 0), id_prefix=name, class_="picture timeline")
    arrow = drawsvg.Marker(-6, -4, 1, 4, scale=1, orient="auto", id=f"{name}-arrow")
    arrow.append(drawsvg.Lines(-6, -3.5, 0, 0, -6, 3.5, close=True, class_="arrowhead"))
    for place, title in enumerate(timeline.lanes):
        x = MARGIN + lane * (place + 0.5)
        picture.append(drawsvg.Line(x, HEAD - 8, x, height - 14, class_="lane"))
        picture.append(_text(title, x, 18, "lane-name", limit=int(lane / 8.2)))
    spots = [(MARGIN + lane * (act.lane + 0.5), y) for act, y in zip(timeline.acts, rows, strict=True)]
    for act, spot in zip(timeline.acts, spots, strict=True):
        for other in act.replies_to:
            picture.append(_reply(spot, spots[other], arrow))
    previous: Act | None = None
    for act, spot in zip(timeline.acts, spots, strict=True):
        _draw_dates(picture, act, previous, spot[1])
        picture.append(_draw_act(act, spot, lane))
        previous = act
    return str(picture.as_svg(header="", skip_js=True, skip_css=True))


def _rows(acts: tuple[Act, ...]) -> list[float]:
    return [HEAD + GAP + ROW * place for place, _ in enumerate(acts)]


def _draw_dates(picture: Any, act: Act, previous: Act | None, y: float) -> None:
    if previous is None or act.said != previous.said:
        picture.append(_text(say_date(act.said), 0, y + 4, "date", anchor="start", limit=18))
    first, last = as_day(previous.said) if previous else None, as_day(act.said)
    if first and last and last > first:
        gap = f"{say_gap((last - first).days)} later"
        picture.append(_text(gap, 0, y - 12, "gap", anchor="start", limit=18))
    if act.reported:
        picture.append(_text(f"reported {act.reported[0]}", 0, y + 18, "gap", anchor="start", limit=22))


def _draw_act(act: Act, spot: tuple[float, float], lane: float) -> Any:
    x, y = spot
    group: Any = _Link(href=f"#{anchor(act.citation)}") if act.citation else drawsvg.Group()
    half = lane / 2 - 6
    group.append(drawsvg.Rectangle(x - half, y - 17, 2 * half, 44, rx=3, class_="act"))
    most = max(8, int(2 * half / 6.9))
    group.append(_text(f"{act.who} · {act.level}", x, y - 1, "who", limit=most))
    group.append(_text(act.words, x, y + 16, "words", limit=int(most * 1.1)))
    group.append_title(f"{say_date(act.said)}: {act.who} {act.words}")
    return group


def _reply(start: tuple[float, float], end: tuple[float, float], arrow: Any) -> Any:
    (x1, y1), (x2, y2) = start, end
    path = drawsvg.Path(class_="reply", marker_end=arrow)
    if x1 == x2:
        return path.M(x1 - 40, y1 - 18).C(x1 - 70, y1 - 40, x2 - 70, y2 + 50, x2 - 40, y2 + 30)
    return path.M(x1, y1 - 18).L(x2 + (14 if x1 > x2 else -14), y2 + 29)


def _text(text: str, x: float, y: float, kind: str, *, anchor: str = "middle", limit: int) -> Any:
    shown = text if len(text) <= limit else text[: max(1, limit - 1)].rstrip(" ,;“") + "…"
    size = {"lane-name": 14, "who": 12.5, "words": 12}.get(kind, 11.5)
    return drawsvg.Text(shown, size, x, y, text_anchor=anchor, class_=kind)
