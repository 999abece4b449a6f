"""The fewest changes to what the parties are said to want that would make a state an equilibrium."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, product
from math import comb
from typing import Literal, TypeAlias, get_args

import numpy as np

from verbale.conflict.graph import Graph, build_graph, order_levels, state_index
from verbale.conflict.inverse import clauses_at, clauses_hold, inverted_name
from verbale.conflict.logic import express, parse_statement
from verbale.conflict.model import Conflict, option_ids, option_names, party_names
from verbale.conflict.preferences import Levels, Preference, Prioritised, StateRef, Weighted, bare
from verbale.errors import ConflictError

ChangeKind: TypeAlias = Literal["drop", "reverse", "raise"]
MOST_TRIALS = 50_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One change of one statement: ``drop`` it, ``reverse`` it, or ``raise`` it above all others."""

    party: str
    kind: ChangeKind
    entry: int
    statement: str
    words: str


def fewest_changes(
    conflict: Conflict,
    state: StateRef,
    concept: str,
    *,
    kinds: Sequence[ChangeKind] = ("drop", "reverse", "raise"),
    most: int = 3,
    progress: Callable[[float], None] | None = None,
) -> tuple[tuple[Change, ...], ...]:
    """Give all smallest sets of changes that make ``state`` stable for every party under ``concept``.

    Parameters
    ----------
    state
        Number or pattern.
    concept
        Nash, GMR, SMR or SEQ.
    kinds
        Which changes are thought of. Only prioritised and weighted preferences have statements to change;
        entries of equal importance are changed together; a weight is not raised.
    most
        The largest set looked for.

    Returns
    -------
    tuple of sets of changes
        ``((),)`` if the state is stable as it is; empty if no set of at most ``most`` changes does it.

    Raises
    ------
    ConflictError
        If the concept has no such form, or too many sets would have to be tried.
    """
    name = inverted_name(concept)
    for kind in kinds:
        if kind not in get_args(ChangeKind):
            raise ConflictError(f"kinds: expected drop, reverse or raise, found {kind!r}")
    graph = build_graph(conflict)
    here = state_index(graph, state)
    unstable = [party for party in range(len(graph.levels)) if not _stable(graph, here, party, name)]
    if not unstable:
        return ((),)
    if name == "SEQ":
        return _joint_changes(graph, here, name, kinds, most, progress)
    ways = []
    for done, party in enumerate(unstable):
        # Stability here hangs on the party's own order alone, so each is mended by itself.
        ways.append(_own_changes(graph, here, party, name, kinds, most))
        if progress:
            progress((done + 1) / len(unstable))
    found = [tuple(change for way in ways_of_all for change in way) for ways_of_all in product(*ways)]
    return tuple(one for one in found if len(one) <= most)


def _stable(graph: Graph, here: int, party: int, concept: str) -> bool:
    return clauses_hold(graph.levels[party], here, clauses_at(graph, here, party, concept))


def _own_changes(
    graph: Graph, here: int, party: int, concept: str, kinds: Sequence[ChangeKind], most: int
) -> list[tuple[Change, ...]]:
    clauses = list(clauses_at(graph, here, party, concept))
    possible = list(_possible(graph.conflict, party, kinds))
    _check_trials(len(possible), most)
    for size in range(1, most + 1):
        found = [
            some
            for some in combinations(possible, size)
            if _distinct(some) and clauses_hold(_levels_after(graph, party, some), here, clauses)
        ]
        if found:
            return found
    return []


def _joint_changes(
    graph: Graph,
    here: int,
    concept: str,
    kinds: Sequence[ChangeKind],
    most: int,
    progress: Callable[[float], None] | None,
) -> tuple[tuple[Change, ...], ...]:
    parties = range(len(graph.levels))
    possible = [change for party in parties for change in _possible(graph.conflict, party, kinds)]
    _check_trials(len(possible), most)
    ids = [one.id for one in graph.conflict.decision_makers]
    for size in range(1, most + 1):
        found = []
        for some in combinations(possible, size):
            if not _distinct(some):
                continue
            levels = np.stack(
                [_levels_after(graph, party, [one for one in some if one.party == ids[party]]) for party in parties]
            )
            changed = replace(graph, levels=levels)
            if all(_stable(changed, here, party, concept) for party in parties):
                found.append(some)
        if progress:
            progress(size / most)
        if found:
            return tuple(found)
    return ()


def _check_trials(possible: int, most: int) -> None:
    trials = sum(comb(possible, size) for size in range(1, most + 1))
    if trials > MOST_TRIALS:
        raise ConflictError(
            f"{possible} changes in sets of up to {most} are too many to try. Allow fewer `kinds`, or a smaller `most`"
        )


def _distinct(changes: Sequence[Change]) -> bool:
    return len({(one.party, one.entry) for one in changes}) == len(changes)


def _possible(conflict: Conflict, party: int, kinds: Sequence[ChangeKind]) -> Iterator[Change]:
    maker = conflict.decision_makers[party]
    match maker.preference:
        case Prioritised(statements=entries):
            texts = [one if isinstance(one, str) else " & ".join(f"({bare(x)})" for x in one) for one in entries]
        case Weighted(weights=weights):
            texts = [text for text, _ in weights]
            kinds = [kind for kind in kinds if kind != "raise"]
        case _:
            return
    for entry, text in enumerate(texts):
        for kind in kinds:
            if kind == "raise" and entry == 0:
                continue
            yield Change(
                party=maker.id, kind=kind, entry=entry, statement=text, words=_words(conflict, party, kind, text)
            )


def _words(conflict: Conflict, party: int, kind: str, text: str) -> str:
    statement = parse_statement(bare(text), option_ids(conflict), option_names(conflict))
    said = express(statement, option_names(conflict))
    name = party_names(conflict)[party]
    if kind == "drop":
        return f"{name} no longer minds whether {said}"
    if kind == "reverse":
        return f"{name} wants the opposite of: {said}"
    return f"{name} puts first: {said}"


def _levels_after(graph: Graph, party: int, changes: Sequence[Change]) -> Levels:
    preference = graph.conflict.decision_makers[party].preference
    changed = preference_after(preference, changes)
    if changed is preference:
        own: Levels = graph.levels[party]
        return own
    return order_levels(graph.conflict, changed, graph.codes, graph.numbers)


def preference_after(preference: Preference, changes: Sequence[Change]) -> Preference:
    """Give the preference with the changes made; those that stay keep their order, raised ones lead."""
    kinds = {one.entry: one.kind for one in changes}
    match preference:
        case Prioritised(statements=entries) if kinds:
            first, rest = [], []
            for place, entry in enumerate(entries):
                kind = kinds.get(place)
                if kind == "raise":
                    first.append(entry)
                elif kind == "reverse":
                    rest.append(_reversed(entry))
                elif kind is None:
                    rest.append(entry)
            return replace(preference, statements=(*first, *rest), strong=0)
        case Weighted(weights=weights) if kinds:
            kept = [
                (text, -weight if kinds.get(place) == "reverse" else weight)
                for place, (text, weight) in enumerate(weights)
                if kinds.get(place) != "drop"
            ]
            return replace(preference, weights=tuple(kept))
        case _:
            return preference


def _reversed(entry: str | tuple[str, ...]) -> str | tuple[str, ...]:
    if isinstance(entry, str):
        return f"-({bare(entry)})"
    return tuple(f"-({bare(one)})" for one in entry)
