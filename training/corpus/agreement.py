#!/usr/bin/env python3
"""How far two annotators of the corpus agree, layer by layer and field by field.

    python training/corpus/agreement.py [--list] [NAME ...]

Compares ``passages/NAME.toml`` with ``second/NAME.toml`` for every NAME in ``second/``, or for those that
begin as given. Two items of a layer are the same when their spans overlap with an intersection over union of .5
or more (one to one, nearest first).

*all*: F1 over every item. *core*: of the items that either annotator holds core, the share that the other has,
core or optional; that is the figure to quote, as optional items are left to taste by the format.
Fields are compared over matched items: the share that agrees, and Cohen's kappa. ``--list`` shows what differs.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))
from build import HERE, load

Json = dict[str, Any]
SECOND = HERE / "second"
SPANS: dict[str, tuple[str, ...]] = {
    "attributions": ("content_spans",),
    "positions": ("evidence",),
    "conditions": (),
    "conditionals": ("antecedent", "consequent"),
    "events": ("extent_span", "trigger_span"),
    "dates": (),
    "quantities": (),
    "inferences": (),
    "names": (),
}
"""Where a layer keeps its spans; all of them must match. Empty: the item itself is the span."""


class Names:
    """Tells whether an id of one annotation and an id of the other mean the same."""

    def __init__(self, first: Json, second: Json) -> None:
        self.known = [self._table(first), self._table(second)]

    def same(self, one: str | None, other: str | None) -> bool:
        if one is None or other is None:
            return one is other
        return bool(self.known[0].get(one, {plain(one)}) & self.known[1].get(other, {plain(other)}))

    @staticmethod
    def _table(reading: Json) -> dict[str, set[str]]:
        return {
            row["id"]: {plain(name) for name in (row["id"], row["name"], *row.get("aliases", []))}
            for row in reading["entities"]
        }


def plain(name: str) -> str:
    return "".join(letter for letter in name.lower().removeprefix("the ") if letter.isalnum())


def hull(item: Json, key: str) -> tuple[int, int]:
    found = item[key] if key else item
    rows = found if isinstance(found, list) else [found]
    return min(row["start"] for row in rows), max(row["end"] for row in rows)


def overlap(one: tuple[int, int], other: tuple[int, int]) -> float:
    both = max(0, min(one[1], other[1]) - max(one[0], other[0]))
    return both / ((one[1] - one[0]) + (other[1] - other[0]) - both)


def nearness(layer: str, one: Json, other: Json) -> float:
    """Give the summed overlap of the spans that make two items one; 0 where one of them differs."""
    keys = SPANS[layer] or ("",)
    parts = [overlap(hull(one, key), hull(other, key)) for key in keys if one.get(key, one) and other.get(key, other)]
    if layer == "events":  # a trigger or an extent in common is enough
        return max(parts) if max(parts) >= 0.5 else 0.0
    if layer == "attributions" and one["source_span"] and other["source_span"]:
        parts.append(0.5 + overlap(hull(one, "source_span"), hull(other, "source_span")))
    return sum(parts) if min(parts) >= 0.5 else 0.0


def pairs(layer: str, first: list[Json], second: list[Json]) -> list[tuple[int, int]]:
    """Match items one to one, nearest first."""
    near = {(i, j): nearness(layer, a, b) for i, a in enumerate(first) for j, b in enumerate(second)}
    taken: list[tuple[int, int]] = []
    for i, j in sorted(near, key=lambda pair: (-near[pair], pair)):
        if near[i, j] and all(i != a and j != b for a, b in taken):
            taken.append((i, j))
    return taken


def proposition(field: str) -> Callable[[Json], str]:
    return lambda item: str((item["propositions"] or [{}])[0].get(field))


def field(name: str) -> Callable[[Json], str]:
    return lambda item: str(item.get(name))


FIELDS: dict[str, dict[str, Callable[[Json], str]]] = {
    "attributions": {
        "quotation type": field("quote_type"),
        "speech act": proposition("speech_act"),
        "stance": proposition("stance"),
        "nested": lambda item: str(item["nested_in"] is not None),
        "reporter's stance": field("reporter_stance"),
        "first person": field("first_person"),
    },
    "positions": {"stance": field("stance"), "strength": field("strength"), "basis": field("basis")},
    "conditions": {"type": field("type"), "status": field("status_at_doc_date")},
    "conditionals": {"form": field("form"), "consequent": field("consequent_type"), "certainty": field("certainty")},
    "events": {"type": field("plover"), "mode": field("mode"), "aux": lambda item: str(sorted(item["aux"]))},
    "dates": {"value": field("value")},
    "quantities": {"value": field("value")},
    "inferences": {"kind": field("kind"), "certainty": field("certainty")},
    "names": {"type": field("type")},
}
WHO = {
    "positions": ("actor", "actor"),
    "conditions": ("set by", "set_by"),
    "quantities": ("claimed by", "claimed_by"),
}


def spoken_for(reading: Json, item: Json) -> str:
    """Give the state or organisation that an attribution's words commit; the source where there is none."""
    rows: dict[str, Json] = {row["id"]: row for row in reading["entities"]}
    said = next(u for u in reading["utterances"] if u["id"] == item["utterance"])
    who = str(said["on_behalf_of"] or item["source_entity"])
    if item["source_entity"] != said["speaker"]:
        who = str(item["source_entity"])
    for _ in range(3):
        row = rows.get(who, {})
        above = None if row.get("type") == "state" else row.get("on_behalf_of") or row.get("of")
        who = str(above or who)
    return who


class Tally:
    """Counts of one run: items a layer, and the pair of values of each field."""

    def __init__(self) -> None:
        self.items: dict[str, Counter[str]] = defaultdict(Counter)
        self.values: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
        self.differences: list[str] = []

    def add(self, name: str, first: Json, second: Json) -> None:
        names = Names(first, second)
        for layer in SPANS:
            a, b = first[layer], second[layer]
            matched = pairs(layer, a, b)
            self._count(name, layer, a, b, matched)
            for i, j in matched:
                for label, value in FIELDS[layer].items():
                    self._value(name, layer, label, value(a[i]), value(b[j]), a[i])
                if layer == "attributions":
                    who, other = spoken_for(first, a[i]), spoken_for(second, b[j])
                    shown = who if names.same(who, other) else other
                    self._value(name, layer, "spoken for", str(who), str(shown), a[i])
                if layer in WHO:
                    label, key = WHO[layer]
                    who, other = a[i][key], b[j][key]
                    self._value(name, layer, label, str(who), str(who if names.same(who, other) else other), a[i])

    def _count(self, name: str, layer: str, a: list[Json], b: list[Json], matched: list[tuple[int, int]]) -> None:
        count = self.items[layer]
        count += Counter(first=len(a), second=len(b), matched=len(matched))
        for rows, found in ((a, {i for i, _ in matched}), (b, {j for _, j in matched})):
            core = [i for i, row in enumerate(rows) if row.get("tier", "core") == "core"]
            count += Counter(core=len(core), core_found=len(found.intersection(core)))
            whose = "first" if rows is a else "second"
            lone = [rows[i] for i in core if i not in found]
            self.differences += [f"{name} {layer} only in {whose}: {words(row)}" for row in lone]

    def _value(self, name: str, layer: str, label: str, one: str, other: str, item: Json) -> None:
        self.values[layer, label].append((one, other))
        if one != other:
            self.differences.append(f"{name} {layer} {label}: {one} / {other}: {words(item)}")


def words(item: Json) -> str:
    for key in ("content_spans", "evidence", "antecedent", "extent_span"):
        if found := item.get(key):
            return str((found[0] if isinstance(found, list) else found)["text"])[:60]
    return str(item.get("text"))[:60]


def kappa(values: list[tuple[str, str]]) -> float | None:
    """Cohen's kappa; None where both annotators used one value only."""
    n = len(values)
    first, second = (Counter(pair[k] for pair in values) for k in (0, 1))
    chance = sum(first[value] * second[value] for value in first) / n**2
    agreed = sum(a == b for a, b in values) / n
    return None if chance == 1 else (agreed - chance) / (1 - chance)


def report(tally: Tally) -> Iterator[str]:
    yield f"{'layer':14}{'first':>7}{'second':>7}{'same':>6}{'F1 all':>8}{'core':>7}"
    for layer, n in tally.items.items():
        if total := n["first"] + n["second"]:
            core = n["core_found"] / n["core"] if n["core"] else 1.0
            counts = f"{n['first']:7}{n['second']:7}{n['matched']:6}"
            yield f"{layer:14}{counts}{2 * n['matched'] / total:8.3f}{core:7.3f}"
    yield f"\n{'field':32}{'n':>5}{'agree':>8}{'kappa':>8}"
    for (layer, label), values in tally.values.items():
        share = sum(a == b for a, b in values) / len(values)
        beyond = kappa(values)
        shown = "      --" if beyond is None else f"{beyond:8.3f}"
        yield f"{layer + ': ' + label:32}{len(values):5}{share:8.3f}{shown}"


def compare(paths: list[Path]) -> Tally:
    """Compare second codings with the first; raises ValueError on a faulty coding."""
    tally = Tally()
    for path in paths:
        (first, wrong), (second, also) = load(path.stem), load(path.stem, path)
        if wrong or also:
            raise ValueError(f"{path.stem} is not well coded: {(wrong + also)[0]}; run build.py --check")
        tally.add(path.stem, first, second)
    return tally


def main() -> int:
    starts = tuple(word for word in sys.argv[1:] if not word.startswith("--")) or ("",)
    paths = [path for path in sorted(SECOND.glob("*.toml")) if path.stem.startswith(starts)]
    tally = compare(paths)
    print(f"{len(paths)} passages coded twice")
    print("\n".join(report(tally)))
    if "--list" in sys.argv:
        print("\n".join(["", *tally.differences]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
