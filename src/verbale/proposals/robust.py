"""Preference orders that the record allows, and in how many of them an answer is the same.

An order is allowed if

- each condition stands above the party's wish for the step that it holds back (it said that it would
  rather not take the step);
- a refusal or a commitment voiced after the other side had named its price stands above the wish for
  what the price would buy;
- of two statements of one sort, one that is at least as categorical, as authoritative and as often said,
  and more so in one of these, doesn't stand below the other;
- what is assumed stands below what is said.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice, product
from math import prod

from verbale.draft import Draft, Statement, Term
from verbale.draft.preferences import TIER
from verbale.draft.stands import STRENGTH_ORDER, authority_rank
from verbale.proposals.judge import outcome_of, voiced
from verbale.proposals.model import Robustness

MOST_ORDERS = 120
SEED = 20240314


def robustness_of(made: Draft, terms: Sequence[Term]) -> Robustness:
    """Give in how many allowed orders the answer is that of the recorded order.

    All orders are tried where there are at most 120 of them, else a sample of as many with a fixed seed.
    """
    used = replace(made, statements=voiced(made, terms))
    recorded = outcome_of(used, terms).non_starter
    orders, exhaustive = allowed_orders(used)
    answers = [outcome_of(made, terms, statements).non_starter for statements in orders]
    return Robustness(orders=len(answers), same=sum(one == recorded for one in answers), exhaustive=exhaustive)


def allowed_orders(made: Draft) -> tuple[list[tuple[Statement, ...]], bool]:
    """Give allowed orders of all parties' statements, and whether they are all there are."""
    parties = [[one for one in made.statements if one.decision_maker == party.id] for party in made.decision_makers]
    each = [list(islice(extensions(made, mine), MOST_ORDERS + 1)) for mine in parties]
    if prod(len(orders) for orders in each) <= MOST_ORDERS:
        return [tuple(one for order in chosen for one in order) for chosen in product(*each)], True
    draw = random.Random(SEED)
    sample = [tuple(one for mine in parties for one in _drawn(made, mine, draw)) for _ in range(MOST_ORDERS)]
    return sample, False


def extensions(made: Draft, mine: Sequence[Statement]) -> Iterator[tuple[Statement, ...]]:
    """Give every order of one party's statements that is allowed."""
    above = {one.id: {two.id for two in mine if stands_above(made, two, one)} for one in mine}

    def grow(order: tuple[Statement, ...], left: list[Statement]) -> Iterator[tuple[Statement, ...]]:
        if not left:
            yield order
            return
        waiting = {one.id for one in left}
        for one in left:
            if not above[one.id] & waiting:
                yield from grow((*order, one), [two for two in left if two is not one])

    return grow((), list(mine))


def _drawn(made: Draft, mine: Sequence[Statement], draw: random.Random) -> list[Statement]:
    """Draw one allowed order: again and again, one of those that nothing left stands above."""
    above = {one.id: {two.id for two in mine if stands_above(made, two, one)} for one in mine}
    left, order = list(mine), []
    while left:
        waiting = {one.id for one in left}
        free = [one for one in left if not above[one.id] & waiting]
        one = draw.choice(free)
        order.append(one)
        left.remove(one)
    return order


def stands_above(made: Draft, one: Statement, two: Statement) -> bool:
    """Tell whether the record says that ``one`` matters more to the party than ``two``."""
    if one.id == two.id or one.kind == "assumed":
        return False
    if two.kind == "assumed":
        return True
    if _holds_back(one, two) or _seen_the_price(made, one, two):
        return True
    if _holds_back(two, one) or _seen_the_price(made, two, one):
        return False
    return TIER[one.kind] == TIER[two.kind] and _outweighs(one, two)


def _holds_back(one: Statement, two: Statement) -> bool:
    return one.kind == "condition" and two.kind == "wish" and two.concern[:1] == one.concern[:1]


def _seen_the_price(made: Draft, one: Statement, two: Statement) -> bool:
    """Tell whether ``one`` was said knowing that the other side makes what ``two`` wishes depend on it."""
    if one.kind not in ("refusal", "own_act") or two.kind != "wish":
        return False
    prices = [
        other
        for other in made.statements
        if other.form == "IFF"
        and other.act.option == two.act.option
        and Term(option=one.act.option, value=not one.act.value) in other.when
    ]
    return any(other.salience.last and other.salience.last <= one.salience.last for other in prices)


def _outweighs(one: Statement, two: Statement) -> bool:
    first = (
        -STRENGTH_ORDER.index(one.salience.strength),
        -authority_rank(one.salience.authority),
        one.salience.said,
    )
    second = (
        -STRENGTH_ORDER.index(two.salience.strength),
        -authority_rank(two.salience.authority),
        two.salience.said,
    )
    return first != second and all(a >= b for a, b in zip(first, second, strict=True))
