"""A small invented exchange, told by two sources, for the tests of the brief."""

from collections.abc import Callable

import pytest

from verbale.records import (
    Attribution,
    Condition,
    Dispute,
    Document,
    Entity,
    Inference,
    Issue,
    Position,
    Proposition,
    Reading,
    Side,
    Span,
    Utterance,
)

WIRE = (
    "Port talks hang on the ferry\n\n"
    "TARSK, 4 May 2031 - On 2 May Prime Minister Olga Renn of Arvenia told parliament that Arvenia "
    "“will open the port to Belmark” once the ferry line is running again.\n\n"
    "Belmark's foreign minister, Ivo Prast, replied on 3 May that the ferry “stays where it is”. "
    "He said the port must be opened first.\n\n"
    "Arvenia puts the losses at 40 ships; Belmark speaks of 12.\n"
)
COLUMN = """What Belmark wants

By Lena Ost, 6 May 2031. Prast's answer of 3 May will probably end the talks. Belmark seems to play for time.
"""

Find = Callable[[str, str], Span]


def find(text: str, words: str) -> Span:
    """Give the span of the first place where ``words`` stand in ``text``."""
    start = text.index(words)
    return Span(start=start, end=start + len(words), text=words)


@pytest.fixture
def wire() -> Reading:
    def span(words: str) -> Span:
        return find(WIRE, words)

    return Reading(
        document=Document.from_text(WIRE, title="Port talks hang on the ferry", published="2031-05-04", kind="wire"),
        entities=ENTITIES,
        issues=(
            Issue(id="PORT", label="The port is opened to Belmark", kind="proposal", keywords=("port",)),
            Issue(id="FERRY", label="The ferry line is running again", kind="agenda", keywords=("ferry",)),
            Issue(id="LOSSES", label="Number of ships lost", kind="fact_claim", keywords=("ships",)),
        ),
        utterances=(
            Utterance(
                id="U1",
                speaker="RENN",
                role="Prime Minister",
                on_behalf_of="ARV",
                date="2031-05-02",
                venue="parliament",
                instrument="parliamentary_address",
                speaker_level="head_of_government",
                mandate="official",
                authority_level="A",
                evidence=(span("On 2 May Prime Minister Olga Renn of Arvenia"),),
            ),
            Utterance(
                id="U2",
                speaker="PRAST",
                role="foreign minister",
                on_behalf_of="BEL",
                date="2031-05-03",
                instrument="named_official_statement",
                mandate="official",
                authority_level="B",
                replies_to=("U1",),
                evidence=(span("replied on 3 May"),),
            ),
        ),
        attributions=(
            Attribution(
                id="A1",
                utterance="U1",
                source_entity="RENN",
                source_span=span("Olga Renn"),
                cue_span=span("told"),
                content_spans=(
                    span("that Arvenia “will open the port to Belmark” once the ferry line is running again"),
                ),
                quote_type="partial_direct",
                quoted_spans=(span("will open the port to Belmark"),),
                propositions=(Proposition(speech_act="offer", issue="PORT", stance="for_if"),),
                date="2031-05-02",
            ),
            Attribution(
                id="A2",
                utterance="U2",
                source_entity="PRAST",
                source_span=span("Ivo Prast"),
                cue_span=span("replied"),
                content_spans=(span("that the ferry “stays where it is”"),),
                quote_type="partial_direct",
                quoted_spans=(span("stays where it is"),),
                propositions=(Proposition(speech_act="reject", issue="FERRY", stance="against"),),
                date="2031-05-03",
            ),
            Attribution(
                id="A3",
                utterance="U2",
                source_entity="PRAST",
                source_span=span("He"),
                cue_span=span("said"),
                content_spans=(span("the port must be opened first"),),
                quote_type="indirect",
                propositions=(Proposition(speech_act="demand", issue="PORT", stance="for"),),
                date="2031-05-03",
            ),
        ),
        positions=(
            Position(
                id="P1",
                actor="ARV",
                issue="PORT",
                stance="for_if",
                basis="stated",
                evidence=(span("will open the port to Belmark"),),
                attribution="A1",
                date="2031-05-02",
                conditions=("C1",),
            ),
            Position(
                id="P2",
                actor="BEL",
                issue="FERRY",
                stance="against",
                basis="stated",
                evidence=(span("stays where it is"),),
                attribution="A2",
                date="2031-05-03",
            ),
            Position(
                id="P3",
                actor="ARV",
                issue="FERRY",
                stance="for",
                basis="reported",
                evidence=(span("once the ferry line is running again"),),
                attribution="A1",
                date="2031-05-02",
            ),
        ),
        conditions=(
            Condition(
                id="C1",
                type="precondition",
                set_by="ARV",
                bound="BEL",
                issue="FERRY",
                for_="PORT",
                span=span("once the ferry line is running again"),
                utterance="U1",
            ),
            Condition(
                id="C2",
                type="precondition",
                set_by="BEL",
                bound="ARV",
                issue="PORT",
                for_="FERRY",
                span=span("the port must be opened first"),
                utterance="U2",
            ),
        ),
        disputes=(
            Dispute(
                id="X1",
                issue="LOSSES",
                sides=(Side(actor="ARV", says="40", attribution=("A1",)), Side(actor="BEL", says="12")),
            ),
        ),
    )


@pytest.fixture
def column() -> Reading:
    return Reading(
        document=Document.from_text(COLUMN, title="What Belmark wants", author="OST", published="2031-05-06"),
        entities=(*ENTITIES, Entity(id="OST", name="Lena Ost", type="person")),
        utterances=(
            Utterance(id="U0", speaker="OST", date="2031-05-06", authority_level="F"),
            Utterance(
                id="U1",
                speaker="PRAST",
                on_behalf_of="BEL",
                date="2031-05-03",
                authority_level="B",
                evidence=(find(COLUMN, "Prast's answer of 3 May"),),
            ),
        ),
        inferences=(
            Inference(
                id="N1",
                kind="forecast",
                certainty="probable",
                about="BEL",
                span=find(COLUMN, "will probably end the talks"),
                hedge_spans=(find(COLUMN, "probably"),),
            ),
        ),
    )


@pytest.fixture
def hostile() -> Reading:
    """Give a reading whose every word tries to break out of the page."""
    text = (
        "<script>alert(1)</script> “</mark><img src=x onerror=alert(2)>” said Bad.\n\n"
        "| a | [x](javascript:alert(3)) `{{ 7*7 }}` {% raw %} ]]> --> </style></svg>\n"
    )
    words = find(text, "</mark><img src=x onerror=alert(2)>")
    name = '"><svg onload=alert(4)>{{name}}'
    return Reading(
        document=Document.from_text(
            text, title="</title><script>alert(5)</script>", published="2031-05-06", url="javascript:alert(6)"
        ),
        entities=(Entity(id="X", name=name, type="state"), Entity(id="Y", name="](javascript:alert(7))", type="state")),
        issues=(Issue(id="I", label="'\"><b>bold</b>", kind="agenda"),),
        utterances=(
            Utterance(id="U1", speaker="X", date="2031-05-01", role="<i>", evidence=(words,)),
            Utterance(id="U2", speaker="Y", date="2031-05-02", replies_to=("U1",), evidence=(words,)),
        ),
        attributions=(
            Attribution(
                id="A1",
                utterance="U1",
                source_entity="X",
                source_span=None,
                cue_span=None,
                content_spans=(words, find(text, "| a | [x](javascript:alert(3)) `{{ 7*7 }}`")),
                quote_type="direct",
            ),
        ),
        positions=(
            Position(id="P1", actor="X", issue="I", stance="for", basis="stated", evidence=(words,), attribution="A1"),
            Position(id="P2", actor="Y", issue="I", stance="against", basis="stated", evidence=(words,)),
        ),
    )


ENTITIES = (
    Entity(id="ARV", name="Arvenia", type="state"),
    Entity(id="BEL", name="Belmark (Federal Republic)", type="state"),
    Entity(id="RENN", name="Olga Renn", type="person", of="ARV", on_behalf_of="ARV"),
    Entity(id="PRAST", name="Ivo Prast", type="person", of="BEL", on_behalf_of="BEL"),
)
