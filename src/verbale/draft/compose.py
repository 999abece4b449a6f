"""From the record to a draft: :func:`draft` for the main exchange, :func:`drafts` for all of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from verbale.conflict import Conflict, Prioritised
from verbale.conflict import DecisionMaker as ConflictParty
from verbale.conflict import Option as ConflictOption
from verbale.draft.exchanges import Exchange, exchanges_of
from verbale.draft.material import Material, gather
from verbale.draft.model import (
    Assumption,
    DecisionMaker,
    Draft,
    Gap,
    Option,
    Statement,
    Term,
)
from verbale.draft.options import option_id, options_of
from verbale.draft.phrases import formula, literal, option_label, statement_words, term_words
from verbale.draft.preferences import statements_of
from verbale.draft.put_forward import proposals_of
from verbale.draft.source import Source
from verbale.draft.stands import OWN_WORDS
from verbale.draft.third_parties import inferred_of, third_parties_of

NOTHING = "No conflict is drafted: "


def draft(source: Source, *, include_imputed: bool = False, parties: Collection[str] | None = None) -> Draft:
    """Draft a conflict model from the record, each part with the words it rests on.

    Parameters
    ----------
    source
        A reading, several, or a ledger.
    include_imputed
        Take in also positions that the author of a text reads into a party.
    parties
        Entity ids; the exchange that has all of them is drafted instead of the main one.

    Returns
    -------
    Draft
        Of the exchange with most stands. A record without one gives a draft that says what is missing,
        with ``conflict`` None.
    """
    found = drafts(source, include_imputed=include_imputed)
    if parties:
        having = [one for one in found if set(parties) <= {party.id for party in one.decision_makers}]
        found = tuple(having) or (_empty(found[0].documents, f"no exchange between {', '.join(parties)} is recorded"),)
    return found[0]


def drafts(source: Source, *, include_imputed: bool = False) -> tuple[Draft, ...]:
    """Draft every exchange of the record apart, the main one first; at least one draft, perhaps empty.

    The steps: (1) gather stands, conditions and joined topics; (2) tell the exchanges apart; for each,
    (3) options and what cannot be, (4) preference statements in salience order, (5) proposals,
    (6) third parties, (7) assumptions and gaps, (8) the conflict.
    """
    material = gather(source, include_imputed=include_imputed)  # (1)
    found = exchanges_of(material)  # (2)
    made = tuple(_compose(material, one) for one in found if _is_dealing(material, one))
    documents = tuple(one.reading.document.id for one in material.records)
    return made or (_empty(documents, _why_nothing(material)),)


def _is_dealing(material: Material, exchange: Exchange) -> bool:
    """Tell whether an exchange is between parties: what one plans by itself is nobody else's affair."""
    return len(exchange.parties) > 1 or any(
        one.setter in exchange.parties and one.bound for one in material.requirements
    )


def _compose(material: Material, exchange: Exchange) -> Draft:
    parties = list(exchange.parties)
    options, infeasible = options_of(material, exchange.casts)  # (3)
    options.sort(key=lambda one: parties.index(one.owner))
    by_id = {one.id: one for one in options}
    names = material.names
    statements = [  # (4)
        replace(one, words=statement_words(one, by_id, names))
        for one in statements_of(material, parties, exchange.casts, options)
    ]
    made = Draft(
        title=_title(material, exchange),
        documents=tuple(one.reading.document.id for one in material.records),
        decision_makers=tuple(DecisionMaker(id=one, name=material.name(one)) for one in parties),
        options=tuple(options),
        statements=tuple(statements),
        infeasible=tuple(infeasible),
        proposals=proposals_of(material, parties, exchange.casts, options),  # (5)
        third_parties=third_parties_of(material, parties, exchange.casts),  # (6)
        inferred=inferred_of(material, exchange.casts),
        assumptions=_assumptions(options, statements, names),  # (7)
        choices=tuple(
            one
            for one in material.choices
            if one.actor in parties and one.topic in {c.topic.id for c in exchange.casts}
        ),
        gaps=_gaps(material, exchange, options, statements),
        left_out=exchange.left_out,
    )
    return replace(made, conflict=conflict_of(made))  # (8)


def conflict_of(made: Draft) -> Conflict | None:
    """Build the conflict of a draft; None where nobody has an option."""
    if not made.options:
        return None
    order = [one.id for one in made.options]
    return Conflict(
        name=made.title,
        decision_makers=tuple(
            ConflictParty(
                id=one.id,
                name=one.name,
                preference=preference_of(s for s in made.statements if s.decision_maker == one.id),
            )
            for one in made.decision_makers
        ),
        options=tuple(
            ConflictOption(
                id=one.id,
                owner=one.owner,
                name=option_label(one),
                direction="fwd" if one.irreversible == "once_taken" else "back" if one.irreversible else "both",
            )
            for one in made.options
        ),
        infeasible=tuple(" & ".join(literal(term) for term in one.terms) for one in made.infeasible),
        status_quo=status_quo_of(made.options, order),
    )


def preference_of(statements: Iterable[Statement]) -> Prioritised:
    """Give one party's statements as a preference; tied ones form a group."""
    groups: list[list[str]] = []
    for one in statements:
        if one.tied and groups:
            groups[-1].append(formula(one))
        else:
            groups.append([formula(one)])
    return Prioritised(statements=tuple(each[0] if len(each) == 1 else tuple(each) for each in groups))


def status_quo_of(options: Sequence[Option], order: Sequence[str]) -> str:
    """Give the status quo as a pattern of Y and N in the order of option ids."""
    now = {one.id: one.now for one in options}
    return "".join("Y" if now[one] else "N" for one in order)


def _title(material: Material, exchange: Exchange) -> str:
    owners = list(dict.fromkeys(owner for one in exchange.casts for owner in one.owners))
    names = [material.name(one) for one in owners or exchange.parties]
    told = f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else names[0]
    first = next((one for one in exchange.casts if one.joint), exchange.casts[0])
    joint = material.label_among(first.topic, first.owners)
    return f"{told}: {joint.split(' / ')[0]}"


def _assumptions(
    options: Sequence[Option], statements: Sequence[Statement], names: dict[str, str]
) -> tuple[Assumption, ...]:
    by_id = {one.id: one for one in options}
    found = [
        Assumption(
            part=one.id,
            says=one.words,
            why="the record has no word of this party on it; taken to leave things as they are",
        )
        for one in statements
        if one.kind == "assumed"
    ]
    for option in options:
        if option.now_assumed:
            said = term_words(_now_term(option), by_id, names)
            found.append(Assumption(part=f"{option.id} now", says=f"Today: {said}", why=option.now_why))
    return tuple(found)


def _now_term(option: Option) -> Term:
    return Term(option=option.id, value=option.now)


def _gaps(
    material: Material, exchange: Exchange, options: Sequence[Option], statements: Sequence[Statement]
) -> tuple[Gap, ...]:
    gaps = []
    for party in exchange.parties:
        said = [one for one in statements if one.decision_maker == party and one.evidence]
        if not said:
            told = any(one.actor == party and one.basis not in OWN_WORDS for one in material.told)
            only = "only its counterpart says what it wants" if told else "the record has no word of its own"
            gaps.append(Gap(about=material.name(party), says=only))
    silent = {one.act.option: one for one in statements if one.kind == "assumed"}
    for option in options:
        if option.id in silent:
            says = f"{material.name(option.owner)} has not said whether it would {option.name}"
            gaps.append(Gap(about=option.id, says=says))
    for req in material.own_requirements:
        found = next((one for one in exchange.casts if one.topic.id == req.topic), None)
        if found and req.bound is None and not found.joint and found.owners[0] != req.setter:
            says = f"the record names nobody who would have to do it; taken to be {material.name(found.owners[0])}"
            gaps.append(Gap(about=option_id(found.owners[0], req.topic), says=says))
    for (actor, topic), stand in material.taken.items():
        own = next((one for one in exchange.casts if one.topic.id == topic and actor in one.owners), None)
        if own and stand.stance in ("for_if", "against_unless"):
            named = any(
                one.decision_maker == actor and one.kind == "condition" and topic in one.concern for one in statements
            )
            if not named:
                says = f"{material.name(actor)} speaks of conditions for it that the record doesn't name"
                gaps.append(Gap(about=option_id(actor, topic), says=says))
    return tuple(gaps)


def _why_nothing(material: Material) -> str:
    if not material.records:
        return "there is no reading"
    actors = {one.actor for one in material.own}
    if not actors:
        return "nobody in the record takes a position on anything"
    if len(actors) == 1:
        return f"only {material.name(next(iter(actors)))} speaks, and asks nothing of anybody"
    return "no act in the record is wanted by one party and another's to do"


def _empty(documents: tuple[str, ...], why: str) -> Draft:
    return Draft(
        title="No exchange found",
        documents=documents,
        decision_makers=(),
        options=(),
        statements=(),
        gaps=(Gap(about="the record", says=f"{NOTHING}{why}"),),
    )
