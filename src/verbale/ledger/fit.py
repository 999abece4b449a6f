"""Fit a value that a person gives to the field it is meant for."""

from __future__ import annotations

import types
import typing
from collections.abc import Mapping
from dataclasses import is_dataclass
from typing import Any, Literal

from verbale.errors import InputError
from verbale.records import Document, Reading, Span

FIXED = frozenset({"id", "text", "sha256", "chars", "codings"})
"""Fields that nobody corrects: what they say follows from the words or is the history itself."""


def fitted(layer: str, field: str, value: Any, *, where: str) -> Any:
    """Give ``value`` in the form that ``field`` of the records of ``layer`` holds.

    A value typed on a command line is text: ``17`` becomes a number where one is kept, ``PRK, USA`` a list,
    ``120-135`` a span, ``none`` an absent value.

    Raises
    ------
    InputError
        Where there is no such field, or the value is none of those it may have.
    """
    hint: Any = Document if layer == "document" else typing.get_args(_hints(Reading)[layer])[0]
    for part in field.split("."):
        hint = _inner(hint, part, where)
    return _fit(value, hint, where)


def _hints(kind: type) -> dict[str, Any]:
    return {name.rstrip("_"): hint for name, hint in typing.get_type_hints(kind).items()}


def _inner(hint: Any, part: str, where: str) -> Any:
    if typing.get_origin(hint) is tuple and part.isdigit():
        return typing.get_args(hint)[0]
    for kind in _alternatives(hint):
        if is_dataclass(kind) and isinstance(kind, type):
            hints = _hints(kind)
            names = sorted(hints.keys() - FIXED)
            if part in names:
                return hints[part]
            raise InputError(f"{where}: expected one of {', '.join(names)}, found {part!r}")
    raise InputError(f"{where}: expected a field within it, found none named {part!r}; name the whole field")


def _alternatives(hint: Any) -> tuple[Any, ...]:
    return typing.get_args(hint) if _is_union(hint) else (hint,)


def _is_union(hint: Any) -> bool:
    return typing.get_origin(hint) in (typing.Union, types.UnionType)


def _fit(value: Any, hint: Any, where: str) -> Any:
    if _is_union(hint):
        return _fit_union(value, typing.get_args(hint), where)
    origin = typing.get_origin(hint)
    if origin is Literal:
        return _one_of(value, typing.get_args(hint), where)
    if origin is tuple:
        given = [part.strip() for part in value.split(",") if part.strip()] if isinstance(value, str) else value
        if not isinstance(given, list | tuple):
            raise InputError(f"{where}: expected a list, found {value!r}; separate its parts by commas")
        return [_fit(one, typing.get_args(hint)[0], where) for one in given]
    if hint is Span:
        return _span(value, where)
    if is_dataclass(hint) and isinstance(hint, type):
        if not isinstance(value, Mapping):
            raise InputError(f"{where}: expected a JSON object, found {value!r}; or name a field within it")
        return {name: _fit(one, _inner(hint, name, where), where) for name, one in value.items()}
    return _scalar(value, hint, where)


def _fit_union(value: Any, hints: tuple[Any, ...], where: str) -> Any:
    if type(None) in hints and (value is None or (isinstance(value, str) and value.lower() in ("", "none"))):
        return None
    kinds = [hint for hint in hints if hint is not type(None)]
    if len(kinds) == 1:
        return _fit(value, kinds[0], where)
    for kind in kinds:  # int | float | str: the first that takes it
        try:
            return _scalar(value, kind, where)
        except InputError:
            continue
    raise InputError(f"{where}: expected a number or words, found {value!r}")


def _one_of(value: Any, allowed: tuple[Any, ...], where: str) -> Any:
    if value not in allowed:
        raise InputError(f"{where}: expected one of {', '.join(map(str, allowed))}, found {value!r}")
    return value


def _span(value: Any, where: str) -> Any:
    if isinstance(value, str) and value.replace("-", "", 1).isdigit() and "-" in value:
        start, _, end = value.partition("-")
        value = {"start": int(start), "end": int(end)}
    if not isinstance(value, Mapping) or not all(isinstance(value.get(key), int) for key in ("start", "end")):
        raise InputError(f"{where}: expected a span such as 120-135, found {value!r}")
    return {"start": value["start"], "end": value["end"]}


def _scalar(value: Any, kind: Any, where: str) -> Any:
    if kind is bool and str(value).lower() in ("true", "false"):
        return str(value).lower() == "true"
    if kind in (int, float) and not isinstance(value, bool):
        try:
            return kind(value)
        except (TypeError, ValueError):
            raise InputError(f"{where}: expected a number, found {value!r}") from None
    if kind is str and isinstance(value, str):
        return value
    raise InputError(f"{where}: expected {getattr(kind, '__name__', kind)}, found {value!r}")
