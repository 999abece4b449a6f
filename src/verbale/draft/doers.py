"""Give an act without a doer the one doer that the record has for the same act, if there is just one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from verbale.records import Issue, Reading


def settle_doers(readings: Sequence[Reading]) -> list[Reading]:
    """Give the readings with ``act::sanction`` renamed to ``act:USA:sanction`` where that is the only one.

    So too a joint act that names no parties ("a summit") beside one that does ("a summit with Japan").
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
    return [_renamed(one, sole) if any(issue.id in sole for issue in one.issues) else one for one in readings]


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
