"""Paths, inverse, changes, robustness, comparison, strength, the unknown, probability."""

import itertools
import random
from fractions import Fraction
from math import factorial

import conflict_making as making
import conflict_oracle as oracle
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from verbale.conflict import (
    Conflict,
    DecisionMaker,
    Option,
    Prioritised,
    Ranked,
    Weighted,
    build_graph,
    parse_conflict,
    robust,
    solve,
    with_preference,
)
from verbale.conflict.changes import fewest_changes, preference_after
from verbale.conflict.compare import compare
from verbale.conflict.compiled.draws import judge_draws
from verbale.conflict.compiled.structure import knots_of
from verbale.conflict.counting import share_of_orders, simplify
from verbale.conflict.inverse import INVERTED, inverse
from verbale.conflict.paths import reachable, shortest_paths, tree
from verbale.conflict.robust import robustness
from verbale.conflict.stability.concepts import CONCEPTS
from verbale.conflict.stability.probabilistic import probabilistic_standpoints
from verbale.errors import ConflictError

RIVER = """
name = "River"
status_quo = []
infeasible = ["release & escalate"]
[[decision_maker]]
id = "up"
options = ["release", "escalate"]
ranking = "2 > 4 > 6 > 1 > 3 > 5"
[[decision_maker]]
id = "down"
options = ["attack"]
ranking = "2 > 1 > 4 >> 6 ~ 3 > 5"
"""


def river() -> Conflict:
    return parse_conflict(RIVER)


@pytest.mark.parametrize("concept", INVERTED)
@pytest.mark.parametrize("state", [1, 2, 4])
def test_inverse_counts_what_enumeration_finds(concept: str, state: int) -> None:
    conflict = river()
    for found in inverse(conflict, state, concept):
        stable = 0
        for order in itertools.permutations(range(1, 7)):
            ranking = Ranked(tiers=tuple((one,) for one in order))
            changed = with_preference(conflict, found.party, ranking)
            stable += state in solve(changed, [concept]).stable[found.party][concept]
        assert found.count == stable
        assert found.total == factorial(6)
        assert found.holds == (state in solve(conflict, [concept]).stable[found.party][concept])


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.integers(0, 63), min_size=1, max_size=4), min_size=0, max_size=4))
def test_counting_agrees_with_going_through_all_orders(given_clauses: list[list[int]]) -> None:
    clauses = [frozenset(clause) for clause in given_clauses]
    hold = 0
    for order in itertools.permutations(range(7)):
        below = sum(1 << state for state in order[: order.index(6)])
        hold += all(any(one & below == one for one in clause) for clause in clauses)
    assert share_of_orders(simplify(clauses)) == Fraction(hold, factorial(7))


def test_counting_a_wide_condition_is_quick_and_exact() -> None:
    clause = frozenset(1 << state for state in range(1, 600))
    both = 1 - Fraction(1, 2) - Fraction(1, 600) + Fraction(1, 601)
    assert share_of_orders(frozenset({clause, frozenset({1})})) == both
    assert share_of_orders(frozenset({clause})) == 1 - Fraction(1, 600)


@settings(max_examples=40, deadline=None)
@given(making.models(most_parties=3, most_options=5))
def test_paths_are_legal_and_shortest(model: oracle.Plain) -> None:
    conflict = making.as_conflict(model)
    states = list(model.worth[0])
    steps = reachable(conflict, 1, improving=True)
    group = oracle.reached(range(model.parties), states[0], lambda j, s: oracle.improvements(model, j, s))
    assert {states[number - 1] for number in steps} == group | {states[0]}
    for number, length in steps.items():
        for path in shortest_paths(conflict, number, 1, improving=True):
            assert len(path.steps) == length
            here, last = states[0], None
            for step in path.steps:
                party = int(step.party[1:])
                assert step.party != last
                assert states[step.state - 1] in oracle.improvements(model, party, here)
                here, last = states[step.state - 1], step.party
            assert here == states[number - 1]


def test_no_way_and_standing_still() -> None:
    conflict = river()
    assert shortest_paths(conflict, 1)[0].steps == ()
    assert shortest_paths(conflict, 6, parties=["down"]) == ()
    assert reachable(conflict, parties=["down"]) == {1: 0, 4: 1}


def test_tree_unfolds_each_state_once() -> None:
    branch = tree(river(), depth=6, improving=False)
    unfolded: list[int] = []
    stack = [branch]
    while stack:
        one = stack.pop()
        if not one.folded:
            unfolded.append(one.state)
        stack += one.branches
    assert sorted(unfolded) == [1, 2, 3, 4, 5, 6]


def test_fewest_changes_make_the_state_stable_and_fewer_do_not() -> None:
    conflict = Conflict(
        decision_makers=(
            DecisionMaker(id="a", preference=Prioritised(statements=("y", "-x", "x IF y"))),
            DecisionMaker(id="b", preference=Prioritised(statements=("-y", "x", "y IF x"))),
        ),
        options=(Option(id="x", owner="a"), Option(id="y", owner="b")),
    )
    for concept in INVERTED:
        ways = fewest_changes(conflict, "YY", concept)
        assert ways
        for changes in ways:
            changed = conflict
            for maker in conflict.decision_makers:
                mine = [change for change in changes if change.party == maker.id]
                changed = with_preference(changed, maker.id, preference_after(maker.preference, mine))
            assert 4 in solve(changed, [concept]).equilibria[concept]
        assert (ways == ((),)) == (4 in solve(conflict, [concept]).equilibria[concept])


def test_draws_without_doubt_give_the_plain_answer() -> None:
    conflict = river()
    solution = solve(conflict, INVERTED)
    drawn = robustness(conflict, 10)
    assert np.array_equal(drawn.stable_share == 1, solution.verdicts)
    assert np.array_equal(drawn.stable_share == 0, ~solution.verdicts)
    assert np.array_equal(drawn.margin >= 0, solution.verdicts.all(axis=1))


def test_draws_are_the_same_for_the_same_seed_and_either_method() -> None:
    conflict = with_preference(river(), "up", Prioritised(statements=(("release", "-attack"), "?escalate")))
    one, other = robustness(conflict, 200, seed=3), robustness(conflict, 200, seed=3)
    assert np.array_equal(one.equilibrium_share, other.equilibrium_share)
    assert 0 < one.equilibrium_share[0].max() <= 1
    rng = random.Random(5)
    model = making.random_model(rng, 3, 7)
    larger = making.as_conflict(model)
    few, many = robustness(larger, 60, spread=2, seed=1), robustness(larger, 600, spread=2, seed=1)
    assert np.abs(few.equilibrium_share - many.equilibrium_share).max() < 0.35


@settings(max_examples=25, deadline=None)
@given(making.models(most_parties=3, most_options=6))
def test_margins_of_square_and_compiled_draws_agree(model: oracle.Plain) -> None:
    graph = build_graph(making.as_conflict(model))
    square = robust._judge_of(graph, 1, [True] * 4)(graph.levels[None])
    compiled = judge_draws(graph.levels[None], np.ones(4, dtype=np.bool_), knots_of(graph))
    assert np.array_equal(square, compiled)


def test_comparison_names_the_statement_behind_a_shift() -> None:
    before = Conflict(
        decision_makers=(
            DecisionMaker(id="a", preference=Prioritised(statements=("x",))),
            DecisionMaker(id="b", preference=Prioritised(statements=("-y",))),
        ),
        options=(Option(id="x", owner="a"), Option(id="y", owner="b")),
    )
    after = with_preference(before, "b", Prioritised(statements=("y IF x", "-y")))
    shifts = compare(solve(before, ["Nash"]), solve(after, ["Nash"]))
    assert [(one.state, one.gained, one.for_parties) for one in shifts] == [
        (2, False, ("b",)),
        (4, True, ("b",)),
    ]
    assert all(one.causes[0] == "b: with 'y IF x' in place 1" for one in shifts)


@settings(max_examples=40, deadline=None)
@given(making.models(most_parties=3, most_options=4), st.integers(0, 2**32))
def test_classes_of_the_unknown_are_nested(model: oracle.Plain, seed: int) -> None:
    conflict = making.as_conflict(model)
    rng = random.Random(seed)
    states = len(model.worth[0])
    for maker in conflict.decision_makers:
        assert isinstance(maker.preference, Ranked)
        pairs = tuple((rng.randint(1, states), rng.randint(1, states)) for _ in range(rng.randrange(4)))
        ranking = Ranked(tiers=maker.preference.tiers, unknown=pairs)
        conflict = with_preference(conflict, maker.id, ranking)
    for base in ("Nash", "GMR", "SMR", "SEQ"):
        a, b, c, d = solve(conflict, [f"{base} {kind}" for kind in "abcd"]).verdicts
        for narrow, wide in ((a, b), (b, d), (a, c), (c, d)):
            assert not (narrow & ~wide).any()


@settings(max_examples=30, deadline=None)
@given(making.models(most_parties=3, most_options=4))
def test_without_doubt_or_strength_the_variants_are_the_plain_concepts(model: oracle.Plain) -> None:
    conflict = making.as_conflict(model)
    for base in ("Nash", "GMR", "SMR", "SEQ"):
        plain, *classes = solve(conflict, [base, *(f"{base} {kind}" for kind in "abcd")]).verdicts
        assert all(np.array_equal(plain, one) for one in classes)
    graph = build_graph(conflict)
    certain = [(levels[:, None] > levels[None, :]).astype(float) for levels in graph.levels]
    views = probabilistic_standpoints(graph, certain, alpha=0.5, beta=0.5, gamma=0.5)
    for row, name in enumerate(("Nash", "GMR", "SMR", "SEQ")):
        judged = np.array([CONCEPTS[name].judge(view) for view in views])
        assert np.array_equal(judged, solve(conflict, [name]).verdicts[0]), row


def test_strong_and_weak_stability_split_stability() -> None:
    conflict = river()
    names = ["GMR", "strong GMR", "weak GMR", "SMR", "strong SMR", "weak SMR"]
    gmr, strong, weak, smr, strong_smr, weak_smr = solve(conflict, names).verdicts
    assert np.array_equal(strong | weak, gmr)
    assert not (strong & weak).any()
    assert np.array_equal(strong_smr | weak_smr, smr)
    assert not (strong_smr & ~strong).any()


def test_strength_counts_by_statement_and_by_weight() -> None:
    options = (Option(id="x", owner="a"), Option(id="y", owner="b"))
    statements = Prioritised(statements=("-y", "x"), strong=1)
    plain = Prioritised(statements=("-y", "x"))
    weights = Weighted(weights=(("-y", 10), ("x", 1)), strong=5)
    other = DecisionMaker(id="b", preference=Prioritised(statements=("y IF x", "-y")))
    verdicts = [
        solve(
            Conflict(decision_makers=(DecisionMaker(id="a", preference=one), other), options=options),
            ["SEQ", "strong SEQ", "weak SEQ"],
        ).verdicts
        for one in (statements, weights, plain)
    ]
    assert np.array_equal(verdicts[0], verdicts[1])
    assert verdicts[2][2, 0, 0]
    # Leaving "nothing" for x brings y, which is greatly worse: strongly deterred.
    assert verdicts[0][1, 0, 0]


def test_questions_that_do_not_fit_are_refused() -> None:
    conflict = river()
    for ask in (
        lambda: solve(conflict, ["Nsh"]),
        lambda: solve(conflict, []),
        lambda: solve(conflict, semantics="all"),  # type: ignore[arg-type]
        lambda: inverse(conflict, 2, "SIM"),
        lambda: inverse(conflict, 99, "Nash"),
        lambda: shortest_paths(conflict, "YYN"),
        lambda: robustness(conflict, 0),
        lambda: reachable(conflict, parties=["middle"]),
    ):
        with pytest.raises(ConflictError):
            ask()
