import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbale.language.quotes import quotations


def inside(text: str) -> list[str]:
    return [text[one.start : one.end] for one in quotations(text)]


@pytest.mark.parametrize(
    "text",
    [
        'He said "no" to it.',
        "He said “no” to it.",
        "He said ‘no’ to it.",
        "He said 'no' to it.",
        "He said «no» to it.",
        "He said „no“ to it.",
        "He said 「no」 to it.",
        'He said “no" to it.',
    ],
)
def test_every_style_of_mark(text: str) -> None:
    assert inside(text) == ["no"]
    assert all(one.closed for one in quotations(text))


def test_apostrophes_are_no_marks() -> None:
    assert inside("The ministers’ plan isn’t the envoy's, it's the '90s again.") == []


def test_quotation_in_quotation() -> None:
    assert inside("“They called it ‘a gift’ again,” she said.") == ["They called it ‘a gift’ again,", "a gift"]


def test_a_quotation_that_opens_anew_in_each_paragraph() -> None:
    found = quotations("“We came.\n\n“We saw.\n\n“We left,” he said.")
    assert [one.closed for one in found] == [True, True, True]


def test_a_lost_mark_ends_with_its_paragraph() -> None:
    text = "“We came, he said.\n\nNobody answered."
    (one,) = quotations(text)
    assert not one.closed
    assert text[one.start : one.end] == "We came, he said."


@given(st.text(alphabet="ab .\n\"'“”‘’«»„", max_size=60))
def test_spans_lie_in_the_text(text: str) -> None:
    for one in quotations(text):
        assert 0 <= one.start <= one.end <= len(text)
        assert text[one.start - 1] == one.mark
