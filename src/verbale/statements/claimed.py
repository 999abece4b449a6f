"""Who claims a figure: the speaker in whose words it stands, who is said to count, or the writer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from verbale.records import Attribution, Quantity
from verbale.statements.build import coding, source_of
from verbale.statements.cast import AUTHOR, side_of
from verbale.statements.spans import inside, span
from verbale.statements.tree import clause_of, subject
from verbale.statements.who import who

if TYPE_CHECKING:
    from verbale.statements.extract import Work


def quantities(work: Work, attributions: tuple[Attribution, ...]) -> tuple[Quantity, ...]:
    """Give the quantity records with who claims each."""
    made = []
    for number, one in enumerate(work.figures, start=1):
        holder, attributed = AUTHOR, None
        for report, entity, record in zip(work.reports, work.speakers, attributions, strict=True):
            if any(inside(one.run, (run[0] - 1, run[1] + 1)) for run in report.said.content):
                holder, attributed = entity, record
        if holder == AUTHOR and work.voice.kind != "author":
            holder = work.voice.entity
        holder = _counted_by(work, one.head) or holder
        issue = attributed.propositions[0].issue if attributed is not None else None
        side = side_of(work.cast, holder)
        made.append(
            Quantity(
                id=f"Q{number}",
                value=one.value,
                unit=one.unit,
                claimed_by=side or holder,
                span=span(work.document.text, one.run),
                issue=issue,
                attribution=attributed.id if attributed else None,
                codings=(coding("value", "rule:figures", 0.8),),
            )
        )
    return tuple(made)


_COUNTING = frozenset("count put estimate value reckon place set tally calculate".split())


def _counted_by(work: Work, index: int) -> str | None:
    """Give who counts, where a clause says so (*X puts the toll at 40*); None where nobody does."""
    verb = clause_of(work.tree, index)
    counter = subject(work.tree, verb)
    if counter is None or work.tree.tokens[verb].lemma.lower() not in _COUNTING or counter > index:
        return None
    if work.tree.tokens[verb].xpos == "VBN" or work.tree.tokens[counter].upos not in ("PROPN", "NOUN", "PRON"):
        return None
    side = side_of(work.cast, who(work.cast, counter, source_of(work, counter)))
    return side if side is not None and work.cast.entities[side].type == "state" else None
