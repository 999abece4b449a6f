"""Answers to what was put forward, refusals of the wider, and those who only watch."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from verbale.draft import draft, drafts
from verbale.draft.replies import read_answer
from verbale.draft.wording import breadth
from verbale.proposals import weigh
from verbale.records import Coding, Conditional, Reading, Span

THREE = {"KST": "Kestria", "VRD": "Verand", "ORM": "Orm"}
TOPIC = {"I01": ("proposal", "Something")}


def coded(*readings: Reading) -> list[Reading]:
    """Give hand-made readings as if a machine had coded them."""
    coding = (Coding(field="speech_act", coder="act:default", version="1"),)
    return [
        replace(
            one,
            attributions=tuple(replace(each, codings=coding) for each in one.attributions),
            positions=tuple(replace(each, codings=coding) for each in one.positions),
        )
        for one in readings
    ]


@pytest.mark.parametrize(
    ("words", "what", "whose", "still_open"),
    [
        ("the invitation", "invitation", (), False),
        ("Kestria's offer", "offer", ("KST",), False),
        ("the Kestrian terms", "terms", ("KST",), False),
        ("accept the proposal of Verand", "proposal", ("VRD",), False),
        ("study the plan", "plan", (), True),
        ("the offer of a summit", "offer", (), False),
    ],
)
def test_words_of_an_answer(words: str, what: str, whose: tuple[str, ...], still_open: bool) -> None:
    found = read_answer(words, {"kestria": "KST", "kestrian": "KST", "verand": "VRD"})
    assert found is not None
    assert (found.what, found.whose, found.open) == (what, whose, still_open)


@pytest.mark.parametrize(
    "words", ["lift the embargo", "nuclear weapons", "the reopening of the port", "release prisoners"]
)
def test_an_act_is_no_answer(words: str) -> None:
    assert read_answer(words, {}) is None


def terms(record: Any, answer: str, act: str, stance: str, *, by: str = "VRD") -> Any:
    made = record(THREE, TOPIC)
    made.says("KST", "2031-05-01", "Kestria would reopen the port if Verand freed the crew", "offer", "I01", "for_if")
    made.says(by, "2031-05-03", answer, act, "I01", stance)
    return weigh(draft(coded(made.reading())))[0]


def test_who_accepts_terms_accepts_its_part(record: Any) -> None:
    main = terms(record, "Verand accepted the offer", "claim", "asserts")
    assert (main.proposal.by, main.proposal.to, main.non_starter) == (("KST",), ("VRD",), False)


def test_who_rejects_terms_refuses_its_part(record: Any) -> None:
    main = terms(record, "Verand rejected the terms", "claim", "asserts")
    assert main.non_starter is True
    assert [one.decision_maker for one in main.blocking] == ["VRD"]
    assert main.blocking[0].evidence[0].span.text == "Verand rejected the terms"


def test_who_studies_an_offer_has_not_settled_it(record: Any) -> None:
    assert terms(record, "Verand would consider the offer", "claim", "asserts").non_starter is None


def test_an_answer_in_a_later_text(record: Any) -> None:
    first = record(THREE, TOPIC, published="2031-05-01")
    first.says("KST", "2031-05-01", "Kestria proposes a summit with Verand", "propose", "I01", "for")
    second = record(THREE, TOPIC, published="2031-05-09")
    second.says("VRD", "2031-05-08", "Verand has rejected the proposal", "claim", "I01", "asserts")
    main = weigh(draft(coded(first.reading(), second.reading())))[0]
    assert (main.proposal.by, main.non_starter) == (("KST",), True)


def test_an_answer_to_nothing_is_left_out(record: Any) -> None:
    made = record(THREE, TOPIC)
    made.says("VRD", "2031-05-03", "Verand rejected the proposal", "reject", "I01", "against")
    assert draft(coded(made.reading())).conflict is None


def test_a_mediators_plan(record: Any) -> None:
    made = record(THREE, TOPIC)
    made.says("ORM", "2031-05-01", "a plan to Kestria and Verand", "propose", "I01", "for")
    made.says("KST", "2031-05-02", "Kestria accepted the plan", "claim", "I01", "asserts")
    made.says("VRD", "2031-05-03", "Verand rejected the plan", "claim", "I01", "asserts")
    reading = made.reading()
    nominal = replace(reading.attributions[0], quote_type="nominal")
    reading = replace(reading, attributions=(nominal, *reading.attributions[1:]))
    main = weigh(draft(coded(reading)))[0]
    assert main.proposal.by == ("ORM",)
    assert set(main.proposal.to) == {"KST", "VRD"}
    assert [one.decision_maker for one in main.blocking] == ["VRD"]


@pytest.mark.parametrize(
    ("wide", "narrow"),
    [("any contact or negotiation", "talks"), ("talks on the lake", "a meeting"), ("a meeting", "a summit")],
)
def test_the_wider_form_of_a_meeting(wide: str, narrow: str) -> None:
    one, two = breadth(wide), breadth(narrow)
    assert one is not None
    assert two is not None
    assert one < two


def test_who_rejects_any_contact_rejects_a_summit(record: Any) -> None:
    made = record(THREE, TOPIC)
    made.says("KST", "2031-05-01", "Kestria proposes a summit with Verand", "propose", "I01", "for")
    made.says("VRD", "2031-05-03", "Verand rejects any contact or negotiation with Kestria", "reject", "I01", "against")
    main = weigh(draft(coded(made.reading())))[0]
    assert (main.proposal.by, main.non_starter) == (("KST",), True)
    assert "any contact" in main.blocking[0].evidence[0].span.text


def test_who_rejects_a_summit_has_not_rejected_talks(record: Any) -> None:
    made = record(THREE, TOPIC)
    made.says("KST", "2031-05-01", "Kestria proposes talks with Verand", "propose", "I01", "for")
    made.says("VRD", "2031-05-03", "Verand rejects a summit with Kestria", "reject", "I01", "against")
    main = weigh(draft(coded(made.reading())))[0]
    assert main.non_starter is None


def test_a_third_party_waits_for_acceptance(record: Any) -> None:
    made = record(THREE, TOPIC)
    made.says("KST", "2031-05-01", "Kestria would reopen the port if Verand freed the crew", "offer", "I01", "for_if")
    made.says("VRD", "2031-05-03", "Verand accepted the offer", "claim", "I01", "asserts")
    words = "Orm would lift the embargo if Verand accepted the offer"
    made.says("ORM", "2031-05-04", words, "offer", "I01", "for_if")
    reading = made.reading()
    at = reading.attributions[2].content_spans[0]
    text = reading.document.text
    whole = Conditional(
        id="K1",
        form="if",
        antecedent=replace(
            at, start=at.start + words.index("if Verand"), text=text[at.start + words.index("if Verand") : at.end]
        ),
        consequent=replace(at, end=at.start + words.index(" if Verand"), text=words[: words.index(" if Verand")]),
        consequent_actor=("ORM",),
        consequent_type="offer",
        holder="ORM",
        attribution="A3",
    )
    found = draft(coded(replace(reading, conditionals=(whole,))))
    assert {one.id for one in found.decision_makers} == {"KST", "VRD"}
    assert [one.actor for one in weigh(found)[0].third_parties] == ["ORM"]


def test_what_one_plans_by_itself_is_no_exchange(record: Any) -> None:
    made = record(THREE, TOPIC)
    made.says("KST", "2031-05-01", "Kestria will plant two forests if the weather holds", "commit", "I01", "for")
    assert all(one.conflict is None for one in drafts(coded(made.reading())))


def test_each_demands_to_be_served_first(record: Any) -> None:
    made = record(THREE, TOPIC)
    words = "Kestria would not lift the embargo until Verand freed the crew"
    made.says("KST", "2031-05-01", words, "reject", "I01", "against")
    words = "Verand would free the crew only after Kestria lifted the embargo"
    made.says("VRD", "2031-05-02", words, "offer", "I01", "for_if")
    main = weigh(draft(coded(made.reading())))[0]
    assert main.non_starter is True
    assert {one.decision_maker for one in main.blocking} == {"KST", "VRD"}
    assert main.deadlocks[0].strict


def test_a_demand_of_two_acts_is_one_proposal(record: Any) -> None:
    made = record(THREE, TOPIC)
    made.says("KST", "2031-05-01", "that Verand end the blockade and return the islands", "demand", "I01", "for")
    found = draft(coded(made.reading()))
    assert [len(one.terms) for one in found.proposals] == [2]
    assert found.proposals[0].words == "Kestria: Verand ends the blockade; Verand returns the islands"


def test_the_words_of_a_joint_proposal_name_the_other_side(record: Any) -> None:
    made = record(THREE, TOPIC)
    made.says("KST", "2031-05-01", "Kestria proposes a summit with Verand", "propose", "I01", "for")
    made.says("VRD", "2031-05-03", "Verand rejects a summit with Kestria", "reject", "I01", "against")
    found = draft(coded(made.reading()))
    assert found.proposals[0].words == "Kestria: a summit with Verand"
    assert {one.name for one in found.options} == {"offer a summit", "accept a summit"}


def test_an_opposite_answers_a_condition(record: Any) -> None:
    made = record(THREE, TOPIC)
    words = "Kestria would attend talks provided that Verand first closed the mines"
    made.says("KST", "2031-05-01", words, "offer", "I01", "for_if")
    made.says("VRD", "2031-05-02", "the mines would stay open", "respond", "I01", "undeclared")
    main = weigh(draft(coded(made.reading())))[0]
    assert main.non_starter is True
    assert main.blocking[0].evidence[0].span.text == "the mines would stay open"


def test_what_is_asked_to_stop_goes_on(record: Any) -> None:
    made = record(THREE, TOPIC)
    words = "Kestria would halt the raids if Verand stopped firing rockets"
    made.says("KST", "2031-05-01", words, "offer", "I01", "for_if")
    found = draft(coded(made.reading()))
    assert {one.id: one.now for one in found.options} == {"KST.ATTACK": False, "VRD.MISSILE": True}


def test_a_matter_that_one_side_puts_on_the_agenda(record: Any) -> None:
    made = record(THREE, TOPIC)
    made.says("KST", "2031-05-01", "Kestria proposes talks with Verand", "propose", "I01", "for")
    made.says("KST", "2031-05-01", "that sovereignty be on the agenda", "demand", "I01", "for")
    made.says("VRD", "2031-05-02", "Verand refused to discuss the sovereignty of the lake", "reject", "I01", "against")
    made.says("VRD", "2031-05-02", "Verand is ready to hold talks", "offer", "I01", "open_to")
    made.says("VRD", "2031-05-02", "Verand is ready to hold talks", "offer", "I01", "open_to")
    found = draft(coded(made.reading()))
    assert "KST.SOVEREIGNTY" in {one.id for one in found.options}
    assert weigh(found)[0].non_starter is True


def by_cue(record: Any, text: str, cue: str, content: str, quote_type: str = "indirect") -> Reading:
    """Give a reading of one sentence whose speech act the reader didn't see, only its cue."""
    made = record(THREE, TOPIC)
    made.says("KST", "2031-05-01", text, "claim", "I01", "asserts")
    reading = made.reading()

    def span(words: str) -> Span:
        at = text.index(words)
        return Span(start=at, end=at + len(words), text=words)

    only = replace(reading.attributions[0], cue_span=span(cue), content_spans=(span(content),), quote_type=quote_type)
    return replace(reading, attributions=(only,), positions=())


def test_the_cues_own_verb_tells_what_is_asked_of_whom(record: Any) -> None:
    reading = by_cue(record, "Kestria called on Verand on Monday to free the crew", "called", "to free the crew")
    found = draft(coded(reading))
    assert [(one.words, one.by, one.to) for one in found.proposals] == [
        ("Kestria: Verand frees the crew", ("KST",), ("VRD",))
    ]


def test_a_name_before_an_infinitive_is_asked(record: Any) -> None:
    reading = by_cue(record, "Kestria asked Verand to free the crew", "asked", "Verand to free the crew", "nominal")
    demand = replace(reading.attributions[0].propositions[0], speech_act="demand", stance="for")
    reading = replace(reading, attributions=(replace(reading.attributions[0], propositions=(demand,)),))
    assert draft(coded(reading)).proposals[0].to == ("VRD",)


def test_a_silent_proposer_who_is_asked_to_go_first(record: Any) -> None:
    made = record(THREE, TOPIC)
    words = "Kestria would halt the raids if Verand stopped firing rockets"
    made.says("KST", "2031-05-01", words, "offer", "I01", "for_if")
    words = "Verand would not stop until Kestria withdrew its police"
    made.says("VRD", "2031-05-02", words, "reject", "I01", "against")
    main = weigh(draft(coded(made.reading())))[0]
    assert (main.proposal.by, main.non_starter) == (("KST",), None)
    assert "Kestria has not said whether it would withdraw its police" in main.open_questions


def test_a_text_without_a_day_stands_where_it_was_given(record: Any) -> None:
    first = record(THREE, TOPIC)
    first.says("KST", None, "Kestria proposes talks with Verand", "propose", "I01", "for")
    second = record(THREE, TOPIC, published="2031-05-09")
    second.says("VRD", "2031-05-08", "Verand rejected the proposal", "reject", "I01", "against")
    undated = replace(first.reading(), document=replace(first.reading().document, published=None))
    assert weigh(draft(coded(undated, second.reading())))[0].non_starter is True
