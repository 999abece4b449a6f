"""The likeliest events of a reading, by a linear model over what speaks for each word and type.

The model was fitted by ``training/event_words.py`` on our own corpus; its weights lie in
``data/plover/words.npz``. It takes the place of the lexicon alone where the language model has read the text.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

import numpy as np

from verbale.statements.tree import Tree, subtree
from verbale.views.plover import DATA
from verbale.views.plover_marks import Named
from verbale.views.plover_words import Proposal

LEAST = 0.3  # likelihood below which a word is left out; best of those tried on the passages fitted on


@lru_cache(maxsize=1)
def load_weights() -> dict[str, float]:
    """Read the weight of each feature, that of no feature under the empty name; empty where the file is absent."""
    path = DATA / "words.npz"
    if not path.is_file():
        return {}
    with np.load(path, allow_pickle=False) as saved:
        return dict(zip(map(str, saved["features"]), saved["weights"].astype(float).tolist(), strict=True))


def likelihood(weights: dict[str, float], features: Iterable[str]) -> float:
    """Give the likelihood that a word with ``features`` names an event of the type put forward."""
    score = weights[""] + sum(weights.get(one, 0.0) for one in features)
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))


def chosen(tree: Tree, found: Iterable[Proposal], least: float = LEAST) -> list[Named]:
    """Give the events of a text in order: of each word the likeliest type, of one clause each type once."""
    weights = load_weights()
    best: dict[int, Named] = {}
    for one in found:
        share = likelihood(weights, one.features)
        index = one.named.token
        if share >= least and (index not in best or share > best[index].weight):
            best[index] = replace(one.named, weight=share, why=f"model over {one.sources}")
    taken: list[Named] = []
    for named in sorted(best.values(), key=lambda one: (-one.weight, one.token)):
        if not any(_same(tree, named, other) for other in taken):
            taken.append(named)
    return sorted(taken, key=lambda one: one.token)


def _same(tree: Tree, left: Named, right: Named) -> bool:
    """Tell whether one of two words of a type stands in the clause of the other."""
    if left.type != right.type or tree.sentence_of[left.token] != tree.sentence_of[right.token]:
        return False
    return left.token in subtree(tree, right.token) or right.token in subtree(tree, left.token)
