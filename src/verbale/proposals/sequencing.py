"""Deadlocks of sequence: a circle of conditions in which each first step waits for another."""

from __future__ import annotations

from collections.abc import Iterator

from verbale.draft import Draft, Statement, Term, term_words
from verbale.draft.names import spoken
from verbale.proposals.model import Deadlock


def deadlocks_of(made: Draft) -> tuple[Deadlock, ...]:
    """Give the circles of conditions between steps that have not been taken, shortest first."""
    now = {option.id: option.now for option in made.options}
    waits = [
        (one.act.option, term, one)
        for one in made.statements
        if one.form == "IFF" and one.evidence and not now[one.act.option]
        for term in one.when
        if now[term.option] != term.value
    ]
    found: dict[frozenset[str], Deadlock] = {}
    for step, _, _ in waits:
        for circle in _circles(step, waits):
            statements = [one for _, _, one in circle]
            key = frozenset(one.id for one in statements)
            if len({one.decision_maker for one in statements}) > 1:
                found.setdefault(key, _deadlock(made, circle))
    return tuple(sorted(found.values(), key=lambda one: (len(one.statements), one.statements)))


Wait = tuple[str, Term, Statement]


def _circles(start: str, waits: list[Wait]) -> Iterator[list[Wait]]:
    def follow(step: str, path: list[Wait]) -> Iterator[list[Wait]]:
        for one in waits:
            if one[0] != step or one in path:
                continue
            if one[1].option == start:
                yield [*path, one]
            elif all(one[1].option != passed[0] for passed in path):
                yield from follow(one[1].option, [*path, one])

    return follow(start, [])


def _deadlock(made: Draft, circle: list[Wait]) -> Deadlock:
    options = {option.id: option for option in made.options}
    names = {one.id: spoken(one.name) for one in made.decision_makers}
    statements = [one for _, _, one in circle]
    parts = [
        f"{names[one.decision_maker]} will {options[step].name} only if {term_words(term, options, names)}"
        for step, term, one in circle
    ]
    strict = all(one.before for one in statements)
    way_out = (
        "Each wants the other's step first; a step of one, or both at the same time, would need one to give way"
        if strict
        else "Neither has asked for the first step in so many words, so both steps at the same time would do"
    )
    return Deadlock(
        parties=tuple(dict.fromkeys(one.decision_maker for one in statements)),
        words=f"{'; '.join(parts)}. {way_out}.",
        strict=strict,
        statements=tuple(sorted({one.id for one in statements})),
        evidence=tuple(dict.fromkeys(words for one in statements for words in one.evidence)),
    )
