"""Score the event view: PLOVER types and country dyads from raw sentences.

    python benchmarks/quality/events.py ../shared/gold/events/plv_train.jsonl ../shared/gold/events/petrarch2_gsr.jsonl

A file has one sentence a line: {id, text, date, expected: [{code, source, target}]}, the code a PLOVER type
or a CAMEO number. Printed for each file: how often the first event's type is right (the first
is the one coded with most confidence); type, dyad, and dyad
and type as precision, recall and F1 over the sets of each sentence. CONCEDE and RETREAT count as YIELD
where the file says YIELD. Statements and appeals (CAMEO 01, 02) have no PLOVER type and are left out.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from verbale.actors import Actors, load_actors
from verbale.language import load_parser
from verbale.records import Document, Reading
from verbale.views.events import find_events
from verbale.views.plover import plover_of

Row = tuple[str, str, str]


def wanted(case: dict[str, Any]) -> list[Row]:
    rows = []
    for one in case["expected"]:
        code = str(one.get("code") or "")
        kind = code if code.isalpha() else (plover_of(code) or ("", None))[0]
        rows.append((kind, (one.get("source") or "")[:3], (one.get("target") or "")[:3]))
    return [row for row in rows if row[0]]


def code_of(identity: str, reading: Reading, actors: Actors) -> str:
    """Give the country or area code of an entity: its own, that of its body, or that to which it belongs."""
    if identity in actors.table.countries:
        return identity
    area = actors.index.area(identity)
    if area != identity:
        return area
    entity = next((one for one in reading.entities if one.id == identity), None)
    return (entity.of or (entity.plover or "")[:3] if entity else "") or identity


def given(reading: Reading, actors: Actors, fold: bool) -> list[Row]:
    rows: list[Row] = []
    for event in sorted(reading.events, key=lambda one: -(one.codings[0].confidence or 0)):
        if "hypothetical" in event.aux:
            continue
        kind = "YIELD" if fold and event.plover in {"CONCEDE", "RETREAT"} else event.plover
        sources = tuple(code_of(one, reading, actors) for one in event.actor) or ("",)
        targets: tuple[str, ...] = tuple(code_of(one, reading, actors) for one in event.recipient)
        targets = targets or (sources if len(sources) > 1 else ("",))
        rows += [(kind, a[:3], b[:3]) for a in sources for b in targets if a != b]
    return rows


def measures(counts: Counter[str]) -> str:
    right, false, missed = counts["right"], counts["false"], counts["missed"]
    precision, recall = right / max(right + false, 1), right / max(right + missed, 1)
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    return f"P {precision:.3f} R {recall:.3f} F1 {f1:.3f}"


def tally(counts: Counter[str], want: set[Any], got: set[Any]) -> None:
    counts["right"] += len(want & got)
    counts["false"] += len(got - want)
    counts["missed"] += len(want - got)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--parser", help="a model folder or spacy:NAME")
    parser.add_argument("--list", action="store_true", help="print the sentences whose first event is wrong")
    parser.add_argument("--every", type=int, default=1, help="take each n-th sentence")
    args = parser.parse_args()
    language, actors = load_parser(args.parser), load_actors()
    for path in args.files:
        first: Counter[str] = Counter()
        sets = {"type": Counter[str](), "dyad": Counter[str](), "dyad+type": Counter[str]()}
        for line in path.read_text(encoding="utf-8").splitlines()[:: args.every]:
            case = json.loads(line)
            want = wanted(case)
            fold = any(row[0] == "YIELD" for row in want)
            parse = language.parse(case["text"])
            document = Document.from_text(case["text"], published=day(case.get("date")))
            reading = find_events(Reading(document=document), parse, actors, every_sentence=bool(want))
            got = given(reading, actors, fold)
            if want:
                first["asked"] += 1
                first["some"] += bool(got)
                first["right"] += bool(got) and got[0][0] in {row[0] for row in want}
                if args.list and not (got and got[0][0] in {row[0] for row in want}):
                    words = [(one.plover, one.trigger_span.text) for one in reading.events]
                    sys.stdout.write(f"{want[0][0]}: {case.get('marked') or case['text']} -> {words}\n")
            tally(sets["type"], {row[0] for row in want}, {row[0] for row in got})
            if any(row[1] and row[2] for row in want) or not want:
                tally(sets["dyad"], {r[1:] for r in want if all(r)}, {r[1:] for r in got if all(r)})
                tally(sets["dyad+type"], {r for r in want if all(r)}, {r for r in got if all(r)})
        share = first["right"] / max(first["asked"], 1)
        sys.stdout.write(f"{path.name}: first event's type {first['right']} of {first['asked']} = {share:.3f}, ")
        sys.stdout.write(f"some event in {first['some'] / max(first['asked'], 1):.2f}\n")
        for name, counts in sets.items():
            sys.stdout.write(f"  {name:<10} {measures(counts)}\n")


def day(text: str | None) -> str | None:
    """Turn 20080804 into 2008-08-04."""
    return f"{text[:4]}-{text[4:6]}-{text[6:8]}" if text and text.isdigit() and len(text) == 8 else text or None


if __name__ == "__main__":
    main()
