"""Drafts of the gold readings: the seed against one reader's model, the others for their shape."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from verbale.conflict import solve
from verbale.decode import from_dict
from verbale.draft import Draft, draft, drafts, formula, from_toml, to_toml
from verbale.records import Reading

SEED = "000_0c7662a4108a7a8f"
NAMES = (
    SEED,
    "hanoi_2019",
    "beijing_2023",
    "muscat_2013",
    "kim_kye_gwan_2018",
    "kabul_2020",
    "syria_2022",
    "roundup_2023",
)


def gold(shared: Path, name: str) -> tuple[Reading, dict[str, Any]]:
    data = json.loads((shared / "gold" / "readings" / f"{name}.json").read_text(encoding="utf-8"))
    text = shared / ("seed" if name == SEED else "gold/docs") / f"{name}.txt"
    return from_dict(data, text.read_bytes().decode("utf-8")), data


@pytest.fixture
def seed(shared: Path) -> tuple[Draft, dict[str, Any]]:
    """Give the seed's draft and the reader's model."""
    reading, data = gold(shared, SEED)
    return draft(reading), data["gmcr_reading"]


def by_reader(made: Draft, reader: dict[str, Any]) -> dict[str, str]:
    """Give the draft's option id for each option of the reader's model."""
    return {one["id"]: f"{one['dm']}.{one['issue']}" for one in reader["options"]}


def test_seed_has_the_readers_parties_and_options(seed: tuple[Draft, dict[str, Any]]) -> None:
    made, reader = seed
    assert [one.id for one in made.decision_makers] == reader["decision_makers"]
    assert sorted(one.id for one in made.third_parties) == sorted(reader["third_parties"])
    assert {one.id for one in made.options} == set(by_reader(made, reader).values())


def test_seed_has_the_readers_status_quo(seed: tuple[Draft, dict[str, Any]]) -> None:
    made, reader = seed
    now = {one.id: "Y" if one.now else "N" for one in made.options}
    assert now == {by_reader(made, reader)[one]: value for one, value in reader["status_quo"].items()}


def test_seed_has_the_readers_preferences(seed: tuple[Draft, dict[str, Any]]) -> None:
    made, reader = seed
    ids = by_reader(made, reader)
    for party in reader["preference_statements"]:
        drafted = {formula(one) for one in made.statements if one.decision_maker == party["dm"]}
        for text in party["order"]:
            named = text
            for short, full in ids.items():
                named = named.replace(short, full)
            assert named in drafted


def test_seed_rules_out_holding_what_is_not_offered(seed: tuple[Draft, dict[str, Any]]) -> None:
    made, _ = seed
    assert made.conflict is not None
    assert made.conflict.infeasible == ("PRK.SUMMIT & -JPN.SUMMIT",)


def test_seed_status_quo_alone_is_nash(seed: tuple[Draft, dict[str, Any]]) -> None:
    made, _ = seed
    assert made.conflict is not None
    solution = solve(made.conflict, ["Nash"])
    assert len(solution.equilibria["Nash"]) == 1
    assert made.conflict.status_quo is not None
    number = solution.equilibria["Nash"][0]
    code = int(solution.graph.codes[list(solution.graph.numbers).index(number)])
    assert "".join("Y" if code >> bit & 1 else "N" for bit in range(4)) == made.conflict.status_quo


def test_seed_flags_what_nobody_said(seed: tuple[Draft, dict[str, Any]]) -> None:
    made, _ = seed
    assumed = [one for one in made.statements if one.kind == "assumed"]
    assert [(one.decision_maker, one.act.option) for one in assumed] == [("JPN", "JPN.NUC_AGENDA")]
    assert all(one.evidence for one in made.statements if one.kind != "assumed")
    assert any("JPN.NUC_AGENDA" in one.about for one in made.gaps)


def test_seed_leaves_the_authors_readings_out_unless_asked(shared: Path) -> None:
    reading, _ = gold(shared, SEED)

    def bases(made: Draft) -> set[str]:
        return {words.basis for one in made.statements for words in one.evidence}

    assert bases(draft(reading)) <= {"stated", "reported"}
    assert "imputed" in bases(draft(reading, include_imputed=True))


@pytest.mark.parametrize("name", NAMES)
def test_each_part_points_at_the_words(shared: Path, name: str) -> None:
    reading, _ = gold(shared, name)
    for made in drafts(reading):
        for one in (*made.statements, *made.options, *made.proposals):
            for words in one.evidence:
                assert reading.document.text[words.span.start : words.span.end] == words.span.text
        assert from_toml(to_toml(made)) == made


@pytest.mark.parametrize("name", NAMES)
def test_drafting_twice_gives_the_same(shared: Path, name: str) -> None:
    reading, _ = gold(shared, name)
    assert drafts(reading) == drafts(reading)


def test_exchanges_of_a_round_up_stay_apart(shared: Path) -> None:
    reading, _ = gold(shared, "roundup_2023")
    assert [{one.id for one in made.decision_makers} for made in drafts(reading)] == [{"USA", "IRN"}, {"IND", "CAN"}]
