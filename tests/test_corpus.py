"""A corpus is coded whole, in order, with any number of workers, and picked up where it was left."""

import json
from pathlib import Path

import pytest

import verbale
from verbale import corpus
from verbale.corpus import code, read_all
from verbale.errors import InputError, OutputError
from verbale.records import Document, Note, Reading


def stand_in(document: Document, issues: object = None, **_: object) -> Reading:
    """Read without the language model, which is not what is tested here."""
    return Reading(document=document, notes=(Note(kind="stand-in", message=str(issues)),))


@pytest.fixture(autouse=True)
def no_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(corpus, "read", stand_in)


@pytest.fixture
def stories(tmp_path: Path) -> Path:
    folder = tmp_path / "stories"
    folder.mkdir()
    for n in range(5):
        (folder / f"{n}.txt").write_text(f"Story {n}.\n", encoding="utf-8")
    (folder / "bad.pdf").write_bytes(b"%PDF-1.7 nothing")
    (folder / "rows.csv").write_text("title,text\nA,Row a.\nB,\nC,Row c.\n")
    return folder


ALL = [*(f"Story {n}.\n" for n in range(5)), "Row a.", "Row c."]


def texts_in(path: Path) -> list[str]:
    return [json.loads(line)["document"]["text"] for line in path.read_text(encoding="utf-8").splitlines()]


def test_what_cannot_be_read_is_told_and_the_rest_is_coded(stories: Path, tmp_path: Path) -> None:
    out, said = tmp_path / "out.jsonl", []
    done = code([stories], out, workers=1, issues="mine.toml", report=lambda _, what: said.append(what))
    assert (done.coded, done.there, len(done.refused)) == (7, 0, 2)
    assert texts_in(out) == ALL
    assert "bad.pdf" in done.refused[0]
    assert "rows.csv: expected a text, found none" in done.refused[1]
    assert len(said) == 9
    assert json.loads(out.read_text(encoding="utf-8").splitlines()[0])["notes"][0]["message"] == "mine.toml"


@pytest.mark.parametrize("name", ["out.jsonl", "out.db"])
def test_a_second_run_adds_nothing(stories: Path, tmp_path: Path, name: str) -> None:
    code([stories], tmp_path / name, workers=1)
    before = (tmp_path / name).read_bytes()
    done = code([stories], tmp_path / name, workers=1)
    assert (done.coded, done.there) == (0, 7)
    assert name != "out.jsonl" or (tmp_path / name).read_bytes() == before


def test_a_line_cut_short_by_a_sudden_end_is_coded_again(stories: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    code([stories], out, workers=1)
    whole = out.read_bytes()
    out.write_bytes(whole[: len(whole) // 2])
    assert code([stories], out, workers=1).coded > 0
    assert out.read_bytes() == whole


def test_the_same_text_twice_is_coded_once(tmp_path: Path) -> None:
    assert code(["A text.\n", "A text.\n"], tmp_path / "out.jsonl", workers=1).there == 1


def test_a_ledger_can_be_filled(stories: Path, tmp_path: Path) -> None:
    code([stories], tmp_path / "talks.db", workers=1)
    with verbale.Ledger(tmp_path / "talks.db") as ledger:
        assert [one.document.text for one in ledger.readings()] == ALL


def test_outputs_that_will_not_do_are_said(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"expected a name that ends in \.jsonl or \.db, found \.txt"):
        code([], tmp_path / "out.txt")
    with pytest.raises(OutputError, match="cannot be written"):
        code([], tmp_path / "nowhere" / "out.jsonl")
    (tmp_path / "other.jsonl").write_text('{"some": "thing"}\n')
    with pytest.raises(InputError, match="expected readings, one a line"):
        code([], tmp_path / "other.jsonl")


def test_a_bad_file_stops_before_anything_is_read(stories: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(corpus, "read", lambda *_, **__: pytest.fail("nothing may be read"))
    with pytest.raises(InputError, match=r"bad\.pdf"):
        list(read_all([stories]))


def test_notes_of_loading_come_before_those_of_reading(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("“Yes.”\n".encode("cp1252"))
    (reading,) = read_all([tmp_path / "a.txt"])
    assert [note.kind for note in reading.notes] == ["input", "stand-in"]
