"""Join the issues of several readings: the same action under different words is one topic."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from verbale.codes import IssueKind
from verbale.draft.source import Record
from verbale.draft.wording import content, is_joint, kind_of_meeting, says_more, words
from verbale.records import Issue
from verbale.views.topics import alike, stem

CLAIMS = ("fact_claim", "status_claim")
FLIPPED = {"for": "against", "against": "for", "for_if": "against_unless", "against_unless": "for_if"}


@dataclass(slots=True)
class Topic:
    """An action, an agenda item or a claim, under the label of its first mention.

    ``members`` maps (number of the reading, issue id) to 1, or to -1 where that issue is worded as
    the opposite ("sanctions are kept" beside "sanctions are lifted"). ``act`` names an act that was read
    from the words (:mod:`verbale.draft.resense`): two of them are one if they are the same.
    """

    id: str
    label: str
    kind: IssueKind
    stems: frozenset[str]
    figures: frozenset[str]
    direction: int
    meeting: str | None
    joint: bool
    act: str = ""
    labels: list[str] = field(default_factory=list)
    members: dict[tuple[int, str], int] = field(default_factory=dict)

    @property
    def parties(self) -> tuple[str, ...]:
        """The actors that a joint act names, where its id tells them."""
        sort, _, rest = self.act.partition(":")
        named = rest.partition(":")[0]
        return tuple(named.split("+")) if sort == "joint" and named else ()

    @property
    def is_claim(self) -> bool:
        """Whether the topic is about what is so, not about what to do."""
        return self.kind in CLAIMS


class Topics:
    """All topics of a record, found again by reading and issue id."""

    def __init__(self, records: Sequence[Record]) -> None:
        self.all: list[Topic] = []
        self._of: dict[tuple[int, str], tuple[Topic, int]] = {}
        self._drop = _name_stems(records)
        for record in records:
            for issue in record.reading.issues:
                self._place(record.number, issue)

    def find(self, number: int, issue: str | None) -> tuple[Topic, int] | None:
        """Give the topic of an issue and 1 or -1 for its wording; None where no issue is named."""
        return None if issue is None else self._of.get((number, issue))

    def add(self, number: int, issue: Issue) -> Topic:
        """Put in an issue that the reading doesn't list, such as the words of a condition."""
        self._place(number, issue)
        return self._of[(number, issue.id)][0]

    def _place(self, number: int, issue: Issue) -> None:
        stems, figures, direction = content(issue.label, self._drop)
        new = Topic(
            id=self._free_id(issue.id),
            label=issue.label,
            kind=issue.kind,
            stems=stems,
            figures=figures,
            direction=direction,
            meeting=kind_of_meeting(issue.label),
            joint=is_joint(issue.label) or issue.id.startswith("joint:"),
        )
        act = issue.id if issue.id.split(":")[0] in ("act", "joint", "agenda") else ""
        named = self._named(issue.label)
        old = next(
            (
                topic
                for topic in self.all
                if (topic.act == act if act and topic.act else _same(topic, new))
                or (_meet(topic, new) and not _in_reading(topic, number) and named == self._named(topic.label))
            ),
            None,
        )
        topic = old or new
        if old is None:
            self.all.append(new)
        elif act and (not old.act or (new.joint and old.joint and says_more(new.label, old.label))):
            self._take_name(old, new)
        topic.act = topic.act or act
        topic.labels.append(issue.label)
        sign = topic.direction * direction if topic.kind != "agenda" else 1
        topic.members[(number, issue.id)] = sign
        self._of[(number, issue.id)] = (topic, sign)

    def _take_name(self, topic: Topic, act: Topic) -> None:
        """Name a topic by the words of an act, which say more than what a text is about."""
        turned = topic.direction * act.direction if topic.kind != "agenda" else 1
        topic.label, topic.direction, topic.stems = act.label, act.direction, act.stems
        for member, sign in topic.members.items():
            topic.members[member] = sign * turned
            self._of[member] = (topic, sign * turned)

    def _named(self, label: str) -> frozenset[str]:
        return frozenset(stem(word) for word in words(label)) & self._drop

    def _free_id(self, wanted: str) -> str:
        clean = re.sub(r"\W+", "_", wanted.rsplit(":", maxsplit=1)[-1]).strip("_") or "TOPIC"
        clean = clean.upper() if ":" in wanted else clean
        clean = f"T{clean}" if clean[0].isdigit() else clean
        taken, free, n = {topic.id for topic in self.all}, clean, 2
        while free in taken:
            free, n = f"{clean}_{n}", n + 1
        return free


def _name_stems(records: Sequence[Record]) -> frozenset[str]:
    """Give the stems of the names of countries and persons: they tell a topic's parties, not its act."""
    found = set()
    for record in records:
        for entity in record.reading.entities:
            if entity.type in ("state", "person", "grouping"):
                for name in (entity.name, *entity.aliases):
                    found |= {stem(word) for word in words(name)}
    return frozenset(found)


def _same(one: Topic, two: Topic) -> bool:
    """Tell whether two issues are one action: alike in words, figures and sort, whatever the direction."""
    if one.is_claim != two.is_claim or (one.kind == "third_party") != (two.kind == "third_party"):
        return False
    if not one.stems or not two.stems:
        return one.figures == two.figures and one.label.casefold() == two.label.casefold()
    if one.is_claim:
        return one.figures == two.figures and one.stems == two.stems and one.direction == two.direction
    return alike(one.stems | one.figures, two.stems | two.figures)


def _meet(one: Topic, two: Topic) -> bool:
    """Tell whether two issues of different texts are one meeting, or the same talks, under two names."""
    if one.meeting is None or one.meeting != two.meeting or one.is_claim or two.is_claim:
        return False
    return not (_beyond_meeting(one) and _beyond_meeting(two))


def _in_reading(topic: Topic, number: int) -> bool:
    return any(reading == number for reading, _ in topic.members)


def _beyond_meeting(topic: Topic) -> frozenset[str]:
    return frozenset(one for one in topic.stems if kind_of_meeting(one) is None)


def related(claim: Topic, act: Topic) -> bool:
    """Tell whether a claim is about the matter of an act: they share a content word that isn't the form."""
    shared = {one for one in claim.stems & act.stems if kind_of_meeting(one) is None}
    return claim.is_claim and not act.is_claim and bool(shared)
