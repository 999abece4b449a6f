"""What changed since an earlier brief: positions, disputes, judgements and sources."""

from __future__ import annotations

from collections.abc import Iterator

from verbale.brief.findings import Block, Brief, Finding, Judgement, Section, Stand
from verbale.brief.wording import STANCES, counted, say_date

ANSWERS = {True: "a non-starter", False: "not a non-starter", None: "not settled"}


def changes(new: Brief, old: Brief) -> Section:
    """List what is new, what moved and what is gone; a brief without change says so."""
    basis = f"comparison with the brief as of {say_date(old.as_of)}"
    found = [*_sources(new, old), *_judgements(new, old), *_stands(new, old), *_disputes(new, old)]
    blocks: list[Block] = [Finding(text=one, voice="inferred", basis=basis) for one in found]
    if not blocks:
        text = "Nothing changed: the same sources, positions, disputes and judgements."
        blocks.append(Finding(text=text, voice="inferred", basis=basis))
    title = f"What changed since {say_date(old.as_of)}" if old.as_of else "What changed since the last brief"
    return Section(key="changes", title=title, blocks=tuple(blocks))


def _sources(new: Brief, old: Brief) -> Iterator[str]:
    known, here = {one.id for one in old.sources}, {one.id for one in new.sources}
    added = [one.title for one in new.sources if one.id not in known]
    gone = [one.title for one in old.sources if one.id not in here]
    if added:
        yield f"New in the record: {counted(len(added), 'source')} ({'; '.join(added[:5])})."
    if gone:
        yield f"No longer in the record: {counted(len(gone), 'source')} ({'; '.join(gone[:5])})."


def _judgements(new: Brief, old: Brief) -> Iterator[str]:
    before = {one.proposal: one for one in old.proposals}
    for one in new.proposals:
        was = before.pop(one.proposal, None)
        if was is None:
            yield f"New proposal: {one.proposal.rstrip('.')} ({ANSWERS[one.non_starter]})."
        elif was.non_starter != one.non_starter:
            yield _judged(one, was)
        elif was.unblocking != one.unblocking or [b.move for b in was.blocking] != [b.move for b in one.blocking]:
            still = f"still {ANSWERS[one.non_starter]}"
            yield f"{one.proposal.rstrip('.')}: {still}, but what blocks or unblocks it changed."
    for was in before.values():
        yield f"No longer weighed: {was.proposal.rstrip('.')} (was {ANSWERS[was.non_starter]})."


def _judged(one: Judgement, was: Judgement) -> str:
    return f"{one.proposal.rstrip('.')}: was {ANSWERS[was.non_starter]}, is now {ANSWERS[one.non_starter]}."


def _stands(new: Brief, old: Brief) -> Iterator[str]:
    before = {(one.actor, one.issue): one for one in old.stands}
    for one in new.stands:
        was = before.pop((one.actor, one.issue), None)
        if was is None:
            yield f"New position: {one.actor} on {one.issue}: {_stance(one)}."
        elif (was.stance, was.value) != (one.stance, one.value):
            yield f"{one.actor} on {one.issue}: was {_stance(was)}, is now {_stance(one)}."
        elif was.date != one.date and one.date:
            yield f"{one.actor} on {one.issue}: repeated on {say_date(one.date)}, {_stance(one)}."
    for was in before.values():
        yield f"No longer in the record: {was.actor} on {was.issue} ({_stance(was)})."


def _stance(one: Stand) -> str:
    words = STANCES.get(one.stance, one.stance)
    return f"{words} ({one.value})" if one.value else words


def _disputes(new: Brief, old: Brief) -> Iterator[str]:
    for question in sorted(set(new.disputes) - set(old.disputes)):
        yield f"New dispute: {question}."
    for question in sorted(set(old.disputes) - set(new.disputes)):
        yield f"No longer disputed in the record: {question}."
