"""Shapes of exchanges and what an analyst would say of the proposal in each."""

from __future__ import annotations

from typing import Any

from verbale.draft import draft, drafts
from verbale.proposals import Weighing, weigh

TWO = {"KST": "Kestria", "VRD": "Verand"}
SUMMIT = {"SUMMIT": ("proposal", "A summit of the two presidents is held")}
BASE = {"BASE": ("proposal", "Kestria closes its base at Orm")}
RELIEF = {
    "CAP": ("proposal", "Kestria caps enrichment"),
    "RELIEF": ("proposal", "Verand lifts the oil embargo"),
}


def main(made: Any) -> Weighing:
    found = [one for one in weigh(draft(made.reading())) if one.main]
    assert len(found) == 1
    return found[0]


def test_agreed_outright(record: Any) -> None:
    made = record(TWO, SUMMIT)
    made.says("KST", "2031-05-01", "Kestria proposed a summit.", "propose", "SUMMIT", "for", to="VRD")
    made.says("VRD", "2031-05-03", "Verand accepted.", "accept", "SUMMIT", "for", to="KST")
    found = main(made)
    assert found.non_starter is False
    assert found.proposal.by == ("KST",)
    assert found.proposal.to == ("VRD",)
    assert found.blocking == ()
    assert found.unblocking == ()


def test_refused_categorically(record: Any) -> None:
    made = record(TWO, SUMMIT)
    made.says("KST", "2031-05-01", "Kestria proposed a summit.", "propose", "SUMMIT", "for", to="VRD")
    made.says("VRD", "2031-05-03", "Verand ruled it out.", "reject", "SUMMIT", "against", strength="categorical")
    found = main(made)
    assert found.non_starter is True
    assert [one.decision_maker for one in found.blocking] == ["VRD"]
    assert found.blocking[0].evidence[0].span.text == "Verand ruled it out."
    assert [[one.decision_maker for one in change] for change in found.unblocking] == [["VRD"]]


def test_no_answer_yet(record: Any) -> None:
    made = record(TWO, SUMMIT)
    made.says("KST", "2031-05-01", "Kestria proposed a summit.", "propose", "SUMMIT", "for", to="VRD")
    found = main(made)
    assert found.non_starter is None
    assert any("Verand has not said" in one for one in found.open_questions)
    assert found.blocking == ()


def test_only_a_hedge(record: Any) -> None:
    made = record(TWO, SUMMIT)
    made.says("KST", "2031-05-01", "Kestria proposed a summit.", "propose", "SUMMIT", "for", to="VRD")
    made.says(
        "VRD",
        "2031-05-03",
        "Verand might come.",
        "express_openness",
        "SUMMIT",
        "open_to",
        strength="hedged",
    )
    assert main(made).non_starter is None


def test_open_answer_blocks_nothing(record: Any) -> None:
    made = record(TWO, SUMMIT)
    made.says("KST", "2031-05-01", "Kestria proposed a summit.", "propose", "SUMMIT", "for", to="VRD")
    made.says("VRD", "2031-05-03", "Verand is open to it.", "express_openness", "SUMMIT", "open_to")
    assert main(made).non_starter is False


def terms_of(record: Any, *, answer: str | None) -> Any:
    made = record(TWO, SUMMIT | BASE)
    made.says("KST", "2031-05-01", "Kestria proposed a summit.", "propose", "SUMMIT", "for", to="VRD")
    made.says(
        "VRD",
        "2031-05-03",
        "Verand would come if the base is closed.",
        "express_openness",
        "SUMMIT",
        "for_if",
        only_if=[{"issue": "BASE", "bound": "KST"}],
    )
    if answer:
        act = "reject" if answer == "against" else "accept"
        made.says("KST", "2031-05-05", f"On the base Kestria was {answer}.", act, "BASE", answer)
    return made


def test_counter_terms_refused(record: Any) -> None:
    found = main(terms_of(record, answer="against"))
    assert found.non_starter is True
    assert found.proposal.by == ("VRD",)
    assert found.proposal.to == ("KST",)
    assert [one.decision_maker for one in found.blocking] == ["KST"]
    ways = [sorted(one.decision_maker for one in change) for change in found.unblocking]
    assert ["KST"] in ways
    assert ["VRD"] in ways


def test_counter_terms_met(record: Any) -> None:
    assert main(terms_of(record, answer="for")).non_starter is False


def test_counter_terms_unanswered(record: Any) -> None:
    found = main(terms_of(record, answer=None))
    assert found.non_starter is None
    assert any("Kestria has not said whether it would close its base" in one for one in found.open_questions)


def test_overture_waits_for_the_terms(record: Any) -> None:
    made = terms_of(record, answer="against")
    overture = next(one for one in weigh(draft(made.reading())) if one.proposal.role == "overture")
    assert overture.non_starter is True
    assert [one.decision_maker for one in overture.blocking] == ["VRD"]


def swap(record: Any, kind: str) -> Any:
    made = record(TWO, RELIEF)
    made.says(
        "KST",
        "2031-05-01",
        "Kestria would cap enrichment for an end of the embargo.",
        "offer",
        "CAP",
        "for_if",
        only_if=[{"issue": "RELIEF", "bound": "VRD", "type": kind}],
    )
    made.says(
        "VRD",
        "2031-05-03",
        "Verand would lift the embargo for a cap.",
        "offer",
        "RELIEF",
        "for_if",
        only_if=[{"issue": "CAP", "bound": "KST", "type": kind}],
    )
    return made


def test_bargain_both_want(record: Any) -> None:
    found = main(swap(record, "quid_pro_quo"))
    assert found.non_starter is False
    assert len(found.deadlocks) == 1
    assert found.deadlocks[0].strict is False


def test_each_wants_to_be_served_first(record: Any) -> None:
    found = main(swap(record, "precondition"))
    assert found.non_starter is True
    assert found.deadlocks[0].strict is True
    assert set(found.deadlocks[0].parties) == {"KST", "VRD"}
    assert len(found.unblocking) == 2


def test_change_of_mind_counts(record: Any) -> None:
    made = record(TWO, SUMMIT)
    made.says("KST", "2031-01-01", "Kestria proposed a summit.", "propose", "SUMMIT", "for", to="VRD")
    made.says("VRD", "2031-01-05", "Verand refused.", "reject", "SUMMIT", "against")
    made.says("VRD", "2031-03-05", "Verand agreed.", "accept", "SUMMIT", "for")
    found = draft(made.reading())
    assert weigh(found)[0].non_starter is False
    assert [one.taken.evidence.span.text for one in found.choices] == ["Verand agreed."]


def test_unnamed_voice_does_not_undo_a_minister(record: Any) -> None:
    made = record(TWO, SUMMIT)
    made.says("KST", "2031-01-01", "Kestria proposed a summit.", "propose", "SUMMIT", "for", to="VRD")
    made.says("VRD", "2031-01-05", "The minister refused.", "reject", "SUMMIT", "against", level="B")
    made.says("VRD", "2031-01-09", "An official agreed.", "accept", "SUMMIT", "for", level="E")
    assert main(made).non_starter is True


def test_three_parties_one_refuses(record: Any) -> None:
    parties = {"KST": "Kestria", "VRD": "Verand", "OLM": "Olmia"}
    made = record(parties, {"TALKS": ("proposal", "Three-way talks on the river are held")})
    made.says("KST", "2031-05-01", "Kestria proposed three-way talks.", "propose", "TALKS", "for")
    made.says("VRD", "2031-05-02", "Verand accepted.", "accept", "TALKS", "for")
    made.says("OLM", "2031-05-03", "Olmia refused.", "reject", "TALKS", "against")
    found = main(made)
    assert found.non_starter is True
    assert [one.decision_maker for one in found.blocking] == ["OLM"]
    assert set(found.proposal.to) == {"VRD", "OLM"}


def test_demand_refused(record: Any) -> None:
    made = record(TWO, BASE)
    made.says("VRD", "2031-05-01", "Verand told Kestria to close it.", "demand", "BASE", "for", to="KST")
    made.says("KST", "2031-05-02", "Kestria refused.", "reject", "BASE", "against")
    found = main(made)
    assert found.non_starter is True
    assert found.proposal.by == ("VRD",)
    assert found.proposal.to == ("KST",)


def test_demand_without_an_answer(record: Any) -> None:
    made = record(TWO, BASE)
    made.says("VRD", "2031-05-01", "Verand told Kestria to close it.", "demand", "BASE", "for", to="KST")
    assert main(made).non_starter is None


def test_told_by_the_other_side_alone(record: Any) -> None:
    made = record(TWO, SUMMIT)
    made.says(
        "KST",
        "2031-05-01",
        "Kestria wants a summit, Verand said.",
        "propose",
        "SUMMIT",
        "for",
        basis="attributed_by_adversary",
    )
    made.says("VRD", "2031-05-01", "Verand will not come.", "reject", "SUMMIT", "against")
    found = main(made)
    assert found.non_starter is True
    assert found.proposal.by == ("KST",)
    assert [one.decision_maker for one in found.blocking] == ["VRD"]


def test_third_party_follows(record: Any) -> None:
    made = record({**TWO, "OLM": "Olmia"}, SUMMIT)
    made.says("KST", "2031-05-01", "Kestria proposed a summit.", "propose", "SUMMIT", "for", to="VRD")
    made.says("VRD", "2031-05-03", "Verand accepts.", "express_openness", "SUMMIT", "open_to", to="KST")
    made.expects("OLM", "If they met, Olmia would reopen its embassy.", {"SUMMIT": "yes"}, "OLM")
    found = main(made)
    assert [one.actor for one in found.third_parties] == ["OLM"]
    assert found.third_parties[0].path[-1].startswith("Olmia: ")
    assert found.third_parties[0].basis == "reported"


def test_two_exchanges_stay_apart(record: Any) -> None:
    parties = {**TWO, "OLM": "Olmia", "SUR": "Suria"}
    made = record(parties, SUMMIT | {"FISH": ("proposal", "Suria stops fishing at Lorn")})
    made.says("KST", "2031-05-01", "Kestria proposed a summit.", "propose", "SUMMIT", "for", to="VRD")
    made.says("VRD", "2031-05-03", "Verand refused.", "reject", "SUMMIT", "against", to="KST")
    made.says("OLM", "2031-05-01", "Olmia told Suria to stop.", "demand", "FISH", "for", to="SUR")
    made.says("SUR", "2031-05-04", "Suria will stop.", "commit", "FISH", "for", to="OLM")
    found = drafts(made.reading())
    assert [{one.id for one in each.decision_makers} for each in found] == [{"KST", "VRD"}, {"OLM", "SUR"}]
    assert [weigh(each)[0].non_starter for each in found] == [True, False]


def test_one_act_under_two_names_in_two_texts(record: Any) -> None:
    first = record(TWO, SUMMIT, published="2031-05-02")
    first.says("KST", "2031-05-01", "Kestria proposed a summit.", "propose", "SUMMIT", "for", to="VRD")
    second = record(TWO, {"I1": ("proposal", "Summit meeting")}, published="2031-05-04")
    second.says("VRD", "2031-05-03", "Verand will attend no summit.", "reject", "I1", "against")
    found = draft([first.reading(), second.reading()])
    assert len(found.options) == 2
    assert weigh(found)[0].non_starter is True


def test_leave_one_out_names_the_refusal(record: Any) -> None:
    made = record(TWO, SUMMIT)
    made.says("KST", "2031-05-01", "Kestria proposed a summit.", "propose", "SUMMIT", "for", to="VRD")
    made.says("VRD", "2031-05-03", "Verand refused.", "reject", "SUMMIT", "against")
    found = main(made)
    changed = {one.evidence.span.text: one.then for one in found.leave_one_out}
    assert changed["Verand refused."] is None


def test_nothing_said(record: Any) -> None:
    empty = draft(record(TWO, SUMMIT).reading())
    assert empty.conflict is None
    assert weigh(empty) == ()
    assert "nobody" in empty.gaps[0].says


def test_one_party_and_no_request(record: Any) -> None:
    made = record(TWO, {"DAM": ("proposal", "Kestria builds a dam")})
    made.says("KST", "2031-05-01", "Kestria will build a dam.", "commit", "DAM", "for")
    found = draft(made.reading())
    assert found.conflict is None
    assert weigh(found) == ()
