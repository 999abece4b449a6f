"""The ``.gmcr`` files of the older program: a JSON object, options and states by number."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from verbale.conflict.files.fields import Place, take
from verbale.conflict.model import Conflict, DecisionMaker, Option
from verbale.conflict.preferences import NO_PREFERENCE, Preference, Prioritised, Ranked

_RANKING_FIELDS = ("preferenceRanking", "preferenceVector")
_RANKING_FLAGS = ("useManualPreferenceRanking", "useManualPreferenceVectors")


def conflict_from_gmcr(data: Mapping[str, Any], place: Place) -> Conflict:
    """Make a conflict of the content of a ``.gmcr`` file.

    Preference statements become prioritised statements; where the file says that its rankings were made by
    hand, those hold. States that a decision maker misperceives become states that it does not see.

    Raises
    ------
    ConflictError
        If a field is missing, of another type, or contradicts another.
    """
    options = take(data, "options", list, place)
    makers = take(data, "decisionMakers", list, place)
    owners = _owners(makers, len(options), place)
    manual = any(data.get(flag) for flag in _RANKING_FLAGS)
    ids = [f"o{n}" for n in range(1, len(options) + 1)]
    party_ids = [f"d{n}" for n in range(1, len(makers) + 1)]
    return Conflict(
        name=str(data.get("title", "")),
        decision_makers=tuple(
            DecisionMaker(
                id=party_ids[n],
                name=str(take(one, "name", str, place)),
                preference=_preference(one, ids, manual, place),
            )
            for n, one in enumerate(makers)
        ),
        options=tuple(
            Option(
                id=ids[n],
                owner=party_ids[owners[n]],
                name=str(take(one, "name", str, place)),
                direction=one.get("permittedDirection", "both"),
            )
            for n, one in enumerate(options)
        ),
        infeasible=tuple(_statement(one, ids, place) for one in data.get("infeasibles", [])),
        blind=tuple(
            (party_ids[n], tuple(_pattern(seen, len(ids), place) for seen in one["misperceptions"]))
            for n, one in enumerate(makers)
            if one.get("misperceptions")
        ),
    )


def _owners(makers: list[Any], options: int, place: Place) -> list[int]:
    owners = {int(index): n for n, one in enumerate(makers) for index in take(one, "options", list, place)}
    for index in range(options):
        if index not in owners:
            raise place.trouble("options", f"option {index} (from 0) has no decision maker. Give it one")
    return [owners[index] for index in range(options)]


def _preference(maker: Mapping[str, Any], ids: list[str], manual: bool, place: Place) -> Preference:
    ranking = next((maker[field] for field in _RANKING_FIELDS if maker.get(field)), None)
    statements = maker.get("preferences", [])
    if ranking and (manual or not statements):
        return Ranked(tiers=tuple(tuple(one) if isinstance(one, list) else (one,) for one in ranking))
    if not statements:
        return NO_PREFERENCE
    return Prioritised(statements=tuple(_statement(one, ids, place) for one in statements))


def _statement(given: Any, ids: list[str], place: Place) -> str:
    """Write the statement for a list of (option, Y or N), or for a compound of such lists."""
    if isinstance(given, dict):
        members = take(given, "members", list, place)
        return " | ".join(f"({_statement(one, ids, place)})" for one in members)
    return " & ".join(f"-{ids[index]}" if sign == "N" else ids[index] for index, sign in _signs(given, ids, place))


def _pattern(given: Any, options: int, place: Place) -> str:
    signs = dict(_signs(given, ["-"] * options, place))
    return "".join(signs.get(index, "-") for index in range(options))


def _signs(given: Any, ids: list[str], place: Place) -> list[tuple[int, str]]:
    signs = []
    for one in given if isinstance(given, list) and given else [None]:
        if not (isinstance(one, list) and len(one) == 2 and one[1] in ("Y", "N") and one[0] in range(len(ids))):
            raise place.trouble(
                str(one), f'expected pairs such as [0, "Y"] of an option (from 0) and Y or N, found {given!r}'
            )
        signs.append((one[0], one[1]))
    return signs
