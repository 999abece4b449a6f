"""The seed's proposal is a non-starter for the author's reason; other gold readings as one would expect."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from verbale.decode import from_dict
from verbale.draft import draft
from verbale.proposals import Weighing, to_dict, weigh

SEED = "000_0c7662a4108a7a8f"


def weighed(shared: Path, name: str) -> tuple[Weighing, ...]:
    data = json.loads((shared / "gold" / "readings" / f"{name}.json").read_text(encoding="utf-8"))
    text = shared / ("seed" if name == SEED else "gold/docs") / f"{name}.txt"
    return weigh(draft(from_dict(data, text.read_bytes().decode("utf-8"))))


@pytest.fixture
def main(shared: Path) -> Weighing:
    """Give the seed's main proposal, weighed."""
    return weighed(shared, SEED)[0]


def test_seed_proposal_is_a_non_starter_for_japan(main: Weighing) -> None:
    assert (main.proposal.by, main.proposal.to) == (("PRK",), ("JPN",))
    assert main.non_starter is True
    assert [one.decision_maker for one in main.blocking] == ["JPN"]
    assert main.blocking[0].move == "Japan keeps the abduction issue on the agenda"
    words = [one.span.text for one in main.blocking[0].evidence]
    assert "his commitment to resolve the abduction issue" in words
    assert "totally unacceptable" in words


def test_seed_is_unblocked_by_either_side(main: Weighing) -> None:
    assert [[one.words for one in way] for way in main.unblocking] == [
        ["Japan leaves the abduction issue off the agenda"],
        ["North Korea no longer makes it a condition that Japan leaves the abduction issue off the agenda"],
    ]


def test_seed_answer_holds_whatever_was_left_unsaid(main: Weighing) -> None:
    assert main.robustness.same == main.robustness.orders
    assert {one.then for one in main.assumptions} == {True}
    assert main.leave_one_out == ()


def test_seed_domino_is_marked_as_the_authors(main: Weighing) -> None:
    assert [one.actor for one in main.third_parties] == ["KOR", "USA"]
    assert {one.basis for one in main.third_parties} == {"imputed"}
    assert "domino effect" in main.third_parties[0].path[-1]


def test_seed_overture_waits_on_north_korea(shared: Path) -> None:
    overture = weighed(shared, SEED)[1]
    assert (overture.proposal.by, overture.proposal.to) == (("JPN",), ("PRK",))
    assert overture.non_starter is True
    assert [one.decision_maker for one in overture.blocking] == ["PRK"]


@pytest.mark.parametrize(
    ("name", "by", "to", "non_starter", "blocking"),
    [
        ("hanoi_2019", ("PRK",), ("USA",), True, ["USA"]),
        ("beijing_2023", ("SAU",), ("IRN",), False, []),
        ("muscat_2013", ("IRN",), ("USA",), False, []),
        ("kim_kye_gwan_2018", ("PRK",), ("USA",), None, []),
        ("syria_2022", ("IRL",), ("RUS", "NOR"), True, ["RUS"]),
        ("roundup_2023", ("USA",), ("IRN",), True, ["IRN"]),
    ],
)
def test_main_proposals(
    shared: Path,
    name: str,
    by: tuple[str, ...],
    to: tuple[str, ...],
    non_starter: bool | None,
    blocking: list[str],
) -> None:
    main = weighed(shared, name)[0]
    assert main.main
    assert (main.proposal.by, main.proposal.to) == (by, to)
    assert main.non_starter is non_starter
    assert [one.decision_maker for one in main.blocking] == blocking


def test_json_form(main: Weighing) -> None:
    told = json.loads(json.dumps(to_dict(main)))
    assert told["by"] == "PRK"
    assert told["to"] == "JPN"
    assert told["non_starter"] is True
    assert told["blocking"][0].keys() == {"decision_maker", "move", "preference", "statement", "evidence"}
    assert told["unblocking"][0] == ["Japan leaves the abduction issue off the agenda"]
    assert told["robustness"]["share"] == 1.0
