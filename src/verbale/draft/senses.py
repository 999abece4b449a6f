"""What grows while a machine's reading is read again for its acts, and the logic of stances and conditions."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from verbale.codes import Stance
from verbale.draft.acts import Act, direction_of, issue_of
from verbale.draft.clauses import Bound
from verbale.draft.replies import Answer, Put, taken_up
from verbale.draft.source import Record
from verbale.draft.subjects import named_in
from verbale.draft.wording import says_more
from verbale.records import Coding, Condition, Issue, Position, Span

CODED = (Coding(field="issue", coder="draft:acts", version="1"),)
PERSON = "person"
NEGATED = re.compile(r"\b(?:not|never|no longer)\b|n't\b", re.IGNORECASE)
BREAKS_OFF = frozenset("reconsider cancel suspend postpone withdraw leave abandon call".split())
HOSTILE = re.compile(
    r"^(?:\w+ly )?(?:retaliat|respon|protest|reconsider|counter|expel|impos|strik|attack|boycott|veto|sever|escalat|"
    r"punish|take (?:\w+ )?(?:measures|countermeasures|action)|seek another|resume (?:\w+ )?tests?|lock|resort|"
    r"answer in kind|make .* pay|treat )|^(?:ask|urge|press) .* to (?:impose|punish|condemn|sanction|expel)\b",
    re.IGNORECASE,
)
# Those that a joint act is with, as against what it is about: "talks with Verand on the dam in Orm".
WITH = re.compile(
    r"\b(?:with|between|among)\s(.+?)(?=\s(?:on|over|about|in|at|for|to|under|if|that)\s|$)", re.IGNORECASE
)
MARK = re.compile(r"^(?:only )?(?:if|unless|provided that|should|as long as|so long as|once|until)\s+", re.IGNORECASE)


@dataclass(slots=True)
class Senses:
    """What grows while a reading is read again."""

    record: Record
    callings: dict[str, str]
    owners: dict[str, str]
    issues: dict[str, Issue] = field(default_factory=dict)
    directions: dict[str, int] = field(default_factory=dict)
    positions: list[Position] = field(default_factory=list)
    conditions: list[Condition] = field(default_factory=list)
    threats: list[Span] = field(default_factory=list)
    put: list[Put] = field(default_factory=list)

    def issue(
        self, act: Act, entity: str | None, speaker: str | None = None, others: tuple[str, ...] = ()
    ) -> tuple[Issue, str | None, bool]:
        """Give the issue of an act, the actor who would do it, and whether the act undoes the issue as named.

        ``others`` are more entities that would do it together with ``entity``.
        """
        actor = self.record.actor(entity)
        with_whom = " ".join(hit[1] for hit in WITH.finditer(act.words))
        named = {self.record.actor(one) for one in (*named_in(with_whom, self.callings), *others)} - {None, speaker}
        parties = ""
        if act.joint and named:
            parties = "+".join(sorted(one for one in named | {speaker if not others else None, actor} if one))
        made = issue_of(act, actor, self.record.name(actor).split(" (")[0] if actor else None, parties)
        issue = self.issues.setdefault(made.id, made)
        if act.joint and says_more(made.label, issue.label):
            issue = self.issues[made.id] = made
        so = 1 if act.kind == "agenda" or act.joint else self.directions.setdefault(made.id, direction_of(act.words))
        undone = act.direction != so or (act.joint and act.verb in BREAKS_OFF)
        return issue, actor, undone

    def terms(self, ids: tuple[str, ...]) -> tuple[tuple[Issue, bool, str | None], ...]:
        """Give conditions as the acts they ask for: issue, whether it is to be done, and whom it binds."""
        chosen = [one for one in self.conditions if one.id in ids and one.issue in self.issues]
        return tuple(
            (self.issues[one.issue], one.type not in ("red_line", "exclusion"), one.bound)
            for one in chosen
            if one.issue is not None
        )

    def answered(self, answer: Answer, by: str | None) -> list[tuple[Issue, bool]]:
        """Give the issues that an answer takes up, with whether to accept is to want them; they become issues here."""
        whose = [actor for one in answer.whose if (actor := self.record.actor(one)) and actor != by]
        found = taken_up(answer, self.put, by, whose)
        return [(self.issues.setdefault(issue.id, issue), wanted) for issue, wanted in found]


def by_person(codings: tuple[Coding, ...]) -> bool:
    """Tell whether a person gave a value."""
    return any(one.coder == PERSON or one.coder.startswith(f"{PERSON}:") for one in codings)


def overlap(one: Span, two: Span) -> bool:
    """Tell whether two spans share a letter."""
    return one.start < two.end and two.start < one.end


def taken_where(stance: Stance, bound: Bound) -> bool:
    """Tell whether the act is taken where the condition is so, as against where it is not so.

    "Will, if" and "will not, unless" take it where it is so; "will, unless" and "will not, if" where not.
    """
    if bound.sort == "exchange":
        return True
    return (stance != "against") == (bound.sort in ("if", "after", "at_which"))


def on_issue(stance: Stance, undone: bool, *, conditional: bool) -> Stance:
    """Give the stance on the issue as it is named, from the stance on the act as the words have it."""
    wants = (stance in ("for", "for_if", "open_to")) != undone
    if conditional:
        return "for_if" if wants else "against_unless"
    if undone:
        return "for" if wants else "against"
    return stance
