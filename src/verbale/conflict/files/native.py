"""Our own form of a conflict: one schema, as TOML for people and as JSON for programs.

========================= =============================================================================
field                     value
========================= =============================================================================
``name``, ``note``        texts
``status_quo``            a pattern such as ``"NYN"``, or the list of the options taken
``infeasible``            list of statements or patterns, none of which can hold
``exclusive``             list of lists of options, at most one of each list taken
``states``, ``numbers``   lists: states one by one as patterns; their numbers
``graph``                 by decision maker, a list of [from, to] by state number, in place of options' moves
``blind``                 by decision maker, patterns of states that it does not see
``order``                 option ids in the order of their numbers, if not that in which they are written
``decision_maker``        list of objects, below
``evidence``              anything; kept for the reader, not used
========================= =============================================================================

A decision maker has ``id``, ``name``, ``note``, ``options`` (objects with ``id``, ``name``, ``direction``,
``note``) and at most one of ``prefer`` (statements, a list inside for equal importance), ``weights``
(statement to number) and ``ranking`` (``"6 > 2 ~ 3 >> 1"`` or a list of tiers); further ``strong`` and
``unknown`` (pairs of states). Options are numbered through all decision makers in the
order written, unless ``order`` says otherwise.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from verbale.conflict.files.fields import Place, refuse_unknown, take
from verbale.conflict.logic import nearest
from verbale.conflict.model import Conflict, DecisionMaker, Option
from verbale.conflict.preferences import (
    NO_PREFERENCE,
    Indifferent,
    Preference,
    Prioritised,
    Ranked,
    StateRef,
    Weighted,
    as_groups,
    parse_ranking,
)
from verbale.errors import ConflictError

FORMAT = "verbale-conflict/1"
# ``draft`` is where a drafted model keeps the words behind its parts; nothing here reads it.
FIELDS = (
    "draft",
    "format",
    "name",
    "note",
    "status_quo",
    "infeasible",
    "exclusive",
    "states",
    "numbers",
    "graph",
    "blind",
    "order",
    "decision_maker",
    "evidence",
)
PARTY_FIELDS = ("id", "name", "note", "options", "prefer", "weights", "ranking", "strong", "unknown")
OPTION_FIELDS = ("id", "name", "direction", "note")


def conflict_from_dict(data: Mapping[str, Any], place: Place | None = None) -> Conflict:
    """Make a conflict of an object in our own form.

    Raises
    ------
    ConflictError
        If a field is unknown, missing, of another type, or contradicts another.
    """
    place = place or Place(path="conflict")
    refuse_unknown(data, FIELDS, place)
    parties = []
    options: list[Option] = []
    for n, one in enumerate(take(data, "decision_maker", list, place)):
        here = place.within(f"decision_maker[{n}]")
        parties.append(_party(one, here))
        options += _options(one, here)
    options = _ordered(options, _texts(data, "order", place), place)
    fields: dict[str, Any] = {
        "name": take(data, "name", str, place, ""),
        "note": take(data, "note", str, place, ""),
        "infeasible": _texts(data, "infeasible", place),
        "exclusive": tuple(tuple(group) for group in _lists(data, "exclusive", place)),
        "status_quo": _status_quo(data, [option.id for option in options], place),
        "states": _texts(data, "states", place),
        "numbers": tuple(take(data, "numbers", list, place, [])),
        "graph": tuple(
            (who, tuple((int(start), int(target)) for start, target in arcs))
            for who, arcs in take(data, "graph", dict, place, {}).items()
        ),
        "blind": tuple((who, tuple(seen)) for who, seen in take(data, "blind", dict, place, {}).items()),
    }
    try:
        return Conflict(decision_makers=tuple(parties), options=tuple(options), **fields)
    except ConflictError as error:
        raise place.trouble(_token_in(place.text, str(error)), str(error)) from None


def _ordered(options: list[Option], order: tuple[str, ...], place: Place) -> list[Option]:
    if not order:
        return options
    known = {option.id: option for option in options}
    if sorted(order) != sorted(known):
        raise place.trouble("order", f"order: expected every option once, found {list(order)}")
    return [known[one] for one in order]


def _token_in(text: str, message: str) -> str:
    """Give what the line of an error can be found by: the longest text quoted in its message that is there."""
    quoted = [part for part in message.split("'")[1::2] if part and part in text]
    return max(quoted, key=len, default=message.split(":", maxsplit=1)[0])


def _party(one: Any, place: Place) -> DecisionMaker:
    party = take(one, "id", str, place)
    refuse_unknown(one, PARTY_FIELDS, place)
    return DecisionMaker(
        id=party,
        name=take(one, "name", str, place, ""),
        note=take(one, "note", str, place, ""),
        preference=_preference(one, place),
    )


def _options(one: Mapping[str, Any], place: Place) -> list[Option]:
    options = []
    for given in take(one, "options", list, place, []):
        field: Mapping[str, Any] = {"id": given} if isinstance(given, str) else given
        option_id = take(field, "id", str, place)
        refuse_unknown(field, OPTION_FIELDS, place)
        options.append(
            Option(
                id=option_id,
                owner=one["id"],
                name=take(field, "name", str, place, ""),
                direction=take(field, "direction", str, place, "both"),
                note=take(field, "note", str, place, ""),
            )
        )
    return options


def _preference(one: Mapping[str, Any], place: Place) -> Preference:
    given = [field for field in ("prefer", "weights", "ranking") if field in one]
    if len(given) > 1:
        raise place.trouble(given[1], f"expected one of prefer, weights and ranking, found {', '.join(given)}")
    unknown = _unknown(one, place)
    if not given:
        return Indifferent(unknown=unknown) if unknown else NO_PREFERENCE
    if given[0] == "prefer":
        statements = take(one, "prefer", list, place)
        for entry in statements:
            for text in [entry] if not isinstance(entry, list) else entry:
                if not isinstance(text, str):
                    raise place.trouble(str(text), f"prefer: expected a statement, found {text!r}")
        strong = take(one, "strong", int, place, 0)
        return Prioritised(statements=as_groups(statements), strong=strong, unknown=unknown)
    if given[0] == "weights":
        weights = take(one, "weights", dict, place)
        for text, weight in weights.items():
            if not isinstance(weight, int | float) or isinstance(weight, bool):
                raise place.trouble(text, f"weights: expected a number for {text!r}, found {weight!r}")
        least = take(one, "strong", (int, float), place, -1)
        return Weighted(weights=tuple(weights.items()), strong=None if least == -1 else least, unknown=unknown)
    return _ranking(one, unknown, place)


def _ranking(one: Mapping[str, Any], unknown: tuple[tuple[StateRef, StateRef], ...], place: Place) -> Ranked:
    given = take(one, "ranking", (str, list), place)
    if isinstance(given, str):
        try:
            read = parse_ranking(given)
        except ConflictError as error:
            raise place.trouble("ranking", str(error)) from None
        return Ranked(tiers=read.tiers, strong=read.strong, unknown=unknown)
    tiers = tuple(tuple(tier) if isinstance(tier, list) else (tier,) for tier in given)
    for ref in (ref for tier in tiers for ref in tier):
        if not isinstance(ref, int | str) or isinstance(ref, bool):
            raise place.trouble(str(ref), f"ranking: expected a state number or pattern, found {ref!r}")
    return Ranked(tiers=tiers, strong=tuple(take(one, "strong", list, place, [])), unknown=unknown)


def _unknown(one: Mapping[str, Any], place: Place) -> tuple[tuple[StateRef, StateRef], ...]:
    pairs = []
    for pair in take(one, "unknown", list, place, []):
        if not isinstance(pair, list) or len(pair) != 2 or not all(isinstance(x, int | str) for x in pair):
            raise place.trouble("unknown", f"unknown: expected pairs of states, found {pair!r}")
        pairs.append((pair[0], pair[1]))
    return tuple(pairs)


def _texts(data: Mapping[str, Any], field: str, place: Place) -> tuple[str, ...]:
    values = take(data, field, list, place, [])
    for value in values:
        if not isinstance(value, str):
            raise place.trouble(field, f"{field}: expected texts, found {value!r}")
    return tuple(values)


def _lists(data: Mapping[str, Any], field: str, place: Place) -> Sequence[Sequence[str]]:
    values: list[list[str]] = take(data, field, list, place, [])
    for value in values:
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            raise place.trouble(field, f"{field}: expected lists of option ids, found {value!r}")
    return values


def _status_quo(data: Mapping[str, Any], ids: list[str], place: Place) -> str | None:
    if "status_quo" not in data:
        return None
    given = take(data, "status_quo", (str, list), place)
    if isinstance(given, str):
        return given
    for one in given:
        if one not in ids:
            raise place.trouble(str(one), f"status_quo: {one!r} is no option{nearest(str(one), ids)}")
    return "".join("Y" if one in given else "N" for one in ids)
