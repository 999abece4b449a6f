"""A source's text with every cited span marked and reachable by a link."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup, escape

from verbale.brief.findings import Block, Brief, Citation, Finding, Source, StateGraph, Table, Timeline


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A numbered paragraph of a source, its text escaped and its cited spans marked."""

    number: int
    html: Markup


def anchor(citation: Citation) -> str:
    """Give the name that a citation's words carry in the page.

    >>> from verbale.records import Span
    >>> anchor(Citation(source=2, paragraph=5, span=Span(start=10, end=14, text="word")))
    's2-10-14'
    """
    return f"s{citation.source}-{citation.span.start}-{citation.span.end}"


def cited(brief: Brief) -> dict[int, set[tuple[int, int]]]:
    """Give the spans that a brief cites, by source number."""
    found: dict[int, set[tuple[int, int]]] = {}
    for section in brief.sections:
        for block in section.blocks:
            for one in citations_of(block):
                found.setdefault(one.source, set()).add((one.span.start, one.span.end))
    return found


def findings_of(block: Block) -> list[Finding]:
    """Give every finding of a block, those in the cells of a table included."""
    if isinstance(block, Finding):
        return [block]
    if isinstance(block, Table):
        cells = [cell for row in block.rows for cell in row if not isinstance(cell, str)]
        return [finding for cell in cells for finding in cell]
    return []


def citations_of(block: Block) -> list[Citation]:
    """Give every citation of a block."""
    if isinstance(block, Timeline):
        return [act.citation for act in block.acts if act.citation]
    if isinstance(block, StateGraph):
        return []
    return [one for finding in findings_of(block) for one in finding.citations]


def mark_up(source: Source, spans: Iterable[tuple[int, int]]) -> list[Paragraph]:
    """Mark spans in a source's text, paragraph by paragraph.

    Spans may nest and overlap. A span that crosses the edge of another, or of a paragraph, is marked in
    pieces; the first piece carries the anchor.
    """
    wanted = sorted({one for one in spans if one[0] < one[1]}, key=lambda one: (one[0], -one[1]))
    out: list[Paragraph] = []
    anchored: set[tuple[int, int]] = set()
    offset = 0
    for line in source.text.splitlines(keepends=True):
        start, end = offset, offset + len(line.rstrip())
        offset += len(line)
        if start == end:
            continue
        here = [one for one in wanted if one[0] < end and one[1] > start]
        html = _mark(source, (start, end), here, anchored)
        out.append(Paragraph(number=len(out) + 1, html=html))
    return out


def _mark(
    source: Source, bounds: tuple[int, int], spans: list[tuple[int, int]], anchored: set[tuple[int, int]]
) -> Markup:
    start, end = bounds
    clipped = [(max(one[0], start), min(one[1], end), one) for one in spans]
    edges = sorted({start, end, *(c[0] for c in clipped), *(c[1] for c in clipped)})
    parts: list[Markup] = []
    open_spans: list[tuple[int, int, tuple[int, int]]] = []
    for left, right in pairwise(edges):
        keep = 0
        while keep < len(open_spans) and open_spans[keep][1] > left:
            keep += 1
        parts += [Markup("</mark>")] * (len(open_spans) - keep)
        reopened = [one for one in open_spans[keep:] if one[1] > left]
        open_spans = open_spans[:keep]
        for one in [*reopened, *(c for c in clipped if c[0] == left)]:
            parts.append(_opening(source.number, one[2], anchored))
            open_spans.append(one)
        parts.append(escape(source.text[left:right]))
    parts += [Markup("</mark>")] * len(open_spans)
    return Markup("").join(parts)


def _opening(number: int, span: tuple[int, int], anchored: set[tuple[int, int]]) -> Markup:
    name = f"s{number}-{span[0]}-{span[1]}"
    kind = "data-of" if span in anchored else "id"
    anchored.add(span)
    return Markup('<mark {}="{}">').format(Markup(kind), name)
