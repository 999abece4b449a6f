"""The one verb: readings, a draft, its solution and the weighings become a brief."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from verbale.brief.bottom import bottom_line
from verbale.brief.conflict import conflict
from verbale.brief.disputes import dispute_names, disputes, judgements
from verbale.brief.dossier import Dossier
from verbale.brief.exchange import exchange
from verbale.brief.findings import Brief, Section
from verbale.brief.gaps import gaps
from verbale.brief.solved import solved
from verbale.brief.stances import conditions, matrix, stands_of
from verbale.brief.wording import by_date
from verbale.conflict.solution import Solution
from verbale.draft.model import Draft
from verbale.records import Reading


def brief(
    readings: Sequence[Reading],
    draft: Draft | None = None,
    solution: Solution | None = None,
    *,
    grades: Mapping[str, str] | None = None,
) -> Brief:
    """Make the brief."""
    dossier = Dossier(readings, grades)
    body: list[Section | None] = [
        exchange(dossier),
        matrix(dossier),
        conditions(dossier),
        disputes(dossier),
        conflict(dossier, draft) if draft else None,
        solved(solution, draft) if solution else None,
        judgements(dossier),
        gaps(dossier, weighed=False),
    ]
    sections = (bottom_line(dossier), *(section for section in body if section is not None))
    return Brief(
        title=_title(dossier),
        as_of=by_date([source.published for source in dossier.sources]),
        sections=sections,
        sources=dossier.sources,
        stands=stands_of(dossier),
        disputes=dispute_names(dossier),
    )


def _title(dossier: Dossier) -> str:
    counts: dict[str, int] = {}
    for act in dossier.acts:
        counts[act.party] = counts.get(act.party, 0) + 1
    busiest = sorted(counts, key=lambda party: (-counts[party], party))[:2]
    if len(busiest) == 2:
        return f"{dossier.name(busiest[0])} and {dossier.name(busiest[1])}: the record so far"
    if busiest:
        return f"{dossier.name(busiest[0])}: what the record holds"
    return "No exchange in this record"
