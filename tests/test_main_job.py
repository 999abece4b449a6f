"""The main job on real input, with the shipped model: from the example's five texts, and from the seed, to a brief."""

import json
import re
from pathlib import Path
from typing import Any

import docx
import pytest
from click.testing import CliRunner
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import simpleSplit
from reportlab.pdfgen import canvas

import verbale
from verbale.cli import main

ROOT = Path(__file__).resolve().parents[1]
TALKS = ROOT / "examples" / "talks"


def run(*words: object) -> str:
    result = CliRunner().invoke(main, [str(word) for word in words], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.stdout


@pytest.fixture(scope="module")
def told() -> dict[str, Any]:
    """The brief of the example, as programs get it."""
    return json.loads(run("brief", TALKS, "--json"))


def acts_of(told: dict[str, Any]) -> list[dict[str, Any]]:
    blocks = [block for section in told["sections"] for block in section["blocks"]]
    return next(block["acts"] for block in blocks if block["block"] == "timeline")


def test_every_text_is_a_source_with_its_kind_and_day(told: dict[str, Any]) -> None:
    assert [(source["published"], source["kind"]) for source in told["sources"]] == [
        ("2024-01-30", "wire"),
        ("2024-02-15", "first-person statement"),
        ("2024-02-16", "briefing transcript"),
        ("2024-03-26", "wire"),
        ("2024-03-28", "commentary"),
    ]


def test_the_exchange_is_seen_across_the_texts(told: dict[str, Any]) -> None:
    acts = {(act["said"], act["who"]): act for act in acts_of(told)}
    assert {
        ("2024-01-30", "Fumio Kishida"),
        ("2024-02-15", "Kim Yo Jong"),
        ("2024-02-16", "Yoshimasa Hayashi"),
        ("2024-03-26", "Kim Yo Jong"),
    } <= acts.keys()
    order = list(acts)
    reply = acts["2024-02-15", "Kim Yo Jong"]["replies_to"]
    assert [order[one] for one in reply] == [("2024-01-30", "Fumio Kishida")]


def test_every_citation_is_in_its_text(told: dict[str, Any]) -> None:
    texts = [path.read_text(encoding="utf-8") for path in sorted(TALKS.glob("*.txt"))]

    def citations(value: Any) -> list[dict[str, Any]]:
        if isinstance(value, list):
            return [one for each in value for one in citations(each)]
        if not isinstance(value, dict):
            return []
        if {"source", "start", "end", "text"} <= value.keys():
            return [value]
        return citations(list(value.values()))

    found = citations(told["sections"]) + citations(told["proposals"])
    assert len(found) > 20
    for one in found:
        assert texts[one["source"] - 1][one["start"] : one["end"]] == one["text"]


def test_the_page_opens_from_disk_alone(tmp_path: Path) -> None:
    run("brief", TALKS, "-o", tmp_path / "brief.html")
    page = (tmp_path / "brief.html").read_text(encoding="utf-8")
    assert len(page) < 2_000_000
    assert not re.search(r"""(?:src|href)\s*=\s*["'](?!#|data:)""", page)
    assert "@import" not in page
    assert [path.name for path in tmp_path.iterdir()] == ["brief.html"]


def test_the_same_text_gives_the_same_answer_in_every_form_of_file(tmp_path: Path) -> None:
    text = (TALKS / "4_wire_2024-03-26.txt").read_text(encoding="utf-8")
    paragraphs = [part for part in text.split("\n\n") if part.strip()]
    body = "".join(f"<p>{part.strip()}</p>" for part in paragraphs[1:])
    (tmp_path / "a.html").write_text(
        f"<html><body><article><h1>{paragraphs[0]}</h1>{body}</article></body></html>", encoding="utf-8"
    )
    file = docx.Document()
    for part in paragraphs:
        file.add_paragraph(part.strip())
    file.save(str(tmp_path / "a.docx"))
    pdf = canvas.Canvas(str(tmp_path / "a.pdf"), pagesize=A4)
    line = 800
    for part in paragraphs:
        for words in simpleSplit(part.strip(), "Helvetica", 11, 450):
            pdf.drawString(70, line, words)
            line -= 14
        line -= 14
    pdf.save()

    def who_said_what(path: Path) -> set[tuple[str | None, str]]:
        rows = verbale.show(verbale.read(path), "statements").to_dicts()
        return {(str(row["date"]), str(row["speaker"])) for row in rows}

    expected = who_said_what(TALKS / "4_wire_2024-03-26.txt")
    assert ("2024-03-26", "KIM_YO_JONG") in expected
    for name in ("a.html", "a.docx", "a.pdf"):
        assert who_said_what(tmp_path / name) == expected


def test_two_workers_write_what_one_writes(tmp_path: Path) -> None:
    for name, workers in (("one.jsonl", 1), ("two.jsonl", 2)):
        done = verbale.code([TALKS], tmp_path / name, workers=workers)
        assert (done.coded, done.refused) == (5, [])
    assert (tmp_path / "one.jsonl").read_bytes() == (tmp_path / "two.jsonl").read_bytes()


@pytest.fixture(scope="module")
def seed(shared: Path) -> verbale.Reading:
    (path,) = (shared / "seed").glob("*.txt")
    return verbale.read(path)


def test_the_seed_is_read_by_rule_and_model(seed: verbale.Reading) -> None:
    assert seed.document.published == "2024-03-14"
    said = {(act.speaker, act.date) for act in seed.utterances}
    assert {("KISHIDA", "2024-01-30"), ("KIM_YO_JONG", "2024-02-15"), ("HAYASHI", "2024-02-16")} <= said
    figures = {(figure.claimed_by, figure.value) for figure in seed.quantities}
    assert {("JPN", 17), ("PRK", 13)} <= figures
    offices = {act.speaker: act.role for act in seed.utterances}
    assert "Chief Cabinet Secretary" in str(offices["HAYASHI"])
    kim = next(act for act in seed.utterances if act.speaker == "KIM_YO_JONG")
    assert (kim.mandate, kim.authority_level, kim.proximity) == ("personal_disclaimed", "D", "leader_kin")
    assert seed.conditions


def test_the_seed_reads_the_same_twice(seed: verbale.Reading, shared: Path) -> None:
    (path,) = (shared / "seed").glob("*.txt")
    assert verbale.read(path).to_dict() == seed.to_dict()
