"""A brief as JSON, and back: what ``--json`` prints, ``--since`` compares with and the lint reads."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from verbale.brief.findings import (
    Block,
    Brief,
    Cell,
    Finding,
    Heading,
    Judgement,
    Section,
    Source,
    Stand,
    StateGraph,
    Table,
    Timeline,
)
from verbale.decode import record_from_dict
from verbale.encode import plain
from verbale.errors import InputError

SCHEMA_VERSION = "verbale-brief/0.1"
BLOCKS: dict[str, type[Block]] = {
    "finding": Finding,
    "table": Table,
    "timeline": Timeline,
    "state_graph": StateGraph,
    "heading": Heading,
}
_NAMES = {kind: name for name, kind in BLOCKS.items()}


def to_dict(brief: Brief) -> dict[str, Any]:
    """Give a brief as JSON values. ``proposals`` holds each proposal weighed, the main one first.

    A citation is ``{source, paragraph, start, end, text}``; a block names its kind under ``block``.
    """
    sections = [
        {
            "key": section.key,
            "title": section.title,
            "blocks": [{"block": _NAMES[type(block)], **plain(block)} for block in section.blocks],
        }
        for section in brief.sections
    ]
    rest = {f.name: plain(getattr(brief, f.name)) for f in fields(brief) if f.name not in ("sections", "proposals")}
    proposals = [plain(one) | {"by": ", ".join(one.by), "to": ", ".join(one.to)} for one in brief.proposals]
    return {"schema_version": SCHEMA_VERSION, "proposals": proposals, **rest, "sections": sections}


def to_json(brief: Brief) -> str:
    """Give a brief as JSON text."""
    return json.dumps(to_dict(brief), ensure_ascii=False, indent=1)


def from_json(text: str) -> Brief:
    """Read what :func:`to_json` wrote.

    Raises
    ------
    InputError
        The text is no JSON, or no brief of this version.
    """
    try:
        data = json.loads(text)
    except ValueError as error:
        raise InputError(f"a brief in JSON: expected JSON, found {error}; make it with --json") from None
    if not isinstance(data, Mapping) or data.get("schema_version") != SCHEMA_VERSION:
        found = data.get("schema_version", "none") if isinstance(data, Mapping) else type(data).__name__
        raise InputError(f"a brief in JSON: expected schema_version {SCHEMA_VERSION!r}, found {found!r}; make it anew")
    try:
        return _brief(data)
    except (KeyError, TypeError, AttributeError) as error:
        raise InputError(f"a brief in JSON: a part is missing or of another kind: {error}") from None


def _brief(data: Mapping[str, Any]) -> Brief:
    return Brief(
        title=data["title"],
        as_of=data["as_of"],
        sections=tuple(
            Section(key=one["key"], title=one["title"], blocks=tuple(_block(block) for block in one["blocks"]))
            for one in data["sections"]
        ),
        sources=tuple(record_from_dict(Source, one) for one in data["sources"]),
        proposals=tuple(_judgement(one) for one in data["proposals"]),
        stands=tuple(record_from_dict(Stand, one) for one in data["stands"]),
        disputes=tuple(data["disputes"]),
    )


def _block(data: Mapping[str, Any]) -> Block:
    if data["block"] == "table":
        rows = tuple(tuple(_cell(cell) for cell in row) for row in data["rows"])
        return Table(caption=data["caption"], columns=tuple(data["columns"]), rows=rows)
    return record_from_dict(BLOCKS[data["block"]], data)


def _cell(data: Any) -> Cell:
    return data if isinstance(data, str) else tuple(record_from_dict(Finding, one) for one in data)


def _judgement(data: Mapping[str, Any]) -> Judgement:
    unblocking = tuple(tuple(one) for one in data["unblocking"])
    parties = {key: [one for one in data[key].split(", ") if one] for key in ("by", "to")}
    flat = record_from_dict(Judgement, {**data, **parties, "unblocking": []})
    return Judgement(
        **{f.name: getattr(flat, f.name) for f in fields(flat) if f.name != "unblocking"},
        unblocking=unblocking,
    )
