"""Each signal fires on its rule and not beside it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from verbale.proposals import signals
from verbale.records import Reading

TWO = {"KST": "Kestria", "VRD": "Verand", "OLM": "Olmia"}
ISSUES = {
    "SUMMIT": ("proposal", "A summit of the two presidents is held"),
    "DAM": ("agenda", "The dam is on the agenda"),
    "CREW": ("proposal", "Kestria frees the crew"),
    "OLMTALKS": ("proposal", "Talks with Olmia are held"),
}


def kinds(reading: Reading) -> list[str]:
    return [one.kind for one in signals(reading)]


def test_trial_balloon_needs_a_disclaimed_mandate(record: Any) -> None:
    def made(mandate: str) -> Reading:
        return (
            record(TWO, ISSUES)
            .says(
                "KST",
                "2031-05-01",
                "She could see a summit.",
                "express_openness",
                "SUMMIT",
                "open_to",
                level="D",
                mandate=mandate,
            )
            .reading()
        )

    assert "trial_balloon" in kinds(made("personal_disclaimed"))
    assert "trial_balloon" not in kinds(made("official"))


def test_trial_balloon_is_new(record: Any) -> None:
    made = record(TWO, ISSUES)
    made.says("KST", "2031-04-01", "A summit, he said.", "propose", "SUMMIT", "for")
    made.says(
        "KST",
        "2031-05-01",
        "She could see a summit.",
        "express_openness",
        "SUMMIT",
        "open_to",
        level="D",
        mandate="personal_disclaimed",
    )
    assert "trial_balloon" not in kinds(made.reading())


def test_tying_hands_before_parliament(record: Any) -> None:
    made = record(TWO, ISSUES)
    made.says(
        "KST",
        "2031-05-01",
        "We will never free them.",
        "commit",
        "CREW",
        "against",
        instrument="parliamentary_address",
        speaker_level="head_of_government",
    )
    assert "tying_hands" in kinds(made.reading())


def test_rising_authority(record: Any) -> None:
    made = record(TWO, ISSUES)
    made.says("KST", "2031-05-01", "No, she said.", "reject", "SUMMIT", "against", level="D")
    made.says("KST", "2031-05-09", "No, the government said.", "reject", "SUMMIT", "against", level="A")
    assert "rising_authority" in kinds(made.reading())
    assert "falling_authority" not in kinds(made.reading())


def test_omission_needs_a_habit(record: Any) -> None:
    made = record(TWO, ISSUES)
    for day in ("2031-05-01", "2031-05-08"):
        made.says("KST", day, f"The dam, again, on {day}.", "demand", "DAM", "for")
    made.says("KST", "2031-05-15", "A summit would be good.", "propose", "SUMMIT", "for")
    found = [one for one in signals(made.reading()) if one.kind == "omission"]
    assert [one.actor for one in found] == ["KST"]
    assert "dam" in found[0].words
    once = record(TWO, ISSUES)
    once.says("KST", "2031-05-01", "The dam.", "demand", "DAM", "for")
    once.says("KST", "2031-05-15", "A summit.", "propose", "SUMMIT", "for")
    assert "omission" not in kinds(once.reading())


def test_face_saving_in_one_breath(record: Any) -> None:
    made = record(TWO, ISSUES)
    made.says("VRD", "2031-05-01", "Free the crew.", "demand", "CREW", "for", to="KST")
    made.says("KST", "2031-05-02", "The crew will go.", "commit", "CREW", "for")
    made.says("KST", "2031-05-02", "There will be no talk of the dam.", "reject", "DAM", "against")
    reading = made.reading()
    assert "face_saving" not in kinds(reading)
    together = tuple(replace(one, utterance="U2") if one.utterance == "U3" else one for one in reading.attributions)
    assert "face_saving" in kinds(replace(reading, attributions=together))


def test_wedge_driving(record: Any) -> None:
    made = record(TWO, ISSUES)
    made.says("KST", "2031-05-01", "Kestria is open to Verand.", "express_openness", "SUMMIT", "open_to", to="VRD")
    made.says("KST", "2031-05-01", "No talks with Olmia.", "reject", "OLMTALKS", "against")
    assert "wedge_driving" not in kinds(made.reading())
    made.expects("KST", "It would leave Olmia alone.", {"SUMMIT": "yes"}, "OLM")
    assert "wedge_driving" in kinds(made.reading())


def test_speed_of_reply_counts_days(record: Any) -> None:
    made = record(TWO, ISSUES)
    made.says("KST", "2031-05-01", "A summit?", "propose", "SUMMIT", "for")
    made.says("VRD", "2031-05-18", "No.", "reject", "SUMMIT", "against", replies_to=("U1",))
    found = [one for one in signals(made.reading()) if one.kind == "speed_of_reply"]
    assert "after 17 days" in found[0].words
    assert [one.utterance for one in found[0].evidence] == ["U2", "U1"]


def test_divergent_audiences(record: Any) -> None:
    made = record(TWO, ISSUES)
    made.says("KST", "2031-05-01", "Never.", "reject", "SUMMIT", "against", carriage="domestic_only")
    made.says("KST", "2031-05-02", "Gladly.", "propose", "SUMMIT", "for", carriage="external_only")
    assert "divergent_audiences" in kinds(made.reading())


def test_every_signal_shows_words_and_rule(record: Any) -> None:
    made = record(TWO, ISSUES)
    made.says("KST", "2031-05-01", "A summit?", "propose", "SUMMIT", "for", level="D")
    found = signals(made.reading())
    assert found
    assert all(one.rule and one.words and one.evidence for one in found)


def test_nothing_said_signals_nothing(record: Any) -> None:
    assert signals(record(TWO, ISSUES).reading()) == ()
