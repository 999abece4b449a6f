"""Conditions as requirements: whose step, on what, depends on which act of whom."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from verbale.codes import Basis, ConditionStatus
from verbale.draft.choose import CONDITIONAL, sign
from verbale.draft.model import Evidence, Stand
from verbale.draft.source import Record
from verbale.draft.topics import Topic, Topics
from verbale.records import Condition, Issue

DROPPED = ("met", "waived")
MATTER = re.compile(r"\b(?:issues?|questions?|matters?|agenda|files?|dossier|subjects?|topics?)\b", re.IGNORECASE)
OPENS = re.compile(r"\b(?:unless|until|till|only (?:if|when|after|once)|without|before|first|absent)\b", re.IGNORECASE)
FORBIDS = ("exclusion", "delinkage", "red_line")


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement:
    """``setter`` makes its step on ``step`` depend on ``topic`` being done (``wanted``) or left.

    ``step`` is None where the record names no step: then it is a plain demand. ``opens`` marks words by
    which meeting the condition brings the step about ("not unless"), as against words by which it keeps
    it away ("not as long as").
    """

    id: str
    setter: str
    bound: str | None
    step: str | None
    topic: str
    wanted: bool
    type: str
    status: ConditionStatus
    opens: bool
    basis: Basis
    date: str
    evidence: Evidence


def requirements_of(
    records: Sequence[Record], topics: Topics, stands: Sequence[Stand]
) -> tuple[list[Requirement], dict[str, Condition]]:
    """Give the requirements in force, and the conditions met or waived by their id."""
    found: list[Requirement] = []
    over: dict[str, Condition] = {}
    for record in records:
        for condition in record.reading.conditions:
            if condition.status_at_doc_date in DROPPED:
                over[f"{record.number}:{condition.id}"] = condition
            elif condition.type != "deadline":
                found.extend(_requirement(record, topics, stands, condition))
    return found, over


def _requirement(
    record: Record, topics: Topics, stands: Sequence[Stand], condition: Condition
) -> Iterator[Requirement]:
    setter = record.actor(condition.set_by)
    if setter is None:
        return
    term = topics.find(record.number, condition.issue)
    topic = term[0] if term else _own_topic(record, topics, condition)
    if topic.is_claim or topic.kind == "third_party":
        return
    if condition.type == "delinkage" and topic.kind != "agenda" and MATTER.search(topic.label) is None:
        return  # to untie two acts asks nothing of either; to untie a matter leaves it out of the talks
    step = _step(record, topics, stands, condition, setter)
    if step == topic.id:
        step = None
    utterance = record.utterances.get(condition.utterance or "")
    date = (utterance.date if utterance else None) or record.reading.document.published or ""
    yield Requirement(
        id=f"{record.number}:{condition.id}",
        setter=setter,
        bound=record.actor(condition.bound),
        step=step,
        topic=topic.id,
        wanted=_wanted(condition, topic, term[1] if term else 1, setter, stands),
        type=condition.type,
        status=condition.status_at_doc_date,
        opens=condition.type == "precondition" or OPENS.search(condition.span.text) is not None,
        basis="imputed" if condition.basis == "author_inference" else condition.basis,
        date=date,
        evidence=record.evidence(
            condition.span,
            f"conditions {condition.id}",
            condition.basis,
            utterance=utterance,
            codings=condition.codings,
            date=date or None,
        ),
    )


def _own_topic(record: Record, topics: Topics, condition: Condition) -> Topic:
    """Make a topic of a condition's own words where its issue isn't among the reading's issues."""
    words = condition.paraphrase or condition.span.text
    return topics.add(record.number, Issue(id=f"TERM_{condition.id}", label=" ".join(words.split()), kind="proposal"))


def _wanted(condition: Condition, topic: Topic, wording: int, setter: str, stands: Sequence[Stand]) -> bool:
    """Tell whether the setter requires the act or its absence.

    The setter's own stand on the matter decides; where there is none, an exclusion, a delinkage or a
    red line forbids and anything else requires.
    """
    if condition.type in ("exclusion", "delinkage"):
        return False
    signs = [sign(one.stance) for one in stands if one.actor == setter and one.topic == topic.id]
    told = next((one for one in reversed(signs) if one), 0)
    if told:
        return told > 0
    wanted = condition.type not in FORBIDS
    return wanted if wording > 0 else not wanted


def _step(record: Record, topics: Topics, stands: Sequence[Stand], condition: Condition, setter: str) -> str | None:
    """Give the topic of the step that the condition holds back: an act, where the record has one.

    A condition for a goal ("ties improve") holds back the act by which the setter would pursue the goal:
    the one it names in the same breath, else the one act it makes depend on something.
    """
    named = topics.find(record.number, condition.for_)
    if named is not None and named[0].kind != "goal":
        return None if named[0].is_claim else named[0].id
    mine = [one for one in stands if one.actor == setter and one.order[0] == record.number]
    acts = {topic.id for topic in topics.all if topic.kind in ("proposal", "agenda")}
    listed = [one.topic for one in mine if condition.id in one.conditions and one.topic in acts]
    if listed:
        return listed[0]
    if named is not None:
        breaths = {one.attribution for one in mine if one.topic == named[0].id and one.attribution}
        beside = [
            one.topic for one in mine if one.attribution in breaths and one.topic in acts and sign(one.stance) > 0
        ]
        return beside[0] if beside else named[0].id
    waiting = list(dict.fromkeys(one.topic for one in mine if one.stance in CONDITIONAL and one.topic in acts))
    return waiting[0] if len(waiting) == 1 and condition.type != "red_line" else None
