"""JSON objects of the gold format back to records; see :mod:`verbale.encode` for the form."""

from __future__ import annotations

import types
import typing
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, TypeVar

from verbale.errors import InputError
from verbale.records import Document, Reading, Span

Record = TypeVar("Record")


def from_dict(data: Mapping[str, Any], text: str) -> Reading:
    """Read a JSON object of the gold format whose document's text is ``text``.

    Unknown fields are passed over (the gold carries notes of its annotator); a span whose words are not
    at its offsets raises :class:`InputError`.
    """
    about = data.get("document", {})
    known = {f.name: about[f.name] for f in fields(Document) if f.name in about and f.name not in ("id", "text")}
    known.setdefault("publisher", about.get("outlet"))
    known["kind"] = _document_kind(known.get("kind"))
    layers = {f.name: data.get(f.name, []) for f in fields(Reading) if f.name != "document"}
    built = {name: _build(rows, _hints(Reading)[name], f"{name}") for name, rows in layers.items()}
    reading = Reading(document=Document.from_text(text, **known), **built)
    _check_spans(reading, text, "reading")
    return reading


def record_from_dict(kind: type[Record], data: Mapping[str, Any]) -> Record:
    """Build one record of type ``kind`` from its JSON object."""
    return typing.cast(Record, _build(data, kind, kind.__name__))


def _document_kind(kind: Any) -> Any:
    return kind if kind in typing.get_args(typing.get_type_hints(Document)["kind"]) else "unknown"


@cache
def _hints(kind: type) -> dict[str, Any]:
    return typing.get_type_hints(kind)


def _build(value: Any, hint: Any, where: str) -> Any:
    origin = typing.get_origin(hint)
    if origin is tuple:
        inner = typing.get_args(hint)[0]
        rows = [] if value is None else value if isinstance(value, list | tuple) else [value]
        return tuple(_build(one, inner, f"{where}[{n}]") for n, one in enumerate(rows))
    if origin in (typing.Union, types.UnionType):
        return _build_union(value, typing.get_args(hint), where)
    if is_dataclass(hint) and isinstance(hint, type):
        return _build_record(value, hint, where)
    return value


def _build_union(value: Any, hints: tuple[Any, ...], where: str) -> Any:
    if value is None:
        return None
    for inner in hints:
        if is_dataclass(inner) and isinstance(value, Mapping):
            return _build(value, inner, where)
    if isinstance(value, Mapping | list):
        return str(value)
    return value


def _build_record(value: Any, kind: type, where: str) -> Any:
    if not isinstance(value, Mapping):
        raise InputError(f"{where}: expected an object of {kind.__name__}, found {type(value).__name__}")
    hints, given = _hints(kind), {}
    for f in fields(kind):
        if f.name == "span" and hints["span"] is Span:
            given["span"] = _build_record(value, Span, where)
        elif (name := f.name.rstrip("_")) in value:
            given[f.name] = _build(value[name], hints[f.name], f"{where}.{name}")
    try:
        return kind(**given)
    except TypeError as error:
        raise InputError(f"{where}: not a {kind.__name__}: {error}; add the missing field") from None


def _check_spans(value: Any, text: str, where: str) -> None:
    if isinstance(value, Span):
        if text[value.start : value.end] != value.text:
            raise InputError(
                f"{where}: the words at {value.start}-{value.end} are {text[value.start : value.end]!r}, "
                f"not {value.text!r}; the reading belongs to another version of the text"
            )
    elif isinstance(value, tuple):
        for n, one in enumerate(value):
            _check_spans(one, text, f"{where}[{n}]")
    elif is_dataclass(value) and not isinstance(value, Document):
        for f in fields(value):
            _check_spans(getattr(value, f.name), text, f"{where}.{f.name}")
