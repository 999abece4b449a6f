"""Positions and conditions to preference statements, in an order taken from what the record shows.

**The salience rule.** Within a decision maker the statements stand in this order, most important first:

1. what it rules out or insists on for itself: conditions, refusals, what it says it does itself;
2. what it demands of others;
3. what it wishes for: joint acts, offers of others;
4. what nobody said and the draft assumes.

Within each: the more categorical wording first, then the higher authority, then what is said in more
utterances, then the later, then the order of the text.

That 1 goes first is no guess: who says "no talks unless X" has said that talks without X are worse than no
talks, and who says "we will not do X" has ruled out every outcome with X, whatever it brings. For the rest
it is the rule, and :mod:`verbale.proposals.robust` shows what becomes of an answer under the other orders
that the record allows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from verbale.draft.casting import Cast
from verbale.draft.choose import CONDITIONAL, sign
from verbale.draft.material import Material
from verbale.draft.model import Evidence, Option, Salience, Stand, Statement, StatementKind, Term
from verbale.draft.options import option_id
from verbale.draft.requirements import Requirement
from verbale.draft.stands import STRENGTH_ORDER, authority_rank
from verbale.draft.topics import related

TIER: dict[StatementKind, int] = {
    "condition": 0, "refusal": 0, "own_act": 0, "by_hand": 0, "demand": 1, "wish": 2, "assumed": 3,
}  # fmt: skip


def statements_of(
    material: Material, parties: Sequence[str], casts: Sequence[Cast], options: Sequence[Option]
) -> list[Statement]:
    """Give the statements of all parties, each party's in the order of the salience rule."""
    found: list[Statement] = []
    for party in parties:
        mine = _merged(_of_party(material, party, casts))
        mine += _assumed(party, mine, options)
        mine.sort(key=_rank)
        found += [replace(one, id=f"{option_id(party, f's{n}')}") for n, one in enumerate(mine, 1)]
    return found


def _rank(one: Statement) -> tuple[int, int, int, int, str]:
    salience = one.salience
    newest_first = "".join(chr(0x10FFFF - ord(letter)) for letter in salience.last) or chr(0x10FFFF)
    return (
        TIER[one.kind],
        STRENGTH_ORDER.index(salience.strength),
        authority_rank(salience.authority),
        -salience.said,
        newest_first,
    )


def _of_party(material: Material, party: str, casts: Sequence[Cast]) -> Iterator[Statement]:
    by_topic = {one.topic.id: one for one in casts}
    for one in casts:
        stand = material.taken.get((party, one.topic.id))
        held_back = [
            req
            for req in terms_of_step(material, party, one.topic.id)
            if req.topic in by_topic and not _overtaken(material, req, stand)
        ]
        yield from _on_topic(material, party, one, stand, held_back, by_topic)
    for req in material.own_requirements:
        if req.topic not in by_topic or (party, req.topic) in material.taken:
            continue
        if req.setter == party:
            yield from _required(party, by_topic[req.topic], req)
        elif req.bound == party and req.status == "refused" and party in by_topic[req.topic].owners:
            refused = Term(option=option_id(party, req.topic), value=not req.wanted)
            yield _demand(party, refused, req, "refusal")


def terms_of_step(material: Material, party: str, step: str) -> list[Requirement]:
    """Give the requirements that ``party`` sets for its step on a topic, one a topic, the latest.

    What it asks for in the same breath, and matters that it rules out in the same text, are terms too.
    """
    named = [one for one in material.own_requirements if one.setter == party and one.step == step]
    found = {one.topic: one for one in sorted(named, key=lambda one: one.date)}
    stand = material.taken.get((party, step))
    if stand is not None and sign(stand.stance) > 0:
        for req in material.own_requirements:
            beside = req.evidence.utterance is not None and req.evidence.utterance == stand.evidence.utterance
            if req.type in ("exclusion", "delinkage"):
                beside |= req.evidence.document == stand.evidence.document
            if beside and req.setter == party and req.step is None and req.topic != step:
                found.setdefault(req.topic, req)
    return list(found.values())


def _overtaken(material: Material, req: Requirement, stand: Stand | None) -> bool:
    """Tell whether the party has accepted the step outright since it set the condition."""
    return stand is not None and "accept" in stand.acts and stand.date > req.date


def _on_topic(
    material: Material,
    party: str,
    found: Cast,
    stand: Stand | None,
    held_back: list[Requirement],
    by_topic: dict[str, Cast],
) -> Iterator[Statement]:
    topic = found.topic.id
    if party not in found.owners:
        if stand is not None and sign(stand.stance):
            kind: StatementKind = "wish" if stand.stance == "open_to" else "demand"
            for owner in found.owners:
                yield _statement(
                    material, party, Term(option=option_id(owner, topic), value=sign(stand.stance) > 0), kind, stand
                )
        return
    own = Term(option=option_id(party, topic), value=not holds_off(stand, held_back))
    yield from _conditions(material, party, own, stand, held_back, by_topic)
    if stand is None or not sign(stand.stance):
        return
    wants = sign(stand.stance) > 0
    own = replace(own, value=True)
    conditional = any(_on_others(party, by_topic[req.topic]) for req in held_back)
    if not wants and not conditional:
        yield _statement(material, party, replace(own, value=False), "refusal", stand)
    if wants and not conditional:
        tame = found.joint or stand.stance == "open_to" or stand.strength == "hedged"
        yield _statement(material, party, own, "wish" if tame else "own_act", stand)
    if wants and found.joint:
        for owner in found.owners:
            if owner != party:
                yield _statement(material, party, Term(option=option_id(owner, topic), value=True), "wish", stand)


def _conditions(
    material: Material,
    party: str,
    own: Term,
    stand: Stand | None,
    held_back: list[Requirement],
    by_topic: dict[str, Cast],
) -> Iterator[Statement]:
    """Give ``step IFF terms of others`` and, for each term the party itself sees to, ``term IF step``."""
    others = [req for req in held_back if _on_others(party, by_topic[req.topic])]
    if others:
        when = tuple(term for req in others for term in terms_for(by_topic[req.topic], req, party))
        evidence = tuple(req.evidence for req in others) + ((stand.evidence,) if stand else ())
        yield Statement(
            id="",
            decision_maker=party,
            act=own,
            form="IFF",
            when=when,
            kind="condition",
            concern=(_topic(own), *(req.topic for req in others)),
            salience=_salience(material, party, [req.topic for req in others], others, stand),
            before=any(req.type == "precondition" or (req.opens and not req.wanted) for req in others),
            evidence=_unique(evidence),
        )
    for req in held_back:
        if by_topic[req.topic].owners == (party,):
            yield Statement(
                id="",
                decision_maker=party,
                act=Term(option=option_id(party, req.topic), value=req.wanted),
                form="IF",
                when=(own,),
                kind="condition",
                concern=(_topic(own), req.topic),
                salience=_salience(material, party, [req.topic], [req], None),
                evidence=_unique((req.evidence, *_backing(material, party, req.topic, req.wanted))),
            )


def holds_off(stand: Stand | None, terms: Iterable[Requirement]) -> bool:
    """Tell whether terms are for not taking a step ("no strike as long as talks go on")."""
    return stand is not None and stand.stance == "against" and not any(req.opens for req in terms)


def _on_others(party: str, found: Cast) -> bool:
    """Tell whether a term is for others to meet, alone or with the party."""
    return found.owners != (party,)


def terms_for(found: Cast, req: Requirement, setter: str) -> tuple[Term, ...]:
    """Give the option values that meet a requirement: of the party bound, else of all other owners."""
    owners = [one for one in found.owners if one != setter]
    if req.bound in owners:
        owners = [req.bound]
    if not req.wanted:
        owners = owners[:1]
    return tuple(Term(option=option_id(one, req.topic), value=req.wanted) for one in owners)


def _required(party: str, found: Cast, req: Requirement) -> Iterator[Statement]:
    """Give the demand that a condition makes by itself, where the party has no other word on the matter."""
    if party in found.owners or (req.opens and not req.wanted):
        return  # "will go on until X" doesn't ask that X be left
    for term in terms_for(found, req, party):
        yield _demand(party, term, req, "demand")


def _demand(party: str, act: Term, req: Requirement, kind: StatementKind) -> Statement:
    return Statement(
        id="",
        decision_maker=party,
        act=act,
        kind=kind,
        concern=(req.topic,),
        salience=Salience(authority=req.evidence.authority or "C", said=1, last=req.date or req.evidence.date or ""),
        evidence=(req.evidence,),
    )


def _statement(material: Material, party: str, act: Term, kind: StatementKind, stand: Stand) -> Statement:
    backing = _backing(material, party, stand.topic, sign(stand.stance) > 0)
    evidence = _unique((stand.evidence, *backing))
    same = _same_side(material, party, stand.topic, sign(stand.stance))
    return Statement(
        id="",
        decision_maker=party,
        act=act,
        kind=kind,
        concern=(stand.topic,),
        salience=_salience(material, party, [stand.topic], (), stand),
        weak=stand.stance in CONDITIONAL or (bool(same) and all(one.strength == "hedged" for one in same)),
        evidence=evidence,
    )


def _same_side(material: Material, party: str, topic: str, side: int) -> list[Stand]:
    return [one for one in material.own if one.actor == party and one.topic == topic and sign(one.stance) == side]


def _backing(material: Material, party: str, topic: str, wanted: bool) -> list[Evidence]:
    """Give the party's other words on the same side, and its denials of claims the other side rests on."""
    side = 1 if wanted else -1
    found = [one.evidence for one in reversed(_same_side(material, party, topic, side))]
    return found + [one.evidence for one in _denials(material, party, topic)]


def _denials(material: Material, party: str, topic: str) -> list[Stand]:
    """Give the party's denials of what another asserts on the same matter ("the issue is settled")."""
    act = material.topic[topic]
    claims = {one.id for one in material.topics.all if one.kind == "status_claim" and related(one, act)}
    rivals = {one.topic for one in material.own if one.stance == "asserts" and one.actor != party}
    return [
        one for one in material.own if one.actor == party and one.stance == "denies" and one.topic in claims & rivals
    ]


def _salience(
    material: Material,
    party: str,
    topics: Iterable[str],
    requirements: Iterable[Requirement],
    stand: Stand | None,
) -> Salience:
    """Collect what the record shows of how much the party insists."""
    requirements = list(requirements)
    said: list[Stand] = []
    for topic in topics:
        chosen = stand if stand and stand.topic == topic else material.taken.get((party, topic))
        if chosen is not None:
            said += _same_side(material, party, topic, sign(chosen.stance))
        said += _denials(material, party, topic)
    levels = [one.authority or "C" for one in said] + [one.evidence.authority or "C" for one in requirements]
    words = {one.evidence.utterance or one.evidence.record for one in said}
    words |= {one.evidence.utterance or one.evidence.record for one in requirements}
    return Salience(
        strength=min((one.strength for one in said), key=STRENGTH_ORDER.index, default="plain"),
        authority=min(levels, key=authority_rank, default="C"),
        said=len(words),
        last=max([one.date for one in said] + [one.date for one in requirements], default=""),
    )


def _assumed(party: str, mine: Sequence[Statement], options: Sequence[Option]) -> list[Statement]:
    """Assume that a party leaves as it is what it owns and says nothing of."""
    spoken = {one.act.option for one in mine}
    return [
        Statement(
            id="",
            decision_maker=party,
            act=Term(option=option.id, value=option.now),
            kind="assumed",
            concern=(option.topic,),
        )
        for option in options
        if option.owner == party and option.id not in spoken
    ]


def _merged(statements: Iterable[Statement]) -> list[Statement]:
    """Join statements that say the same; their evidence adds up."""
    found: dict[tuple[object, ...], Statement] = {}
    for one in statements:
        key = (one.act, one.form, frozenset(one.when))
        if key in found:
            old = found[key]
            first = old if TIER[old.kind] <= TIER[one.kind] else one
            found[key] = replace(first, evidence=_unique((*old.evidence, *one.evidence)))
        else:
            found[key] = one
    return list(found.values())


def _unique(evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    found: dict[tuple[str, int, int], Evidence] = {}
    for one in evidence:
        found.setdefault((one.document, one.span.start, one.span.end), one)
    return tuple(found.values())


def _topic(term: Term) -> str:
    return term.option.split(".", 1)[1]
