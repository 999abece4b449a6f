"""Conflicts for other programs: networkx graphs, and Gambit games in normal form."""

from __future__ import annotations

from itertools import product
from typing import Any

from verbale.conflict.graph import build_graph, pattern_at
from verbale.conflict.model import Conflict, party_ids, party_names
from verbale.conflict.moves import own_mask
from verbale.conflict.pictures import arcs_of
from verbale.conflict.solution import Solution, state_words
from verbale.errors import ConflictError

MOST_PROFILES = 1 << 16


def to_networkx(source: Conflict | Solution) -> Any:
    """Give the states and moves as a networkx multigraph; nodes are state numbers.

    Nodes carry ``pattern``, ``words`` and ``levels`` (by decision maker), and ``equilibrium`` (the concepts)
    if a solution is given; edges carry ``party`` and ``improves``, with the party as their key.

    Raises
    ------
    ConflictError
        If networkx is not installed.
    """
    try:
        import networkx  # type: ignore[import-untyped]  # noqa: PLC0415  (an extra)
    except ImportError:
        raise ConflictError("to_networkx needs the package networkx. Install it") from None
    graph = build_graph(source) if isinstance(source, Conflict) else source.graph
    ids = party_ids(graph.conflict)
    out = networkx.MultiDiGraph(name=graph.conflict.name)
    for index, number in enumerate(graph.numbers.tolist()):
        levels = {one: int(graph.levels[row, index]) for row, one in enumerate(ids)}
        out.add_node(number, pattern=pattern_at(graph, index), words=state_words(graph, index), levels=levels)
        if isinstance(source, Solution):
            out.nodes[number]["equilibrium"] = [
                name for place, name in enumerate(source.concepts) if source.verdicts[place][:, index].all()
            ]
    for arc in arcs_of(graph, range(len(graph.codes))):
        start, end = int(graph.numbers[arc.start]), int(graph.numbers[arc.end])
        out.add_edge(start, end, key=ids[arc.party], party=ids[arc.party], improves=arc.improves)
    return out


def to_gambit(conflict: Conflict) -> Any:
    """Give the conflict as a Gambit game in normal form, when pygambit is installed.

    Each decision maker's strategies are the ways to set its own options that some feasible state has;
    payoffs are the levels of its order of states, from 1. A combination that is not feasible pays 0 to all.

    Raises
    ------
    ConflictError
        If pygambit is not installed, or the table would be too large.
    """
    try:
        import pygambit  # type: ignore[import-not-found]  # noqa: PLC0415  (an extra)
    except ImportError:
        raise ConflictError("to_gambit needs the package pygambit. Install it") from None
    strategies, payoffs = normal_form(conflict)
    game = pygambit.Game.new_table([len(one) for one in strategies])
    game.title = conflict.name or "Conflict"
    for player, name, own in zip(game.players, party_names(conflict), strategies, strict=True):
        player.label = name
        for strategy, label in zip(player.strategies, own, strict=True):
            strategy.label = label
    for profile, pays in payoffs.items():
        outcome = game[profile]
        for player, pay in zip(game.players, pays, strict=True):
            outcome[player] = pay
    return game


def normal_form(
    conflict: Conflict,
) -> tuple[list[list[str]], dict[tuple[int, ...], tuple[int, ...]]]:
    """Give each decision maker's strategies as patterns, and the payoffs of every profile of strategies.

    Raises
    ------
    ConflictError
        If there are more than 65,536 profiles, or the conflict merges states.
    """
    if any("-" in pattern for pattern in conflict.states):
        raise ConflictError("a conflict that merges states has no normal form. Give its states in full")
    graph = build_graph(conflict)
    masks = [own_mask(graph, party) for party in range(len(graph.levels))]
    choices = [sorted({code & mask for code in graph.codes.tolist()}) for mask in masks]
    profiles = 1
    for one in choices:
        profiles *= len(one)
    if profiles > MOST_PROFILES:
        raise ConflictError(f"at most {MOST_PROFILES} strategy profiles were expected, found {profiles}")
    place = {code: index for index, code in enumerate(graph.codes.tolist())}
    payoffs: dict[tuple[int, ...], tuple[int, ...]] = {}
    for profile in product(*(range(len(one)) for one in choices)):
        code = sum(own[at] for own, at in zip(choices, profile, strict=True))
        index = place.get(code)
        payoffs[profile] = tuple(0 if index is None else int(graph.levels[row, index]) + 1 for row in range(len(masks)))
    strategies = [
        [_own_pattern(conflict, mask, choice) for choice in own] for mask, own in zip(masks, choices, strict=True)
    ]
    return strategies, payoffs


def _own_pattern(conflict: Conflict, mask: int, choice: int) -> str:
    signs = ("Y" if choice >> i & 1 else "N" for i in range(len(conflict.options)) if mask >> i & 1)
    return "".join(signs) or "-"
