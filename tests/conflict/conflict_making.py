"""Random conflicts, in plain form for the oracle and as a Conflict for the solver."""

import random
from typing import Any

import conflict_oracle as oracle
from hypothesis import strategies as st

from verbale.conflict import Conflict, DecisionMaker, Option, Ranked


def random_model(rng: random.Random, parties: int, options: int) -> oracle.Plain:
    while True:
        owners = [rng.randrange(parties) for _ in range(options)]
        owners[: min(parties, options)] = range(min(parties, options))
        rng.shuffle(owners)
        one_way = rng.choice([0, 0, 0.25, 1])
        directions = [rng.choice(["fwd", "back"]) if rng.random() < one_way else "both" for _ in range(options)]
        forbidden = ["".join(rng.choice("YN----") for _ in range(options)) for _ in range(rng.randrange(4))]
        forbidden = [pattern for pattern in forbidden if pattern.strip("-")]
        found = oracle.states(tuple(owners), forbidden)
        if found:
            break
    ties = rng.choice([1, 1, 2, 3])
    worth = []
    for _ in range(parties):
        places = list(range(len(found)))
        rng.shuffle(places)
        worth.append({state: place // ties for state, place in zip(found, places, strict=True)})
    return oracle.Plain(parties, tuple(owners), tuple(directions), tuple(forbidden), tuple(worth))


def as_conflict(model: oracle.Plain) -> Conflict:
    ordered = list(model.worth[0])
    makers = []
    for party in range(model.parties):
        tiers: dict[int, list[int]] = {}
        for number, state in enumerate(ordered, 1):
            tiers.setdefault(model.worth[party][state], []).append(number)
        ranking = Ranked(tiers=tuple(tuple(tiers[level]) for level in sorted(tiers, reverse=True)))
        makers.append(DecisionMaker(id=f"d{party}", preference=ranking))
    return Conflict(
        decision_makers=tuple(makers),
        options=tuple(
            Option(id=f"o{i}", owner=f"d{owner}", direction=direction)  # type: ignore[arg-type]
            for i, (owner, direction) in enumerate(zip(model.owners, model.directions, strict=True))
        ),
        infeasible=model.forbidden,
    )


def verdicts(model: oracle.Plain, concept: str) -> list[list[bool]]:
    judge = oracle.CONCEPTS[concept]
    return [[judge(model, party, state) for state in model.worth[party]] for party in range(model.parties)]


@st.composite
def models(draw: Any, most_parties: int = 4, most_options: int = 6) -> oracle.Plain:
    """A random plain model, reproducible by its seed."""
    seed = draw(st.integers(0, 2**32))
    parties = draw(st.integers(1, most_parties))
    options = draw(st.integers(1, most_options))
    return random_model(random.Random(seed), parties, options)
