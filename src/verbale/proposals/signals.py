"""Signals: what the way of saying suggests, each with the rule that fired and the words it fired on.

A signal is a suggestion to the analyst and never enters a conflict. The codebook follows the literature:
signals against indices (Jervis 1970), tying hands and sunk costs (Fearon 1997), cheap talk (Trager 2010).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from verbale.draft import Evidence, Stand
from verbale.draft.choose import sign
from verbale.draft.material import Material, gather
from verbale.draft.source import Record, Source
from verbale.draft.stands import authority_rank
from verbale.draft.topics import related
from verbale.records import Event, Span, Utterance

SignalKind = Literal[
    "trial_balloon",
    "wedge_driving",
    "face_saving",
    "tying_hands",
    "sunk_cost",
    "cheap_talk",
    "constructive_ambiguity",
    "omission",
    "rising_authority",
    "falling_authority",
    "speed_of_reply",
    "divergent_audiences",
]
OPENS = frozenset({"express_openness", "offer", "propose"})
YIELDS = frozenset({"accept", "commit", "offer", "admit"})
COSTLY = {"AID": "aid given", "RETREAT": "something given back or withdrawn", "MOBILIZE": "forces moved"}
AT_HOME = ("parliamentary_address", "parliamentary_answer", "leader_address")
DENIES = frozenset({"deny", "reject", "exclude"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Signal:
    """A suggested reading of how something was said.

    ``rule`` says in words what fired; ``evidence`` holds the words, one at least.
    """

    kind: SignalKind
    actor: str
    words: str
    rule: str
    evidence: tuple[Evidence, ...]


def signals(source: Source) -> tuple[Signal, ...]:
    """Suggest signals in a record, in the order of the kinds' list and of the text."""
    material = gather(source, include_imputed=False)
    return tuple(one for rule in RULES for one in rule(material))


def _said(material: Material) -> Iterator[tuple[Stand, Record, Utterance]]:
    """Give each stand in a party's own words with the utterance it was said in."""
    by_document = {record.reading.document.id: record for record in material.records}
    for stand in material.own:
        record = by_document[stand.evidence.document]
        utterance = record.utterances.get(stand.evidence.utterance or "")
        if utterance is not None and record.speaker_actor(utterance) == stand.actor:
            yield stand, record, utterance


def _trial_balloon(material: Material) -> Iterator[Signal]:
    seen: set[str] = set()
    for stand, record, utterance in _said(material):
        deniable = utterance.mandate in ("personal_disclaimed", "unattributed")
        opening = sign(stand.stance) > 0 and (OPENS & set(stand.acts) or stand.stance in ("for_if", "open_to"))
        if not (deniable and opening):
            continue
        if _new(material, stand) and utterance.id not in seen:
            seen.add(utterance.id)
            disclaimed = [
                record.evidence(span, f"attributions {one.id}", "stated", one, utterance)
                for one in record.reading.attributions
                if one.utterance == utterance.id
                and any(prop.speech_act == "disclaim_authority" for prop in one.propositions)
                for span in one.content_spans
            ]
            yield Signal(
                kind="trial_balloon",
                actor=stand.actor,
                words=f"{record.name(utterance.speaker)} opens a door without binding {material.name(stand.actor)}",
                rule="the speaker disclaims or hides the mandate, speaks of openness or an offer, and the record "
                "has nothing earlier of the kind from this side",
                evidence=(stand.evidence, *disclaimed),
            )


def _new(material: Material, stand: Stand) -> bool:
    """Tell whether the party has said nothing of the kind before."""
    return not any(
        one.actor == stand.actor and sign(one.stance) > 0 and one.date < stand.date
        for one in material.told_on.get(stand.topic, ())
    )


def _wedge_driving(material: Material) -> Iterator[Signal]:
    touched = {
        actor
        for record in material.records
        for one in record.reading.conditionals
        for each in one.third_parties
        if (actor := record.actor(each))
    }
    found: set[tuple[str, str]] = set()
    for stand in material.own:
        if sign(stand.stance) >= 0 or material.topic[stand.topic].is_claim:
            continue
        label = material.topic[stand.topic].label
        shut_out = {actor for name, actor in material.callings.items() if name in label} & touched - {stand.actor}
        for other in material.own if shut_out else ():
            courted = [one for one in other.to if one not in shut_out | {stand.actor}]
            opening = other.actor == stand.actor and sign(other.stance) > 0 and OPENS & set(other.acts)
            if shut_out and opening and courted and (stand.actor, courted[0]) not in found:
                found.add((stand.actor, courted[0]))
                names = " and ".join(material.name(one) for one in sorted(shut_out))
                yield Signal(
                    kind="wedge_driving",
                    actor=stand.actor,
                    words=f"{material.name(stand.actor)} opens to {material.name(courted[0])} and shuts out {names}",
                    rule="the same side opens to one party and refuses the same sort of act to others whom the "
                    "record names as touched by the answer",
                    evidence=(other.evidence, stand.evidence),
                )


def _face_saving(material: Material) -> Iterator[Signal]:
    said = list(_said(material))
    seen: set[tuple[str, str]] = set()
    for stand, _, utterance in said:
        asked = any(
            one.topic == stand.topic and one.actor != stand.actor and sign(one.stance) > 0 for one in material.own
        )
        if not (asked and sign(stand.stance) > 0 and YIELDS & set(stand.acts)):
            continue
        for other, _, same in said:
            denial = DENIES & set(other.acts) and (sign(other.stance) < 0 or other.stance == "denies")
            if same is utterance and denial and (utterance.id, stand.topic) not in seen:
                seen.add((utterance.id, stand.topic))
                yield Signal(
                    kind="face_saving",
                    actor=stand.actor,
                    words=f"{material.name(stand.actor)} gives way and in the same breath denies something",
                    rule="one utterance holds a step that another side had asked for and a denial or refusal",
                    evidence=(stand.evidence, other.evidence),
                )


def _tying_hands(material: Material) -> Iterator[Signal]:
    seen: set[str] = set()
    for stand, record, utterance in _said(material):
        leader = utterance.speaker_level in ("head_of_state", "head_of_government")
        home = utterance.instrument in AT_HOME or utterance.carriage == "domestic_only"
        signed = utterance.instrument in ("treaty", "joint_statement")
        pledges = {"commit", "exclude", "threaten"} & set(stand.acts)
        key = f"{record.number}:{utterance.id}"
        if key in seen or not pledges or not ((leader and home) or signed):
            continue
        seen.add(key)
        where = "in a signed text" if signed else "before an audience at home"
        yield Signal(
            kind="tying_hands",
            actor=stand.actor,
            words=f"{record.name(utterance.speaker)} pledges {where}; going back on it would cost",
            rule="a head of state or government commits itself, rules out or threatens before parliament or an "
            "audience at home, or the pledge stands in a treaty or joint text",
            evidence=(stand.evidence,),
        )


def _sunk_cost(material: Material) -> Iterator[Signal]:
    actors = {one.actor for one in material.own}
    seen: set[str] = set()
    for record in material.records:
        for event in record.reading.events:
            doer = next((actor for one in event.actor if (actor := _doer(record, one)) in actors), None)
            group = f"{record.number}:{event.group or event.id}"
            if event.plover not in COSTLY or doer is None or group in seen or _not_done(event):
                continue
            seen.add(group)
            yield Signal(
                kind="sunk_cost",
                actor=doer,
                words=f"{material.name(doer)} has paid at once: {COSTLY[event.plover]}",
                rule="an act that costs whatever follows (aid, a release or withdrawal, a mobilisation) is told "
                "as done",
                evidence=(record.evidence(event.extent_span, f"events {event.id}", "reported"),),
            )


def _doer(record: Record, coded: str) -> str | None:
    """Give the actor of an event's code, such as ``PRK GOV``."""
    return record.actor(coded.split(" ", maxsplit=1)[0])


def _not_done(event: Event) -> bool:
    return bool({"hypothetical", "historical", "future", "negated"} & set(event.aux))


def _cheap_talk(material: Material) -> Iterator[Signal]:
    paid = {one.actor for one in _sunk_cost(material)} | {one.actor for one in _tying_hands(material)}
    seen: set[str] = set()
    for stand, record, utterance in _said(material):
        light = authority_rank(stand.authority) >= 3 and OPENS & set(stand.acts)
        if light and stand.actor not in paid | seen and sign(stand.stance) > 0:
            seen.add(stand.actor)
            yield Signal(
                kind="cheap_talk",
                actor=stand.actor,
                words=f"{record.name(utterance.speaker)}'s words cost {material.name(stand.actor)} nothing so far",
                rule="an opening at a low level of authority, and the record has no act of this side that costs, nor "
                "a pledge that would cost to break",
                evidence=(stand.evidence,),
            )


def _constructive_ambiguity(material: Material) -> Iterator[Signal]:
    for act in (one for one in material.topics.all if not one.is_claim):
        agreed = {one.actor for one in material.told_on.get(act.id, ()) if sign(one.stance) > 0}
        if len(agreed) < 2:
            continue
        for claim in (one for one in material.topics.all if related(one, act)):
            says = [one for one in material.told_on.get(claim.id, ()) if one.actor in agreed]
            asserts = next((one for one in says if one.stance == "asserts"), None)
            denies = next((one for one in says if one.stance == "denies"), None)
            if asserts and denies and asserts.actor != denies.actor:
                yield Signal(
                    kind="constructive_ambiguity",
                    actor=asserts.actor,
                    words=f"{material.name(asserts.actor)} and {material.name(denies.actor)} both want “{act.label}” "
                    f"and tell differently what it means",
                    rule="two sides are for one act and contradict each other on a claim about the same matter",
                    evidence=(asserts.evidence, denies.evidence),
                )


def _omission(material: Material) -> Iterator[Signal]:
    days: dict[str, dict[str, list[Stand]]] = defaultdict(lambda: defaultdict(list))
    for stand, _, _ in _said(material):
        if stand.date:
            days[stand.actor][stand.date].append(stand)
    for actor, said in days.items():
        dates = sorted(said)
        if len(dates) < 3:
            continue
        latest = {one.topic for one in said[dates[-1]]}
        for topic in dict.fromkeys(one.topic for day in dates[:-1] for one in said[day]):
            raised = [day for day in dates[:-1] if any(one.topic == topic for one in said[day])]
            if topic not in latest and len(raised) >= 2 and 2 * len(raised) >= len(dates) - 1:
                last = next(one for one in said[raised[-1]] if one.topic == topic)
                yield Signal(
                    kind="omission",
                    actor=actor,
                    words=f"{material.name(actor)} does not raise “{material.topic[topic].label}” on {dates[-1]}",
                    rule=f"raised on {len(raised)} of the {len(dates) - 1} earlier days on which this side speaks, "
                    "and not on the last",
                    evidence=(last.evidence, said[dates[-1]][0].evidence),
                )


def _authority(material: Material) -> Iterator[Signal]:
    groups: dict[tuple[str, str, int], list[Stand]] = defaultdict(list)
    for stand, _, _ in _said(material):
        if stand.date and sign(stand.stance) and stand.authority:
            groups[(stand.actor, stand.topic, sign(stand.stance))].append(stand)
    for (actor, topic, _), said in groups.items():
        first, last = said[0], said[-1]
        step = authority_rank(first.authority) - authority_rank(last.authority)
        if first.date < last.date and step:
            kind: SignalKind = "rising_authority" if step > 0 else "falling_authority"
            yield Signal(
                kind=kind,
                actor=actor,
                words=f"{material.name(actor)} says the same on “{material.topic[topic].label}” at level "
                f"{last.authority}, first at {first.authority}",
                rule="one side repeats one stand on a later day and the authority of the voice "
                f"{'rises' if step > 0 else 'falls'}",
                evidence=(first.evidence, last.evidence),
            )


def _speed_of_reply(material: Material) -> Iterator[Signal]:
    for record in material.records:
        for reply in record.reading.utterances:
            for id in reply.replies_to:
                first = record.utterances.get(id)
                days = _days(first.date if first else None, reply.date)
                actor = record.speaker_actor(reply)
                if first is None or days is None or actor is None or reply.mandate == "own":
                    continue
                found = [
                    record.evidence(span, f"utterances {one.id}", "reported", None, one)
                    for one in (reply, first)
                    for span in one.evidence[:1] or _contents(record, one)
                ]
                if found:
                    yield Signal(
                        kind="speed_of_reply",
                        actor=actor,
                        words=f"{record.name(reply.speaker)} replies to {record.name(first.speaker)} "
                        f"{'on the same day' if days == 0 else f'after {days} days' if days > 1 else 'the next day'}",
                        rule="both utterances have a day of their own; a fast reply shows a sensitive matter",
                        evidence=tuple(found),
                    )


def _contents(record: Record, utterance: Utterance) -> tuple[Span, ...]:
    return tuple(
        span for one in record.reading.attributions if one.utterance == utterance.id for span in one.content_spans[:1]
    )[:1]


def _days(first: str | None, last: str | None) -> int | None:
    """Give the days between two ISO days; None where one isn't a day or the order is wrong."""
    try:
        days = (date.fromisoformat(last or "") - date.fromisoformat(first or "")).days
    except ValueError:
        return None
    return days if days >= 0 else None


def _divergent_audiences(material: Material) -> Iterator[Signal]:
    said = [(stand, utterance) for stand, _, utterance in _said(material) if sign(stand.stance)]
    for n, (one, at) in enumerate(said):
        for two, other in said[n + 1 :]:
            same = one.actor == two.actor and one.topic == two.topic and sign(one.stance) != sign(two.stance)
            apart = _audience(at) != _audience(other) and None not in (_audience(at), _audience(other))
            if same and apart:
                yield Signal(
                    kind="divergent_audiences",
                    actor=one.actor,
                    words=f"{material.name(one.actor)} says one thing {_audience(at)} and another {_audience(other)} "
                    f"on “{material.topic[one.topic].label}”",
                    rule="one side takes opposite stands on one matter before different audiences",
                    evidence=(one.evidence, two.evidence),
                )


def _audience(utterance: Utterance) -> str | None:
    if utterance.carriage == "private" or utterance.instrument == "private_meeting":
        return "in private"
    if utterance.carriage == "domestic_only" or utterance.instrument in AT_HOME:
        return "at home"
    if utterance.carriage == "external_only":
        return "abroad"
    return None


RULES: tuple[Callable[[Material], Iterator[Signal]], ...] = (
    _trial_balloon,
    _wedge_driving,
    _face_saving,
    _tying_hands,
    _sunk_cost,
    _cheap_talk,
    _constructive_ambiguity,
    _omission,
    _authority,
    _speed_of_reply,
    _divergent_audiences,
)
