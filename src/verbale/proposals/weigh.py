"""Weigh a proposal: is it a non-starter, who stands in the way, what would unblock it, what follows."""

from __future__ import annotations

from dataclasses import replace

from verbale.draft import Draft, Proposal
from verbale.draft.names import spoken
from verbale.proposals.blocking import blocks_of, nearest_state, state_terms, waiting_of
from verbale.proposals.by_hand import proposal_from
from verbale.proposals.domino import knocks_of
from verbale.proposals.judge import Outcome, doubtful, judge, outcome_of, tied, voiced
from verbale.proposals.model import Answer, Block, Weighing
from verbale.proposals.narrow import narrow
from verbale.proposals.reveal import reveals_of
from verbale.proposals.robust import robustness_of
from verbale.proposals.sequencing import deadlocks_of
from verbale.proposals.unblock import unblocking_of
from verbale.proposals.withdraw import tested_of, withdrawn_of


def weigh(made: Draft, proposal: Proposal | str | None = None) -> tuple[Weighing, ...]:
    """Weigh the proposals of a draft, the main one first, or one proposal given by hand.

    Parameters
    ----------
    made
        A draft; one without a conflict has nothing to weigh.
    proposal
        A proposal record, or its terms as text: option ids joined by ``&`` with ``-`` for what is left
        undone, or names of options in words joined by semicolons. None: those found in the record.

    Returns
    -------
    tuple of Weighing
        Empty where the record holds no conflict or no proposal.

    Raises
    ------
    InputError
        If the text names no option of the draft.
    """
    if made.conflict is None:
        return ()
    if proposal is None:
        found = [_weigh(narrow(made, one.terms), one) for one in made.proposals]
        return tuple(replace(one, main=n == 0) for n, one in enumerate(found))
    given = proposal if isinstance(proposal, Proposal) else proposal_from(made, proposal)
    return (replace(_weigh(narrow(made, given.terms), given), main=True),)


def _weigh(made: Draft, proposal: Proposal) -> Weighing:
    """Weigh one proposal in the part of the draft that bears on it.

    The steps: (1) solve the recorded conflict and look where the proposal holds, (2) ask whether the record
    settles the answer, whatever the silent would say, (3) try the other orders that the record allows,
    (4) find who stands in the way and (5) what would unblock it, (6) what answers would reveal and
    (7) set off, (8) what the answer hangs on.
    """
    outcome = outcome_of(made, proposal.terms, voiced(made, proposal.terms))  # (1)
    robustness = robustness_of(made, proposal.terms)  # (3)
    answer = judge(made, proposal.terms)  # (2)
    if robustness.share < 0.5:
        answer = None
    deadlocks = deadlocks_of(made)
    blocking = blocks_of(made, proposal.terms, outcome, made.statements) if outcome.non_starter else ()  # (4)
    if outcome.non_starter and not blocking:
        blocking = waiting_of(made, deadlocks)
    goal = nearest_state(outcome)
    questions = _open_questions(made, proposal, answer, robustness.share)
    return Weighing(
        proposal=proposal,
        non_starter=answer,
        judgement=_judgement(made, outcome, answer, blocking, questions),
        concepts=outcome.concepts if answer else (),
        blocking=blocking,
        unblocking=unblocking_of(made, proposal),  # (5)
        reveals=reveals_of(made, proposal, blocking),  # (6)
        third_parties=knocks_of(made, outcome, goal),  # (7)
        deadlocks=deadlocks,
        robustness=robustness,
        leave_one_out=withdrawn_of(made, proposal, answer),  # (8)
        assumptions=tested_of(made, proposal),
        open_questions=questions,
        state=() if goal is None else state_terms(made, outcome, goal),
    )


def _open_questions(made: Draft, proposal: Proposal, answer: Answer, share: float) -> tuple[str, ...]:
    """Say what the record would have to tell for the answer to be settled."""
    if answer is not None:
        return ()
    wanted = tied(made, proposal.terms)
    names = {one.id: spoken(one.name) for one in made.decision_makers}
    options = {option.id: option for option in made.options}
    found = []
    for one in doubtful(made):
        if one.act.option in wanted:
            said = "has not said" if one.kind == "assumed" else "has not said firmly"
            found.append(f"{names[one.decision_maker]} {said} whether it would {options[one.act.option].name}")
    if share < 0.5:
        found.append("the record doesn't tell which of the parties' wishes weighs more")
    return tuple(dict.fromkeys(found))


def _judgement(
    made: Draft, outcome: Outcome, answer: Answer, blocking: tuple[Block, ...], questions: tuple[str, ...]
) -> str:
    """Say the answer in one sentence, in words that claim no likelihood."""
    if not outcome.fits:
        return "The proposal cannot come about: its terms cannot hold together."
    if answer is None:
        return f"The record does not settle it: {'; '.join(questions) or 'too much is unsaid'}."
    names = {one.id: spoken(one.name) for one in made.decision_makers}
    if answer:
        if not blocking:
            return "The proposal is a non-starter on this record: nobody's moves lead to it from where things stand."
        who = "; ".join(f"{names[one.decision_maker]}: {one.move}" for one in blocking)
        return f"The proposal is a non-starter on this record. Who would do otherwise: {who}."
    stays = "where things stand already" if outcome.here in outcome.fits else "and all would stay with it"
    return (
        f"Nothing in the record stands in the way of the proposal: it can be reached {stays}."
        if (outcome.here not in outcome.fits)
        else f"Nothing in the record stands in the way of the proposal: it is {stays}."
    )
