"""Records to the JSON objects of the gold format (``verbale-gold/0.1``).

Three rules cover the difference between the two forms: a field named ``span`` is written flat as
``start``, ``end``, ``text``; a trailing underscore is dropped (``for_`` is ``for``); a document is
written with its hash and length in place of its text unless the text is asked for.
"""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import Any

SCHEMA_VERSION = "verbale-gold/0.1"


def reading_to_dict(reading: Any, *, with_text: bool = False) -> dict[str, Any]:
    """Give ``reading`` as a JSON object in the gold's layer and field names."""
    document = plain(reading.document)
    text = document.pop("text")
    document["sha256"] = document.pop("id")
    document["chars"] = len(text)
    if with_text:
        document["text"] = text
    layers = {f.name: plain(getattr(reading, f.name)) for f in fields(reading) if f.name != "document"}
    return {"schema_version": SCHEMA_VERSION, "document": document, **layers}


def plain(value: Any) -> Any:
    """Give a record (or a tuple of records, or a scalar) as JSON values."""
    if isinstance(value, tuple):
        return [plain(one) for one in value]
    if not is_dataclass(value):
        return value
    out: dict[str, Any] = {}
    for f in fields(value):
        one = getattr(value, f.name)
        if f.name == "span" and one is not None:
            out |= {"start": one.start, "end": one.end, "text": one.text}
        else:
            out[f.name.rstrip("_")] = plain(one)
    return out
