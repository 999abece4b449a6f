import re

from verbale.brief.compose import brief
from verbale.brief.markdown import to_markdown
from verbale.records import Reading


def test_every_footnote_is_told_and_used(wire: Reading, column: Reading) -> None:
    text = to_markdown(brief([wire, column]))
    told = re.findall(r"^\[\^(\d+)\]:", text, re.MULTILINE)
    used = set(re.findall(r"\[\^(\d+)\](?!:)", text))
    assert told == [str(n) for n in range(1, len(told) + 1)]
    assert used == set(told)


def test_rows_of_a_table_have_as_many_cells_as_its_head(hostile: Reading, wire: Reading) -> None:
    text = to_markdown(brief([hostile, wire]))
    for grid in re.findall(r"(?:^\|.*\n)+", text, re.MULTILINE):
        counts = {len(re.findall(r"(?<!\\)\|", row)) for row in grid.splitlines()}
        assert len(counts) == 1


def test_text_of_a_document_neither_formats_nor_scripts(hostile: Reading) -> None:
    text = to_markdown(brief([hostile]))
    assert not re.search(r"<(?!br>)", text)
    assert not re.search(r"(?<!\\)\]\(", text)
    assert "javascript:alert(3)" in text


def test_sections_come_in_the_order_of_the_brief(wire: Reading) -> None:
    made = brief([wire])
    heads = re.findall(r"^## (.+)$", to_markdown(made), re.MULTILINE)
    assert heads == [*(section.title for section in made.sections), "Sources"]
