"""Who does it: the owner or owners of each act, with the words that say so.

An act is *joint* where its label names two parties or an act that nobody can do alone (a summit, an
agreement). Otherwise the owner is the party for whom most of the record speaks, by these signs, each
with its weight:

====================================================================  ======
the label opens with the party's name ("Iran stops ...")                   4
a condition binds the party to the act, or to leave it                     3
a condition binds nobody by name, and the party is the only other one      2
the party makes the act depend on something (it is its own step)           3
a conditional has the party in its "if" with that act                      2
the party commits itself to the act, offers or threatens it                2
another party demands it and speaks to the party, or to nobody else        2
the party wants the matter on the agenda                                   2
the party refuses the act that another wants                               1
====================================================================  ======
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from verbale.draft.choose import sign
from verbale.draft.material import Material, takes_part
from verbale.draft.model import Stand
from verbale.draft.names import is_passive
from verbale.draft.requirements import Requirement
from verbale.draft.topics import Topic

COMMITS = frozenset({"commit", "offer", "threaten"})
LEAST = 2


@dataclass(frozen=True, slots=True)
class Cast:
    """A topic and who does it: one owner, or for a joint act all parties, the one who offers first."""

    topic: Topic
    owners: tuple[str, ...]

    @property
    def joint(self) -> bool:
        """Whether the act takes more than one party."""
        return len(self.owners) > 1


def cast(material: Material, topic: Topic, parties: Iterable[str] = ()) -> Cast | None:
    """Give the owners of a topic; None where nobody in the record is said to be the one to do it.

    ``parties`` are the principals of the exchange, used only to find the other half of a joint act.
    """
    named = material.named_first(topic.label)
    if len(named) > 1 and topic.kind != "agenda":
        return Cast(topic, _offering_first(material, topic, named))
    votes = _votes(material, topic, named, list(parties))
    owner, best = max(votes.items(), key=lambda item: item[1], default=("", 0))
    alone = len(named) == 1 and not topic.joint and not is_passive(topic.label)
    if topic.kind == "agenda" or alone:
        return Cast(topic, (owner,)) if best >= LEAST else None
    if not topic.joint and best >= LEAST and not _votes_on(material, topic, owner):
        return Cast(topic, (owner,))
    joined = _joined(material, topic, list(parties))
    if len(joined) > 1:
        return Cast(topic, _offering_first(material, topic, joined))
    return Cast(topic, (owner,)) if best >= LEAST else None


def _votes(material: Material, topic: Topic, named: tuple[str, ...], parties: list[str]) -> Counter[str]:
    votes: Counter[str] = Counter()
    if len(named) == 1 and not is_passive(topic.label):
        votes[named[0]] += 4
    for requirement in material.required_on.get(topic.id, ()):
        _vote_by_requirement(votes, material, topic, requirement, parties)
    for actor in material.in_antecedents.get(topic.id, ()):
        votes[actor] += 2
    for stand in material.told_on.get(topic.id, ()):
        _vote_by_stand(votes, material, topic, stand)
    return votes


def _vote_by_requirement(
    votes: Counter[str], material: Material, topic: Topic, requirement: Requirement, parties: list[str]
) -> None:
    if requirement.topic == topic.id and requirement.type != "linkage":
        others = [one for one in parties if one != requirement.setter]
        if requirement.bound:
            votes[requirement.bound] += 3
        elif len(others) == 1 or (not others and material.counterpart(requirement.setter)):
            votes[others[0] if others else material.counterpart(requirement.setter) or ""] += 2
    if requirement.step == topic.id and requirement.setter in material.speakers:
        votes[requirement.setter] += 3


def _vote_by_stand(votes: Counter[str], material: Material, topic: Topic, stand: Stand) -> None:
    if topic.kind == "agenda":
        votes[stand.actor] += 2 * sign(stand.stance)
        return
    if COMMITS & set(stand.acts) and sign(stand.stance) > 0:
        votes[stand.actor] += 2
    if {"demand", "propose"} & set(stand.acts):
        sole = material.counterpart(stand.actor)
        for other in stand.to or ((sole,) if sole and "demand" in stand.acts else ()):
            if other != stand.actor:
                votes[other] += 2
    if "reject" in stand.acts and sign(stand.stance) < 0:
        votes[stand.actor] += 1


def _votes_on(material: Material, topic: Topic, owner: str) -> bool:
    """Tell whether the owner is a body that says nothing itself while its members part over the act."""
    if material.types.get(owner) not in ("organisation", "grouping") or any(
        one.actor == owner for one in material.told
    ):
        return False
    sides = {one.actor: sign(one.stance) for one in material.told_on.get(topic.id, ()) if takes_part(one)}
    return len(set(sides.values()) - {0}) > 1


def _joined(material: Material, topic: Topic, parties: list[str]) -> tuple[str, ...]:
    """Give who takes part in a joint act: who speaks as a party to it, is addressed, or is bound by it."""
    stands = material.told_on.get(topic.id, [])
    found = [one.actor for one in stands if takes_part(one)]
    if len(set(found)) < 2:
        found += [one.actor for one in stands if sign(one.stance) and one.actor in parties]
    if len(set(found)) < 2:
        found += [other for one in stands if takes_part(one) or one.actor in found for other in one.to]
        found += [one.bound for one in material.required_on.get(topic.id, ()) if one.step == topic.id and one.bound]
    if len(set(found)) < 2 and any(sign(one.stance) > 0 for one in stands):
        found += topic.parties
    if len(set(found)) < 2 and len(parties) == 2 and set(found) < set(parties):
        found += parties
    return tuple(dict.fromkeys(found))


def _offering_first(material: Material, topic: Topic, owners: tuple[str, ...]) -> tuple[str, ...]:
    """Put the party first that was the first to want the act; the told words of others count too.

    Who only accepts has not been the first, whatever the days say.
    """
    wanting = [one for one in material.told_on.get(topic.id, ()) if one.actor in owners and sign(one.stance) > 0]
    wanting.sort(key=lambda one: "accept" in one.acts)
    first = tuple(one.actor for one in wanting[:1])
    return (*first, *(one for one in owners if one not in first))
