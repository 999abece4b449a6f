"""Time and size of the brief of a made-up record of any number of statements.

    python benchmarks/speed/brief.py 1000

Prints one line a step. The record is drawn with a fixed seed: six invented countries, twelve matters, ten
statements a text, some of them conditional, some in reply.
"""

import argparse
import random
import time

from verbale.brief import brief, lint, to_html, to_json, to_markdown
from verbale.records import (
    Attribution,
    Condition,
    Document,
    Entity,
    Issue,
    Position,
    Proposition,
    Reading,
    Span,
    Utterance,
)

COUNTRIES = ("Arvenia", "Belmark", "Corland", "Dravia", "Estoria", "Fennmark")
MATTERS = "port ferry bridge mine loan dam pipeline fishery airspace market canal border".split()
WORDS = "officials met late in the capital as trade slowed and prices rose on both sides of the river".split()
A_TEXT = 10


def made_up(statements: int, seed: int = 7) -> list[Reading]:
    """Make readings that hold ``statements`` statements together."""
    draw = random.Random(seed)
    return [_text(draw, number) for number in range(-(-statements // A_TEXT))]


def _text(draw: random.Random, number: int) -> Reading:
    text = f"Report {number} on the talks\n\n"
    utterances, attributions, positions, conditions = [], [], [], []
    month = f"{2030 + number // 48}-{1 + number // 4 % 12:02d}"
    for place in range(A_TEXT):
        country, matter = draw.choice(COUNTRIES), draw.choice(MATTERS)
        refuses, on_condition = draw.random() < 0.4, draw.random() < 0.15
        party, speaker, date = country[:3].upper(), f"{country.upper()}_{draw.randrange(3)}", f"{month}-{place + 1:02d}"
        content = f"the {matter} {'stays closed' if refuses else 'will be opened'} in round {number}-{place}"
        term = f"once the {draw.choice(MATTERS)} is opened" if on_condition else ""
        said = f"{content} {term}".strip()
        start = len(text) + len(f"On {date} the minister of {country} said that ")
        rest = " ".join(draw.choice(WORDS) for _ in range(30)).capitalize()
        text += f"On {date} the minister of {country} said that {said}. {rest}.\n\n"
        span = Span(start=start, end=start + len(said), text=said)
        issue, stance = matter.upper(), "against" if refuses else "for"
        utterances.append(
            Utterance(
                id=f"U{place}", speaker=speaker, on_behalf_of=party, date=date, evidence=(span,),
                authority_level=draw.choice("ABBCCD"),
                replies_to=(f"U{place - 1}",) if place and draw.random() < 0.4 else (),
            )
        )  # fmt: skip
        attributions.append(
            Attribution(
                id=f"A{place}", utterance=f"U{place}", source_entity=speaker, source_span=None, cue_span=None,
                content_spans=(span,), quote_type="indirect",
                propositions=(
                    Proposition(speech_act="reject" if refuses else "offer", issue=issue, stance=stance),
                ),
            )
        )  # fmt: skip
        positions.append(
            Position(
                id=f"P{place}", actor=party, issue=issue, stance=stance, basis="reported", evidence=(span,),
                attribution=f"A{place}", date=date, conditions=(f"C{place}",) if term else (),
            )
        )  # fmt: skip
        if term:
            at = start + said.index(term)
            conditions.append(
                Condition(
                    id=f"C{place}", type="precondition", set_by=party, utterance=f"U{place}", for_=issue,
                    bound=draw.choice(COUNTRIES)[:3].upper(), issue=term.split()[2].upper(),
                    span=Span(start=at, end=at + len(term), text=term),
                )
            )  # fmt: skip
    people = [
        Entity(id=f"{c.upper()}_{n}", name=f"Minister {n} of {c}", type="person", of=c[:3].upper())
        for c in COUNTRIES
        for n in range(3)
    ]
    return Reading(
        document=Document.from_text(text, title=f"Report {number}", published=f"{month}-28"),
        entities=(*(Entity(id=c[:3].upper(), name=c, type="state") for c in COUNTRIES), *people),
        issues=tuple(Issue(id=m.upper(), label=f"The {m} is opened", kind="proposal", keywords=(m,)) for m in MATTERS),
        utterances=tuple(utterances),
        attributions=tuple(attributions),
        positions=tuple(positions),
        conditions=tuple(conditions),
    )


def main() -> None:
    parser = argparse.ArgumentParser(description="Time and size of the brief of a made-up record.")
    parser.add_argument("statements", type=int, nargs="?", default=1000)
    readings = made_up(parser.parse_args().statements)
    count = sum(len(one.attributions) for one in readings)
    print(
        f"{count} statements in {len(readings)} texts, {sum(len(one.document.text) for one in readings):,} characters"
    )
    start = time.perf_counter()
    made = brief(readings)
    print(f"{'brief':10} {time.perf_counter() - start:7.2f} s")
    for write in (to_html, to_markdown, to_json):
        start = time.perf_counter()
        size = len(write(made).encode())
        print(f"{write.__name__:10} {time.perf_counter() - start:7.2f} s  {size:,} bytes")
    print(f"problems found by the lint: {len(lint(made))}")


if __name__ == "__main__":
    main()
