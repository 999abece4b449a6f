"""What each answer to a proposal would show of the party that gives it."""

from __future__ import annotations

from collections.abc import Iterator

from verbale.draft import Draft, Proposal, Statement
from verbale.draft.names import spoken
from verbale.proposals.judge import outcome_of, resolved
from verbale.proposals.model import Block, Reveal


def reveals_of(made: Draft, proposal: Proposal, blocking: tuple[Block, ...]) -> tuple[Reveal, ...]:
    """Give, for each party the proposal is put to, what accepting and declining would show.

    Accepting is tested in the model: what stands in the way is moved to the foot of the party's list. Where
    the proposal then holds, acceptance shows that the party ranks so.
    """
    found = [one for party in proposal.to for one in _of(made, proposal, party, blocking)]
    return (*found, *_told(made, proposal))


def _told(made: Draft, proposal: Proposal) -> Iterator[Reveal]:
    """Give what the record says that acceptance would mean to somebody."""
    terms = {term.option: term.value for term in proposal.terms}
    for one in made.inferred:
        if all(terms.get(term.option) == term.value for term in one.when):
            yield Reveal(
                decision_maker=", ".join(proposal.to),
                answer="accepts",
                shows=one.words,
                holder=one.holder,
                evidence=one.evidence,
            )


def _of(made: Draft, proposal: Proposal, party: str, blocking: tuple[Block, ...]) -> Iterator[Reveal]:
    names = {one.id: spoken(one.name) for one in made.decision_makers}
    name = names.get(party, party)
    mine = [one for one in made.statements if one.decision_maker == party]
    against = [one for one in mine if _stands_against(one, proposal)]
    ids = tuple(one.id for one in against)
    if against:
        insisted = "; ".join(one.words for one in against)
        if _holds_without(made, proposal, ids):
            shows = f"{name} puts what the proposal offers above what it has said so far: {insisted}"
        else:
            shows = f"{name} has given up what it has said so far: {insisted}"
        yield Reveal(decision_maker=party, answer="accepts", shows=shows, statements=ids)
        yield Reveal(
            decision_maker=party,
            answer="declines",
            shows=f"nothing new: it agrees with what {name} has said: {insisted}",
            statements=ids,
        )
        return
    said = [one for one in mine if one.evidence]
    fits = "it agrees with what it has said so far" if said else "its stand, which the record doesn't tell"
    yield Reveal(
        decision_maker=party,
        answer="accepts",
        shows=f"{name} is ready for the terms as they are; {fits}",
        statements=tuple(one.id for one in said),
    )
    others = [names.get(one.decision_maker, one.decision_maker) for one in blocking]
    beyond = f", though it is {' and '.join(others)} that the record shows in the way" if others else ""
    yield Reveal(
        decision_maker=party,
        answer="declines",
        shows=f"something stands in {name}'s way that the record doesn't tell{beyond}",
    )


def _stands_against(statement: Statement, proposal: Proposal) -> bool:
    """Tell whether a statement that rests on words is broken by the proposal's terms."""
    terms = {term.option: term.value for term in proposal.terms}
    if not statement.evidence or terms.get(statement.act.option, statement.act.value) == statement.act.value:
        broken = (
            statement.form == "IFF"
            and terms.get(statement.act.option) == statement.act.value
            and any(terms.get(term.option, term.value) != term.value for term in statement.when)
        )
        return bool(statement.evidence) and broken
    if statement.form == "plain":
        return True
    return all(terms.get(term.option, not term.value) == term.value for term in statement.when)


def _holds_without(made: Draft, proposal: Proposal, ids: tuple[str, ...]) -> bool:
    """Tell whether the proposal holds once the statements stand at the foot of the list."""
    start = resolved(made, proposal.terms, favour=True)
    last = [one for one in start if one.id in ids]
    return not outcome_of(made, proposal.terms, [*(one for one in start if one.id not in ids), *last]).non_starter
