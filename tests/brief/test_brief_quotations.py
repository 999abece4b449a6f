from dataclasses import replace

from verbale.brief import Finding, Table, brief
from verbale.records import Document, Reading, Span, Utterance

STATEMENT = (
    "Statement by Ivo Prast, 3 May 2031.\n\nThe ferry {} where it is. It will not sail before the port is open.\n"
)


def primary(verb: str) -> Reading:
    text = STATEMENT.format(verb)
    said = Utterance(
        id="U1",
        speaker="PRAST",
        on_behalf_of="BEL",
        date="2031-05-03",
        relay_distance=0,
        evidence=(Span(start=0, end=9, text="Statement"),),
    )
    return Reading(
        document=Document.from_text(text, title="The statement", published="2031-05-03"),
        utterances=(said,),
    )


def rows(*readings: Reading) -> list[tuple[str, str]]:
    found = [one for one in brief(list(readings)).sections if one.key == "quotations"]
    tables = [block for section in found for block in section.blocks if isinstance(block, Table)]
    return [(text(row[0]), text(row[2])) for table in tables for row in table.rows]


def text(cell: str | tuple[Finding, ...]) -> str:
    return cell if isinstance(cell, str) else cell[0].text


def test_a_quotation_that_stands_in_the_primary_text_passes(wire: Reading) -> None:
    assert rows(wire, primary("stays")) == [("“stays where it is”", "word for word")]


def test_a_quotation_with_other_words_is_told(wire: Reading) -> None:
    assert rows(wire, primary("waits")) == [("“stays where it is”", "other words")]


def test_without_a_primary_text_nothing_is_checked(wire: Reading, column: Reading) -> None:
    assert rows(wire, column) == []


def test_a_statement_of_another_day_is_no_primary_text_of_this_one(wire: Reading) -> None:
    other = primary("stays")
    moved = replace(other, utterances=(replace(other.utterances[0], date="2031-04-01"),))
    assert rows(wire, moved) == []
