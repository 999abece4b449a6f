"""The records of many readings joined: who said what, about what, in which document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Protocol

from verbale.errors import InputError
from verbale.records import Attribution, Reading, Span, Utterance

SHORT = 8


class HasReadings(Protocol):
    """A ledger, or whatever else keeps readings."""

    def readings(self) -> Iterable[Reading]:
        """Give the readings, corrections applied."""


Source = Reading | Iterable[Reading] | HasReadings


def readings_of(source: Source) -> tuple[Reading, ...]:
    """Give the readings of ``source``, the earliest publication first, undated ones last."""
    found: Any = source
    if isinstance(source, Reading):
        found = (source,)
    elif hasattr(source, "readings"):
        found = source.readings()
    readings = tuple(found)
    if wrong := [one for one in readings if not isinstance(one, Reading)]:
        raise InputError(f"expected readings, found {type(wrong[0]).__name__}; read the text first")
    return tuple(sorted(readings, key=lambda reading: reading.document.published or "9999"))


@dataclass(frozen=True, slots=True)
class Said:
    """An attribution with its utterance and document."""

    reading: Reading
    attribution: Attribution
    utterance: Utterance | None

    @property
    def date(self) -> str | None:
        """When it was said, which may be long before it was reported."""
        return self.attribution.date or (self.utterance.date if self.utterance else None)

    @property
    def spoken_for(self) -> str:
        """Who is bound by it: the one spoken for, or the speaker where nobody is."""
        said = self.utterance
        return (said.on_behalf_of or said.speaker) if said else self.attribution.source_entity


def all_said(readings: Iterable[Reading]) -> Iterator[Said]:
    """Give every attribution of ``readings``, in order."""
    for reading in readings:
        utterances = {one.id: one for one in reading.utterances}
        for attribution in reading.attributions:
            yield Said(reading, attribution, utterances.get(attribution.utterance))


def place(reading: Reading, layer: str, record: str) -> str:
    """Name a record as the ledger does: ``0c7662a4:positions/P3``."""
    return f"{reading.document.id[:SHORT]}:{layer}/{record}"


def words(spans: Iterable[Span]) -> str:
    """Give the words of ``spans``, gaps shown."""
    return " … ".join(" ".join(span.text.split()) for span in spans)


def by_date(date: str | None) -> str:
    """Give a key that sorts ISO dates of any precision, ranges by their first known day, unknown ones last."""
    return next((day for day in (date or "").split("/") if day), "9999")
