"""One coded passage: its rows, checked for their field names, spans and ids."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .spans import Place, Unclear, find

Json = dict[str, Any]

NAME_TYPES = {"PERSON", "ORG", "PLACE", "MISC"}
DATE_TYPES = set("day month month_range year range day_range year_range duration decade vague_past deadline".split())
MODES = {
    "CONSULT": "visit third-party multilateral phone",
    "RETREAT": "withdraw release disarm ceasefire access resign",
    "REQUEST": "assist change yield meet",
    "ACCUSE": "disapprove investigate allege",
    "REJECT": "assist change yield meet",
    "THREATEN": "restrict arrest relations expel territory violence",
    "PROTEST": "demo riot strike hunger boycott obstruct vandalize",
    "SANCTION": "convict expel withdraw discontinue",
    "MOBILIZE": "troops weapons police militia",
    "COERCE": "seize restrict censor curfew martial-law arrest deport withhold misinformation cyber",
    "ASSAULT": "abduct beat torture sexual targeted destroy primitive firearms explosives suicide-attack "
    "aerial drone heavy-weapons crowd-control unconventional",
}
LAYERS = (
    "entities issues utterances attributions positions conditions conditionals events dates quantities "
    "inferences disputes names negatives"
).split()
FIELDS = {
    "entities": "id name type role of on_behalf_of aliases members kin_of",
    "issues": "id label kind keywords",
    "utterances": "id speaker role on_behalf_of date venue addressee target instrument level mandate "
    "carriage relay relay_by proximity conflict replies_to authority evidence what",
    "attributions": "id u source cue content quote props who quoted nested_in stance relay_cue "
    "tier first_person voice date",
    "positions": "actor issue stance strength basis evidence a tier date value",
    "conditions": "type set_by by bound issue for basis status text tier",
    "conditionals": "form antecedent consequent actor options who type modal holder certainty third a tier",
    "events": "plover mode actor recipient date trigger extent aux group tier context alternatives",
    "dates": "value type text fact tier",
    "quantities": "id value unit by text disputed issue tier group",
    "inferences": "kind certainty about text hedges tier",
    "disputes": "issue sides",
    "negatives": "layer text reason",
}
REQUIRED = {
    "entities": "id name type",
    "issues": "id label kind",
    "utterances": "id speaker instrument level",
    "attributions": "id u content quote props",
    "positions": "actor issue stance evidence",
    "conditions": "type set_by text",
    "conditionals": "form antecedent consequent type",
    "events": "plover actor trigger extent",
    "dates": "value type text",
    "quantities": "value by text",
    "inferences": "kind certainty about text",
    "disputes": "issue sides",
    "negatives": "layer text reason",
}


class Coding:
    """One passage with its coding; gathers complaints while the reading is built."""

    def __init__(self, name: str, text: str, coded: Json) -> None:
        self.name, self.text, self.coded = name, text, coded
        self.wrong: list[str] = []
        self.ids = {row.get("id") for row in coded.get("entities", [])} | {"AUTHOR", "SIDES"}
        self.hulls: dict[str, Place] = {}

    def rows(self, layer: str) -> Iterator[tuple[str, Json]]:
        """Give the layer's rows with a label for messages, after a check of their field names."""
        allowed, needed = set(FIELDS[layer].split()), REQUIRED[layer].split()
        for n, row in enumerate(self.coded.get(layer, []), 1):
            where = f"{layer} {row.get('id') or n}"
            if extra := row.keys() - allowed:
                self.wrong.append(f"{where}: unknown field {sorted(extra)}")
            if missing := [key for key in needed if key not in row]:
                self.wrong.append(f"{where}: missing {missing}")
                continue
            yield where, row

    def span(self, where: str, words: str, **hints: Any) -> Json | None:
        if not words:
            return None
        try:
            return find(self.text, words, **hints).json(self.text)
        except Unclear as unclear:
            self.wrong.append(f"{where}: {unclear}")
            return None

    def spans(self, where: str, words: list[str], **hints: Any) -> list[Json]:
        return [s for one in words if (s := self.span(where, one, **hints))]

    def known(self, where: str, *ids: Any) -> None:
        for one in ids:
            if one is not None and one not in self.ids:
                self.wrong.append(f"{where}: no entity {one!r}")

    def actor(self, where: str, *ids: Any) -> None:
        """Check actors: known, and no mere group, which would have no name to be compared by."""
        self.known(where, *ids)
        rows = {row.get("id"): row for row in self.coded.get("entities", [])}
        for one in ids:
            row = rows.get(one, {})
            if row.get("type") == "group" and not row.get("of") and not row.get("members"):
                self.wrong.append(f"{where}: {one} is a group; an actor is a state, organisation or grouping")

    def issue(self, where: str, *ids: Any) -> None:
        issues = {row.get("id") for row in self.coded.get("issues", [])}
        for one in ids:
            if one and one not in issues:
                self.wrong.append(f"{where}: no issue {one!r}")
