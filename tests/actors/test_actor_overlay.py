"""A user's own actors go over the shipped ones; a file with anything wrong is refused whole."""

from pathlib import Path

import pytest

from verbale.actors import load_actors
from verbale.errors import InputError

GOOD = """
[[country]]
code = "KES"
name = "Kestria"
adjectives = ["Kestrian"]
seats = ["Kest Harbour"]

[[person]]
name = "Dana Orlova"
country = "KES"
aliases = ["D. Orlova"]

[[office]]
person = "Dana Orlova"
country = "KES"
post = "fm"
start = "2023-05-01"

[[office]]
person = "Lee Sample"
country = "JPN"
post = "hog"
start = "2022-01-01"
end = "2023-01-01"

[[body]]
id = "KESTREL_FRONT"
names = ["Kestrel Front"]
area = "KES"
sectors = ["REB"]
"""


def write(folder: Path, text: str) -> Path:
    path = folder / "own.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_an_overlay_adds_and_overrides(tmp_path: Path) -> None:
    own = load_actors(write(tmp_path, GOOD))
    assert own.resolve("the Kestrian foreign minister", "2024-01-01")[0].name == "Dana Orlova"
    assert own.resolve("Kest Harbour")[0].id == "KES"
    assert own.resolve("Kestrel Front")[0].sectors == ("REB",)
    assert own.resolve("the Japanese prime minister", "2022-06-01")[0].name == "Lee Sample"
    assert own.resolve("the Japanese prime minister", "2021-12-01")[0].name == "Fumio Kishida"
    assert own.resolve("the Japanese prime minister", "2023-02-01")[0].name == "Fumio Kishida"
    assert load_actors().resolve("the Japanese prime minister", "2022-06-01")[0].name == "Fumio Kishida"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[[office]]\nperson = 3\n", r"own.toml line 1: \[\[office\]\] lacks 'country'"),
        ("# one\n[[person]]\nname = 'A'\ncountry = 'JPN'\nage = '3'\n", "line 2.*unknown field 'age'"),
        ("[[office]]\nperson='A'\ncountry='JPN'\npost='king'\nstart='2020'\n", "line 1: expected a post"),
        ("[[office]]\nperson='A'\ncountry='QQQ'\npost='fm'\nstart='2020'\n", "unknown country or body 'QQQ'"),
        ("[[office]]\nperson='A'\ncountry='JPN'\npost='fm'\nstart='spring'\n", "line 1: A: expected YYYY"),
        ("[[person]]\nname='A B'\ncountry='JPN'\nsectors=['WIZ']\n", "unknown sector 'WIZ'"),
        ("[[person]]\nname='A B'\ncountry='JPN'\naliases='AB'\n", "a list of strings"),
        ("person = [\n", "expected TOML"),
        ("[[planet]]\nname='Mars'\n", "line 1.*planet"),
        (
            "[[office]]\nperson='A'\ncountry='JPN'\npost='fm'\nstart='2020'\nend='2022'\n"
            "[[office]]\nperson='B'\ncountry='JPN'\npost='fm'\nstart='2021'\n",
            "line 7: JPN fm: B begins",
        ),
    ],
)
def test_a_wrong_overlay_says_file_line_and_mend(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        load_actors(write(tmp_path, text))


def test_a_missing_overlay_is_said(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"none\.toml"):
        load_actors(tmp_path / "none.toml")
