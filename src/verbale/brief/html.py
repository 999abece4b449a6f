"""The brief as one HTML file: no network, no script needed, light and dark, screen and paper."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from verbale.brief.anchors import anchor, cited, mark_up
from verbale.brief.findings import VOICES, Block, Brief, Citation, Finding, Heading, StateGraph, Table, Timeline
from verbale.brief.gaps import ABSENCE
from verbale.brief.signalled import RULE
from verbale.brief.state_picture import draw_state_graph
from verbale.brief.timeline_picture import draw_timeline
from verbale.brief.weighed import MODEL
from verbale.brief.wording import counted, say_date, told

MOST_IN_PLACE = 8


def to_html(brief: Brief) -> str:
    """Lay a brief out as a self-contained page. Everything that a source says is escaped."""
    spans = cited(brief)
    texts = [mark_up(source, spans.get(source.number, ())) for source in brief.sources]
    return (
        _environment()
        .get_template("brief.html.jinja")
        .render(
            brief=brief,
            texts=texts,
            sections=[(section, _runs(section.blocks)) for section in brief.sections],
            has_conflict=any(section.key == "conflict" for section in brief.sections),
            voices=VOICES,
        )
    )


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("verbale.brief"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"say_date": say_date, "anchor": anchor, "peek": _peek, "by_place": _by_place, "draw": _draw}
    environment.globals |= {"counted": counted, "hushed": (ABSENCE, RULE), "model": MODEL}
    return environment


def _draw(block: Timeline | StateGraph, name: str) -> Markup:
    drawn = draw_timeline(block, name) if isinstance(block, Timeline) else draw_state_graph(block, name)
    return Markup(drawn)  # made by drawsvg of escaped text; a test parses it


def _by_place(citations: tuple[Citation, ...]) -> list[tuple[tuple[int, int], list[Citation]]]:
    """Group citations by source and paragraph, in the order they stand."""
    places: dict[tuple[int, int], list[Citation]] = {}
    for one in citations:
        places.setdefault((one.source, one.paragraph), []).append(one)
    return [(place, group[:MOST_IN_PLACE]) for place, group in places.items()]


def _peek(citation: Citation) -> str:
    return told(citation.span.text, 180)


def _runs(blocks: tuple[Block, ...]) -> list[tuple[str, list[Block]]]:
    """Group blocks for the page: neighbouring findings make one list."""
    runs: list[tuple[str, list[Block]]] = []
    for block in blocks:
        kind = {Finding: "findings", Table: "table", Heading: "heading"}.get(type(block), "picture")
        if kind == "findings" and runs and runs[-1][0] == kind:
            runs[-1][1].append(block)
        else:
            runs.append((kind, [block]))
    return runs
