"""Lay what people did over what the machine read.

All functions take and change the JSON form of one reading, in which fields have the names that a user
sees. Records that a correction no longer fits are left alone and told of in a note.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from verbale.ledger.act import Act
from verbale.statements.authority import authority_level

ACTOR_FIELDS = frozenset(
    "speaker on_behalf_of addressee intended_target relay source_entity imputed_by entity of kin_of members "
    "actor spokesperson set_by voiced_by bound antecedent_actor consequent_actor holder third_parties "
    "recipient claimed_by".split()
)
RESTS_ON = {"attributions": "utterance", "positions": "attribution"}
SPAN = ("start", "end", "text")
DERIVES_LEVEL = ("speaker_level", "mandate", "instrument", "relay_distance")

Body = dict[str, Any]


def overlaid(body: Body, text: str, acts: Iterable[Act]) -> Body:
    """Apply the standing ``acts`` to ``body``, in their order, and give it back."""
    for act in acts:
        if act.verb == "correct" and act.record is not None:
            record = find(body, act.record)
            if record is None or not _set(record, act, text):
                body["notes"].append(_note(act))
        elif act.verb == "withdraw" and act.record is not None:
            _withdraw(body, act.record)
        elif act.verb == "merge":
            _rename(body, str(act.before), str(act.value), only=None)
            _join_entities(body, str(act.value), str(act.before))
        elif act.verb == "split":
            records = set(act.value["records"].get(body["document"]["sha256"], ()))
            _split(body, str(act.before), act.value, records)
    return body


def find(body: Body, record: str) -> Body | None:
    """Give the record named ``layer/id`` (or ``document``), None where there is none."""
    if record == "document":
        found: Body = body["document"]
        return found
    layer, _, name = record.partition("/")
    return next((row for row in body.get(layer, ()) if row.get("id") == name), None)


def value_at(record: Body, field: str) -> Any:
    """Give the value at ``field``, a path such as ``propositions.0.stance``; KeyError where there is none."""
    if field == "span" and field not in record:
        return {name: record[name] for name in SPAN}
    value: Any = record
    for part in field.split("."):
        try:
            value = value[int(part)] if isinstance(value, list) else value[part]
        except (IndexError, ValueError, TypeError):
            raise KeyError(field) from None
    return value


def set_at(record: Body, field: str, value: Any, text: str) -> None:
    """Put ``value`` at ``field``; a span may be given by its offsets alone."""
    if isinstance(value, dict) and {"start", "end"} <= value.keys():
        value = {**value, "text": text[value["start"] : value["end"]]}
    if field == "span" and field not in record:
        record.update(value)
        return
    *way, last = field.split(".")
    holder = value_at(record, ".".join(way)) if way else record
    if isinstance(holder, list):
        holder[int(last)] = value
    else:
        holder[last] = value


def _set(record: Body, act: Act, text: str) -> bool:
    try:
        value_at(record, act.field or "")
        set_at(record, act.field or "", act.value, text)
    except (KeyError, IndexError, ValueError):
        return False
    if "codings" in record:
        record["codings"].append(_coding(act.field, "person", act.by, act.why or None))
    if act.field in DERIVES_LEVEL and str(act.record).startswith("utterances/"):
        _derive_level(record)
    return True


def _coding(field: str | None, coder: str, version: str, why: str | None) -> Body:
    return {"field": field, "coder": coder, "version": version, "confidence": None, "why": why, "evidence": []}


def _derive_level(utterance: Body) -> None:
    """Derive the level of authority from its corrected fields, unless a person has set it."""
    if any(one["field"] == "authority_level" and one["coder"] == "person" for one in utterance["codings"]):
        return
    level = authority_level(*(utterance[name] for name in DERIVES_LEVEL))
    if level != utterance["authority_level"]:
        utterance["authority_level"] = level
        utterance["codings"].append(
            _coding("authority_level", "authority rule", "1", "derived from what was corrected")
        )


def _note(act: Act) -> Body:
    message = f"a correction of {act.record} {act.field} by {act.by} ({act.at[:10]}) fits nothing in this reading"
    return {"kind": "correction", "message": message, "span": None}


def _withdraw(body: Body, record: str) -> None:
    """Take ``layer/id`` out, and with it what rests on it alone."""
    layer, _, name = record.partition("/")
    body[layer] = [row for row in body.get(layer, ()) if row.get("id") != name]
    for above, link in RESTS_ON.items():
        if layer == f"{link}s":
            for row in [row for row in body[above] if row.get(link) == name]:
                _withdraw(body, f"{above}/{row['id']}")
    if layer == "attributions":
        for row in _rows(body):
            if row.get("attribution") == name:
                row["attribution"] = None


def _rows(body: Body) -> Iterable[Body]:
    return (row for rows in body.values() if isinstance(rows, list) for row in rows)


def _rename(body: Body, old: str, new: str, *, only: Callable[[str], bool] | None) -> None:
    for layer, rows in body.items():
        for row in rows if isinstance(rows, list) else ():
            if only is None or only(f"{layer}/{row.get('id')}"):
                _rename_in(row, old, new)


def _rename_in(row: Body, old: str, new: str) -> None:
    for name, value in row.items():
        if name in ACTOR_FIELDS and value == old:
            row[name] = new
        elif name in ACTOR_FIELDS and isinstance(value, list):
            row[name] = [new if one == old else one for one in value]
        elif name == "veracity" and value == f"asserted_by:{old}":
            row[name] = f"asserted_by:{new}"
        elif name == "sides":
            for side in value:
                _rename_in(side, old, new)


def _join_entities(body: Body, kept: str, gone: str) -> None:
    """Leave one entity of two, the second's names among the aliases of the first."""
    rows: list[Body] = body["entities"]
    first = next((row for row in rows if row["id"] == kept), None)
    second = next((row for row in rows if row["id"] == gone), None)
    if second is None:
        return
    if first is None:
        second["id"] = kept
        return
    known = [first["name"], *first["aliases"]]
    new = [name for name in (second["name"], *second["aliases"]) if name not in known]
    first["aliases"] = [*first["aliases"], *new]
    body["entities"] = [row for row in rows if row is not second]


def _split(body: Body, actor: str, value: Body, records: set[str]) -> None:
    """Give the ``records`` that named ``actor`` to ``value['into']``, an entity like it with another name."""
    if not records:
        return
    _rename(body, actor, value["into"], only=records.__contains__)
    like = next((row for row in body["entities"] if row["id"] == actor), None)
    if like is not None and all(row["id"] != value["into"] for row in body["entities"]):
        new = {"id": value["into"], "name": value.get("name") or value["into"], "aliases": [], "codings": []}
        body["entities"].append(like | new)
