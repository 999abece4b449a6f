"""Issues of different texts are joined by their words, never by their ids."""

import pytest

from verbale.records import Document, Issue, Position, Reading, Span
from verbale.views import show
from verbale.views.topics import topics_of


def reading(text: str, **issues: str) -> Reading:
    words = (Span(start=0, end=len(text), text=text),)
    return Reading(
        document=Document.from_text(text),
        issues=tuple(Issue(id=name, label=label, kind="proposal") for name, label in issues.items()),
        positions=tuple(
            Position(id=f"P{name}", actor="KST", issue=name, stance="for", basis="stated", evidence=words)
            for name in issues
        ),
    )


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [
        ("Summit with Dorn", "summits with Dorn", True),
        ("Lifting the sanctions on Dorn", "sanctions on Dorn are lifted", True),
        ("A summit with Dorn", "A summit with Kestrel", False),
        ("Number of abductions", "Return of the fleet", False),
        ("17 abducted citizens return", "13 abducted citizens return", False),
        ("The", "the", True),
        ("", "", False),
    ],
)
def test_labels_with_most_of_their_words_in_common_are_one(one: str, two: str, same: bool) -> None:
    first, second = reading("One.", I1=one), reading("Two.", I7=two)
    topics = topics_of([first, second])
    assert (topics.label(first, "I1") == topics.label(second, "I7")) is same


def test_the_same_id_in_two_texts_is_not_the_same_issue() -> None:
    record = [reading("One.", I1="Gates shut", I2="Fleet leaves"), reading("Two.", I1="Fleet leaving")]
    rows = show(record, "positions").to_dicts()
    assert [(row["issue"], row["statements"]) for row in rows] == [("Fleet leaves", 2), ("Gates shut", 1)]


def test_an_issue_that_is_not_listed_keeps_its_id() -> None:
    assert topics_of([]).label(reading("One."), "I9") == "I9"
    assert topics_of([]).label(reading("One."), None) is None
