"""The record is kept: nothing is lost, nothing is overwritten, everything can be undone."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import event

from verbale.errors import InputError, LedgerError
from verbale.ledger import Ledger, correct, export_ledger, import_ledger, provenance, schema, search, write_mirror
from verbale.ledger.act import undone
from verbale.records import (
    Attribution,
    Coding,
    Condition,
    Document,
    Entity,
    Issue,
    Mention,
    Position,
    Proposition,
    Quantity,
    Reading,
    Span,
    Utterance,
)

TEXT = "Orlin said 11 gates stay open unless the fleet leaves. He refused talks."


def span(words: str, text: str = TEXT) -> Span:
    start = text.index(words)
    return Span(start=start, end=start + len(words), text=words)


def reading(text: str = TEXT, **known: str) -> Reading:
    """A small reading with one record of the kinds that corrections touch."""
    words, orlin = span("11 gates stay open", text), span("Orlin", text)
    attribution = Attribution(
        id="A1",
        utterance="U1",
        source_entity="ORLIN",
        source_span=orlin,
        cue_span=span("said", text),
        content_spans=(words,),
        quote_type="indirect",
        propositions=(Proposition(speech_act="assert", issue="GATES", stance="for"),),
        codings=(Coding(field="propositions.0.stance", coder="stance rule", version="1"),),
    )
    position = Position(
        id="P1",
        actor="KST",
        issue="GATES",
        stance="for",
        basis="reported",
        evidence=(words,),
        attribution="A1",
    )
    condition = Condition(id="C1", type="precondition", set_by="KST", span=span("unless the fleet leaves", text))
    return Reading(
        document=Document.from_text(text, **known),
        entities=(
            Entity(id="ORLIN", name="Orlin", type="person", on_behalf_of="KST"),
            Entity(id="KST", name="Kestrel", type="state"),
        ),
        mentions=(Mention(entity="ORLIN", kind="name", span=orlin),),
        utterances=(Utterance(id="U1", speaker="ORLIN", on_behalf_of="KST", date="2031-05-04", evidence=(words,)),),
        attributions=(attribution,),
        positions=(position,),
        conditions=(condition,),
        quantities=(Quantity(id="Q1", value=11, unit="gates", claimed_by="KST", span=span("11 gates", text)),),
    )


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    ledger = Ledger(tmp_path / "talks.db")
    assert ledger.add(reading())
    return ledger


def test_a_reading_comes_back_as_it_went_in(ledger: Ledger) -> None:
    assert ledger.readings() == (reading(),)
    other = reading("Orlin said 11 gates stay open unless the fleet leaves.\r\n\u00a0”")
    assert ledger.add(other)
    ledger.close()
    assert Ledger(ledger.path).readings() == (reading(), other)


def test_the_same_text_twice_adds_nothing(ledger: Ledger) -> None:
    assert not ledger.add(reading())
    assert not ledger.add(reading(published="2031-05-05"))
    assert not ledger.add(reading(), again=True)
    assert len(ledger.history()) == 1


def test_reading_again_takes_the_place_of_the_old_and_keeps_it(ledger: Ledger) -> None:
    ledger.correct("P1", "stance", "against", by="anna")
    ledger.correct("C1", "type", "red_line", by="anna")
    newer = reading(published="2031-05-05")
    fewer = Reading(document=newer.document, positions=newer.positions)
    assert ledger.add(fewer, again=True)
    (seen,) = ledger.readings()
    assert seen.positions[0].stance == "against"
    assert [note.kind for note in seen.notes] == ["correction"]
    assert "conditions/C1 type" in seen.notes[0].message
    ledger.undo("4", by="anna")
    assert ledger.readings()[0].conditions[0].type == "red_line"


@pytest.mark.parametrize(
    ("record", "field", "value", "seen"),
    [
        ("P1", "stance", "against", lambda r: r.positions[0].stance == "against"),
        ("positions/P1", "conditions", "C1, C2", lambda r: r.positions[0].conditions == ("C1", "C2")),
        (
            "A1",
            "propositions.0.stance",
            "denies",
            lambda r: r.attributions[0].propositions[0].stance == "denies",
        ),
        ("A1", "nested_in", "none", lambda r: r.attributions[0].nested_in is None),
        ("A1", "first_person", "true", lambda r: r.attributions[0].first_person is True),
        ("U1", "relay_distance", "2", lambda r: r.utterances[0].relay_distance == 2),
        ("C1", "for", "TALKS", lambda r: r.conditions[0].for_ == "TALKS"),
        ("C1", "span", "34-53", lambda r: r.conditions[0].span.text == TEXT[34:53]),
        ("A1", "cue_span", {"start": 0, "end": 5}, lambda r: r.attributions[0].cue_span.text == "Orlin"),
        ("Q1", "value", "12", lambda r: r.quantities[0].value == 12),
        ("Q1", "value", "a dozen", lambda r: r.quantities[0].value == "a dozen"),
        ("document", "published", "2031-05-05", lambda r: r.document.published == "2031-05-05"),
        (
            "A1",
            "propositions",
            [{"speech_act": "reject", "issue": "TALKS"}],
            lambda r: r.attributions[0].propositions == (Proposition(speech_act="reject", issue="TALKS"),),
        ),
    ],
)
def test_a_correction_is_seen_undone_and_done_again(ledger, record, field, value, seen) -> None:
    act = ledger.correct(record, field, value, by="anna", why="read it again")
    assert seen(ledger.readings()[0])
    assert ledger.readings(corrected=False) == (reading(),)
    undo = ledger.undo(by="anna")
    assert ledger.readings() == (reading(),)
    ledger.undo(undo.id, by="anna")
    assert seen(ledger.readings()[0])
    assert [one.undone for one in ledger.history()] == [False, False, True, False]
    assert ledger.history()[1].before == act.before


def test_the_verb_takes_an_open_ledger_or_its_path(ledger: Ledger) -> None:
    correct(ledger, "P1", "stance", "against", by="anna")
    correct(ledger.path, "P1", "strength", "hedged", by="anna")
    (position,) = ledger.readings()[0].positions
    assert (position.stance, position.strength) == ("against", "hedged")


def test_a_correction_is_the_coding_of_a_person(ledger: Ledger) -> None:
    ledger.correct("A1", "propositions.0.stance", "against", by="anna", why="she says no")
    codings = ledger.readings()[0].attributions[0].codings
    assert [(coding.coder, coding.version, coding.why) for coding in codings] == [
        ("stance rule", "1", None),
        ("person", "anna", "she says no"),
    ]


def test_the_level_of_authority_follows_what_it_is_derived_from_unless_a_person_set_it(ledger: Ledger) -> None:
    ledger.correct("U1", "speaker_level", "head_of_government", by="anna")
    (utterance,) = ledger.readings()[0].utterances
    assert (utterance.authority_level, utterance.codings[-1].coder) == ("A", "authority rule")
    ledger.correct("U1", "mandate", "personal_disclaimed", by="anna")
    assert ledger.readings()[0].utterances[0].authority_level == "D"
    ledger.correct("U1", "authority_level", "C", by="anna")
    ledger.correct("U1", "mandate", "official", by="anna")
    assert ledger.readings()[0].utterances[0].authority_level == "C"


@pytest.mark.parametrize(
    ("record", "field", "value", "message"),
    [
        ("P1", "stance", "maybe", "expected one of for, for_if, .*found 'maybe'"),
        ("P1", "stanze", "for", "expected one of actor, .*found 'stanze'"),
        ("P1", "id", "P2", "found 'id'"),
        ("P1", "stance.0", "for", "name the whole field"),
        ("P9", "stance", "for", "expected one record of the ledger, found none"),
        ("ffff:P1", "stance", "for", "found none"),
        ("U1", "relay_distance", "far", "expected a number"),
        ("C1", "span", "here", "expected a span such as 120-135"),
        ("A1", "propositions", "assert", "expected a JSON object"),
        ("A1", "propositions.4.stance", "for", "found none of that name"),
    ],
)
def test_a_wrong_correction_says_what_was_expected(ledger, record, field, value, message) -> None:
    with pytest.raises(InputError, match=message):
        ledger.correct(record, field, value, by="anna")
    assert len(ledger.history()) == 1


def test_a_record_of_two_documents_is_named_with_its_document(ledger: Ledger) -> None:
    other = reading("Later Orlin said 11 gates stay open unless the fleet leaves.")
    ledger.add(other)
    with pytest.raises(InputError, match=r"found [0-9a-f]{8}:positions/P1, [0-9a-f]{8}:positions/P1"):
        ledger.correct("P1", "stance", "against", by="anna")
    ledger.correct(f"{other.document.id[:8]}:P1", "stance", "against", by="anna")
    assert [one.positions[0].stance for one in ledger.readings()] == ["for", "against"]


def test_nobody_is_nobody(ledger: Ledger) -> None:
    with pytest.raises(InputError, match="expected who does this"):
        ledger.correct("P1", "stance", "against", by=" ")


def test_a_withdrawn_utterance_takes_what_rests_on_it(ledger: Ledger) -> None:
    act = ledger.withdraw("U1", by="anna", why="no speech")
    (seen,) = ledger.readings()
    assert (seen.utterances, seen.attributions, seen.positions) == ((), (), ())
    assert len(seen.conditions) == 1
    ledger.undo(act.id, by="anna")
    assert ledger.readings() == (reading(),)
    with pytest.raises(InputError, match="undo the act that added it"):
        ledger.withdraw("document", by="anna")


def test_two_names_of_one_actor_are_merged_here_and_later(ledger: Ledger) -> None:
    ledger.merge("ORLIN", "ORLIN_V", by="anna")
    ledger.add(reading("Again Orlin said 11 gates stay open unless the fleet leaves."))
    for seen in ledger.readings():
        assert seen.utterances[0].speaker == "ORLIN_V"
        assert seen.mentions[0].entity == "ORLIN_V"
        assert [one.id for one in seen.entities] == ["ORLIN_V", "KST"]
    ledger.merge("KST", "ORLIN_V", by="anna")
    (entity,) = ledger.readings()[0].entities
    assert (entity.name, entity.aliases) == ("Orlin", ("Kestrel",))
    with pytest.raises(InputError, match="expected an actor of the ledger"):
        ledger.merge("NOBODY", "KST", by="anna")


def test_one_name_of_two_actors_is_split(ledger: Ledger) -> None:
    act = ledger.split("ORLIN", "ORLIN_JR", ["A1"], name="Orlin the younger", by="anna")
    (seen,) = ledger.readings()
    assert (seen.attributions[0].source_entity, seen.utterances[0].speaker) == ("ORLIN_JR", "ORLIN")
    assert [(one.id, one.name, one.on_behalf_of) for one in seen.entities][-1] == (
        "ORLIN_JR",
        "Orlin the younger",
        "KST",
    )
    ledger.undo(act.seq, by="anna")
    assert ledger.readings() == (reading(),)


def test_undo_of_nothing_and_twice_is_said(ledger: Ledger) -> None:
    ledger.undo(by="anna")
    assert ledger.readings() == ()
    with pytest.raises(InputError, match="expected an act to undo, found none"):
        ledger.undo(by="anna")
    with pytest.raises(InputError, match="undone already"):
        ledger.undo(1, by="anna")
    with pytest.raises(InputError, match="found no act 99"):
        ledger.undo(99, by="anna")


def test_history_of_one_record(ledger: Ledger) -> None:
    ledger.correct("P1", "stance", "against", by="anna")
    ledger.correct("C1", "type", "red_line", by="boris")
    assert [act.by for act in ledger.history("C1")] == ["boris"]
    assert [act.verb for act in ledger.history("document")] == ["add"]


@given(st.lists(st.tuples(st.booleans(), st.integers(0, 30)), max_size=30))
def test_undone_is_what_stepping_through_the_acts_gives(steps: list[tuple[bool, int]]) -> None:
    """Against the plain definition: an act stands unless an undo of it stands."""
    acts: list[tuple[str, str | None]] = []
    for undo, target in steps:
        acts.append((f"a{len(acts)}", f"a{target % len(acts)}" if undo and acts else None))

    def stands(name: str) -> bool:
        return not any(undoes == name and stands(one) for one, undoes in acts)

    assert undone(acts) == {name for name, _ in acts if not stands(name)}


def test_the_mirror_is_the_whole_ledger(ledger: Ledger, tmp_path: Path) -> None:
    ledger.correct("P1", "stance", "against", by="anna")
    ledger.merge("ORLIN", "ORLIN_V", by="anna")
    ledger.undo(by="anna")
    path = write_mirror(ledger, tmp_path / "talks.jsonl")
    copy = Ledger(tmp_path / "copy.db")
    lines = path.read_text(encoding="utf-8")
    assert import_ledger(copy, lines) == 4
    assert (copy.readings(), export_ledger(copy)) == (ledger.readings(), lines)
    assert import_ledger(copy, lines) == 0


def test_a_mirror_that_was_changed_or_cut_is_not_taken(ledger: Ledger, tmp_path: Path) -> None:
    ledger.correct("P1", "stance", "against", by="anna")
    lines = export_ledger(ledger)
    copy = Ledger(tmp_path / "copy.db")
    with pytest.raises(LedgerError, match="changed after it was written"):
        import_ledger(copy, lines.replace('"value": "against"', '"value": "for"'))
    with pytest.raises(InputError, match=r"line 3: expected JSON.*cut short"):
        import_ledger(copy, lines[:-20])
    with pytest.raises(InputError, match="expected a first line with format"):
        import_ledger(copy, "{}\n")
    assert copy.history() == ()


def test_history_in_the_terms_of_prov(ledger: Ledger) -> None:
    first = ledger.correct("P1", "stance", "against", by="anna")
    second = ledger.correct("P1", "stance", "for_if", by="boris")
    undo = ledger.undo(by="anna")
    told = provenance(ledger.history())
    assert told["agent"] == {
        "agent:verbale": {"prov:type": "prov:SoftwareAgent"},
        "agent:anna": {"prov:type": "prov:Person"},
        "agent:boris": {"prov:type": "prov:Person"},
    }
    assert list(told["wasRevisionOf"].values()) == [
        {"prov:generatedEntity": f"coding:{second.id}", "prov:usedEntity": f"coding:{first.id}"}
    ]
    assert list(told["wasInvalidatedBy"].values()) == [
        {"prov:entity": f"coding:{second.id}", "prov:activity": f"act:{undo.id}"}
    ]


def test_search_by_words_actor_issue_and_date() -> None:
    found = list(search([reading()], r"gates\b", actor="KST", issue="GATES", since="2031-05-01", until="2031-05-04"))
    assert [(hit.record, hit.speaker, hit.date, hit.span.text) for hit in found] == [
        ("attributions/A1", "ORLIN", "2031-05-04", "11 gates stay open")
    ]
    talks = replace(reading(), issues=(Issue(id="GATES", label="the gates of the dam", kind="proposal"),))
    assert len(list(search([talks], issue="Gates of the Dam"))) == 1
    for without in (
        {"words": "fleet"},
        {"actor": "DRN"},
        {"issue": "X"},
        {"since": "2031-05-05"},
        {"until": "2031-05-03"},
    ):
        assert list(search([reading()], **without)) == []  # type: ignore[arg-type]
    with pytest.raises(InputError, match="expected a regular expression"):
        list(search([reading()], "("))


# The file


def test_nothing_in_the_file_can_be_changed_or_deleted(ledger: Ledger) -> None:
    ledger.close()
    with sqlite3.connect(ledger.path) as raw:
        for table in ("act", "document", "reading"):
            with pytest.raises(sqlite3.IntegrityError, match="only ever added to"):
                raw.execute(f"DELETE FROM {table}")
        with pytest.raises(sqlite3.IntegrityError, match="only ever added to"):
            raw.execute("UPDATE act SET by = 'nobody'")
    raw.close()


def damaged(path: Path) -> None:
    with Ledger(path) as ledger:
        for n in range(40):
            ledger.add(reading(f"{n} Orlin said 11 gates stay open unless the fleet leaves. " * 20))
    data = bytearray(path.read_bytes())
    data[9000:40000] = b"\x5a" * 31000
    path.write_bytes(data)


def of_another_program(path: Path) -> None:
    with sqlite3.connect(path) as raw:
        raw.execute("CREATE TABLE notes (text)")
    raw.close()


def newer(path: Path) -> None:
    Ledger(path).close()
    with sqlite3.connect(path) as raw:
        raw.execute("PRAGMA user_version = 99")
    raw.close()


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda path: path.write_text("These are no minutes.\n" * 100), "is no ledger"),
        (damaged, "damage"),
        (of_another_program, "an SQLite file of another program"),
        (newer, "found version 99; install a newer verbale"),
        (lambda path: path.mkdir(), "cannot be opened"),
    ],
)
def test_a_file_that_is_no_sound_ledger_of_ours_is_refused(tmp_path: Path, make, message) -> None:
    make(tmp_path / "talks.db")
    with pytest.raises(LedgerError, match=message) as caught:
        Ledger(tmp_path / "talks.db").readings()
    assert "talks.db" in str(caught.value)


def test_a_missing_ledger_is_made_only_when_it_may_be(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="expected a ledger, found no file"):
        Ledger(tmp_path / "talks.db", create=False)
    with pytest.raises(LedgerError, match="cannot be opened"):
        Ledger(tmp_path / "nowhere" / "talks.db")
    assert list(tmp_path.iterdir()) == []


def test_a_locked_ledger_is_said_to_be_locked(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("verbale.ledger.store.WAIT_MS", 1)
    ledger.close()
    raw = sqlite3.connect(ledger.path, isolation_level=None)
    raw.execute("BEGIN IMMEDIATE")
    other = Ledger(ledger.path)
    assert len(other.readings()) == 1
    with pytest.raises(LedgerError, match="being written by another program; try again"):
        other.correct("P1", "stance", "against", by="anna")
    raw.execute("ROLLBACK")
    raw.close()


def test_a_full_disk_keeps_the_ledger_as_it_was(ledger: Ledger) -> None:
    def small(connection, _) -> None:
        connection.execute("PRAGMA max_page_count = 12")

    event.listen(ledger._engine, "connect", small)
    ledger._engine.dispose()
    with pytest.raises(LedgerError, match="the disk is full; free some space"):
        ledger.add(reading("Orlin said 11 gates stay open unless the fleet leaves. " * 5000))
    assert ledger.readings() == (reading(),)


def test_a_ledger_of_an_older_version_is_brought_up_step_by_step(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger.close()
    steps = [*schema.MIGRATIONS, ("grade", lambda c: c.exec_driver_sql("CREATE TABLE grade (document TEXT)"))]
    monkeypatch.setattr("verbale.ledger.store.MIGRATIONS", steps)
    assert Ledger(ledger.path).readings() == (reading(),)
    with sqlite3.connect(ledger.path) as raw:
        assert raw.execute("PRAGMA user_version").fetchone() == (2,)
        assert raw.execute("SELECT count(*) FROM grade").fetchone() == (0,)
    raw.close()


KILLED = """
import sys
sys.path[:0] = sys.argv[2:]
from test_ledger import reading
from verbale.ledger import Ledger
ledger = Ledger(sys.argv[1])
for n in range(10_000):
    ledger.add(reading(f"{n} Orlin said 11 gates stay open unless the fleet leaves."))
    print(n, flush=True)
"""


def test_an_act_told_as_done_survives_kill_9(tmp_path: Path) -> None:
    program = [sys.executable, "-c", KILLED, str(tmp_path / "talks.db"), str(Path(__file__).parent)]
    with subprocess.Popen(program, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        told = [running.stdout.readline() for _ in range(12)]
        os.kill(running.pid, signal.SIGKILL)
        told += running.stdout.readlines()
    numbers = [line for line in told if line.endswith("\n")]
    kept = Ledger(tmp_path / "talks.db").readings()
    assert len(kept) in (len(numbers), len(numbers) + 1)
    assert [one.document.text.split()[0] for one in kept][: len(numbers)] == [n.strip() for n in numbers]


def test_copies_are_json(ledger: Ledger) -> None:
    assert [json.loads(json.dumps(copy))["verb"] for copy in ledger.copies()] == ["add"]
