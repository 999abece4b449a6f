"""What the accounts contradict each other on, and whether quotations survived their relay."""

from __future__ import annotations

from verbale.brief.dossier import Dossier
from verbale.brief.findings import Finding, Section, Table, Voice
from verbale.brief.wording import say_date
from verbale.draft.stands import is_imputed
from verbale.records import Attribution, Dispute, Quantity, Reading, Side, Span


def disputes(dossier: Dossier) -> Section | None:
    """Tabulate rival claims, a row a side; None where no accounts contradict each other."""
    rows = []
    for number, reading in enumerate(dossier.readings, 1):
        for dispute in reading.disputes:
            for side in dispute.sides:
                question = dossier.issue(number, dispute.issue)
                rows.append((question, *_side(dossier, number, dispute, side)))
        for one, other in rival_figures(reading):
            for figure in (one, other):
                question = dossier.issue(number, one.issue)
                rows.append((question, *_figure(dossier, number, figure)))
    if not rows:
        return None
    table = Table(
        caption="Rival claims on one question; the record does not settle which holds",
        columns=("Question", "Who", "What they say"),
        rows=tuple(rows),
    )
    return Section(key="disputes", title="Where accounts contradict", blocks=(table,))


def dispute_names(dossier: Dossier) -> tuple[str, ...]:
    """Give the questions in dispute, for comparison with an earlier brief."""
    named: set[str] = set()
    for number, reading in enumerate(dossier.readings, 1):
        named |= {dossier.issue(number, dispute.issue) for dispute in reading.disputes}
        named |= {dossier.issue(number, one.issue) for one, _ in rival_figures(reading)}
    return tuple(sorted(named))


def rival_figures(reading: Reading) -> list[tuple[Quantity, Quantity]]:
    """Give the pairs of figures marked as disputed that no dispute of the reading already covers."""
    covered = {dispute.issue for dispute in reading.disputes}
    by_id = {quantity.id: quantity for quantity in reading.quantities}
    pairs = []
    for quantity in reading.quantities:
        rival = by_id.get(quantity.disputed_with or "")
        if rival and quantity.id < rival.id and quantity.issue not in covered:
            pairs.append((quantity, rival))
    return pairs


def _side(dossier: Dossier, number: int, dispute: Dispute, side: Side) -> tuple[str, tuple[Finding, ...]]:
    reading = dossier.readings[number - 1]
    voiced = [one for one in reading.attributions if one.id in side.attribution]
    citations = tuple(c for one in voiced for c in dossier.cite(number, one.content_spans[:1]))
    dates = sorted({one.date for one in voiced if one.date})
    when = f" ({say_date(dates[-1])})" if dates else ""
    voice: Voice = "author" if voiced and all(is_imputed(one) for one in voiced) else "said"
    if not citations:
        citations = dossier.cite(number, _other_words(reading, dispute.issue, side.actor))
    if not citations:
        bare = Finding(text=side.says, voice="inferred", basis="no words of this side are marked")
        return dossier.name(side.actor), (bare,)
    lines = [Finding(text=f"{side.says}{when}", voice=voice, citations=citations)]
    lines += [_words(dossier, number, one) for one in voiced[:2] if one.content_spans]
    return dossier.name(side.actor), tuple(lines)


def _other_words(reading: Reading, issue: str, actor: str) -> list[Span]:
    """Give the words of a side's positions and figures on an issue, where its claim names no attribution."""
    held = [p.evidence[0] for p in reading.positions if (p.actor, p.issue) == (actor, issue) and p.evidence]
    return held + [q.span for q in reading.quantities if (q.claimed_by, q.issue) == (actor, issue)]


def _words(dossier: Dossier, number: int, attribution: Attribution) -> Finding:
    span = attribution.content_spans[0]
    words = dossier.words(number, span, 140)
    return Finding(text=words, voice="said", citations=dossier.cite(number, (span,)))


def _figure(dossier: Dossier, number: int, figure: Quantity) -> tuple[str, tuple[Finding, ...]]:
    voice: Voice = "author" if figure.claimed_by in dossier.authors else "said"
    words = f"{figure.value} {figure.unit}".strip()
    cited = dossier.cite(number, (figure.span,))
    return dossier.name(figure.claimed_by), (Finding(text=words, voice=voice, citations=cited),)
