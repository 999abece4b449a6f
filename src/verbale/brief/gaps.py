"""What the record does not hold, said plainly, so that silence is never read as an answer."""

from __future__ import annotations

from verbale.brief.dossier import Dossier, Held
from verbale.brief.findings import Block, Finding, Section
from verbale.brief.stances import AUTHORS_VIEW, Key, by_cell, opposed
from verbale.brief.wording import counted, listed

ABSENCE = "absence from the record"


def gaps(dossier: Dossier, told: tuple[str, ...] = (), *, weighed: bool) -> Section:
    """List what is missing: from the record, and as the draft told it (``told``)."""
    found = [*_speech(dossier), *_positions(dossier)]
    if not weighed and dossier.positions:
        found.append("No proposal was weighed: the record names none, or no conflict could be drafted from it.")
    found += _sources(dossier)
    found += told
    blocks: tuple[Block, ...] = tuple(
        Finding(text=one, voice="inferred", basis=ABSENCE) for one in dict.fromkeys(found)
    )
    return Section(key="gaps", title="What the record does not hold", blocks=blocks)


def _speech(dossier: Dossier) -> list[str]:
    acts = dossier.acts
    if not acts:
        return ["No statement by a party was found: the record has no exchange to report."]
    found = []
    parties = {act.party for act in acts}
    if len(parties) == 1:
        found.append(f"Only {dossier.name(next(iter(parties)))} speaks; no reply by anybody is in the record.")
    undated = [act for act in acts if act.utterance.date is None]
    if undated:
        names = listed(dict.fromkeys(dossier.name(act.utterance.speaker) for act in undated))
        found.append(f"No date is told for {counted(len(undated), 'act')} of speech, by {names}.")
    if all(act.utterance.relay_distance > 0 for act in acts):
        found.append("No primary text is in the record; every statement is known through a relay.")
    unofficial = [act for act in acts if act.utterance.authority_level in "DEF"]
    if len(unofficial) == len(acts):
        found.append("No statement in the record binds a government or comes from a minister.")
    return found


def _positions(dossier: Dossier) -> list[str]:
    cells = by_cell(dossier)
    if not cells:
        return ["No position of a party on any issue was found."] if dossier.acts else []
    found = []
    clash = opposed(dossier)
    parties = {act.party for act in dossier.acts}
    spoken = {actor for actor, _ in cells}
    silent = sorted(dossier.name(party) for party in parties - spoken)
    if silent:
        found.append(f"No position is recorded for {listed(silent)}, who speak in the record.")
    for issue in sorted(clash):
        weak = {actor: held.level for actor, held in clash[issue].items() if held.level in ("D", "E", "F")}
        if weak:
            who = listed(f"{dossier.name(actor)} ({level})" for actor, level in sorted(weak.items()))
            found.append(f"{dossier.label(issue)}: no statement that binds is in the record from {who}.")
    return found + _imputed(dossier, cells)


def _imputed(dossier: Dossier, cells: dict[Key, list[Held]]) -> list[str]:
    """Name the issues on which an actor's position is known from an author's reading alone."""
    only: dict[str, list[str]] = {}
    for (actor, issue), entries in sorted(cells.items()):
        if entries[0].position.basis in AUTHORS_VIEW:
            only.setdefault(actor, []).append(dossier.label(issue))
    return [
        f"Known of {dossier.name(actor)} through an author's reading alone, not a statement: {'; '.join(issues)}."
        for actor, issues in only.items()
    ]


def _sources(dossier: Dossier) -> list[str]:
    number = dossier.independent(source.number for source in dossier.sources)
    found = []
    if number == 1:
        found.append("The record rests on one independent source; nothing in it is confirmed by a second.")
    undated = [str(source.number) for source in dossier.sources if not source.published]
    if undated:
        noun = "Source" if len(undated) == 1 else "Sources"
        verb = "carries" if len(undated) == 1 else "carry"
        found.append(f"{noun} {listed(undated)} {verb} no date of publication.")
    ungraded = [str(source.number) for source in dossier.sources if source.grade == "F6"]
    if ungraded:
        noun = "source" if len(ungraded) == 1 else "sources"
        found.append(f"Nobody has graded {noun} {listed(ungraded)}; F6 means that it cannot be judged.")
    return found
