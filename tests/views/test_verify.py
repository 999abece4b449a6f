"""What became of a quotation on its way from the primary text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbale.records import Attribution, Document, Reading, Span, Utterance
from verbale.views.verify import check_quotation, verify

PRIMARY = (
    "Statement of the ministry\n\nWe have taken note of the proposal of 3 May. Kestrel will not send a team to the "
    "talks, unless the 11 gates are shut first. The gates of the upper dam, which the fleet has held since "
    "March, belong to both peoples. We may perhaps return to the matter in the autumn."
)


def quotation(words: str) -> Span:
    return Span(start=0, end=len(words), text=words)


@pytest.mark.parametrize(
    ("words", "verdict", "changes"),
    [
        ("Kestrel will not send a team to the talks", "verbatim", []),
        ("kestrel WILL not send a team, to the talks", "verbatim", []),
        ("gates", "verbatim", []),
        ("The gates of the upper dam … belong to both peoples", "cut", []),
        ("The gates of the upper dam belong to both peoples", "cut", ["which the fleet has held since March"]),
        ("[Our country] will not send a team to the talks", "verbatim", []),
        ("Kestrel will not send a delegation to the talks", "drifted", ["team"]),
        ("Kestrel will send a team to the talks", "sense_changed", ["not"]),
        ("unless the 12 gates are shut first", "sense_changed", ["11"]),
        ("We will return to the matter in the autumn", "sense_changed", ["may perhaps"]),
        ("a wholly new sentence about fish and chips", "not_found", []),
        ("fish", "not_found", []),
        ("“…”", "not_found", []),
    ],
)
def test_each_way_a_quotation_changes(words: str, verdict: str, changes: list[str]) -> None:
    check = check_quotation(quotation(words), PRIMARY)
    assert check.verdict == verdict
    assert [change.primary for change in check.changes] == changes
    if check.found is not None:
        assert PRIMARY[check.found.start : check.found.end] == check.found.text


def test_the_nature_of_a_changed_sense_is_named() -> None:
    for words, sense in (
        ("Kestrel will send a team to the talks", "negation"),
        ("unless the 12 gates are shut first", "number"),
        ("We might perhaps return to the matter", "modal"),
        ("We may return to the matter in the autumn", "hedge"),
    ):
        assert [change.sense for change in check_quotation(quotation(words), PRIMARY).changes] == [sense]


def test_the_quotations_of_a_reading_are_checked_against_the_best_of_several_texts() -> None:
    text = "The ministry said Kestrel would “not send a team” and called the gates “a common good.”"
    spans = tuple(
        Span(start=text.index(words), end=text.index(words) + len(words), text=words)
        for words in ("not send a team", "a common good")
    )
    reading = Reading(
        document=Document.from_text(text),
        utterances=(Utterance(id="U1", speaker="KST"),),
        attributions=(
            Attribution(
                id="A1", utterance="U1", source_entity="KST", source_span=None, cue_span=None,
                content_spans=spans, quoted_spans=spans, quote_type="partial_direct",
            ),
        ),
    )  # fmt: skip
    other = Document.from_text("Fish and chips.", title="A menu")
    rows = verify(reading, [other, Document.from_text(PRIMARY, title="Statement")]).to_dicts()
    assert [(row["words"], row["verdict"], row["document"]) for row in rows] == [
        ("not send a team", "verbatim", "Statement"),
        ("a common good", "not_found", None),
    ]


WORDS = st.lists(st.sampled_from("we will not send a team to the talks if gates open".split()), min_size=3, max_size=30)


@given(WORDS, st.data())
def test_any_stretch_of_three_words_or_more_is_verbatim(words: list[str], data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(words) - 3))
    end = data.draw(st.integers(start + 3, len(words)))
    check = check_quotation(quotation(" ".join(words[start:end])), " ".join(words))
    assert check.verdict == "verbatim"
    assert check.likeness == 1.0


@given(st.text(), st.text())
def test_no_words_make_it_fail(words: str, primary: str) -> None:
    check = check_quotation(quotation(words), primary)
    assert 0.0 <= check.likeness <= 1.0
