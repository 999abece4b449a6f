"""A text with its codings: each coded span, what it was coded as, by which rule or model, how surely and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields
from typing import Any

from verbale.records import Coding, Reading, Span
from verbale.views.joined import place
from verbale.views.table import Table, table_of

_SPANS = ("content_spans", "span", "evidence", "antecedent", "extent_span")
_TELLING: dict[str, tuple[str, ...]] = {
    "utterances": ("speaker", "date", "instrument", "authority_level"),
    "attributions": ("source_entity", "quote_type", "propositions"),
    "positions": ("actor", "stance", "strength", "basis"),
    "conditions": ("type", "set_by", "bound"),
    "conditionals": ("form", "consequent_type", "holder"),
    "events": ("plover", "mode", "actor", "recipient", "aux"),
    "dates": ("value", "type"),
    "quantities": ("value", "unit", "claimed_by"),
    "inferences": ("kind", "certainty"),
}


def why(readings: Iterable[Reading]) -> Table:
    """Give every coding of every reading in the order of the text, with its reason."""
    rows = [row for reading in readings for row in sorted(_rows(reading), key=lambda row: (row[0], row[1], row[3]))]
    return table_of("why", "start end words layer value coder version confidence why record", rows)


def _rows(reading: Reading) -> Iterator[tuple[Any, ...]]:
    for layer in _TELLING:
        for record in getattr(reading, layer):
            span = _span_of(record)
            if span is None:
                continue
            for coding in record.codings or (Coding(field=layer, coder="not stated", version=""),):
                yield (
                    span.start,
                    span.end,
                    span.text,
                    layer,
                    _value(layer, record),
                    coding.coder,
                    coding.version,
                    coding.confidence,
                    coding.why or f"coded {coding.field}",
                    place(reading, layer, record.id),
                )


def _span_of(record: Any) -> Span | None:
    names = {f.name for f in fields(record)}
    for name in _SPANS:
        if name in names:
            value = getattr(record, name)
            first = value[0] if isinstance(value, tuple) and value else value
            if isinstance(first, Span):
                return first
    return None


def _value(layer: str, record: Any) -> str:
    return " ".join(_told(getattr(record, name)) for name in _TELLING[layer] if getattr(record, name) not in (None, ()))


def _told(value: Any) -> str:
    if isinstance(value, tuple):
        return ",".join(_told(one) for one in value)
    acts = getattr(value, "speech_act", None)
    return str(acts) if acts is not None else str(value)
