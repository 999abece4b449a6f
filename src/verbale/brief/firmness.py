"""How firm a judgement is: orders of preference, single statements, assumptions, other readings, signs."""

from __future__ import annotations

from collections.abc import Sequence

from verbale.brief.conflict import cite_evidence
from verbale.brief.dossier import Dossier
from verbale.brief.findings import Block, Finding, Section
from verbale.brief.weighed import ANSWERS, MODEL, inside, name_proposal, say_words
from verbale.brief.wording import counted, listed, sentence
from verbale.draft.model import Assumption, Draft
from verbale.proposals.model import Weighing


def robustness(dossier: Dossier, weighings: Sequence[Weighing]) -> Section | None:
    """Tell how far each judgement hangs on the order of preferences and on single statements."""
    blocks: list[Block] = []
    for weighing in weighings:
        one = weighing.robustness
        short = sentence(name_proposal(dossier, weighing.proposal)).rstrip(".")
        if one.orders == 1 and one.exhaustive:
            text = f"{short}: the record allows one preference order only; it gives {ANSWERS[weighing.non_starter]}."
            blocks.append(Finding(text=text, voice="inferred", basis="a count of orders, nothing more"))
        elif one.orders:
            text = (
                f"{short}: the answer, {ANSWERS[weighing.non_starter]}, is the same in {one.same} of "
                f"{one.orders} preference orders {'' if one.exhaustive else 'drawn from those '}that the record allows."
            )
            blocks.append(Finding(text=text, voice="inferred", basis="a count of orders, nothing more"))
        turning = [each for each in weighing.leave_one_out if each.then != weighing.non_starter]
        if weighing.leave_one_out and not turning:
            text = f"{short}: no single statement, if it were withdrawn, would change the answer."
            blocks.append(
                Finding(text=text, voice="inferred", basis=f"{len(weighing.leave_one_out)} statements left out in turn")
            )
        for each in turning:
            citations = cite_evidence(dossier, (each.evidence,))
            said = say_words(dossier, citations)
            text = f"Without {said} the answer would be: {ANSWERS[each.then]}."
            blocks.append(Finding(text=text, voice="inferred", citations=citations, basis=MODEL))
    return Section(key="robustness", title="How firm the judgement is", blocks=tuple(blocks)) if blocks else None


def assumptions(dossier: Dossier, draft: Draft, weighings: Sequence[Weighing]) -> Section | None:
    """List what the conflict takes for granted, each with the answer if it is wrong."""
    blocks: list[Block] = []
    for assumption in draft.assumptions:
        after = _if_wrong(dossier, assumption, weighings)
        text = f"{assumption.says.rstrip('.')}. If wrong, then {after}."
        blocks.append(Finding(text=text, voice="inferred", basis=assumption.why or "assumed"))
    if not blocks and weighings:
        text = "Every option and preference of the conflict rests on words. If wrong, then see the statements left out."
        blocks.append(Finding(text=text, voice="inferred", basis="no part of the draft is without words"))
    return Section(key="assumptions", title="What is assumed", blocks=tuple(blocks)) if blocks else None


def _if_wrong(dossier: Dossier, assumption: Assumption, weighings: Sequence[Weighing]) -> str:
    """Say which answers an assumption carries."""
    tested = [
        (weighing, one.then)
        for weighing in weighings
        for one in weighing.assumptions
        if one.assumption.part == assumption.part
    ]
    changed = [
        f"{name_proposal(dossier, weighing.proposal)} would be {ANSWERS[then]}"
        for weighing, then in tested
        if then != weighing.non_starter
    ]
    if changed:
        return "; ".join(changed)
    return "no judgement here changes" if tested else "no judgement here changes, since none rests on it"


def alternatives(dossier: Dossier, draft: Draft, weighings: Sequence[Weighing]) -> Section | None:
    """Say what else the record would bear beside the main judgement."""
    if not weighings:
        return None
    main = weighings[0]
    blocks: list[Block] = []
    spared = [one for one in ("Nash", "GMR", "SMR", "SEQ") if one not in main.concepts]
    if main.non_starter and main.concepts and spared:
        text = f"Under {listed(spared)}, where parties weigh the answers of others, a state of the proposal can stand."
        blocks.append(Finding(text=text, voice="inferred", basis=MODEL))
    for one in main.assumptions:
        if one.then != main.non_starter:
            text = f"If it is wrong that {inside(one.assumption.says)}, the proposal is {ANSWERS[one.then]}."
            blocks.append(Finding(text=text, voice="inferred", basis=one.assumption.why or "assumed"))
    for choice in draft.choices:
        citations = cite_evidence(dossier, [other.evidence for other in choice.others])
        who = dossier.name(choice.actor)
        text = f"{who} can be read otherwise on: {choice.label}; it was taken so since {choice.why}."
        blocks.append(Finding(text=text, voice="inferred", citations=citations))
    if 0 < main.robustness.same < main.robustness.orders:
        other = main.robustness.orders - main.robustness.same
        text = f"In {other} of {counted(main.robustness.orders, 'preference order')} the answer is another one."
        blocks.append(Finding(text=text, voice="inferred", basis="a count of orders, nothing more"))
    if not blocks:
        text = "No other answer was found: neither another concept, nor an assumption, nor another order changes it."
        blocks.append(Finding(text=text, voice="inferred", basis=MODEL))
    return Section(key="alternatives", title="What else the record would bear", blocks=tuple(blocks))


def indicators(dossier: Dossier, weighings: Sequence[Weighing]) -> Section | None:
    """Say what to watch for: the statements and moves that would change the main judgement."""
    if not weighings:
        return None
    main = weighings[0]
    blocks: list[Block] = []
    for change in {one.words: one for way in main.unblocking for one in way}.values():
        text = sentence(f"Watch for a statement that {inside(change.words)}")
        citations = cite_evidence(dossier, change.evidence)
        blocks.append(Finding(text=text, voice="inferred", citations=citations, basis="an unblocking change"))
    for one in main.leave_one_out:
        if one.then != main.non_starter:
            citations = cite_evidence(dossier, (one.evidence,))
            text = f"Watch for a correction or withdrawal of {say_words(dossier, citations)}."
            blocks.append(Finding(text=text, voice="inferred", citations=citations, basis=MODEL))
    for question in main.open_questions:
        text = sentence(f"Watch for an answer to this: {question}")
        blocks.append(Finding(text=text, voice="inferred", basis="absence from the record"))
    if not blocks:
        text = "No single statement in the record decides the answer; a new condition or refusal would reopen it."
        blocks.append(Finding(text=text, voice="inferred", basis=MODEL))
    return Section(key="indicators", title="What would change the judgement", blocks=tuple(dict.fromkeys(blocks)))
