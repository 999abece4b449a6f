"""The bottom line: what a reader with half a minute must know."""

from __future__ import annotations

from collections.abc import Sequence

from verbale.brief.dossier import Dossier, Held
from verbale.brief.findings import Block, Finding, Judgement, Section
from verbale.brief.gaps import ABSENCE
from verbale.brief.stances import opposed, stance_words
from verbale.brief.weighed import ANSWERS, MODEL, answer, say_words
from verbale.brief.wording import listed, say_date, sentence

MOST_CLASHES = 2
MOST_FORECASTS = 2
MOST_OTHERS = 4


def bottom_line(dossier: Dossier, judgements: Sequence[Judgement] = ()) -> Section:
    """Say in a few findings whether the main proposal can stand, where the sides clash, what was said last."""
    blocks: list[Block] = []
    if judgements:
        blocks += verdict(dossier, judgements[0])
        blocks += _others(judgements[1:])
    elif not dossier.acts and not dossier.positions:
        blocks.append(_absence("This record holds no statement by a party to an exchange; there is nothing to weigh."))
    else:
        blocks.append(
            _absence("Nothing was weighed: the record holds no proposal that a conflict could be drafted from.")
        )
    blocks += _clashes(dossier)
    blocks += _forecasts(dossier)
    blocks += _latest(dossier)
    return Section(key="bottom-line", title="Bottom line", blocks=tuple(blocks))


def verdict(dossier: Dossier, one: Judgement) -> list[Finding]:
    """Say what became of a proposal when weighed, who blocks it and what would unblock it."""
    found = answer(one)
    for block in one.blocking[:2]:
        who = f"{block.name[:1].upper()}{block.name[1:]}"
        words = f": {say_words(dossier, block.evidence)}" if block.evidence else ""
        found.append(
            Finding(
                text=f"{who} stands in the way. Instead: {block.move}. Because: {block.preference}{words}.",
                voice="inferred",
                citations=block.evidence,
                basis=None if block.evidence else "an assumed preference",
            )
        )
    if one.non_starter and one.unblocking:
        ways = " Or: ".join(sentence(listed([part.rstrip(".") for part in way])) for way in one.unblocking[:2])
        found.append(
            Finding(text=f"What would unblock it: {ways}", voice="inferred", basis="the smallest changes found")
        )
    return found


def _others(judgements: Sequence[Judgement]) -> list[Finding]:
    if not judgements:
        return []
    told = "; ".join(f"{one.name}: {ANSWERS[one.non_starter]}" for one in judgements[:MOST_OTHERS])
    more = f"; and {len(judgements) - MOST_OTHERS} more" if len(judgements) > MOST_OTHERS else ""
    return [Finding(text=f"Also weighed: {told}{more}.", voice="inferred", basis=MODEL)]


def _absence(text: str) -> Finding:
    return Finding(text=text, voice="inferred", basis=ABSENCE)


def _clashes(dossier: Dossier) -> list[Finding]:
    clash = opposed(dossier)
    about_acts = {issue for issue in clash if not dossier.kinds.get(issue, "").endswith("claim")}
    ranked = sorted(about_acts or clash, key=lambda issue: (-_weight(clash[issue]), issue))
    found = []
    for issue in ranked[:MOST_CLASHES]:
        held = sorted(clash[issue].items())
        sides = "; ".join(f"{dossier.name(actor)} {stance_words(one)}" for actor, one in held)
        citations = [c for _, one in held for c in dossier.cite(one.source, one.position.evidence[:1])]
        text = f"Sides opposed on: {dossier.label(issue)}. {sides}."
        found.append(Finding(text=text, voice="said", citations=tuple(citations)))
    return found


def _weight(held: dict[str, Held]) -> float:
    """Rank a clash: the better the authority behind it and the more parties in it, the higher."""
    return sum(1 - "ABCDEF".index(one.level or "F") / 10 for one in held.values())


def _latest(dossier: Dossier) -> list[Finding]:
    """Give the latest word in the record, or, where nothing is dated, a word of it."""
    acts = [act for act in reversed(dossier.acts) if act.utterance.date] or list(dossier.acts)
    for act in acts:
        for number, attribution in act.contents:
            for span in attribution.content_spans[:1]:
                date = act.utterance.date
                lead = "Latest word in the record" if date else "In the record, undated"
                when = f", {say_date(date)}" if date else ""
                text = f"{lead}: {dossier.name(act.utterance.speaker)}{when}: {dossier.words(number, span)}."
                return [Finding(text=text, voice="said", citations=dossier.cite(number, (span,)))]
    return []


def _forecasts(dossier: Dossier) -> list[Finding]:
    found = []
    for number, reading in enumerate(dossier.readings, 1):
        for one in [inference for inference in reading.inferences if inference.kind == "forecast"][:1]:
            text = f"{dossier.author(number)} judges: {dossier.words(number, one.span)}."
            found.append(Finding(text=text, voice="author", citations=dossier.cite(number, (one.span,))))
    return found[:MOST_FORECASTS]
