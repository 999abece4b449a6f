import json
from pathlib import Path

import pytest

from verbale.decode import from_dict
from verbale.encode import reading_to_dict as to_dict
from verbale.errors import InputError
from verbale.records import Condition, Document, Reading, Span

LAYERS = (
    "utterances",
    "attributions",
    "positions",
    "conditions",
    "events",
    "dates",
    "quantities",
    "conditionals",
)


def test_a_reading_survives_the_way_there_and_back() -> None:
    document = Document.from_text("No talks unless the dam stays shut.", published="2024-03-14")
    condition = Condition(
        id="C1",
        type="precondition",
        set_by="KST",
        for_="TALKS",
        span=Span(start=9, end=34, text=document.text[9:34]),
    )
    reading = Reading(document=document, conditions=(condition,))
    assert from_dict(to_dict(reading), document.text) == reading
    assert to_dict(reading)["conditions"][0]["for"] == "TALKS"
    assert to_dict(reading)["conditions"][0]["start"] == 9


def test_every_gold_reading_is_read(shared: Path) -> None:
    for path in sorted((shared / "gold" / "readings").glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        text = (shared / "gold" / gold["document"]["file"]).read_text(encoding="utf-8")
        back = to_dict(from_dict(gold, text))
        assert back["document"]["sha256"] == gold["document"]["sha256"]
        for layer in LAYERS:
            assert len(back[layer]) == len(gold[layer])
            for ours, theirs in zip(back[layer], gold[layer], strict=True):
                shared_keys = ours.keys() & theirs.keys() - {
                    "consequent_actor",
                    "aux",
                    "voice_conflict",
                    "attribution",
                }
                for key in shared_keys:
                    if not isinstance(theirs[key], dict | list) and theirs[key] is not None:
                        assert ours[key] == theirs[key]


def test_a_span_off_its_words_is_refused() -> None:
    data = {"quantities": [{"id": "Q1", "value": 3, "unit": "", "claimed_by": "A", "start": 0, "end": 2, "text": "xx"}]}
    with pytest.raises(InputError, match="another version of the text"):
        from_dict(data, "No talks")
