"""Each record stands at its words with who coded it."""

from hypothesis import given
from hypothesis import strategies as st

from verbale.records import Coding, DateMention, Document, Inference, Note, Position, Reading, Span
from verbale.views.why import why, why_page

TEXT = "A title\n\nKestrel said <no> on 4 May. It may & will stay.\n\nThe end.\n"


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start=start, end=start + len(words), text=words)


def reading() -> Reading:
    stance = Coding(field="stance", coder="position:reject", version="1", confidence=0.5, why="a plain no")
    person = Coding(field="stance", coder="person", version="anna")
    return Reading(
        document=Document.from_text(TEXT, title="A <title>"),
        positions=(
            Position(
                id="P1",
                actor="KST",
                issue="TALKS",
                stance="against_unless",
                basis="stated",
                evidence=(span("<no>"),),
                codings=(stance, person),
            ),
        ),
        dates=(DateMention(id="D1", value="2031-05-04", type="day", span=span("4 May")),),
        inferences=(
            Inference(id="I1", kind="forecast", certainty="possible", about="KST", span=span("It may & will stay")),
        ),
        notes=(Note(kind="input", message="read as <Windows-1252>"),),
    )


def test_remarks_stand_in_the_paragraph_of_their_words() -> None:
    passages = why(reading())
    assert [passage.text for passage in passages] == [*TEXT.split("\n\n")[:2], "The end."]
    assert [one.record for one in passages[1].remarks] == ["positions/P1", "dates/D1", "inferences/I1"]
    first = passages[1].remarks[0]
    assert first.what == "KST is against unless: TALKS (stated)"
    assert first.coded == ("stance by position:reject 1, 0.50: a plain no", "stance by person anna")
    assert all(TEXT[passage.start : passage.end] == passage.text for passage in passages)


def test_the_page_marks_the_words_and_escapes_everything() -> None:
    page = why_page(reading())
    assert '<mark class="n1" title="positions/P1">&lt;no&gt;</mark>' in page
    assert "<no>" not in page
    assert "It may &amp; will stay" in page
    assert "<h1>A &lt;title&gt;</h1>" in page
    assert "read as &lt;Windows-1252&gt;" in page
    assert "<script" not in page


@given(st.text(), st.data())
def test_the_words_of_any_text_are_all_on_its_page(text: str, data: st.DataObject) -> None:
    ends = data.draw(st.lists(st.tuples(st.integers(0, len(text)), st.integers(0, len(text))), max_size=5))
    dates = tuple(
        DateMention(id=f"D{n}", value="2031", type="year", span=Span(start=a, end=b, text=text[a:b]))
        for n, (a, b) in enumerate(ends)
        if a < b
    )
    passages = why(Reading(document=Document.from_text(text), dates=dates))
    assert "\n".join(passage.text for passage in passages).split() == text.split()
