"""The definitions, word for word, over plain sets: slow, obvious, and sharing no code with the solver.

A model is a :class:`Plain`: states as tuples of True and False, moves and worth looked up directly.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, combinations, product

State = tuple[bool, ...]
Relation = Callable[[int, State], set[State]]


@dataclass(frozen=True)
class Plain:
    """Owners and directions by option, forbidden patterns, and the worth of each state to each party."""

    parties: int
    owners: tuple[int, ...]
    directions: tuple[str, ...]
    forbidden: tuple[str, ...]
    worth: tuple[dict[State, int], ...]


def states(owners: tuple[int, ...], forbidden: Iterable[str]) -> list[State]:
    every = [tuple(reversed(one)) for one in product((False, True), repeat=len(owners))]
    return [state for state in every if not any(matches(state, pattern) for pattern in forbidden)]


def matches(state: State, pattern: str) -> bool:
    return all(sign == "-" or (sign == "Y") == taken for sign, taken in zip(pattern, state, strict=True))


def moves(model: Plain, party: int, state: State) -> set[State]:
    def allowed(other: State) -> bool:
        for option, (before, after) in enumerate(zip(state, other, strict=True)):
            if before == after:
                continue
            if model.owners[option] != party:
                return False
            if model.directions[option] == "fwd" and before:
                return False
            if model.directions[option] == "back" and after:
                return False
        return True

    return {other for other in model.worth[party] if other != state and allowed(other)}


def improvements(model: Plain, party: int, state: State) -> set[State]:
    here = model.worth[party][state]
    return {other for other in moves(model, party, state) if model.worth[party][other] > here}


def no_better(model: Plain, party: int, state: State, other: State) -> bool:
    return model.worth[party][other] <= model.worth[party][state]


def reached(group: Iterable[int], start: State, one_step: Relation) -> set[State]:
    """The group list: least set closed under moves of members who did not alone make the last move."""
    last: dict[State, set[int]] = {}
    changed = True
    for member in group:
        for state in one_step(member, start):
            last.setdefault(state, set()).add(member)
    while changed:
        changed = False
        for state, movers in list(last.items()):
            for member in group:
                if movers == {member}:
                    continue
                for following in one_step(member, state):
                    if member not in last.setdefault(following, set()):
                        last[following].add(member)
                        changed = True
    return set(last)


def opponents(model: Plain, party: int) -> list[int]:
    return [other for other in range(model.parties) if other != party]


def any_answers(model: Plain, party: int, state: State) -> set[State]:
    return reached(opponents(model, party), state, lambda j, s: moves(model, j, s))


def willing_answers(model: Plain, party: int, state: State) -> set[State]:
    return reached(opponents(model, party), state, lambda j, s: improvements(model, j, s))


def nash(model: Plain, party: int, state: State) -> bool:
    return not improvements(model, party, state)


def gmr(model: Plain, party: int, state: State) -> bool:
    return all(
        any(no_better(model, party, state, p) for p in any_answers(model, party, q))
        for q in improvements(model, party, state)
    )


def smr(model: Plain, party: int, state: State) -> bool:
    return all(
        any(
            no_better(model, party, state, p) and all(no_better(model, party, state, r) for r in moves(model, party, p))
            for p in any_answers(model, party, q)
        )
        for q in improvements(model, party, state)
    )


def seq(model: Plain, party: int, state: State) -> bool:
    return all(
        any(no_better(model, party, state, p) for p in willing_answers(model, party, q))
        for q in improvements(model, party, state)
    )


def sim(model: Plain, party: int, state: State) -> bool:
    return all(
        any(
            together in model.worth[party] and no_better(model, party, state, together)
            for together in at_once(model, party, state, q)
        )
        for q in improvements(model, party, state)
    )


def at_once(model: Plain, party: int, state: State, target: State) -> Iterator[State]:
    others = opponents(model, party)
    for group in chain.from_iterable(combinations(others, n) for n in range(1, len(others) + 1)):
        for ends in product(*(improvements(model, j, state) for j in group)):
            ends_of = {party: target, **dict(zip(group, ends, strict=True))}
            yield tuple(
                ends_of[owner][option] if owner in ends_of else state[option]
                for option, owner in enumerate(model.owners)
            )


CONCEPTS = {"Nash": nash, "GMR": gmr, "SMR": smr, "SEQ": seq, "SIM": sim}


def coalition_improvements(model: Plain, group: tuple[int, ...], state: State) -> set[State]:
    found = reached(group, state, lambda j, s: moves(model, j, s))
    return {q for q in found if all(model.worth[j][q] > model.worth[j][state] for j in group)}


def hurts(model: Plain, group: tuple[int, ...], state: State, other: State) -> bool:
    return any(no_better(model, j, state, other) for j in group)


def coalition_stable(model: Plain, group: tuple[int, ...], state: State, concept: str) -> bool:
    rest = tuple(j for j in range(model.parties) if j not in group)

    def answered(target: State) -> bool:
        if concept == "Nash":
            return False
        if concept == "SEQ":
            subsets = [c for n in range(1, len(rest) + 1) for c in combinations(rest, n)]
            answers = reached(range(len(subsets)), target, lambda f, s: coalition_improvements(model, subsets[f], s))
        else:
            answers = reached(rest, target, lambda j, s: moves(model, j, s))
        for p in answers:
            if not hurts(model, group, state, p):
                continue
            if concept != "SMR":
                return True
            if all(hurts(model, group, state, r) for r in reached(group, p, lambda j, s: moves(model, j, s))):
                return True
        return False

    return all(answered(q) for q in coalition_improvements(model, group, state))
