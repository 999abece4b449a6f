"""Readings made by hand: one sentence a call, everything else as records."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from verbale.records import (
    Attribution,
    Condition,
    Conditional,
    Document,
    Entity,
    Issue,
    OptionValue,
    Position,
    Proposition,
    Reading,
    Span,
    Utterance,
)

INSTRUMENTS = {
    "A": "government_statement",
    "B": "ministry_statement",
    "C": "spokesperson_remark",
    "D": "named_official_statement",
    "E": "briefing_unnamed",
}


class Record:
    """A reading that grows sentence by sentence; its text is the sentences."""

    def __init__(self, parties: dict[str, str], issues: dict[str, tuple[str, str]], published: str) -> None:
        self.published = published
        self.text = ""
        self.entities = [Entity(id=id, name=name, type="state") for id, name in parties.items()]
        self.issues = [Issue(id=id, kind=kind, label=label) for id, (kind, label) in issues.items()]
        self.utterances: list[Utterance] = []
        self.attributions: list[Attribution] = []
        self.positions: list[Position] = []
        self.conditions: list[Condition] = []
        self.conditionals: list[Conditional] = []

    def says(
        self,
        by: str,
        date: str | None,
        words: str,
        act: str,
        issue: str,
        stance: str,
        *,
        level: str = "A",
        to: str | None = None,
        strength: str = "plain",
        basis: str = "reported",
        only_if: list[dict[str, Any]] | None = None,
        **utterance: Any,
    ) -> Record:
        """Add a sentence in which ``by`` takes a stance; ``only_if`` holds its conditions for it."""
        span = self.write(words)
        n = len(self.utterances) + 1
        given = {"instrument": INSTRUMENTS[level], "authority_level": level, "mandate": "official"} | utterance
        self.utterances.append(Utterance(id=f"U{n}", speaker=by, on_behalf_of=by, date=date, addressee=to, **given))
        self.attributions.append(
            Attribution(
                id=f"A{n}",
                utterance=f"U{n}",
                source_entity=by,
                source_span=None,
                cue_span=None,
                content_spans=(span,),
                quote_type="imputed" if basis == "imputed" else "indirect",
                propositions=(Proposition(speech_act=act, issue=issue, stance=stance),),
            )
        )
        terms = [self.condition(by, f"U{n}", span, issue, one) for one in only_if or []]
        self.positions.append(
            Position(
                id=f"P{n}",
                actor=by,
                issue=issue,
                stance=stance,
                basis=basis,
                strength=strength,
                evidence=(span,),
                attribution=f"A{n}",
                conditions=tuple(terms),
            )
        )
        return self

    def condition(self, by: str, utterance: str, span: Span, step: str, given: dict[str, Any]) -> str:
        id = f"C{len(self.conditions) + 1}"
        fields = {"type": "terms", "for_": step, "basis": "reported"} | given
        self.conditions.append(Condition(id=id, set_by=by, span=span, utterance=utterance, **fields))
        return id

    def expects(
        self, holder: str, words: str, when: dict[str, str], actor: str, kind: str = "third_party_effect"
    ) -> Record:
        """Add a sentence "if ..., ``actor`` would ..."."""
        span = self.write(words)
        antecedent = Span(start=span.start, end=span.start + 2, text=self.text[span.start : span.start + 2])
        self.conditionals.append(
            Conditional(
                id=f"K{len(self.conditionals) + 1}",
                form="if",
                antecedent=antecedent,
                consequent=span,
                antecedent_options=tuple(OptionValue(issue=one, value=value) for one, value in when.items()),
                consequent_actor=(actor,),
                consequent_type=kind,
                third_parties=(actor,),
                holder=holder,
            )
        )
        return self

    def write(self, words: str) -> Span:
        self.text += f"{' ' if self.text else ''}{words}"
        return Span(start=len(self.text) - len(words), end=len(self.text), text=words)

    def reading(self) -> Reading:
        return Reading(
            document=Document.from_text(self.text, published=self.published),
            entities=tuple(self.entities),
            issues=tuple(self.issues),
            utterances=tuple(self.utterances),
            attributions=tuple(self.attributions),
            positions=tuple(self.positions),
            conditions=tuple(self.conditions),
            conditionals=tuple(self.conditionals),
        )


NewRecord = Callable[..., Record]


@pytest.fixture
def record() -> NewRecord:
    """Give a maker of records: ``record(parties, issues)``."""

    def new(parties: dict[str, str], issues: dict[str, tuple[str, str]], published: str = "2031-06-30") -> Record:
        return Record(parties, issues, published)

    return new
