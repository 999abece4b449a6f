"""Tell apart the exchanges of a record: who deals with whom, on which topics."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from verbale.draft.casting import Cast, cast
from verbale.draft.choose import sign
from verbale.draft.material import Material, takes_part
from verbale.draft.model import Gap, Stand
from verbale.draft.requirements import Requirement
from verbale.draft.stands import OWN_WORDS
from verbale.draft.topics import Topic

MOST_OPTIONS = 9


@dataclass(frozen=True, slots=True)
class Exchange:
    """Parties that deal with each other, the acts it is about, and topics left out with the reason."""

    parties: tuple[str, ...]
    casts: tuple[Cast, ...]
    left_out: tuple[Gap, ...]


def exchanges_of(material: Material) -> list[Exchange]:
    """Give the exchanges, the one with most stands first."""
    groups = _groups(material)
    found = [_exchange(material, parties) for parties in groups]
    found = [one for one in found if one.casts]
    return sorted(found, key=lambda one: -_size(material, one))


def _size(material: Material, exchange: Exchange) -> int:
    topics = {one.topic.id for one in exchange.casts}
    return sum(1 for one in material.own if one.topic in topics and one.actor in exchange.parties)


def _groups(material: Material) -> list[list[str]]:
    """Join actors that take part in one act, or one of whom makes a demand or condition of the other."""
    link: dict[str, set[str]] = defaultdict(set)
    aside = bystanders(material)

    def join(*actors: str | None) -> None:
        known = [one for one in actors if one and one not in aside]
        for one in known:
            link[one] |= set(known)

    for topic in material.topics.all:
        if topic.is_claim or topic.kind == "third_party":
            continue
        found = cast(material, topic)
        speaking = [one.actor for one in material.told_on.get(topic.id, ()) if takes_part(one)]
        join(*(found.owners if found else ()), *speaking)
    for requirement in material.requirements:
        if _deals(material, requirement.setter):
            join(requirement.setter, requirement.bound or _other(material, requirement))
    for stand in material.told:
        if sign(stand.stance) and not material.topic[stand.topic].is_claim:
            join(*_dealt_with(material, stand))
    return _components(link)


def bystanders(material: Material) -> set[str]:
    """Give the actors that only say what they would do once others have dealt with each other.

    Each makes its own act depend on acts that others deal about; nobody asks it for its act, and it is
    the doer of none that others deal about.
    """
    found = set()
    for actor in {one.setter for one in material.requirements if one.step}:
        mine = [one for one in material.requirements if one.setter == actor]
        steps = {one.step for one in mine}
        stands = [one for one in material.told if one.actor == actor and sign(one.stance) and takes_part(one)]
        steady = all(one.topic in steps for one in stands) and all(one.step for one in mine)
        if steady and all(_own(material, actor, one.step or "") for one in mine):
            dealt = [_dealt_about(material, one) for one in mine]
            found |= {actor} if dealt and all(dealt) else set()
    return found


def _own(material: Material, actor: str, topic: str) -> bool:
    """Tell whether an act is the actor's own affair: it alone does it, and nobody else speaks of it."""
    others = [one for one in material.told_on.get(topic, ()) if one.actor != actor]
    asked = [one for one in material.required_on.get(topic, ()) if one.setter != actor]
    found = cast(material, material.topic[topic])
    return not others and not asked and found is not None and found.owners == (actor,)


def _dealt_about(material: Material, condition: Requirement) -> bool:
    """Tell whether two others had a word on an act before it became somebody's condition.

    One of the two may be the one whom the other asks for it.
    """

    def earlier(one: Stand | Requirement) -> bool:
        return (one.date, one.evidence.span.start) <= (condition.date, condition.evidence.span.start)

    actor, topic = condition.setter, condition.topic
    said = [one for one in material.told_on.get(topic, ()) if sign(one.stance) and earlier(one)]
    asked = [one for one in material.required_on.get(topic, ()) if one.setter != actor and earlier(one)]
    others = {one.actor for one in said} | {one.setter for one in asked} | {one.bound for one in asked if one.bound}
    return len(others - {actor}) > 1


def _other(material: Material, requirement: Requirement) -> str | None:
    """Give whom a condition that names nobody is put to, where the setter deals with just one party."""
    topic = material.topic[requirement.topic]
    named = material.named_first(topic.label)
    return named[0] if named and not topic.joint else material.counterpart(requirement.setter)


def _dealt_with(material: Material, stand: Stand) -> tuple[str, ...]:
    """Give the party of a stand and whom it deals with there: whom it addresses, or whose act it demands.

    To urge two others to do something together is no dealing of one's own.
    """
    if material.types.get(stand.actor) == "group":
        return ()
    if takes_part(stand):
        return (stand.actor, *(one for one in stand.to if _deals(material, one)))
    if "demand" in stand.acts:
        found = cast(material, material.topic[stand.topic])
        if found and not found.joint:
            return (stand.actor, *found.owners)
    return ()


def _deals(material: Material, actor: str) -> bool:
    """Tell whether an actor has a stand of a party, or is bound by somebody's condition."""
    return actor in material.dealing


def _components(link: dict[str, set[str]]) -> list[list[str]]:
    groups, seen = [], set[str]()
    for start in link:
        if start in seen:
            continue
        group, queue = [], [start]
        while queue:
            one = queue.pop(0)
            if one not in seen:
                seen.add(one)
                group.append(one)
                queue += sorted(link[one])
        groups.append(group)
    return groups


def _exchange(material: Material, parties: list[str]) -> Exchange:
    kept: list[Cast] = []
    left: list[Gap] = []
    acts = _has_acts(material, parties)
    for topic in _by_weight(material, parties):
        found = cast(material, topic, parties)
        if topic.kind == "goal" and acts:
            left.append(Gap(about=topic.label, says="a goal, pursued through the acts above"))
        elif not topic.stems and not topic.joint:
            left.append(Gap(about=topic.label, says="the words name no act"))
        elif found is None or not set(found.owners) <= set(parties):
            left.append(Gap(about=topic.label, says="nobody in the record is said to be the one to do it"))
        elif not _matters(material, topic, found, parties):
            left.append(Gap(about=topic.label, says="only one party speaks of it and nothing depends on it"))
        elif sum(len(one.owners) for one in kept) + len(found.owners) > MOST_OPTIONS:
            left.append(Gap(about=topic.label, says=f"beyond the {MOST_OPTIONS} options that weigh most"))
        else:
            kept.append(found)
    owners = {owner for one in kept for owner in one.owners}
    speaking = [one for one in parties if one in owners or _demands(material, one, kept)]
    return Exchange(tuple(speaking), tuple(kept), tuple(left))


def _by_weight(material: Material, parties: list[str]) -> list[Topic]:
    """Give the acts the parties speak of: those on which they part or that carry conditions first."""

    def weight(topic: Topic) -> tuple[int, int]:
        stands = [one for one in material.told_on.get(topic.id, ()) if one.actor in parties and one.basis in OWN_WORDS]
        opposed = len({sign(one.stance) for one in stands} - {0}) > 1
        conditions = len(material.required_on.get(topic.id, ()))
        return (-(2 * conditions + 2 * opposed), -len(stands))

    spoken = {one.topic for one in material.told if one.actor in parties}
    spoken |= {name for one in material.requirements if one.setter in parties for name in (one.topic, one.step or "")}
    acts = [
        topic
        for topic in material.topics.all
        if topic.id in spoken and not topic.is_claim and topic.kind != "third_party"
    ]
    return sorted(acts, key=weight)


def _has_acts(material: Material, parties: list[str]) -> bool:
    """Tell whether the parties have an act among their topics, so that goals need no option of their own."""
    return any(
        topic.kind in ("proposal", "agenda") and _matters(material, topic, found, parties)
        for topic in _by_weight(material, parties)
        if topic.kind != "goal" and (found := cast(material, topic, parties)) is not None
    )


def _matters(material: Material, topic: Topic, found: Cast, parties: list[str]) -> bool:
    """Tell whether an act is between parties: two speak of it, one asks it of another, or a step hangs on it."""
    stands = [one for one in material.told_on.get(topic.id, ()) if one.actor in parties]
    speaking = {one.actor for one in stands if sign(one.stance)}
    if len(speaking) > 1 or speaking - set(found.owners):
        return True
    if any(one.setter in parties for one in material.required_on.get(topic.id, ())):
        return True
    asks = {"propose", "offer", "demand", "threaten"}
    asked = any(asks & set(one.acts) for one in stands)
    return asked and len(found.owners) > 1


def _demands(material: Material, actor: str, casts: list[Cast]) -> bool:
    topics = {one.topic.id for one in casts}
    return any(
        one.actor == actor and one.topic in topics and (takes_part(one) or "demand" in one.acts)
        for one in material.told
    ) or any(one.setter == actor and one.topic in topics for one in material.requirements)
