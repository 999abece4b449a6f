"""The tables of a record of two texts, and their formats."""

import csv
import io
import json
from pathlib import Path

import networkx
import pytest

from verbale.decode import from_dict
from verbale.errors import InputError
from verbale.records import (
    Attribution,
    Condition,
    DateRange,
    Dispute,
    Document,
    Event,
    Issue,
    Position,
    Proposition,
    Quantity,
    Reading,
    Side,
    Span,
    Utterance,
)
from verbale.views import FORMATS, VIEWS, Table, format_table, show
from verbale.views.positions import positions

FIRST = "On 2 May Orlin said Kestrel rejects talks. Dorn counts 12 boats."
SECOND = "On 4 May Vane said “Kestrel is ready for talks” if the fleet leaves. Kestrel counts 17 boats."


def span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start=start, end=start + len(words), text=words)


def speech(n: int, text: str, speaker: str, day: str, level: str, words: str, **more) -> tuple:
    act = Utterance(id=f"U{n}", speaker=speaker, on_behalf_of="KST", date=day, authority_level=level)  # type: ignore[arg-type]
    told = Attribution(
        id=f"A{n}",
        utterance=f"U{n}",
        source_entity=speaker,
        source_span=span(text, speaker.title()),
        cue_span=span(text, "said"),
        content_spans=(span(text, words),),
        quote_type="indirect",
        **more,
    )
    return act, told


@pytest.fixture
def record() -> list[Reading]:
    first, told = speech(1, FIRST, "ORLIN", "2031-05-02", "C", "Kestrel rejects talks")
    rejects = Position(
        id="P1",
        actor="KST",
        issue="TALKS",
        stance="against",
        basis="reported",
        evidence=told.content_spans,
        attribution="A1",
    )
    boats = Quantity(id="Q1", value=12, unit="boats", claimed_by="DRN", issue="BOATS", span=span(FIRST, "12 boats"))
    event = Event(
        id="E1",
        plover="REJECT",
        mode=None,
        actor=("KST",),
        recipient=(),
        trigger_span=span(FIRST, "rejects"),
        extent_span=span(FIRST, "Kestrel rejects talks"),
        date=DateRange(start="2031-05-01", end="2031-05-02"),
    )
    one = Reading(
        document=Document.from_text(FIRST, published="2031-05-03", title="First"),
        issues=(
            Issue(id="TALKS", label="talks on the dam", kind="proposal"),
            Issue(id="BOATS", label="Boats", kind="fact_claim"),
        ),
        utterances=(first,),
        attributions=(told,),
        positions=(rejects,),
        quantities=(boats,),
        events=(event,),
    )
    ready = span(SECOND, "Kestrel is ready for talks")
    second, told = speech(
        2,
        SECOND,
        "VANE",
        "2031-05-04",
        "B",
        "Kestrel is ready for talks",
        quoted_spans=(ready,),
        propositions=(Proposition(speech_act="offer", issue="TALKS", stance="for_if"),),
    )
    later = Position(
        id="P1",
        actor="KST",
        issue="TALKS",
        stance="for_if",
        basis="stated",
        evidence=(ready,),
        attribution="A2",
        conditions=("C1",),
    )
    imputed = Position(id="P2", actor="KST", issue="TALKS", stance="undeclared", basis="imputed", evidence=(ready,))
    two = Reading(
        document=Document.from_text(SECOND, published="2031-05-05", title="Second"),
        issues=(
            Issue(id="TALKS", label="Talks on the dam", kind="proposal"),
            Issue(id="BOATS", label="boats", kind="fact_claim"),
        ),
        utterances=(second,),
        attributions=(told,),
        positions=(later, imputed),
        conditions=(Condition(id="C1", type="precondition", set_by="KST", span=span(SECOND, "if the fleet leaves")),),
        quantities=(
            Quantity(
                id="Q1",
                value=17,
                unit="Boats",
                claimed_by="KST",
                issue="BOATS",
                span=span(SECOND, "17 boats"),
            ),
        ),
        disputes=(Dispute(id="X1", issue="TALKS", sides=(Side(actor="KST", says="yes", attribution=("A2",)),)),),
    )
    return [two, one]


def test_statements_stand_in_the_order_they_were_said(record: list[Reading]) -> None:
    rows = show(record, "statements").to_dicts()
    assert [(row["date"], row["speaker"], row["spoken_for"], row["authority"]) for row in rows] == [
        ("2031-05-02", "ORLIN", "KST", "C"),
        ("2031-05-04", "VANE", "KST", "B"),
    ]
    assert rows[1]["acts"] == "offer talks on the dam for_if"
    assert rows[1]["record"] == f"{record[0].document.id[:8]}:attributions/A2"


def test_the_latest_word_of_a_party_holds_and_what_was_before_is_told(record: list[Reading]) -> None:
    (row,) = show(record, "positions").to_dicts()
    assert (row["actor"], row["issue"], row["stance"], row["conditions"]) == (
        "KST",
        "talks on the dam",
        "for_if",
        "if the fleet leaves",
    )
    assert (row["date"], row["since"], row["before"]) == ("2031-05-04", "2031-05-04", "against (2031-05-02)")
    assert (row["statements"], row["documents"], row["authority"]) == (1, 1, "B")


def test_an_adversary_and_an_author_do_not_speak_for_a_party(record: list[Reading]) -> None:
    document = Document.from_text("Later.", published="2032-01-01")
    words = (Span(start=0, end=5, text="Later"),)
    told = [
        Position(
            id=f"P{n}", actor="KST", issue="TALKS", stance="denies", basis=basis, evidence=words, date="2031-12-31"
        )
        for n, basis in enumerate(("attributed_by_adversary", "imputed", "author_inference"))
    ]
    for one in told:
        later = Reading(document=document, issues=record[0].issues, positions=(one,))
        (row,) = positions([*record, later]).to_dicts()
        assert row["stance"] == "for_if"


def test_the_matrix_has_a_row_an_actor_and_a_column_an_issue(record: list[Reading]) -> None:
    table = show(record, "matrix")
    assert table.columns == ("actor", "talks on the dam")
    assert table.rows == (("KST", "for_if (2031-05-04) if: if the fleet leaves"),)


def test_rival_figures_across_texts_are_a_dispute(record: list[Reading]) -> None:
    rows = show(record, "claims").to_dicts()
    assert [(row["kind"], row["actor"], row["says"]) for row in rows] == [
        ("told", "KST", "yes"),
        ("figures", "DRN", "12 boats"),
        ("figures", "KST", "17 Boats"),
    ]
    assert rows[0]["date"] == "2031-05-04"
    assert show(record[:1], "claims").to_dicts()[1:] == []


def test_what_one_asserts_and_another_denies_is_a_dispute() -> None:
    document, words = Document.from_text("Yes. No."), (Span(start=0, end=3, text="Yes"),)
    sides = [
        Position(id=f"P{n}", actor=actor, issue="FACT", stance=stance, basis="stated", evidence=words)
        for n, (actor, stance) in enumerate((("KST", "asserts"), ("DRN", "denies")))
    ]
    both = show(Reading(document=document, positions=tuple(sides)), "claims")
    assert {(row["kind"], row["actor"], row["says"]) for row in both.to_dicts()} == {
        ("denial", "DRN", "denies"),
        ("denial", "KST", "asserts"),
    }
    assert show(Reading(document=document, positions=tuple(sides[:1])), "claims").rows == ()


def test_the_timeline_keeps_the_day_said_from_the_day_reported(record: list[Reading]) -> None:
    rows = show(record, "timeline").to_dicts()
    assert [(row["date"], row["kind"], row["actor"], row["reported"]) for row in rows] == [
        ("2031-05-01/2031-05-02", "event", "KST", "2031-05-03"),
        ("2031-05-02", "utterance", "ORLIN", "2031-05-03"),
        ("2031-05-04", "utterance", "VANE", "2031-05-05"),
    ]


def test_events_say_who_did_what_and_on_whose_word(record: list[Reading]) -> None:
    (row,) = show(record, "events").to_dicts()
    assert (row["date"], row["event"], row["actor"], row["recipient"], row["veracity"]) == (
        "2031-05-01/2031-05-02",
        "REJECT",
        "KST",
        None,
        "asserted_by:AUTHOR",
    )


def test_quotes_are_at_their_place(record: list[Reading]) -> None:
    (row,) = show(record, "quotes").to_dicts()
    assert SECOND[row["start"] : row["end"]] == row["words"] == "Kestrel is ready for talks"


@pytest.mark.parametrize("view", VIEWS)
def test_every_view_shows_every_gold_reading_and_an_empty_one(view: str, shared: Path) -> None:
    assert show([], view).rows == ()
    assert isinstance(show(Reading(document=Document.from_text("Nothing.")), view), Table)
    for name in ("hanoi_2019", "kabul_2020", "muscat_2013", "roundup_2023", "syria_2022"):
        path = shared / "gold/readings" / f"{name}.json"
        text = (shared / "gold/docs" / f"{path.stem}.txt").read_text(encoding="utf-8")
        assert show(from_dict(json.loads(path.read_text(encoding="utf-8")), text), view).columns


def test_a_view_and_a_format_that_are_not_there_are_said() -> None:
    with pytest.raises(InputError, match="expected a view"):
        show([], "pictures")
    with pytest.raises(InputError, match="expected a format"):
        format_table(show([]), "xml")
    with pytest.raises(InputError, match="expected readings, found str"):
        show(["text"])  # type: ignore[list-item]
    with pytest.raises(InputError, match="ask for csv or json"):
        format_table(show([]), "gexf")
    with pytest.raises(InputError, match="expected 2 cells in a row, found 1"):
        Table(name="t", columns=("a", "b"), rows=((1,),))


HARD = Table(
    name="network",
    columns=("source", "target", "weight", "issues"),
    rows=(("A", 'B;"c"', -0.5, "x, y\r\n“z” <b>&\x00"), ("A", "日本", 1.25, None)),
)


def test_csv_and_json_lose_nothing() -> None:
    assert json.loads(FORMATS["json"](HARD)) == HARD.to_dicts()
    assert [json.loads(line) for line in FORMATS["jsonl"](HARD).splitlines()] == HARD.to_dicts()
    back = list(csv.DictReader(io.StringIO(FORMATS["csv"](HARD).replace("\x00", ""), newline="")))
    assert back[0]["target"] == 'B;"c"'
    assert back[0]["issues"] == "x, y\r\n“z” <b>&"


@pytest.mark.parametrize(("form", "reader"), [("graphml", networkx.read_graphml), ("gexf", networkx.read_gexf)])
def test_networks_are_read_by_another_program(form: str, reader, tmp_path: Path) -> None:
    path = tmp_path / f"talks.{form}"
    path.write_text(FORMATS[form](HARD), encoding="utf-8")
    graph = reader(path)
    assert sorted(graph.nodes) == ["A", 'B;"c"', "日本"]
    edges = {(a, b): data for a, b, data in graph.edges(data=True)}
    assert edges["A", "日本"]["weight"] == 1.25
    assert edges["A", 'B;"c"']["issues"] == "x, y“z” <b>&"
