import pytest

from verbale.brief import Assessment, Brief, Finding, brief, lint, to_html
from verbale.errors import InputError
from verbale.records import Reading


def texts(made: Brief) -> list[str]:
    section = next(one for one in made.sections if one.key == "assessment")
    return [block.text for block in section.blocks if isinstance(block, Finding)]


def test_likelihood_and_confidence_stand_apart(wire: Reading) -> None:
    mine = Assessment(text="agreement is unlikely", by="Ana", likelihood="unlikely", confidence="low", why="one source")
    made = brief([wire], assessments=[mine])
    assert texts(made) == ["Agreement is unlikely.", "Confidence in this: low, since one source."]
    assert lint(made) == []
    assert "set by Ana" in to_html(made)


def test_without_an_analyst_there_is_no_likelihood(wire: Reading) -> None:
    assert "assessment" not in [section.key for section in brief([wire]).sections]


@pytest.mark.parametrize(
    ("text", "likelihood", "confidence", "told"),
    [
        ("It is likely.", None, None, "not set"),
        ("It is likely.", "unlikely", None, "not set|unlikely"),
        ("It will be.", "likely", None, "not in the text"),
        ("It is a good bet.", "a good bet", None, "of the table"),
        ("It is so.", None, "certain", "expected a confidence"),
    ],
)
def test_what_does_not_fit_is_refused(
    wire: Reading, text: str, likelihood: str | None, confidence: str | None, told: str
) -> None:
    mine = Assessment(text=text, by="Ana", likelihood=likelihood, confidence=confidence)
    with pytest.raises(InputError, match=told):
        brief([wire], assessments=[mine])
