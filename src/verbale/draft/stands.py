"""Where each party stands on each topic, with the speech act, the authority and the words behind it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from verbale.codes import AuthorityLevel, Basis, Strength
from verbale.draft.model import Evidence, Stand
from verbale.draft.source import Record
from verbale.draft.topics import FLIPPED, Topics
from verbale.records import Attribution, Position, Utterance

AUTHORITY_ORDER: tuple[AuthorityLevel, ...] = ("A", "B", "C", "D", "E", "F")
STRENGTH_ORDER: tuple[Strength, ...] = ("categorical", "plain", "hedged")
OWN_WORDS: tuple[Basis, ...] = ("stated", "reported")
# Acts that place the speaker; a claim about what another will do does not.
TAKES_A_STAND = frozenset(
    "commit propose offer express_openness demand exclude reject accept threaten warn reaffirm "
    "evaluate_positive evaluate_negative imputed_attitude".split()
)


def authority_rank(level: AuthorityLevel | None) -> int:
    """Give 0 for the highest authority; a position with no utterance behind it counts as C."""
    return AUTHORITY_ORDER.index(level or "C")


def stands_of(records: Sequence[Record], topics: Topics) -> list[Stand]:
    """Give every stand of the record, in the order in which it was said."""
    found = [stand for record in records for stand in _of_record(record, topics)]
    return sorted(found, key=lambda stand: (stand.date or "9999", stand.order))


def _of_record(record: Record, topics: Topics) -> Iterator[Stand]:
    seen: set[tuple[str | None, str]] = set()
    for position in record.reading.positions:
        stand = _from_position(record, topics, position)
        if stand is not None:
            seen.add((stand.attribution, stand.topic))
            yield stand
    for attribution in record.reading.attributions:
        for stand in _from_attribution(record, topics, attribution):
            if (attribution.id, stand.topic) not in seen:
                yield stand


def _from_position(record: Record, topics: Topics, position: Position) -> Stand | None:
    found, actor = topics.find(record.number, position.issue), record.actor(position.actor)
    if found is None or actor is None or not position.evidence:
        return None
    topic, sign = found
    attribution = record.attributions.get(position.attribution or "")
    utterance = record.utterances.get(attribution.utterance) if attribution else None
    date = position.date or _date(record, utterance)
    return Stand(
        actor=actor,
        topic=topic.id,
        stance=position.stance if sign > 0 else FLIPPED.get(position.stance, position.stance),
        strength=position.strength,
        basis=position.basis,
        authority=utterance.authority_level if utterance else None,
        date=date,
        order=(record.number, position.evidence[0].start),
        acts=_acts(attribution, position.issue),
        evidence=record.evidence(
            position.evidence[0],
            f"positions {position.id}",
            position.basis,
            attribution,
            codings=position.codings,
            date=date or None,
        ),
        conditions=position.conditions,
        attribution=position.attribution,
        to=_addressees(record, utterance),
    )


def _from_attribution(record: Record, topics: Topics, attribution: Attribution) -> Iterator[Stand]:
    utterance = record.utterances.get(attribution.utterance)
    if utterance is None or not attribution.content_spans:
        return
    actor = record.speaker_actor(utterance)
    basis = _told_basis(record, attribution, actor)
    if basis == "imputed":
        actor = record.actor(attribution.source_entity)
    for proposition in attribution.propositions:
        found = topics.find(record.number, proposition.issue)
        if found is None or proposition.stance is None or actor is None:
            continue
        if proposition.speech_act not in TAKES_A_STAND and not found[0].is_claim:
            continue
        topic, sign = found
        stance = proposition.stance if sign > 0 else FLIPPED.get(proposition.stance, proposition.stance)
        yield Stand(
            actor=actor,
            topic=topic.id,
            stance=stance,
            strength="plain",
            basis=basis,
            authority=utterance.authority_level,
            date=_date(record, utterance),
            order=(record.number, attribution.content_spans[0].start),
            acts=(proposition.speech_act,),
            evidence=_evidence(record, attribution, utterance, basis),
            attribution=attribution.id,
            to=_addressees(record, utterance),
        )


def _evidence(record: Record, attribution: Attribution, utterance: Utterance, basis: Basis) -> Evidence:
    return record.evidence(
        attribution.content_spans[0],
        f"attributions {attribution.id}",
        basis,
        attribution,
        utterance,
        codings=attribution.codings,
    )


def is_imputed(attribution: Attribution) -> bool:
    """Tell whether the author of the text reads a content into a party's mind, by its kind or its speech acts."""
    read_in = [one.speech_act.startswith("imputed") for one in attribution.propositions]
    return attribution.quote_type == "imputed" or (bool(read_in) and all(read_in))


def basis_of(attribution: Attribution) -> Basis:
    """Give the basis of an attribution's content: quoted words are stated, the rest reported."""
    if is_imputed(attribution):
        return "imputed"
    return "stated" if attribution.quote_type in ("direct", "partial_direct") else "reported"


def _told_basis(record: Record, attribution: Attribution, actor: str | None) -> Basis:
    """Give the basis, seeing that words told within another party's speech are that party's telling."""
    basis = basis_of(attribution)
    outer = record.attributions.get(attribution.nested_in or "")
    teller = record.utterances.get(outer.utterance) if outer else None
    if basis != "imputed" and teller is not None and record.speaker_actor(teller) != actor:
        return "attributed_by_adversary"
    return basis


def _acts(attribution: Attribution | None, issue: str) -> tuple[str, ...]:
    if attribution is None:
        return ()
    return tuple(one.speech_act for one in attribution.propositions if one.issue == issue)


def _date(record: Record, utterance: Utterance | None) -> str:
    """Give the day of the words; a standing position is older than anything with a date of its own."""
    if utterance is not None and utterance.date is None and utterance.instrument == "standing_position":
        return ""
    return (utterance.date if utterance else None) or record.reading.document.published or ""


def _addressees(record: Record, utterance: Utterance | None) -> tuple[str, ...]:
    if utterance is None:
        return ()
    named = (utterance.intended_target, utterance.addressee)
    return tuple(dict.fromkeys(actor for one in named if (actor := record.actor(one))))
