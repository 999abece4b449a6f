"""Dependency trees in ClearNLP labels, as spaCy's own English pipelines give them, as Universal Dependencies.

The two differ in what governs: ClearNLP lets prepositions and copulas govern and chains coordination;
Universal Dependencies lets content words govern. Labels are those of Choi & Palmer 2012 and of
https://universaldependencies.org/u/dep. What neither rule below knows keeps its place.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

_SAME_PLACE: Final = {
    "ROOT": "root",
    "dobj": "obj",
    "dative": "iobj",
    "nsubjpass": "nsubj:pass",
    "csubjpass": "csubj:pass",
    "auxpass": "aux:pass",
    "relcl": "acl:relcl",
    "poss": "nmod:poss",
    "neg": "advmod",
    "prt": "compound:prt",
    "npadvmod": "obl:unmarked",
    "quantmod": "advmod",
    "intj": "discourse",
    "predet": "det:predet",
    "preconj": "cc:preconj",
    "acomp": "xcomp",
    "attr": "xcomp",
    "oprd": "xcomp",
    "prep": "case",
    "agent": "case",
    "pobj": "obl",
    "pcomp": "advcl",
    "meta": "dep",
    "nounmod": "nmod",
    "npmod": "obl:unmarked",
    "": "dep",
}
_NOMINAL: Final = {"NOUN", "PROPN", "PRON", "NUM"}
_PREPOSITIONS: Final = {"prep", "agent", "dative"}


def is_clear(labels: Sequence[str]) -> bool:
    """Whether a parser with these labels speaks ClearNLP's rather than Universal Dependencies'."""
    return "pobj" in labels or "dobj" in labels


def universal(
    heads: Sequence[int], labels: Sequence[str], tags: Sequence[str], lemmas: Sequence[str]
) -> tuple[list[int], list[str]]:
    """Give governors and labels of one sentence (or more) in Universal Dependencies.

    Parameters
    ----------
    heads
        Index of each word's governor; a root governs itself.
    labels, tags, lemmas
        ClearNLP label, UPOS tag and lemma of each word.
    """
    heads, labels = list(heads), list(labels)
    depth = [_depth(heads, k) for k in range(len(heads))]
    order = sorted(range(len(heads)), key=lambda k: -depth[k])
    for k in order:
        if labels[k] in _PREPOSITIONS and tags[k] in {"ADP", "SCONJ"}:
            _raise_object(k, heads, labels, tags)
    for k in order:
        if lemmas[k] == "be" and tags[k] in {"AUX", "VERB"}:
            _raise_predicate(k, heads, labels)
    _flatten_coordination(heads, labels)
    return heads, [
        "mark" if label == "aux" and tags[k] == "PART" else _SAME_PLACE.get(label, label)
        for k, label in enumerate(labels)
    ]


def _depth(heads: Sequence[int], k: int) -> int:
    steps = 0
    while heads[k] != k and steps < len(heads):
        k = heads[k]
        steps += 1
    return steps


def _take_place(new: int, old: int, heads: list[int], labels: list[str], label: str) -> None:
    """Let ``new`` govern what ``old`` governed, in its place; ``old`` hangs on ``new`` with ``label``."""
    above = heads[old]
    for k, head in enumerate(heads):
        if head == old and k != old and labels[k] not in {"cc", "conj"}:
            heads[k] = new
    heads[new] = new if above == old else above
    heads[old], labels[old] = new, label


def _raise_object(k: int, heads: list[int], labels: list[str], tags: Sequence[str]) -> None:
    objects = [c for c, head in enumerate(heads) if head == k and labels[c] in {"pobj", "pcomp"}]
    if not objects:
        return
    new, clause, agent = objects[0], labels[objects[0]] == "pcomp", labels[k] == "agent"
    nominal = heads[k] != k and tags[heads[k]] in _NOMINAL
    _take_place(new, k, heads, labels, "mark" if clause else "case")
    if clause:
        labels[new] = "acl" if nominal else "advcl"
    else:
        labels[new] = "obl:agent" if agent else "nmod" if nominal else "obl"


def _raise_predicate(k: int, heads: list[int], labels: list[str]) -> None:
    below = {labels[c]: c for c, head in enumerate(heads) if head == k and c != k}
    predicate = below.get("attr", below.get("acomp"))
    if predicate is None:
        return
    if "expl" in below:
        labels[predicate] = "nsubj"
        return
    label = labels[k]
    _take_place(predicate, k, heads, labels, "cop")
    labels[predicate] = label
    for c, head in enumerate(heads):
        if head == k and labels[c] in {"cc", "conj"}:
            heads[c] = predicate


def _flatten_coordination(heads: list[int], labels: list[str]) -> None:
    """Hang every conjunct on the first one, and each conjunction on the conjunct that follows it."""
    for k in range(len(heads)):
        seen = 0
        while labels[k] == "conj" and labels[heads[k]] == "conj" and seen < len(heads):
            heads[k] = heads[heads[k]]
            seen += 1
    for k in range(len(heads)):
        if labels[k] == "cc":
            after = [c for c in range(k + 1, len(heads)) if labels[c] == "conj" and heads[c] == heads[k]]
            if after:
                heads[k] = after[0]
