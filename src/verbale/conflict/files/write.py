"""Write a conflict as TOML or JSON in our own form."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from verbale.conflict.files.native import FORMAT
from verbale.conflict.model import Conflict, DecisionMaker, Option
from verbale.conflict.preferences import Prioritised, Ranked, Weighted, write_ranking
from verbale.errors import OutputError


def conflict_to_dict(conflict: Conflict) -> dict[str, Any]:
    """Give the conflict as an object in our own form; reading it gives an equal conflict."""
    data: dict[str, Any] = {
        "format": FORMAT,
        "name": conflict.name,
        "note": conflict.note,
        "status_quo": conflict.status_quo,
        "infeasible": list(conflict.infeasible),
        "exclusive": [list(group) for group in conflict.exclusive],
        "states": list(conflict.states),
        "numbers": list(conflict.numbers),
        "graph": {who: [list(arc) for arc in arcs] for who, arcs in conflict.graph},
        "blind": {who: list(seen) for who, seen in conflict.blind},
        "order": _order(conflict),
        "decision_maker": [_party(conflict, one) for one in conflict.decision_makers],
    }
    return {field: value for field, value in data.items() if value not in (None, "", [], {})}


def _order(conflict: Conflict) -> list[str]:
    """Give the options in order, if that is not the order in which their decision makers have them."""
    as_written = [
        option.id for one in conflict.decision_makers for option in conflict.options if option.owner == one.id
    ]
    order = [option.id for option in conflict.options]
    return [] if order == as_written else order


def _party(conflict: Conflict, one: DecisionMaker) -> dict[str, Any]:
    data: dict[str, Any] = {
        "id": one.id,
        "name": one.name,
        "note": one.note,
        "options": [_option(option) for option in conflict.options if option.owner == one.id],
    }
    match one.preference:
        case Prioritised(statements=statements, strong=strong):
            data |= {"prefer": [list(x) if isinstance(x, tuple) else x for x in statements], "strong": strong}
        case Weighted(weights=weights, strong=least):
            data |= {"weights": dict(weights)} | ({} if least is None else {"strong": least})
        case Ranked():
            data |= {"ranking": write_ranking(one.preference)}
        case _:
            pass
    data["unknown"] = [list(pair) for pair in one.preference.unknown]
    keep_zero = isinstance(one.preference, Weighted)
    return {
        field: value
        for field, value in data.items()
        if field == "options" or (value not in (None, "", []) and (value != 0 or keep_zero))
    }


def _option(option: Option) -> dict[str, str]:
    data = {"id": option.id, "name": option.name, "direction": option.direction, "note": option.note}
    return {field: value for field, value in data.items() if value and value != "both"}


def conflict_to_toml(conflict: Conflict, comments: Mapping[str, Sequence[str]] | None = None) -> str:
    """Give the conflict as TOML that people can read and edit.

    Parameters
    ----------
    comments
        Lines to stand as comments above a part, by its key: ``""`` (the head), ``infeasible:0``,
        ``party:ID``, ``option:ID``, ``prefer:ID:0`` (the first entry of a party's statements).
    """
    remarks = comments or {}
    data = conflict_to_dict(conflict)
    lines = _comment(remarks, "")
    for field in ("format", "name", "note", "status_quo"):
        if field in data:
            lines.append(f"{field} = {_value(data[field])}")
    for field in ("infeasible", "exclusive", "states", "numbers", "order"):
        if field in data:
            lines += _listed(field, data[field], remarks, field)
    for field in ("graph", "blind"):
        if field in data:
            lines += ["", f"[{field}]"]
            lines += [f"{_key(who)} = {_value(value)}" for who, value in data[field].items()]
    for one in data["decision_maker"]:
        lines += ["", *_comment(remarks, f"party:{one['id']}"), "[[decision_maker]]"]
        lines += _party_lines(one, remarks)
    return "\n".join(lines) + "\n"


def _party_lines(one: Mapping[str, Any], remarks: Mapping[str, Sequence[str]]) -> list[str]:
    lines = [f"{field} = {_value(one[field])}" for field in ("id", "name", "note") if field in one]
    lines.append("options = [")
    for option in one["options"]:
        lines += [f"    {line}" for line in _comment(remarks, f"option:{option['id']}")]
        lines.append(f"    {_value(option)},")
    lines.append("]")
    if "prefer" in one:
        lines += _listed("prefer", one["prefer"], remarks, f"prefer:{one['id']}")
    for field in ("weights", "ranking", "strong", "unknown"):
        if field in one:
            lines.append(f"{field} = {_value(one[field])}")
    return lines


def _listed(field: str, values: Iterable[Any], remarks: Mapping[str, Sequence[str]], key: str) -> list[str]:
    lines = [f"{field} = ["]
    for n, value in enumerate(values):
        lines += [f"    {line}" for line in _comment(remarks, f"{key}:{n}")]
        lines.append(f"    {_value(value)},")
    return [*lines, "]"]


def _comment(remarks: Mapping[str, Sequence[str]], key: str) -> list[str]:
    return [f"# {part}".rstrip() for line in remarks.get(key, ()) for part in line.splitlines() or [""]]


def _key(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _value(value: Any) -> str:
    """Write one TOML value; texts as basic strings, whose escapes are those of JSON."""
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    if isinstance(value, list | tuple):
        return "[" + ", ".join(_value(one) for one in value) + "]"
    if isinstance(value, dict):
        inner = (
            f"{name if name.isidentifier() and name.isascii() else _key(name)} = {_value(one)}"
            for name, one in value.items()
        )
        return "{ " + ", ".join(inner) + " }"
    return str(value)


def write_conflict(conflict: Conflict, path: str | Path) -> None:
    """Write the conflict to a file: TOML, or JSON if the name ends in ``.json``.

    Raises
    ------
    OutputError
        If the file cannot be written.
    """
    path = Path(path)
    if path.suffix.lower() == ".json":
        text = json.dumps(conflict_to_dict(conflict), ensure_ascii=False, indent=1) + "\n"
    else:
        text = conflict_to_toml(conflict)
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise OutputError(f"{path}: cannot be written: {error.strerror}. Name another place") from None
