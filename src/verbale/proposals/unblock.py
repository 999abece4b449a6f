"""The smallest sets of changes that make a proposal hold, each in words.

A change is one of these: a party gives up what it insists on for an option of its own; a party no longer
makes its step depend on a term; the party that a condition asks something of does it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from verbale.draft import Draft, Proposal, Statement, Term, term_words
from verbale.draft.names import spoken
from verbale.proposals.judge import outcome_of, resolved
from verbale.proposals.model import Change

MOST_TOGETHER = 3
MOST_CANDIDATES = 12
Model = tuple[tuple[Statement, ...], tuple[Term, ...]]


@dataclass(frozen=True, slots=True)
class _Candidate:
    change: Change
    apply: Callable[[Model], Model]


def unblocking_of(made: Draft, proposal: Proposal) -> tuple[tuple[Change, ...], ...]:
    """Give the smallest sets of changes under which the proposal is no non-starter, smallest first.

    What nobody said is resolved in the proposal's favour: these are the changes that recorded words need.
    No set holds another; at most three changes stand together.
    """
    start: Model = (resolved(made, proposal.terms, favour=True), proposal.terms)
    if not _blocked(made, start):
        return ()
    candidates = list(_candidates(made, proposal))[:MOST_CANDIDATES]
    found: list[tuple[int, ...]] = []
    for size in range(1, MOST_TOGETHER + 1):
        for chosen in combinations(range(len(candidates)), size):
            if any(set(old) <= set(chosen) for old in found):
                continue
            model = start
            for one in chosen:
                model = candidates[one].apply(model)
            if not _blocked(made, model):
                found.append(chosen)
    return tuple(tuple(candidates[one].change for one in chosen) for chosen in found)


def _blocked(made: Draft, model: Model) -> bool:
    statements, terms = model
    return outcome_of(made, terms, statements).non_starter


def _candidates(made: Draft, proposal: Proposal) -> Iterator[_Candidate]:
    owner = {option.id: option.owner for option in made.options}
    wanted = {term.option: term.value for term in proposal.terms}
    for option, value in wanted.items():
        against = [
            one
            for one in made.statements
            if one.decision_maker == owner[option]
            and one.act == Term(option=option, value=not value)
            and one.form != "IFF"
            and one.kind != "assumed"
        ]
        if against:
            yield _give_up(made, Term(option=option, value=value), against)
    conditions = [one for one in made.statements if one.form == "IFF" and one.act.option in wanted]
    for one in conditions:
        for term in one.when:
            yield _release(made, one, term, relaxes=one.decision_maker in proposal.by)
    asked: dict[Term, list[Statement]] = {}
    for one in conditions:
        for term in one.when:
            if wanted.get(term.option) != term.value:
                asked.setdefault(term, []).append(one)
    for term in asked:
        yield _meet(made, term)


def _give_up(made: Draft, term: Term, against: Sequence[Statement]) -> _Candidate:
    """Let the owner do what is proposed: drop all that it says against it."""
    ids = {one.id for one in against}
    return _Candidate(
        Change(
            decision_maker=against[0].decision_maker,
            words=_term(made, term),
            statements=tuple(sorted(ids)),
            evidence=tuple(dict.fromkeys(words for one in against for words in one.evidence)),
        ),
        lambda model: (tuple(one for one in model[0] if one.id not in ids), model[1]),
    )


def _release(made: Draft, condition: Statement, term: Term, *, relaxes: bool) -> _Candidate:
    """Let the setter of a condition drop one of its terms; if it is its own proposal, that drops it there too."""

    def apply(model: Model) -> Model:
        statements = tuple(
            _without_term(one, term) if one.id == condition.id else one
            for one in model[0]
            if not (one.decision_maker == condition.decision_maker and one.form == "plain" and one.act == term)
        )
        terms = tuple(one for one in model[1] if one != term) if relaxes else model[1]
        return statements, terms

    names = {one.id: spoken(one.name) for one in made.decision_makers}
    words = f"{names[condition.decision_maker]} no longer makes it a condition that {_term(made, term)}"
    return _Candidate(
        Change(
            decision_maker=condition.decision_maker,
            words=words,
            statements=(condition.id,),
            evidence=condition.evidence,
        ),
        apply,
    )


def _without_term(condition: Statement, term: Term) -> Statement:
    left = tuple(one for one in condition.when if one != term)
    return replace(condition, when=left, form="IFF" if left else "plain")


def _meet(made: Draft, term: Term) -> _Candidate:
    """Let the party that a condition asks something of do it, whatever it said."""
    option = next(one for one in made.options if one.id == term.option)
    against = [
        one
        for one in made.statements
        if one.decision_maker == option.owner and one.act == Term(option=term.option, value=not term.value)
    ]
    ids = {one.id for one in against}

    def apply(model: Model) -> Model:
        terms = (*(one for one in model[1] if one.option != term.option), term)
        return tuple(one for one in model[0] if one.id not in ids), terms

    return _Candidate(
        Change(
            decision_maker=option.owner,
            words=_term(made, term),
            statements=tuple(sorted(ids)),
            evidence=tuple(dict.fromkeys(words for one in against for words in one.evidence)),
        ),
        apply,
    )


def _term(made: Draft, term: Term) -> str:
    names = {one.id: spoken(one.name) for one in made.decision_makers}
    return term_words(term, {option.id: option for option in made.options}, names)
