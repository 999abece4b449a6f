"""The solver against the oracle, the laws, and cases with known answers."""

import json
import os
import random
from itertools import combinations
from pathlib import Path

import conflict_making as making
import conflict_oracle as oracle
import numpy as np
import pytest
from hypothesis import given, settings

from verbale.conflict import (
    Conflict,
    DecisionMaker,
    Option,
    Ranked,
    build_graph,
    parse_conflict,
    read_conflict,
    solve,
    with_preference,
)
from verbale.conflict.coalitions import solve_coalitions
from verbale.conflict.files.write import conflict_to_toml
from verbale.conflict.witness import explain

STANDARD = ["Nash", "GMR", "SMR", "SEQ", "SIM"]
SHARED = Path(__file__).resolve().parents[3] / "shared" / "gold" / "conflicts"
# A few thousand cells a run; the full measure is asked for by the environment (docs/theory/exactness.md).
ORACLE_CELLS = int(os.environ.get("VERBALE_ORACLE_CELLS", "6000"))
CASES = sorted(SHARED.glob("*.json"))


@pytest.mark.parametrize("path", CASES, ids=[path.stem for path in CASES])
@pytest.mark.parametrize("method", ["matrix", "compiled"])
def test_known_cases_are_solved_exactly(path: Path, method: str) -> None:
    case = json.loads(path.read_text(encoding="utf-8"))
    conflict = read_conflict(path)
    if method == "compiled" and conflict.graph:
        pytest.skip("a listed graph is solved by square relations")
    solution = solve(conflict, list(case["equilibria"]), method=method)  # type: ignore[arg-type]
    assert {name: list(states) for name, states in solution.equilibria.items()} == case["equilibria"]
    assert {
        party: {name: list(states) for name, states in by_name.items()} for party, by_name in solution.stable.items()
    } == case["stable"]


@pytest.mark.parametrize("parties", [2, 3, 4])
def test_random_conflicts_agree_with_the_oracle(parties: int) -> None:
    rng = random.Random(parties)
    cells = 0
    while cells < ORACLE_CELLS:
        model = making.random_model(rng, parties, rng.randrange(parties, 6 if parties < 4 else 5))
        conflict = making.as_conflict(model)
        expected = np.array([making.verdicts(model, name) for name in STANDARD])
        for method in ("matrix", "compiled"):
            found = solve(conflict, STANDARD, method=method).verdicts  # type: ignore[arg-type]
            wrong = [tuple(at) for at in np.argwhere(found != expected)]
            assert wrong == [], (method, conflict)
        cells += expected.size


def test_the_two_methods_agree_on_larger_conflicts() -> None:
    rng = random.Random(7)
    cells = 0
    while cells < 100_000:
        model = making.random_model(rng, rng.choice([2, 3, 4, 5]), rng.randrange(6, 9))
        conflict = making.as_conflict(model)
        one = solve(conflict, STANDARD, method="matrix").verdicts
        other = solve(conflict, STANDARD, method="compiled").verdicts
        assert np.array_equal(one, other), conflict
        cells += one.size


@pytest.mark.parametrize("directions", [("both",), ("fwd", "both"), ("fwd", "back", "both")])
def test_the_two_methods_agree_on_many_options_under_strict_rules(directions: tuple[str, ...]) -> None:
    rng = random.Random(len(directions))
    groups = [[f"o{i}" for i in range(start, start + 8)] for start in (0, 8, 16)]
    conflict = Conflict(
        decision_makers=tuple(DecisionMaker(id=one) for one in "abc"),
        options=tuple(
            Option(id=f"o{i}", owner="abc"[i // 8], direction=rng.choice(directions))  # type: ignore[arg-type]
            for i in range(24)
        ),
        exclusive=tuple(tuple(group) for group in groups),
        infeasible=("o3 & o12", "-o5 & o20", "o7 & o10", "o8 | o9", "o16 & o1", "o21 | o22"),
    )
    numbers = list(range(1, len(build_graph(conflict).codes) + 1))
    for one in "abc":
        rng.shuffle(numbers)
        conflict = with_preference(conflict, one, Ranked(tiers=tuple((number,) for number in numbers)))
    one, other = (solve(conflict, STANDARD, method=method).verdicts for method in ("matrix", "compiled"))
    assert np.array_equal(one, other)
    assert 0 < one.mean() < 1


@settings(max_examples=60, deadline=None)
@given(making.models())
def test_nesting_laws(model: oracle.Plain) -> None:
    solution = solve(making.as_conflict(model), STANDARD)
    nash, gmr, smr, seq, sim = solution.verdicts
    for narrow, wide in [(nash, smr), (smr, gmr), (nash, seq), (seq, gmr), (nash, sim)]:
        assert not (narrow & ~wide).any()


@settings(max_examples=40, deadline=None)
@given(making.models(most_options=5))
def test_every_verdict_has_a_witness(model: oracle.Plain) -> None:
    solution = solve(making.as_conflict(model), STANDARD)
    for number in solution.graph.numbers.tolist():
        for party, by_name in solution.stable.items():
            for name, stable in by_name.items():
                witness = explain(solution, number, party, name)
                assert witness.stable == (number in stable)
                assert witness.words


@settings(max_examples=30, deadline=None)
@given(making.models(most_parties=3, most_options=4))
def test_coalitions_agree_with_the_oracle(model: oracle.Plain) -> None:
    conflict = making.as_conflict(model)
    groups = [g for n in range(1, model.parties + 1) for g in combinations(range(model.parties), n)]
    found = solve_coalitions(conflict, [[f"d{i}" for i in group] for group in groups])
    for row, name in enumerate(found.concepts):
        for column, members in enumerate(found.coalitions):
            group = tuple(int(one[1:]) for one in members)
            expected = [oracle.coalition_stable(model, group, state, name) for state in model.worth[0]]
            assert found.verdicts[row, column].tolist() == expected, (name, members, conflict)


@settings(max_examples=40, deadline=None)
@given(making.models(most_parties=3, most_options=5))
def test_rival_semantics_only_take_answers_away(model: oracle.Plain) -> None:
    conflict = making.as_conflict(model)
    by = {
        how: solve(conflict, ["GMR", "SMR", "SEQ"], semantics=how).verdicts  # type: ignore[arg-type]
        for how in ("single", "once", "legal")
    }
    assert not (by["single"] & ~by["once"]).any()
    assert not (by["once"] & ~by["legal"]).any()
    if model.parties <= 2:
        assert np.array_equal(by["single"], by["legal"])


@settings(max_examples=40, deadline=None)
@given(making.models())
def test_toml_and_json_keep_the_conflict(model: oracle.Plain) -> None:
    conflict = making.as_conflict(model)
    assert parse_conflict(conflict_to_toml(conflict)) == conflict


def test_garrison_by_older_semantics_is_the_published_table() -> None:
    if not CASES:
        pytest.skip("the gold conflicts are not beside this checkout")
    case = json.loads((SHARED / "garrison.json").read_text(encoding="utf-8"))
    solution = solve(read_conflict(SHARED / "garrison.json"), ["GMR", "SMR"], semantics="single")
    claims = case["published"]["claims"]
    assert {name: list(states) for name, states in solution.equilibria.items()} == {
        "GMR": claims["GMR"],
        "SMR": claims["SMR"],
    }


def test_non_myopic_stability_of_two_games() -> None:
    for name, expected in (("prisoners_dilemma", [0, 3]), ("chicken", [3])):
        path = SHARED / f"{name}.json"
        if not path.exists():
            pytest.skip("the gold conflicts are not beside this checkout")
        solution = solve(read_conflict(path), ["NM", "L1", "Nash"])
        assert list(solution.equilibria["NM"]) == expected
        assert np.array_equal(solution.verdicts[1], solution.verdicts[2])


def test_limited_moves_cycle_in_syria_iraq() -> None:
    path = SHARED / "syria_iraq_1975.json"
    if not path.exists():
        pytest.skip("the gold conflicts are not beside this checkout")
    solution = solve(read_conflict(path), ["L2", "L3", "L4", "L5"])
    assert [list(states) for states in solution.equilibria.values()] == [[6], [], [1, 6], [6]]


def test_elmira_coalition_leaves_the_status_quo_of_the_courts() -> None:
    path = SHARED / "elmira.json"
    if not path.exists():
        pytest.skip("the gold conflicts are not beside this checkout")
    conflict = read_conflict(path)
    found = solve_coalitions(conflict)
    assert found.equilibria["Nash"] == (8, 9)
    assert 5 in solve(conflict, ["Nash"]).equilibria["Nash"]


def test_a_preference_can_be_replaced() -> None:
    model = making.random_model(random.Random(1), 2, 2)
    conflict = making.as_conflict(model)
    states = len(model.worth[0])
    flat = with_preference(conflict, "d0", Ranked(tiers=(tuple(range(1, states + 1)),)))
    assert solve(flat, ["Nash"]).stable["d0"]["Nash"] == tuple(range(1, states + 1))
