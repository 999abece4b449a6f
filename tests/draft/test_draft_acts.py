"""Reading acts from words: clauses, acts, and a machine's reading made ready for a draft."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from verbale.draft import draft, formula
from verbale.draft.acts import read_act, read_acts, read_matter
from verbale.draft.clauses import read_clause
from verbale.draft.resense import resense
from verbale.proposals import weigh
from verbale.records import Coding, Position, Reading

TWO = {"KST": "Kestria", "VRD": "Verand"}
TOPIC = {"I01": ("proposal", "Something")}


@pytest.mark.parametrize(
    ("words", "subject", "act", "stance"),
    [
        ("that Kestria will not reopen the port", "Kestria", "reopen the port", "against"),
        ("it was ready to free the crew", "it", "free the crew", "open_to"),
        ("Verand is unwilling to talk", "Verand", "talk", "against"),
        ("both could meet in May", "both", "meet in May", "open_to"),
        ("Verand should drop the charges", "Verand", "drop the charges", "for"),
        ("Kestria wants a truce", "Kestria", "a truce", "for"),
        ("an apology was out of the question", "", "an apology", "against"),
        ("the dam has nothing to do with the truce", "", "the dam", "against"),
        ("the weather in Orm", "", "the weather in Orm", None),
    ],
)
def test_main_clause(words: str, subject: str, act: str, stance: str | None) -> None:
    found = read_clause(words)
    assert (found.subject, found.act, found.stance) == (subject, act, stance)


@pytest.mark.parametrize(
    ("words", "sort", "condition"),
    [
        ("Kestria will sign if Verand pays", "if", "Verand pays"),
        ("If Verand pays, Kestria will sign", "if", "Verand pays"),
        ("no talks will start until the crew is free", "until", "the crew is free"),
        ("Kestria will not sign unless Verand pays", "unless", "Verand pays"),
        ("Kestria will open the port in exchange for grain", "exchange", "grain"),
        (
            "Kestria will not attend a summit at which Verand raises the islands",
            "at_which",
            "Verand raises the islands",
        ),
    ],
)
def test_conditions_are_cut_off(words: str, sort: str, condition: str) -> None:
    found = read_clause(words)
    assert [(one.sort, one.piece.text) for one in found.bounds] == [(sort, condition)]
    assert condition not in found.act
    piece = found.bounds[0].piece
    assert words[piece.start : piece.end].strip() == condition


def test_a_time_is_no_condition() -> None:
    assert read_clause("Kestria will sign before the summit").bounds == ()


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [
        ("lift its unilateral sanctions", "ease some of the sanctions", True),
        ("limited relief from sanctions", "lift part of the sanctions", True),
        ("sit down with Verand at any time", "meet with the Verandi president", True),
        ("high-level consultations", "the resumption of talks", True),
        ("reopen the inquiry into the fate of the crew", "begin a new inquiry", True),
        ("release the crew", "lift the sanctions", False),
    ],
)
def test_one_act_under_two_phrases(one: str, two: str, same: bool) -> None:
    first, second = read_act(one), read_act(two)
    assert first is not None
    assert second is not None
    assert ((first.head, first.joint, first.direction) == (second.head, second.joint, second.direction)) is same


def test_keeping_and_lifting_are_opposite() -> None:
    keep, lift = read_act("keep the sanctions"), read_act("lift the sanctions")
    assert keep is not None
    assert lift is not None
    assert (keep.head, keep.direction) == (lift.head, -lift.direction)


@pytest.mark.parametrize("words", ["", "the day", "them", "excluded", "the statement", ",", "“”"])
def test_no_act(words: str) -> None:
    assert read_act(words) is None


def test_a_matter_called_settled_is_off_the_agenda() -> None:
    found = read_matter("the reference to the island issue being settled")
    assert found is not None
    assert (found.kind, found.head, found.direction) == ("agenda", "island", -1)


def coded(reading: Reading) -> Reading:
    """Give a hand-made reading as if a machine had coded it, on issues that tell nothing."""
    coding = (Coding(field="speech_act", coder="act:default", version="1"),)
    return replace(
        reading,
        attributions=tuple(replace(one, codings=coding) for one in reading.attributions),
        positions=tuple(replace(one, codings=coding) for one in reading.positions),
    )


def test_a_machines_reading_gets_its_acts_from_the_words(record: Any) -> None:
    made = record(TWO, TOPIC)
    made.says("KST", "2031-05-01", "Kestria proposes a summit with Verand", "claim", "I01", "asserts")
    made.says(
        "VRD",
        "2031-05-03",
        "Verand will not attend a summit unless Kestria closes the Orm base",
        "claim",
        "I01",
        "asserts",
    )
    made.says("KST", "2031-05-05", "Kestria will not close the base", "claim", "I01", "asserts")
    found = draft(coded(made.reading()))
    assert {one.id for one in found.options} == {"KST.SUMMIT", "VRD.SUMMIT", "KST.BASE"}
    assert "VRD.SUMMIT IFF KST.BASE" in {formula(one) for one in found.statements}
    main = weigh(found)[0]
    assert main.non_starter is True
    assert (main.proposal.by, main.proposal.to) == (("VRD",), ("KST",))
    assert [one.decision_maker for one in main.blocking] == ["KST"]
    assert main.blocking[0].evidence[0].span.text == "Kestria will not close the base"


def test_until_keeps_what_it_ends(record: Any) -> None:
    made = record(TWO, TOPIC)
    made.says("KST", "2031-05-01", "the embargo will stay until Verand frees the crew", "claim", "I01", "asserts")
    made.says("VRD", "2031-05-02", "Kestria should lift the embargo", "demand", "I01", "for")
    found = draft(coded(made.reading()))
    statements = {formula(one) for one in found.statements if one.decision_maker == "KST"}
    assert statements & {"KST.EMBARGO IFF -VRD.CREW", "KST.EMBARGO IFF VRD.CREW"}
    lifted = next(one for one in found.options if one.id == "KST.EMBARGO")
    keeps = lifted.name.startswith("keep")
    assert ("KST.EMBARGO IFF -VRD.CREW" in statements) is keeps


def test_a_threat_is_a_wish_that_it_not_be_so(record: Any) -> None:
    made = record(TWO, TOPIC)
    made.says("KST", "2031-05-01", "Kestria will retaliate if Verand impounds the ferry", "claim", "I01", "asserts")
    found = resense(coded(made.reading()))
    position = found.positions[-1]
    assert (position.actor, position.stance) == ("KST", "against")
    assert position.issue == "act:VRD:ferry"


def test_anothers_pledge_is_not_that_others_word(record: Any) -> None:
    made = record(TWO, TOPIC)
    made.says("KST", "2031-05-01", "Verand has agreed to free the crew", "claim", "I01", "asserts")
    position = resense(coded(made.reading())).positions[-1]
    assert (position.actor, position.basis) == ("VRD", "attributed_by_adversary")


def test_what_a_person_coded_stays(record: Any) -> None:
    made = record(TWO, TOPIC)
    made.says("KST", "2031-05-01", "Kestria will free the crew", "commit", "I01", "for")
    reading = made.reading()
    assert resense(reading) is reading
    by_hand = (Coding(field="stance", coder="person", version="anna"),)
    mixed = replace(
        reading,
        attributions=tuple(replace(one, codings=by_hand) for one in reading.attributions),
        positions=tuple(replace(one, codings=by_hand) for one in reading.positions),
    )
    assert resense(mixed) is mixed


def test_spans_stay_in_the_text(record: Any) -> None:
    made = record(TWO, TOPIC)
    made.says(
        "KST",
        "2031-05-01",
        "“Kestria is ready to open the port, but only if Verand pays, and will not wait until May comes.”",
        "claim",
        "I01",
        "asserts",
    )
    found = resense(coded(made.reading()))
    spans = [span for one in found.positions for span in one.evidence] + [one.span for one in found.conditions]
    assert spans
    assert all(found.document.text[one.start : one.end] == one.text for one in spans)
    assert all(isinstance(one, Position) for one in found.positions)


@pytest.mark.parametrize(
    ("words", "act", "stance"),
    [
        ("there will be no meeting", "meeting", "against"),
        ("there is nothing to talk about", "talks", "against"),
        ("Verand would free no sailors", "free sailors", "against"),
        ("the islands were not up for negotiation", "the islands", "against"),
        ("Kestria has no interest in a truce", "a truce", "against"),
        ("Kestria does not accept the terms", "the terms", "against"),
    ],
)
def test_a_refusal_in_other_words(words: str, act: str, stance: str) -> None:
    found = read_clause(words)
    assert (found.act, found.stance) == (act, stance)


@pytest.mark.parametrize(
    ("words", "sort"),
    [
        ("Without an apology there will be no meeting", "unless"),
        ("that without an apology, Kestria would stay away", "unless"),
        ("that if Verand pays, Kestria will sign", "if"),
        ("it would free the crew only after Verand signed", "after"),
        ("it would free the crew once Verand has signed", "after"),
    ],
)
def test_conditions_in_other_words(words: str, sort: str) -> None:
    found = read_clause(words)
    assert [one.sort for one in found.bounds] == [sort]
    assert found.act
    assert found.bounds[0].piece.text not in found.act


def test_talks_without_conditions_have_none() -> None:
    assert read_clause("talks without preconditions could start").bounds == ()


@pytest.mark.parametrize(
    ("words", "heads"),
    [
        ("end the blockade and return the islands", ["blockade", "island"]),
        ("withdraw its troops from the pass and drop its claim to the lake", ["troop", "claim"]),
        ("restore trade and transit links", ["trade"]),
        ("release the boats it seized in May", ["vessel"]),
        ("free the sailors taken in the strait", ["sailor"]),
        ("meet this summer", ["summit"]),
        ("meet the demands", ["demand"]),
        ("return to the negotiating table", ["talks"]),
        ("talks on the dam", ["talks"]),
        ("join Verand in patrols on the lake", ["patrol"]),
        ("ask the European Union for help", ["union"]),
    ],
)
def test_heads_of_acts(words: str, heads: list[str]) -> None:
    assert [one.head for one in read_acts(words)] == heads


def test_a_body_of_states_is_no_joint_act() -> None:
    found = read_act("ask the European Union for help")
    assert found is not None
    assert not found.joint


def test_a_threat_told_by_its_cue(record: Any) -> None:
    made = record(TWO, TOPIC)
    words = "that Kestria would close the strait unless Verand removed its guns"
    made.says("KST", "2031-05-01", words, "threaten", "I01", "against_unless")
    made.says("VRD", "2031-05-02", "Verand would not remove a single gun", "reject", "I01", "against")
    main = weigh(draft(coded(made.reading())))[0]
    assert main.proposal.by == ("KST",)
    assert main.non_starter
    assert [one.decision_maker for one in main.blocking] == ["VRD"]


def test_a_demand_of_two_parties(record: Any) -> None:
    made = record(TWO | {"ORM": "Orm"}, TOPIC)
    made.says("KST", "2031-05-01", "that Verand and Orm send ships to the lake", "propose", "I01", "for")
    made.says("ORM", "2031-05-02", "Orm will send ships to the lake", "commit", "I01", "for")
    found = draft(coded(made.reading()))
    assert {one.owner for one in found.options} == {"VRD", "ORM"}


def test_two_conditions_in_one_clause(record: Any) -> None:
    made = record(TWO, TOPIC)
    words = "Kestria would attend a summit only if Verand withdrew its soldiers and dropped its claim to the lake"
    made.says("KST", "2031-05-02", words, "offer", "I01", "for_if")
    made.says("VRD", "2031-05-01", "a summit should be held", "propose", "I01", "for")
    made.says("VRD", "2031-05-03", "Verand would never withdraw the troops", "reject", "I01", "against")
    found = draft(coded(made.reading()))
    said = {formula(one) for one in found.statements if one.decision_maker == "KST"}
    assert any("VRD.TROOP & VRD.CLAIM" in one for one in said)
    assert weigh(found)[0].non_starter


def test_sentences_of_a_quotation_are_read_apart(record: Any) -> None:
    made = record(TWO, TOPIC)
    words = "The weather is fine in Orm. Kestria proposes a summit with Verand. I decline to say more"
    made.says("KST", "2031-05-01", words, "claim", "I01", "asserts")
    made.says("VRD", "2031-05-02", "Verand will attend the summit", "claim", "I01", "asserts")
    main = weigh(draft(coded(made.reading())))[0]
    assert main.proposal.words == "Kestria: a summit with Verand"
    assert main.proposal.evidence[0].span.text == "Kestria proposes a summit with Verand."[:-1]


def test_a_question_takes_no_stand(record: Any) -> None:
    made = record(TWO, TOPIC)
    made.says("KST", "2031-05-01", "whether Verand would receive a mission", "question", "I01", "undeclared")
    assert draft(coded(made.reading())).conflict is None


def test_what_the_author_reads_into_a_party_stays_out(record: Any) -> None:
    made = record(TWO, TOPIC)
    made.says("KST", "2031-05-01", "Verand should lift the embargo", "demand", "I01", "for")
    made.says("KST", "2031-05-01", "Verand will surely close the strait", "imputed_belief", "I01", "for")
    found = draft(coded(made.reading()))
    assert all(one.basis != "imputed" for each in found.statements for one in each.evidence)
    assert {one.topic for one in found.options} == {"EMBARGO"}


def test_the_narrower_name_of_a_meeting_is_kept(record: Any) -> None:
    made = record(TWO, TOPIC)
    made.says("KST", "2031-05-01", "Kestria wants a meeting with Verand", "propose", "I01", "for")
    made.says("KST", "2031-05-02", "Kestria proposes a summit with Verand in May", "propose", "I01", "for")
    made.says("VRD", "2031-05-03", "Verand would attend a summit with Kestria", "offer", "I01", "for")
    assert weigh(draft(coded(made.reading())))[0].proposal.words.startswith("Kestria: a summit")


def test_a_proposal_to_one_that_both_act(record: Any) -> None:
    made = record(TWO, TOPIC)
    words = "Kestria proposes to Verand that both countries reopen the ferry line"
    made.says("KST", "2031-05-01", words, "propose", "I01", "for")
    made.says("VRD", "2031-05-02", "Verand welcomes Kestria's proposal and accepts it", "claim", "I01", "asserts")
    main = weigh(draft(coded(made.reading())))[0]
    assert (main.proposal.by, main.proposal.to, main.non_starter) == (("KST",), ("VRD",), False)


def test_a_proposal_turned_down_is_the_one_proposed(record: Any) -> None:
    made = record(TWO, TOPIC)
    made.says("KST", "2031-05-01", "Kestria proposes talks with Verand", "propose", "I01", "for")
    made.says("KST", "2031-05-01", "Kestria is ready to pull back its tanks", "offer", "I01", "for")
    made.says("VRD", "2031-05-02", "Verand rejected the proposal", "reject", "I01", "against")
    main = weigh(draft(coded(made.reading())))[0]
    assert main.proposal.words == "Kestria: talks with Verand"
    assert main.non_starter is True
