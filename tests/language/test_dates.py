from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbale.language.dates import find_dates

PUBLISHED = "1998-11-18"  # a Wednesday


def dated(text: str, tense: str | None = None, published: str | None = PUBLISHED) -> list[tuple[str, str]]:
    found = find_dates(text, published, (lambda _: tense) if tense else None)  # type: ignore[arg-type, return-value]
    return [(text[one.start : one.end], one.value) for one in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The treaty of 3 April 1949 stands.", [("3 April 1949", "1949-04-03")]),
        ("VELMAR, Nov. 17, 1998 -", [("Nov. 17, 1998", "1998-11-17")]),
        ("signed on the 3rd of April, 1949", [("3rd of April, 1949", "1949-04-03")]),
        ("Friday, 13 November 1998", [("13 November 1998", "1998-11-13")]),
        ("talks from 6 to 10 March 1997", [("6 to 10 March 1997", "1997-03-06/1997-03-10")]),
        ("He resigned in 1996.", [("1996", "1996")]),
        ("In 1996 talks resumed.", [("1996", "1996")]),
        ("a camp of 1996 soldiers", []),
        ("resolution 1999 was adopted", []),
        ("between 1977 and 1983", [("between 1977 and 1983", "1977/1983")]),
        ("the war of 1980-88", [("1980-88", "1980/1988")]),
        ("throughout the 1990s", [("the 1990s", "1990/1999")]),
        ("They may march on 9 May.", [("9 May", "1999-05-09")]),
        ("since May", [("May", "1998-05")]),
        ("It may rain in the march.", []),
        ("by the end of the year", [("the end of the year", "1998-12-31")]),
        ("three days ago", [("three days ago", "1998-11-15")]),
        ("within 90 days of signature", [("90 days", "P90D")]),
        ("a 30-day-old child", []),
        ("12/11/1998 or 25/12/1998", [("25/12/1998", "1998-12-25")]),
        ("2001-02-30 is no day", []),
        ("Last weekend both sides met.", [("Last weekend", "1998-11-14/1998-11-15")]),
    ],
)
def test_explicit_and_relative_forms(text: str, expected: list[tuple[str, str]]) -> None:
    assert dated(text) == expected


@pytest.mark.parametrize(
    ("text", "tense", "expected"),
    [
        ("on Friday", "past", "1998-11-13"),
        ("on Friday", "future", "1998-11-20"),
        ("on Wednesday", "past", "1998-11-18"),
        ("last Wednesday", "past", "1998-11-11"),
        ("next Wednesday", None, "1998-11-25"),
        ("in December", "past", "1997-12"),
        ("in December", "future", "1998-12"),
        ("on 5 January", "future", "1999-01-05"),
        ("on 5 March", "past", "1998-03-05"),
        ("on 30 October", None, "1998-10-30"),
    ],
)
def test_the_tense_of_the_clause_decides(text: str, tense: str | None, expected: str) -> None:
    assert [value for _, value in dated(text, tense)] == [expected]


def test_days_count_from_the_last_day_told() -> None:
    text = "On 2 October the envoy came. Two days later she left; the next day the border was shut."
    assert [value for _, value in dated(text)] == ["1998-10-02", "1998-10-04", "1998-10-05"]


def test_an_older_year_holds_for_its_paragraph_only() -> None:
    text = "In 1962 the strait was closed. On 4 March it reopened.\nOn 4 October the parties met."
    assert [value for _, value in dated(text)] == ["1962", "1962-03-04", "1998-10-04"]


def test_without_a_day_of_publication_nothing_is_guessed() -> None:
    assert dated("On Friday, 3 May and last year; on 3 May 1960.", published=None) == [("3 May 1960", "1960-05-03")]


@given(st.text(), st.dates(min_value=date(2, 1, 1), max_value=date(9998, 12, 31)))
def test_no_text_breaks_it_and_no_dates_overlap(text: str, published: date) -> None:
    found = find_dates(text, published.isoformat())
    assert all(a.end <= b.start for a, b in pairwise(found))
