"""The conflict as arrays: its feasible states, and how each decision maker orders them.

``Graph`` is the graph model's own word: states are its nodes, and each decision maker has its own arcs
(see :mod:`.moves`). Everything that computes starts from here.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from verbale.conflict.logic import (
    Codes,
    Statement,
    Truth,
    evaluate,
    is_pattern,
    options_of,
    parse_statement,
    pattern_statement,
)
from verbale.conflict.model import (
    Conflict,
    option_ids,
    option_names,
    statement_rule,
)
from verbale.conflict.preferences import (
    Indifferent,
    Levels,
    Prioritised,
    Ranked,
    StateRef,
    Weighted,
    dense,
    prioritised_levels,
    weighted_worth,
)
from verbale.errors import ConflictError

MOST_STATES = 1 << 23


@dataclass(frozen=True, slots=True, eq=False)
class Graph:
    """A conflict with its states enumerated and ordered.

    Parameters
    ----------
    conflict
        What it was made from.
    codes
        Shape (n,), the states' codes; ascending unless the conflict lists its states.
    numbers
        Shape (n,), the states' numbers.
    levels
        Shape (decision makers, n), how each orders the states: from 0, higher is better.
    """

    conflict: Conflict
    codes: Codes
    numbers: NDArray[np.int64]
    levels: NDArray[np.int32]


@lru_cache(maxsize=8)
def build_graph(conflict: Conflict, *, most_states: int = MOST_STATES) -> Graph:
    """Enumerate the feasible states of ``conflict`` and order them for each decision maker.

    Raises
    ------
    ConflictError
        If no state is feasible, more than ``most_states`` are, or a preference does not fit the states.
    """
    codes = feasible_codes(conflict, most_states=most_states)
    numbers = _numbers(conflict, len(codes))
    levels = np.zeros((len(conflict.decision_makers), len(codes)), dtype=np.int32)
    for row, one in enumerate(conflict.decision_makers):
        try:
            levels[row] = order_levels(conflict, one.preference, codes, numbers)
        except ConflictError as error:
            raise ConflictError(f"preference of {one.id!r}: {error}") from None
    for array in (codes, numbers, levels):
        array.flags.writeable = False
    graph = Graph(conflict, codes, numbers, levels)
    if conflict.status_quo is not None and not conflict.states:
        state_index(graph, conflict.status_quo)
    return graph


def feasible_codes(conflict: Conflict, *, most_states: int = MOST_STATES) -> Codes:
    """Give the codes of all feasible states, ascending (or in the listed order).

    Options are added one at a time, and each rule strikes out as soon as its last option is in, so that
    many options under strict rules cost little. Memory is bounded by ``most_states``.

    Raises
    ------
    ConflictError
        If none is feasible or too many are.
    """
    if conflict.states:
        return np.array([code_of(pattern) for pattern in conflict.states], dtype=np.int64)
    rules = _rules_by_last_option(conflict)
    codes = np.zeros(1, dtype=np.int64)
    for index in range(len(conflict.options)):
        if 2 * len(codes) > 2 * most_states:
            raise _too_many(conflict, index, most_states)
        codes = np.concatenate([codes, codes | (1 << index)])
        for rule in rules[index]:
            codes = codes[~evaluate(rule, codes)]
    if len(codes) > most_states:
        raise _too_many(conflict, len(conflict.options), most_states)
    if len(codes) == 0:
        raise ConflictError(
            "no state is feasible: the rules in `infeasible` and `exclusive` strike out every one. "
            "Drop one of the rules"
        )
    return codes


def _too_many(conflict: Conflict, index: int, most_states: int) -> ConflictError:
    return ConflictError(
        f"more than {most_states} states: the first {index} of {len(conflict.options)} options alone give "
        "that many. Say what cannot be together (`infeasible`, `exclusive`), or drop options"
    )


def _rules_by_last_option(conflict: Conflict) -> list[list[Statement]]:
    rules: list[Statement] = []
    ids, names = option_ids(conflict), option_names(conflict)
    for text in conflict.infeasible:
        rule = parse_statement(text, ids, names) if statement_rule(conflict, text) else pattern_statement(text)
        if rule is not None:
            rules.append(rule)
    for group in conflict.exclusive:
        marks = {ids.index(one) for one in group}
        for pair in ((a, b) for a in marks for b in marks if a < b):
            pattern = "".join("Y" if i in pair else "-" for i in range(len(ids)))
            both = pattern_statement(pattern)
            if both is not None:
                rules.append(both)
    placed: list[list[Statement]] = [[] for _ in ids]
    for rule in rules:
        placed[max(options_of(rule))].append(rule)
    return placed


def _numbers(conflict: Conflict, states: int) -> NDArray[np.int64]:
    if not conflict.numbers:
        return np.arange(1, states + 1, dtype=np.int64)
    if len(conflict.numbers) != states:
        raise ConflictError(
            f"numbers: {states} states are feasible, but {len(conflict.numbers)} numbers are given. "
            "Give one a state, in ascending order of code, or none"
        )
    return np.array(conflict.numbers, dtype=np.int64)


def order_levels(
    conflict: Conflict,
    preference: Prioritised | Weighted | Ranked | Indifferent,
    codes: Codes,
    numbers: NDArray[np.int64],
) -> Levels:
    """Order the states by ``preference``: shape (n,), from 0, higher is better.

    Raises
    ------
    ConflictError
        If a ranking leaves out a state, names one twice, or names one that is not there.
    """
    ids, names = option_ids(conflict), option_names(conflict)
    match preference:
        case Prioritised():
            return prioritised_levels(preference, codes, ids, names)
        case Weighted():
            return dense(weighted_worth(preference, codes, ids, names)[0])
        case Ranked():
            return _ranked_levels(conflict, preference, codes, numbers)
        case Indifferent():
            return np.zeros(len(codes), dtype=np.int32)


def _ranked_levels(conflict: Conflict, preference: Ranked, codes: Codes, numbers: NDArray[np.int64]) -> Levels:
    place = np.full(len(codes), -1, dtype=np.int64)
    order = np.argsort(numbers)
    for tier, refs in enumerate(preference.tiers):
        whole = [ref for ref in refs if isinstance(ref, int)]
        if whole:
            at = np.searchsorted(numbers, whole, sorter=order).clip(max=len(order) - 1)
            index = order[at]
            _check_named(whole, index, numbers, place)
            place[index] = tier
        for ref in refs:
            if isinstance(ref, str):
                fits = _matches(conflict, ref, codes) & (place < 0)
                if not fits.any():
                    raise ConflictError(
                        f"ranking: {ref!r} matches no state that is not ranked higher. Take it out or move it"
                    )
                place[fits] = tier
    left = numbers[place < 0]
    if len(left):
        raise ConflictError(
            f"ranking: {len(left)} of {len(numbers)} states are not ranked, the first is state {left[0]}. "
            "Rank every feasible state"
        )
    return dense(len(preference.tiers) - place)


def _check_named(
    refs: list[int], index: NDArray[np.int64], numbers: NDArray[np.int64], place: NDArray[np.int64]
) -> None:
    for ref, at in zip(refs, index, strict=True):
        if numbers[at] != ref:
            raise ConflictError(
                f"ranking: there is no state {ref}; states are numbered {numbers.min()} to {numbers.max()}"
            )
        if place[at] >= 0:
            raise ConflictError(
                f"ranking goes in a circle: state {ref} stands in two places. Keep the one that is meant"
            )
    if len(set(refs)) < len(refs):
        raise ConflictError(f"ranking: a tie names a state twice: {refs}. Name it once")


def _matches(conflict: Conflict, pattern: str, codes: Codes) -> Truth:
    if conflict.states and pattern in conflict.states:
        return np.array([one == pattern for one in conflict.states])
    return match_pattern(pattern, len(conflict.options), codes)


def match_pattern(pattern: str, options: int, codes: Codes) -> Truth:
    """Say which states match ``pattern``.

    Raises
    ------
    ConflictError
        If the pattern has not one letter an option.
    """
    if len(pattern) != options or not set(pattern) <= set("YN-"):
        raise ConflictError(f"expected {options} letters Y, N or -, one an option, found {pattern!r}")
    care = sum(1 << i for i, sign in enumerate(pattern) if sign != "-")
    fits: Truth = (codes & care) == code_of(pattern)
    return fits


def code_of(pattern: str) -> int:
    """Give the code of a pattern, open options counted as not taken."""
    return sum(1 << i for i, sign in enumerate(pattern) if sign == "Y")


def pattern_at(graph: Graph, index: int) -> str:
    """Give the state at ``index`` as letters Y and N."""
    if graph.conflict.states:
        return graph.conflict.states[index]
    code = int(graph.codes[index])
    return "".join("Y" if code >> i & 1 else "N" for i in range(len(graph.conflict.options)))


def state_index(graph: Graph, ref: StateRef) -> int:
    """Find a state by number, by full pattern, or by a text that holds the number.

    Raises
    ------
    ConflictError
        If there is none such or the pattern fits several.
    """
    text = str(ref).strip()
    if text.lstrip("s").isdigit():
        found = np.flatnonzero(graph.numbers == int(text.lstrip("s")))
        if len(found):
            return int(found[0])
        raise ConflictError(
            f"there is no state {text}; states are numbered {graph.numbers.min()} to {graph.numbers.max()}"
        )
    fits = np.flatnonzero(_matches(graph.conflict, text, graph.codes))
    if len(fits) == 1:
        return int(fits[0])
    if len(fits) == 0:
        raise ConflictError(f"state {text!r} is not feasible. Name a feasible state, by number or pattern")
    raise ConflictError(f"{text!r} fits {len(fits)} states. Say Y or N for each option")


def state_indices(graph: Graph, ref: StateRef) -> NDArray[np.int64]:
    """Find all states that a number, a pattern or a statement names, as indices in ascending order.

    Raises
    ------
    ConflictError
        If there is none such.
    """
    conflict = graph.conflict
    if isinstance(ref, int) or ref.strip().isdigit():
        return np.array([state_index(graph, ref)])
    if is_pattern(ref, len(conflict.options)):
        fits = _matches(conflict, ref, graph.codes)
    else:
        statement = parse_statement(ref, option_ids(conflict), option_names(conflict))
        fits = evaluate(statement, graph.codes)
    if not fits.any():
        raise ConflictError(f"no feasible state fits {ref!r}. Loosen it, or drop a rule of `infeasible`")
    return np.flatnonzero(fits)


def status_quo_index(graph: Graph) -> int:
    """Give the index of the present state.

    Raises
    ------
    ConflictError
        If the conflict does not say where things stand.
    """
    if graph.conflict.status_quo is None:
        raise ConflictError("status_quo: the conflict does not say where things stand now. Give a pattern")
    return state_index(graph, graph.conflict.status_quo)
