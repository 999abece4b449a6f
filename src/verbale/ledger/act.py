"""The acts of a ledger: what was done to the record, by whom, when and why."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from hashlib import sha256
from typing import Any, Literal

Verb = Literal["add", "correct", "withdraw", "merge", "split", "undo"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One thing done.

    ``record`` names a record within ``document`` (``layer/id``), ``field`` its field as the JSON of a
    reading names it (``propositions.0.stance``). ``undone`` is true while an undo of this act stands.
    """

    seq: int
    id: str
    at: str
    by: str
    verb: Verb
    why: str = ""
    document: str | None = None
    record: str | None = None
    field: str | None = None
    before: Any = None
    value: Any = None
    undoes: str | None = None
    undone: bool = False


CONTENT = tuple(f.name for f in fields(Act) if f.name not in ("seq", "id", "undone"))


def act_id(content: Mapping[str, Any]) -> str:
    """Give the id of an act: sixteen digits of the hash of what it says, the same in every copy."""
    told = {name: content.get(name) for name in CONTENT}
    return sha256(json.dumps(told, sort_keys=True, ensure_ascii=True).encode()).hexdigest()[:16]


def undone(acts: Iterable[tuple[str, str | None]]) -> frozenset[str]:
    """Give the ids of the acts that are undone.

    ``acts`` are (id, id of the act it undoes) in the order they were done. Read from the last: an undo
    that stands takes its act away; an undo that was itself undone does not.
    """
    gone: set[str] = set()
    for one, undoes in reversed(list(acts)):
        if undoes is not None and one not in gone:
            gone.add(undoes)
    return frozenset(gone)
