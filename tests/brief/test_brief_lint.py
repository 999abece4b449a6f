from dataclasses import replace
from pathlib import Path

import pytest

from verbale.brief.compose import brief
from verbale.brief.findings import Brief, Citation, Finding, Judgement, Section
from verbale.brief.form import to_json
from verbale.brief.html import to_html
from verbale.brief.likelihood import ROWS, TERMS, terms_in
from verbale.brief.lint import lint, lint_file, lint_text
from verbale.errors import InputError
from verbale.records import Document, Reading, Span


@pytest.fixture
def made(wire: Reading, column: Reading) -> Brief:
    return brief([wire, column])


def with_finding(made: Brief, finding: Finding) -> Brief:
    extra = Section(key="extra", title="Extra", blocks=(finding,))
    return replace(made, sections=(*made.sections, extra))


def rules(made: Brief) -> list[str]:
    return [problem.rule for problem in lint(made)]


def test_our_own_briefs_pass(made: Brief) -> None:
    assert lint(made) == []


@pytest.mark.parametrize(
    ("finding", "rule"),
    [
        (Finding(text="Belmark will likely yield.", voice="inferred", basis="x"), "likelihood-unset"),
        (Finding(text="Belmark will perhaps yield.", voice="inferred", basis="x"), "likelihood-unset"),
        (
            Finding(text="It is probably so.", voice="inferred", basis="x", likelihood="a good chance"),
            "likelihood-word",
        ),
        (
            Finding(
                text="We judge with high confidence that it is likely.",
                voice="inferred",
                basis="x",
                likelihood="likely",
            ),
            "likelihood-with-confidence",
        ),
        (
            Finding(text="State 3 is stable with a share of 80 %.", voice="inferred", basis="x"),
            "stability-as-likelihood",
        ),
        (Finding(text="Belmark said no.", voice="said"), "uncited"),
        (Finding(text="The talks are a test.", voice="author"), "uncited"),
        (Finding(text="Nobody moves.", voice="inferred"), "no-basis"),
        (
            Finding(
                text="Belmark said no.",
                voice="said",
                citations=(Citation(source=1, paragraph=1, span=Span(start=0, end=4, text="else")),),
            ),
            "wrong-citation",
        ),
    ],
)
def test_a_breach_is_named(made: Brief, finding: Finding, rule: str) -> None:
    assert rule in rules(with_finding(made, finding))


def test_a_likelihood_that_an_analyst_set_passes(made: Brief) -> None:
    finding = Finding(text="Renewal is very unlikely.", voice="inferred", basis="analyst", likelihood="very unlikely")
    assert rules(with_finding(made, finding)) == []


def test_words_inside_quotation_marks_are_left_alone(made: Brief) -> None:
    finding = Finding(
        text="He calls it “likely, with high confidence” and ‘perhaps’ more.", voice="inferred", basis="x"
    )
    assert rules(with_finding(made, finding)) == []


def test_two_rows_of_the_table_are_one_too_many(made: Brief) -> None:
    one = Finding(text="It is likely.", voice="inferred", basis="x", likelihood="likely")
    two = Finding(text="It is improbable.", voice="inferred", basis="x", likelihood="improbable")
    assert rules(with_finding(with_finding(made, one), two)) == ["one-row"]


def test_the_bottom_line_stands_first(made: Brief) -> None:
    assert rules(replace(made, sections=made.sections[1:])) == ["bottom-line-first"]


def test_a_brief_says_what_is_missing(made: Brief) -> None:
    assert rules(replace(made, sections=tuple(s for s in made.sections if s.key != "gaps"))) == ["gaps"]


def test_a_judged_proposal_needs_assumptions_alternatives_and_signs(made: Brief) -> None:
    judged = Judgement(proposal="open the port", by="Arvenia", to=("Belmark",), non_starter=True)
    bare = replace(
        made,
        proposals=(judged,),
        sections=tuple(s for s in made.sections if s.key not in ("assumptions", "alternatives", "indicators")),
    )
    assert {"assumptions", "alternatives", "indicators"} <= set(rules(bare))


def test_a_grade_is_a_letter_and_a_figure(made: Brief) -> None:
    sources = (replace(made.sources[0], grade="good"), *made.sources[1:])
    assert rules(replace(made, sources=sources)) == ["grade"]


def test_plain_text_is_checked_line_by_line() -> None:
    text = "The deal is likely. \nWe have moderate confidence that war is improbable.\n"
    assert [(p.rule, p.where) for p in lint_text(text)] == [
        ("likelihood-with-confidence", "line 2"),
        ("one-row", "text"),
    ]


def test_files_of_each_kind(tmp_path: Path, made: Brief) -> None:
    (tmp_path / "a.json").write_text(to_json(made), encoding="utf-8")
    (tmp_path / "a.html").write_text(to_html(made), encoding="utf-8")
    (tmp_path / "a.md").write_text("It is likely, with high confidence.", encoding="utf-8")
    assert lint_file(tmp_path / "a.json") == []
    assert lint_file(tmp_path / "a.html") == []
    assert [p.rule for p in lint_file(tmp_path / "a.md")] == ["likelihood-with-confidence"]


def test_what_a_source_says_is_no_breach_of_the_page(tmp_path: Path, wire: Reading) -> None:
    text = f"{wire.document.text}\nIt is probable, and an equilibrium is likely with high confidence.\n"
    (tmp_path / "a.html").write_text(to_html(brief([replace(wire, document=Document.from_text(text))])), "utf-8")
    assert lint_file(tmp_path / "a.html") == []


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "raw").write_bytes(b"\xff\xfe\x00\xd8")
    for name in ("missing.json", "raw"):
        with pytest.raises(InputError):
            lint_file(tmp_path / name)


def test_the_longest_term_is_taken() -> None:
    assert terms_in("very unlikely, highly probable, almost certainly") == [
        "very unlikely",
        "highly probable",
        "almost certain",
    ]
    assert all(terms_in(f"It is {term}.") == [term] for term in TERMS)
    assert len(ROWS[0]) == len(ROWS[1])


def test_remote_is_a_likelihood_only_of_a_chance() -> None:
    assert terms_in("a remote village") == []
    assert terms_in("a remote chance") == ["remote"]
