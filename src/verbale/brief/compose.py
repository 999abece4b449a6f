"""The one verb: readings, drafts, solutions and weighings become a brief."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from verbale.brief.assessed import assessed
from verbale.brief.bottom import bottom_line
from verbale.brief.changes import changes
from verbale.brief.conflict import conflict
from verbale.brief.disputes import dispute_names, disputes
from verbale.brief.dossier import Dossier
from verbale.brief.exchange import exchange
from verbale.brief.findings import Assessment, Block, Brief, Finding, Heading, Section
from verbale.brief.firmness import alternatives, assumptions, indicators, robustness
from verbale.brief.gaps import gaps
from verbale.brief.inferences import inferences
from verbale.brief.quotations import quotations
from verbale.brief.signalled import signalled
from verbale.brief.solved import solved
from verbale.brief.stances import conditions, matrix, stands_of
from verbale.brief.weighed import judgement, proposals, third_parties
from verbale.brief.wording import by_date, listed
from verbale.conflict import Solution, solve
from verbale.draft import Draft, drafts
from verbale.draft.source import Source
from verbale.errors import ConflictError
from verbale.proposals import weigh
from verbale.proposals.model import Weighing
from verbale.proposals.signals import signals

MOST_NAMED = 3
MOST_WEIGHED = 4


def brief(
    readings: Source,
    draft: Draft | Sequence[Draft] | None = None,
    solution: Solution | None = None,
    weighings: Sequence[Weighing] | None = None,
    *,
    since: Brief | None = None,
    grades: Mapping[str, str] | None = None,
    assessments: Sequence[Assessment] = (),
    title: str | None = None,
) -> Brief:
    """Make the brief of a record.

    The steps: (1) look over the record, (2) draft, solve and weigh what was not given, (3) tell what was
    said, (4) tell the conflict and what follows from it, (5) say what is missing, (6) put the bottom line
    first, (7) compare with an earlier brief.

    Parameters
    ----------
    readings
        The record: a reading, several, none, or a ledger.
    draft
        Its conflict, or several, the main one first; drafted from ``readings`` where None.
    solution
        Of the main draft; solved where None.
    weighings
        The proposals weighed in the main draft, the main one first; weighed where None.
    since
        An earlier brief (:func:`verbale.brief.from_json` reads it) to tell the changes from.
    grades
        Admiralty grades such as ``B2`` by document id, as the analyst sets them.
    assessments
        What the analyst judges; the only likelihoods of the brief.
    title
        In place of the title made from the names of the parties.
    """
    dossier = Dossier(readings, grades)  # (1)
    made = _drafts(dossier, draft)  # (2)
    main = made[0] if made else None
    weighed = [list(weighings) if weighings is not None and n == 0 else _weighed(one) for n, one in enumerate(made)]
    first, every = (weighed[0] if weighed else []), [one for some in weighed for one in some]
    verdicts = tuple(judgement(dossier, one) for one in every)
    said = [exchange(dossier), matrix(dossier), conditions(dossier)]  # (3)
    said += [disputes(dossier), quotations(dossier), inferences(dossier)]
    meant = [  # (4)
        _joined(made, [conflict(dossier, one) for one in made]),
        _joined(made, [_solved(one, solution if one is main else None, weighed[n]) for n, one in enumerate(made)]),
        proposals(dossier, every),
    ]
    if main is not None:
        pairs = list(zip(made, weighed, strict=True))
        meant.append(_joined(made, [third_parties(dossier, one, some) for one, some in pairs]))
        meant += [robustness(dossier, every), signalled(dossier, signals(dossier.readings))]
        meant.append(_joined(made, [assumptions(dossier, one, some) for one, some in pairs]))
        meant += [alternatives(dossier, main, first), indicators(dossier, first)]
    missing = gaps(dossier, _missing(made), weighed=bool(every))  # (5)
    body = [section for section in (assessed(assessments), *said, *meant, missing) if section is not None]
    new = Brief(
        title=title or _title(dossier, main),
        as_of=by_date([source.published for source in dossier.sources]),
        sections=(bottom_line(dossier, verdicts), *body),  # (6)
        sources=dossier.sources,
        proposals=verdicts,
        stands=stands_of(dossier),
        disputes=dispute_names(dossier),
    )
    if since is None:
        return new
    return replace(new, sections=(new.sections[0], changes(new, since), *new.sections[1:]))  # (7)


def _drafts(dossier: Dossier, given: Draft | Sequence[Draft] | None) -> list[Draft]:
    if isinstance(given, Draft):
        return [given]
    return list(drafts(dossier.readings) if given is None else given)


def _weighed(draft: Draft) -> list[Weighing]:
    """Weigh the first proposals of a draft; more of them nobody reads, and each is tried in many ways."""
    return list(weigh(replace(draft, proposals=draft.proposals[:MOST_WEIGHED])))


def _solved(draft: Draft, solution: Solution | None, weighings: Iterable[Weighing]) -> Section | None:
    if draft.conflict is None:
        return None
    try:
        solution = solution or solve(draft.conflict)
    except ConflictError as error:
        text = f"The conflict was not solved: {error}"
        finding = Finding(text=text, voice="inferred", basis="the conflict drafted above")
        return Section(key="solution", title="What the conflict implies", blocks=(finding,))
    return solved(solution, draft, [one.state for one in weighings if one.state])


def _joined(made: Sequence[Draft], sections: Sequence[Section | None]) -> Section | None:
    """Join the sections of several drafts into one, each under the title of its draft."""
    told = [(draft, section) for draft, section in zip(made, sections, strict=True) if section is not None]
    if len(told) < 2:
        return told[0][1] if told else None
    blocks: list[Block] = []
    for draft, section in told:
        blocks += [Heading(text=draft.title), *section.blocks]
    return replace(told[0][1], blocks=tuple(blocks))


def _missing(made: Sequence[Draft]) -> tuple[str, ...]:
    """Give the gaps that the drafts tell, and the topics that they do without."""
    found = [f"{gap.says[:1].upper()}{gap.says[1:].rstrip('.')}." for draft in made for gap in draft.gaps]
    for draft in made:
        names = [proposal.words.rstrip(".") for proposal in draft.proposals[MOST_WEIGHED:]]
        if names:
            found.append(f"Not weighed here, beyond the first {MOST_WEIGHED}: {'; '.join(names)}.")
    left = dict.fromkeys(f"{gap.about} ({gap.says})" for draft in made for gap in draft.left_out)
    if left:
        found.append(f"Left out of the conflict: {'; '.join(left)}.")
    return tuple(dict.fromkeys(found))


def _title(dossier: Dossier, main: Draft | None) -> str:
    """Name the parties: those of the main draft, else those who speak most."""
    counts = Counter(act.party for act in dossier.acts)
    busiest = [dossier.name(party) for party in sorted(counts, key=lambda party: (-counts[party], party))][:2]
    parties = [one.name.split(" (")[0] for one in main.decision_makers] if main and main.conflict else busiest
    if not parties:
        return "No exchange in this record"
    names = listed(parties if len(parties) <= MOST_NAMED else [*parties[:MOST_NAMED], "others"])
    return f"{names[:1].upper()}{names[1:]}: {'the record so far' if len(parties) > 1 else 'what the record holds'}"
