"""Conflict files: what is read, what is written, and what is said about bad ones."""

import json
import xml.etree.ElementTree as ET
from itertools import product
from pathlib import Path

import networkx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbale.conflict import (
    Conflict,
    DecisionMaker,
    Indifferent,
    Option,
    Prioritised,
    Ranked,
    Weighted,
    build_graph,
    conflict_from_dict,
    conflict_to_dict,
    conflict_to_toml,
    parse_conflict,
    read_conflict,
    solve,
    write_conflict,
)
from verbale.conflict.answer import answer, solve_file, solve_text
from verbale.conflict.export import normal_form, to_networkx
from verbale.conflict.logic import evaluate, parse_statement
from verbale.conflict.pictures import graph_graphml, graph_svg
from verbale.conflict.preferences import parse_ranking
from verbale.errors import ConflictError, InputError

TALKS = """
name = "Talks"
status_quo = ["accuse"]
infeasible = ["accuse & drop"]
exclusive = [["meet", "accuse"]]

[[decision_maker]]
id = "A"
name = "Country A"
options = [{ id = "meet", name = "hold a summit" }, { id = "accuse" }]
prefer = ["meet", ["-accuse", "drop IF meet"]]

[[decision_maker]]
id = "B"
options = [{ id = "drop", direction = "fwd" }]
weights = { "-accuse" = 2, "drop" = -0.5 }
"""


def test_talks_are_read() -> None:
    conflict = parse_conflict(TALKS)
    assert conflict.status_quo == "NYN"
    assert conflict.options[2] == Option(id="drop", owner="B", direction="fwd")
    assert conflict.decision_makers[1].preference == Weighted(weights=(("-accuse", 2), ("drop", -0.5)))
    graph = build_graph(conflict)
    assert graph.codes.tolist() == [0, 1, 2, 4, 5]
    assert hash(conflict) == hash(parse_conflict(TALKS))


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    conflict = parse_conflict(TALKS)
    for name in ("talks.toml", "talks.json"):
        write_conflict(conflict, tmp_path / name)
        assert read_conflict(tmp_path / name) == conflict
    assert conflict_from_dict(conflict_to_dict(conflict)) == conflict
    remarks = {"": ["drafted"], "option:drop": ["said on Monday"], "prefer:A:0": ["a first\nline"]}
    text = conflict_to_toml(conflict, remarks)
    assert "# said on Monday" in text
    assert parse_conflict(text) == conflict


@given(st.text(max_size=30), st.text(max_size=30))
def test_any_words_survive_toml(name: str, note: str) -> None:
    conflict = Conflict(
        name=name,
        decision_makers=(DecisionMaker(id="a", name=note),),
        options=(Option(id="x", owner="a", name=name, note=note),),
    )
    assert parse_conflict(conflict_to_toml(conflict)) == conflict


BAD = {
    "no TOML": ("name = ", "line 1"),
    "unknown field": (TALKS.replace("exclusive", "exclusiv"), "did you mean 'exclusive'"),
    "unknown option": (TALKS.replace('"drop IF meet"', '"drp IF meet"'), "line 11"),
    "missing id": (TALKS.replace('id = "B"\n', ""), "'id' is missing"),
    "wrong type": (TALKS.replace('"meet", [', "3, ["), "line 11"),
    "direction": (TALKS.replace('"fwd"', '"forth"'), "both, fwd or back"),
    "two preferences": (TALKS + 'prefer = ["drop"]\n', "one of prefer, weights and ranking"),
    "same id twice": (TALKS.replace('id = "drop"', 'id = "meet"'), "used twice"),
    "circle": (TALKS.replace('prefer = ["meet", ["-accuse", "drop IF meet"]]', 'ranking = "1 > 2 > 1"'), "circle"),
    "status quo struck out": (TALKS.replace('["accuse"]', '["accuse", "drop"]', 1), "not feasible"),
    "nothing feasible": (TALKS.replace('"accuse & drop"', '"meet", "-meet"'), "no state is feasible"),
    "left out of a ranking": (
        TALKS.replace('prefer = ["meet", ["-accuse", "drop IF meet"]]', 'ranking = "1 > 2"'),
        "not ranked",
    ),
}


@pytest.mark.parametrize(("text", "said"), BAD.values(), ids=BAD.keys())
def test_bad_files_are_refused_with_place_and_mend(text: str, said: str) -> None:
    with pytest.raises(ConflictError) as caught:
        solve(parse_conflict(text, path="talks.toml"))
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(
                    [
                        "decision_maker",
                        "id",
                        "options",
                        "prefer",
                        "format",
                        "name",
                        "decisionMakers",
                        "preferences",
                        "owner",
                        "states",
                    ]
                ),
                inner,
                max_size=4,
            )
        ),
        max_leaves=12,
    )
)
def test_any_json_is_read_or_refused(data: object) -> None:
    try:
        found = parse_conflict(json.dumps(data), path="x.json")
    except ConflictError:
        return
    assert isinstance(found, Conflict)


def test_missing_and_binary_files_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        read_conflict(tmp_path / "none.toml")
    (tmp_path / "bad.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(InputError):
        read_conflict(tmp_path / "bad.toml")


def test_forty_free_options_are_refused_and_forty_ruled_ones_solved() -> None:
    makers = tuple(DecisionMaker(id=one) for one in "ab")
    options = tuple(Option(id=f"o{i}", owner="ab"[i // 20]) for i in range(40))
    with pytest.raises(ConflictError, match="more than 8388608 states"):
        solve(Conflict(decision_makers=makers, options=options))
    groups = tuple(tuple(f"o{i}" for i in range(start, start + 20)) for start in (0, 20))
    ruled = Conflict(decision_makers=makers, options=options, exclusive=groups)
    assert len(solve(ruled, ["Nash"]).equilibria["Nash"]) == 21 * 21


def test_hundreds_of_statements_keep_their_order() -> None:
    options = tuple(Option(id=f"o{i}", owner="a") for i in range(6))
    statements = tuple(f"o{i % 6} IF o{(i * 5 + 1) % 6}" for i in range(300))
    conflict = Conflict(
        decision_makers=(DecisionMaker(id="a", preference=Prioritised(statements=statements)),), options=options
    )
    graph = build_graph(conflict)
    rows = [[bool(code >> (i % 6) & 1) or not code >> ((i * 5 + 1) % 6) & 1 for i in range(300)] for code in range(64)]
    by_hand = sorted({tuple(row) for row in rows})
    assert graph.levels[0].tolist() == [by_hand.index(tuple(row)) for row in rows]


IDS, NAMES = ("a", "b", "c"), ("Air strike", "b", "See")


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("-2", lambda a, b, c: not b),
        ("3 IF 1", lambda a, b, c: c or not a),
        ("c IFF (-a & -b)", lambda a, b, c: c == (not a and not b)),
        ("a | b & c", lambda a, b, c: a or (b and c)),
        ("NOT (a OR b) if c", lambda a, b, c: not (a or b) or not c),
        ("'Air strike' and --See".replace("See", '"See"'), lambda a, b, c: a and c),
    ],
)
def test_statements_mean_what_the_literature_says(text: str, holds: object) -> None:
    statement = parse_statement(text, IDS, NAMES)
    codes = np.arange(8)
    expected = [bool(holds(c & 1, c >> 1 & 1, c >> 2 & 1)) for c in range(8)]  # type: ignore[operator]
    assert evaluate(statement, codes).tolist() == expected


@given(st.text(alphabet="ab12-&|() IFNOT'\"", max_size=20))
def test_any_text_is_a_statement_or_refused(text: str) -> None:
    try:
        statement = parse_statement(text, IDS, NAMES)
    except ConflictError:
        return
    assert len(evaluate(statement, np.arange(8))) == 8


def test_decimal_weights_tie_exactly() -> None:
    weights = Weighted(weights=(("a", 0.1), ("b", 0.2), ("c", 0.3)))
    conflict = Conflict(
        decision_makers=(DecisionMaker(id="d", preference=weights),),
        options=tuple(Option(id=one, owner="d") for one in "abc"),
    )
    levels = build_graph(conflict).levels[0]
    assert levels[0b011] == levels[0b100]


def test_a_ranking_is_read_and_refused() -> None:
    assert parse_ranking("6 > 2 ~ 3 >> 1") == Ranked(tiers=((6,), (2, 3), (1,)), strong=(1,))
    for text in ("6 > ", ">> 1", "a > b", "1 ~ 1", "1 >> >> 2"):
        with pytest.raises(ConflictError):
            parse_ranking(text)


def test_an_older_program_s_file_is_read(tmp_path: Path) -> None:
    content = {
        "program": "gmcr-py",
        "version": "0.3",
        "options": [
            {"name": "Release", "permittedDirection": "both"},
            {"name": "Press", "permittedDirection": "both"},
            {"name": "Attack", "permittedDirection": "both"},
        ],
        "decisionMakers": [
            {
                "name": "Up",
                "options": [0, 1],
                "preferences": [[[0, "N"], [1, "N"], [2, "N"]], [[1, "Y"]], [[2, "N"]], [[0, "N"]]],
                "misperceptions": [[[0, "Y"], [1, "N"]]],
            },
            {
                "name": "Down",
                "options": [2],
                "preferences": [{"compound": True, "members": [[[0, "Y"], [2, "N"]], [[2, "Y"], [0, "N"]]]}],
            },
        ],
        "infeasibles": [[[0, "Y"], [1, "Y"]]],
    }
    (tmp_path / "river.gmcr").write_text(json.dumps(content), encoding="utf-8")
    conflict = read_conflict(tmp_path / "river.gmcr")
    assert [one.name for one in conflict.decision_makers] == ["Up", "Down"]
    assert build_graph(conflict).codes.tolist() == [0, 1, 2, 4, 5, 6]
    # Up sees neither state with the release alone, so it never leaves them.
    assert {2, 5} <= set(solve(conflict, ["Nash"]).stable["d1"]["Nash"])
    del content["decisionMakers"][0]["misperceptions"]  # type: ignore[union-attr,arg-type,index]
    (tmp_path / "plain.gmcr").write_text(json.dumps(content), encoding="utf-8")
    assert 2 not in solve(read_conflict(tmp_path / "plain.gmcr"), ["Nash"]).stable["d1"]["Nash"]


def test_everything_asked_at_once_is_answered(tmp_path: Path) -> None:
    path = tmp_path / "talks.toml"
    path.write_text(TALKS, encoding="utf-8")
    shares: list[float] = []
    found = solve_file(
        path,
        concepts=["Nash", "seq"],
        coalitions=True,
        paths_to="2",
        why="2",
        inverse_of="2",
        robust=20,
        progress=shares.append,
    )
    assert json.loads(json.dumps(found.data))["equilibria"] == {
        name: list(states) for name, states in found.solution.equilibria.items()
    }
    assert {"coalitions", "paths", "why", "inverse", "changes", "robustness"} <= set(found.data)
    for said in ("Country A", "hold a summit", "Equilibria", "Share of 20 preference orders"):
        assert said in found.text
    assert shares[-1] == 1
    named = solve_text(TALKS, concepts="nash, SEQ", coalitions="A+B")
    assert named.data["concepts"] == ["Nash", "SEQ"]
    assert named.data["coalitions"]["stable"][-1]["coalition"] == ["A", "B"]
    assert solve_text(TALKS).data["stable"] == answer(parse_conflict(TALKS)).data["stable"]


def test_pictures_are_well_formed_and_whole() -> None:
    conflict = parse_conflict(TALKS)
    solution = solve(conflict)
    svg = ET.fromstring(graph_svg(solution, improvements_only=False))
    assert len(svg.findall("{http://www.w3.org/2000/svg}g")) == 5
    read = networkx.parse_graphml(graph_graphml(solution), force_multigraph=True)
    built = to_networkx(solution)
    assert read.number_of_nodes() == built.number_of_nodes() == 5
    assert read.number_of_edges() == built.number_of_edges()
    table = ET.fromstring(solution._repr_html_())
    assert table.tag == "table"


def test_normal_form_pays_levels_and_nothing_for_the_infeasible() -> None:
    conflict = parse_conflict(TALKS)
    strategies, payoffs = normal_form(conflict)
    assert strategies == [["NN", "YN", "NY"], ["N", "Y"]]
    assert len(payoffs) == 6
    assert payoffs[2, 1] == (0, 0)
    graph = build_graph(conflict)
    assert payoffs[0, 0] == tuple(int(levels[0]) + 1 for levels in graph.levels)


def test_indifference_makes_every_state_stable() -> None:
    conflict = Conflict(
        decision_makers=(DecisionMaker(id="a", preference=Indifferent()),), options=(Option(id="x", owner="a"),)
    )
    assert solve(conflict).verdicts.all()


def test_patterns_strike_out_what_they_match() -> None:
    options = tuple(Option(id=one, owner="a") for one in "pqr")
    for pattern in map("".join, product("YN-", repeat=3)):
        if pattern == "---":
            continue
        conflict = Conflict(decision_makers=(DecisionMaker(id="a"),), options=options, infeasible=(pattern,))
        kept = [
            code
            for code in range(8)
            if not all(s == "-" or (s == "Y") == bool(code >> i & 1) for i, s in enumerate(pattern))
        ]
        assert build_graph(conflict).codes.tolist() == kept
