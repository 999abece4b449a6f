"""A reading as statement cards: what stands beside the text, in the order of the words it rests on."""

from __future__ import annotations

import typing
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from verbale.brief.dossier import Dossier
from verbale.brief.exchange import authority
from verbale.brief.findings import Voice
from verbale.brief.stances import voice_of
from verbale.brief.wording import STANCES, say_date, spaced
from verbale.codes import (
    Basis,
    ConditionStatus,
    ConditionType,
    Instrument,
    Mandate,
    QuoteType,
    SpeakerLevel,
    SpeechAct,
    Stance,
    Strength,
)
from verbale.records import Coding, Reading, Span

PERSON = "person"


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A field that a reader may correct; ``choices`` are its allowed values, none for free text."""

    record: str
    name: str
    value: str
    choices: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """The field's name as a reader sees it."""
        return spaced(self.name.rpartition(".")[2])


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One record beside the text.

    ``by_person`` tells whether a person has coded any of it; ``why`` are lines that say who coded what.
    """

    record: str
    layer: str
    voice: Voice
    head: str
    lines: tuple[str, ...]
    spans: tuple[Span, ...]
    fields: tuple[Field, ...]
    why: tuple[str, ...]
    by_person: bool


def cards(reading: Reading) -> tuple[Card, ...]:
    """Give a card for each attribution, position and condition, in the order of the text."""
    dossier = Dossier([reading])
    found = [*_attributions(dossier, reading), *_positions(dossier, reading), *_conditions(dossier, reading)]
    return tuple(sorted(found, key=lambda card: card.spans[0].start if card.spans else len(reading.document.text)))


def _attributions(dossier: Dossier, reading: Reading) -> Iterator[Card]:
    acts = {one.utterance.id: one for one in dossier.acts}
    levels = {one.id: one for one in reading.utterances}
    for one in reading.attributions:
        act = acts.get(one.utterance)
        own = one.utterance in levels and dossier.own_voice(levels[one.utterance])
        lines = [f"{say_date(one.date or (levels[one.utterance].date if one.utterance in levels else None))}"]
        lines += [authority(act)] if act else []
        lines += [
            f"{spaced(part.speech_act)}: {dossier.issue(1, part.issue)}"
            + (f" ({STANCES.get(part.stance, part.stance)})" if part.stance else "")
            for part in one.propositions
        ]
        record = f"attributions/{one.id}"
        yield Card(
            record=record,
            layer="statement",
            voice="author" if own or one.quote_type == "imputed" else "said",
            head=dossier.name(one.source_entity),
            lines=tuple(lines),
            spans=one.content_spans,
            fields=(
                Field(record=record, name="source_entity", value=one.source_entity),
                Field(record=record, name="quote_type", value=one.quote_type, choices=typing.get_args(QuoteType)),
                *(
                    field
                    for place, part in enumerate(one.propositions)
                    for field in (
                        _field(record, f"propositions.{place}.speech_act", part.speech_act, SpeechAct),
                        _field(record, f"propositions.{place}.stance", part.stance, Stance),
                    )
                ),
                *(_utterance_fields(reading, one.utterance)),
            ),
            why=_why(one.codings),
            by_person=_by_person(one.codings),
        )


def _utterance_fields(reading: Reading, name: str) -> Iterator[Field]:
    found = next((one for one in reading.utterances if one.id == name), None)
    if found is None:
        return
    record = f"utterances/{found.id}"
    yield Field(record=record, name="date", value=found.date or "")
    yield Field(record=record, name="on_behalf_of", value=found.on_behalf_of or "")
    yield _field(record, "mandate", found.mandate, Mandate)
    yield _field(record, "speaker_level", found.speaker_level, SpeakerLevel)
    yield _field(record, "instrument", found.instrument, Instrument)


def _positions(dossier: Dossier, reading: Reading) -> Iterator[Card]:
    for one in reading.positions:
        record = f"positions/{one.id}"
        stance = STANCES.get(one.stance, one.stance)
        yield Card(
            record=record,
            layer="position",
            voice=voice_of(one.basis),
            head=dossier.name(one.actor),
            lines=(f"{dossier.issue(1, one.issue)}: {stance}", say_date(one.date), one.strength),
            spans=one.evidence,
            fields=(
                Field(record=record, name="actor", value=one.actor),
                Field(record=record, name="issue", value=one.issue),
                _field(record, "stance", one.stance, Stance),
                _field(record, "strength", one.strength, Strength),
                _field(record, "basis", one.basis, Basis),
            ),
            why=_why(one.codings),
            by_person=_by_person(one.codings),
        )


def _conditions(dossier: Dossier, reading: Reading) -> Iterator[Card]:
    for one in reading.conditions:
        record = f"conditions/{one.id}"
        bound = f"binds {dossier.name(one.bound)}" if one.bound else "binds nobody named"
        yield Card(
            record=record,
            layer="condition",
            voice=voice_of(one.basis),
            head=dossier.name(one.set_by),
            lines=(f"{spaced(one.type)} for: {dossier.issue(1, one.for_)}", bound, one.status_at_doc_date),
            spans=(one.span,),
            fields=(
                Field(record=record, name="set_by", value=one.set_by),
                Field(record=record, name="bound", value=one.bound or ""),
                _field(record, "type", one.type, ConditionType),
                _field(record, "status_at_doc_date", one.status_at_doc_date, ConditionStatus),
            ),
            why=_why(one.codings),
            by_person=_by_person(one.codings),
        )


def _field(record: str, name: str, value: str | None, kind: object) -> Field:
    return Field(record=record, name=name, value=value or "", choices=typing.get_args(kind))


def _why(codings: Sequence[Coding]) -> tuple[str, ...]:
    lines = []
    for one in codings:
        sure = f", confidence {one.confidence:.2f}" if one.confidence is not None else ""
        because = f": {one.why}" if one.why else ""
        lines.append(f"{one.field} by {one.coder} {one.version}{sure}{because}".replace("  ", " "))
    return tuple(lines)


def _by_person(codings: Sequence[Coding]) -> bool:
    return any(one.coder == PERSON or one.coder.startswith(f"{PERSON}:") for one in codings)
