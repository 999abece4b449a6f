"""Events in the forms of the field: PLOVER records and counts by dyad and month."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from verbale.records import Entity, Event, Reading
from verbale.views.plover import load_codebook, score_of
from verbale.views.table import Table, table_of

QUADS = {1: "verbal_cooperation", 2: "material_cooperation", 3: "verbal_conflict", 4: "material_conflict"}


def plover_records(reading: Reading) -> Iterator[dict[str, Any]]:
    """Give the events of a reading as PLOVER records, one dictionary an event; each line of JSON Lines is one.

    Actor and recipient are lists of {code, sector, entity_text, identifier_id, office}; the auxiliary marks
    stand in ``mode`` beside the mode, as the manual has it; what PLOVER has no field for (veracity,
    attribution, who coded it) is in ``comment`` and ``text_info``.
    """
    entities = {one.id: one for one in reading.entities}
    quads = load_codebook().quads
    for number, event in enumerate(reading.events, 1):
        yield {
            "id": f"{reading.document.id[:12]}-{event.id}",
            "date": event.date.start or reading.document.published,
            "enddate": event.date.end if event.date.end != event.date.start else None,
            "actor": [_party(one, entities) for one in event.actor],
            "recipient": [_party(one, entities) for one in event.recipient],
            "event": [event.plover],
            "event_loc": event.place,
            "event_text": event.trigger_span.text,
            "quad_code": quads[event.plover],
            "event_scale": score_of(event.plover, event.mode),
            "mode": [one for one in (event.mode, *event.aux) if one],
            "context": list(event.context),
            "text": event.extent_span.text,
            "text_info": {"sequence": number, "start": event.extent_span.start, "end": event.extent_span.end},
            "cite_info": {
                "title": reading.document.title,
                "publisher": reading.document.publisher,
                "published": reading.document.published,
                "url": reading.document.url,
            },
            "cameo": event.cameo,
            "coder": event.codings[0].coder if event.codings else None,
            "comment": event.veracity,
        }


def _party(identity: str, entities: dict[str, Entity]) -> dict[str, Any]:
    entity = entities.get(identity)
    codes = (entity.plover or "").split() if entity else []
    return {
        "code": codes[0] if codes else identity,
        "sector": codes[1] if len(codes) > 1 else None,
        "entity_text": entity.name if entity else identity,
        "identifier_id": entity.wikidata if entity else None,
        "office": entity.role if entity else None,
    }


def asserted(event: Event) -> bool:
    """Tell whether an event is told as having happened: neither conditional nor negated."""
    return not {"hypothetical", "negated"} & set(event.aux)


def dyad_months(readings: Iterable[Reading]) -> Table:
    """Give for each actor, recipient and month the events of each quad and their mean score.

    Several mentions of one act count once. An event counts in the month of its date, in that of its text
    where it has none; conditional and negated ones do not count. Acts done together count for each pair.
    """
    counts: dict[tuple[str, str, str], Counter[int]] = defaultdict(Counter)
    totals: dict[tuple[str, str, str], float] = defaultdict(float)
    quads = load_codebook().quads
    for reading in readings:
        for event in _first_mentions(reading):
            month = (event.date.start or reading.document.published or "")[:7]
            for actor, recipient in _dyads(event):
                key = (actor, recipient, month)
                counts[key][quads[event.plover]] += 1
                totals[key] += score_of(event.plover, event.mode)
    rows = [
        (*key, *(counts[key][quad] for quad in QUADS), round(totals[key] / sum(counts[key].values()), 2))
        for key in sorted(counts)
    ]
    return table_of("dyad_months", f"actor recipient month {' '.join(QUADS.values())} score", rows)


def _first_mentions(reading: Reading) -> Iterator[Event]:
    seen: set[str] = set()
    for event in reading.events:
        if asserted(event) and event.group not in seen:
            if event.group:
                seen.add(event.group)
            yield event


def _dyads(event: Event) -> Iterator[tuple[str, str]]:
    if event.recipient:
        yield from ((a, b) for a in event.actor for b in event.recipient if a != b)
    else:
        yield from ((a, b) for a in event.actor for b in event.actor if a != b)
