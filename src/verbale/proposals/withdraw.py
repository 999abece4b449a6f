"""Leave one out: which single act of speech, if wrong or withdrawn, would change the answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from verbale.draft import Draft, Evidence, Option, Proposal, Statement, Term
from verbale.proposals.judge import judge
from verbale.proposals.model import Answer, Tested, Withdrawn


def withdrawn_of(made: Draft, proposal: Proposal, answer: Answer) -> tuple[Withdrawn, ...]:
    """Give the acts of speech without which the answer is another."""
    found = []
    for evidence in _acts_of_speech(made):
        key = _act(evidence)
        left = without(made, lambda one, key=key: _act(one) == key)  # type: ignore[misc]
        then = judge(left, proposal.terms)
        if then != answer:
            kept = {one.id for one in left.statements}
            gone = tuple(one.id for one in made.statements if one.id not in kept)
            found.append(Withdrawn(evidence=evidence, statements=gone, then=then))
    return tuple(found)


def tested_of(made: Draft, proposal: Proposal) -> tuple[Tested, ...]:
    """Give, for each assumption, the answer if it is wrong: turned round, all else as drafted."""
    return tuple(
        Tested(assumption=one, then=judge(_turned(made, one.part), proposal.terms)) for one in made.assumptions
    )


def without(made: Draft, wrong: Callable[[Evidence], bool]) -> Draft:
    """Give the draft without some evidence: statements that rest on it alone fall, and silence is assumed."""
    kept: list[Statement] = []
    for one in made.statements:
        left = tuple(words for words in one.evidence if not wrong(words))
        if left or not one.evidence:
            kept.append(replace(one, evidence=left))
    spoken = {(one.decision_maker, one.act.option) for one in kept}
    kept += [_silence(option) for option in made.options if (option.owner, option.id) not in spoken]
    return replace(made, statements=tuple(kept))


def _silence(option: Option) -> Statement:
    return Statement(
        id=f"silent.{option.id}",
        decision_maker=option.owner,
        act=Term(option=option.id, value=option.now),
        kind="assumed",
        concern=(option.topic,),
    )


def _act(evidence: Evidence) -> tuple[str, str]:
    return evidence.document, evidence.utterance or evidence.record


def _acts_of_speech(made: Draft) -> list[Evidence]:
    found: dict[tuple[str, str], Evidence] = {}
    for one in made.statements:
        for words in one.evidence:
            found.setdefault(_act(words), words)
    return list(found.values())


def _turned(made: Draft, part: str) -> Draft:
    """Give the draft with one assumption turned round, and held as firmly as if it had been said."""
    if part.endswith(" now"):
        option = part.removesuffix(" now")
        options = tuple(replace(one, now=not one.now) if one.id == option else one for one in made.options)
        return _restarted(made, options)
    statements: list[Statement] = []
    for one in made.statements:
        if one.id == part:
            turned = Term(option=one.act.option, value=not one.act.value)
            statements.insert(0, replace(one, act=turned, kind="own_act"))
        else:
            statements.append(one)
    return replace(made, statements=tuple(statements))


def _restarted(made: Draft, options: tuple[Option, ...]) -> Draft:
    """Give the draft with another status quo; an impossible one leaves it as it was."""
    now = {one.id: one.now for one in options}
    impossible = any(all(now[t.option] == t.value for t in rule.terms) for rule in made.infeasible)
    if impossible or made.conflict is None:
        return made
    pattern = "".join("Y" if one.now else "N" for one in options)
    return replace(made, options=options, conflict=replace(made.conflict, status_quo=pattern))
