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
from dataclasses import dataclass, replace

from verbale.codes import Basis, SpeechAct, Stance
from verbale.draft.acts import Act, read_act, read_acts, read_matter
from verbale.draft.bounds import from_conditional, put_condition, put_exclusion, with_act, within
from verbale.draft.clauses import Clause, read_clause
from verbale.draft.senses import CODED, HOSTILE, NEGATED, Senses, by_person, on_issue, overlap, taken_where
from verbale.draft.source import Record
from verbale.draft.stands import TAKES_A_STAND, basis_of, is_imputed
from verbale.draft.subjects import PASSIVE, bare, callings_of, doers, is_pronoun, leading
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


@dataclass(frozen=True, slots=True)
class _Said:
    """A clause of a content: who says it, and the stance and speech act it has."""

    one: Attribution
    speaker: str
    span: Span
    clause: Clause
    stance: Stance
    speech_act: SpeechAct


def resense(reading: Reading, number: int = 0) -> Reading:
    """Give a reading whose positions and conditions are on acts; one coded by persons comes back as it is."""
    if not by_machine(reading):
        return reading
    found = Senses(Record.of(reading, number), callings_of(reading))
    attributions = tuple(_attribution(found, one) for one in reading.attributions)
    held = {one.attribution for one in found.positions}
    positions = [one for one in reading.positions if one.attribution not in held or by_person(one.codings)]
    done = [one.span for one in found.conditions] + found.threats
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
    if utterance is None or is_imputed(one) or by_person(one.codings):
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
        for made in _content(found, one, speaker, part, subject)
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


def _content(found: Senses, one: Attribution, speaker: str, span: Span, subject: str) -> list[Proposition]:
    """Read one clause; put down its positions and conditions, and give its propositions (none: no act)."""
    clause = read_clause(span.text.replace("\u00a0", " "))
    cue = _cue(one)
    stance, speech_act = _stance(clause, cue)
    if stance is None or speech_act is None:
        return []
    agents, told = doers(clause.subject or subject, clause.act, found.callings)
    if one.quote_type == "nominal" and clause.stance is None:
        agents = ()  # "offered Verand a loan": the name is that of who gets it
    threatened = HOSTILE.search(told.strip()) or (cue is not None and cue.speech_act in ("threaten", "warn"))
    if clause.bounds and stance != "against" and threatened:
        return _threat(found, one, speaker, span, clause)
    if re.match(r"be\s", told) and read_act(bare(told, found.callings)) and not PASSIVE.match(told):
        return []
    matter = _matter(clause, one)
    thing = clause.subject and not agents and not is_pronoun(clause.subject)
    said = _Said(one, speaker, span, clause, stance, speech_act)
    return [
        made
        for act in ([matter] if matter else read_acts(bare(told, found.callings)))
        if not (thing and act.head == act.verb)
        for each, others in _doing(found, act, agents, speaker)
        for made in _put_act(found, said, act, each, others)
    ]


def _cue(one: Attribution) -> Proposition | None:
    """Give the proposition that tells the stance of a content's cue; a bare "says" of a noun tells one too."""
    takes = [each for each in one.propositions if each.stance and each.speech_act in TAKES_A_STAND]
    sides = [replace(each, speech_act="propose") for each in one.propositions if each.stance in ("for", "for_if")]
    return next(iter(takes or (sides if one.quote_type == "nominal" else [])), None)


def _doing(
    found: Senses, act: Act, agents: tuple[str, ...], speaker: str
) -> Iterator[tuple[str | None, tuple[str, ...]]]:
    """Give who would do an act: each of several by itself, or all together with the speaker or in a joint act."""
    together = act.joint or speaker in {found.record.actor(one) for one in agents}
    if len(agents) < 2 or together:
        yield next(iter(agents), None), agents[1:]
    else:
        for one in agents:
            yield one, ()


def _put_act(
    found: Senses, said: _Said, act: Act, entity: str | None, others: tuple[str, ...]
) -> Iterator[Proposition]:
    """Put down the position of a clause on one act, with its conditions; give its proposition."""
    agent = found.record.actor(entity)
    holder, by, basis = _parties(said, agent)
    issue, _, undone = found.issue(act, by, holder, others)
    if act.kind == "agenda" and act.direction < 0:
        undone = True
    others_act = said.speech_act in ("demand", "warn") and agent not in (None, holder)
    terms = [
        id
        for bound in (() if others_act else said.clause.bounds)
        for id in put_condition(
            found, said.one, holder, issue, said.span, bound, taken_where(said.stance, bound) != undone
        )
    ]
    stance = on_issue(said.stance, undone, conditional=bool(terms))
    if act.kind == "agenda" and stance == "against":
        terms += put_exclusion(found, said.one, holder, agent if agent != holder else None, issue, said.span)
    _put(found, said.one, holder, issue, stance, said.span, basis, hedged=said.clause.hedged, terms=tuple(terms))
    yield Proposition(speech_act=said.speech_act, issue=issue.id, stance=stance)


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


def _threat(found: Senses, one: Attribution, speaker: str, span: Span, clause: Clause) -> list[Proposition]:
    """Read "will respond if X does Y": the speaker doesn't want X to do Y."""
    for bound in clause.bounds:
        entity, words = leading(bound.piece.text, found.callings)
        acts = [] if found.record.actor(entity) == speaker else read_acts(bare(words, found.callings))
        made = []
        for act in acts:
            issue, _, undone = found.issue(act, entity)
            wanted = bool(NEGATED.search(bound.piece.text)) != (bound.sort in ("unless", "until"))
            stance: Stance = "for" if wanted != undone else "against"
            _put(found, one, speaker, issue, stance, span, basis_of(one))
            made.append(Proposition(speech_act="demand", issue=issue.id, stance=stance))
        if made:
            found.threats.append(within(found.record.reading.document.text, span, bound))
            return made
    return []


def _parties(said: _Said, agent: str | None) -> tuple[str, str | None, Basis]:
    """Give whose position it is, who would act, and the basis: another's pledge as told is not that other's word."""
    asked = said.clause.stance is None and said.speech_act in ("propose", "offer")
    if said.speech_act in ("demand", "warn") or (asked and agent is not None):
        return said.speaker, agent, basis_of(said.one)
    if agent is not None and agent != said.speaker and said.speech_act in _OF_OTHERS:
        return agent, agent, "attributed_by_adversary"
    return said.speaker, agent or said.speaker, basis_of(said.one)
