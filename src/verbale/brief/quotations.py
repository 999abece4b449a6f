"""Did quotations survive their relay? Quoted words checked against the primary texts in the record."""

from __future__ import annotations

from collections.abc import Iterator

from verbale.brief.dossier import Dossier
from verbale.brief.findings import Cell, Finding, Section, Table
from verbale.brief.wording import counted, spoken
from verbale.records import Reading, Span
from verbale.views.verify import Check, check_quotation

VERDICTS = {
    "verbatim": "word for word",
    "cut": "words left out, sense kept",
    "drifted": "other words",
    "sense_changed": "the sense changed",
    "not_found": "not in the primary text",
}
WORST_FIRST = ("sense_changed", "drifted", "not_found", "cut", "verbatim")
MOST_ROWS = 40


def quotations(dossier: Dossier) -> Section | None:
    """Tabulate quotations beside the primary words; None where no primary text is quoted by another source."""
    checked = sorted(_checked(dossier), key=lambda one: WORST_FIRST.index(one[3].verdict))
    if not checked:
        return None
    rows: list[tuple[Cell, ...]] = []
    for source, primary, quotation, check in checked[:MOST_ROWS]:
        words = Finding(text=spoken(quotation.text), voice="said", citations=dossier.cite(source, (quotation,)))
        found: Cell = "–"
        if check.found is not None:
            cited = dossier.cite(primary, (check.found,))
            found = (Finding(text=spoken(check.found.text), voice="said", citations=cited),)
        changed = [f"“{one.primary}” became “{one.quoted}”" for one in check.changes if one.primary and one.quoted]
        verdict = Finding(text=VERDICTS[check.verdict], basis="; ".join(changed[:3]) or None)
        rows.append(((words,), found, (verdict,)))
    caption = "Quotations beside the primary text, those that changed first"
    if len(checked) > MOST_ROWS:
        caption += f"; {counted(len(checked) - MOST_ROWS, 'more')} not shown"
    table = Table(caption=caption, columns=("As quoted", "In the primary text", "Verdict"), rows=tuple(rows))
    return Section(key="quotations", title="Did the quotations survive", blocks=(table,))


def _checked(dossier: Dossier) -> Iterator[tuple[int, int, Span, Check]]:
    """Check each quotation against the primary texts of the same speaker or party, the best fit kept."""
    primaries = {
        number: _speakers(dossier, reading)
        for number, reading in enumerate(dossier.readings, 1)
        if any(dossier.is_primary(one) for one in reading.utterances)
    }
    for number, reading in enumerate(dossier.readings, 1):
        if number in primaries:
            continue
        dates = {one.id: one.date for one in reading.utterances}
        for attribution in reading.attributions:
            speaker, date = attribution.source_entity, dates.get(attribution.utterance)
            fitting = [
                primary
                for primary, speakers in primaries.items()
                if {(speaker, date), (dossier.party(speaker), date)} & speakers
            ]
            for span in attribution.quoted_spans if fitting else ():
                tried = [(one, check_quotation(span, dossier.sources[one - 1].text)) for one in fitting]
                primary, check = max(tried, key=lambda one: one[1].likeness)
                yield number, primary, span, check


def _speakers(dossier: Dossier, reading: Reading) -> set[tuple[str, str | None]]:
    """Give who speaks when in a primary text: the persons, and the parties they speak for."""
    own = [one for one in reading.utterances if dossier.is_primary(one)]
    return {(one.speaker, one.date) for one in own} | {
        (one.on_behalf_of or dossier.party(one.speaker), one.date) for one in own
    }
