"""Narrow a draft to what the record ties to a proposal.

A proposal is weighed on its own options and those that conditions tie to them. Beside them nobody in the
record has made anything depend on anything, and a party isn't held to a bargain by a threat that nobody made.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from verbale.draft import Draft, Statement, Term, conflict_of


def narrow(made: Draft, terms: Sequence[Term]) -> Draft:
    """Give the part of a draft that bears on a proposal; its conflict is solved in place of the whole."""
    kept = {term.option for term in terms}
    ties = [_options(one) for one in made.statements if one.form != "plain"]
    ties += [{term.option for term in rule.terms} for rule in made.infeasible]
    ties += [{term.option for term in one.when} for third in made.third_parties for one in third.reactions]
    grown = True
    while grown:
        before = len(kept)
        for tie in ties:
            if tie & kept:
                kept |= tie
        grown = len(kept) > before
    options = tuple(one for one in made.options if one.id in kept)
    statements = tuple(one for one in made.statements if _options(one) <= kept)
    acting = {one.owner for one in options} | {one.decision_maker for one in statements}
    part = replace(
        made,
        options=options,
        statements=statements,
        decision_makers=tuple(one for one in made.decision_makers if one.id in acting),
        infeasible=tuple(rule for rule in made.infeasible if {term.option for term in rule.terms} <= kept),
        third_parties=tuple(
            replace(
                third,
                reactions=tuple(one for one in third.reactions if {t.option for t in one.when} <= kept),
            )
            for third in made.third_parties
        ),
        assumptions=tuple(
            one
            for one in made.assumptions
            if one.part.removesuffix(" now") in kept or one.part in {s.id for s in statements}
        ),
    )
    return replace(part, conflict=conflict_of(part))


def _options(statement: Statement) -> set[str]:
    return {statement.act.option, *(term.option for term in statement.when)}
