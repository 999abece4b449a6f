"""The proposals that the record itself holds: overtures, counter-terms, demands, offers.

A party's proposal is an act that it wants together with the terms it sets for it. Its date is the day on
which its newest term was first voiced, so that repeating an old offer doesn't make it the latest word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from verbale.draft.casting import Cast
from verbale.draft.choose import sign, weight
from verbale.draft.material import Material
from verbale.draft.model import Evidence, Option, Proposal, ProposalRole, Stand, Term
from verbale.draft.names import spoken
from verbale.draft.options import option_id
from verbale.draft.phrases import term_words
from verbale.draft.preferences import holds_off, terms_for, terms_of_step
from verbale.draft.requirements import Requirement
from verbale.draft.stands import OWN_WORDS


@dataclass(frozen=True, slots=True)
class _Package:
    """A proposal before it is ordered: ``anchor`` is the act it turns on."""

    proposal: Proposal
    anchor: str
    asks_only: bool


def proposals_of(
    material: Material, parties: Sequence[str], casts: Sequence[Cast], options: Sequence[Option]
) -> tuple[Proposal, ...]:
    """Give the proposals, the main one first.

    The act that most stands of the parties turn on comes first, and of the proposals about it the
    latest; bare demands and bare offers come after exchanges and joint acts.
    """
    by_topic = {one.topic.id: one for one in casts}
    packages = [
        package for found in casts for party in parties for package in _of(material, party, found, by_topic, options)
    ]
    packages = _distinct(_in_one_breath(packages))
    weights = _weights(material, parties, packages)
    packages.sort(key=lambda one: len(one.proposal.terms), reverse=True)
    packages.sort(key=lambda one: one.proposal.date or "", reverse=True)
    packages.sort(key=lambda one: (one.asks_only, -weights[one.anchor], one.anchor))
    return tuple(replace(one.proposal, id=f"P{n}") for n, one in enumerate(packages, 1))


def _of(
    material: Material, party: str, found: Cast, by_topic: dict[str, Cast], options: Sequence[Option]
) -> Iterator[_Package]:
    topic = found.topic.id
    stand = _stand(material, party, topic)
    told = stand is not None and stand.basis not in OWN_WORDS
    terms_set = _terms_set(material, party, topic, by_topic, told)
    wants = stand is not None and sign(stand.stance) > 0
    if party in found.owners:
        if terms_set or (wants and (found.joint or _asked_for(material, party, found))):
            yield _package(material, party, found, by_topic, options, stand, terms_set)
    elif stand is not None and sign(stand.stance) and _asked(material, party, topic):
        yield _package(material, party, found, by_topic, options, stand, [])


def _asked_for(material: Material, party: str, found: Cast) -> bool:
    """Tell whether an act that a party says it does itself answers a wish of another."""
    return found.topic.kind != "agenda" and any(
        one.topic == found.topic.id and one.actor != party and sign(one.stance) > 0 for one in material.told
    )


def _stand(material: Material, party: str, topic: str) -> Stand | None:
    """Give the party's own stand, else what its counterpart tells of it."""
    own = material.taken.get((party, topic))
    if own is not None:
        return own
    told = [one for one in material.told if one.actor == party and one.topic == topic and sign(one.stance)]
    return max(told, key=weight, default=None)


def _terms_set(material: Material, party: str, topic: str, by_topic: dict[str, Cast], told: bool) -> list[Requirement]:
    own = terms_of_step(material, party, topic)
    if told and not own:
        own = [one for one in material.requirements if one.setter == party and one.step == topic]
    return [one for one in own if one.topic in by_topic and one.topic != topic]


def _asked(material: Material, party: str, topic: str) -> bool:
    """Tell whether a party asks another for an act by itself, not as a term of something else."""
    mine = [one for one in material.own if one.actor == party and one.topic == topic]
    term = any(one.setter == party and one.topic == topic and one.step for one in material.requirements)
    return bool(mine) and not term


def _package(
    material: Material,
    party: str,
    found: Cast,
    by_topic: dict[str, Cast],
    options: Sequence[Option],
    stand: Stand | None,
    terms_set: list[Requirement],
) -> _Package:
    topic = found.topic.id
    side = not holds_off(stand, terms_set)
    terms = [Term(option=option_id(owner, topic), value=side) for owner in found.owners]
    for req in terms_set:
        if party in by_topic[req.topic].owners:
            terms.append(Term(option=option_id(party, req.topic), value=req.wanted))
        if by_topic[req.topic].owners != (party,):
            terms += terms_for(by_topic[req.topic], req, party)
    terms = list({one.option: one for one in terms}.values())
    owners = {one.id: one.owner for one in options}
    to = tuple(dict.fromkeys(owner for one in terms if (owner := owners[one.option]) != party))
    if not to and stand is not None:
        to = tuple(one for one in stand.to if one != party)[:1]
    told_by = None
    if stand is not None and stand.basis not in OWN_WORDS:
        told_by = _teller(material, stand.evidence)
    return _Package(
        Proposal(
            id="",
            words=_words(material, party, found, terms, options),
            by=(party,),
            to=to,
            terms=tuple(terms),
            role=_role(found, party, stand, terms_set),
            date=_since(material, party, topic, terms_set),
            told_by=told_by,
            evidence=_evidence(stand, terms_set),
        ),
        topic,
        not (found.joint or terms_set),
    )


def _role(found: Cast, party: str, stand: Stand | None, terms_set: list[Requirement]) -> ProposalRole:
    if not found.joint:
        return "demand" if party not in found.owners else "offer"
    if stand is not None and "accept" in stand.acts and not terms_set:
        return "agreement"
    return "overture" if party == found.owners[0] else "counter_terms"


def _since(material: Material, party: str, topic: str, terms_set: list[Requirement]) -> str | None:
    """Give the day on which the newest part of a package was first voiced."""
    first = []
    for one in (topic, *(req.topic for req in terms_set)):
        days = [s.date for s in material.told if s.actor == party and s.topic == one and s.date]
        days += [req.date for req in terms_set if req.topic == one and req.date]
        if days:
            first.append(min(days))
    return max(first, default=None)


def _teller(material: Material, evidence: Evidence) -> str | None:
    """Give who tells of a position that isn't in its holder's own words."""
    for record in material.records:
        if record.reading.document.id != evidence.document:
            continue
        for attribution in record.reading.attributions:
            outer = record.attributions.get(attribution.nested_in or "")
            if outer and any(span == evidence.span for span in attribution.content_spans):
                utterance = record.utterances.get(outer.utterance)
                return record.speaker_actor(utterance) if utterance else None
        primary = next((one for one in record.reading.utterances if one.relay_distance == 0), None)
        return record.speaker_actor(primary) if primary else None
    return None


def _words(material: Material, party: str, found: Cast, terms: Sequence[Term], options: Sequence[Option]) -> str:
    by_id = {one.id: one for one in options}
    parts = []
    for term in terms:
        option = by_id[term.option]
        if option.role == "own_act":
            parts.append(term_words(term, by_id, material.names))
        elif option.role == "joint_offer":
            parts.append(_together(material, party, found, option))
    return f"{material.name(party)}: {'; '.join(parts)}" if parts else f"{material.name(party)}: {found.topic.label}"


def _together(material: Material, party: str, found: Cast, option: Option) -> str:
    """Name a joint act and whom it is with: "a summit with Verand"."""
    if found.topic.id != option.topic or option.name.startswith("offer to ") or not option.name.startswith("offer "):
        return material.topic[option.topic].label.split(" / ")[0]
    thing = option.name.removeprefix("offer ")
    others = [spoken(material.name(one)) for one in found.owners if one != party]
    return thing if re.search(r"\b(?:with|between|among)\b", thing) else f"{thing} with {' and '.join(others)}"


def _evidence(stand: Stand | None, terms_set: list[Requirement]) -> tuple[Evidence, ...]:
    found = ([stand.evidence] if stand else []) + [one.evidence for one in terms_set]
    return tuple(dict.fromkeys(found))


def _in_one_breath(packages: list[_Package]) -> list[_Package]:
    """Join what a party asks for in one sentence, of one other or of several, into one proposal."""
    found: dict[tuple[object, ...], _Package] = {}
    for place, one in enumerate(packages):
        first = one.proposal.evidence[0] if one.proposal.evidence else None
        bare = one.proposal.role == "demand" and first is not None
        key = (one.proposal.by, first.document, first.span) if bare and first else (place,)
        old = found.get(key)
        if old is None:
            found[key] = one
            continue
        new, more = old.proposal, one.proposal
        joined = replace(
            new,
            words=f"{new.words}; {more.words.split(': ', 1)[-1]}",
            to=tuple(dict.fromkeys((*new.to, *more.to))),
            terms=tuple(dict.fromkeys((*new.terms, *more.terms))),
            evidence=tuple(dict.fromkeys((*new.evidence, *more.evidence))),
        )
        found[key] = replace(old, proposal=joined)
    return list(found.values())


def _distinct(packages: list[_Package]) -> list[_Package]:
    """Join proposals of the same terms: the first to voice them puts them forward."""
    found: dict[frozenset[Term], _Package] = {}

    def turn(one: _Package) -> tuple[bool, str, bool]:
        role = one.proposal.role
        return role == "agreement", one.proposal.date or "9999", role != "demand"

    for one in sorted(packages, key=turn):
        key = frozenset(one.proposal.terms)
        old = found.get(key)
        if old is None:
            found[key] = one
        else:
            joined = replace(
                old.proposal, evidence=tuple(dict.fromkeys((*old.proposal.evidence, *one.proposal.evidence)))
            )
            found[key] = replace(old, proposal=joined)
    return list(found.values())


def _weights(material: Material, parties: Sequence[str], packages: Sequence[_Package]) -> dict[str, int]:
    """Count, for each anchor, the parties' stands on its packages' topics; opposed topics count double."""
    weights: dict[str, int] = {}
    for one in packages:
        topics = {term.option.split(".", 1)[1] for term in one.proposal.terms}
        total = 0
        for topic in topics:
            signs = [sign(s.stance) for s in material.own if s.topic == topic and s.actor in parties]
            signs = [side for side in signs if side]
            total += len(signs) * (2 if len(set(signs)) > 1 else 1)
        weights[one.anchor] = max(weights.get(one.anchor, 0), total)
    return weights
