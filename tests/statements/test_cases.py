"""Passages with what a careful coder finds in them; anyone can add one as ``tests/cases/NAME.toml``."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

import verbale
from verbale.encode import reading_to_dict

CASES = sorted((Path(__file__).parents[1] / "cases").glob("*.toml"))
LEAST = 0.5


def share(words: str, found: str, text: str) -> float:
    """Give how far two stretches of one text agree: characters in both over characters in either."""
    a, b = text.find(words), text.find(found)
    assert a >= 0, f"not in the text: {words!r}"
    both = max(0, min(a + len(words), b + len(found)) - max(a, b))
    return both / (len(words) + len(found) - both)


def spans(value: Any) -> list[str]:
    rows = value if isinstance(value, list) else [value]
    return [one["text"] for one in rows if isinstance(one, dict) and "text" in one]


def fits(wanted: dict[str, Any], record: dict[str, Any], text: str) -> bool:
    for field, value in wanted.items():
        if field == "words":
            if share(value, record["text"], text) < LEAST:
                return False
        elif field in ("source_span", "content_spans", "antecedent", "consequent", "evidence", "extent_span"):
            if not any(share(value, found, text) >= LEAST for found in spans(record[field])):
                return False
        elif field == "speech_act":
            if value not in [p["speech_act"] for p in record["propositions"]]:
                return False
        elif record[field] != value:
            return False
    return True


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_case(path: Path) -> None:
    case = tomllib.loads(path.read_text(encoding="utf-8"))
    text = case.pop("text")
    document = verbale.Document.from_text(text, **case.pop("document", {}))
    reading = reading_to_dict(verbale.read(document))
    for layer, wanted in case.pop("none", {}).items():
        for words in wanted:
            assert not any(share(words, record["text"], text) >= LEAST for record in reading[layer] if "text" in record)
    for layer, rows in case.items():
        for row in rows:
            assert any(fits(row, record, text) for record in reading[layer]), (layer, row, reading[layer])
