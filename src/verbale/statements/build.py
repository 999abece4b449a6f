"""The records of a reading, put together from what the steps of :mod:`verbale.statements.extract` found."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from verbale.codes import ConsequentType, IssueKind, QuoteType, Stance
from verbale.records import (
    Attribution,
    Coding,
    Condition,
    Conditional,
    Entity,
    Inference,
    Issue,
    OptionValue,
    Position,
    Proposition,
    Utterance,
)
from verbale.statements.acts import Act
from verbale.statements.cast import AUTHOR, SIDES, name_words, side_of
from verbale.statements.conditions import Demanded, bound_by, from_conditional
from verbale.statements.halves import Conditioned
from verbale.statements.inferences import Inferred
from verbale.statements.issues import topic_of
from verbale.statements.lexicon import words
from verbale.statements.parts import Part
from verbale.statements.positions import Stand
from verbale.statements.reports import Reported, is_imputed
from verbale.statements.sources import source_run
from verbale.statements.spans import Run, inside, overlap, span
from verbale.statements.speech import Said
from verbale.statements.tree import Tree, modal, negated, subject
from verbale.statements.who import who

if TYPE_CHECKING:
    from verbale.statements.extract import Work

VERSION = "1"
__all__ = ["name_words"]


def coding(field: str, coder: str, confidence: float | None = None, why: str | None = None) -> Coding:
    """Give a coding of this version."""
    return Coding(field=field, coder=coder, version=VERSION, confidence=confidence, why=why)


# ------------------------------------------------------------------------------------ attributions
def attribution(
    work: Work, number: int, report: Reported, entity: str, utterance: str, coded: list[tuple[Part, Act, int]]
) -> Attribution:
    """Give the record of one attribution; its issues are filled in later."""
    said, text = report.said, work.document.text
    quoted = _quoted(work, said)
    imputed = is_imputed(work.tree, report)
    outer = report.nested_in
    return Attribution(
        id=f"A{number + 1:02}",
        utterance=utterance,
        source_entity=entity,
        source_span=span(text, said.source) if said.source else None,
        cue_span=span(text, said.cue),
        content_spans=tuple(span(text, run) for run in said.content),
        quote_type="imputed" if imputed else _quote_type(said, quoted, report),
        propositions=tuple(Proposition(speech_act=act.speech_act, stance=act.stance) for _, act, _ in coded),
        quoted_spans=tuple(span(text, run) for run in quoted),
        nested_in=f"A{outer + 1:02}" if outer is not None and work.reports[outer].turn is None else None,
        reporter_stance=said.reporter,  # type: ignore[arg-type]  # the lexicon's values are of the code list
        imputed_by=AUTHOR if imputed else None,
        first_person=said.source is not None and text[slice(*said.source)].lower() in ("i", "we", "our", "my"),
        codings=(
            coding("content_spans", said.rule, said.confidence),
            coding("speech_act", coded[0][1].rule, coded[0][1].confidence),
        ),
    )


def with_issues(work: Work, places: list[str]) -> Iterable[Attribution]:
    """Give the attributions with the issue of each proposition."""
    for one, coded in zip(work.attributions, work.parts, strict=True):
        filled = tuple(
            replace(p, issue=None if act.speech_act == "disclaim_authority" else places[topic])
            for p, (_, act, topic) in zip(one.propositions, coded, strict=True)
        )
        yield replace(one, propositions=filled)


def _quoted(work: Work, said: Said) -> list[Run]:
    return [
        (q.start, q.end)
        for q in work.tree.parse.quotations
        if any(run[0] <= q.start + 1 and q.end <= run[1] + 3 for run in said.content) and q.end > q.start
    ]


def is_quoted(work: Work, run: Run) -> bool:
    """Tell whether most of a run stands within quotation marks."""
    held = sum(max(0, min(q.end, run[1]) - max(q.start, run[0])) for q in work.tree.parse.quotations)
    return work.voice.kind != "author" or held * 2 >= run[1] - run[0]


def _quote_type(said: Said, quoted: list[Run], report: Reported) -> QuoteType:
    if report.turn is not None:
        return "direct"
    total = sum(b - a for a, b in said.content)
    held = sum(
        min(q[1], run[1]) - max(q[0], run[0]) for q in quoted for run in said.content if q[0] < run[1] and run[0] < q[1]
    )
    if held >= 0.9 * total:
        return "direct"
    if held:
        return "partial_direct"
    return "nominal" if said.form == "noun" else "indirect"


def evidence_run(work: Work, said: Said, part: Part) -> Run:
    """Give the words a position rests on: the clause, for a noun or infinitive with its cue."""
    if said.form == "clause" or part.run[0] < said.cue[0]:
        return part.run
    return min(said.cue[0], part.run[0]), max(said.cue[1], part.run[1])


# ------------------------------------------------------------------------- conditions, conditionals
def holder_of(work: Work, run: Run) -> str | None:
    """Give the entity whose words hold ``run``: the innermost speaker, the voice of a primary text, or none."""
    found: str | None = None
    for report, entity in zip(work.reports, work.speakers, strict=True):
        extent = (min(a for a, _ in report.said.content), max(b for _, b in report.said.content))
        if any(inside(run, piece) for piece in report.said.content) or inside(run, extent):
            found = entity
    if found is None and work.voice.kind != "author":
        return work.voice.entity
    return found


def held_by(work: Work, one: Conditioned) -> tuple[str, str | None]:
    """Give in whose words a conditional stands, and the side that is."""
    holder = holder_of(work, one.consequent) or holder_of(work, one.antecedent) or AUTHOR
    return holder, side_of(work.cast, holder)


def hanging_stands(work: Work, one: Conditioned) -> list[Stand]:
    """Give the position that a party's offer or threat under a condition tells; none where it has been told."""
    holder, side = held_by(work, one)
    if holder == AUTHOR or side is None or work.cast.entities[side].type not in ("state", "organisation", "grouping"):
        return []
    head, words_there = work.tree.tokens[one.consequent_head], work.document.text[slice(*one.consequent)]
    if not one.consequent[0] <= head.start < one.consequent[1] or len(words_there.split()) < _LEAST_WORDS:
        return []
    actor = _actor_of(work, one.consequent_head, side) or side
    if _consequent_type(work, one, holder, side, actor) not in ("offer", "threat"):
        return []
    told = [old for old in work.stands if old.actor == side and overlap(old.run, one.consequent) >= _SAME_WORDS]
    if told:
        return []
    work.topics.append(topic_of(work.tree, one.consequent_head, one.consequent, name_words(work.cast)))
    stance, run = _hanging_stance(work.tree, one), one.consequent
    if one.form == "nominal":  # "any attempt to X will be met by Y": they are against X
        stance, run = "against", (min(one.antecedent[0], run[0]), max(one.antecedent[1], run[1]))
    topic, basis = len(work.topics) - 1, "stated" if is_quoted(work, one.consequent) else "reported"
    return [
        Stand(each, stance, "plain", basis, run, topic, None, f"position:{one.form}", 0.7)  # type: ignore[arg-type]
        for each in members(work, side)
    ]


def _hanging_stance(tree: Tree, one: Conditioned) -> Stance:
    no, lemma = negated(tree, one.consequent_head), tree.tokens[one.consequent_head].lemma.lower()
    no = (
        no
        or re.match(r"there (?:will|would|can|could) be no\b", tree.parse.text[one.consequent[0] :], re.I) is not None
    )
    if one.form == "even_if":
        return "against" if no and lemma not in words("moving") else "for"
    waits = one.form == "unless" and lemma in words("waiting")
    return "against_unless" if no or waits else "for_if"


_LEAST_WORDS = 3  # a consequent of fewer words is a scrap
_SAME_WORDS = 0.3  # share of words from which on two stands rest on the same


def _actor_of(work: Work, head: int | None, fallback: str | None) -> str | None:
    """Give the side that the subject of predicate ``head`` means."""
    if head is None:
        return fallback
    index = subject(work.tree, head)
    run = source_of(work, index) if index is not None else None
    if index is None or run is None or work.tree.tokens[index].upos not in ("PROPN", "PRON", "NOUN"):
        return fallback
    if work.tree.tokens[index].upos == "NOUN" and not _names_actor(work, run):
        return fallback
    return side_of(work.cast, who(work.cast, index, run)) or fallback


def _names_actor(work: Work, run: Run) -> bool:
    return any(run[0] <= at < run[1] for at, _, _ in work.cast.lands) or work.document.text[
        run[0] : run[1]
    ].lower() in (
        "the two sides",
        "both sides",
        "the parties",
    )


def source_of(work: Work, index: int) -> Run | None:
    """Give the run of the noun phrase that token ``index`` heads."""
    return source_run(work.tree, index)


def members(work: Work, actor: str) -> tuple[str, ...]:
    """Give the parties of a joint voice one by one; any other actor alone."""
    return work.cast.entities[SIDES].members if actor == SIDES and work.cast.entities[SIDES].members else (actor,)


# Conditions of these kinds ask for what they name (*not before X leaves*: they are for X leaving).
_ASKING = frozenset("only_if provided_that unless until till before quid_pro_quo terms as_long_as".split())


def _holds_back(tree: Tree, withheld: int) -> bool:
    """Tell whether something is refused or kept from happening (*will not reopen*, *stays shut*)."""
    return negated(tree, withheld) or tree.tokens[withheld].lemma.lower() in words("waiting")


def condition_topics(work: Work, one: Demanded, holder: str) -> tuple[int, int | None]:
    """Enter the topics of a condition (what is asked, what is withheld) and the position it tells."""
    names = name_words(work.cast)
    work.topics.append(topic_of(work.tree, one.head, one.run, names))
    asked = len(work.topics) - 1
    withheld = None
    if one.withheld is not None and one.withheld != one.head:
        token = work.tree.tokens[one.withheld]
        sentence = (token.start, work.document.text.find("\n", token.start) % (len(work.document.text) + 1))
        work.topics.append(topic_of(work.tree, one.withheld, _around(work, one.withheld, sentence), names))
        withheld = len(work.topics) - 1
    actor = setter_of(work, one, holder) if side_of(work.cast, holder) is not None else None
    rule = one.rule.split(":")[1]
    refused = rule == "quid_pro_quo" and negated(work.tree, one.head)  # "will not X in exchange for Y": Y is not asked
    if actor is not None and rule in _ASKING and not refused:
        unwanted = rule == "as_long_as" and one.withheld is not None and _holds_back(work.tree, one.withheld)
        stance: Stance = "against" if negated(work.tree, one.head) != unwanted else "for"
        work.stands += [
            Stand(each, stance, "plain", "reported", one.run, asked, None, f"position:{one.rule}", 0.6)
            for each in members(work, actor)
        ]
    return asked, withheld


def _around(work: Work, head: int, fallback: Run) -> Run:
    sentence = work.tree.parse.sentences[work.tree.sentence_of[head]]
    return (sentence.start, sentence.end) if sentence.end > sentence.start else fallback


def setter_of(work: Work, one: Demanded, holder: str) -> str:
    """Give whose step a condition withholds: a party named as subject of the clause that hangs on it, "
    "else the speaker's."""
    side = side_of(work.cast, holder) or holder
    head = one.withheld if one.withheld is not None else one.head
    index = subject(work.tree, head)
    if index is None or work.tree.tokens[index].upos == "PRON":
        return side
    actor = _actor_of(work, head, None)
    permits = one.rule.split(":")[1] in ("provided_that", "as_long_as", "only_if")
    if permits and modal(work.tree, head) == "may" and not negated(work.tree, head) and actor != side:
        others = [each for each in members(work, side) if each != actor]
        return others[0] if len(others) == 1 else side  # what X may do, the other one allows
    return actor if actor is not None and work.cast.entities[actor].type in ("state", "grouping") else side


def conditions(
    work: Work, demanded: list[tuple[Demanded, str]], topics: list[tuple[int, int | None]], places: list[str]
) -> tuple[Condition, ...]:
    """Give the condition records."""
    made = []
    for number, ((one, holder), (asked, withheld)) in enumerate(zip(demanded, topics, strict=True), start=1):
        setter = setter_of(work, one, holder)
        entity = work.cast.entities[holder]
        bound = _actor_of(work, bound_by(work.tree, one) and one.head, None)
        made.append(
            Condition(
                id=f"C{number:02}",
                type=one.type,
                set_by=setter,
                span=span(work.document.text, one.run),
                voiced_by=holder if entity.type in ("person", "unnamed_source", "grouping") else None,
                bound=bound if bound != setter else None,
                issue=places[asked],
                for_=places[withheld] if withheld is not None else None,
                paraphrase=work.topics[asked].label,
                basis="stated" if is_quoted(work, one.run) else "reported",
                codings=(coding("type", one.rule, one.confidence),),
            )
        )
    return tuple(made)


def conditionals(work: Work, places: list[str]) -> tuple[Conditional, ...]:
    """Give the conditional records."""
    made = []
    topic_at = {topic.run: places[number] for number, topic in enumerate(work.topics)}
    for number, one in enumerate(work.conditionals, start=1):
        holder, side = held_by(work, one)
        first, second = _actor_of(work, one.antecedent_head, None), _actor_of(work, one.consequent_head, side)
        issue = topic_at.get(one.antecedent)
        value = "no" if negated(work.tree, one.antecedent_head) != (one.form == "unless") else "yes"
        made.append(
            Conditional(
                id=f"K{number}",
                form=one.form,
                antecedent=span(work.document.text, one.antecedent),
                consequent=span(work.document.text, one.consequent),
                antecedent_actor=first,
                antecedent_options=(OptionValue(issue=issue, value=value),) if issue else (),  # type: ignore[arg-type]
                consequent_actor=(second,) if second else (),
                consequent_type=_consequent_type(work, one, holder, side, second),
                modal=modal(work.tree, one.consequent_head),
                holder=holder,
                certainty="possible"
                if modal(work.tree, one.consequent_head) in ("could", "may", "might")
                else "asserted",
                third_parties=tuple(sorted(_third_parties(work, one, {first, second, side}))),
                codings=(coding("form", one.rule, 0.8),),
            )
        )
    return tuple(made)


def _consequent_type(work: Work, one: Conditioned, holder: str, side: str | None, actor: str | None) -> ConsequentType:
    if holder != AUTHOR and actor == side and side is not None:
        made = from_conditional(work.tree, one)
        return "threat" if one.form == "unless" or (made is not None and made.type == "red_line") else "offer"
    if _third_parties(work, one, {actor, side, _actor_of(work, one.antecedent_head, None)}):
        return "third_party_effect"
    lemma = work.tree.tokens[one.consequent_head].lemma.lower()
    return "inference_drawn" if lemma in ("suggest", "mean", "show", "signal", "imply", "indicate") else "evaluation"


def _third_parties(work: Work, one: Conditioned, parties: set[str | None]) -> set[str]:
    return {code for at, code, _ in work.cast.lands if one.consequent[0] <= at < one.consequent[1]} - parties


# -------------------------------------------------------------------------------------- inferences
def inferences(work: Work, found: list[Inferred]) -> tuple[Inference, ...]:
    """Give the inference records of a commentary."""
    made = []
    for number, one in enumerate(found, start=1):
        about = next((code for at, code, _ in work.cast.lands if one.run[0] <= at < one.run[1]), AUTHOR)
        made.append(
            Inference(
                id=f"N{number:02}",
                kind=one.kind,
                certainty=one.certainty,
                about=about,
                span=span(work.document.text, one.run),
                hedge_spans=tuple(span(work.document.text, run) for run in one.hedges),
                codings=(coding("kind", one.rule, 0.6),),
            )
        )
    return tuple(made)


# ---------------------------------------------------------------------------------- entities, issues
def entities(
    work: Work,
    utterances: list[Utterance],
    attributions: Iterable[Attribution],
    positions: Iterable[Position],
    conditions: Iterable[Condition],
) -> tuple[Entity, ...]:
    """Give the entities that the records name, with those they belong to."""
    used = {u.speaker for u in utterances} | {u.addressee for u in utterances} | {a.source_entity for a in attributions}
    used |= {p.actor for p in positions} | {c.set_by for c in conditions} | {c.bound for c in conditions}
    used |= {code for _, code, _ in work.cast.lands}
    for one in list(used):
        entity = work.cast.entities.get(one or "")
        if entity is not None:
            used |= {entity.of, entity.on_behalf_of, *entity.members}
    return tuple(entity for key, entity in work.cast.entities.items() if key in used)


def typed_issues(issues: Iterable[Issue], positions: Iterable[Position], work: Work) -> tuple[Issue, ...]:
    """Give the issues with their kinds: a matter of fact where sides assert and deny, else a proposal."""
    stances: dict[str, set[str]] = {}
    for one in positions:
        stances.setdefault(one.issue, set()).add(one.stance)
    made = []
    for issue in issues:
        here = stances.get(issue.id, set())
        kind: IssueKind = "fact_claim" if here and here <= {"asserts", "denies", "partly"} else issue.kind
        made.append(replace(issue, kind=kind))
    return tuple(made)
