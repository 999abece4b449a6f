"""What was said: the record types.

All types are frozen, slotted and keyword-only. Offsets are Unicode code points of the document's
text, end exclusive; ``span.text`` equals the slice. Field names and values are those of the gold
format (``verbale-gold/0.1``), so that a program's output can be scored and a person's corrected
output can become gold. the modules :mod:`verbale.encode` and
:mod:`verbale.decode` turn records into that JSON and back.

A reading keeps three layers apart: what parties *said* (utterances, attributions, positions,
conditions), what the *author* of the text infers (``inferences``, ``basis="imputed"``), and what
*verbale* infers (never stored here; see :mod:`verbale.draft`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, Literal

from verbale.codes import (
    AuthorityLevel,
    Basis,
    Carriage,
    Certainty,
    ConditionalForm,
    ConditionStatus,
    ConditionType,
    ConsequentType,
    DocumentKind,
    EntityType,
    EventType,
    InferenceKind,
    Instrument,
    IssueKind,
    Mandate,
    Proximity,
    QuoteType,
    ReporterStance,
    SpeakerLevel,
    SpeechAct,
    Stance,
    Strength,
)
from verbale.encode import reading_to_dict


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A stretch of a document: code points ``start`` to ``end`` (exclusive), and the words there."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Coding:
    """Who gave one field its value: a rule or model with its version, or a person.

    ``confidence`` is 0 to 1, None where the coder states none; ``why`` is one line for a reader.
    """

    field: str
    coder: str
    version: str
    confidence: float | None = None
    why: str | None = None
    evidence: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A text and what is known of it. ``id`` is the SHA-256 of the UTF-8 text; the text is never altered."""

    id: str
    text: str
    title: str | None = None
    author: str | None = None
    publisher: str | None = None
    published: str | None = None
    url: str | None = None
    file: str | None = None
    kind: DocumentKind = "unknown"
    language: str = "en"

    @staticmethod
    def from_text(text: str, **known: Any) -> Document:
        """Make a document of ``text``; ``known`` are other fields, such as ``published="2024-03-14"``."""
        return Document(id=sha256(text.encode("utf-8", "surrogatepass")).hexdigest(), text=text, **known)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """Somebody or something that acts or is spoken for. States by ISO3, persons by surname."""

    id: str
    name: str
    type: EntityType
    of: str | None = None
    role: str | None = None
    on_behalf_of: str | None = None
    plover: str | None = None
    kin_of: str | None = None
    members: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    wikidata: str | None = None
    codings: tuple[Coding, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One expression that names an entity; ``kind`` is name, pronoun, title, kinship or nominal."""

    entity: str
    kind: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """What is talked about, under a label a person would give."""

    id: str
    label: str
    kind: IssueKind
    keywords: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Utterance:
    """One act of speech, and the five fields of its authority with the level derived from them."""

    id: str
    speaker: str
    what: str = ""
    role: str | None = None
    on_behalf_of: str | None = None
    date: str | None = None
    date_basis: str | None = None
    venue: str = "not_stated"
    addressee: str | None = None
    intended_target: str | None = None
    instrument: Instrument = "standing_position"
    speaker_level: SpeakerLevel = "state_unspecified"
    mandate: Mandate = "institutional_unspecified"
    carriage: Carriage = "not_stated"
    relay_distance: int = 1
    relay: tuple[str, ...] = ()
    proximity: Proximity = "none"
    voice_conflict: str | None = None
    replies_to: tuple[str, ...] = ()
    authority_level: AuthorityLevel = "C"
    evidence: tuple[Span, ...] = ()
    codings: tuple[Coding, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposition:
    """What an attribution does: a speech act on an issue, with a stance."""

    speech_act: SpeechAct
    issue: str | None = None
    stance: Stance | None = None
    value: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """One content of an utterance as this text gives it: source, cue, content."""

    id: str
    utterance: str
    source_entity: str
    source_span: Span | None
    cue_span: Span | None
    content_spans: tuple[Span, ...]
    quote_type: QuoteType
    propositions: tuple[Proposition, ...] = ()
    quoted_spans: tuple[Span, ...] = ()
    relay_cue: Span | None = None
    nested_in: str | None = None
    reporter_stance: ReporterStance = "neutral"
    imputed_by: str | None = None
    first_person: bool = False
    date: str | None = None
    codings: tuple[Coding, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """Where an actor (a state or organisation) stands on an issue."""

    id: str
    actor: str
    issue: str
    stance: Stance
    basis: Basis
    evidence: tuple[Span, ...]
    strength: Strength = "plain"
    attribution: str | None = None
    spokesperson: str | None = None
    date: str | None = None
    value: int | float | str | None = None
    conditions: tuple[str, ...] = ()
    codings: tuple[Coding, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """What ``set_by`` makes its step on ``for_`` depend on, and whom (``bound``) that binds."""

    id: str
    type: ConditionType
    set_by: str
    span: Span
    voiced_by: str | None = None
    bound: str | None = None
    issue: str | None = None
    for_: str | None = None
    paraphrase: str = ""
    basis: Basis = "reported"
    utterance: str | None = None
    status_at_doc_date: ConditionStatus = "open"
    codings: tuple[Coding, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionValue:
    """An issue taken (``yes``) or not (``no``) in the antecedent of a conditional."""

    issue: str
    value: Literal["yes", "no"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Conditional:
    """If antecedent, then consequent: who would act, and in what way that matters to whom."""

    id: str
    form: ConditionalForm
    antecedent: Span
    consequent: Span
    antecedent_actor: str | None = None
    antecedent_options: tuple[OptionValue, ...] = ()
    consequent_actor: tuple[str, ...] = ()
    consequent_type: ConsequentType = "evaluation"
    modal: str | None = None
    holder: str = "AUTHOR"
    certainty: Certainty = "asserted"
    third_parties: tuple[str, ...] = ()
    attribution: str | None = None
    codings: tuple[Coding, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DateRange:
    """First and last day (ISO, inclusive); None where unknown."""

    start: str | None = None
    end: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A PLOVER event. ``aux`` holds historical, future, hypothetical, negated; ``group`` joins mentions."""

    id: str
    plover: EventType
    mode: str | None
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    trigger_span: Span
    extent_span: Span
    date: DateRange = field(default_factory=DateRange)
    context: tuple[str, ...] = ()
    aux: tuple[str, ...] = ()
    group: str = ""
    veracity: str = "asserted_by:AUTHOR"
    place: str | None = None
    attribution: str | None = None
    cameo: str | None = None
    codings: tuple[Coding, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DateMention:
    """A date in the text: value YYYY-MM-DD, YYYY-MM, YYYY, a ``/`` range, or a duration (P135D)."""

    id: str
    value: str
    type: str
    span: Span
    fact: str = ""
    codings: tuple[Coding, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A figure with its noun, and who claims it."""

    id: str
    value: int | float | str
    unit: str
    claimed_by: str
    span: Span
    issue: str | None = None
    attribution: str | None = None
    disputed_with: str | None = None
    codings: tuple[Coding, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Inference:
    """What the author of the text concludes in their own voice; never a statement of a party."""

    id: str
    kind: InferenceKind
    certainty: Certainty
    about: str
    span: Span
    hedge_spans: tuple[Span, ...] = ()
    codings: tuple[Coding, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One side of a dispute: what an actor says, and the attributions that say it."""

    actor: str
    says: str
    attribution: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute:
    """Rival claims on one question."""

    id: str
    issue: str
    sides: tuple[Side, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """Something a reader should know of how a text was read, such as a passage left alone."""

    kind: str
    message: str
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A document and everything read from it."""

    document: Document
    entities: tuple[Entity, ...] = ()
    mentions: tuple[Mention, ...] = ()
    issues: tuple[Issue, ...] = ()
    utterances: tuple[Utterance, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    positions: tuple[Position, ...] = ()
    conditions: tuple[Condition, ...] = ()
    conditionals: tuple[Conditional, ...] = ()
    events: tuple[Event, ...] = ()
    dates: tuple[DateMention, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    inferences: tuple[Inference, ...] = ()
    disputes: tuple[Dispute, ...] = ()
    notes: tuple[Note, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Give the reading in the form of the gold files (what ``verbale read --json`` prints)."""
        return reading_to_dict(self)
