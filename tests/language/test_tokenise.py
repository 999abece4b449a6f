from hypothesis import given
from hypothesis import strategies as st

from verbale.language.tokenise import MOST_LETTERS, paragraphs, words


def cut(text: str) -> list[str]:
    return [word.text for word in words(text)]


def test_contractions_and_possessives() -> None:
    assert cut("We don't, can't and won’t; they're John's.") == [
        *("We", "do", "n't", ",", "ca", "n't", "and", "wo", "n’t", ";", "they", "'re", "John", "'s", "."),
    ]
    assert cut("They cannot.") == ["They", "can", "not", "."]
    assert cut("O'Brien met the Qa'ida envoy.") == ["O'Brien", "met", "the", "Qa'ida", "envoy", "."]


def test_abbreviations_keep_their_stop() -> None:
    assert cut("The U.S. envoy, Mr. Hale, left.") == ["The", "U.S.", "envoy", ",", "Mr.", "Hale", ",", "left", "."]
    assert cut("On 3 Jan. 2024") == ["On", "3", "Jan.", "2024"]
    assert cut("They said no.") == ["They", "said", "no", "."]
    assert cut("Resolution No. 1718") == ["Resolution", "No.", "1718"]


def test_hyphens_numbers_and_marks() -> None:
    assert cut("a long-term, non-aligned plan") == ["a", "long", "-", "term", ",", "non-aligned", "plan"]
    assert cut("1,234.5 at 10:30 on 9/11") == ["1,234.5", "at", "10:30", "on", "9/11"]
    assert cut("$5bn (20%)") == ["$", "5bn", "(", "20", "%", ")"]
    assert cut("Wait… what?!") == ["Wait", "…", "what", "?!"]
    assert cut("see https://example.org/a,b.") == ["see", "https://example.org/a,b", "."]


def test_a_wrapped_paragraph_is_one_and_a_list_is_many() -> None:
    wrapped = "The two ministers met in the old capital and agreed\nto meet again.\n\nNext."
    assert len(paragraphs(wrapped)) == 2
    listed = "The two ministers agreed on three things that follow\n- to meet again\n- to talk\n2. to wait"
    assert len(paragraphs(listed)) == 4
    assert len(paragraphs("Talks fail\nThe talks failed.")) == 2


@given(st.text(max_size=200))
def test_words_are_slices_in_order_and_leave_nothing_but_space(text: str) -> None:
    at = 0
    for n, (start, end) in enumerate(paragraphs(text)):
        for word in words(text, start, end, n):
            assert word.text == text[word.start : word.end]
            assert 0 < len(word.text) <= MOST_LETTERS
            assert at <= word.start
            assert not text[at : word.start].strip()
            at = word.end
    assert not text[at:].strip()
