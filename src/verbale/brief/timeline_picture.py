"""The timeline as a picture: lanes as columns, time downward, so that it reads on a phone and on paper."""

from __future__ import annotations

from typing import Any

import drawsvg  # type: ignore[import-untyped]

from verbale.brief.anchors import anchor
from verbale.brief.drawing import Link, arrowhead, picture, svg, wrap, write
from verbale.brief.findings import Act, Timeline
from verbale.brief.wording import as_day, say_date, say_gap

WIDTH = 760
MARGIN = 142
LANE = 176
HEAD = 34
ROW = 84
BOX = 62
TOP = 20


def draw_timeline(timeline: Timeline, name: str) -> str:
    """Draw lanes as columns and time downward, an arrow from each reply to the act it answers."""
    width = max(WIDTH, MARGIN + LANE * len(timeline.lanes))
    lane = (width - MARGIN) / max(1, len(timeline.lanes))
    tops = [HEAD + TOP + ROW * place for place, _ in enumerate(timeline.acts)]
    height = HEAD + TOP + ROW * len(timeline.acts)
    drawing = picture(width, height, name, "timeline wide" if width > WIDTH else "timeline")
    for place, title in enumerate(timeline.lanes):
        x = MARGIN + lane * (place + 0.5)
        drawing.append(drawsvg.Line(x, HEAD, x, height - 8, class_="lane"))
        drawing.append(write(wrap(title, int(lane / 8))[0], x, 20, "lane-name", 14))
    spots = [(MARGIN + lane * (act.lane + 0.5), top) for act, top in zip(timeline.acts, tops, strict=True)]
    head = arrowhead(name)
    for act, spot in zip(timeline.acts, spots, strict=True):
        for other in act.replies_to:
            drawing.append(_reply(spot, spots[other], head))
    previous: Act | None = None
    for act, spot in zip(timeline.acts, spots, strict=True):
        _draw_dates(drawing, act, previous, spot[1])
        drawing.append(_draw_act(act, spot, lane))
        previous = act
    return svg(drawing)


def _draw_dates(drawing: Any, act: Act, previous: Act | None, top: float) -> None:
    first, last = as_day(previous.said) if previous else None, as_day(act.said)
    if first and last and last > first:
        drawing.append(write(f"{say_gap((last - first).days)} later", 0, top + 4, "gap", 11.5, anchor="start"))
    if previous is None or act.said != previous.said:
        drawing.append(write(say_date(act.said), 0, top + 24, "date", 12.5, anchor="start"))
    if act.reported and (previous is None or (act.said, act.reported) != (previous.said, previous.reported)):
        reported = f"reported {say_date(act.reported[0])}"
        drawing.append(write(wrap(reported, 26)[0], 0, top + 41, "gap", 11, anchor="start"))


def _draw_act(act: Act, spot: tuple[float, float], lane: float) -> Any:
    x, top = spot
    group: Any = Link(href=f"#{anchor(act.citation)}") if act.citation else drawsvg.Group()
    half = lane / 2 - 5
    group.append(drawsvg.Rectangle(x - half, top, 2 * half, BOX, rx=3, class_="act"))
    who = wrap(act.who, max(6, int(2 * half / 7.2) - 4))[0]
    group.append(write(f"{who} · {act.level}", x, top + 18, "who", 12.5))
    lines = wrap(act.words, max(8, int(2 * half / 6.0)), 2)
    for place, line in enumerate(lines):
        group.append(write(line, x, top + 36 + 15 * place, "words", 12))
    group.append_title(f"{say_date(act.said)}: {act.who} {act.words}")
    return group


def _reply(start: tuple[float, float], end: tuple[float, float], head: Any) -> Any:
    """Lead an arrow from the top of a reply's box to the bottom of the box it answers."""
    (x1, y1), (x2, y2) = start, end
    path = drawsvg.Path(class_="reply", marker_end=head)
    if x1 == x2:
        return path.M(x1 - 40, y1).C(x1 - 70, y1 - 20, x2 - 70, y2 + BOX + 20, x2 - 40, y2 + BOX + 1)
    return path.M(x1, y1).L(x2 + (16 if x1 > x2 else -16), y2 + BOX + 2)
