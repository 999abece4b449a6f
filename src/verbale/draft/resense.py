"""Find the acts in a machine's reading: issues of who does what, in place of issues of what is talked about.

A machine's reading names issues by what contents talk about, so that a step and its condition often share
one. A draft needs the acts, and they stand in the words. This room reads the contents of attributions again,
clause by clause (:mod:`verbale.draft.clauses`, :mod:`verbale.draft.acts`), and gives the same reading with
positions and conditions on acts. Spans, speakers, dates and authority are untouched; what a person has coded
or corrected stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from verbale.codes import Basis, ConditionType, SpeechAct, Stance
from verbale.draft.acts import Act, issue_of, read_act, read_matter
from verbale.draft.clauses import Bound, Clause, read_clause
from verbale.draft.source import Record
from verbale.draft.stands import TAKES_A_STAND, basis_of
from verbale.draft.subjects import PASSIVE, bare, callings_of, doer, is_pronoun, leading, named_in
from verbale.draft.topics import FLIPPED
from verbale.records import (
    Attribution,
    Coding,
    Condition,
    Conditional,
    Issue,
    OptionValue,
    Position,
    Proposition,
    Reading,
    Span,
)

CODED = (Coding(field="issue", coder="draft:acts", version="1"),)
PERSON = "person"
_NEGATED = re.compile(r"\b(?:not|never|no longer)\b|n't\b", re.IGNORECASE)
_BREAKS_OFF = frozenset("reconsider cancel suspend postpone withdraw leave abandon call".split())
_HOSTILE = re.compile(
    r"^(?:\w+ly )?(?:retaliat|respon|reconsider|counter|expel|impos|strik|attack|boycott|veto|sever|escalat|punish|"
    r"take (?:\w+ )?(?:measures|countermeasures|action)|seek another|resume (?:\w+ )?tests?|lock|resort|"
    r"answer in kind|make .* pay|treat )",
    re.IGNORECASE,
)
_TYPES: dict[str, ConditionType] = {
    "if": "terms",
    "unless": "terms",
    "until": "precondition",
    "exchange": "quid_pro_quo",
    "at_which": "exclusion",
}
_AND = re.compile(
    r"(?:,\s+)?\s(?:and|but)\s+(?P<that>that\s+)?(?=(?:that|will|would|is|are|was|were|could|may|might|should|must)\b)",
    re.IGNORECASE,
)
_MARK = re.compile(r"^(?:only )?(?:if|unless|provided that|should|as long as|so long as|once|until)\s+", re.IGNORECASE)
_OF_OTHERS = ("commit", "offer", "express_openness", "accept", "reject", "propose")


@dataclass(slots=True)
class _Found:
    """What grows while a reading is read again."""

    record: Record
    callings: dict[str, str]
    issues: dict[str, Issue] = field(default_factory=dict)
    directions: dict[str, int] = field(default_factory=dict)
    positions: list[Position] = field(default_factory=list)
    conditions: list[Condition] = field(default_factory=list)

    def issue(self, act: Act, entity: str | None, speaker: str | None = None) -> tuple[Issue, str | None, bool]:
        """Give the issue of an act, the actor who would do it, and whether the act undoes the issue as named."""
        actor = self.record.actor(entity)
        parties = ""
        if act.joint:
            told = {self.record.actor(one) for one in named_in(act.words, self.callings)} - {None, speaker}
            parties = "+".join(sorted(one for one in told | {speaker, actor} if one)) if told else ""
        made = issue_of(act, actor, self.record.name(actor).split(" (")[0] if actor else None, parties)
        issue = self.issues.setdefault(made.id, made)
        named = 1 if act.kind == "agenda" or act.joint else self.directions.setdefault(made.id, act.direction)
        undone = act.direction != named or (act.joint and act.verb in _BREAKS_OFF)
        return issue, actor, undone


def resense(reading: Reading, number: int = 0) -> Reading:
    """Give a reading whose positions and conditions are on acts; one coded by persons comes back as it is."""
    if not by_machine(reading):
        return reading
    found = _Found(Record.of(reading, number), callings_of(reading))
    attributions = tuple(_attribution(found, one) for one in reading.attributions)
    held = {one.attribution for one in found.positions}
    positions = [one for one in reading.positions if one.attribution not in held or _by_person(one.codings)]
    done = [one.span for one in found.conditions]
    left = [one for one in reading.conditions if not any(_overlap(one.span, span) for span in done)]
    conditions = [one for one in left if _by_person(one.codings) or not _from_conditional(found, one)]
    return replace(
        reading,
        issues=(*_left_over(reading, attributions, positions, conditions), *found.issues.values()),
        attributions=attributions,
        positions=(*positions, *found.positions),
        conditions=(*conditions, *found.conditions),
        conditionals=tuple(_conditional(found, one) for one in reading.conditionals),
    )


def by_machine(reading: Reading) -> bool:
    """Tell whether a machine coded a reading: its attributions say by which rule or model."""
    codings = [coding for one in reading.attributions for coding in one.codings]
    return bool(codings) and not all(_by_person((one,)) for one in codings)


def _by_person(codings: tuple[Coding, ...]) -> bool:
    return any(one.coder == PERSON or one.coder.startswith(f"{PERSON}:") for one in codings)


def _overlap(one: Span, two: Span) -> bool:
    return one.start < two.end and two.start < one.end


def _left_over(
    reading: Reading,
    attributions: Sequence[Attribution],
    positions: Sequence[Position],
    conditions: Sequence[Condition],
) -> Iterator[Issue]:
    """Give the reading's own issues that are still used; one only asserted or denied is a claim."""
    stances: dict[str, set[str | None]] = {}
    for position in positions:
        stances.setdefault(position.issue, set()).add(position.stance)
    for one in attributions:
        for each in one.propositions:
            if each.issue is not None:
                stances.setdefault(each.issue, set()).add(each.stance)
    named = {issue for one in conditions for issue in (one.issue, one.for_) if issue}
    named |= {one.issue for one in reading.quantities if one.issue} | {one.issue for one in reading.disputes}
    for issue in reading.issues:
        said = stances.get(issue.id, set())
        if said and said <= {"asserts", "denies", "partly", "undeclared", None}:
            yield replace(issue, kind="fact_claim" if issue.kind == "proposal" else issue.kind)
        elif said or issue.id in named:
            yield issue


def _attribution(found: _Found, one: Attribution) -> Attribution:
    """Read one attribution's contents again; its acts become positions, and its propositions follow."""
    utterance = found.record.utterances.get(one.utterance)
    if utterance is None or one.quote_type == "imputed" or _by_person(one.codings):
        return one
    speaker = found.record.speaker_actor(utterance)
    if speaker is None:
        return one
    acts = [
        made
        for span in one.content_spans
        for part, subject in _parts(span)
        if (made := _content(found, one, speaker, part, subject)) is not None
    ]
    if not acts:
        return one
    claims = [each for each in one.propositions if each.stance in ("asserts", "denies")]
    return replace(one, propositions=(*acts, *claims))


def _parts(span: Span) -> Iterator[tuple[Span, str]]:
    """Part a content at "and is ready to ..."; give each part and the subject it takes over from the first."""
    at, subject = 0, ""
    for hit in (*_AND.finditer(span.text), None):
        end = hit.start() if hit else len(span.text)
        text = span.text[at:end]
        yield Span(start=span.start + at, end=span.start + end, text=text), subject
        if hit:
            subject = "" if hit["that"] else read_clause(span.text[:end]).subject
            at = hit.end()


def _from_conditional(found: _Found, one: Condition) -> bool:
    """Read a condition that stands outside every content: its step is the consequent of its conditional.

    Tells whether the condition is dealt with: read anew, or so bare that it names nothing but itself.
    """
    other = next((each for each in found.record.reading.conditionals if _overlap(each.antecedent, one.span)), None)
    setter = found.record.actor(one.set_by)
    if other is None or setter is None:
        return one.issue == one.for_
    clause = read_clause(f"{other.consequent.text} {other.antecedent.text}")
    _, told = doer(clause.subject, clause.act, found.callings)
    act = read_act(bare(told, found.callings))
    if act is None or not clause.bounds or _HOSTILE.match(told.strip()):
        return one.issue == one.for_ or act is not None
    issue, _, undone = found.issue(act, setter)
    entity, words = leading(_MARK.sub("", other.antecedent.text.strip()), found.callings)
    named = read_act(bare(words, found.callings))
    if named is None:
        return one.issue == one.for_
    term, agent, turned = found.issue(named, entity)
    stance: Stance = clause.stance if clause.stance in ("against", "for", "open_to") else "for"
    holds = _holds(stance, clause.bounds[0]) != undone
    wanted = (holds != turned) != (_NEGATED.search(other.antecedent.text) is not None)
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
            stance=_on_issue(stance, undone, conditional=True),
            basis=one.basis,
            evidence=(other.consequent,),
            attribution=other.attribution,
            conditions=(id,),
            codings=CODED,
        )
    )
    return True


def _content(found: _Found, one: Attribution, speaker: str, span: Span, subject: str) -> Proposition | None:
    """Read one clause; put down its position and conditions, and give its proposition (None: no act)."""
    clause = read_clause(span.text.replace("\u00a0", " "))
    cue = next((each for each in one.propositions if each.speech_act in TAKES_A_STAND and each.stance), None)
    stance, speech_act = _stance(clause, cue)
    if stance is None or speech_act is None:
        return None
    entity, told = doer(clause.subject or subject, clause.act, found.callings)
    if clause.bounds and stance != "against" and _HOSTILE.match(told.strip()):
        return _threat(found, one, speaker, span, clause)
    if re.match(r"be\s", told) and read_act(bare(told, found.callings)) and not PASSIVE.match(told):
        return None
    act = _matter(clause, one) or read_act(bare(told, found.callings))
    thing = clause.subject and entity is None and not is_pronoun(clause.subject)
    if act is None or (thing and act.head == act.verb):
        return None
    agent = found.record.actor(entity)
    holder, by, basis = _parties(one, speech_act, agent, speaker)
    issue, _, undone = found.issue(act, by, holder)
    if act.kind == "agenda" and act.direction < 0:
        undone = True
    terms = [
        id
        for bound in clause.bounds
        for id in _condition(found, one, holder, issue, span, bound, _holds(stance, bound) != undone)
    ]
    stance = _on_issue(stance, undone, conditional=bool(terms))
    if act.kind == "agenda" and stance == "against":
        terms += _exclusion(found, one, holder, agent if agent != holder else None, issue, span)
    _put(found, one, holder, issue, stance, span, basis, hedged=clause.hedged, terms=tuple(terms))
    return Proposition(speech_act=speech_act, issue=issue.id, stance=stance)


def _matter(clause: Clause, one: Attribution) -> Act | None:
    """Read a matter put off the agenda ("has nothing to do with"), or a claim that it is settled turned down."""
    if clause.speech_act == "exclude":
        return read_matter(clause.act)
    act = read_matter(clause.act) if clause.stance == "against" or one.quote_type == "nominal" else None
    return act if act is not None and act.direction < 0 else None


def _exclusion(found: _Found, one: Attribution, holder: str, bound: str | None, issue: Issue, span: Span) -> list[str]:
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


def _holds(stance: Stance, bound: Bound) -> bool:
    """Tell whether the act is taken where the condition is so, as against where it is not so.

    "Will, if" and "will not, unless" take it where it is so; "will, unless" and "will not, if" where not.
    """
    if bound.sort == "exchange":
        return True
    return (stance != "against") == (bound.sort in ("if", "at_which"))


def _on_issue(stance: Stance, undone: bool, *, conditional: bool) -> Stance:
    """Give the stance on the issue as it is named, from the stance on the act as the words have it."""
    wants = (stance in ("for", "for_if", "open_to")) != undone
    if conditional:
        return "for_if" if wants else "against_unless"
    if undone:
        return "for" if wants else "against"
    return stance


def _stance(clause: Clause, cue: Proposition | None) -> tuple[Stance | None, SpeechAct | None]:
    """Give the stance and speech act that the clause's words tell, else those of the cue."""
    if clause.stance is not None:
        by_cue = cue is not None and cue.speech_act in ("demand", "threaten", "warn") and clause.speech_act == "commit"
        return clause.stance, cue.speech_act if cue is not None and by_cue else clause.speech_act
    if cue is not None and cue.stance in (*FLIPPED, "open_to"):
        return cue.stance, cue.speech_act
    return None, None


def _put(
    found: _Found,
    one: Attribution,
    holder: str,
    issue: Issue,
    stance: Stance,
    span: Span,
    basis: Basis,
    *,
    hedged: bool = False,
    terms: tuple[str, ...] = (),
) -> None:
    found.positions.append(
        Position(
            id=f"S{len(found.positions) + 1:02}",
            actor=holder,
            issue=issue.id,
            stance=stance,
            basis=basis,
            evidence=(span,),
            strength="hedged" if hedged else "plain",
            attribution=one.id,
            conditions=terms,
            codings=CODED,
        )
    )


def _threat(found: _Found, one: Attribution, speaker: str, span: Span, clause: Clause) -> Proposition | None:
    """Read "will respond if X does Y": the speaker doesn't want X to do Y."""
    for bound in clause.bounds:
        entity, words = leading(bound.piece.text, found.callings)
        act = read_act(bare(words, found.callings))
        if act is None or found.record.actor(entity) == speaker:
            continue
        issue, _, undone = found.issue(act, entity)
        wanted = bool(_NEGATED.search(bound.piece.text)) != (bound.sort in ("unless", "until"))
        stance: Stance = "for" if wanted != undone else "against"
        _put(found, one, speaker, issue, stance, span, basis_of(one))
        return Proposition(speech_act="demand", issue=issue.id, stance=stance)
    return None


def _parties(one: Attribution, speech_act: SpeechAct, agent: str | None, speaker: str) -> tuple[str, str | None, Basis]:
    """Give whose position it is, who would act, and the basis: another's pledge as told is not that other's word."""
    if speech_act in ("demand", "warn"):
        return speaker, agent, basis_of(one)
    if agent is not None and agent != speaker and speech_act in _OF_OTHERS:
        return agent, agent, "attributed_by_adversary"
    return speaker, agent or speaker, basis_of(one)


def _condition(
    found: _Found, one: Attribution, holder: str, step: Issue, span: Span, bound: Bound, holds: bool
) -> Iterator[str]:
    """Put down one condition of a clause, and give its id; ``holds``: the step is taken where it is so."""
    entity, words = leading(bound.piece.text, found.callings)
    act = read_act(bare(words, found.callings))
    if act is None or (found.record.actor(entity) == holder and act.joint):
        return
    issue, agent, undone = found.issue(act, entity)
    if issue.id == step.id:
        return
    wanted = (holds != undone) != (_NEGATED.search(bound.piece.text) is not None)
    kind = _TYPES[bound.sort]
    if not wanted:
        kind = "exclusion" if act.kind == "agenda" else "red_line"
    elif kind == "exclusion":
        kind = "terms"
    id = f"SC{len(found.conditions) + 1:02}"
    found.conditions.append(
        Condition(
            id=id,
            type=kind,
            set_by=holder,
            span=_within(found.record.reading.document.text, span, bound),
            bound=agent if agent != holder else None,
            issue=issue.id,
            for_=step.id,
            basis=basis_of(one),
            utterance=one.utterance,
            codings=CODED,
        )
    )
    yield id


def _within(text: str, span: Span, bound: Bound) -> Span:
    """Give the words of a bound as a span of the document."""
    start, end = span.start + bound.whole.start, min(span.start + bound.whole.end, span.end)
    while start < end and text[start] in " ,;\n":
        start += 1
    return Span(start=start, end=end, text=text[start:end])


def _conditional(found: _Found, one: Conditional) -> Conditional:
    """Name the act of an antecedent, where it is one that the reading has."""
    entity, rest = leading(_MARK.sub("", one.antecedent.text.strip()), found.callings)
    act = read_act(bare(rest, found.callings))
    if act is None:
        return one
    actor = found.record.actor(entity)
    issue = issue_of(act, actor, actor)
    if issue.id not in found.issues:
        return one
    named = found.directions.get(issue.id, 1)
    undone = bool(_NEGATED.search(one.antecedent.text)) != (act.direction != named)
    return replace(one, antecedent_options=(OptionValue(issue=issue.id, value="no" if undone else "yes"),))
