"""Single coded statements: every line is well formed, and a bad one is told with its file and line."""

import sys
from pathlib import Path

import pytest

CORPUS = Path(__file__).resolve().parents[2] / "training" / "corpus"
sys.path.insert(0, str(CORPUS))

from coding.lines import read_file, read_line  # noqa: E402 (the corpus's scripts are no package)


@pytest.mark.parametrize("path", sorted((CORPUS / "statements").glob("*.txt")), ids=lambda path: path.stem)
def test_every_line_is_well_formed(path: Path) -> None:
    found = list(read_file(path))
    assert len(found) > 300
    assert len({one.text for one in found}) == len(found)
    for one in found:
        assert all(one.text[place.start : place.end].strip() for place in one.content)


def test_a_line_gives_its_words_and_codes() -> None:
    one = read_line('"<Never>," {said} [the envoy], "<not in my time>" | reject | against')
    assert one.text == '"Never," said the envoy, "not in my time"'
    assert [one.text[place.start : place.end] for place in one.content] == ["Never", "not in my time"]
    assert one.source is not None
    assert one.text[one.source.start : one.source.end] == "the envoy"
    assert (one.speech_act, one.stance) == ("reject", "against")


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("[She] {said} <no> | deny", "expected text"),
        ("[She] {said} <no> | denied | denies", "unknown speech act or stance"),
        ("[She] {said} no | deny | denies", "expected one <content>"),
        ("[She] {said} <no | deny | denies", "expected one <content>"),
    ],
)
def test_a_bad_line_is_told_with_its_place(tmp_path: Path, line: str, wrong: str) -> None:
    path = tmp_path / "one.txt"
    path.write_text(f"# a comment\n{line}\n", encoding="utf-8")
    with pytest.raises(ValueError, match=f"one.txt:2: {wrong}"):
        list(read_file(path))
