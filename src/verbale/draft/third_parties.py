"""Third parties: who has a word in the matter without an option in it, and what they are said to do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from verbale.codes import Basis
from verbale.draft.casting import Cast
from verbale.draft.choose import sign
from verbale.draft.material import Material
from verbale.draft.model import Evidence, Reaction, Term, ThirdParty
from verbale.draft.options import option_id
from verbale.draft.source import Record
from verbale.draft.stands import basis_of
from verbale.draft.subjects import is_pronoun
from verbale.records import Conditional


def third_parties_of(material: Material, parties: Sequence[str], casts: Sequence[Cast]) -> tuple[ThirdParty, ...]:
    """Give the third parties of an exchange in order of their id.

    Reactions keep the layer they come from: a party's words, or the author's imputation.
    """
    by_topic = {one.topic.id: one for one in casts}
    reactions = list(_reactions(material, parties, by_topic))
    speaking = {actor for actor, topic in material.taken if topic in by_topic and actor not in parties}
    found = []
    for actor in sorted(speaking | {one.actor for one in reactions}):
        supports, opposes, evidence = _stands(material, actor, by_topic)
        found.append(
            ThirdParty(
                id=actor,
                name=material.name(actor),
                supports=supports,
                opposes=opposes,
                reactions=tuple(one for one in reactions if one.actor == actor),
                evidence=evidence,
            )
        )
    return tuple(found)


def _stands(
    material: Material, actor: str, by_topic: dict[str, Cast]
) -> tuple[tuple[Term, ...], tuple[Term, ...], tuple[Evidence, ...]]:
    supports: list[Term] = []
    opposes: list[Term] = []
    evidence: list[Evidence] = []
    for topic, found in by_topic.items():
        stand = material.taken.get((actor, topic))
        if stand is None or not sign(stand.stance):
            continue
        terms = [Term(option=option_id(owner, topic), value=True) for owner in found.owners]
        (supports if sign(stand.stance) > 0 else opposes).extend(terms)
        evidence.append(stand.evidence)
    return tuple(supports), tuple(opposes), tuple(evidence)


def _reactions(material: Material, parties: Sequence[str], by_topic: dict[str, Cast]) -> Iterator[Reaction]:
    for record in material.records:
        for conditional in record.reading.conditionals:
            voice = _own_voice(record, conditional, parties)
            if voice is None and conditional.consequent_type not in ("third_party_effect", "threat", "offer"):
                continue
            named = conditional.third_parties or conditional.consequent_actor
            actors = dict.fromkeys([voice] if voice else [record.actor(one) for one in named])
            when = _when(material, record, conditional, by_topic)
            for actor in actors:
                if actor and actor not in parties and when:
                    yield _reaction(record, conditional, actor, when)


def _own_voice(record: Record, conditional: Conditional, parties: Sequence[str]) -> str | None:
    """Give the third party that says in its own words what it would do itself; None where it is no such word."""
    attribution = record.attributions.get(conditional.attribution or "")
    utterance = record.utterances.get(attribution.utterance) if attribution else None
    speaker = record.speaker_actor(utterance) if utterance else record.actor(conditional.holder)
    if speaker is None or speaker in parties or conditional.consequent_type == "inference_drawn":
        return None
    own = is_pronoun(conditional.consequent.text) or speaker in {
        record.actor(one) for one in conditional.consequent_actor
    }
    return speaker if own else None


def inferred_of(material: Material, casts: Sequence[Cast]) -> tuple[Reaction, ...]:
    """Give what somebody would read into an act of the conflict: "it would suggest that ..."."""
    by_topic = {one.topic.id: one for one in casts}
    return tuple(
        _reaction(record, conditional, record.actor(next(iter(conditional.consequent_actor), None)) or "", when)
        for record in material.records
        for conditional in record.reading.conditionals
        if conditional.consequent_type in ("inference_drawn", "evaluation")
        and (when := _when(material, record, conditional, by_topic))
    )


def _reaction(record: Record, conditional: Conditional, actor: str, when: tuple[Term, ...]) -> Reaction:
    attribution = record.attributions.get(conditional.attribution or "")
    holder = record.entities.get(conditional.holder)
    authors = {one.speaker for one in record.reading.utterances if one.speaker_level == "non_official"}
    imputed = (
        holder is None or holder.type == "author" or conditional.holder in authors or "imputed" in conditional.holder
    )
    basis: Basis = basis_of(attribution) if attribution else "imputed" if imputed else "reported"
    return Reaction(
        id=f"{actor}.{conditional.id}",
        actor=actor,
        words=conditional.consequent.text,
        when=when,
        holder=conditional.holder,
        basis=basis,
        certainty=conditional.certainty,
        evidence=(
            record.evidence(
                conditional.consequent,
                f"conditionals {conditional.id}",
                basis,
                attribution,
                codings=conditional.codings,
            ),
            record.evidence(conditional.antecedent, f"conditionals {conditional.id}", basis, attribution),
        ),
    )


def _when(material: Material, record: Record, conditional: Conditional, by_topic: dict[str, Cast]) -> tuple[Term, ...]:
    """Give the antecedent as option values; empty where it names none of the conflict's acts."""
    terms: list[Term] = []
    for value in conditional.antecedent_options:
        found = material.topics.find(record.number, value.issue)
        if found is None or found[0].id not in by_topic:
            continue
        owners = by_topic[found[0].id].owners
        taken = (value.value == "yes") == (found[1] > 0)
        terms += [Term(option=option_id(owner, found[0].id), value=taken) for owner in owners]
    return tuple(terms)
