"""The likeliest events of a reading, by a linear model over what speaks for each word and type.

The model was fitted by ``training/event_words.py`` on our own corpus; its weights lie in
``data/plover/words.npz``. It takes the place of the lexicon alone where the language model has read the text.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import get_args

import numpy as np

from verbale.codes import EventType
from verbale.statements.tree import Tree, ancestors
from verbale.views.plover import DATA
from verbale.views.plover_marks import Named
from verbale.views.plover_words import Proposal

_ASKING = frozenset({"REQUEST", "REJECT", "AGREE", "THREATEN"})
LEAST = 0.3  # likelihood below which a word is left out; best of those tried on the passages fitted on


@dataclass(frozen=True, slots=True)
class Weights:
    """The weight of no feature, of each feature alone, and of each feature of a word by the type put forward."""

    bias: float
    alone: dict[str, float]
    shared: dict[str, dict[str, float]]


@lru_cache(maxsize=1)
def load_weights() -> Weights:
    """Read the weights."""
    with np.load(DATA / "words.npz", allow_pickle=False) as saved:
        alone = dict(zip(map(str, saved["features"]), saved["weights"].astype(float).tolist(), strict=True))
    shared: dict[str, dict[str, float]] = {}
    for name in alone:
        word = name.partition("|")[2] or name
        if word not in shared:
            own = alone.get(word, 0.0)
            shared[word] = {kind: own + alone.get(f"{kind}|{word}", 0.0) for kind in get_args(EventType)}
    return Weights(alone[""], alone, shared)


def likelihood(weights: Weights, found: Proposal) -> float:
    """Give the likelihood that a word names an event of the type put forward."""
    alone, shared, kind = weights.alone, weights.shared, found.named.type
    score = weights.bias
    for one in found.own:
        score += alone.get(one, 0.0)
    for one in found.shared:
        row = shared.get(one)
        if row is not None:
            score += row[kind]
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))


def chosen(tree: Tree, found: Iterable[Proposal], least: float = LEAST) -> list[Named]:
    """Give the events of a text in order: of each word the likeliest type, of one clause each type once."""
    weights = load_weights()
    best: dict[int, Named] = {}
    for one in found:
        share = likelihood(weights, one)
        index = one.named.token
        if share >= least and (index not in best or share > best[index].weight):
            best[index] = replace(one.named, weight=share, why=f"model over {one.sources}")
    taken: list[Named] = []
    for named in sorted(best.values(), key=lambda one: (-one.weight, one.token)):
        if not any(_same(tree, named, other) for other in taken):
            taken.append(named)
    acts = frozenset(one.token for one in taken if one.part == "v" and one.type in _ASKING)
    return sorted((one for one in taken if not _is_content(tree, one, acts)), key=lambda one: one.token)


def _is_content(tree: Tree, named: Named, acts: frozenset[int]) -> bool:
    """Tell whether a noun names only what a verb above it in its clause asks, refuses or promises."""
    if named.part != "n":
        return False
    for one in (named.token, *ancestors(tree, named.token)):
        token = tree.tokens[one]
        if token.deprel in ("ccomp", "conj", "acl:relcl", "parataxis", "nsubj", "nsubj:pass", "root"):
            return False
        if token.head in acts:
            return True
    return False


def _same(tree: Tree, left: Named, right: Named) -> bool:
    """Tell whether one of two words of a type stands below the other."""
    if left.type != right.type or tree.sentence_of[left.token] != tree.sentence_of[right.token]:
        return False
    return right.token in ancestors(tree, left.token) or left.token in ancestors(tree, right.token)
