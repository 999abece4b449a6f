import pytest

from verbale.statements.authority import authority_level, instrument_in, is_personal, mandate_of, relay_cue


@pytest.mark.parametrize(
    ("level", "mandate", "instrument", "relay", "expected"),
    [
        ("unnamed_official", "unattributed", "briefing_unnamed", 1, "E"),
        ("head_of_state", "official", "leader_address", 2, "E"),
        ("senior_named_official", "personal_disclaimed", "named_official_statement", 1, "D"),
        ("state_media", "institutional_unspecified", "state_media_commentary", 1, "D"),
        ("state_unspecified", "official", "joint_statement", 0, "A"),
        ("party", "own", "named_official_statement", 1, "F"),
        ("head_of_government", "official", "interview", 1, "A"),
        ("state_unspecified", "official", "government_statement", 1, "A"),
        ("cabinet_minister", "official", "press_conference", 1, "B"),
        ("spokesperson", "official", "spokesperson_remark", 1, "C"),
    ],
)
def test_the_first_rule_that_fits_gives_the_level(
    level: str, mandate: str, instrument: str, relay: int, expected: str
) -> None:
    assert authority_level(level, mandate, instrument, relay) == expected  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("words", "instrument"),
    [
        ("told reporters in Ansel", "press_conference"),
        ("at a news conference", "press_conference"),
        ("said in an interview with a weekly", "interview"),
        ("in a joint statement", "joint_statement"),
        ("wrote in a letter to the Council", "letter_or_message"),
        ("said nothing of the kind", None),
    ],
)
def test_words_name_the_instrument(words: str, instrument: str | None) -> None:
    assert instrument_in(words) == instrument


@pytest.mark.parametrize(
    "words", ["this was her personal view", "not in a position to comment", "the opinion was his own"]
)
def test_a_disclaimer_is_heard(words: str) -> None:
    assert is_personal(words)
    assert mandate_of("senior_named_official", True, True) == "personal_disclaimed"


def test_relayed_words_are_told_apart() -> None:
    assert relay_cue("He is said to have agreed") is not None
    assert relay_cue("He said he agreed") is None
