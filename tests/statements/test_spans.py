from hypothesis import given
from hypothesis import strategies as st

from verbale.statements.spans import overlap, trim
from verbale.statements.transcript import find_turns


def test_marks_and_stops_at_the_edges_fall_away() -> None:
    text = " “We have waited,” "
    assert text[slice(*trim(text, 0, len(text)))] == "We have waited"  # type: ignore[misc]
    text = "talks with the U.S."
    assert text[slice(*trim(text, 0, len(text)))] == "talks with the U.S."  # type: ignore[misc]
    assert trim("“ ”", 0, 3) is None


@given(st.text(), st.integers(0, 60), st.integers(0, 60))
def test_a_trimmed_run_lies_within(text: str, a: int, b: int) -> None:
    start, end = sorted((min(a, len(text)), min(b, len(text))))
    run = trim(text, start, end)
    assert run is None or start <= run[0] < run[1] <= end


@given(*[st.tuples(st.integers(0, 50), st.integers(51, 99)) for _ in range(2)])
def test_overlap_is_symmetric_and_at_most_one(a: tuple[int, int], b: tuple[int, int]) -> None:
    assert overlap(a, b) == overlap(b, a)
    assert 0 <= overlap(a, b) <= overlap(a, a) == 1


def test_two_labels_make_a_transcript_and_one_colon_does_not() -> None:
    text = "MS. DRAY: Good morning.\n\nQ: And the dam?\n\nMS. DRAY: No comment.\nNone at all."
    turns = find_turns(text)
    assert [text[slice(*turn.label)] for turn in turns] == ["MS. DRAY", "Q", "MS. DRAY"]
    assert [turn.asks for turn in turns] == [False, True, False]
    assert text[slice(*turns[2].content)] == "No comment.\nNone at all"
    assert find_turns("He said one thing: no.\n\nNote: the dam is shut.") == []
