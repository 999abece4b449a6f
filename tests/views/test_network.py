"""Networks have the numbers of Discourse Network Analyzer's own sample (41 statements, 7 documents)."""

import json
from pathlib import Path

import pytest

from verbale.errors import InputError
from verbale.views.network import Vote, onemode, twomode, unique

SETTINGS = [
    (aggregation, normalization, duplicates)
    for aggregation in ("ignore", "congruence", "conflict", "subtract")
    for normalization in ("no", "average", "jaccard", "cosine")
    for duplicates in ("include",)
] + [("congruence", "average", how) for how in ("document", "week", "month", "year", "acrossrange")]


@pytest.fixture(scope="module")
def expected(shared: Path) -> dict:
    return json.loads((shared / "gold/peers/dna_expected.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def votes(shared: Path) -> list[Vote]:
    sample = json.loads((shared / "gold/peers/dna_sample.json").read_text(encoding="utf-8"))
    return [
        Vote(
            actor=row["organization"],
            concept=row["concept"],
            agreement=float(row["agreement"]),
            document=str(row["document_id"]),
            date=row["date"][:10],
        )
        for row in sample["statements"]
        if row["type"] == "DNA Statement"
    ]


@pytest.mark.parametrize(("aggregation", "normalization", "duplicates"), SETTINGS)
def test_onemode_networks_are_those_of_dna(expected, votes, aggregation, normalization, duplicates) -> None:
    name = f"onemode {aggregation} {normalization}"
    if duplicates != "include":
        name += f" dup={duplicates} filtered=23"
    matrix = expected["results"][name][0]["matrix"]
    found = onemode(unique(votes, duplicates), aggregation=aggregation, normalization=normalization)
    for row, first in zip(matrix, expected["rows"], strict=True):
        for weight, second in zip(row, expected["rows"], strict=True):
            assert found.get((first, second), 0.0) == pytest.approx(weight, abs=1e-6)


@pytest.mark.parametrize("aggregation", ["ignore", "subtract"])
def test_twomode_networks_are_those_of_dna(expected, votes, aggregation) -> None:
    matrix = expected["results"][f"twomode {aggregation} no"][0]["matrix"]
    found = twomode(votes, aggregation=aggregation)
    for row, actor in zip(matrix, expected["rows"], strict=True):
        for weight, concept in zip(row, expected["cols"], strict=True):
            assert found[actor, concept] == weight


def test_a_month_is_a_month_of_its_year() -> None:
    """DNA compares months without their year; we do not."""
    said = [
        Vote(actor="A", concept="x", agreement=1.0, document=str(n), date=day)
        for n, day in enumerate(("2005-02-03", "2005-02-20", "2006-02-03"))
    ]
    assert [len(unique(said, how)) for how in ("month", "year", "week", "acrossrange")] == [2, 2, 3, 1]  # type: ignore[arg-type]


def test_a_name_that_is_no_setting_is_said() -> None:
    with pytest.raises(InputError, match="normalization: expected one of no, average"):
        onemode([], normalization="mean")  # type: ignore[arg-type]
