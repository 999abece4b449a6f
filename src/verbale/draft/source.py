"""What a draft is made from: one reading, several, or anything with a ``readings()`` method."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from verbale.codes import AuthorityLevel, Basis
from verbale.draft.model import Evidence
from verbale.errors import InputError
from verbale.records import Attribution, Coding, Entity, Reading, Span, Utterance


class HasReadings(Protocol):
    """A ledger, or whatever else keeps readings."""

    def readings(self) -> Iterable[Reading]:
        """Give the readings, corrections applied."""
        ...


Source = Reading | Sequence[Reading] | HasReadings


def readings_of(source: Source) -> tuple[Reading, ...]:
    """Give the readings of ``source`` in the order of their publication, undated ones where they stand."""
    found: Any
    if isinstance(source, Reading):
        found = (source,)
    elif isinstance(source, Iterable):
        found = tuple(source)
    elif hasattr(source, "readings"):
        found = tuple(source.readings())
    else:
        raise InputError(
            f"expected a Reading, several, or a ledger, found {type(source).__name__}; "
            "read the text first with verbale.read"
        )
    wrong = next((one for one in found if not isinstance(one, Reading)), None)
    if wrong is not None:
        raise InputError(f"expected readings, found {type(wrong).__name__}; read the text first")
    days: list[str] = []
    for reading in found:
        days.append(reading.document.published or (days[-1] if days else ""))
    return tuple(reading for _, reading in sorted(zip(days, found, strict=True), key=lambda pair: pair[0]))


@dataclass(frozen=True, slots=True)
class Record:
    """A reading with its records by id, and its place ``number`` among the readings.

    ``in_one_voice`` are the speakers of joint texts: "the sides" of a declaration are no party of their own.
    """

    reading: Reading
    number: int
    entities: dict[str, Entity]
    utterances: dict[str, Utterance]
    attributions: dict[str, Attribution]
    in_one_voice: frozenset[str]

    @staticmethod
    def of(reading: Reading, number: int) -> Record:
        """Index ``reading``."""
        return Record(
            reading,
            number,
            {one.id: one for one in reading.entities},
            {one.id: one for one in reading.utterances},
            {one.id: one for one in reading.attributions},
            frozenset(one.speaker for one in reading.utterances if one.instrument in ("joint_statement", "treaty")),
        )

    def actor(self, entity: str | None) -> str | None:
        """Give whom ``entity`` acts for: a person's country or organisation, else the entity itself."""
        if entity is None or entity == "AUTHOR":
            return None
        known = self.entities.get(entity)
        if known is None:
            return entity
        if known.type == "author":
            return None
        if known.type in ("person", "unnamed_source"):
            return known.on_behalf_of or known.of
        if known.type == "grouping" and known.id in self.in_one_voice:
            return None
        return known.on_behalf_of or entity

    def name(self, entity: str) -> str:
        """Give an entity's name, its id where it has none."""
        known = self.entities.get(entity)
        return known.name if known else entity

    def speaker_actor(self, utterance: Utterance) -> str | None:
        """Give whom an utterance binds; a personal view still counts as a word from the speaker's side."""
        if utterance.on_behalf_of:
            return self.actor(utterance.on_behalf_of)
        known = self.entities.get(utterance.speaker)
        return (known.of or self.actor(utterance.speaker)) if known else utterance.speaker

    def evidence(
        self,
        span: Span,
        record: str,
        basis: Basis,
        attribution: Attribution | None = None,
        utterance: Utterance | None = None,
        codings: tuple[Coding, ...] = (),
        date: str | None = None,
    ) -> Evidence:
        """Point at ``span``, with speaker, authority and date of the utterance behind it."""
        if attribution is not None and utterance is None:
            utterance = self.utterances.get(attribution.utterance)
        authority: AuthorityLevel | None = utterance.authority_level if utterance else None
        coder = f"{codings[0].coder} {codings[0].version}".strip() if codings else "not told"
        return Evidence(
            document=self.reading.document.id,
            span=span,
            record=record,
            basis=basis,
            speaker=utterance.speaker if utterance else None,
            voice=self.name(utterance.speaker) if utterance else None,
            utterance=utterance.id if utterance else None,
            authority=authority,
            date=date or (utterance.date if utterance else None),
            coder=coder,
        )


def names_of(records: Sequence[Record]) -> dict[str, str]:
    """Give the name of each entity, the first reading that has one deciding."""
    names: dict[str, str] = {}
    for record in records:
        for entity in record.reading.entities:
            names.setdefault(entity.id, entity.name)
    return names
