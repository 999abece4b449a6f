"""Training texts from readings (our own corpus) and from the PLV sentences: codes of statements, and events.

An event's type is learnt at one word, the head of its trigger. The corpus gives the trigger; PLV gives source
and target, whose lowest common governor is taken, by the parser trained before.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, get_args
from zlib import crc32

sys.path.insert(0, str(Path(__file__).resolve().parent / "corpus"))
import examples as ex
from build import MEASURING

from verbale import codes
from verbale.language import Parse, Parser
from verbale.language.tokenise import Word

NONE = "none"
FIELDS: dict[str, list[str]] = {
    "speech_act": list(get_args(codes.SpeechAct)),
    "stance": [NONE, *get_args(codes.Stance)],
    "quote_type": list(get_args(codes.QuoteType)),
    "reporter_stance": list(get_args(codes.ReporterStance)),
    "condition": [NONE, *get_args(codes.ConditionType)],
    "conditional": [NONE, "conditional"],
    "strength": list(get_args(codes.Strength)),
}
EVENTS = [NONE, *get_args(codes.EventType)]


def corpus_texts(folder: Path, parser: Parser, names: list[str], *, held_out: bool = False) -> list[ex.Text]:
    """The passages of a corpus built by ``training/corpus/build.py --out``, the held-out or the others.

    Those of the series kept for measuring are in neither.
    """
    out = []
    for path in sorted((folder / "readings").glob("*.json")):
        if path.stem.startswith(MEASURING):
            continue
        reading = json.loads(path.read_text(encoding="utf-8"))
        if bool(reading["document"].get("held_out")) == held_out:
            text = (folder / reading["document"]["file"]).read_text(encoding="utf-8")
            out.append(_corpus_text(path.stem, text, reading, parser, names))
    return out


def _corpus_text(name: str, text: str, reading: dict[str, Any], parser: Parser, names: list[str]) -> ex.Text:
    cut, states = ex.cut_text(text)
    starts = [word.start for word in cut]

    def at(*spans: dict[str, Any] | None) -> list[int]:
        return ex.covered(cut, starts, [(one["start"], one["end"]) for one in spans if one])

    parse = parser.parse(text)
    return ex.Text(
        name,
        cut,
        states,
        names=_name_tags(reading, at, cut, names),
        attributions=_attributions(reading, at),
        events=_events(reading, at, parse),
    )


def _name_tags(reading: dict[str, Any], at: Any, cut: Sequence[Word], names: list[str]) -> list[int]:
    tags = [0] * len(cut)
    dates = [
        one | {"type": "TIME"}
        for one in reading.get("dates", ())
        if any(c.isdigit() or c.isupper() for c in one["text"])
    ]
    for one in [*dates, *reading.get("names", ())]:
        found = at(one)
        for k in found:
            tags[k] = names.index(("B-" if k == found[0] else "I-") + one["type"])
    return tags


def _attributions(reading: dict[str, Any], at: Any) -> list[dict[str, Any]]:
    """One for each cue: contents of one cue are joined, the codes are the first one's."""
    positions = {one["attribution"]: one for one in reading["positions"] if one.get("attribution")}
    conditions = [(one["type"], set(at(one))) for one in reading["conditions"]]
    conditionals = [set(at(one["antecedent"])) for one in reading["conditionals"]]
    out: list[dict[str, Any]] = []
    for one in reading["attributions"]:
        cue, content = at(one["cue_span"]), at(*one["content_spans"])
        if not cue or not content:
            continue
        same = next((other for other in out if set(other["cue"]) & set(cue)), None)
        if same is not None:
            if same["cue"] == cue:
                same["content"] = sorted({*same["content"], *content})
            continue
        first = (one["propositions"] or [{}])[0]
        inside = set(content)
        values = {
            "speech_act": first.get("speech_act"),
            "stance": first.get("stance") or NONE,
            "quote_type": one["quote_type"],
            "reporter_stance": one["reporter_stance"],
            "condition": next((kind for kind, span in conditions if span & inside), NONE),
            "conditional": "conditional" if any(span & inside for span in conditionals) else NONE,
            "strength": positions.get(one["id"], {}).get("strength"),
        }
        coded = [FIELDS[field].index(value) if value in FIELDS[field] else ex.IGNORE for field, value in values.items()]
        out.append({"source": at(one["source_span"]), "cue": cue, "content": content, "codes": coded})
    return out


def _events(reading: dict[str, Any], at: Any, parse: Parse) -> list[int]:
    """Event types by word: the head of each trigger; words of its extent else are left out of the loss."""
    tags = [0] * len(parse.tokens)
    triggers = []
    for one in reading["events"]:
        for k in at(one["extent_span"]):
            tags[k] = ex.IGNORE
        if found := at(one["trigger_span"]):
            triggers.append((head_of(parse, found), EVENTS.index(one["plover"])))
    for one in reading.get("not_events", ()):
        for k in at(one):
            tags[k] = 0
    for head, kind in triggers:
        tags[head] = kind
    return tags


def head_of(parse: Parse, found: Iterable[int]) -> int:
    """The word of ``found`` that governs the others: its own governor is outside."""
    inside = sorted(found)
    outer = [k for k in inside if parse.tokens[k].head == k or parse.tokens[k].head not in inside]
    verbs = [k for k in outer if parse.tokens[k].upos in {"VERB", "NOUN"}]
    return (verbs or outer or inside)[0]


def plv_texts(path: Path, parser: Parser, *, held_out: bool = False) -> list[ex.Text]:
    """PLV's sentences, the type at the word that governs source and target both; -2 is CONCEDE or RETREAT.

    One sentence in ten is held out, by its id.
    """
    out = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if (crc32(row["id"].encode()) % 10 == 0) != held_out:
            continue
        expected = row["expected"][0]
        cut, states = ex.cut_text(row["text"])
        parse = parser.parse(row["text"])
        tags = [ex.IGNORE] * len(cut)
        ends = [_head_of_text(parse, cut, row["text"], expected[role + "_text"]) for role in ("source", "target")]
        if None in ends or len(parse.tokens) != len(cut):
            continue
        tags[_common(parse, ends[0] or 0, ends[1] or 0)] = (
            -2 if expected["code"] == "YIELD" else EVENTS.index(expected["code"])
        )
        out.append(ex.Text(row["id"], cut, states, events=tags))
    return out


def _head_of_text(parse: Parse, cut: Sequence[Word], text: str, words: str) -> int | None:
    start = text.find(words)
    if start < 0:
        return None
    found = ex.covered(cut, [word.start for word in cut], [(start, start + len(words))])
    return head_of(parse, found) if found else None


def _common(parse: Parse, a: int, b: int) -> int:
    """The lowest word that governs both; the verb above it where it is one of the two."""
    above = _path(parse, a)
    found = next((k for k in _path(parse, b) if k in above), a)
    while found in (a, b) and parse.tokens[found].head != found:
        found = parse.tokens[found].head
    return found


def _path(parse: Parse, at: int) -> list[int]:
    out = [at]
    while parse.tokens[at].head != at:
        at = parse.tokens[at].head
        out.append(at)
    return out
