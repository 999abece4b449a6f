"""Give an act without a doer the one doer that the record has for the same act, if there is just one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from verbale.draft.source import Record
from verbale.records import Issue, Reading


def settle_doers(readings: Sequence[Reading]) -> list[Reading]:
    """Give the readings with ``act::sanction`` renamed to ``act:USA:sanction`` where that is the only one.

    So too a joint act that names no parties ("a summit") beside one that does ("a summit with Japan"), and an
    act that a condition asks for, where just one other than the condition's setter does it.
    """
    doers: dict[str, dict[str, Issue]] = {}
    for reading in readings:
        for issue in reading.issues:
            sort, _, rest = issue.id.partition(":")
            agent, _, head = rest.partition(":")
            if sort in ("act", "joint") and agent:
                doers.setdefault(f"{sort}::{head}", {}).setdefault(agent, issue)
    speaking: dict[str, set[str]] = {}
    for reading in readings:
        for position in reading.positions:
            speaking.setdefault(position.issue, set()).add(position.actor)
    sole = {
        old: issue
        for old, found in doers.items()
        if len(found) == 1
        for parties, issue in found.items()
        if old.startswith("act") or speaking.get(old, set()) <= set(parties.split("+"))
    }
    asked = [_asked_of_others(one, doers) for one in readings]
    return [_renamed(one, sole) if any(issue.id in sole for issue in one.issues) else one for one in asked]


def _asked_of_others(reading: Reading, doers: Mapping[str, Mapping[str, Issue]]) -> Reading:
    """Give the acts without a doer that conditions ask for the one doer that isn't the condition's setter."""
    actor = Record.of(reading, 0).actor
    found = {
        one.id: others[0]
        for one in reading.conditions
        if (one.issue or "").startswith("act::")
        and len(others := [i for who, i in doers.get(one.issue or "", {}).items() if who != actor(one.set_by)]) == 1
    }
    if not found:
        return reading
    known = {issue.id for issue in reading.issues}
    more = {issue.id: issue for issue in found.values() if issue.id not in known}
    conditions = tuple(replace(one, issue=found[one.id].id) if one.id in found else one for one in reading.conditions)
    return replace(reading, issues=(*reading.issues, *more.values()), conditions=conditions)


def _renamed(reading: Reading, sole: dict[str, Issue]) -> Reading:
    def new(issue: str) -> str:
        return sole[issue].id if issue in sole else issue

    def perhaps(issue: str | None) -> str | None:
        return None if issue is None else new(issue)

    issues = {new(one.id): sole.get(one.id, one) for one in reading.issues}
    return replace(
        reading,
        issues=tuple(issues.values()),
        positions=tuple(replace(one, issue=new(one.issue)) for one in reading.positions),
        conditions=tuple(replace(one, issue=perhaps(one.issue), for_=perhaps(one.for_)) for one in reading.conditions),
        attributions=tuple(
            replace(one, propositions=tuple(replace(each, issue=perhaps(each.issue)) for each in one.propositions))
            for one in reading.attributions
        ),
        conditionals=tuple(
            replace(
                one, antecedent_options=tuple(replace(each, issue=new(each.issue)) for each in one.antecedent_options)
            )
            for one in reading.conditionals
        ),
    )
