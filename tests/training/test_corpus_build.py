"""The corpus: every passage well coded, every span clean, and a reading that scores 1.0 against itself."""

import importlib.util
import json
import subprocess
import sys
import tomllib
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
SCORER = ROOT.parent / "shared" / "gold" / "score.py"
TEXT = 'At a hearing in Lumo, Envoy Ada Renn said on Monday: "We may sign." She said the port was shut.\n'
CODED = """
published = "1999-05-05"
kind = "wire"
countries = "fictional"
entities = [
  {id="LMO", name="Lumo", type="state"},
  {id="RENN", name="Ada Renn", type="person", role="envoy", of="LMO", on_behalf_of="LMO"},
]
issues = [{id="PACT", label="The pact is signed", kind="proposal", keywords=["sign"]}]
utterances = [{id="U1", speaker="RENN", instrument="prepared_speech", level="ambassador"}]
dates = [{value="1999-05-03", type="day", text="Monday"}]
names = [["Ada Renn", "PERSON"], ["Lumo", "PLACE"]]
[[attributions]]
id = "A1"
u = "U1"
source = "Envoy Ada Renn"
cue = "said"
content = ["We may sign."]
quote = "direct"
props = [["express_openness", "PACT", "open_to"]]
[[attributions]]
id = "A2"
u = "U1"
source = "She"
cue = "said"
content = ["the port was shut"]
quote = "indirect"
props = [["assert"]]
[[positions]]
actor = "LMO"
issue = "PACT"
stance = "open_to"
strength = "hedged"
evidence = ["We may sign"]
a = "A1"
"""


def module(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"corpus_{name}", ROOT / f"training/corpus/{name}.py")
    assert spec is not None
    assert spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


build = module("build")
spans = sys.modules["coding.spans"]  # build.py puts its own folder on the path


def coded(**changes: object) -> dict:
    return tomllib.loads(CODED) | changes


def test_a_passage_becomes_a_reading() -> None:
    text = TEXT + "Words. " * 22 + "End.\n"
    reading, wrong = build.build("x001-port", text, coded())
    assert wrong == []
    first, second = reading["attributions"]
    assert first["content_spans"][0]["text"] == "We may sign"
    assert (first["cue_span"]["start"], second["cue_span"]["start"]) == (37, 72)
    assert reading["utterances"][1]["authority_level"] == "C"
    assert reading["utterances"][1]["on_behalf_of"] == "LMO"
    assert reading["positions"][0]["basis"] == "stated"
    assert [n["text"] for n in reading["names"]] == ["Lumo", "Ada Renn"]


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"dates": [{"value": "May", "type": "day", "text": "Monday"}]}, "value 'May'"),
        ({"dates": [{"value": "1999", "type": "year", "text": "Sunday"}]}, "not in the text: 'Sunday'"),
        ({"negatives": [{"layer": "dates", "text": "said", "reason": "verb"}]}, "2 times in the text"),
        (
            {"events": [{"plover": "AGREE", "actor": ["XYZ"], "trigger": "sign", "extent": "sign"}]},
            "no entity 'XYZ'",
        ),
        (
            {"positions": [{"actor": "LMO", "issue": "PACT", "stance": "pro", "evidence": ["sign"]}]},
            "stance 'pro'",
        ),
        ({"kind": "poem"}, "kind 'poem'"),
    ],
)
def test_a_wrong_coding_is_told(changes: dict, message: str) -> None:
    _, wrong = build.build("x001-port", TEXT + "Words. " * 22 + "End.\n", coded(**changes))
    assert message in " | ".join(wrong)


def test_framed_and_numbered_words_find_their_place() -> None:
    text = "he said, then she said it"
    assert spans.find(text, "said#2").start == 18
    assert spans.find(text, "she [said]").start == 18
    assert spans.find(text, "he").start == 0
    with pytest.raises(spans.Unclear, match="2 times"):
        spans.find(text, "said")


def test_edges_are_cut_but_possessives_and_initials_stay() -> None:
    def cut(text: str) -> str:
        place = spans.trim(text, spans.Place(0, len(text)))
        return text[place.start : place.end]

    assert cut("“the delegates’ hall,” ") == "the delegates’ hall"
    assert cut("‘our waters’") == "our waters"
    assert cut("of the delegates’") == "of the delegates’"
    assert cut("to the U.S.") == "to the U.S."
    assert cut("it ended.") == "it ended"
    assert cut(":") == ":"


@pytest.fixture(scope="module")
def corpus() -> dict[str, tuple[dict, list[str]]]:
    return {name: build.load(name) for name in build.names()}


def test_every_passage_is_well_coded(corpus: dict) -> None:
    assert [f"{name}: {line}" for name, (_, wrong) in corpus.items() for line in wrong] == []


def test_held_out_share() -> None:
    names = [f"a{n:03}" for n in range(2000)]
    assert 0.12 < sum(map(build.held_out, names)) / len(names) < 0.18


def matchable(reading: dict) -> dict:
    """Leave out what the scorer cannot pair: speech without a source, conditions of a private person."""
    people = {e["id"] for e in reading["entities"] if e["type"] == "person" and not e.get("on_behalf_of")}
    told = [a for a in reading["attributions"] if a["source_span"] or a.get("voice")]
    return reading | {
        "attributions": told,
        "conditions": [c for c in reading["conditions"] if c["set_by"] not in people],
    }


@pytest.mark.skipif(not SCORER.exists(), reason="the gold's scorer is not beside this checkout")
def test_readings_score_one_against_themselves(corpus: dict, tmp_path: Path) -> None:
    readings = {name: matchable(reading) for name, (reading, _) in corpus.items()}
    build.write(tmp_path, readings)
    folder = str(tmp_path / "readings")
    run = [sys.executable, str(SCORER), folder, folder, "--json"]
    said = json.loads(subprocess.run(run, capture_output=True, text=True, check=True).stdout)
    assert {layer: row["f1"] for layer, row in said["layers"].items()} == dict.fromkeys(said["layers"], 1.0)
