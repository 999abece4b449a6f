"""Words, keys and folded spellings of names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbale.actors.names import fold, name_key, name_words, plain, singulars, words


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Mohammed", "Muhammad"),
        ("Sergey", "Sergei"),
        ("Yevgeny", "Evgeniy"),
        ("Zelensky", "Zelenskyy"),
        ("Hossein", "Hussein"),
        ("Khürelsükh", "Khurelsukh"),
        ("Abdallah", "Abdullah"),
        ("Alexander", "Aleksandr"),
    ],
)
def test_spellings_of_one_name_fall_together(left: str, right: str) -> None:
    assert fold(plain(left)) == fold(plain(right))


@pytest.mark.parametrize(
    ("left", "right"), [("Kim", "Kin"), ("Rabin", "Robin"), ("Aoun", "Aun Lee"), ("Obama", "Osama")]
)
def test_other_names_stay_apart(left: str, right: str) -> None:
    assert name_words(left) != name_words(right)


def test_words_know_their_place_and_their_owner() -> None:
    text = "The U.S. and North Korea’s Kim Jong-un met."
    found = words(text)
    assert [text[word.start : word.end] for word in found] == [
        "The",
        "U.S",
        "and",
        "North",
        "Korea",
        "Kim",
        "Jong",
        "un",
        "met",
    ] or [word.key for word in found] == ["the", "us", "and", "north", "korea", "kim", "jong", "un", "met"]
    assert [word.owner for word in found].count(True) == 1


def test_an_acronym_keeps_its_capitals() -> None:
    assert name_key("U.S.") == ("US",)
    assert name_key("World Health Organization") == ("world", "health", "organization")
    assert words("us")[0].upper == "us"


def test_plurals() -> None:
    assert "ministry" in singulars("ministries")
    assert "army" in singulars("armies")
    assert singulars("press") == ("press",)


@given(st.text(max_size=200))
def test_offsets_are_those_of_the_text(text: str) -> None:
    for word in words(text):
        assert 0 <= word.start < word.end <= len(text)
        assert word.key == word.key.lower()
