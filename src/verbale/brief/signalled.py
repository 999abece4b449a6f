"""Signals: what the way of saying suggests, each with the rule that fired and the words it fired on."""

from __future__ import annotations

from collections.abc import Sequence

from verbale.brief.conflict import told_evidence
from verbale.brief.dossier import Dossier
from verbale.brief.findings import Cell, Finding, Section, Table
from verbale.brief.wording import counted, sentence, spaced
from verbale.proposals.signals import Signal

MOST_ROWS = 25
RULE = "the rule that follows"


def signalled(dossier: Dossier, signals: Sequence[Signal]) -> Section | None:
    """Tabulate suggested signals; None where no rule fired."""
    rows = tuple(_row(dossier, one) for one in signals[:MOST_ROWS])
    if not rows:
        return None
    caption = "Suggestions to weigh, not findings of fact; none of them enters the conflict"
    if len(signals) > MOST_ROWS:
        caption += f"; {counted(len(signals) - MOST_ROWS, 'further one')} not shown"
    table = Table(caption=caption, columns=("Signal", "Why it is suggested", "In the words of the record"), rows=rows)
    return Section(key="signals", title="Signals to consider", blocks=(table,))


def _row(dossier: Dossier, one: Signal) -> tuple[Cell, ...]:
    head = (Finding(text=sentence(spaced(one.kind)).rstrip(".")), Finding(text=dossier.name(one.actor)))
    why = (
        Finding(text=sentence(one.words), voice="inferred", basis=RULE),
        Finding(text=f"Rule: {one.rule}."),
    )
    return head, why, told_evidence(dossier, one.evidence)
