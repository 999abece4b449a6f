"""Utterances and attributions of a coded passage."""

from __future__ import annotations

from .rows import Coding, Json
from .spans import Place


def authority(said: Json) -> str:
    """Derive the level: the first rule of the gold's README that fits."""
    level, instrument, mandate = said["speaker_level"], said["instrument"], said["mandate"]
    leaders = ("head_of_state", "head_of_government")
    ministries = ("ministry_statement",)
    rules = (
        ("E", level == "unnamed_official" or mandate == "unattributed" or said["relay_distance"] >= 2),
        ("D", mandate == "personal_disclaimed" or level == "state_media"),
        ("A", instrument in ("treaty", "joint_statement")),
        ("F", mandate == "own" or level in ("party", "non_official")),
        ("A", level in leaders or instrument == "government_statement"),
        ("B", level == "cabinet_minister" or instrument in ministries),
    )
    return next((letter for letter, fits in rules if fits), "C")


def utterances(c: Coding) -> list[Json]:
    people = {row["id"]: row for row in c.coded.get("entities", []) if "id" in row}
    out = []
    for where, row in c.rows("utterances"):
        level, speaker = row["level"], people.get(row["speaker"], {})
        own = {"unnamed_official": "unattributed", "non_official": "own", "party": "own"}
        plain_state = level in ("state_unspecified", "state_media")
        mandate = own.get(level, "institutional_unspecified" if plain_state else "official")
        state = row["speaker"] if speaker.get("type") == "state" else speaker.get("on_behalf_of")
        said = {
            "id": row["id"],
            "what": row.get("what", ""),
            "speaker": row["speaker"],
            "role": row.get("role", speaker.get("role")),
            "on_behalf_of": row.get("on_behalf_of", state) or None,
            "date": row.get("date") or None,
            "venue": row.get("venue", "not_stated"),
            "addressee": row.get("addressee"),
            "intended_target": row.get("target"),
            "instrument": row["instrument"],
            "speaker_level": level,
            "mandate": row.get("mandate", mandate),
            "carriage": row.get("carriage", "not_stated"),
            "relay_distance": row.get("relay", 2 if level == "unnamed_official" else 1),
            "relay": row.get("relay_by", []),
            "proximity": row.get("proximity", "none"),
            "voice_conflict": row.get("conflict"),
            "replies_to": row.get("replies_to", []),
            "evidence": c.spans(where, row.get("evidence", [])),
        }
        said["authority_level"] = authority(said)
        if row.get("authority", said["authority_level"]) != said["authority_level"]:
            c.wrong.append(f"{where}: authority {row['authority']}, the rules give {said['authority_level']}")
        c.known(where, said["speaker"], said["on_behalf_of"], said["addressee"], said["intended_target"])
        out.append(said)
    if not any(said["id"] == "U0" for said in out) and c.coded["kind"] in OWN_REPORT:
        out.insert(0, own_report(c))
    return out


OWN_REPORT = {
    "wire": "news_report",
    "round-up": "news_report",
    "commentary": "expert_commentary",
    "meeting record": "meeting_record",
}


def own_report(c: Coding) -> Json:
    """Give the utterance that the text itself is: its writer's report or commentary."""
    blank: Json = dict.fromkeys(("role", "on_behalf_of", "addressee", "intended_target", "voice_conflict"))
    return blank | {
        "id": "U0",
        "what": "this text",
        "speaker": "AUTHOR",
        "date": c.coded.get("published"),
        "venue": "not_stated",
        "instrument": OWN_REPORT[c.coded["kind"]],
        "speaker_level": "non_official",
        "mandate": "own",
        "carriage": "not_stated",
        "relay_distance": 0,
        "relay": [],
        "proximity": "none",
        "replies_to": [],
        "authority_level": "F",
        "evidence": [],
    }


def attributions(c: Coding, said: list[Json]) -> list[Json]:
    speakers = {u["id"]: u["speaker"] for u in said}
    out = []
    for where, row in c.rows("attributions"):
        if row["u"] not in speakers:
            c.wrong.append(f"{where}: no utterance {row['u']!r}")
            continue
        content = c.spans(where, row["content"])
        places = tuple(Place(s["start"], s["end"]) for s in content)
        if places:
            c.hulls[row["id"]] = Place(min(p.start for p in places), max(p.end for p in places))
        cue = c.span(f"{where} cue", row.get("cue", ""), near=places)
        near = (Place(cue["start"], cue["end"]),) if cue else places
        source = c.span(f"{where} source", row.get("source", ""), near=near)
        if source and any(p.start <= source["start"] < p.end for p in places):
            c.wrong.append(f"{where}: the source {source['text']!r} lies in its own content")
        who = row.get("who", speakers[row["u"]])
        c.known(where, who)
        inside = c.hulls.get(row["id"])
        quoted = c.spans(where, row.get("quoted", []), inside=inside)
        if row["quote"] == "partial_direct" and not quoted:
            c.wrong.append(f"{where}: partial_direct without quoted words")
        direct = content if row["quote"] == "direct" else []
        one = {
            "id": row["id"],
            "utterance": row["u"],
            "source_entity": who,
            "source_span": source,
            "cue_span": cue,
            "content_spans": content,
            "quote_type": row["quote"],
            "propositions": [proposition(c, where, p) for p in row["props"]],
            "quoted_spans": quoted or direct,
            "relay_cue": c.span(where, row.get("relay_cue", "")),
            "nested_in": row.get("nested_in"),
            "reporter_stance": row.get("stance", "neutral"),
            "imputed_by": "AUTHOR" if row["quote"] == "imputed" else None,
            "first_person": row.get("first_person", False),
            "date": row.get("date"),
            "tier": row.get("tier", "core") if source or row.get("voice") else "optional",
        }
        out.append(one | ({"voice": True} if row.get("voice") else {}))
    ids = {a["id"] for a in out}
    c.wrong += [f"nested in no attribution: {a['nested_in']}" for a in out if a["nested_in"] not in ids | {None}]
    return out


def proposition(c: Coding, where: str, given: list[str]) -> Json:
    act, issue, stance = (*given, "", "")[:3]
    c.issue(where, issue)
    return {"speech_act": act, "issue": issue or None, "stance": stance or None}
