"""PLOVER events of parsed sentences of our own: types, modes, parties, marks, veracity, forms of output."""

import json
from dataclasses import replace
from pathlib import Path
from typing import get_args

import pytest

from verbale.actors import Actors, load_actors
from verbale.codes import EventType
from verbale.language import Parse, Sentence, Token
from verbale.language.parse import Trigger
from verbale.records import Attribution, DateRange, Document, Entity, Event, Reading, Span
from verbale.views.events import events_of_text, find_events
from verbale.views.plover import cameo_of, load_codebook, plover_of, score_of
from verbale.views.plover_marks import Named
from verbale.views.plover_output import asserted, dyad_months, plover_records
from verbale.views.plover_weights import likelihood, load_weights
from verbale.views.plover_words import Proposal

LINES = (Path(__file__).parent / "event_sentences.tsv").read_text(encoding="utf-8").splitlines()
SENTENCES = dict(line.split("\t") for line in LINES if not line.startswith("#"))


def parse_of(name: str) -> Parse:
    tokens, text = [], ""
    for index, word in enumerate(SENTENCES[name].split(" ")):
        form, lemma, upos, xpos, head, deprel = word.split("|")
        text += "" if not text or upos == "PUNCT" or form == "'s" else " "
        tokens.append(Token(index, len(text), len(text) + len(form), form, lemma, upos, xpos, int(head), deprel))
        text += form
    whole = Sentence(0, 0, len(tokens), 0, len(text), 0)
    return Parse(text, tuple(tokens), (whole,), (), (), (), "test", "1")


@pytest.fixture(scope="module")
def actors() -> Actors:
    return load_actors()


def events(actors: Actors, name: str) -> tuple[Event, ...]:
    parse = parse_of(name)
    return events_of_text(parse.text, parse, actors, "2024-03-14")


@pytest.mark.parametrize(
    ("name", "kind", "mode", "actor", "recipient"),
    [
        ("refusal", "REJECT", "yield", ("JPN",), ("PRK",)),
        ("passive", "SANCTION", "expel", ("CAN",), ()),
        ("meeting", "CONSULT", None, ("KOR", "CHN"), ()),
        ("demand", "REQUEST", "yield", ("CHN",), ("USA",)),
        ("both", "AGREE", None, ("SAU", "IRN"), ()),
        ("refuse", "REJECT", "meet", ("PRK",), ("KOR",)),
        ("nominal", "ASSAULT", None, ("IND",), ()),
    ],
)
def test_who_did_what_to_whom(
    actors: Actors, name: str, kind: str, mode: str | None, actor: tuple[str, ...], recipient: tuple[str, ...]
) -> None:
    found = events(actors, name)
    assert [(one.plover, one.mode, one.actor, one.recipient) for one in found] == [(kind, mode, actor, recipient)]
    text = parse_of(name).text
    for span in (found[0].trigger_span, found[0].extent_span):
        assert text[span.start : span.end] == span.text
    assert found[0].codings[0].why


def told(name: str, *triggers: tuple[int, str, float]) -> Parse:
    """Give a sentence as the language model reads it, with the words that may name events."""
    return replace(parse_of(name), triggers=tuple(Trigger(token, kind, sure, sure) for token, kind, sure in triggers))


@pytest.mark.parametrize(
    ("name", "trigger", "kind", "actor", "recipient"),
    [
        ("refusal", (3, "REJECT", 0.9), "REJECT", ("JPN",), ("PRK",)),
        ("demand", (1, "REQUEST", 0.9), "REQUEST", ("CHN",), ("USA",)),
        ("passive", (3, "SANCTION", 0.9), "SANCTION", ("CAN",), ()),
        ("both", (4, "AGREE", 0.9), "AGREE", ("SAU", "IRN"), ()),
    ],
)
def test_lexicon_and_language_model_are_weighed_together(
    actors: Actors,
    name: str,
    trigger: tuple[int, str, float],
    kind: str,
    actor: tuple[str, ...],
    recipient: tuple[str, ...],
) -> None:
    parse = told(name, trigger)
    found = events_of_text(parse.text, parse, actors, "2024-03-14")
    assert [(one.plover, one.actor, one.recipient) for one in found] == [(kind, actor, recipient)]
    assert found[0].codings[0].coder == "model:events"


def test_what_several_do_to_each_other_is_an_event_of_each(actors: Actors) -> None:
    parse = told("mutual", (3, "ACCUSE", 0.95))
    found = events_of_text(parse.text, parse, actors)
    assert [(one.actor, one.recipient) for one in found] == [(("CAN",), ("IND",)), (("IND",), ("CAN",))]


@pytest.mark.parametrize(
    ("name", "kind", "tokens"),
    [
        ("condition", "ASSAULT", (2,)),
        ("denial", "ASSAULT", (3,)),
        ("denial", "REJECT", (1, 3)),
        ("inverted", "PROTEST", (2, 9)),
        ("neither", "ASSAULT", (5,)),
        ("neither", "REJECT", (5,)),
    ],
)
def test_the_language_model_asserts_nothing_conditional_or_negated(
    actors: Actors, name: str, kind: str, tokens: tuple[int, ...]
) -> None:
    parse = told(name, *((token, kind, 0.99) for token in tokens))
    assert [one for one in events_of_text(parse.text, parse, actors) if asserted(one)] == []


def test_a_dateline_does_not_act(actors: Actors) -> None:
    parse = told("dateline", (4, "AGREE", 0.98))
    assert [one.actor for one in events_of_text(parse.text, parse, actors)] == [("LBN",)]


def test_a_title_tells_nothing_of_its_own(actors: Actors) -> None:
    parse = told("demand", (1, "REQUEST", 0.95))
    title = parse.text.rstrip(".")
    whole = replace(parse, text=f"{title} \n\nNothing else was said.")
    assert events_of_text(whole.text, whole, actors) == ()


def test_what_is_only_asked_for_is_no_event(actors: Actors) -> None:
    parse = told("talks", (1, "REQUEST", 0.95), (4, "CONSULT", 0.95))
    assert [one.plover for one in events_of_text(parse.text, parse, actors)] == ["REQUEST"]


def test_who_is_neither_country_nor_body_acts_in_no_event(actors: Actors) -> None:
    parse = told("crowd", (1, "PROTEST", 0.99))
    assert events_of_text(parse.text, parse, actors) == ()


def test_the_weights_tell_how_likely_a_word_is() -> None:
    weights, named = load_weights(), Named(0, "REQUEST", None, "v", (0,))
    unlikely, likely = (
        likelihood(weights, Proposal(named, "model", (f"event={event}", "sure=9"), ("lemma=urge",))) for event in (1, 7)
    )
    assert 0 < unlikely < likely < 1


def test_the_place_is_the_words_of_the_text(actors: Actors) -> None:
    assert events(actors, "meeting")[0].place == "Singapore"


def test_what_is_claimed_is_accused_and_kept_as_an_event(actors: Actors) -> None:
    found = events(actors, "claim")
    assert [(one.plover, one.actor) for one in found] == [("ACCUSE", ("JPN",)), ("ASSAULT", ("PRK",))]
    assert found[1].mode == "abduct"


def test_what_lies_ahead_is_threatened_or_promised(actors: Actors) -> None:
    assert {one.plover for one in events(actors, "future")} <= {"THREATEN", "AGREE"}


@pytest.mark.parametrize("name", ["condition", "denial", "comment"])
def test_nothing_conditional_negated_or_idle_is_asserted(actors: Actors, name: str) -> None:
    assert [one for one in events(actors, name) if asserted(one)] == []


def test_a_claim_in_an_attribution_says_whose_it_is(actors: Actors) -> None:
    parse = parse_of("passive")
    reading = Reading(
        document=Document.from_text(parse.text, published="2024-03-14"),
        entities=(Entity(id="IND", name="India", type="state", plover="IND"),),
        attributions=(
            Attribution(
                id="A01",
                utterance="U1",
                source_entity="IND",
                source_span=None,
                cue_span=None,
                content_spans=(Span(start=0, end=len(parse.text), text=parse.text),),
                quote_type="indirect",
            ),
        ),
    )
    found = find_events(reading, parse, actors).events
    assert [one.veracity for one in found] == ["claimed_by:IND"]
    assert found[0].attribution == "A01"


def test_entities_that_only_events_name_are_entered(actors: Actors) -> None:
    parse = parse_of("demand")
    reading = find_events(Reading(document=Document.from_text(parse.text)), parse, actors)
    assert {entity.id for entity in reading.entities} >= {"CHN", "USA"}


def test_a_sentence_known_to_report_something_gets_an_event(actors: Actors) -> None:
    parse = parse_of("denial")
    assert len(events_of_text(parse.text, parse, actors, every_sentence=True)) == 1


def made(identity: str, kind: EventType, group: str, month: str, *, aux: tuple[str, ...] = ()) -> Event:
    span = Span(start=0, end=1, text="x")
    return Event(
        id=identity, plover=kind, mode=None, actor=("AAA",), recipient=("BBB",), trigger_span=span, extent_span=span,
        date=DateRange(start=f"{month}-05", end=f"{month}-05"), group=group, aux=aux,
    )  # fmt: skip


def test_dyad_months_count_an_act_once_and_leave_out_the_unreal() -> None:
    reading = Reading(
        document=Document.from_text("x"),
        events=(
            made("E1", "ASSAULT", "E1", "2024-01"),
            made("E2", "ASSAULT", "E1", "2024-01"),
            made("E3", "AID", "E3", "2024-01"),
            made("E4", "AID", "E4", "2024-02", aux=("hypothetical",)),
        ),
    )
    table = dyad_months([reading])
    assert table.to_dicts() == [
        {
            "actor": "AAA", "recipient": "BBB", "month": "2024-01", "verbal_cooperation": 0, "material_cooperation": 1,
            "verbal_conflict": 0, "material_conflict": 1, "score": 0.5,
        }
    ]  # fmt: skip


def test_plover_records_are_json_and_point_into_the_text(actors: Actors) -> None:
    parse = parse_of("demand")
    reading = find_events(Reading(document=Document.from_text(parse.text, published="2024-03-14")), parse, actors)
    (record,) = plover_records(reading)
    assert json.loads(json.dumps(record)) == record
    assert (record["event"], record["quad_code"], record["event_scale"]) == (["REQUEST"], 3, -1.0)
    assert parse.text[record["text_info"]["start"] : record["text_info"]["end"]] == record["text"]
    assert record["actor"][0]["code"] == "CHN"


def test_cameo_goes_both_ways() -> None:
    assert plover_of("1211") == ("REJECT", "assist") or plover_of("1211") is not None
    assert plover_of("010") is None
    assert plover_of("99") is None
    for kind in get_args(EventType):
        code = cameo_of(kind, None, frozenset())
        assert code is not None
        turned = plover_of(code)
        assert turned is not None
        assert turned[0] == kind


def test_the_codebook_holds_together() -> None:
    book = load_codebook()
    kinds = set(get_args(EventType))
    assert {pattern.type for patterns in book.patterns.values() for pattern in patterns} == kinds
    assert set(book.quads) == kinds
    assert score_of("ACCUSE", None) < 0
    assert all(score_of(kind, None) > 0 for kind, quad in book.quads.items() if quad < 3)
    assert all(score_of(kind, None) < 0 for kind, quad in book.quads.items() if quad > 2)


def test_mentions_of_one_act_share_a_group(actors: Actors) -> None:
    parse = parse_of("refuse")
    shifted = tuple(
        replace(
            t, index=t.index + len(parse.tokens), start=t.start + 100, end=t.end + 100, head=t.head + len(parse.tokens)
        )
        for t in parse.tokens
    )
    text = parse.text.ljust(100) + parse.text
    sentences = (
        parse.sentences[0],
        Sentence(1, len(parse.tokens), 2 * len(parse.tokens), 100, 100 + len(parse.text), 1),
    )
    twice = Parse(text, parse.tokens + shifted, sentences, (), (), (), "test", "1")
    found = events_of_text(text, twice, actors)
    assert len(found) == 2
    assert len({one.group for one in found}) == 1
