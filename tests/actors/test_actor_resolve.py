"""Who an expression means on a date. The cases are our own; the measured sets are scored in benchmarks."""

import pytest

from verbale.actors import Actors, load_actors


@pytest.fixture(scope="module")
def actors() -> Actors:
    return load_actors()


def first(actors: Actors, expression: str, date: str | None = None, *context: str) -> tuple[str | None, str | None]:
    found = actors.resolve(expression, date, frozenset(context))
    return (found[0].country, (found[0].sectors or (None,))[0]) if found else (None, None)


@pytest.mark.parametrize(
    ("expression", "date", "name"),
    [
        ("the US president", "1994-05-01", "Bill Clinton"),
        ("the US president", "2024-05-01", "Joe Biden"),
        ("the Japanese prime minister", "2014-05-01", "Shinzo Abe"),
        ("Germany's chancellor", "2010-01-01", "Angela Merkel"),
        ("the South Korean foreign minister", "2019-02-28", "Kang Kyung-wha"),
        ("the Iranian supreme leader", "2020-01-01", "Ali Khamenei"),
        ("the UN secretary-general", "2005-01-01", "Kofi Annan"),
        ("NATO's secretary general", "2023-01-01", "Jens Stoltenberg"),
        ("the US secretary of state", "2019-01-01", "Mike Pompeo"),
    ],
)
def test_a_title_names_its_holder_on_the_date(actors: Actors, expression: str, date: str, name: str) -> None:
    assert actors.resolve(expression, date)[0].name == name


@pytest.mark.parametrize(
    ("expression", "date", "level", "on_behalf_of"),
    [
        ("Dmitry Peskov", "2023-01-01", "spokesperson", "RUS"),
        ("Wang Yi", "2019-06-01", "cabinet_minister", "CHN"),
        ("Wang Yi", "2023-03-01", "senior_named_official", "CHN"),
        ("Yair Lapid", "2022-08-01", "head_of_government", "ISR"),
        ("Yair Lapid", "2023-03-17", "party", None),
        ("Hassan Rouhani", "2022-01-01", "non_official", None),
        ("Kim Yo-jong", "2024-02-15", "senior_named_official", "PRK"),
    ],
)
def test_the_office_on_the_date_tells_level_and_voice(
    actors: Actors, expression: str, date: str, level: str, on_behalf_of: str | None
) -> None:
    found = actors.resolve(expression, date)[0]
    assert (found.level, found.on_behalf_of) == (level, on_behalf_of)
    assert found.why


@pytest.mark.parametrize(
    ("expression", "country", "sector"),
    [
        ("Pyongyang", "PRK", "GOV"),
        ("the Kremlin", "RUS", "GOV"),
        ("Ugandan troops", "UGA", "MIL"),
        ("Cambodian border police", "KHM", "COP"),
        ("a Peruvian congresswoman", "PER", "LEG"),
        ("the Foreign Ministry of Ghana", "GHA", "GOV"),
        ("rebels in eastern Chad", "TCD", "REB"),
        ("Greek dock workers", "GRC", "LAB"),
        ("a former Chilean ambassador", "CHL", "ELI"),
        ("the Polish ambassador to Hungary", "POL", "GOV"),
        ("Moroccan state television", "MAR", "GOV"),
        ("the European Union's ambassador", "EUR", "GOV"),
        ("nurses", None, "MED"),
        ("a crowd of students", None, "EDU"),
    ],
)
def test_countries_and_roles_join(actors: Actors, expression: str, country: str | None, sector: str) -> None:
    assert first(actors, expression) == (country, sector)


def test_name_order_hyphen_and_diacritics_do_not_matter(actors: Actors) -> None:
    for one in ("Shinzo Abe", "Abe Shinzo", "Shinzō Abe"):
        assert actors.resolve(one, "2015-01-01")[0].id == "ABE"
    for one in ("Kim Jong Un", "Kim Jong-un", "Kim Jongun", "KIM JONG UN"):
        assert actors.resolve(one, "2015-01-01")[0].id == "KIM_JONG_UN"
    assert actors.resolve("Volodymyr Zelensky", "2023")[0].id == actors.resolve("Zelenskyy", "2023")[0].id


def test_a_group_changes_with_the_day(actors: Actors) -> None:
    assert first(actors, "the Taliban", "2000-01-01") == ("AFG", "GOV")
    assert first(actors, "the Taliban", "2010-01-01") == ("AFG", "REB")
    assert first(actors, "the Taliban", "2023-01-01") == ("AFG", "GOV")


def test_short_forms_need_their_context(actors: Actors) -> None:
    assert first(actors, "the North") == (None, None)
    assert first(actors, "the North", None, "PRK", "KOR")[0] == "PRK"
    assert first(actors, "the South", None, "PRK", "KOR")[0] == "KOR"
    assert first(actors, "the Islamic Republic")[0] == "IRN"


def test_ambiguity_is_kept(actors: Actors) -> None:
    found = actors.resolve("George Bush", "1991-01-01")
    assert [one.name for one in found[:2]] == ["George H. W. Bush", "George W. Bush"]
    assert found[0].confidence > found[1].confidence
    assert actors.resolve("George Bush", "2003-01-01")[0].name == "George W. Bush"


@pytest.mark.parametrize("expression", ["Dana Quilford", "Thomas Edward Brown", "a cat", "Marigold", ""])
def test_the_unknown_stays_unknown(actors: Actors, expression: str) -> None:
    assert first(actors, expression) == (None, None)


def test_a_fictional_country_goes_by_its_text(actors: Actors) -> None:
    found = actors.resolve("Vestralian foreign minister Ilo Marn", "2023-01-01")[0]
    assert (found.kind, found.id, found.of, found.country) == ("person", "MARN", "VESTRALIAN", None)
    assert (found.level, found.sectors) == ("cabinet_minister", ("GOV",))
    parts = actors.title_parts("Vestralian foreign minister Ilo Marn")
    assert (parts.country, parts.country_words, parts.role, parts.name) == (
        None,
        "Vestralian",
        "foreign minister",
        "Ilo Marn",
    )


def test_kin_are_known(actors: Actors) -> None:
    found = actors.resolve("Kim Yo Jong", "2024-02-15")[0]
    assert (found.kin_of, found.proximity) == ("Kim Jong Un", "leader_kin")


def test_scan_finds_and_joins(actors: Actors) -> None:
    text = "In Seoul, South Korean Foreign Minister Kang Kyung-wha met the US ambassador; who said what is unclear."
    found = {(one.text, one.kind) for one in actors.scan(text)}
    assert ("Seoul", "seat") in found
    assert ("South Korean Foreign Minister Kang Kyung-wha", "person") in found
    assert ("US ambassador", "title") in found
    for one in actors.scan(text):
        assert text[one.start : one.end] == one.text


def test_scan_takes_a_name_it_does_not_know_after_a_title(actors: Actors) -> None:
    found = [one for one in actors.scan("On Monday Foreign Minister Ilo Marn left.") if one.kind == "person"]
    assert [one.text for one in found] == ["Foreign Minister Ilo Marn"]
    assert not actors.scan("it is what they did to us")


@pytest.mark.parametrize(
    ("expression", "date", "context", "name"),
    [
        ("Secretary Blinken", "2023-06-18", (), "Antony Blinken"),
        ("President Biden", "2022-07-01", ("RUS",), "Joe Biden"),
        ("Foreign Minister Lavrov", "2023-06-18", ("UKR",), "Sergei Lavrov"),
        ("Prime Minister Kishida", "2024-02-15", ("JPN", "PRK"), "Fumio Kishida"),
        ("Minister Wang", "2024-02-15", ("CHN",), "Wang Yi"),
        ("President Ali", "2024-02-15", ("GUY", "VEN"), "Irfaan Ali"),
        ("President Ali", "2024-02-15", ("VELMARA",), "Ali"),
        ("President Kishida", "2024-02-15", ("JPN",), "Kishida"),
        ("President Biden", "2015-07-01", (), "Biden"),
    ],
)
def test_a_title_and_a_surname_name_who_held_such_a_post(
    actors: Actors, expression: str, date: str, context: tuple[str, ...], name: str
) -> None:
    assert actors.resolve(expression, date, context)[0].name == name


@pytest.mark.parametrize(
    "expression", ["Foreign ministry spokesman Dina Mufti", "Foreign ministry spokesman Dina Mufti of Norland"]
)
def test_a_calling_at_the_end_of_a_name_is_a_surname(actors: Actors, expression: str) -> None:
    found = actors.resolve(expression)[0]
    assert (found.name, found.kind, found.role) == ("Dina Mufti", "person", "Foreign ministry spokesman")
