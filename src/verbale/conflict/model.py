"""The conflict itself: decision makers, their options, what cannot be, and where things stand.

A state of the conflict is a choice, for every option, of taken or not taken. It is written as a pattern
of ``Y`` and ``N``, the first option first, and coded as the sum of 2^i over the taken options i.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias, get_args

from verbale.conflict.logic import KEYWORDS, is_pattern, nearest, parse_statement
from verbale.conflict.preferences import (
    NO_PREFERENCE,
    Indifferent,
    Preference,
    Prioritised,
    Ranked,
    Weighted,
    groups_of,
    statements_of,
)
from verbale.errors import ConflictError

Direction: TypeAlias = Literal["both", "fwd", "back"]
Moves: TypeAlias = tuple[tuple[int, int], ...]

MOST_OPTIONS = 62
_ID = re.compile(r"[^\W\d][\w.]*\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """Something that one decision maker can do or leave.

    Parameters
    ----------
    id
        A word without blanks or signs, by which statements name the option.
    owner
        Id of the decision maker.
    name
        In plain words; the id where empty.
    direction
        ``fwd``: it can be taken and then not undone; ``back``: it can be given up and then not taken again.
    note
        Free text that travels with the option, such as where it comes from.
    """

    id: str
    owner: str
    name: str = ""
    direction: Direction = "both"
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionMaker:
    """A party to the conflict: its id, its name in words (the id where empty) and what it wants."""

    id: str
    name: str = ""
    preference: Preference = NO_PREFERENCE
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """A conflict in the option form of the graph model; checked when made.

    Parameters
    ----------
    decision_makers, options
        Option i (from 0) is bit i of a state's code, and number i + 1 in statements.
    infeasible
        What cannot be: patterns of ``Y``, ``N``, ``-`` (either), or logical statements. A state that
        matches a pattern, or in which a statement holds, is struck out.
    exclusive
        Groups of option ids of which at most one can be taken.
    status_quo
        The pattern of the present state, every option given.
    states
        The states one by one, as patterns, where they are not simply all feasible ones; a ``-`` in them
        merges the states that differ there only (and then ``graph`` must say who can move whereto).
    numbers
        State numbers where they are not 1, 2, 3, ... in ascending order of code.
    graph
        In place of option moves: (decision maker id, ((from, to), ...)) by state number.
    blind
        (decision maker id, patterns): states that the decision maker does not see; it moves neither to
        nor from them (a misperception).

    Raises
    ------
    ConflictError
        If a part contradicts another or names what is not there.
    """

    decision_makers: tuple[DecisionMaker, ...]
    options: tuple[Option, ...]
    infeasible: tuple[str, ...] = ()
    exclusive: tuple[tuple[str, ...], ...] = ()
    status_quo: str | None = None
    states: tuple[str, ...] = ()
    numbers: tuple[int, ...] = ()
    graph: tuple[tuple[str, Moves], ...] = ()
    blind: tuple[tuple[str, tuple[str, ...]], ...] = ()
    name: str = ""
    note: str = ""

    def __post_init__(self) -> None:
        _check_parties(self)
        _check_options(self)
        for place, rule in enumerate(self.infeasible):
            _check_rule(self, rule, f"infeasible[{place}]")
        _check_exclusive(self)
        _check_states(self)
        for one in self.decision_makers:
            _check_preference(self, one)
        _check_graph(self)


def option_ids(conflict: Conflict) -> tuple[str, ...]:
    """Give the ids of the options in the order of their numbers."""
    return tuple(option.id for option in conflict.options)


def option_names(conflict: Conflict) -> tuple[str, ...]:
    """Give the options in words, in the order of their numbers."""
    return tuple(option.name or option.id for option in conflict.options)


def party_ids(conflict: Conflict) -> tuple[str, ...]:
    """Give the ids of the decision makers in order."""
    return tuple(one.id for one in conflict.decision_makers)


def party_names(conflict: Conflict) -> tuple[str, ...]:
    """Give the decision makers in words, in order."""
    return tuple(one.name or one.id for one in conflict.decision_makers)


def party_index(conflict: Conflict, party: str) -> int:
    """Find a decision maker by id or name.

    Raises
    ------
    ConflictError
        If there is none such.
    """
    for known in (party_ids(conflict), party_names(conflict)):
        if party in known:
            return known.index(party)
    raise ConflictError(f"{party!r} is no decision maker{nearest(party, party_ids(conflict))}")


def with_preference(conflict: Conflict, party: str, preference: Preference) -> Conflict:
    """Give the conflict in which ``party`` has ``preference`` instead of its own."""
    at = party_index(conflict, party)
    changed = tuple(
        replace(one, preference=preference) if i == at else one for i, one in enumerate(conflict.decision_makers)
    )
    return replace(conflict, decision_makers=changed)


def statement_rule(conflict: Conflict, rule: str) -> bool:
    """Say whether an infeasibility rule is a statement (else it is a pattern)."""
    return not is_pattern(rule, len(conflict.options)) or rule in option_ids(conflict)


def _check_parties(conflict: Conflict) -> None:
    if not conflict.decision_makers:
        raise ConflictError("decision_makers: at least one was expected, found none. Add one")
    _check_ids((one.id for one in conflict.decision_makers), "decision_makers")


def _check_ids(ids: Iterable[str], where: str) -> None:
    seen: set[str] = set()
    for place, one in enumerate(ids):
        if one in seen:
            raise ConflictError(f"{where}[{place}].id: {one!r} is used twice. Give each its own")
        seen.add(one)
        if not one:
            raise ConflictError(f"{where}[{place}].id: a word was expected, found nothing")


def _check_options(conflict: Conflict) -> None:
    if not conflict.options and not conflict.states:
        raise ConflictError("options: at least one was expected, found none. Add one")
    if len(conflict.options) > MOST_OPTIONS:
        raise ConflictError(
            f"options: at most {MOST_OPTIONS} were expected, found {len(conflict.options)}. "
            "Drop or merge those on which nothing depends"
        )
    _check_ids((one.id for one in conflict.options), "options")
    known = party_ids(conflict)
    for place, option in enumerate(conflict.options):
        where = f"options[{place}]"
        if not _ID.match(option.id) or option.id.upper() in KEYWORDS:
            raise ConflictError(
                f"{where}.id: expected a word of letters, digits, '_' and '.' that begins with a letter "
                f"and is not IF, IFF, AND, OR or NOT; found {option.id!r}. Put plain words into the name"
            )
        if option.owner not in known:
            raise ConflictError(f"{where}.owner: {option.owner!r} is no decision maker{nearest(option.owner, known)}")
        if option.direction not in get_args(Direction):
            raise ConflictError(f"{where}.direction: expected both, fwd or back, found {option.direction!r}")


def _check_rule(conflict: Conflict, rule: str, where: str) -> None:
    if not statement_rule(conflict, rule):
        return
    if rule and set(rule) <= set("YN-") and rule not in option_ids(conflict):
        raise ConflictError(
            f"{where}: pattern {rule!r} has {len(rule)} letters and must have one for each of the "
            f"{len(conflict.options)} options, not all of them '-'"
        )
    try:
        parse_statement(rule, option_ids(conflict), option_names(conflict))
    except ConflictError as error:
        raise ConflictError(f"{where}: {error}") from None


def _check_exclusive(conflict: Conflict) -> None:
    ids = option_ids(conflict)
    for place, group in enumerate(conflict.exclusive):
        for one in group:
            if one not in ids:
                raise ConflictError(f"exclusive[{place}]: {one!r} is no option{nearest(one, ids)}")
        if len(set(group)) < max(len(group), 2):
            raise ConflictError(f"exclusive[{place}]: expected two or more different options, found {group}")


def _check_states(conflict: Conflict) -> None:
    wide = len(conflict.options)
    for place, pattern in enumerate(conflict.states):
        _check_pattern(pattern, wide, f"states[{place}]")
        if "-" in pattern and not conflict.graph:
            raise ConflictError(f"states[{place}]: {pattern!r} merges states, so `graph` must say who can move whereto")
    if len(set(conflict.states)) < len(conflict.states):
        raise ConflictError("states: a pattern is listed twice. List each state once")
    if conflict.states and conflict.numbers and len(conflict.states) != len(conflict.numbers):
        raise ConflictError(f"numbers: expected {len(conflict.states)}, one a state, found {len(conflict.numbers)}")
    if len(set(conflict.numbers)) < len(conflict.numbers):
        raise ConflictError("numbers: a state number is used twice. Give each state its own")
    if conflict.status_quo is not None:
        _check_pattern(conflict.status_quo, wide, "status_quo")
        if conflict.states and conflict.status_quo not in conflict.states:
            raise ConflictError(f"status_quo: {conflict.status_quo!r} is not among the states listed")
        if not conflict.states and "-" in conflict.status_quo:
            raise ConflictError(
                f"status_quo: {conflict.status_quo!r} leaves an option open. Say Y or N for each option"
            )


def _check_pattern(pattern: str, wide: int, where: str) -> None:
    if len(pattern) != wide or not set(pattern) <= set("YN-"):
        raise ConflictError(f"{where}: expected {wide} letters Y, N or -, one an option, found {pattern!r}")


def _check_preference(conflict: Conflict, party: DecisionMaker) -> None:
    where = f"preference of {party.id!r}"
    preference = party.preference
    if not isinstance(preference, Prioritised | Weighted | Ranked | Indifferent):
        raise ConflictError(
            f"{where}: expected Prioritised, Weighted, Ranked or Indifferent, found {type(preference).__name__}"
        )
    if any("-" in pattern for pattern in conflict.states) and not isinstance(preference, Ranked | Indifferent):
        raise ConflictError(f"{where}: merged states can only be ranked. Use a ranking")
    for place, text in enumerate(statements_of(preference)):
        try:
            parse_statement(text, option_ids(conflict), option_names(conflict))
        except ConflictError as error:
            raise ConflictError(f"{where}: statement {place + 1}: {error}") from None
    _check_measure(preference, where)


def _check_measure(preference: Preference, where: str) -> None:
    match preference:
        case Prioritised(strong=strong):
            if not 0 <= strong <= len(groups_of(preference)):
                raise ConflictError(f"{where}: strong must be 0 to {len(groups_of(preference))}, is {strong}")
        case Weighted(weights=weights):
            if any(not math.isfinite(weight) for _, weight in weights):
                raise ConflictError(f"{where}: weights must be finite numbers")
        case Ranked(tiers=tiers, strong=after):
            if any(not 0 <= place < len(tiers) - 1 for place in after):
                raise ConflictError(f"{where}: strong must name tiers 0 to {len(tiers) - 2}, is {after}")
        case _:
            pass


def _check_graph(conflict: Conflict) -> None:
    known = party_ids(conflict)
    for field in (conflict.graph, conflict.blind):
        for one, _ in field:
            if one not in known:
                raise ConflictError(f"graph: {one!r} is no decision maker{nearest(one, known)}")
    for one, patterns in conflict.blind:
        for pattern in patterns:
            _check_pattern(pattern, len(conflict.options), f"blind of {one!r}")
    if len({one for one, _ in conflict.graph}) < len(conflict.graph):
        raise ConflictError("graph: a decision maker is listed twice. List each once")
