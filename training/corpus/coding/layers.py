"""The other layers of a coded passage: positions, conditions, events, dates, figures, names."""

from __future__ import annotations

import re
from datetime import date

from .rows import DATE_TYPES, MODES, NAME_TYPES, Coding, Json
from .spans import Place


def basis(c: Coding, told: Json | None, evidence: list[Json]) -> str:
    """Give the basis of a position whose coder names none: how its words reach us."""
    if told is None:
        return "stated" if c.coded["kind"] in OWN_WORDS else "reported"
    quoted = any(q["start"] <= e["start"] and e["end"] <= q["end"] for q in told["quoted_spans"] for e in evidence)
    return "imputed" if told["quote_type"] == "imputed" else "stated" if quoted else "reported"


OWN_WORDS = ("first-person statement", "joint statement", "briefing transcript")


def positions(c: Coding, told: dict[str, Json]) -> list[Json]:
    kinds = {row.get("id"): row.get("type") for row in c.coded.get("entities", [])}
    out = []
    for n, (where, row) in enumerate(c.rows("positions"), 1):
        c.actor(where, row["actor"])
        if kinds.get(row["actor"]) == "person":
            c.wrong.append(f"{where}: a person holds no position, a state or organisation does")
        if (a := row.get("a", "")) and a not in told:
            c.wrong.append(f"{where}: no attribution {a}")
        c.issue(where, row["issue"])
        evidence = c.spans(where, row["evidence"], inside=c.hulls.get(a))
        out.append(
            {
                "id": f"P{n:02}",
                "actor": row["actor"],
                "issue": row["issue"],
                "stance": row["stance"],
                "strength": row.get("strength", "plain"),
                "basis": row.get("basis") or basis(c, told.get(a), evidence),
                "evidence": evidence,
                "attribution": a or None,
                "date": row.get("date"),
                "value": row.get("value"),
                "tier": row.get("tier", "core"),
            }
        )
    return out


def conditions(c: Coding) -> list[Json]:
    out = []
    for n, (where, row) in enumerate(c.rows("conditions"), 1):
        c.actor(where, row["set_by"])
        c.known(where, row.get("by"), row.get("bound"))
        c.issue(where, row.get("issue"), row.get("for"))
        one = {
            "id": f"C{n:02}",
            "type": row["type"],
            "set_by": row["set_by"],
            "voiced_by": row.get("by"),
            "bound": row.get("bound"),
            "issue": row.get("issue"),
            "for": row.get("for"),
            "basis": row.get("basis", "reported"),
            "status_at_doc_date": row.get("status", "open"),
            "tier": row.get("tier", "core"),
        }
        if span := c.span(where, row["text"]):
            out.append(one | span)
    return out


def conditionals(c: Coding) -> list[Json]:
    out = []
    for n, (where, row) in enumerate(c.rows("conditionals"), 1):
        c.known(where, row.get("actor"), row.get("holder"), *row.get("third", []), *listed(row.get("who")))
        c.issue(where, *(issue for issue, _ in row.get("options", [])))
        antecedent = c.span(where, row["antecedent"])
        consequent = c.span(where, row["consequent"])
        if not antecedent or not consequent:
            continue
        out.append(
            {
                "id": f"K{n}",
                "form": row["form"],
                "antecedent": antecedent,
                "consequent": consequent,
                "antecedent_actor": row.get("actor"),
                "antecedent_options": [{"issue": i, "value": v} for i, v in row.get("options", [])],
                "consequent_actor": listed(row.get("who")),
                "consequent_type": row["type"],
                "modal": row.get("modal"),
                "holder": row.get("holder", "AUTHOR"),
                "certainty": row.get("certainty", "asserted"),
                "third_parties": row.get("third", []),
                "attribution": row.get("a"),
                "tier": row.get("tier", "core"),
            }
        )
    return out


def events(c: Coding) -> list[Json]:
    out = []
    for n, (where, row) in enumerate(c.rows("events"), 1):
        mode = row.get("mode") or None
        if mode and mode not in MODES.get(row["plover"], "").split():
            c.wrong.append(f"{where}: {row['plover']} has no mode {mode!r}")
        if not row["actor"]:
            c.wrong.append(f"{where}: an event needs an actor")
        c.known(where, *row["actor"], *row.get("recipient", []))
        if wrong := set(row.get("aux", [])) - {"hypothetical", "historical", "future", "negated"}:
            c.wrong.append(f"{where}: aux {sorted(wrong)}")
        extent = c.span(where, row["extent"])
        inside = Place(extent["start"], extent["end"]) if extent else None
        trigger = c.span(f"{where} trigger", row["trigger"], inside=inside)
        if not extent or not trigger:
            continue
        day = row.get("date") or None
        first, last = (day.split("/") if "/" in day else (day, day)) if day else (None, None)
        out.append(
            {
                "id": f"E{n:02}",
                "plover": row["plover"],
                "mode": mode,
                "actor": row["actor"],
                "recipient": row.get("recipient", []),
                "date": {"start": first, "end": last},
                "trigger_span": trigger,
                "extent_span": extent,
                "context": row.get("context", ["diplomatic"]),
                "aux": row.get("aux", []),
                "group": row.get("group") or f"E{n:02}",
                "alternatives": [
                    {"plover": one} if isinstance(one, str) else one for one in row.get("alternatives", [])
                ],
                "tier": row.get("tier", "core"),
            }
        )
    return out


def listed(value: str | list[str] | None) -> list[str]:
    return [] if not value else [value] if isinstance(value, str) else value


def dates(c: Coding) -> list[Json]:
    shape = re.compile(r"\d{4}(-\d\d(-\d\d)?)?(/\d{4}(-\d\d(-\d\d)?)?)?|P(\d+[YMWD])+(T\d+[HM])?|PT\d+[HM]")
    out = []
    for n, (where, row) in enumerate(c.rows("dates"), 1):
        if not shape.fullmatch(str(row["value"])) or row["type"] not in DATE_TYPES:
            c.wrong.append(f"{where}: value {row['value']!r}, type {row['type']!r}")
        c.wrong += [f"{where}: {line}" for line in weekday(row["text"], str(row["value"]))]
        if span := c.span(where, row["text"]):
            about = {"fact": row.get("fact", ""), "tier": row.get("tier", "core")}
            out.append({"id": f"D{n:02}", "value": str(row["value"]), "type": row["type"], **about, **span})
    return out


def weekday(words: str, value: str) -> list[str]:
    """Complain where the words name a weekday that the day is not."""
    named = next((day for day in WEEK if day in words), None)
    if named is None or not re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        return []
    falls = WEEK[date.fromisoformat(value).weekday()]
    return [] if falls == named else [f"{value} is a {falls}, not a {named}"]


WEEK = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def quantities(c: Coding) -> list[Json]:
    out = []
    for n, (where, row) in enumerate(c.rows("quantities"), 1):
        c.known(where, row["by"])
        about = {
            "id": row.get("id", f"Q{n}"),
            "value": row["value"],
            "unit": row.get("unit", ""),
            "claimed_by": row["by"],
            "issue": row.get("issue"),
            "disputed_with": row.get("disputed"),
            "tier": row.get("tier", "core"),
        }
        if span := c.span(where, row["text"]):
            out.append(about | span)
    return out


def inferences(c: Coding) -> list[Json]:
    out = []
    for n, (where, row) in enumerate(c.rows("inferences"), 1):
        if span := c.span(where, row["text"]):
            inside = Place(int(span["start"]), int(span["end"]))
            out.append(
                {
                    "id": f"N{n:02}",
                    "kind": row["kind"],
                    "certainty": row["certainty"],
                    "about": row["about"],
                    "hedge_spans": c.spans(where, row.get("hedges", []), inside=inside),
                    "tier": row.get("tier", "core"),
                    **span,
                }
            )
    return out


def proper_names(c: Coding) -> list[Json]:
    """Give every occurrence of every name; a name inside a longer one is not counted again."""
    taken: list[Place] = []
    out = []
    for name, kind in sorted(c.coded.get("names", []), key=lambda pair: -len(pair[0])):
        if kind not in NAME_TYPES:
            c.wrong.append(f"names {name}: type {kind!r}")
        found = re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", c.text)
        places = [Place(m.start(), m.end()) for m in found]
        if not places:
            c.wrong.append(f"names: not in the text: {name!r}")
        for p in places:
            if not any(p.start < t.end and t.start < p.end for t in taken):
                taken.append(p)
                out.append({"type": kind, **p.json(c.text)})
    return sorted(out, key=lambda row: row["start"])


def negatives(c: Coding) -> dict[str, list[Json]]:
    layers = ("attributions", "events", "dates", "quantities", "conditionals", "entities")
    out: dict[str, list[Json]] = {f"not_{layer}": [] for layer in layers}
    for where, row in c.rows("negatives"):
        if row["layer"] not in layers:
            c.wrong.append(f"{where}: no layer {row['layer']!r}")
        elif span := c.span(where, row["text"]):
            out[f"not_{row['layer']}"].append({"reason": row["reason"], **span})
    return out


def disputes(c: Coding) -> list[Json]:
    out = []
    for n, (where, row) in enumerate(c.rows("disputes"), 1):
        c.issue(where, row["issue"])
        c.known(where, *(side[0] for side in row["sides"]))
        sides = [{"actor": a, "says": says, "attribution": list(ids)} for a, says, *ids in row["sides"]]
        out.append({"id": f"X{n:02}", "issue": row["issue"], "sides": sides})
    return out
