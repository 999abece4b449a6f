"""Two annotations compared: the same is 1.0, a change shows where it was made and nowhere else."""

import copy
import importlib.util
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
spec = importlib.util.spec_from_file_location("corpus_agreement", ROOT / "training/corpus/agreement.py")
assert spec is not None
assert spec.loader is not None
agreement = importlib.util.module_from_spec(spec)
sys.modules["corpus_agreement"] = agreement
spec.loader.exec_module(agreement)


@pytest.fixture
def reading() -> dict:
    made, wrong = agreement.load("a001-lake-ferry")
    assert wrong == []
    return made


def test_a_coding_agrees_with_itself(reading: dict) -> None:
    tally = agreement.Tally()
    tally.add("same", reading, copy.deepcopy(reading))
    assert tally.differences == []
    assert all(n["matched"] == n["first"] == n["second"] for n in tally.items.values())


def test_a_changed_field_is_counted_once(reading: dict) -> None:
    other = copy.deepcopy(reading)
    other["attributions"][0]["quote_type"] = "nominal"
    tally = agreement.Tally()
    tally.add("changed", reading, other)
    assert [line.split(":")[0] for line in tally.differences] == ["changed attributions quotation type"]


def test_names_make_ids_of_two_annotators_one(reading: dict) -> None:
    other = copy.deepcopy(reading)
    for entity in other["entities"]:
        entity["id"] = {"LUBEGA": "SPOKESMAN"}.get(entity["id"], entity["id"])
    names = agreement.Names(reading, other)
    assert names.same("LUBEGA", "SPOKESMAN")
    assert not names.same("LUBEGA", "KEN")


def test_optional_items_of_one_side_do_not_lower_core(reading: dict) -> None:
    other = copy.deepcopy(reading)
    other["dates"] = [row for row in other["dates"] if row["tier"] == "core"]
    tally = agreement.Tally()
    tally.add("fewer", reading, other)
    dates = tally.items["dates"]
    assert dates["core_found"] == dates["core"]
    assert dates["matched"] < dates["first"]


def test_kappa() -> None:
    assert agreement.kappa([("a", "a"), ("b", "b")]) == 1
    assert agreement.kappa([("a", "a"), ("a", "b"), ("b", "a"), ("b", "b")]) == 0
    assert agreement.kappa([("a", "a")]) is None
