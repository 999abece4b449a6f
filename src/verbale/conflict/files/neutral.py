"""The form ``gmcr-neutral/1``: one JSON object a conflict, states by number, answers beside it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from verbale.conflict.files.fields import Place, ids_for, take
from verbale.conflict.graph import code_of, feasible_codes
from verbale.conflict.model import Conflict, DecisionMaker, Option
from verbale.conflict.preferences import NO_PREFERENCE, Preference, Prioritised, Ranked
from verbale.errors import ConflictError

FORMAT = "gmcr-neutral/1"


def conflict_from_neutral(data: Mapping[str, Any], place: Place) -> Conflict:
    """Make a conflict of a neutral JSON object, with the file's own state numbers.

    Raises
    ------
    ConflictError
        If a field is missing, of another type, or contradicts another.
    """
    options = take(data, "options", list, place)
    new_ids = ids_for([str(take(one, "id", (str, int), place)) for one in options])
    numbers, patterns = _states(data, place)
    conflict = Conflict(
        name=str(data.get("name", "")),
        note=str(data.get("citation", "")),
        decision_makers=tuple(
            DecisionMaker(
                id=str(take(one, "id", (str, int), place)),
                name=str(one.get("name", "")),
                preference=_preference(data, str(one["id"]), new_ids, place),
            )
            for one in take(data, "decision_makers", list, place)
        ),
        options=tuple(
            Option(
                id=new_ids[str(one["id"])],
                owner=str(take(one, "owner", (str, int), place)),
                name=str(one.get("name", "")),
                direction=one.get("direction", "both"),
            )
            for one in options
        ),
        infeasible=tuple(str(one) for one in data.get("infeasible", [])),
        status_quo=_status_quo(data, numbers, patterns, place),
        states=tuple(patterns),
        numbers=() if numbers == list(range(1, len(numbers) + 1)) else tuple(numbers),
        graph=tuple(
            (str(who), tuple((int(start), int(target)) for start, target in arcs))
            for who, arcs in data.get("graph", {}).items()
        ),
    )
    return _unlisted(conflict)


def _unlisted(conflict: Conflict) -> Conflict:
    """Drop the list of states if it holds just what the options and rules give, in their order."""
    if any("-" in pattern for pattern in conflict.states):
        return conflict
    plain = replace(conflict, states=())
    try:
        codes = feasible_codes(plain, most_states=4 * len(conflict.states) + 1)
    except ConflictError:
        return conflict
    same = [code_of(pattern) for pattern in conflict.states] == codes.tolist()
    return plain if same or not conflict.states else conflict


def _states(data: Mapping[str, Any], place: Place) -> tuple[list[int], list[str]]:
    states = data.get("states", [])
    if not isinstance(states, list):
        raise place.trouble("states", f"a list was expected, found {type(states).__name__}")
    numbers = [int(take(one, "n", int, place)) for one in states]
    return numbers, [str(take(one, "yn", str, place)) for one in states]


def _status_quo(data: Mapping[str, Any], numbers: Sequence[int], patterns: Sequence[str], place: Place) -> str | None:
    given = data.get("status_quo")
    if given is None or (isinstance(given, str) and re.fullmatch("[YN-]+", given)):
        return given
    if isinstance(given, int) and given in numbers:
        return patterns[list(numbers).index(given)]
    raise place.trouble("status_quo", f"expected the number of a listed state, found {given!r}")


def _preference(data: Mapping[str, Any], party: str, new_ids: Mapping[str, str], place: Place) -> Preference:
    given = data.get("preferences", {}).get(party)
    if given is None:
        return NO_PREFERENCE
    kind = take(given, "kind", str, place)
    if kind == "ranking":
        return Ranked(tiers=tuple(tuple(tier) for tier in take(given, "tiers", list, place)))
    if kind == "prioritised":
        ids = list(new_ids.values())
        return Prioritised(
            statements=tuple(statement_of_patterns(one, ids, place) for one in take(given, "statements", list, place))
        )
    raise place.trouble("kind", f"preference of {party!r}: expected ranking or prioritised, found {kind!r}")


def statement_of_patterns(patterns: Sequence[str], ids: Sequence[str], place: Place) -> str:
    """Write the statement that is true where any of ``patterns`` matches."""
    parts = []
    for pattern in [patterns] if isinstance(patterns, str) else patterns:
        if len(pattern) != len(ids) or not set(pattern) <= set("YN-"):
            raise place.trouble(
                str(pattern), f"expected {len(ids)} letters Y, N or -, one an option, found {pattern!r}"
            )
        signs = [f"-{one}" if sign == "N" else one for one, sign in zip(ids, pattern, strict=True) if sign != "-"]
        if not signs:
            return f"{ids[0]} | -{ids[0]}"
        parts.append(" & ".join(signs))
    if not parts:
        raise ConflictError(f"{place.path}: a statement has no pattern. Take it out")
    return parts[0] if len(parts) == 1 else " | ".join(f"({part})" if "&" in part else part for part in parts)
