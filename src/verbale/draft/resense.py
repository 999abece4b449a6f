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
from dataclasses import replace

from verbale.codes import Basis, SpeechAct, Stance
from verbale.draft.acts import Act, read_act, read_matter
from verbale.draft.bounds import from_conditional, put_condition, put_exclusion, with_act
from verbale.draft.clauses import Clause, read_clause
from verbale.draft.senses import CODED, HOSTILE, NEGATED, Senses, by_person, on_issue, overlap, taken_where
from verbale.draft.source import Record
from verbale.draft.stands import TAKES_A_STAND, basis_of
from verbale.draft.subjects import PASSIVE, bare, callings_of, doer, is_pronoun, leading
from verbale.draft.topics import FLIPPED
from verbale.records import (
    Attribution,
    Condition,
    Issue,
    Position,
    Proposition,
    Reading,
    Span,
)

_AND = re.compile(
    r"(?P<stop>;)\s+|(?:,\s+)?\s(?:and|but)\s+(?P<that>that\s+)?(?=(?:that|will|would|is|are|was|were|could|may|might|should|must)\b)",
    re.IGNORECASE,
)
# Ids that the reading gives to issues it finds itself.
_FOUND = re.compile(r"I\d+")
_OF_OTHERS = ("commit", "offer", "express_openness", "accept", "reject", "propose")


def resense(reading: Reading, number: int = 0) -> Reading:
    """Give a reading whose positions and conditions are on acts; one coded by persons comes back as it is."""
    if not by_machine(reading):
        return reading
    found = Senses(Record.of(reading, number), callings_of(reading))
    attributions = tuple(_attribution(found, one) for one in reading.attributions)
    held = {one.attribution for one in found.positions}
    positions = [one for one in reading.positions if one.attribution not in held or by_person(one.codings)]
    done = [one.span for one in found.conditions]
    positions = [
        one
        for one in positions
        if one.attribution or by_person(one.codings) or not any(_within_a_term(one, span) for span in done)
    ]
    left = [one for one in reading.conditions if not any(overlap(one.span, span) for span in done)]
    conditions = [one for one in left if by_person(one.codings) or not from_conditional(found, one)]
    return replace(
        reading,
        issues=(*_left_over(reading, attributions, positions, conditions), *found.issues.values()),
        attributions=attributions,
        positions=(*positions, *found.positions),
        conditions=(*conditions, *found.conditions),
        conditionals=tuple(with_act(found, one) for one in reading.conditionals),
    )


def _within_a_term(position: Position, term: Span) -> bool:
    """Tell whether a position was taken from the words of a condition that has been read anew."""
    return all(overlap(span, term) for span in position.evidence)


def by_machine(reading: Reading) -> bool:
    """Tell whether a machine coded a reading: its attributions say by which rule or model."""
    codings = [coding for one in reading.attributions for coding in one.codings]
    return bool(codings) and not all(by_person((one,)) for one in codings)


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


def _attribution(found: Senses, one: Attribution) -> Attribution:
    """Read one attribution's contents again; its acts become positions, and its propositions follow."""
    utterance = found.record.utterances.get(one.utterance)
    if utterance is None or one.quote_type == "imputed" or by_person(one.codings):
        return one
    if any(each.issue and _FOUND.fullmatch(each.issue) is None for each in one.propositions):
        return one  # an issue of the analyst's own codebook
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
            subject = "" if hit["that"] or hit["stop"] else read_clause(span.text[:end]).subject
            at = hit.end()


def _content(found: Senses, one: Attribution, speaker: str, span: Span, subject: str) -> Proposition | None:
    """Read one clause; put down its position and conditions, and give its proposition (None: no act)."""
    clause = read_clause(span.text.replace("\u00a0", " "))
    cue = next((each for each in one.propositions if each.speech_act in TAKES_A_STAND and each.stance), None)
    stance, speech_act = _stance(clause, cue)
    if stance is None or speech_act is None:
        return None
    entity, told = doer(clause.subject or subject, clause.act, found.callings)
    if clause.bounds and stance != "against" and HOSTILE.match(told.strip()):
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
    others_act = speech_act in ("demand", "warn") and agent not in (None, holder)
    terms = [
        id
        for bound in (() if others_act else clause.bounds)
        for id in put_condition(found, one, holder, issue, span, bound, taken_where(stance, bound) != undone)
    ]
    stance = on_issue(stance, undone, conditional=bool(terms))
    if act.kind == "agenda" and stance == "against":
        terms += put_exclusion(found, one, holder, agent if agent != holder else None, issue, span)
    _put(found, one, holder, issue, stance, span, basis, hedged=clause.hedged, terms=tuple(terms))
    return Proposition(speech_act=speech_act, issue=issue.id, stance=stance)


def _matter(clause: Clause, one: Attribution) -> Act | None:
    """Read a matter put off the agenda ("has nothing to do with"), or a claim that it is settled turned down."""
    if clause.speech_act == "exclude":
        return read_matter(clause.act)
    act = read_matter(clause.act) if clause.stance == "against" or one.quote_type == "nominal" else None
    return act if act is not None and act.direction < 0 else None


def _stance(clause: Clause, cue: Proposition | None) -> tuple[Stance | None, SpeechAct | None]:
    """Give the stance and speech act that the clause's words tell, else those of the cue."""
    if clause.stance is not None:
        by_cue = cue is not None and cue.speech_act in ("demand", "threaten", "warn") and clause.speech_act == "commit"
        return clause.stance, cue.speech_act if cue is not None and by_cue else clause.speech_act
    if cue is not None and cue.stance in (*FLIPPED, "open_to"):
        return cue.stance, cue.speech_act
    return None, None


def _put(
    found: Senses,
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


def _threat(found: Senses, one: Attribution, speaker: str, span: Span, clause: Clause) -> Proposition | None:
    """Read "will respond if X does Y": the speaker doesn't want X to do Y."""
    for bound in clause.bounds:
        entity, words = leading(bound.piece.text, found.callings)
        act = read_act(bare(words, found.callings))
        if act is None or found.record.actor(entity) == speaker:
            continue
        issue, _, undone = found.issue(act, entity)
        wanted = bool(NEGATED.search(bound.piece.text)) != (bound.sort in ("unless", "until"))
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
