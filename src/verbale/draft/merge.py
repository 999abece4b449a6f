"""Draft again after new texts and keep what a person changed: a three-way merge.

The three are what the program wrote last time (kept in the file), what the file says now, and the new
draft. What only one side changed is taken; where both changed the same thing the person's version stays and
the conflict is shown.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from verbale.draft.compose import conflict_of
from verbale.draft.model import Draft, Option, Statement
from verbale.draft.phrases import formula
from verbale.draft.reread import read_both

Thing = TypeVar("Thing")


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """A new draft with a person's changes in it; ``conflicts`` says where both had changed the same."""

    draft: Draft
    conflicts: tuple[str, ...]


def redraft(edited: str, new: Draft, path: str = "draft") -> Merged:
    """Merge a draft's file, as a person has edited it, with a new draft from the record.

    Parameters
    ----------
    edited
        The text of the file.
    new
        What :func:`verbale.draft.draft` makes of the record as it is now.
    """
    base, mine = read_both(edited, path)
    notes: list[str] = []
    options = _options(base, mine, new, notes)
    known = {one.id for one in options}
    parties = [*mine.decision_makers, *new.decision_makers]
    present = list({one.id: one for one in reversed(parties)}.values())[::-1]
    statements = [one for party in present for one in _statements(base, mine, new, party.id, known, notes)]
    acting = {one.owner for one in options} | {one.decision_maker for one in statements}
    made = replace(
        new,
        title=mine.title if mine.title != base.title else new.title,
        decision_makers=tuple(one for one in present if one.id in acting),
        options=tuple(options),
        statements=tuple(statements),
        infeasible=tuple(
            rule
            for rule in _sets(base.infeasible, mine.infeasible, new.infeasible, lambda one: frozenset(one.terms))
            if {term.option for term in rule.terms} <= known
        ),
        proposals=tuple(
            one
            for one in _sets(base.proposals, mine.proposals, new.proposals, lambda one: frozenset(one.terms))
            if {term.option for term in one.terms} <= known
        ),
    )
    ordered = sorted(made.options, key=lambda one: [p.id for p in made.decision_makers].index(one.owner))
    made = replace(made, options=tuple(ordered))
    return Merged(draft=replace(made, conflict=conflict_of(made)), conflicts=tuple(notes))


def _sets(
    base: Iterable[Thing], mine: Iterable[Thing], new: Iterable[Thing], key: Callable[[Thing], Hashable]
) -> list[Thing]:
    """Merge sets: the new ones less what the person struck out, and what the person added."""
    old, kept = {key(one) for one in base}, {key(one) for one in mine}
    found = {key(one): one for one in new if key(one) not in old or key(one) in kept}
    for one in mine:
        if key(one) not in old:
            found.setdefault(key(one), one)
    return list(found.values())


def _options(base: Draft, mine: Draft, new: Draft, notes: list[str]) -> list[Option]:
    old = {one.id: one for one in base.options}
    kept = {one.id: one for one in mine.options}
    fresh = {one.id: one for one in new.options}
    found = []
    for id in {**fresh, **kept}:
        if id in old and id not in kept:
            notes.append(f"{id} was struck out by hand and stays out, though the texts have it")
        elif id not in old or id not in fresh:
            if id in fresh or id not in old or _used_by_hand(mine, id):
                found.append(fresh.get(id) or kept[id])
            if id in old and id not in fresh and _used_by_hand(mine, id):
                notes.append(f"{id} is no longer in the texts; kept, as statements written by hand use it")
        else:
            found.append(_option(old[id], kept[id], fresh[id], notes))
    return found


def _option(old: Option, mine: Option, new: Option, notes: list[str]) -> Option:
    merged = new
    if (mine.name, mine.undone) != (old.name, old.undone):
        merged = replace(merged, name=mine.name, undone=mine.undone)
    if mine.irreversible != old.irreversible:
        merged = replace(merged, irreversible=mine.irreversible)
    if mine.now != old.now:
        if new.now != old.now or new.now_why != old.now_why:
            says = "taken" if new.now else "not taken"
            notes.append(f"{new.id}: you changed whether it is taken today; the new texts say {says}; yours kept")
        merged = replace(merged, now=mine.now, now_why=mine.now_why, now_assumed=mine.now_assumed)
    return merged


def _used_by_hand(mine: Draft, option: str) -> bool:
    return any(
        one.kind == "by_hand" and option in (one.act.option, *(term.option for term in one.when))
        for one in mine.statements
    )


def _statements(base: Draft, mine: Draft, new: Draft, party: str, known: set[str], notes: list[str]) -> list[Statement]:
    """Merge one party's statements: by their formula, order included."""
    old, kept, fresh = ([one for one in made.statements if one.decision_maker == party] for made in (base, mine, new))
    was, now = [formula(one) for one in old], [formula(one) for one in kept]
    struck = set(was) - set(now)
    reordered = [one for one in now if one in was] != [one for one in was if one in now]
    usable = [one for one in fresh if formula(one) not in struck and _options_of(one) <= known]
    _tell_restated(fresh, old, struck, notes)
    added = [one for one in kept if formula(one) not in was and _options_of(one) <= known]
    if not reordered:
        return _woven(usable, added, kept)
    said = {formula(one): one for one in usable}
    spine = [said.get(formula(one), one) for one in kept if formula(one) in said or one in added]
    if [formula(one) for one in usable if formula(one) in was] != [one for one in was if one in said]:
        notes.append(f"{party}: you put its preferences in another order, and so do the new texts; yours kept")
    later = [one for one in usable if formula(one) not in was]
    return _woven(spine, later, usable)


def _tell_restated(fresh: Sequence[Statement], old: Sequence[Statement], struck: set[str], notes: list[str]) -> None:
    acts = {one.act for one in old if formula(one) in struck}
    was = {formula(one) for one in old}
    for one in fresh:
        if one.act in acts and formula(one) not in was:
            notes.append(f"{one.id}: you struck out what it said of this; the new texts say: {one.words}")


def _woven(spine: Sequence[Statement], more: Sequence[Statement], order: Sequence[Statement]) -> list[Statement]:
    """Put each of ``more`` after the statement it follows in ``order``, at the head where it follows none."""
    found = list(spine)
    place = [formula(one) for one in order]
    for one in more:
        if any(formula(two) == formula(one) for two in found):
            continue
        before = place[: place.index(formula(one))]
        at = max((n for n, two in enumerate(found) if formula(two) in before), default=-1)
        found.insert(at + 1, one)
    return found


def _options_of(statement: Statement) -> set[str]:
    return {statement.act.option, *(term.option for term in statement.when)}
