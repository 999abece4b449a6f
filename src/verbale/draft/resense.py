"""Find the acts in a machine's reading: issues of who does what, in place of issues of what is talked about.

A machine's reading names issues by what contents talk about, so that a step and its condition often share
one. A draft needs the acts, and they stand in the words. This room reads the contents of attributions again,
clause by clause (:mod:`verbale.draft.clauses`, :mod:`verbale.draft.acts`), and gives the same reading with
positions and conditions on acts. Spans, speakers, dates and authority are untouched; what a person has coded
or corrected stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from verbale.codes import Basis, SpeechAct, Stance
from verbale.draft.acts import Act, on_agenda, read_act, read_acts, read_matter
from verbale.draft.bounds import from_conditional, put_condition, put_exclusion, with_act, within
from verbale.draft.clauses import Clause, read_clause
from verbale.draft.cues import asked_by_name, cue_of, with_cue
from verbale.draft.replies import Answer, Put, read_answer
from verbale.draft.senses import CODED, HOSTILE, NEGATED, Senses, by_person, on_issue, overlap, taken_where
from verbale.draft.source import Record
from verbale.draft.stands import basis_of, is_imputed
from verbale.draft.subjects import PASSIVE, bare, callings_of, doers, is_both, is_pronoun, leading, named_in, owners_of
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
    r"(?P<stop>;|(?<=(?-i:[a-z]{2}))[.?!][”\"]?(?=\s+[“\"]?(?-i:[A-Z])))\s+|"
    r"(?:,\s+)?\s(?:and|but)\s+(?P<that>that\s+)?"
    r"(?=(?:that|will|would|is|are|was|were|could|may|might|should|must)\b)",
    re.IGNORECASE,
)
_TO_ACT = re.compile(r"(?:(?:last|this|next|on|in|earlier)\s[\w ]{2,24}?\s)?(?:not )?to\s", re.IGNORECASE)
# Ids that the reading gives to issues it finds itself.
_FOUND = re.compile(r"I\d+")
# Acts by which something is put forward, and acts that judge what another has.
_PUTS = frozenset({"propose", "offer", "demand", "commit", "express_openness", "exclude"})
_JUDGES = frozenset({"evaluate_positive", "evaluate_negative"})
_PLANS = ("plan", "road", "formula", "package", "draft", "initiative")
_OF_OTHERS = ("commit", "offer", "express_openness", "accept", "reject", "propose")


@dataclass(frozen=True, slots=True)
class _Said:
    """A clause of a content: who says it, and the stance and speech act it has.

    ``unbound``: the speaker speaks in the name of no country or body, so that what it tells of one is that one's word.
    """

    one: Attribution
    speaker: str
    span: Span
    clause: Clause
    stance: Stance
    speech_act: SpeechAct
    unbound: bool
    hedged: bool


def resense_all(readings: Iterable[Reading]) -> list[Reading]:
    """Read all of a record again; what one text has put forward, another may answer."""
    put: list[Put] = []
    return [resense(one, number, put) for number, one in enumerate(readings)]


def resense(reading: Reading, number: int = 0, put: list[Put] | None = None) -> Reading:
    """Give a reading whose positions and conditions are on acts; one coded by persons comes back as it is.

    ``put`` is what earlier texts have put forward; what this one puts forward is added.
    """
    if not by_machine(reading):
        return reading
    found = Senses(Record.of(reading, number), callings_of(reading), owners_of(reading), put=[] if put is None else put)
    attributions = tuple(_attribution(found, one) for one in reading.attributions)
    held = {one.attribution for one in found.positions}
    positions = [one for one in reading.positions if one.attribution not in held or by_person(one.codings)]
    positions = [_on_act(found, one) for one in positions]
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


def _on_act(found: Senses, position: Position) -> Position:
    """Put a position that stands outside every content on the act in its words, where they have just one."""
    if position.attribution or by_person(position.codings) or not position.evidence:
        return position
    if _FOUND.fullmatch(position.issue) is None or position.stance in ("asserts", "denies", "partly", "undeclared"):
        return position
    clause = read_clause(position.evidence[0].text.replace("\u00a0", " "))
    agents, told = doers(clause.subject, clause.act, found.callings)
    acts = read_acts(bare(told, found.callings)) if clause.stance else []
    holder = found.record.actor(position.actor)
    if len(acts) != 1 or acts[0].kind == "agenda" or holder is None or clause.stance is None:
        return position
    asks = clause.speech_act in ("demand", "warn")
    doer = next(iter(agents), None) or (None if asks else holder)
    issue, _, undone = found.issue(acts[0], doer, holder, agents[1:])
    return replace(position, issue=issue.id, stance=on_issue(clause.stance, undone, conditional=False), codings=CODED)


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
    asked = any(each.speech_act == "question" for each in one.propositions)
    if utterance is None or asked or is_imputed(one) or by_person(one.codings):
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
    cue = cue_of(found, one, span)
    stance, speech_act = _stance(clause, cue)
    if stance is None or speech_act is None:
        return []
    agents, told = doers(clause.subject or subject, clause.act, found.callings)
    if not agents and clause.stance is None and _TO_ACT.match(span.text):
        agents = asked_by_name(found, one, span)
    if one.quote_type == "nominal" and clause.stance is None and not _TO_ACT.match(told):
        agents = ()  # "offered Verand a loan": the name is that of who gets it
    threatened = HOSTILE.search(told.strip()) or (cue is not None and cue.speech_act in ("threaten", "warn"))
    if clause.bounds and stance != "against" and threatened:
        return _threat(found, one, speaker, span, clause)
    if re.match(r"be\s", told) and read_act(bare(told, found.callings)) and not PASSIVE.match(told):
        return []
    utterance = found.record.utterances[one.utterance]
    unbound = utterance.mandate == "own" and utterance.on_behalf_of is None
    said = _Said(one, speaker, span, clause, stance, speech_act, unbound, clause.hedged)
    answer = read_answer(told, found.owners)
    if answer is not None and _puts_plan(one, answer):
        plan = Act("", answer.what, "proposal", True, 1, f"the {answer.what}")
        return list(_put_act(found, said, plan, None, named_in(told, found.callings)))
    if answer is not None:
        return _put_answer(found, said, answer, found.record.actor(next(iter(agents), None)))
    matter = _matter(clause, one)
    together = is_both(clause.subject or clause.act) or is_both(told)
    agents = () if together else agents
    thing = clause.subject and not agents and not together and not is_pronoun(clause.subject)
    return [
        made
        for act in ([matter] if matter else _acts(bare(told, found.callings), together))
        if not (thing and act.head == act.verb)
        for each, others in _doing(found, act, agents, speaker)
        for made in _put_act(found, said, act, each, others)
    ]


def _acts(words: str, together: bool) -> list[Act]:
    """Give the acts of a phrase; what both sides do is a joint act."""
    return [replace(one, joint=True) if together and one.kind == "proposal" else one for one in read_acts(words)]


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
    stance, terms = _put_on(found, said, holder, issue, basis, undone=undone, bounded=not others_act)
    if act.kind == "agenda" and stance == "against":
        bound = agent if agent != holder else None
        extra = put_exclusion(found, said.one, holder, bound, issue, said.span)
        found.positions[-1] = replace(found.positions[-1], conditions=(*terms, *extra))
    if said.speech_act in _PUTS and stance in ("for", "for_if", "open_to", "against"):
        doer = None if act.joint or others or act.kind == "agenda" else by
        put = Put(
            holder,
            (found.record.number, said.one.id),
            said.speech_act,
            issue,
            stance != "against",
            doer,
            found.terms(terms),
        )
        found.put.append(put)
    yield Proposition(speech_act=said.speech_act, issue=issue.id, stance=stance)


def _put_on(
    found: Senses, said: _Said, holder: str, issue: Issue, basis: Basis, *, undone: bool, bounded: bool
) -> tuple[Stance, tuple[str, ...]]:
    """Put down a position on an issue and the conditions of the clause; give the stance and their ids."""
    terms = tuple(
        id
        for bound in (said.clause.bounds if bounded else ())
        for id in put_condition(
            found, said.one, holder, issue, said.span, bound, taken_where(said.stance, bound) != undone
        )
    )
    stance = on_issue(said.stance, undone, conditional=bool(terms))
    _put(found, said.one, holder, issue, stance, said.span, basis, hedged=said.hedged, terms=terms)
    return stance, terms


def _put_answer(found: Senses, said: _Said, answer: Answer, agent: str | None) -> list[Proposition]:
    """Put down an answer to what another has put forward; nothing where nobody has."""
    holder = agent or said.speaker
    basis: Basis = basis_of(said.one) if holder == said.speaker or said.unbound else "attributed_by_adversary"
    act = said.speech_act
    if act not in _JUDGES:
        act = "reject" if said.stance == "against" else "express_openness" if answer.open else "accept"
    made = []
    for issue, wanted in found.answered(answer, holder):
        told = replace(said, stance="open_to", hedged=True) if answer.open and said.stance != "against" else said
        stance, _ = _put_on(found, told, holder, issue, basis, undone=not wanted, bounded=True)
        made.append(Proposition(speech_act=act, issue=issue.id, stance=stance))
    return made


def _puts_plan(one: Attribution, answer: Answer) -> bool:
    """Tell whether a plan is put forward here, and not answered: "presented a plan to both sides"."""
    judged = {each.speech_act for each in one.propositions} & {"accept", "reject", *_JUDGES}
    return one.quote_type == "nominal" and not judged and not answer.whose and answer.what.startswith(_PLANS)


def _matter(clause: Clause, one: Attribution) -> Act | None:
    """Read a matter put off the agenda ("has nothing to do with"), or a claim that it is settled turned down."""
    if clause.speech_act == "exclude" or on_agenda(clause.act):
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
            evidence=(with_cue(found, one, span),),
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
    if said.speech_act in ("demand", "warn", *_JUDGES) or (asked and agent is not None):
        return said.speaker, agent, basis_of(said.one)
    if agent is not None and agent != said.speaker and said.speech_act in _OF_OTHERS:
        return agent, agent, basis_of(said.one) if said.unbound else "attributed_by_adversary"
    return said.speaker, agent or said.speaker, basis_of(said.one)
