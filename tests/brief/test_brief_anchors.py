import re
from html import unescape

from hypothesis import given
from hypothesis import strategies as st

from verbale.brief.anchors import mark_up
from verbale.brief.findings import Source

TEXTS = st.text(alphabet="ab <>&\"'é\n\r“”", max_size=60)


@given(TEXTS, st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=6))
def test_marks_never_change_the_words(text: str, spans: list[tuple[int, int]]) -> None:
    source = Source(number=1, id="x", text=text, title="t")
    inside = [one for one in spans if one[1] <= len(text)]
    paragraphs = mark_up(source, inside)
    shown = [unescape(re.sub(r"</?mark[^>]*>", "", str(one.html))) for one in paragraphs]
    assert shown == [line.rstrip() for line in text.splitlines() if line.strip()]


@given(TEXTS, st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=6))
def test_marks_nest_and_each_anchor_is_there_once(text: str, spans: list[tuple[int, int]]) -> None:
    source = Source(number=1, id="x", text=text, title="t")
    html = "".join(str(one.html) for one in mark_up(source, [one for one in spans if one[1] <= len(text)]))
    depth = 0
    for tag in re.findall(r"<(/?)mark", html):
        depth += -1 if tag else 1
        assert depth >= 0
    assert depth == 0
    anchors = re.findall(r' id="([^"]+)"', html)
    assert len(anchors) == len(set(anchors))


def test_crossing_spans_are_marked_in_pieces() -> None:
    source = Source(number=1, id="x", text="abcdef", title="t")
    (only,) = mark_up(source, [(0, 4), (2, 6)])
    expected = '<mark id="s1-0-4">ab<mark id="s1-2-6">cd</mark></mark><mark data-of="s1-2-6">ef</mark>'
    assert str(only.html) == expected
