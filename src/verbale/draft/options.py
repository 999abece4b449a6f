"""Casts to options: ids, names, and where things stand today."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from verbale.draft.casting import Cast
from verbale.draft.choose import sign
from verbale.draft.material import Material
from verbale.draft.model import Evidence, Infeasible, Option, Role, Term
from verbale.draft.names import ONGOING, name_option
from verbale.draft.requirements import Requirement
from verbale.draft.wording import DIRECTION, words

# Acts that cannot be taken back once done.
ONE_WAY = re.compile(
    r"\b(?:releas|return|repatriat|dismantl|destroy|demolish|execut|extradit|deport|hand(?:s|ed)? over|"
    r"handover|transfer|pay|paid|publish|detonat)\w*",
    re.IGNORECASE,
)
# What is asked not to begin, as against what is asked to stop.
NOT = re.compile(r"\b(?:not|never|no)\b|n['’]t\b", re.IGNORECASE)


def option_id(owner: str, topic: str) -> str:
    """Give the id of a party's option on a topic, such as ``JPN.SUMMIT``."""
    clean = re.sub(r"\W+", "_", owner).strip("_") or "PARTY"
    return f"P{clean}.{topic}" if clean[0].isdigit() else f"{clean}.{topic}"


def options_of(material: Material, casts: Sequence[Cast]) -> tuple[list[Option], list[Infeasible]]:
    """Give the options of all casts, and the rule that nobody accepts what is not offered."""
    options: list[Option] = []
    infeasible: list[Infeasible] = []
    for one in casts:
        made = [_option(material, one, owner) for owner in one.owners]
        if one.joint and any(option.now for option in made[1:]) and not made[0].now:
            made[0] = replace(made[0], now=True, now_why="another party has accepted it")
        options += made
        if one.joint:
            offered = made[0].id
            infeasible += [
                Infeasible(
                    terms=(Term(option=accepting.id, value=True), Term(option=offered, value=False)),
                    why="nobody can accept what nobody offers",
                )
                for accepting in made[1:]
            ]
    return options, infeasible


def _option(material: Material, found: Cast, owner: str) -> Option:
    topic = found.topic
    role: Role = "own_act"
    if found.joint:
        role = "joint_offer" if owner == found.owners[0] else "joint_accept"
    parties = [name for name, actor in material.callings.items() if actor in found.owners]
    label = material.label_among(topic, found.owners)
    name, undone = name_option(label, role, topic.kind, parties, material.small_words)
    now, why, evidence = _now(material, found, owner, role)
    return Option(
        id=option_id(owner, topic.id),
        owner=owner,
        name=name,
        undone=undone,
        topic=topic.id,
        role=role,
        now=now,
        now_why=why,
        now_assumed=not evidence,
        irreversible="once_taken" if role == "own_act" and ONE_WAY.search(topic.label) else "",
        evidence=evidence or _about(material, found),
    )


def _about(material: Material, found: Cast) -> tuple[Evidence, ...]:
    """Give the words that name the act, where none tell how things stand."""
    told = [one.evidence for one in material.told if one.topic == found.topic.id]
    told += [one.evidence for one in material.requirements if one.topic == found.topic.id]
    return tuple(told[:2])


def _now(material: Material, found: Cast, owner: str, role: Role) -> tuple[bool, str, tuple[Evidence, ...]]:
    """Say whether the option is taken today, why, and by which words (none: assumed)."""
    topic = found.topic
    mine = [one for one in material.own if one.topic == topic.id and one.actor == owner]
    if found.joint:
        return _now_joint(material, found, owner, role)
    asked_off = [
        one for one in material.requirements if one.topic == topic.id and not one.wanted and one.bound == owner
    ]
    if topic.kind == "agenda":
        raised = tuple(one.evidence for one in mine if sign(one.stance) > 0)
        if raised:
            return True, "the party itself puts it on the agenda", raised[:2]
        return True, "the other side asks to leave it out, so it is taken to be on the agenda", ()
    if any(one.type in ("exclusion", "delinkage") or _asked_to_stop(one) for one in asked_off):
        return True, "the other side asks to stop it, so it is taken to go on", ()
    if ONGOING.search(topic.label) and not _stops(topic.label):
        return True, "the record speaks of it as going on", ()
    refused = tuple(one.evidence for one in mine if sign(one.stance) < 0)
    if refused:
        return False, "the party refuses it", refused[:2]
    conditional = tuple(one.evidence for one in mine if one.stance in ("for_if", "open_to"))
    if conditional:
        return False, "the party speaks of it as still to come", conditional[:2]
    return False, "asked for or spoken of as still to come", ()


def _asked_to_stop(req: Requirement) -> bool:
    """Tell whether words against an act have it go on: "if X stops it", "as long as X does it"."""
    return not req.opens and NOT.search(req.evidence.span.text) is None


def _stops(label: str) -> bool:
    return any(DIRECTION.get(word.lower()) == -1 for word in words(label))


def _now_joint(material: Material, found: Cast, owner: str, role: Role) -> tuple[bool, str, tuple[Evidence, ...]]:
    mine = [one for one in material.own if one.topic == found.topic.id and one.actor == owner]
    wanting = [one for one in mine if sign(one.stance) > 0]
    if ONGOING.search(found.topic.label):
        return True, "the record speaks of it as in force or going on", tuple(one.evidence for one in wanting[:1])
    if role == "joint_offer":
        if wanting:
            return True, "the party has offered it", tuple(one.evidence for one in wanting[:2])
        return False, "the record has no offer of it", ()
    agreed = [one for one in wanting if "accept" in one.acts or _said_together(material, found, one.evidence)]
    if agreed:
        return True, "the party has accepted it", tuple(one.evidence for one in agreed[:1])
    return False, "the record has no acceptance of it", ()


def _said_together(material: Material, found: Cast, evidence: Evidence) -> bool:
    """Tell whether the same words tell the stands of two parties ("A and B agreed to ...")."""
    return any(
        one.topic == found.topic.id
        and one.actor != found.owners[0]
        and one.evidence.span == evidence.span
        and one.evidence.document == evidence.document
        and any(
            two.actor != one.actor and two.evidence.span == one.evidence.span and two.topic == one.topic
            for two in material.own
        )
        for one in material.own
    )
