"""The proposals as weighed: who blocks, what would unblock, what an answer shows, who else would move."""

from __future__ import annotations

import re
from collections.abc import Sequence

from verbale.brief.conflict import cite_evidence, told_evidence
from verbale.brief.dossier import Dossier
from verbale.brief.findings import Block, Blocking, Citation, Effect, Finding, Heading, Judgement, Robust, Section
from verbale.brief.stances import AUTHORS_VIEW, voice_of
from verbale.brief.wording import listed, say_date, sentence
from verbale.draft.model import Draft, Proposal, Reaction
from verbale.draft.names import spoken
from verbale.proposals.model import Change, Knock, Reveal, Weighing

ROLES = {
    "overture": "the overture",
    "counter_terms": "the counter-terms",
    "demand": "the demand",
    "offer": "the offer",
    "agreement": "the agreement",
    "by_hand": "the proposal weighed by hand",
}
ANSWERS = {True: "a non-starter", False: "not a non-starter", None: "not settled by the record"}
MODEL = "the conflict drafted from the record"
OPEN = "The record does not settle it: "


def judgement(dossier: Dossier, weighing: Weighing) -> Judgement:
    """Give a weighing in the form that the brief prints and that programs read."""
    proposal, robustness = weighing.proposal, weighing.robustness
    return Judgement(
        proposal=proposal.words,
        by=proposal.by,
        to=proposal.to,
        by_names=tuple(dossier.name(one) for one in proposal.by),
        to_names=tuple(dossier.name(one) for one in proposal.to),
        name=name_proposal(dossier, proposal),
        date=proposal.date,
        role=proposal.role,
        non_starter=weighing.non_starter,
        judgement=weighing.judgement,
        evidence=cite_evidence(dossier, proposal.evidence),
        concepts=weighing.concepts,
        blocking=tuple(
            Blocking(
                decision_maker=one.decision_maker,
                name=spoken(dossier.name(one.decision_maker)),
                move=one.move,
                preference=one.preference,
                evidence=cite_evidence(dossier, one.evidence),
            )
            for one in weighing.blocking
        ),
        unblocking=tuple(tuple(change.words for change in way) for way in weighing.unblocking),
        third_parties=tuple(_effect(dossier, one) for one in weighing.third_parties),
        robustness=Robust(
            orders=robustness.orders,
            same=robustness.same,
            share=robustness.share,
            exhaustive=robustness.exhaustive,
        )
        if robustness.orders
        else None,
    )


def name_proposal(dossier: Dossier, proposal: Proposal) -> str:
    """Name a proposal by what it is, whose, to whom and when: "the overture of X to Y, 1 May 2030"."""
    by = f" of {listed([spoken(dossier.name(one)) for one in proposal.by])}" if proposal.by else ""
    to = f" to {listed([spoken(dossier.name(one)) for one in proposal.to])}" if proposal.to else ""
    when = f", {say_date(proposal.date)}" if proposal.date else ""
    return f"{ROLES[proposal.role]}{by}{to}{when}"


def proposals(dossier: Dossier, weighings: Sequence[Weighing]) -> Section | None:
    """Tell each proposal's judgement with who blocks it, what would unblock it and what answers reveal."""
    blocks: list[Block] = []
    for weighing in weighings:
        blocks.append(Heading(text=sentence(name_proposal(dossier, weighing.proposal)).rstrip(".")))
        blocks += answer(judgement(dossier, weighing))
        blocks += told_evidence(dossier, weighing.proposal.evidence)
        blocks += _blockers(dossier, weighing)
        blocks += _ways(dossier, weighing)
        blocks += [
            Finding(text=one.words, voice="inferred", citations=cite_evidence(dossier, one.evidence), basis=MODEL)
            for one in weighing.deadlocks
        ]
        blocks += [_reveal(dossier, one) for one in weighing.reveals]
        blocks += [
            Finding(text=sentence(f"Open: {one}"), voice="inferred", basis="absence from the record")
            for one in weighing.open_questions
        ]
    return Section(key="proposals", title="The proposals, weighed", blocks=tuple(blocks)) if blocks else None


def third_parties(dossier: Dossier, draft: Draft, weighings: Sequence[Weighing]) -> Section | None:
    """Tell who outside the exchange would be moved by an agreement, and whose expectation that is."""
    blocks: list[Block] = []
    for weighing in weighings:
        blocks += [_knock(dossier, one) for one in weighing.third_parties]
    told = {span for w in weighings for knock in w.third_parties for e in knock.evidence for span in [e.span]}
    for party in draft.third_parties:
        for reaction in party.reactions:
            if not {one.span for one in reaction.evidence} & told:
                blocks.append(_reaction(dossier, party.name, reaction))
        if not party.reactions and party.evidence:
            blocks += told_evidence(dossier, party.evidence, 1)
    if not blocks:
        return None
    return Section(
        key="third-parties",
        title="Third parties, and what agreement would set off",
        blocks=tuple(dict.fromkeys(blocks)),
    )


def answer(one: Judgement) -> list[Finding]:
    """Say whether a proposal is a non-starter on this record, then what it asks for."""
    whose = "; ".join(one.by_names)
    asks = one.proposal.removeprefix(f"{whose}: ").rstrip(".")
    if one.non_starter:
        text = f"A non-starter on this record: {one.name}."
        text += f" {_no_state(one.concepts)}" if one.concepts else ""
    elif one.non_starter is None:
        text = f"Not settled by the record: {one.name}. {sentence(one.judgement.removeprefix(OPEN))}"
    else:
        text = f"Not a non-starter on this record: {one.name}. {sentence(one.judgement)}"
    return [
        Finding(text=text, voice="inferred", basis=MODEL),
        Finding(text=f"It asks for this: {asks}.", voice="inferred", citations=one.evidence, basis=MODEL),
    ]


def _no_state(concepts: Sequence[str]) -> str:
    if len(concepts) == 1:
        return f"No state that meets it holds under the stability concept {concepts[0]}."
    return f"No state that meets it holds under any of these stability concepts: {', '.join(concepts)}."


def _reveal(dossier: Dossier, one: Reveal) -> Finding:
    citations = cite_evidence(dossier, one.evidence)
    who = listed([spoken(dossier.name(name)) for name in one.decision_maker.split(", ")])
    if citations:
        text = f"If {who} {one.answer}: {say_words(dossier, citations)}"
        return Finding(text=sentence(text), voice=voice_of(one.evidence[0].basis), citations=citations)
    return Finding(text=sentence(f"If {who} {one.answer}: {one.shows}"), voice="inferred", basis=MODEL)


def _blockers(dossier: Dossier, weighing: Weighing) -> list[Finding]:
    return [
        Finding(
            text=f"{sentence(spoken(dossier.name(one.decision_maker))).rstrip('.')} stands in the way. "
            f"Instead: {one.move}. Because: {one.preference}.",
            voice="inferred",
            citations=cite_evidence(dossier, one.evidence),
            basis=MODEL,
        )
        for one in weighing.blocking
    ]


def _ways(dossier: Dossier, weighing: Weighing) -> list[Finding]:
    found = []
    for way in weighing.unblocking:
        citations = tuple(dict.fromkeys(c for one in way for c in cite_evidence(dossier, one.evidence)))
        text = sentence(f"It would be unblocked if {_together(way)}")
        found.append(Finding(text=text, voice="inferred", citations=citations[:4], basis="a smallest set of changes"))
    return found


def _together(way: Sequence[Change]) -> str:
    return listed([inside(one.words) for one in way])


def inside(words: str) -> str:
    """Give a clause as it stands inside a sentence: no full stop at its end."""
    return words.strip().rstrip(".")


def say_words(dossier: Dossier, citations: Sequence[Citation]) -> str:
    """Give the first cited words, in their marks."""
    if not citations:
        return "one statement"
    return dossier.words(citations[0].source, citations[0].span, 120)


def _effect(dossier: Dossier, knock: Knock) -> Effect:
    return Effect(
        actor=knock.actor,
        name=dossier.name(knock.actor),
        move=knock.move,
        path=knock.path,
        holder=knock.holder,
        basis=knock.basis,
        evidence=cite_evidence(dossier, knock.evidence),
    )


def _knock(dossier: Dossier, knock: Knock) -> Finding:
    steps = [inside(step) for step in knock.path if not step.endswith(knock.move)]
    after = f" once {listed(steps)}" if steps else ""
    return _expected(dossier, f"{dossier.name(knock.actor)}{after}", knock)


def _reaction(dossier: Dossier, name: str, reaction: Reaction) -> Finding:
    return _expected(dossier, name, reaction)


def _expected(dossier: Dossier, who: str, one: Knock | Reaction) -> Finding:
    """Tell an expectation in the words it rests on, with whose it is."""
    citations = cite_evidence(dossier, one.evidence)
    words = one.move if isinstance(one, Knock) else one.words
    told = f"{say_words(dossier, citations)}" if citations else words
    holder = _named(dossier, one.holder)
    whose = f" ({holder} expects it so)" if holder and one.basis not in AUTHORS_VIEW else ""
    voice = voice_of(one.basis) if citations else "inferred"
    return Finding(text=f"{who}: {told}{whose}.", voice=voice, citations=citations, basis=None if citations else MODEL)


def _named(dossier: Dossier, words: str) -> str:
    """Put names in place of the ids of entities that stand in words of the draft."""
    return re.sub(r"\b[A-Z][A-Z0-9_]+\b", lambda found: dossier.name(found.group()), words)
