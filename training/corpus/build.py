#!/usr/bin/env python3
"""Check the corpus and build readings from it (the form of ``verbale read FILE --json``).

    python training/corpus/build.py --check [NAME ...]   every span, value, id and closed list
    python training/corpus/build.py --stats              counts a layer, a kind, a value
    python training/corpus/build.py --held-out           names of the held-out passages
    python training/corpus/build.py --out DIR            DIR/docs/NAME.txt and DIR/readings/NAME.json

A passage is ``passages/NAME.txt`` with its coding ``passages/NAME.toml``; README.md has the form.
"""

from __future__ import annotations

import argparse
import json
import sys
import tomllib
import typing
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
from coding.layers import (  # noqa: E402
    conditionals,
    conditions,
    dates,
    disputes,
    events,
    inferences,
    negatives,
    positions,
    proper_names,
    quantities,
)
from coding.rows import LAYERS, Coding, Json  # noqa: E402
from coding.speech import attributions, utterances  # noqa: E402

from verbale.codes import DocumentKind  # noqa: E402
from verbale.decode import from_dict  # noqa: E402
from verbale.errors import VerbaleError  # noqa: E402

PASSAGES = HERE / "passages"


def names(folder: Path = PASSAGES) -> list[str]:
    """Give the names of all passages, in order."""
    return sorted(path.stem for path in folder.glob("*.toml"))


# Series written later, to measure by: no model is trained on them.
MEASURING = ("e", "f", "g", "h")
SHORTEST, LONGEST = 40, 325  # words


def held_out(name: str) -> bool:
    """Whether a passage is kept for testing: about 15 of 100, fixed by its name."""
    return int(sha256(name.encode()).hexdigest(), 16) % 100 < 15


def build(name: str, text: str, coded: Json) -> tuple[Json, list[str]]:
    """Give the reading of one passage, and what is wrong with its coding (an empty list: nothing)."""
    c = Coding(name, text, coded)
    c.wrong += about_text(text, coded)
    said = utterances(c)
    attributed = attributions(c, said)
    entities = [row for _, row in c.rows("entities")]
    if not any(row["id"] == "AUTHOR" for row in entities):
        entities.append({"id": "AUTHOR", "name": "writer of the text", "type": "author"})
    reading = {
        "schema_version": "verbale-gold/0.1",
        "document": {
            "file": f"docs/{name}.txt",
            "sha256": sha256(text.encode()).hexdigest(),
            "chars": len(text),
            "title": coded.get("title"),
            "published": coded.get("published"),
            "kind": coded["kind"],
            "countries": coded["countries"],
            "wording": "the project's own; not a record of what anybody said",
            "not_annotated": ["mentions"] + ([] if coded["kind"] == "commentary" else ["inferences"]),
            "held_out": held_out(name),
        },
        "entities": entities,
        "issues": [row for _, row in c.rows("issues")],
        "utterances": said,
        "attributions": attributed,
        "positions": positions(c, {a["id"]: a for a in attributed}),
        "conditions": conditions(c),
        "conditionals": conditionals(c),
        "events": events(c),
        "dates": dates(c),
        "quantities": quantities(c),
        "inferences": inferences(c),
        "disputes": disputes(c),
        "names": proper_names(c),
        **negatives(c),
    }
    return reading, c.wrong + (against_records(reading, text) if not c.wrong else [])


def about_text(text: str, coded: Json) -> list[str]:
    wrong = [f"unknown layer {key!r}" for key in coded.keys() - {*LAYERS, *HEAD}]
    words = len(text.split())
    if not SHORTEST <= words <= LONGEST:
        wrong.append(f"{words} words: a passage has {SHORTEST} to {LONGEST}")
    if not text.endswith("\n") or text.endswith("\n\n"):
        wrong.append("the text must end with one newline")
    if coded["kind"] not in typing.get_args(DocumentKind) or coded["kind"] == "unknown":
        wrong.append(f"kind {coded['kind']!r}")
    if coded["countries"] not in ("real", "fictional"):
        wrong.append(f"countries {coded['countries']!r}")
    return wrong


HEAD = ("title", "published", "kind", "countries", "note")


def against_records(reading: Json, text: str) -> list[str]:
    """Decode the reading into verbale's records, and hold every field with a closed list to it."""
    try:
        return list(off_list(from_dict(reading, text), "reading"))
    except VerbaleError as error:
        return [str(error)]


def off_list(record: Any, where: str) -> Iterator[str]:
    if isinstance(record, tuple):
        for n, one in enumerate(record, 1):
            yield from off_list(one, f"{where} {getattr(one, 'id', n)}")
    elif is_dataclass(record) and not isinstance(record, type):
        allowed_of = closed_lists(type(record))
        for field in fields(record):
            value, allowed = getattr(record, field.name), allowed_of[field.name]
            if allowed and value is not None and value not in allowed:
                yield f"{where}: {field.name} {value!r} is none of {', '.join(allowed)}"
            yield from off_list(value, f"{where} {field.name}" if isinstance(value, tuple) else where)


@cache
def closed_lists(kind: type) -> dict[str, tuple[str, ...]]:
    """Give the values each field of a record type allows; empty where any value may stand."""
    return {name: literals(hint) for name, hint in typing.get_type_hints(kind).items()}


def literals(hint: Any) -> tuple[str, ...]:
    """Give the values a type hint allows; empty where it is no closed list."""
    if typing.get_origin(hint) is typing.Literal:
        return typing.get_args(hint)
    return next((found for one in typing.get_args(hint) if (found := literals(one))), ())


def load(name: str, coding: Path | None = None) -> tuple[Json, list[str]]:
    """Build the passage called ``name``; ``coding`` is another annotator's file, by default our own."""
    text = (PASSAGES / f"{name}.txt").read_bytes().decode("utf-8")
    source = coding or PASSAGES / f"{name}.toml"
    try:
        coded = tomllib.loads(source.read_text(encoding="utf-8"))
        return build(name, text, coded)
    except (tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as error:
        return {}, [f"unreadable: {type(error).__name__} {error}"]


def statistics(readings: list[Json]) -> Iterator[str]:
    """Print-ready lines: how many of what."""
    words = sum(len((PASSAGES / r["document"]["file"][5:]).read_text("utf-8").split()) for r in readings)
    held = sum(r["document"]["held_out"] for r in readings)
    yield f"{len(readings)} passages, {words} words, {held} held out"
    for key in ("kind", "countries"):
        yield f"{key}: " + tally(r["document"][key] for r in readings)
    yield "decade: " + tally((r["document"]["published"] or "none")[:3] + "0s" for r in readings)
    for layer in LAYERS[:-1]:
        rows = [row for r in readings for row in r.get(layer, [])]
        core = sum(row.get("tier", "core") == "core" for row in rows)
        yield f"{layer}: {len(rows)}, core {core}"
    yield "negatives: " + tally(k for r in readings for k, v in r.items() if k.startswith("not_") for _ in v)
    values = {"attributions": "quote_type", "positions": "stance", "conditions": "type"}
    values |= {
        "conditionals": "form",
        "events": "plover",
        "dates": "type",
        "inferences": "kind",
        "names": "type",
    }
    for layer, key in values.items():
        yield f"{layer}.{key}: " + tally(row[key] for r in readings for row in r.get(layer, []))
    acts = (p["speech_act"] for r in readings for a in r["attributions"] for p in a["propositions"])
    yield "speech acts: " + tally(acts)


def tally(values: Any) -> str:
    return ", ".join(f"{value} {n}" for value, n in Counter(values).most_common())


def write(folder: Path, readings: dict[str, Json]) -> None:
    for part in ("docs", "readings"):
        (folder / part).mkdir(parents=True, exist_ok=True)
    for name, reading in readings.items():
        (folder / "docs" / f"{name}.txt").write_bytes((PASSAGES / f"{name}.txt").read_bytes())
        body = json.dumps(reading, ensure_ascii=False, indent=1) + "\n"
        (folder / "readings" / f"{name}.json").write_text(body, encoding="utf-8")


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("names", nargs="*", metavar="NAME", help="passages, or the start of their names")
    for flag in ("--check", "--stats", "--held-out"):
        parser.add_argument(flag, action="store_true")
    parser.add_argument("--out", type=Path)
    given = parser.parse_args()
    starts = tuple(given.names) or ("",)
    chosen = [name for name in names() if name.startswith(starts)]
    if given.held_out:
        print("\n".join(name for name in chosen if held_out(name)))
        return 0
    built = {name: load(name) for name in chosen}
    wrong = [f"{name}: {line}" for name, (_, lines) in built.items() for line in lines]
    for path in sorted((HERE / "second").glob("*.toml")):
        if path.stem.startswith(starts):
            wrong += [f"second/{path.stem}: {line}" for line in load(path.stem, path)[1]]
    readings = {name: reading for name, (reading, lines) in built.items() if not lines}
    if given.stats:
        print("\n".join(statistics(list(readings.values()))))
    if given.out:
        write(given.out, readings)
    print("\n".join([*wrong, f"{len(readings)} of {len(chosen)} passages are well coded"]))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
