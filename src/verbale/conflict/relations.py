"""What each decision maker prefers to what, as relations between states: for certain, greatly, perhaps.

The ordinary concepts need only the order of the states. Strength of preference (Hamouda, Kilgour & Hipel
2004) and unknown preference (Li, Hipel, Kilgour & Fang 2004) need the relations of this module.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from verbale.conflict.graph import Graph, order_levels, state_indices
from verbale.conflict.logic import evaluate, parse_statement
from verbale.conflict.model import option_ids, option_names
from verbale.conflict.moves import Relation, check_matrix_size
from verbale.conflict.preferences import (
    Indifferent,
    Prioritised,
    Ranked,
    Weighted,
    bare,
    groups_of,
    is_unknown,
    weighted_worth,
)


@dataclass(frozen=True, slots=True, eq=False)
class Relations:
    """One decision maker's preference, each shape (n, n), true at [s, q] about q against s.

    Parameters
    ----------
    better
        q is surely better than s.
    greatly_better
        q is greatly better than s (q >> s).
    greatly_worse
        q is greatly worse than s (s >> q).
    unknown
        Nobody knows which of the two is better.
    """

    better: Relation
    greatly_better: Relation
    greatly_worse: Relation
    unknown: Relation


def has_strength(graph: Graph) -> bool:
    """Say whether any decision maker prefers some states greatly."""
    return any(
        not isinstance(one.preference, Indifferent) and one.preference.strong not in (0, None, ())
        for one in graph.conflict.decision_makers
    )


def has_unknown(graph: Graph) -> bool:
    """Say whether any comparison of any decision maker is marked as unknown."""
    return any(
        bool(one.preference.unknown)
        or (
            isinstance(one.preference, Prioritised)
            and any(is_unknown(text) for group in groups_of(one.preference) for text in group)
        )
        for one in graph.conflict.decision_makers
    )


def relations_of(graph: Graph, party: int) -> Relations:
    """Give the preference relations of ``party`` (an index).

    Raises
    ------
    ConflictError
        If the states are too many to compare in pairs, or an unknown pair names no state.
    """
    check_matrix_size(len(graph.codes))
    preference = graph.conflict.decision_makers[party].preference
    levels = graph.levels[party]
    better = levels[None, :] > levels[:, None]
    unknown = _unknown_pairs(graph, party)
    if isinstance(preference, Prioritised):
        undecided = _undecided(graph, preference)
        better &= ~undecided
        unknown |= undecided
    better &= ~unknown
    greatly = _greatly(graph, party) & better
    return Relations(better=better, greatly_better=greatly, greatly_worse=greatly.T.copy(), unknown=unknown)


def _unknown_pairs(graph: Graph, party: int) -> Relation:
    states = len(graph.codes)
    unknown = np.zeros((states, states), dtype=np.bool_)
    for one, other in graph.conflict.decision_makers[party].preference.unknown:
        pairs = np.ix_(state_indices(graph, one), state_indices(graph, other))
        unknown[pairs] = True
    unknown |= unknown.T
    np.fill_diagonal(unknown, False)
    return unknown


def _undecided(graph: Graph, preference: Prioritised) -> Relation:
    """Give the pairs whose first difference is on a statement of unknown direction."""
    conflict = graph.conflict
    ids, names = option_ids(conflict), option_names(conflict)
    states = len(graph.codes)
    undecided = np.zeros((states, states), dtype=np.bool_)
    if not any(is_unknown(text) for group in groups_of(preference) for text in group):
        return undecided
    equal = np.ones((states, states), dtype=np.bool_)
    for group in groups_of(preference):
        count = np.zeros(states, dtype=np.int64)
        differ = np.zeros((states, states), dtype=np.bool_)
        for text in group:
            truth = evaluate(parse_statement(bare(text), ids, names), graph.codes)
            if is_unknown(text):
                differ |= truth[:, None] != truth[None, :]
            else:
                count += truth
        undecided |= equal & differ
        equal &= (count[:, None] == count[None, :]) & ~differ
    return undecided


def _greatly(graph: Graph, party: int) -> Relation:
    """Give where q is greatly better than s by the preference's own measure of strength."""
    preference = graph.conflict.decision_makers[party].preference
    conflict = graph.conflict
    match preference:
        case Prioritised(strong=strong) if strong:
            top = Prioritised(statements=preference.statements[:strong])
            level = order_levels(conflict, top, graph.codes, graph.numbers)
            return level[None, :] > level[:, None]
        case Ranked(strong=after) if after:
            level = order_levels(conflict, preference, graph.codes, graph.numbers)
            place = len(preference.tiers) - 1 - level
            band = np.searchsorted(np.array(after), place, side="left")
            return band[None, :] < band[:, None]
        case Weighted(strong=least) if least is not None:
            worth, scale = weighted_worth(preference, graph.codes, option_ids(conflict), option_names(conflict))
            return (worth[None, :] - worth[:, None]) > least * scale
        case _:
            return np.zeros((len(graph.codes),) * 2, dtype=np.bool_)
