"""What a decision maker wants: four ways to write it down, one order of the states as the result.

* :class:`Prioritised`: logical statements, most important first (option prioritisation).
* :class:`Weighted`: statements with weights; the weights of those that hold are added up.
* :class:`Ranked`: the states themselves, best first, with ties.
* :class:`Indifferent`: no preference, all states alike.

Strength of preference (``>>``) and unknown comparisons are part of each; :mod:`.relations` turns them
into the relations that the concepts need. Order levels are ordinal: only their comparison means anything.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from verbale.conflict.logic import Codes, evaluate, parse_statement
from verbale.errors import ConflictError

StateRef: TypeAlias = int | str
Levels: TypeAlias = NDArray[np.int32]

_ROOM = 1 << 62


@dataclass(frozen=True, slots=True, kw_only=True)
class Prioritised:
    """An ordered list of statements; the first on which two states differ decides between them.

    Parameters
    ----------
    statements
        Most important first. An inner tuple holds statements of equal importance: of two states that
        agree on all earlier ones, the state that satisfies more of them is better. A statement that
        begins with ``?`` is one on which it is unknown which way the decision maker leans.
    strong
        How many of the first entries decide strongly: a state better by one of them is greatly
        preferred (``>>``).
    unknown
        Pairs of state patterns (or state numbers): every state of the one against every state of the
        other is a comparison that nobody knows.
    """

    statements: tuple[str | tuple[str, ...], ...]
    strong: int = 0
    unknown: tuple[tuple[StateRef, StateRef], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighted:
    """Statements with weights, in the order written; a state's worth is the sum over those that hold.

    Parameters
    ----------
    weights
        (statement, weight); a plain option is a statement. Decimal weights count exactly as written.
    strong
        A difference in worth greater than this is a great preference; None: there is none.
    unknown
        As in :class:`Prioritised`.
    """

    weights: tuple[tuple[str, float], ...]
    strong: float | None = None
    unknown: tuple[tuple[StateRef, StateRef], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked:
    """The states ordered directly.

    Parameters
    ----------
    tiers
        Best first, each a tuple of states that are equally good; a state is named by its number or by
        a pattern, which stands for all states that match it and no earlier pattern.
    strong
        Indices of tiers after which a ``>>`` stands: states up to there are greatly preferred to those
        after it.
    unknown
        As in :class:`Prioritised`.
    """

    tiers: tuple[tuple[StateRef, ...], ...]
    strong: tuple[int, ...] = ()
    unknown: tuple[tuple[StateRef, StateRef], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Indifferent:
    """All states are alike to the decision maker."""

    unknown: tuple[tuple[StateRef, StateRef], ...] = ()


Preference: TypeAlias = Prioritised | Weighted | Ranked | Indifferent
NO_PREFERENCE = Indifferent()


def groups_of(preference: Prioritised) -> tuple[tuple[str, ...], ...]:
    """Give the statements with single ones as groups of one, unknown marks kept."""
    return tuple((one,) if isinstance(one, str) else one for one in preference.statements)


def is_unknown(text: str) -> bool:
    """Say whether the statement is marked as one whose direction is unknown."""
    return text.lstrip().startswith("?")


def bare(text: str) -> str:
    """Give the statement without its mark of the unknown."""
    return text.lstrip().removeprefix("?")


def statements_of(preference: Preference) -> tuple[str, ...]:
    """Give every statement of ``preference``, without marks."""
    match preference:
        case Prioritised():
            return tuple(bare(text) for group in groups_of(preference) for text in group)
        case Weighted(weights=weights):
            return tuple(text for text, _ in weights)
        case _:
            return ()


def prioritised_levels(preference: Prioritised, codes: Codes, ids: tuple[str, ...], names: tuple[str, ...]) -> Levels:
    """Order the states by prioritised statements.

    With K statements and no ties this is the order of the sum of 2^(K-j) over the true statements j.
    Statements of unknown direction are passed over: on them alone, two states count as equal.

    Returns
    -------
    Levels
        Shape (n,), from 0; higher is better.
    """
    counts = [
        sum(
            evaluate(parse_statement(text, ids, names), codes).astype(np.int64)
            for text in group
            if not is_unknown(text)
        )
        for group in groups_of(preference)
    ]
    key = np.zeros(len(codes), dtype=np.int64)
    room = 1
    for group, count in zip(groups_of(preference), counts, strict=True):
        base = len(group) + 1
        if room * base >= _ROOM:
            key = dense(key).astype(np.int64)
            room = len(codes) + 1
        key = key * base + count
        room *= base
    return dense(key)


def weighted_worth(
    preference: Weighted, codes: Codes, ids: tuple[str, ...], names: tuple[str, ...]
) -> tuple[NDArray[np.int64], int]:
    """Give each state's worth as a whole number, and the scale by which the weights were multiplied.

    Raises
    ------
    ConflictError
        If the weights need more digits than a 64-bit sum holds.
    """
    weights = [Fraction(str(weight)) for _, weight in preference.weights]
    scale = lcm(*(weight.denominator for weight in weights)) if weights else 1
    if sum(abs(weight) for weight in weights) * scale >= _ROOM:
        raise ConflictError("weights are too large or too finely divided to be added exactly; round them")
    worth = np.zeros(len(codes), dtype=np.int64)
    for (text, _), weight in zip(preference.weights, weights, strict=True):
        worth += int(weight * scale) * evaluate(parse_statement(text, ids, names), codes)
    return worth, scale


def dense(values: NDArray[np.int64]) -> Levels:
    """Replace values by their place among the distinct ones, 0 the least."""
    if len(values) == 0:
        return np.zeros(0, dtype=np.int32)
    low, high = int(values.min()), int(values.max())
    if high - low < 4 * len(values) + 1024:
        present = np.zeros(high - low + 1, dtype=np.int32)
        present[values - low] = 1
        places: Levels = (np.cumsum(present, dtype=np.int32) - 1)[values - low].astype(np.int32)
        return places
    inverse = np.unique(values, return_inverse=True)[1]
    return inverse.reshape(-1).astype(np.int32)


def parse_ranking(text: str) -> Ranked:
    """Read an order such as ``6 > 2 ~ 3 >> 1``, best first.

    Raises
    ------
    ConflictError
        If it cannot be read or goes in a circle.
    """
    tiers: list[tuple[StateRef, ...]] = []
    strong: list[int] = []
    seen: dict[StateRef, int] = {}
    for part in text.replace(">>", "> >").split(">"):
        if not part.strip():
            if not tiers or (strong and strong[-1] == len(tiers) - 1):
                raise ConflictError(f"ranking {text!r}: a state was expected before '>>'")
            strong.append(len(tiers) - 1)
            continue
        tier = tuple(_state_ref(one, text) for one in part.replace("=", "~").split("~"))
        for ref in tier:
            if ref in seen:
                raise ConflictError(_circle(ref, text))
            seen[ref] = len(tiers)
        tiers.append(tier)
    if strong and strong[-1] == len(tiers) - 1:
        raise ConflictError(f"ranking {text!r}: a state was expected after '>>'")
    return Ranked(tiers=tuple(tiers), strong=tuple(strong))


def _state_ref(word: str, text: str) -> StateRef:
    word = word.strip()
    if word.isdigit():
        return int(word)
    if word and set(word) <= set("YN-"):
        return word
    raise ConflictError(
        f"ranking {text!r}: expected a state number or a pattern of Y, N and -, found {word!r}. "
        "Write it like 6 > 2 ~ 3 >> 1"
    )


def _circle(ref: StateRef, text: str) -> str:
    return (
        f"ranking {text!r} goes in a circle: state {ref} stands in it twice. "
        "Keep the place that is meant and take the other out"
    )


def write_ranking(preference: Ranked) -> str:
    """Give ``preference`` in the form that :func:`parse_ranking` reads."""
    words: list[str] = []
    for place, tier in enumerate(preference.tiers):
        words.append(" ~ ".join(map(str, tier)))
        if place < len(preference.tiers) - 1:
            words.append(">>" if place in preference.strong else ">")
    return " ".join(words)


def as_groups(statements: Sequence[str | Sequence[str]]) -> tuple[str | tuple[str, ...], ...]:
    """Make a hashable statement list from any nested sequence of texts."""
    return tuple(one if isinstance(one, str) else tuple(one) for one in statements)
