"""Conditions on acts: of a clause, of a conditional outside every content, and matters to be left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from verbale.codes import ConditionType, Stance
from verbale.draft.acts import Act, issue_of, read_act, read_acts
from verbale.draft.clauses import Bound, read_clause
from verbale.draft.replies import read_answer
from verbale.draft.senses import CODED, HOSTILE, MARK, NEGATED, Senses, on_issue, overlap, taken_where
from verbale.draft.stands import basis_of
from verbale.draft.subjects import bare, doers, leading, named_in
from verbale.records import Attribution, Condition, Conditional, Issue, OptionValue, Position, Span

_AND = re.compile(r"\s+and\s+(?=(?:does|do|did|is|are|stops?|drops?|gives?|leaves?|ends?)\b)", re.IGNORECASE)
MEETINGS = frozenset({"summit", "talks"})
TYPES: dict[str, ConditionType] = {
    "if": "terms",
    "unless": "terms",
    "until": "precondition",
    "after": "precondition",
    "exchange": "quid_pro_quo",
    "at_which": "exclusion",
}


def put_condition(
    found: Senses, one: Attribution, holder: str, step: Issue, span: Span, bound: Bound, holds: bool
) -> Iterator[str]:
    """Put down one condition of a clause, and give its id; ``holds``: the step is taken where it is so."""
    first: str | None = None
    for part in _AND.split(bound.piece.text):
        entity, words = leading(part, found.callings)
        first = first or entity
        agent = found.record.actor(entity or first)
        turned = NEGATED.search(part) is not None
        for issue, kind, wanted, doer in _terms(found, bare(words, found.callings), agent, holder):
            if issue.id != step.id:
                yield _put_term(found, one, holder, step, span, bound, issue, kind, doer, (holds == wanted) != turned)


def _terms(found: Senses, words: str, agent: str | None, holder: str) -> Iterator[tuple[Issue, str, bool, str | None]]:
    """Give the acts of a condition's words: issue, its kind, whether the words have it done, and who would do it."""
    answer = read_answer(words, found.owners)
    if answer is not None:
        for issue, wanted in found.answered(answer, agent):
            yield issue, issue.kind, wanted, agent
        return
    if agent is None:  # "access to Kestrian ports" is Kestria's to give
        named = {found.record.actor(one) for one in named_in(words, found.owners)} - {None, holder}
        agent = named.pop() if len(named) == 1 else None
    for act in read_acts(words):
        if not (agent == holder and act.joint):
            issue, _, undone = found.issue(act, agent)
            yield issue, act.kind, not undone, agent


def _put_term(
    found: Senses,
    one: Attribution,
    holder: str,
    step: Issue,
    span: Span,
    bound: Bound,
    issue: Issue,
    sort: str,
    agent: str | None,
    wanted: bool,
) -> str:
    kind = TYPES[bound.sort]
    if not wanted:
        kind = "exclusion" if sort == "agenda" else "red_line"
    elif kind == "exclusion":
        kind = "terms"
    id = f"SC{len(found.conditions) + 1:02}"
    found.conditions.append(
        Condition(
            id=id,
            type=kind,
            set_by=holder,
            span=within(found.record.reading.document.text, span, bound),
            bound=agent if agent != holder else None,
            issue=issue.id,
            for_=step.id,
            basis=basis_of(one),
            utterance=one.utterance,
            codings=CODED,
        )
    )
    return id


def from_conditional(found: Senses, one: Condition) -> bool:
    """Read a condition that stands outside every content: its step is the consequent of its conditional.

    Tells whether the condition is dealt with: read anew, or so bare that it names nothing but itself.
    """
    other = next((each for each in found.record.reading.conditionals if overlap(each.antecedent, one.span)), None)
    setter = found.record.actor(one.set_by)
    if other is None or setter is None:
        return one.issue == one.for_
    clause = read_clause(f"{other.consequent.text} {other.antecedent.text}")
    _, told = doers(clause.subject, clause.act, found.callings)
    act = read_act(bare(told, found.callings))
    if clause.speech_act == "demand":
        return True
    if act is None or not clause.bounds or HOSTILE.match(told.strip()):
        return one.issue == one.for_ or act is not None
    issue, _, undone = found.issue(act, setter)
    entity, words = leading(MARK.sub("", other.antecedent.text.strip()), found.callings)
    named = read_act(bare(words, found.callings))
    if named is None:
        return one.issue == one.for_
    term, agent, turned = found.issue(named, entity)
    stance: Stance = clause.stance if clause.stance in ("against", "for", "open_to") else "for"
    holds = taken_where(stance, clause.bounds[0]) != undone
    wanted = (holds != turned) != (NEGATED.search(other.antecedent.text) is not None)
    id = f"SC{len(found.conditions) + 1:02}"
    kind = one.type if wanted or one.type not in ("terms", "precondition", "quid_pro_quo") else "red_line"
    found.conditions.append(
        replace(one, id=id, type=kind, issue=term.id, for_=issue.id, bound=agent or one.bound, codings=CODED)
    )
    found.positions.append(
        Position(
            id=f"S{len(found.positions) + 1:02}",
            actor=setter,
            issue=issue.id,
            stance=on_issue(stance, undone, conditional=True),
            basis=one.basis,
            evidence=(other.consequent,),
            attribution=other.attribution,
            conditions=(id,),
            codings=CODED,
        )
    )
    return True


def put_exclusion(
    found: Senses, one: Attribution, holder: str, bound: str | None, issue: Issue, span: Span
) -> list[str]:
    """Put down that a party wants a matter left out; whose step hangs on it, the rest of the record tells."""
    id = f"SC{len(found.conditions) + 1:02}"
    found.conditions.append(
        Condition(
            id=id,
            type="exclusion",
            set_by=holder,
            span=span,
            bound=bound,
            issue=issue.id,
            basis=basis_of(one),
            utterance=one.utterance,
            codings=CODED,
        )
    )
    return [id]


def within(text: str, span: Span, bound: Bound) -> Span:
    """Give the words of a bound as a span of the document."""
    start, end = span.start + bound.whole.start, min(span.start + bound.whole.end, span.end)
    while start < end and text[start] in " ,;\n":
        start += 1
    return Span(start=start, end=end, text=text[start:end])


def with_act(found: Senses, one: Conditional) -> Conditional:
    """Name the acts of an antecedent, where they are ones that the reading has."""
    entity, rest = leading(MARK.sub("", one.antecedent.text.strip()), found.callings)
    actor = found.record.actor(entity)
    words = bare(rest, found.callings)
    negated = NEGATED.search(one.antecedent.text) is not None
    answer = read_answer(words, found.owners)
    if answer is not None:
        named = [(issue.id, wanted) for issue, wanted in found.answered(answer, actor)]
    else:
        named = [each for act in read_acts(words) if (each := _known(found, act, actor)) is not None]
    if not named:
        return one
    values = [OptionValue(issue=issue, value="yes" if taken != negated else "no") for issue, taken in named]
    return replace(one, antecedent_options=tuple(values), antecedent_actor=one.antecedent_actor or entity)


def _known(found: Senses, act: Act, actor: str | None) -> tuple[str, bool] | None:
    """Give the issue of an act, if the reading has it, and whether the words have it done.

    A meeting under another name counts where the reading has just one, or one with the actor.
    """
    issue = issue_of(act, actor, actor)
    known = issue.id in found.issues
    if not act.joint:
        return (issue.id, act.direction == found.directions.get(issue.id, 1)) if known else None
    joint = [one.split(":") for one in found.issues if one.startswith("joint:")]
    alike = [one for one in joint if one[2] == act.head or {one[2], act.head} <= MEETINGS]
    near = [one for one in alike if actor in one[1].split("+")] or [one for one in alike if one[2] == act.head] or alike
    return (":".join(near[0]), act.direction > 0) if len(near) == 1 else None
