from dataclasses import replace

from verbale.brief.anchors import findings_of
from verbale.brief.compose import brief
from verbale.brief.findings import Brief, Cell, Finding, Table, Timeline
from verbale.records import Document, Reading


def section_text(made: Brief, key: str) -> str:
    section = next(one for one in made.sections if one.key == key)
    return "\n".join(finding.text for block in section.blocks for finding in findings_of(block))


def table(made: Brief, key: str) -> Table:
    section = next(one for one in made.sections if one.key == key)
    return next(block for block in section.blocks if isinstance(block, Table))


def test_an_act_told_by_two_sources_is_one_act(wire: Reading, column: Reading) -> None:
    made = brief([wire, column])
    assert len(table(made, "exchange").rows) == 2
    assert "told by 2 independent sources" in section_text(made, "exchange")


def test_the_timeline_keeps_said_and_reported_apart(wire: Reading) -> None:
    section = next(one for one in brief([wire]).sections if one.key == "exchange")
    (picture,) = [block for block in section.blocks if isinstance(block, Timeline)]
    assert picture.lanes == ("Arvenia", "Belmark")
    assert [(act.said, act.reported, act.replies_to) for act in picture.acts] == [
        ("2031-05-02", ("2031-05-04",), ()),
        ("2031-05-03", ("2031-05-04",), (0,)),
    ]


def test_the_matrix_tells_stance_condition_date_and_authority(wire: Reading) -> None:
    text = section_text(brief([wire]), "positions")
    assert "for, on a condition (2 May 2031, authority A)" in text
    assert "if: ‘once the ferry line is running again’" in text
    assert "sides opposed" in text


def test_two_sides_that_wait_for_each_other_are_told(wire: Reading) -> None:
    text = section_text(brief([wire]), "conditions")
    assert "Arvenia waits for Belmark, over: The ferry line is running again." in text
    assert "Arvenia and Belmark each hold back a step until the other moves first." in text


def test_rival_values_stand_beside_each_other(wire: Reading) -> None:
    rows = table(brief([wire]), "disputes").rows
    assert [row[1] for row in rows] == ["Arvenia", "Belmark"]


def test_the_authors_forecast_stays_the_authors(column: Reading) -> None:
    made = brief([column])
    ((_, kind, words),) = table(made, "judgements").rows
    assert [finding.text for finding in kind] == ["forecast", "hedged: ‘probably’"]
    assert [finding.voice for finding in words] == ["author"]
    assert "Lena Ost judges: ‘will probably end the talks’" in section_text(made, "bottom-line")


def test_spoken_words_have_double_marks_and_told_words_single_ones(wire: Reading) -> None:
    text = section_text(brief([wire]), "exchange")
    assert "‘the port must be opened first’" in text
    assert "‘that the ferry “stays where it is”’" in text


def test_no_diplomacy_gives_a_short_honest_brief() -> None:
    made = brief([Reading(document=Document.from_text("Whisk two eggs. Add the flour.\n"))])
    assert [section.key for section in made.sections] == ["bottom-line", "gaps"]
    assert "nothing to weigh" in section_text(made, "bottom-line")
    assert made.proposals == ()
    assert made.title == "No exchange in this record"


def test_one_party_alone_is_told_as_such(wire: Reading) -> None:
    alone = Reading(
        document=wire.document,
        entities=wire.entities,
        issues=wire.issues,
        utterances=wire.utterances[:1],
        attributions=wire.attributions[:1],
    )
    assert "Only Arvenia speaks" in section_text(brief([alone]), "gaps")


def test_no_reading_at_all_gives_a_brief_too() -> None:
    made = brief([])
    assert [section.key for section in made.sections] == ["bottom-line", "gaps"]


def test_a_personal_view_is_told_as_a_gap(wire: Reading) -> None:
    weak = replace(
        wire,
        utterances=(
            wire.utterances[0],
            replace(wire.utterances[1], authority_level="D", mandate="personal_disclaimed"),
        ),
    )
    made = brief([weak])
    assert (
        "The ferry line is running again: no statement that binds is in the record from Belmark (D)."
        in section_text(made, "gaps")
    )
    assert "calls it a personal view" in section_text(made, "exchange")


def test_what_the_author_reads_into_a_party_has_the_authors_mark(wire: Reading) -> None:
    one, *rest = wire.attributions
    words = one.content_spans[0].text
    belief = replace(one, propositions=tuple(replace(each, speech_act="imputed_belief") for each in one.propositions))
    row = next(row for row in _rows(brief([replace(wire, attributions=(belief, *rest))])) if words in _said(row))
    assert {line.voice for cell in row[3:] for line in cell if isinstance(line, Finding)} == {"author"}


def _rows(made: Brief) -> list[tuple[Cell, ...]]:
    return [row for row in table(made, "exchange").rows]


def _said(row: tuple[Cell, ...]) -> str:
    return " ".join(line.text for cell in row[3:] if not isinstance(cell, str) for line in cell)
