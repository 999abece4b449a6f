"""The half of the brief that rests on a model: the invented exchange drafted, solved and weighed."""

from dataclasses import replace

import pytest

from verbale.brief import Brief, Finding, StateGraph, brief, from_json, lint, to_dict, to_html, to_json
from verbale.brief.anchors import findings_of
from verbale.conflict import solve
from verbale.draft import drafts
from verbale.proposals import weigh
from verbale.records import Position, Reading


@pytest.fixture
def made(wire: Reading, column: Reading) -> Brief:
    return brief([wire, column])


def findings(made: Brief, key: str) -> list[Finding]:
    section = next(one for one in made.sections if one.key == key)
    return [finding for block in section.blocks for finding in findings_of(block)]


def test_what_is_not_given_is_made(wire: Reading, column: Reading, made: Brief) -> None:
    found = drafts([wire, column])
    assert found[0].conflict is not None
    given = brief([column, wire], found, solve(found[0].conflict), weigh(found[0]))
    assert given == made


def test_each_proposal_is_told_for_programs(made: Brief) -> None:
    told = to_dict(made)["proposals"]
    assert told
    for one in told:
        assert {"proposal", "by", "to", "non_starter", "concepts", "blocking", "unblocking"} <= one.keys()
        assert {"third_parties", "robustness"} <= one.keys()
        assert one["non_starter"] in (True, False, None)
        assert all({"decision_maker", "move", "preference", "evidence"} <= block.keys() for block in one["blocking"])
        assert all(isinstance(words, str) for way in one["unblocking"] for words in way)


def test_a_sequencing_deadlock_is_told_with_both_conditions(made: Brief) -> None:
    text = " ".join(one.text for one in findings(made, "proposals"))
    assert "Arvenia" in text
    assert "Belmark" in text


def test_a_model_brief_passes_its_own_lint(made: Brief) -> None:
    assert lint(made) == []
    assert from_json(to_json(made)) == made


def test_every_inference_names_words_or_a_basis(made: Brief) -> None:
    for section in made.sections:
        for block in section.blocks:
            for one in findings_of(block):
                assert one.voice != "inferred" or one.citations or one.basis


def test_the_state_picture_shows_where_things_stand(made: Brief) -> None:
    section = next(one for one in made.sections if one.key == "solution")
    graphs = [block for block in section.blocks if isinstance(block, StateGraph)]
    assert all("where things stand" in graph.nodes[0].marks for graph in graphs)
    assert all(0 <= move.start < len(graph.nodes) for graph in graphs for move in graph.moves)


def test_stability_is_said_to_be_no_forecast(made: Brief) -> None:
    assert any("it is no forecast" in one.text for one in findings(made, "solution"))


def test_assumptions_say_what_follows_if_they_are_wrong(made: Brief) -> None:
    assert all("If wrong, then" in one.text for one in findings(made, "assumptions"))


def test_the_same_record_shows_no_change(wire: Reading, made: Brief, column: Reading) -> None:
    later = brief([wire, column], since=from_json(to_json(made)))
    assert [section.key for section in later.sections][:2] == ["bottom-line", "changes"]
    assert [one.text for one in findings(later, "changes")] == [
        "Nothing changed: the same sources, positions, disputes and judgements."
    ]


def test_a_shift_of_stance_is_told(wire: Reading, made: Brief, column: Reading) -> None:
    def softened(position: Position) -> Position:
        return replace(position, stance="open_to", date="2031-05-05") if position.id == "P2" else position

    moved = replace(wire, positions=tuple(softened(one) for one in wire.positions))
    texts = [one.text for one in findings(brief([moved, column], since=made), "changes")]
    assert "Belmark on The ferry line is running again: was against, is now open to it." in texts


def test_a_new_source_and_a_lost_dispute_are_told(wire: Reading, column: Reading) -> None:
    before = brief([wire])
    after = brief([replace(wire, disputes=()), column], since=before)
    texts = [one.text for one in findings(after, "changes")]
    assert "New in the record: 1 source (What Belmark wants)." in texts
    assert "No longer disputed in the record: Number of ships lost." in texts


def test_pages_of_a_model_brief_link_to_the_model(made: Brief) -> None:
    html = to_html(made)
    assert 'id="conflict"' in html
    assert '<a href="#conflict">' in html


def test_a_record_without_proposal_weighs_nothing(column: Reading) -> None:
    made = brief([column])
    assert made.proposals == ()
    assert "Nothing was weighed" in findings(made, "bottom-line")[0].text
    assert not {"proposals", "robustness", "alternatives", "indicators"} & {one.key for one in made.sections}
