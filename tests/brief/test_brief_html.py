import re
import xml.etree.ElementTree as ET
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from verbale.brief.compose import brief
from verbale.brief.html import to_html
from verbale.records import Reading


class Page(HTMLParser):
    """Every element of a page with its attributes, and the text inside the marks."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.marked: dict[str, str] = {}
        self._open: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.tags.append((tag, given))
        if tag == "mark":
            self._open.append(given.get("id") or given["data-of"])

    def handle_endtag(self, tag: str) -> None:
        if tag == "mark":
            self._open.pop()

    def handle_data(self, data: str) -> None:
        for name in self._open:
            self.marked[name] = self.marked.get(name, "") + data

    def ids(self) -> list[str]:
        return [given["id"] for _, given in self.tags if "id" in given]

    def links(self) -> list[str]:
        return [given["href"] for tag, given in self.tags if tag == "a"]


@pytest.fixture
def page(wire: Reading, column: Reading) -> Page:
    return Page(to_html(brief([wire, column])))


def test_every_link_opens_a_place_in_the_page(page: Page) -> None:
    ids = page.ids()
    assert len(ids) == len(set(ids))
    assert page.links()
    assert {link.removeprefix("#") for link in page.links()} <= set(ids)


def test_a_mark_holds_exactly_the_cited_words(wire: Reading, column: Reading, page: Page) -> None:
    texts = {1: wire.document.text, 2: column.document.text}
    assert page.marked
    for name, words in page.marked.items():
        source, start, end = (int(part) for part in name[1:].split("-"))
        assert words == texts[source][start:end]


def test_a_claim_is_one_link_from_its_words(page: Page, wire: Reading) -> None:
    start = wire.document.text.index("stays where it is")
    assert f"#s1-{start}-{start + len('stays where it is')}" in page.links()


def test_the_page_needs_no_network(page: Page) -> None:
    assert not [given for _, given in page.tags if "src" in given or given.get("rel") == "stylesheet"]
    assert all(link.startswith("#") for link in page.links())
    policy = [given["content"] for tag, given in page.tags if given.get("http-equiv")]
    assert policy == ["default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'"]


def test_text_of_a_document_stays_text(hostile: Reading) -> None:
    html = to_html(brief([hostile]))
    page = Page(html)
    assert {tag for tag, _ in page.tags} & {"img", "b", "i", "iframe"} == set()
    assert [tag for tag, _ in page.tags].count("script") == 1
    assert not [name for _, given in page.tags for name in given if name.startswith("on")]
    assert all(link.startswith("#") for link in page.links())
    assert "49" not in re.findall(r"`(.+?)`", html)


def test_pictures_are_well_formed(hostile: Reading, wire: Reading) -> None:
    for reading in (hostile, wire):
        drawn = re.findall(r"<svg.*?</svg>", to_html(brief([reading])), re.DOTALL)
        assert drawn
        for one in drawn:
            assert ET.fromstring(one).tag.endswith("svg")


def test_three_voices_carry_words_not_only_colour(page: Page, wire: Reading, column: Reading) -> None:
    html = to_html(brief([wire, column]))
    for voice in ("said", "author", "inferred"):
        assert f'<span class="voice">{voice}</span>' in html


def test_headings_do_not_skip_a_level(page: Page) -> None:
    levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_the_same_readings_give_the_same_page(wire: Reading, column: Reading) -> None:
    assert to_html(brief([wire, column])) == to_html(brief([column, wire]))
