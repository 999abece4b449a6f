"""The records of a reading, put together from what the steps of :mod:`verbale.statements.extract` found."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from verbale.codes import IssueKind, QuoteType
from verbale.records import (
    Attribution,
    Coding,
    Condition,
    Entity,
    Inference,
    Issue,
    Position,
    Proposition,
    Utterance,
)
from verbale.statements.acts import Act
from verbale.statements.cast import AUTHOR, SIDES, name_words
from verbale.statements.inferences import Inferred
from verbale.statements.parts import Part
from verbale.statements.reports import Reported, is_imputed
from verbale.statements.sources import source_run
from verbale.statements.spans import Run, span
from verbale.statements.speech import Said

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


def source_of(work: Work, index: int) -> Run | None:
    """Give the run of the noun phrase that token ``index`` heads."""
    return source_run(work.tree, index)


def members(work: Work, actor: str) -> tuple[str, ...]:
    """Give the parties of a joint voice one by one; any other actor alone."""
    return work.cast.entities[SIDES].members if actor == SIDES and work.cast.entities[SIDES].members else (actor,)


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
