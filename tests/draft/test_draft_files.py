"""The draft's file: written, read back, edited by hand, merged with a later draft."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest

from verbale.conflict import parse_conflict
from verbale.draft import Draft, draft, formula, from_toml, redraft, to_toml
from verbale.errors import InputError
from verbale.proposals import weigh

TWO = {"KST": "Kestria", "VRD": "Verand"}
ISSUES = {
    "SUMMIT": ("proposal", "A summit of the two presidents is held"),
    "BASE": ("proposal", "Kestria closes its base at Orm"),
}


def talks(record: Any, *, later: bool = False) -> Draft:
    made = record(TWO, ISSUES)
    made.says("KST", "2031-05-01", "Kestria proposed a summit, “soon”.", "propose", "SUMMIT", "for", to="VRD")
    made.says(
        "VRD",
        "2031-05-03",
        "Verand would come if the base is closed.",
        "express_openness",
        "SUMMIT",
        "for_if",
        only_if=[{"issue": "BASE", "bound": "KST"}],
    )
    if later:
        made.says("KST", "2031-05-09", "Kestria's base stays.", "reject", "BASE", "against")
    return draft(made.reading())


def prefer(made: Draft, party: str) -> list[str]:
    return [formula(one) for one in made.statements if one.decision_maker == party]


def test_written_and_read_back_is_the_same(record: Any) -> None:
    made = talks(record)
    assert from_toml(to_toml(made)) == made


def test_the_file_is_a_conflict_file(record: Any) -> None:
    made = talks(record)
    assert parse_conflict(to_toml(made)) == made.conflict


def test_comments_carry_the_quotations(record: Any) -> None:
    text = to_toml(talks(record))
    assert "#   “Verand would come if the base is closed.”" in text
    assert "# ASSUMED: " in text
    assert "# GAP: " in text


def test_odd_characters_survive(record: Any) -> None:
    made = record({"KST": "Kes\"tria's", "VRD": "Ve\\rand"}, ISSUES)
    made.says("KST", None, "a '''quote''' \"and\" \\ tab\t\x7f \u2028 line\r\nbreak", "propose", "SUMMIT", "for")
    made.says("VRD", None, "no\x00pe", "reject", "SUMMIT", "against")
    drafted = draft(made.reading())
    text = to_toml(drafted)
    tomllib.loads(text)
    assert from_toml(text) == drafted


def test_edited_by_hand(record: Any) -> None:
    text = to_toml(talks(record))
    made = from_toml(text.replace('"-KST.BASE",', '"-KST.BASE IF -VRD.SUMMIT",'))
    hand = next(one for one in made.statements if one.kind == "by_hand")
    assert hand.words == (
        "Kestria wants not to close its base at Orm if Verand does not accept a summit of the two presidents"
    )
    assert weigh(from_toml(text))[0].non_starter is None
    assert weigh(made)[0].non_starter is False


def test_a_formula_of_another_form_keeps_its_text(record: Any) -> None:
    text = to_toml(talks(record)).replace('"VRD.SUMMIT IFF KST.BASE",', '"VRD.SUMMIT IFF (KST.BASE | KST.SUMMIT)",')
    made = from_toml(text)
    assert "VRD.SUMMIT IFF (KST.BASE | KST.SUMMIT)" in prefer(made, "VRD")
    assert from_toml(to_toml(made)) == made


def test_changes_survive_a_new_draft(record: Any) -> None:
    edited = to_toml(talks(record)).replace("close its base at Orm", "shut the Orm base")
    edited = edited.replace('"VRD.SUMMIT IFF KST.BASE",', '"VRD.SUMMIT IFF KST.BASE",\n  "-KST.SUMMIT",')
    merged = redraft(edited, talks(record, later=True))
    assert next(one for one in merged.draft.options if one.id == "KST.BASE").name == "shut the Orm base"
    assert "-KST.SUMMIT" in prefer(merged.draft, "VRD")
    assert "-KST.BASE" in prefer(merged.draft, "KST")
    assert merged.conflicts == ()


def test_nothing_changed_gives_the_new_draft(record: Any) -> None:
    new = talks(record, later=True)
    merged = redraft(to_toml(talks(record)), new)
    assert merged.draft == new
    assert merged.conflicts == ()


def test_both_changed_shows_the_conflict(record: Any) -> None:
    old = talks(record)
    assert '"KST.BASE",' not in to_toml(old).split("infeasible")[0]
    edited = to_toml(old).replace("status_quo = [\n", 'status_quo = [\n  "KST.BASE",\n')
    merged = redraft(edited, talks(record, later=True))
    assert [one for one in merged.conflicts if one.startswith("KST.BASE: ")]
    assert next(one for one in merged.draft.options if one.id == "KST.BASE").now is True
    assert "# CONFLICT: KST.BASE" in to_toml(merged.draft, merged.conflicts)


def test_struck_out_by_hand_stays_out(record: Any) -> None:
    lines = to_toml(talks(record)).splitlines(keepends=True)
    edited = "".join(line for line in lines if line.strip() != '"VRD.SUMMIT IFF KST.BASE",')
    merged = redraft(edited, talks(record, later=True))
    assert "VRD.SUMMIT IFF KST.BASE" not in prefer(merged.draft, "VRD")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("name = ", "TOML"),
        ('name = "x"\n', "decision makers"),
        ('[draft.record]\nformat = "other/9"\nwhole = "{}"', "draft again"),
        ('[[decision_maker]]\nid = "A"\noptions = ["x"]\nprefer = ["y"]\n', "y"),
    ],
)
def test_a_broken_file_is_named(text: str, says: str) -> None:
    with pytest.raises(InputError, match=says):
        from_toml(text, "talks.toml")


def test_a_plain_conflict_file_can_be_weighed() -> None:
    text = """
    status_quo = ["meet"]
    [[decision_maker]]
    id = "A"
    options = ["meet"]
    prefer = ["meet"]
    [[decision_maker]]
    id = "B"
    options = ["come"]
    prefer = ["-come"]
    """
    found = weigh(from_toml(text), "meet & come")[0]
    assert found.non_starter is True
