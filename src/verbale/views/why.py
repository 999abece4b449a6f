"""Why a text was read as it was: each record at its words, with the rule, model or person behind each value."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from itertools import pairwise
from typing import Any

from verbale.records import Attribution, Coding, Reading, Span
from verbale.views.topics import topics_of

_PARAGRAPH = re.compile(r"[^\n]*\S[^\n]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """One record: its name (``attributions/A1``), what it says, who coded it, and where its words are."""

    record: str
    what: str
    coded: tuple[str, ...]
    spans: tuple[Span, ...]

    @property
    def layer(self) -> str:
        """The layer that the record is of."""
        return self.record.partition("/")[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A paragraph of the text and the remarks on words that begin in it."""

    start: int
    end: int
    text: str
    remarks: tuple[Remark, ...]


def why(reading: Reading) -> tuple[Passage, ...]:
    """Give the text of ``reading`` paragraph by paragraph, with what was read from each and why."""
    found = sorted(remarks(reading), key=lambda one: (one.spans[0].start, one.record))
    passages = []
    for match in _PARAGRAPH.finditer(reading.document.text):
        start, end = match.span()
        mine = tuple(one for one in found if start <= one.spans[0].start < end)
        passages.append(Passage(start=start, end=end, text=match.group(), remarks=mine))
    return tuple(passages)


def remarks(reading: Reading) -> Iterator[Remark]:
    """Give a remark for each record of ``reading`` that rests on words."""
    utterances = {one.id: one for one in reading.utterances}
    topics = topics_of([reading])
    for told in reading.attributions:
        said = utterances.get(told.utterance)
        whom = f"{told.source_entity} for {said.on_behalf_of}" if said and said.on_behalf_of else told.source_entity
        when = f", {said.date or 'undated'}, authority {said.authority_level}" if said else ""
        acts = "; ".join(
            _words(one.speech_act, topics.label(reading, one.issue), one.stance) for one in told.propositions
        )
        yield from _remark("attributions", told, f"{whom}{when}: {acts or told.quote_type}", _spans_of(told))
    for held in reading.positions:
        what = f"{held.actor} is {_words(held.stance)}: {topics.label(reading, held.issue)} ({_words(held.basis)})"
        yield from _remark("positions", held, what, held.evidence)
    for asked in reading.conditions:
        what = f"{_words(asked.type)} of {asked.set_by} for {asked.for_ or 'what it would do'}"
        yield from _remark("conditions", asked, what, (asked.span,))
    for one in reading.conditionals:
        what = f"{_words(one.form)}, held by {one.holder}, {_words(one.consequent_type, one.certainty)}"
        yield from _remark("conditionals", one, what, (one.antecedent, one.consequent))
    for event in reading.events:
        what = f"{', '.join(event.actor)} {_words(event.plover, event.mode)} {', '.join(event.recipient)}".rstrip()
        yield from _remark("events", event, what, (event.extent_span,))
    for day in reading.dates:
        yield from _remark("dates", day, day.value, (day.span,))
    for figure in reading.quantities:
        what = f"{figure.value} {figure.unit}, claimed by {figure.claimed_by}"
        yield from _remark("quantities", figure, what, (figure.span,))
    for judged in reading.inferences:
        what = f"the author's own: {_words(judged.kind, judged.certainty)}"
        yield from _remark("inferences", judged, what, (judged.span,))


def _remark(layer: str, record: Any, what: str, spans: tuple[Span, ...]) -> Iterator[Remark]:
    if spans:
        ordered = tuple(sorted(spans, key=lambda span: span.start))
        coded = tuple(_coded(one) for one in record.codings)
        yield Remark(record=f"{layer}/{record.id}", what=what, coded=coded, spans=ordered)


def _spans_of(told: Attribution) -> tuple[Span, ...]:
    ends = [span for span in (told.source_span, told.cue_span) if span is not None]
    return (*told.content_spans, *ends)


def _words(*values: str | None) -> str:
    return " ".join(value.replace("_", " ") for value in values if value)


def _coded(coding: Coding) -> str:
    sure = "" if coding.confidence is None else f", {coding.confidence:.2f}"
    reason = f": {coding.why}" if coding.why else ""
    return f"{coding.field} by {coding.coder} {coding.version}{sure}{reason}"


def why_page(reading: Reading) -> str:
    """Give the same as one HTML page, without scripts; what the text says is escaped."""
    title = escape(reading.document.title or reading.document.file or "A text")
    spans = [(span.start, span.end, one) for one in remarks(reading) for span in one.spans]
    body = "\n".join(_passage_html(passage, spans) for passage in why(reading))
    notes = "".join(f"<li>{escape(note.message)}</li>" for note in reading.notes)
    told = f"<h2>Notes</h2><ul>{notes}</ul>" if notes else ""
    return (
        f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>{title}</title>'
        f"<style>{_STYLE}</style></head>\n<body><h1>{title}</h1>\n{body}\n{told}</body></html>\n"
    )


def _passage_html(passage: Passage, spans: list[tuple[int, int, Remark]]) -> str:
    inside = [(max(a, passage.start), min(b, passage.end), one) for a, b, one in spans]
    inside = [(a, b, one) for a, b, one in inside if a < b]
    cuts = sorted({passage.start, passage.end, *(cut for a, b, _ in inside for cut in (a, b))})
    out = []
    for a, b in pairwise(cuts):
        here = [one for start, end, one in inside if start <= a and b <= end]
        text = escape(passage.text[a - passage.start : b - passage.start])
        names = escape(" ".join(one.record for one in here))
        out.append(f'<mark class="n{min(len(here), 4)}" title="{names}">{text}</mark>' if here else text)
    items = "".join(
        f'<li class="{one.layer}"><b id="{escape(one.record)}">{escape(one.record)}</b> {escape(one.what)}'
        f"<small>{''.join(f'<br>{escape(line)}' for line in one.coded)}</small></li>"
        for one in passage.remarks
    )
    return f"<section><p>{''.join(out)}</p>{f'<ul>{items}</ul>' if items else ''}</section>"


_STYLE = """
:root { color-scheme: light dark; }
body { font: 1rem/1.5 Georgia, serif; max-width: 75rem; margin: 2rem auto; padding: 0 1rem; }
section { display: grid; grid-template-columns: 3fr 2fr; gap: 2rem; border-top: 1px solid #8884; }
ul { list-style: none; padding: 0; font: 0.85rem/1.4 system-ui, sans-serif; }
li { margin: 0.6rem 0; padding-left: 0.6rem; border-left: 3px solid #1f4e79; }
li.inferences, li.conditionals { border-left-style: double; }
small { opacity: 0.75; }
mark { color: inherit; background: none; border-bottom: 2px solid #1f4e7966; }
mark.n2 { border-bottom-width: 3px; } mark.n3, mark.n4 { border-bottom-width: 4px; }
@media (max-width: 50rem) { section { grid-template-columns: 1fr; gap: 0; } }
"""
