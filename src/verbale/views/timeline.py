"""What happened and was said, in the order in which it happened, not in which it was reported; and PLOVER events."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from verbale.records import Event, Reading
from verbale.views.joined import by_date, place, words
from verbale.views.table import Table, table_of


def timeline(readings: Iterable[Reading]) -> Table:
    """Give utterances and events by their own date; ``reported`` is the day of the text that tells of them.

    An act of speech that several texts tell of is one row a text: the ledger does not decide that two
    accounts are of one act.
    """
    readings = tuple(readings)
    rows = [row for reading in readings for row in (*_utterances(reading), *_events(reading))]
    rows.sort(key=lambda row: (by_date(row[0]), row[1] or ""))
    return table_of("timeline", "date kind actor what target replies_to reported words record", rows)


def _utterances(reading: Reading) -> Iterator[tuple[Any, ...]]:
    contents: dict[str, list[Any]] = {}
    for attribution in reading.attributions:
        contents.setdefault(attribution.utterance, []).extend(attribution.content_spans)
    for act in reading.utterances:
        if act.speaker != "AUTHOR":
            replies = ", ".join(place(reading, "utterances", one) for one in act.replies_to) or None
            yield (
                act.date, "utterance", act.speaker, act.what or act.instrument.replace("_", " "),
                act.addressee or act.intended_target, replies, reading.document.published,
                words(contents.get(act.id) or act.evidence), place(reading, "utterances", act.id),
            )  # fmt: skip


def events(readings: Iterable[Reading]) -> Table:
    """Give the PLOVER events: who did what to whom, when, and on whose word."""
    rows = [
        (
            _day(event), event.plover, event.mode, ", ".join(event.actor), ", ".join(event.recipient) or None,
            ", ".join(event.context) or None, ", ".join(event.aux) or None, event.place, event.cameo,
            event.veracity, words([event.extent_span]), place(reading, "events", event.id),
        )
        for reading in readings
        for event in reading.events
    ]  # fmt: skip
    rows.sort(key=lambda row: by_date(row[0]))
    columns = "date event mode actor recipient context aux place cameo veracity words record"
    return table_of("events", columns, rows)


def _day(event: Event) -> str | None:
    start, end = event.date.start, event.date.end
    return start if end in (None, start) else f"{start or ''}/{end}"


def _events(reading: Reading) -> Iterator[tuple[Any, ...]]:
    for event in reading.events:
        what = " ".join(filter(None, (event.plover, event.mode, *event.aux)))
        yield (
            _day(event), "event", ", ".join(event.actor), what, ", ".join(event.recipient) or None, None,
            reading.document.published, words([event.extent_span]), place(reading, "events", event.id),
        )  # fmt: skip
