import pytest

from verbale.statements.countries import find_homelands, guessed_names, same_stem


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kestria", "Kestrian"),
        ("Lemvi", "Lemvia"),
        ("Ostria", "Ostrians"),
        ("Kelmar", "Kelmari"),
        ("San Telmo", "Telmo"),
    ],
)
def test_a_country_and_its_adjective_are_one(one: str, other: str) -> None:
    assert same_stem(one, other)


@pytest.mark.parametrize(("one", "other"), [("Kestria", "Kelmar"), ("Ostria", "Osman"), ("Port Ansel", "Port Dray")])
def test_other_words_are_not(one: str, other: str) -> None:
    assert not same_stem(one, other)


def test_a_text_tells_its_own_countries() -> None:
    text = (
        "The Lemvian foreign minister met Ostria's president in Ansel, the Ostrian capital. "
        "The Kingdom of Lemvia has no embassy there."
    )
    homes = {home.name: home for home in find_homelands(text, known=(), people=())}
    assert set(homes) == {"Lemvia", "Ostria"}
    assert homes["Ostria"].cities == {"Ansel"}
    assert "Lemvian" in homes["Lemvia"].words


def test_titles_months_and_known_words_are_no_countries() -> None:
    text = "Monday's government statement; the French foreign minister; Minister's army; Prime Minister's cabinet."
    assert find_homelands(text, known={"french"}, people=()) == []


def test_an_adjective_points_to_its_noun() -> None:
    [home] = find_homelands("The Kestrian government and the Kestrian army.", known=(), people=())
    assert "Kestria" in guessed_names(home)
