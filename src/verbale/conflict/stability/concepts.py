"""The register of stability concepts: what each is called, in words, and how it is judged.

``CONCEPTS`` is one of the package's four doors for extension: a new entry is solved, shown and explained
like the others. ``find_concept`` also makes the families: ``L3``, ``strong SEQ``, ``weak GMR``, ``SMR c``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Literal, TypeAlias, cast

from verbale.conflict.graph import Graph
from verbale.conflict.logic import Truth, nearest
from verbale.conflict.moves import Semantics
from verbale.conflict.stability.gmr import gmr
from verbale.conflict.stability.limited import limited, nonmyopic
from verbale.conflict.stability.nash import nash
from verbale.conflict.stability.seq import seq
from verbale.conflict.stability.sim import sim
from verbale.conflict.stability.smr import smr
from verbale.conflict.stability.standpoint import Judge, Standpoint, standpoints
from verbale.conflict.stability.strength import strong_standpoints, weakly
from verbale.conflict.stability.unknown import UnknownClass, unknown_standpoints
from verbale.errors import ConflictError

Reading: TypeAlias = Literal["ordinary", "strong", "weak", "a", "b", "c", "d"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Concept:
    """A notion of stability.

    Parameters
    ----------
    name
        Short, as in tables.
    words
        What a party that keeps a state under it expects.
    judge
        Standpoint to the states that are stable, shape (n,).
    reading
        From which standpoints: ordinary ones, those of great preference, or a class of the unknown.
    """

    name: str
    words: str
    judge: Judge
    reading: Reading = "ordinary"


CONCEPTS: dict[str, Concept] = {
    one.name: one
    for one in (
        Concept(name="Nash", words="has no better state to move to", judge=nash),
        Concept(name="GMR", words="can be answered to its loss by any moves of the others", judge=gmr),
        Concept(name="SMR", words="can be answered to its loss by any moves, with no way out", judge=smr),
        Concept(name="SEQ", words="would be answered to its loss by moves the others prefer", judge=seq),
        Concept(name="SIM", words="would lose if others improved at the same moment", judge=sim),
        Concept(name="NM", words="would end no better however far both look ahead", judge=nonmyopic),
    )
}
STANDARD = ("Nash", "GMR", "SMR", "SEQ", "SIM")
_MODIFIED = re.compile(r"(?:(strong|weak)[ _-])?(gmr|smr|seq|nash)(?:[ _-]([abcd]))?", re.IGNORECASE)


def find_concept(name: str) -> Concept:
    """Find a concept by name, in any case.

    Raises
    ------
    ConflictError
        If there is none such.
    """
    plain = name.strip()
    for known, concept in CONCEPTS.items():
        if known.lower() == plain.lower():
            return concept
    if found := re.fullmatch(r"l[_ ]?(\d{1,5})", plain, re.IGNORECASE):
        return _limited_concept(int(found[1]))
    found = _MODIFIED.fullmatch(plain)
    if found and bool(found[1]) != bool(found[3]):
        return _modified_concept(found[1], found[2], found[3])
    known_names = [*CONCEPTS, "L2", "strong SEQ", "weak SEQ", "SEQ a"]
    raise ConflictError(f"{name!r} is no stability concept{nearest(plain, known_names)}")


def _limited_concept(horizon: int) -> Concept:
    return Concept(
        name=f"L{horizon}",
        words=f"would end no better when both look {horizon} moves ahead",
        judge=partial(limited, horizon=horizon),
    )


def _modified_concept(strength: str | None, base: str, kind: str | None) -> Concept:
    plain = next(one for name, one in CONCEPTS.items() if name.lower() == base.lower())
    if kind:
        return Concept(
            name=f"{plain.name} {kind.lower()}",
            words=f"{plain.words} (unknown preferences read as class {kind.lower()})",
            judge=plain.judge,
            reading=cast(Reading, kind.lower()),
        )
    if base.lower() == "nash":
        raise ConflictError("Nash stability has no strong or weak form. Use Nash")
    strength = str(strength).lower()
    words = "a great loss" if strength == "strong" else "a loss, but no great one"
    return Concept(
        name=f"{strength} {plain.name}",
        words=f"{plain.words} ({words})",
        judge=plain.judge,
        reading=cast(Reading, strength),
    )


def judge(graph: Graph, concepts: Sequence[Concept], semantics: Semantics) -> Iterator[list[Truth]]:
    """Judge ``concepts`` in turn: for each, one array of shape (n,) for each decision maker."""
    views: dict[Reading, list[Standpoint]] = {}
    for concept in concepts:
        if concept.reading == "weak":
            ordinary = _views(graph, "ordinary", semantics, views)
            strong = _views(graph, "strong", semantics, views)
            yield [weakly(concept.judge, one, two) for one, two in zip(ordinary, strong, strict=True)]
        else:
            yield [concept.judge(view) for view in _views(graph, concept.reading, semantics, views)]


def _views(
    graph: Graph, reading: Reading, semantics: Semantics, views: dict[Reading, list[Standpoint]]
) -> list[Standpoint]:
    if reading not in views:
        if reading == "ordinary":
            views[reading] = standpoints(graph, semantics)
        elif reading == "strong":
            views[reading] = strong_standpoints(graph, semantics)
        else:
            views[reading] = unknown_standpoints(graph, cast(UnknownClass, reading), semantics)
    return views[reading]
