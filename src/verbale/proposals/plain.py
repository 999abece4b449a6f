"""Weighings as JSON objects, for programs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from verbale.draft import Evidence
from verbale.draft.phrases import literal
from verbale.proposals.model import Weighing


def to_dict(weighing: Weighing) -> dict[str, Any]:
    """Give a weighing as a JSON object.

    ``by`` and ``to`` are entity ids, several joined by a comma; ``non_starter`` is true, false or null;
    ``evidence`` lists the words with document, offsets, record, speaker, date and authority.
    """
    proposal, robustness = weighing.proposal, weighing.robustness
    return {
        "id": proposal.id,
        "proposal": proposal.words,
        "by": ", ".join(proposal.by),
        "to": ", ".join(proposal.to),
        "role": proposal.role,
        "date": proposal.date,
        "terms": [literal(one) for one in proposal.terms],
        "told_by": proposal.told_by,
        "evidence": evidence_list(proposal.evidence),
        "main": weighing.main,
        "non_starter": weighing.non_starter,
        "judgement": weighing.judgement,
        "open_questions": list(weighing.open_questions),
        "concepts": list(weighing.concepts),
        "blocking": [
            {
                "decision_maker": one.decision_maker,
                "move": one.move,
                "preference": one.preference,
                "statement": one.statement,
                "evidence": evidence_list(one.evidence),
            }
            for one in weighing.blocking
        ],
        "unblocking": [[one.words for one in way] for way in weighing.unblocking],
        "reveals": [
            {
                "decision_maker": one.decision_maker,
                "answer": one.answer,
                "shows": one.shows,
                "holder": one.holder,
                "evidence": evidence_list(one.evidence),
            }
            for one in weighing.reveals
        ],
        "third_parties": [
            {
                "actor": one.actor,
                "move": one.move,
                "path": list(one.path),
                "basis": one.basis,
                "holder": one.holder,
                "certainty": one.certainty,
                "evidence": evidence_list(one.evidence),
            }
            for one in weighing.third_parties
        ],
        "deadlocks": [
            {
                "parties": list(one.parties),
                "words": one.words,
                "strict": one.strict,
                "evidence": evidence_list(one.evidence),
            }
            for one in weighing.deadlocks
        ],
        "robustness": {
            "orders": robustness.orders,
            "same": robustness.same,
            "share": round(robustness.share, 4),
            "exhaustive": robustness.exhaustive,
        },
        "leave_one_out": [
            {"without": evidence_list([one.evidence])[0], "statements": list(one.statements), "then": one.then}
            for one in weighing.leave_one_out
        ],
        "assumptions": [
            {"says": one.assumption.says, "why": one.assumption.why, "if_wrong": one.then}
            for one in weighing.assumptions
        ],
    }


def evidence_list(evidence: Iterable[Evidence]) -> list[dict[str, Any]]:
    """Give evidence as JSON objects."""
    return [
        {
            "document": one.document,
            "start": one.span.start,
            "end": one.span.end,
            "text": one.span.text,
            "record": one.record,
            "basis": one.basis,
            "speaker": one.speaker,
            "date": one.date,
            "authority": one.authority,
            "coder": one.coder,
        }
        for one in evidence
    ]
