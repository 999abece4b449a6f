"""The type of an event by a small linear model over the words and triggers of its sentence or clause.

The lexicon names a type for a word; the model weighs it against the verb, its object and the other
event words around it. It was fitted by ``training/event_types.py``; its weights lie in
``data/plover/types.npz``, in which CONCEDE and RETREAT are one class (YIELD).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import cast as typed

import numpy as np
from numpy.typing import NDArray

from verbale.codes import EventType
from verbale.language import Sentence
from verbale.statements.tree import Tree, ancestors, child
from verbale.views.plover import DATA, Codebook
from verbale.views.plover_marks import Named
from verbale.views.plover_triggers import find_triggers, lexical_triggers

YIELD = "YIELD"
_SURE = 0.5
_UNLIKELY = 0.3
_TELLING = frozenset("say tell report announce add state note declare confirm".split())


@dataclass(frozen=True, slots=True)
class TypeModel:
    """Weights by feature, one column a type; ``bias`` one a type."""

    types: tuple[str, ...]
    rows: dict[str, int]
    weights: NDArray[np.float32]
    bias: NDArray[np.float32]


@lru_cache(maxsize=1)
def load_types() -> TypeModel | None:
    """Read the weights; None where the file is absent, so that the lexicon alone decides."""
    path = DATA / "types.npz"
    if not path.is_file():
        return None
    with np.load(path, allow_pickle=False) as saved:
        return TypeModel(
            types=tuple(str(one) for one in saved["types"]),
            rows={str(name): row for row, name in enumerate(saved["features"])},
            weights=saved["weights"].astype(np.float32),
            bias=saved["bias"].astype(np.float32),
        )


def features(tree: Tree, tokens: Iterable[int], triggers: Sequence[Named]) -> dict[str, float]:
    """Give the features of ``tokens`` with the event words among them, the most prominent first.

    Triggers of the language model are left out: the model of this file must not lean on another one
    that has seen the same sentences.
    """
    found: dict[str, float] = {}
    for named in triggers:
        found[f"trigger={named.type}"] = found.get(f"trigger={named.type}", 0.0) + 1.0
        found[f"trigger={named.type}/{named.mode}"] = 1.0
        found[f"trigger={named.type}/{named.part}"] = 1.0
        for mark in named.aux:
            found[f"mark={named.type}/{mark}"] = 1.0
    for place, named in enumerate(sorted(triggers, key=lambda one: _depth(tree, one.token))[:3]):
        found[f"at{place}={named.type}"] = 2.0
        if place == 0:
            found[f"first={named.type}/{named.mode}"] = 2.0
            found[f"word={tree.tokens[named.token].lemma.lower()}"] = 1.0
    for index in tokens:
        for name, value in _of_word(tree, index):
            found[name] = value
    return found


def _of_word(tree: Tree, index: int) -> Iterator[tuple[str, float]]:
    token = tree.tokens[index]
    lemma = token.lemma.lower()
    if token.upos == "VERB":
        yield f"verb={lemma}", 1.0
    elif token.upos in ("NOUN", "ADJ"):
        yield f"noun={lemma}", 0.5
    elif token.upos == "AUX":
        yield f"aux={token.text.lower()}", 0.5
    if token.deprel in ("obj", "nsubj:pass", "obl"):
        yield f"object={tree.tokens[token.head].lemma.lower()}_{lemma}", 1.0
    if token.head == index:
        yield f"root={lemma}", 1.0


def _depth(tree: Tree, index: int) -> tuple[int, int]:
    return sum(1 for _ in ancestors(tree, index)), index


def shares(found: dict[str, float]) -> dict[str, float]:
    """Give the model's share of each type for ``found``; empty without a model."""
    model = load_types()
    if model is None:
        return {}
    scores = model.bias.astype(np.float64).copy()
    for name, value in found.items():
        row = model.rows.get(name)
        if row is not None:
            scores += value * model.weights[row]
    scores = np.exp(scores - scores.max())
    scores /= scores.sum()
    return dict(zip(model.types, scores.tolist(), strict=True))


# --------------------------------------------------------------------------------- lexicon and model joined


@dataclass(frozen=True, slots=True)
class Weighed:
    """The event words of a sentence with their types weighed, and its likeliest event should they give none."""

    triggers: tuple[Named, ...]
    fallback: Named | None


def weighed_triggers(tree: Tree, book: Codebook, *, retype: bool = False) -> Iterator[Weighed]:
    """Give the triggers of each sentence, the types of lexicon and model weighed against each other.

    With ``retype`` the most prominent trigger takes the type that the model is sure of where it finds the
    lexicon's unlikely. Each sentence has its main word, with the likeliest type, as ``fallback``.
    """
    lexical = _by_sentence(tree, lexical_triggers(tree, book))
    all_found = _by_sentence(tree, find_triggers(tree, book)) if tree.parse.triggers else lexical
    for sentence in tree.parse.sentences:
        tokens = range(sentence.first, sentence.last)
        own = lexical.get(sentence.index, [])
        share = shares(features(tree, tokens, own))
        found = all_found.get(sentence.index, [])
        if not share:
            yield Weighed(tuple(found), None)
            continue
        best = max(share, key=lambda one: share[one])
        prominent = min(found, key=lambda one: _depth(tree, one.token), default=None)
        weighed = tuple(_retyped(one, share, best, retype and one is prominent) for one in found)
        yield Weighed(weighed, _fallback(tree, sentence, best, share[best]))


def _by_sentence(tree: Tree, triggers: Sequence[Named]) -> dict[int, list[Named]]:
    found: dict[int, list[Named]] = {}
    for named in triggers:
        found.setdefault(tree.sentence_of[named.token], []).append(named)
    return found


def _folded(kind: str) -> str:
    return YIELD if kind in ("CONCEDE", "RETREAT") else kind


def _retyped(named: Named, share: dict[str, float], best: str, prominent: bool) -> Named:
    own = share.get(_folded(named.type), 0.0)
    if prominent and share[best] >= _SURE and own <= _UNLIKELY and named.part != "m":
        kind = "CONCEDE" if best == YIELD else best
        return replace(named, type=typed(EventType, kind), mode=None, weight=share[best], why="model over lexicon")
    return replace(named, weight=round(0.3 * named.weight + 0.7 * own, 3))


def _fallback(tree: Tree, sentence: Sentence, best: str, share: float) -> Named | None:
    """The main verb of the sentence, or of what is told in it, as the word of the likeliest event."""
    root = next((one for one in range(sentence.first, sentence.last) if tree.tokens[one].head == one), None)
    if root is None:
        return None
    while tree.tokens[root].lemma.lower() in _TELLING and (told := child(tree, root, "ccomp", "parataxis")) is not None:
        root = told
    kind = "CONCEDE" if best == YIELD else best
    return Named(root, typed(EventType, kind), None, "v", (root,), (), share, "model of types")
