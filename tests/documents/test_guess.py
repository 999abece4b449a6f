"""What a text plainly says of itself, in the shapes in which texts come."""

import pytest

from verbale.documents.guess import day_in, guess

BODY = "The talks went on. " * 12


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("14 Mar, 2024    ·   5871", "2024-03-14"),
        ("HANOI, 1 March 2019 -", "2019-03-01"),
        ("March 3rd, 2021", "2021-03-03"),
        ("the 2nd of May 2031", "2031-05-02"),
        ("Pyongyang, May 16, Juche 107 (2018)", "2018-05-16"),
        ("Sept. 9, 1999", "1999-09-09"),
        ("2031-05-04T10:00:00Z", "2031-05-04"),
        ("31 February 2024, then 1 March 2024", "2024-03-01"),
        ("Resolution 2642 of 12 July", None),
        ("in May 2020", None),
        ("", None),
    ],
)
def test_the_first_full_date_of_a_line(text: str, expected: str | None) -> None:
    assert day_in(text) == expected


LONG_TITLE = "The dam and the clever diplomacy of Dorn"
HEADS: list[tuple[str, dict[str, str]]] = [
    (
        f"Dam talks stall\n\nOSLO, 3 May 2031 (Northern Wire) - {BODY}",
        {"title": "Dam talks stall", "published": "2031-05-03", "publisher": "Northern Wire"},
    ),
    (f"OSLO, May 3 (AB News) -- {BODY}", {"publisher": "AB News"}),
    (
        f"Asia Compass\n\n{LONG_TITLE}\n\n3 May, 2031 · 17\n\n{BODY}",
        {"title": LONG_TITLE, "published": "2031-05-03"},
    ),
    (
        f"Dam talks stall\nBy Jane Q. Smith and John Doe\nMay 3, 2031\n\n{BODY}",
        {"title": "Dam talks stall", "published": "2031-05-03", "author": "Jane Q. Smith and John Doe"},
    ),
    (
        f"On the dam\n\n{BODY}\n\nDr. Jane Smith is a senior fellow at a small institute.",
        {"title": "On the dam", "author": "Dr. Jane Smith"},
    ),
    (f"# On the dam\n\n{BODY}", {"title": "On the dam"}),
    (
        f"DAM TALKS STALL AGAIN\n9087th Meeting, Friday, 8 July 2022\n\n{BODY}",
        {"title": "DAM TALKS STALL AGAIN", "published": "2022-07-08"},
    ),
    (BODY, {}),
    ("One line", {}),
    ("\n\n", {}),
]


@pytest.mark.parametrize(("text", "expected"), HEADS)
def test_the_head_of_a_text(text: str, expected: dict[str, str]) -> None:
    known = guess(text)
    assert {name: value for name, value in known.items() if name != "kind"} == expected


KINDS = {
    "wire": (
        "Dam talks stall"
        "\n\nOSLO, 3 May 2031 - The minister of Dorn said on Monday that talks had stalled. She added that "
        "Kestrel told her so, and an official in Oslo confirmed it on Tuesday."
    ),
    "commentary": (
        "The weight of water"
        "\n\nIt is tempting to read the note as a refusal. It is perhaps something else. The fleet therefore "
        "matters less than it seems to, and the dam might be the price. Dorn would be wise to wait; in "
        "other words, nothing suggests that either side has chosen, and the point is that both may be "
        "waiting for the flood."
    ),
    "first-person statement": (
        "Statement by the Minister of Water of Dorn"
        "\n\nWe have read the note. I regret its tone. Our fleet will stay, and we shall answer in our own "
        "time."
    ),
    "joint statement": (
        "Joint Statement of Kestrel and Dorn on the Upper Dam"
        "\n\nThe two sides agree to shut the gates. They will meet again in May."
    ),
    "briefing transcript": (
        "Regular Press Briefing"
        "\n\nQ: Will the fleet leave?"
        "\n\nMR. ORLIN: No comment."
        "\n\nQ: Will the gates be shut?"
        "\n\nMR. ORLIN: We shall see."
    ),
    "meeting record": (
        "COUNCIL EXTENDS THE MANDATE"
        "\n\n9087th Meeting"
        "\n\nThe representative of Dorn said the gates were open. The representative of Kestrel said they "
        "were not. The representative of Oslo abstained."
    ),
    "round-up": (
        "The week in brief"
        "\n\nDorn expelled two diplomats on Monday. Kestrel said it would answer. Elsewhere a treaty was "
        "signed."
    ),
    "unknown": ("A list\n\nWater, bread, salt."),
}


# Texts that do not say in a title what they are: the kind shows in how they speak.
UNTITLED = {
    "a note": (
        "first-person statement",
        "The Embassy of Dorn presents its compliments to the Ministry of Kestrel and asks that the gates be shut.",
    ),
    "a letter": ("first-person statement", "Dear Minister,\n\nThank you for the note. Dorn will not sign.\n\nA. Orlin"),
    "an institution": (
        "first-person statement",
        "The Ministry of Water of Dorn regrets the closing of the gates on Monday. Kestrel has said that they leak.",
    ),
    "clauses of two": (
        "joint statement",
        "The delegations of Dorn and Kestrel have agreed as follows:\n\n1. The gates stay shut.\n\n2. Dorn pays.",
    ),
    "an interview": (
        "briefing transcript",
        "Harbour News: Will you sign?\n\nElsa Orlin: No.\n\nHarbour News: Why not?\n\nOrlin: The price is too high.",
    ),
}


@pytest.mark.parametrize("name", UNTITLED)
def test_the_kind_of_a_text_without_a_telling_title(name: str) -> None:
    kind, text = UNTITLED[name]
    assert guess(text)["kind"] == kind


@pytest.mark.parametrize("kind", KINDS)
def test_the_kind_of_a_text(kind: str) -> None:
    assert guess(KINDS[kind])["kind"] == kind
