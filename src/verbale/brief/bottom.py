"""The bottom line: what a reader with half a minute must know."""

from __future__ import annotations

from verbale.brief.dossier import Dossier, Held
from verbale.brief.findings import Block, Finding, Section
from verbale.brief.stances import opposed, stance_words
from verbale.brief.wording import say_date

MOST_CLASHES = 3


def bottom_line(dossier: Dossier) -> Section:
    """Say where the exchange stands in a few findings."""
    blocks: list[Block] = []
    if not dossier.acts and not dossier.positions:
        blocks.append(
            Finding(
                text="This record holds no statement by a party to an exchange. There is nothing to weigh.",
                voice="inferred",
                basis="absence from the record",
            )
        )
    blocks += _clashes(dossier)
    blocks += _latest(dossier)
    blocks += _forecasts(dossier)
    return Section(key="bottom-line", title="Bottom line", blocks=tuple(blocks))


def _clashes(dossier: Dossier) -> list[Finding]:
    clash = opposed(dossier)
    found = []
    for issue in sorted(clash, key=lambda one: (-len(clash[one]), _latest_date(clash[one]), one))[
        :MOST_CLASHES
    ]:
        sides = [
            f"{dossier.name(actor)} {stance_words(dossier, held)}"
            for actor, held in sorted(clash[issue].items())
        ]
        citations = tuple(
            c
            for _, held in sorted(clash[issue].items())
            for c in dossier.cite(held.source, held.position.evidence[:1])
        )
        found.append(
            Finding(text=f"{dossier.issue(issue)}: {'; '.join(sides)}.", voice="said", citations=citations)
        )
    return found


def _latest(dossier: Dossier) -> list[Finding]:
    dated = [act for act in dossier.acts if act.utterance.date and act.contents]
    if not dated:
        return []
    act = dated[-1]
    number, attribution = act.contents[0]
    spans = attribution.content_spans[:1]
    if not spans:
        return []
    who = f"{dossier.name(act.utterance.speaker)}, {say_date(act.utterance.date)}"
    return [
        Finding(
            text=f"Latest word in the record: {who}, {dossier.words(number, spans[0])}.",
            voice="said",
            citations=dossier.cite(number, spans),
        )
    ]


def _forecasts(dossier: Dossier) -> list[Finding]:
    found = []
    for number, reading in enumerate(dossier.readings, 1):
        forecasts = [one for one in reading.inferences if one.kind == "forecast"]
        for one in forecasts[:1]:
            who = dossier.name(reading.document.author) if reading.document.author else "The author"
            found.append(
                Finding(
                    text=f"{who} judges: {dossier.words(number, one.span)}.",
                    voice="author",
                    citations=dossier.cite(number, (one.span,)),
                )
            )
    return found[:2]


def _latest_date(held: dict[str, Held]) -> str:
    return max((one.position.date or "" for one in held.values()), default="")
