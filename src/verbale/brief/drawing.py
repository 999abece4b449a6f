"""What both pictures draw with: text that is cut to fit, arrowheads and links, made by drawsvg.

Text goes in as text nodes and titles, which drawsvg escapes; attributes hold only numbers, our own
class names and anchors, since drawsvg does not escape those.
"""

from __future__ import annotations

from typing import Any

import drawsvg  # type: ignore[import-untyped]


class Link(drawsvg.DrawingParentElement):  # type: ignore[misc]
    """A link to a place in the same page."""

    TAG_NAME = "a"


def picture(width: float, height: float, name: str, kind: str) -> Any:
    """Start a picture of ``width`` by ``height``; ``name`` keeps ids of two pictures in a page apart."""
    return drawsvg.Drawing(width, height, origin=(0, 0), id_prefix=name, class_=f"picture {kind}")


def arrowhead(name: str) -> Any:
    """Make the head of an arrow, its tip at the end of the line."""
    head = drawsvg.Marker(-6, -4, 1, 4, scale=1, orient="auto", id=f"{name}-arrow")
    head.append(drawsvg.Lines(-6, -3.5, 0, 0, -6, 3.5, close=True, class_="arrowhead"))
    return head


def write(words: str, x: float, y: float, kind: str, size: float, *, anchor: str = "middle") -> Any:
    """Set a line of text."""
    return drawsvg.Text(words, size, x, y, text_anchor=anchor, class_=kind)


def wrap(words: str, most: int, lines: int = 1) -> list[str]:
    """Break words into at most ``lines`` lines of ``most`` characters; what does not fit ends in "…".

    >>> wrap("to realize summit talks with the other side", 16, 2)
    ['to realize', 'summit talks…']
    """
    out: list[str] = []
    rest = words.split()
    while rest and len(out) < lines:
        line = rest.pop(0)
        while rest and len(line) + 1 + len(rest[0]) <= most:
            line += f" {rest.pop(0)}"
        out.append(line)
    if rest:
        out[-1] = f"{out[-1][: most - 1].rstrip(' ,;:')}…"
    return [line if len(line) <= most else f"{line[: most - 1]}…" for line in out]


def svg(drawing: Any) -> str:
    """Give a drawing as an SVG element to stand in a page."""
    return str(drawing.as_svg(header="", skip_js=True, skip_css=True))
