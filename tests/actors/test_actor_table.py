"""The shipped table is in order, and what is wrong with a table is found."""

import json
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from verbale.actors import load_actors
from verbale.actors.check import check_offices, check_table
from verbale.actors.ftm import ftm_entities
from verbale.actors.load import DATA, read_offices, read_table
from verbale.actors.table import holds
from verbale.errors import InputError


def test_the_shipped_table_is_in_order() -> None:
    assert check_table(read_table()) == []


def test_every_data_file_names_its_source_and_licence() -> None:
    for path in (*DATA.glob("*.tsv"), *(DATA / "offices").glob("*.txt")):
        head = path.read_text(encoding="utf-8")[:800]
        assert "Licence:" in head, path.name


def test_the_table_is_broad() -> None:
    table = load_actors().table
    led = {o.position.country for o in table.occupancies if o.position.post in {"hos", "hog", "leader"}}
    ministers = Counter(o.position.country for o in table.occupancies if o.position.post == "fm")
    assert len(led & table.countries.keys()) > 185
    assert len(ministers) > 100
    assert {"USA", "CHN", "RUS", "JPN", "PRK", "KOR", "IRN", "ISR", "UKR", "IND"} <= ministers.keys()


@pytest.fixture
def offices(tmp_path: Path) -> Path:
    return tmp_path / "offices.txt"


def test_a_holder_without_end_leaves_when_the_next_begins(offices: Path) -> None:
    offices.write_text("== JPN hog\n2001 Ann One\n2003-05 Bob Two\n2004..2005 Cay Three\n", encoding="utf-8")
    found = read_offices(offices, load_actors().table)
    assert [(one.start, one.end) for one in found] == [("2001", "2003-05"), ("2003-05", "2004"), ("2004", "2005")]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("2001 Ann One\n", "offices.txt:1"),
        ("== XXX hog\n2001 Ann One\n", "country"),
        ("== JPN nonsense\n2001 Ann One\n", "nonsense"),
        ("== JPN hog\nlast spring Ann One\n", "offices.txt:2"),
    ],
)
def test_a_broken_block_is_refused_with_its_line(offices: Path, text: str, message: str) -> None:
    offices.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=message):
        read_offices(offices, load_actors().table)


def test_two_holders_of_one_post_and_turned_dates_are_found(offices: Path) -> None:
    offices.write_text("== JPN hog\n2001..2006 Ann One\n2003..2001 Bob Two\n", encoding="utf-8")
    problems = list(check_offices(read_offices(offices, load_actors().table)))
    assert len(problems) == 2
    assert "ends (2001) before it begins (2003)" in problems[0]
    assert "Bob Two" in problems[1]
    assert "offices.txt:2" in problems[1]


def test_wrong_codes_are_found() -> None:
    table = read_table()
    table.bodies.append(replace(table.bodies[0], area="XQX"))
    problems = check_table(table)
    assert any("listed twice" in line for line in problems)
    assert any("XQX" in line for line in problems)


@pytest.mark.parametrize(
    ("date", "start", "end", "expected"),
    [
        ("2024-03-01", "2021-10-04", "2024-10-01", True),
        ("2024-10-01", "2021-10-04", "2024-10-01", False),
        ("2024-09-30", "2021-10-04", "2024-10-01", True),
        ("2024-10-05", "2021-10-04", "2024-10", True),
        ("2024", "2021-10-04", "2024-10-01", True),
        ("2020-12-31", "2021-10-04", None, False),
        ("2030", "2021", None, True),
    ],
)
def test_dates_of_any_precision(date: str, start: str, end: str | None, expected: bool) -> None:
    assert holds(date, start, end, exclusive=True) is expected


def test_follow_the_money_entities_hang_together() -> None:
    entities = list(ftm_entities(load_actors().table))
    ids = {entity["id"] for entity in entities}
    assert len(ids) == len(entities)
    assert {entity["schema"] for entity in entities} == {"Person", "Position", "Occupancy"}
    for entity in entities:
        if entity["schema"] == "Occupancy":
            assert set(entity["properties"]["holder"] + entity["properties"]["post"]) <= ids
    json.dumps(entities[:50])
