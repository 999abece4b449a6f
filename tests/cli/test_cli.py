"""The commands: what they print, and what becomes of errors. Reading is a stand-in; the model is tested elsewhere."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from verbale import corpus, views
from verbale.cli import main
from verbale.cli import progress as progress_of
from verbale.cli.reading import FORMATS, VIEWS
from verbale.records import (
    Attribution,
    Condition,
    Document,
    Entity,
    Issue,
    Position,
    Proposition,
    Reading,
    Span,
    Utterance,
)

STORY = "A title\n\n4 May 2031\n\nOrlin said “no team will travel” on Monday.\n"
MODEL = """
name = "Talks"
status_quo = "NN"
[[decision_maker]]
id = "A"
options = [{ id = "meet", name = "hold a summit" }]
prefer = ["meet"]
[[decision_maker]]
id = "B"
options = [{ id = "drop" }]
prefer = ["-drop"]
"""


def stand_in(document: Document, issues: object = None, **_: object) -> Reading:
    """Read one quotation, without the language model."""
    start = document.text.index("no team")
    words = Span(start=start, end=start + 19, text=document.text[start : start + 19])
    told = Attribution(
        id="A1",
        utterance="U1",
        source_entity="ORLIN",
        source_span=None,
        cue_span=None,
        content_spans=(words,),
        quoted_spans=(words,),
        quote_type="direct",
        propositions=(Proposition(speech_act="reject", issue="TALKS", stance="against"),),
    )
    position = Position(
        id="P1",
        actor="KST",
        issue="TALKS",
        stance="against",
        basis="stated",
        evidence=(words,),
        attribution="A1",
    )
    return Reading(
        document=document,
        entities=(Entity(id="ORLIN", name="Orlin", type="person"),),
        issues=(Issue(id="TALKS", label="talks", kind="proposal"),),
        utterances=(Utterance(id="U1", speaker="ORLIN", on_behalf_of="KST", date="2031-05-04"),),
        attributions=(told,),
        positions=(position,),
    )


@pytest.fixture(autouse=True)
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder with one story, in which the commands run."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(corpus, "read", stand_in)
    monkeypatch.setenv("VERBALE_BY", "anna")
    monkeypatch.delenv("VERBALE_LEDGER", raising=False)
    (tmp_path / "story.txt").write_text(STORY, encoding="utf-8")
    return tmp_path


def run(*words: str, given: bytes | None = None, status: int = 0) -> Result:
    result = CliRunner().invoke(main, words, input=given)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    assert result.exit_code == status, result.output
    return result


def test_read_prints_a_table_of_who_said_what() -> None:
    printed = run("read", "story.txt").output
    assert "ORLIN" in printed
    assert "no team will travel" in printed


def test_read_prints_one_object_for_one_text_and_one_a_line_for_several(desk: Path) -> None:
    one = json.loads(run("read", "story.txt", "--json", "--published", "2031-05-05").output)
    assert (one["document"]["title"], one["document"]["published"]) == ("A title", "2031-05-05")
    assert one["positions"][0]["stance"] == "against"
    (desk / "second.txt").write_text("Again: no team will travel.\n", encoding="utf-8")
    lines = run("read", "story.txt", "second.txt", "--json").output.splitlines()
    assert [json.loads(line)["document"]["file"] for line in lines] == ["story.txt", "second.txt"]


def test_read_shows_why(desk: Path) -> None:
    printed = run("read", "story.txt", "--why").output
    assert "    positions/P1  KST is against: talks (stated)\n        “no team will travel”\n" in printed
    run("read", "story.txt", "--why", "-o", "why.html")
    assert "no team will travel</mark>" in (desk / "why.html").read_text(encoding="utf-8")
    run("read", "story.txt", "story.txt", "--why", "-o", "why.html", status=2)


def test_read_takes_standard_input() -> None:
    assert json.loads(run("read", "-", "--json", given=STORY.encode()).output)["document"]["file"] is None


def test_a_note_on_the_file_is_said_on_standard_error(desk: Path) -> None:
    (desk / "old.txt").write_bytes(STORY.encode("cp1252"))
    result = run("read", "old.txt", "--json")
    assert json.loads(result.stdout)["notes"][0]["kind"] == "input"
    assert result.stderr == "verbale: old.txt: read as Windows-1252: the bytes are not UTF-8\n"


def test_a_record_is_kept_shown_corrected_undone_and_copied(desk: Path) -> None:
    assert run("read", "story.txt", "--ledger", "talks.db").output == "1 of 1 texts added to talks.db\n"
    assert run("read", "story.txt", "--ledger", "talks.db").output == "0 of 1 texts added to talks.db\n"
    (row,) = json.loads(run("show", "positions", "--json").output)
    assert (row["actor"], row["stance"]) == ("KST", "against")
    told = run("correct", row["record"], "stance", "against_unless", "--why", "read on").output
    assert "anna  corrected" in told
    assert "'against' to 'against_unless' (read on)" in told
    assert json.loads(run("show", "positions", "--json").output)[0]["stance"] == "against_unless"
    assert "[undone]" not in run("history").output
    run("correct", "--undo", "last")
    assert "[undone]" in run("history", "P1").output
    assert [act["verb"] for act in json.loads(run("history", "--json").output)] == ["add", "correct", "undo"]
    assert "wasInvalidatedBy" in json.loads(run("history", "--prov").output)
    run("export", "-o", "talks.jsonl")
    assert run("import", "talks.jsonl", "--ledger", "copy.db").output == "3 acts taken into copy.db\n"
    assert run("export", "--ledger", "copy.db").output == (desk / "talks.jsonl").read_text(encoding="utf-8")


def test_statements_are_found_by_words_actor_and_date() -> None:
    run("read", "story.txt", "--ledger", "talks.db")
    (hit,) = json.loads(run("search", "team|fleet", "--actor", "KST", "--since", "2031-05-01", "--json").output)
    assert (hit["speaker"], hit["words"]) == ("ORLIN", "no team will travel")
    assert run("search", "team").output.startswith("2031-05-04  ORLIN: no team will travel  [")
    assert run("search", "fleet").output == ""
    assert "expected a regular expression" in run("search", "(", status=2).stderr


def test_actors_are_merged_and_split_and_records_withdrawn() -> None:
    run("read", "story.txt", "--ledger", "talks.db")
    run("correct", "A1", "--split", "ORLIN", "ORLIN_JR")
    assert json.loads(run("show", "statements", "--json").output)[0]["speaker"] == "ORLIN_JR"
    run("correct", "--merge", "ORLIN_JR", "VANE")
    assert json.loads(run("show", "statements", "--json").output)[0]["speaker"] == "VANE"
    run("correct", "A1", "--withdraw")
    assert json.loads(run("show", "statements", "--json").output) == []
    assert run("show", "positions").output.strip() == "no positions"


@pytest.mark.parametrize("form", ["json", "jsonl", "csv", "graphml", "gexf"])
def test_views_are_written_in_every_format(desk: Path, form: str) -> None:
    run("show", "network", "story.txt", "--format", form, "-o", f"out.{form}")
    assert (desk / f"out.{form}").is_file()


def test_the_views_and_formats_of_the_command_are_those_there_are() -> None:
    assert set(VIEWS) == set(views.VIEWS)
    assert set(FORMATS) == {"table", *views.FORMATS}


def test_a_quotation_is_checked_against_the_primary_text(desk: Path) -> None:
    (desk / "primary.txt").write_text("Our team will not travel; no other team will travel.\n", encoding="utf-8")
    (row,) = json.loads(run("verify", "story.txt", "--against", "primary.txt", "--json").output)
    assert row["verdict"] != "verbatim"
    assert "no team will travel" in run("verify", "story.txt", "--against", "primary.txt").output


def test_a_corpus_is_coded(desk: Path) -> None:
    (desk / "empty.txt").touch()
    done = run("code", ".", "-o", "out.jsonl", "--workers", "1", "--json")
    assert json.loads(done.stdout)["coded"] == 1
    assert done.stderr == "verbale: empty.txt: expected a text, found an empty file; give a file with words in it\n"
    assert "0 coded, 1 there before" in run("code", "story.txt", "-o", "out.jsonl", "--workers", "1").output


def test_a_conflict_is_solved(desk: Path) -> None:
    (desk / "talks.toml").write_text(MODEL, encoding="utf-8")
    told = json.loads(run("solve", "talks.toml", "--concepts", "nash,seq", "--json").output)
    assert told["concepts"] == ["Nash", "SEQ"]
    assert told["equilibria"] == {"Nash": [2], "SEQ": [2]}
    assert [state["words"] for state in told["states"] if state["n"] == 2] == ["hold a summit"]
    assert told["stable"]["B"]["Nash"] == [1, 2]
    assert "hold a summit" in run("solve", "talks.toml").output


def exchange(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two texts: an offer, and a refusal unless a demand is dropped."""
    (desk / "offer.txt").write_text("Kestrel offers a summit and raises the dam.\n", encoding="utf-8")
    (desk / "reply.txt").write_text("Dorn refuses a summit unless Kestrel drops the dam.\n", encoding="utf-8")

    def told(document: Document, **_: object) -> Reading:
        offers = document.text.startswith("Kestrel")
        actor, day = ("KST", "2031-05-04") if offers else ("DRN", "2031-05-06")
        whole = (Span(start=0, end=len(document.text) - 1, text=document.text[:-1]),)
        stances = {"SUMMIT": "for" if offers else "for_if", "DAM": "for" if offers else "against"}
        positions = tuple(
            Position(
                id=f"P{n}", actor=actor, issue=issue, stance=stance, basis="stated", evidence=whole, date=day,
                attribution="A1", conditions=("C1",) if stance == "for_if" else (),
            )
            for n, (issue, stance) in enumerate(stances.items())
        )  # fmt: skip
        condition = Condition(
            id="C1",
            type="exclusion",
            set_by="DRN",
            bound="KST",
            issue="DAM",
            for_="SUMMIT",
            span=whole[0],
            utterance="U1",
        )
        return Reading(
            document=document,
            entities=(Entity(id="KST", name="Kestrel", type="state"), Entity(id="DRN", name="Dorn", type="state")),
            issues=(
                Issue(id="SUMMIT", label="a summit is held", kind="proposal"),
                Issue(id="DAM", label="the dam is on the agenda", kind="agenda"),
            ),
            utterances=(Utterance(id="U1", speaker=actor, on_behalf_of=actor, date=day, authority_level="A"),),
            attributions=(
                Attribution(
                    id="A1", utterance="U1", source_entity=actor, source_span=None, cue_span=None,
                    content_spans=whole, quote_type="indirect",
                    propositions=(Proposition(speech_act="propose" if offers else "demand", issue="SUMMIT"),),
                ),
            ),
            positions=positions,
            conditions=() if offers else (condition,),
        )  # fmt: skip

    monkeypatch.setattr(corpus, "read", told)


def test_a_record_is_drafted_edited_solved_weighed_and_briefed(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    exchange(desk, monkeypatch)
    run("read", "offer.txt", "reply.txt", "--ledger", "talks.db")
    run("draft", "-o", "talks.toml")
    text = (desk / "talks.toml").read_text(encoding="utf-8")
    assert "Kestrel offers a summit" in text
    edited = text.replace('name = "Kestrel"', 'name = "The Republic of Kestrel"')
    assert edited != text
    (desk / "talks.toml").write_text(edited, encoding="utf-8")
    run("draft", "-o", "talks.toml")
    assert "The Republic of Kestrel" in (desk / "talks.toml").read_text(encoding="utf-8")
    assert json.loads(run("draft", "--json").output)["conflict"]["decision_maker"]
    assert json.loads(run("solve", "talks.toml", "--json").output)["equilibria"]
    weighed = json.loads(run("weigh", "talks.toml", "--json").output)
    assert weighed[0]["blocking"][0]["evidence"]
    assert weighed[0]["proposal"] in run("weigh", "offer.txt", "reply.txt").output
    run("brief", "--draft", "talks.toml", "-o", "brief.json")
    assert json.loads((desk / "brief.json").read_text(encoding="utf-8"))["proposals"][0]["proposal"]
    run("brief", "offer.txt", "reply.txt", "--since", "brief.json", "--heading", "The dam", "-o", "brief.html")
    page = (desk / "brief.html").read_text(encoding="utf-8")
    assert "<title>The dam" in page
    assert run("brief", "offer.txt").output.startswith("# ")
    assert run("lint", "brief.json").output == ""


def test_a_broken_rule_of_wording_is_status_1(desk: Path) -> None:
    (desk / "note.txt").write_text("We have high confidence that talks are likely.\n", encoding="utf-8")
    assert "note.txt: line 1" in run("lint", "note.txt", status=1).output
    assert json.loads(run("lint", "note.txt", "--json", status=1).output)[0]["file"] == "note.txt"


def test_text_of_a_document_is_escaped_in_a_page(desk: Path) -> None:
    (desk / "evil.txt").write_text("“no team <script>x()</script>”\n", encoding="utf-8")
    run("brief", "evil.txt", "-o", "brief.html")
    page = (desk / "brief.html").read_text(encoding="utf-8")
    assert "<script>x()" not in page
    assert "&lt;script&gt;x()" in page


def test_what_was_written_into_a_folder_is_not_read_as_one_of_its_texts(desk: Path) -> None:
    (desk / "texts").mkdir()
    (desk / "texts" / "story.txt").write_text(STORY, encoding="utf-8")
    for _ in range(2):
        run("brief", "texts", "-o", "texts/brief.json")
        made = json.loads((desk / "texts" / "brief.json").read_text(encoding="utf-8"))
        assert len(made["sources"]) == 1


BAD = {
    "no such file": (("read", "nowhere.txt"), "nowhere.txt: expected a file or folder, found none; check the name"),
    "empty": (("read", "empty.txt"), "empty.txt: expected a text, found an empty file"),
    "binary": (("read", "binary.txt"), "binary.txt: expected text in UTF-8"),
    "empty folder": (("read", "folder"), "folder: expected a folder with texts, found none"),
    "no ledger": (("show", "positions"), "talks.db: expected a ledger, found no file"),
    "not a ledger": (("history", "--ledger", "story.txt"), "story.txt: the ledger is no ledger"),
    "no folder": (
        ("read", "story.txt", "--json", "-o", "nowhere/out.json"),
        "nowhere/out.json: cannot be written: no such file",
    ),
    "a folder": (("read", "story.txt", "-o", "folder"), "folder: expected a file to write, found a folder"),
    "no model": (("solve", "nowhere.toml"), "nowhere.toml"),
    "broken model": (("solve", "story.txt"), "story.txt"),
    "few words": (("correct", "P1"), "talks.db: expected a ledger"),
    "no output": (("code", "story.txt"), "expected where to write"),
    "not a table": (("show", "claims", "story.txt", "--format", "gexf"), "claims: expected a network"),
    "no mirror": (("import", "story.txt"), "story.txt, line 1: expected JSON"),
    "suffix": (("brief", "story.txt", "-o", "brief.docx"), "expected a name that ends in .html, .md or .json"),
}


@pytest.mark.parametrize("what", BAD)
def test_what_can_be_mended_is_one_line_and_status_2(what: str, desk: Path) -> None:
    words, message = BAD[what]
    (desk / "empty.txt").touch()
    (desk / "binary.txt").write_bytes(bytes(range(256)))
    (desk / "folder").mkdir()
    before = sorted(path.name for path in desk.rglob("*"))
    result = run(*words, status=2)
    assert result.stdout == ""
    assert result.stderr.startswith("verbale: ")
    assert result.stderr.count("\n") == 1
    assert message in result.stderr
    after = sorted(path.name for path in desk.rglob("*") if not path.name.startswith("talks.db"))
    assert after == before


def test_a_defect_keeps_its_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(corpus, "read", broken)
    assert isinstance(CliRunner().invoke(main, ["read", "story.txt"]).exception, ZeroDivisionError)


def test_text_of_a_document_cannot_steer_the_terminal(desk: Path) -> None:
    (desk / "evil.txt").write_text("“no team \x1b[2Jwill travel”\n", encoding="utf-8")
    assert "\x1b[2J" not in run("read", "evil.txt").output


def program(*words: str, **more) -> subprocess.CompletedProcess:
    return subprocess.run([sys.executable, "-m", "verbale", *words], capture_output=True, check=False, **more)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full on this system")
def test_a_full_disk_behind_standard_output_is_one_line(desk: Path) -> None:
    (desk / "talks.toml").write_text(MODEL, encoding="utf-8")
    with open("/dev/full", "w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "verbale", "solve", "talks.toml", "--json"],
            stdout=full, stderr=subprocess.PIPE, check=False,
        )  # fmt: skip
    assert done.returncode == 2
    assert done.stderr.decode().startswith("verbale: standard output: cannot be written: No space left")
    assert done.stderr.count(b"\n") == 1


def test_a_reader_that_goes_away_is_no_error(desk: Path) -> None:
    (desk / "talks.toml").write_text(MODEL, encoding="utf-8")
    reads, writes = os.pipe()
    os.close(reads)
    done = subprocess.run(
        [sys.executable, "-m", "verbale", "solve", "talks.toml", "--json"],
        stdout=writes, stderr=subprocess.PIPE, check=False,
    )  # fmt: skip
    os.close(writes)
    assert (done.returncode, done.stderr) == (0, b"")


def test_the_module_runs_as_the_command() -> None:
    done = program("--version")
    assert (done.returncode, done.stdout) == (0, b"verbale, version 0.1.0\n")
    assert program("read").returncode == 2


def test_progress_is_told_once_patience_is_over(monkeypatch: pytest.MonkeyPatch) -> None:
    class Three:
        """Done at the third question; remembers how long each wait was."""

        what = "1 of 2, a.txt"
        done: "Three"
        waits: list[float]

        def wait(self, seconds: float) -> bool:
            self.waits.append(seconds)
            return len(self.waits) == 3

    now = Three()
    now.done, now.waits = now, []
    out = io.StringIO()
    monkeypatch.setattr(sys, "stderr", out)
    progress_of._tell(now)  # type: ignore[arg-type]
    assert now.waits == [progress_of.PATIENCE, progress_of.EVERY, progress_of.EVERY]
    assert out.getvalue() == "verbale: 1 of 2, a.txt (0 s)\n" * 2
    assert list(progress_of.told(["a", "b"], str, total=2)) == ["a", "b"]


def test_a_conflict_is_solved_with_reasons_ways_and_draws(desk: Path) -> None:
    (desk / "talks.toml").write_text(MODEL, encoding="utf-8")
    asked = ("--why", "2", "--paths-to", "2", "--inverse", "2", "--coalitions", "all", "--robust", "20", "--seed", "1")
    told = json.loads(run("solve", "talks.toml", *asked, "--json").output)
    assert {"coalitions", "robustness"} <= told.keys()
    assert told["robustness"]["draws"] == 20
    assert told == json.loads(run("solve", "talks.toml", *asked, "--json").output)
    assert "Share of 20 preference orders" in run("solve", "talks.toml", *asked).output
    wrong = run("solve", "talks.toml", "--why", "99", status=2)
    assert "99" in wrong.stderr
