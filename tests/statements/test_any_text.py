"""Whatever the text, a reading comes out, and every span is its words."""

from hypothesis import given, settings
from hypothesis import strategies as st

import verbale
from verbale.decode import from_dict
from verbale.encode import reading_to_dict

PIECES = (
    "He said: “",
    "” she said,",
    "“If not,”",
    "If",
    "unless",
    "provided that",
    ", he added,",
    "Q:",
    "MR. X:",
    "1.",
    "•",
    "according to",
    "Should the",
    "the two sides",
    "Kestria’s",
    "The Kestrian minister",
    "he",
    "it",
    "They",
    "17",
    "$3bn",
    "on Friday",
    "in May",
    "the 31st",
    "\n\n",
    "\u00a0",
    "\u200f",
    "…",
    "«",
    "»",
    "''",
    '"',
    "(",
    ")",
    "—",
    "·",
    "💥",
    "東京",
    "говорит",
    "NOT TO BE NAMED",
    "is said to have",
    "only if",
    "X" * 300,
    "denied",
    "called it",
    "expressed regret",
    "told",
    "that",
    "to",
    "of",
    ".",
    ",",
    ";",
    "?",
    "!",
    "\t",
    "I",
    "we",
    "our",
    "agreed to",
    "in return",
    "as a precondition",
)


@settings(max_examples=60, deadline=None)
@given(
    st.one_of(
        st.text(max_size=400),
        st.lists(st.sampled_from(PIECES), max_size=60).map(" ".join),
        st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=12)), max_size=40).map("".join),
    ),
    st.sampled_from(
        ["wire", "commentary", "first-person statement", "joint statement", "briefing transcript", "unknown"]
    ),
)
def test_any_text_is_read_and_every_span_is_its_words(text: str, kind: str) -> None:
    document = verbale.Document.from_text(text, published="2001-02-03", kind=kind)
    reading = verbale.read(document)
    assert from_dict(reading_to_dict(reading), text).attributions == reading.attributions
    ids = {entity.id for entity in reading.entities}
    assert {one.source_entity for one in reading.attributions} <= ids
    assert {one.actor for one in reading.positions} <= ids
