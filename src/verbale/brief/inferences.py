"""What the authors of the sources conclude in their own voice, kept apart from what parties said."""

from __future__ import annotations

from verbale.brief.dossier import Dossier
from verbale.brief.findings import Cell, Finding, Section, Table
from verbale.brief.wording import counted, listed, told
from verbale.records import Inference

TELLING = ("forecast", "intent", "purpose", "conditional", "effect", "function", "causal_claim")
MOST_ROWS = 25


def inferences(dossier: Dossier) -> Section | None:
    """Tabulate the inferences, those on intent and outcome first; None where no author infers anything."""
    found = [(number, one) for number, reading in enumerate(dossier.readings, 1) for one in reading.inferences]
    if not found:
        return None
    found.sort(key=lambda one: TELLING.index(one[1].kind) if one[1].kind in TELLING else len(TELLING))
    rows = tuple(_row(dossier, number, one) for number, one in found[:MOST_ROWS])
    caption = "Judgements of the authors, their hedges kept as written"
    if len(found) > MOST_ROWS:
        caption += f"; {counted(len(found) - MOST_ROWS, 'further one')} not shown"
    table = Table(caption=caption, columns=("Author, on", "Kind", "In the author’s words"), rows=rows)
    return Section(key="judgements", title="What the authors of the sources infer", blocks=(table,))


def _row(dossier: Dossier, number: int, one: Inference) -> tuple[Cell, ...]:
    hedges = listed(told(span.text) for span in one.hedge_spans)
    kind = [Finding(text=one.kind.replace("_", " "))]
    kind += [Finding(text=f"hedged: {hedges}")] if hedges else []
    words = Finding(text=dossier.words(number, one.span), voice="author", citations=dossier.cite(number, (one.span,)))
    who = (Finding(text=dossier.author(number)), Finding(text=f"on {dossier.about(number, one.about)}"))
    return who, tuple(kind), (words,)
