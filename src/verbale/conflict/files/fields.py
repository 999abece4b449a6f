"""Reading fields with messages that say where: file, line, field, what was expected, what was found."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from verbale.conflict.logic import nearest
from verbale.errors import ConflictError

_TYPE_NAMES = {
    str: "a text",
    int: "a whole number",
    float: "a number",
    list: "a list",
    dict: "an object",
    bool: "true or false",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A file and its text, to say on which line a value stands."""

    path: str
    text: str = ""
    section: str = ""

    def trouble(self, token: str, what: str) -> ConflictError:
        """Give an error that names the line on which ``token`` first stands (after the section's start)."""
        line = find_line(self.text, token, self.section)
        where = f"{self.path}, line {line}" if line else self.path
        within = f", {self.section}" if self.section else ""
        return ConflictError(f"{where}{within}: {what}")

    def within(self, section: str) -> Place:
        """Give the place of a section, such as ``decision_maker 2``, of the same file."""
        return Place(path=self.path, text=self.text, section=section)


def find_line(text: str, token: str, section: str = "") -> int:
    """Give the line, from 1, on which ``token`` stands; 0 if nowhere.

    ``section`` such as ``decision_maker[1]`` moves the start of the search to the second table of that
    name in a TOML file.
    """
    lines = text.splitlines()
    start = 0
    if found := re.match(r"(\w+)\[(\d+)\]", section):
        heads = [n for n, line in enumerate(lines) if line.strip().startswith(f"[[{found[1]}]]")]
        if int(found[2]) < len(heads):
            start = heads[int(found[2])]
    needles = [rf"(?<!\w){re.escape(token)}(?!\w)", re.escape(json.dumps(token)[1:-1]), re.escape(token)]
    for needle in needles:
        for n, line in enumerate(lines[start:], start + 1):
            if re.search(needle, line):
                return n
    return start + 1 if start else 0


def take(data: Any, field: str, kind: type | tuple[type, ...], place: Place, default: Any = None) -> Any:
    """Take a field of the right type from an object; without ``default`` it must be there.

    Raises
    ------
    ConflictError
        If ``data`` is no object, or the field is missing or of another type.
    """
    if not isinstance(data, Mapping):
        raise place.trouble(str(data), f"expected an object with {field!r}, found {data!r}")
    if field not in data:
        if default is not None:
            return default
        raise place.trouble(str(next(iter(data.values()), "")), f"field {field!r} is missing. Add it")
    value = data[field]
    kinds = kind if isinstance(kind, tuple) else (kind,)
    if not isinstance(value, kinds) or (isinstance(value, bool) and bool not in kinds):
        expected = " or ".join(_TYPE_NAMES.get(one, one.__name__) for one in kinds)
        raise place.trouble(field, f"{field}: expected {expected}, found {value!r}")
    return value


def refuse_unknown(data: Mapping[str, Any], known: Sequence[str], place: Place) -> None:
    """Raise if ``data`` has a field that the schema does not know."""
    for field in data:
        if field not in known:
            raise place.trouble(field, f"field {field!r} is unknown{nearest(field, list(known))}")


def ids_for(given: Sequence[str]) -> dict[str, str]:
    """Give each foreign option id one that statements can name: the id itself where it is a plain word."""
    out: dict[str, str] = {}
    for place, one in enumerate(given):
        plain = re.fullmatch(r"[^\W\d][\w.]*", one) and one.upper() not in ("IF", "IFF", "AND", "OR", "NOT")
        out[one] = one if plain else f"o{place}"
    return out
