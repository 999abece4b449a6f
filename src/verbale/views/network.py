"""Discourse networks: who agrees with whom, over what.

The names and equations are those of Discourse Network Analyzer (Leifeld 2017), so that an analyst can
cite them: with ``X[i, j, k]`` the number of statements of actor *i* on concept *j* at level *k* of
agreement, congruence is the sum over *j, k, k'* of ``X[i, j, k] X[i', j, k'] (1 - |k - k'| / range)``, conflict
the same with ``|k - k'| / range``.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from verbale.codes import Stance
from verbale.errors import InputError
from verbale.records import Reading
from verbale.views.positions import grouped
from verbale.views.table import Table, table_of

Aggregation = Literal["ignore", "congruence", "conflict", "subtract"]
Normalization = Literal["no", "average", "jaccard", "cosine"]
Duplicates = Literal["include", "document", "week", "month", "year", "acrossrange"]

AGREEMENT: Mapping[Stance, float] = {
    "for": 1.0,
    "for_if": 1.0,
    "asserts": 1.0,
    "open_to": 1.0,
    "partly": 0.5,
    "against_unless": 0.0,
    "against": 0.0,
    "denies": 0.0,
}
"""The level of agreement a stance counts as; ``undeclared`` is no agreement and no disagreement."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Vote:
    """One statement in a network: an actor agrees (1) or not (0) with a concept, in a document, on a day."""

    actor: str
    concept: str
    agreement: float
    document: str
    date: str | None = None


Matrix = dict[tuple[str, str], float]


def network(
    readings: Iterable[Reading],
    *,
    aggregation: Aggregation = "subtract",
    normalization: Normalization = "average",
    duplicates: Duplicates = "document",
) -> Table:
    """Give the edges between actors: ``weight`` by ``aggregation``, with congruence and conflict beside it.

    Positions count as statements, stances as levels of :data:`AGREEMENT`; ``issues`` names what a pair
    has both spoken on.
    """
    readings = tuple(readings)
    votes = unique(votes_of(readings), duplicates)
    weight, congruence, conflict = (
        onemode(votes, aggregation=kind, normalization=normalization)
        for kind in (aggregation, "congruence", "conflict")
    )
    shared: dict[tuple[str, str], list[str]] = defaultdict(list)
    concepts: dict[str, set[str]] = defaultdict(set)
    for vote in votes:
        concepts[vote.actor].add(vote.concept)
    for first, second in weight:
        shared[first, second] = sorted(concepts[first] & concepts[second])
    rows = [
        (*pair, round(weight[pair], 6), round(congruence[pair], 6), round(conflict[pair], 6), "; ".join(shared[pair]))
        for pair in sorted(weight)
        if pair[0] < pair[1] and shared[pair]
    ]
    return table_of("network", "source target weight congruence conflict issues", rows)


def votes_of(readings: Iterable[Reading]) -> list[Vote]:
    """Give the positions of ``readings`` as votes."""
    return [
        Vote(
            actor=actor,
            concept=issue,
            agreement=AGREEMENT[one.position.stance],
            document=one.reading.document.id,
            date=one.date,
        )
        for (actor, issue), taken in grouped(readings).items()
        for one in taken
        if one.position.stance in AGREEMENT
    ]


def unique(votes: Iterable[Vote], duplicates: Duplicates) -> list[Vote]:
    """Count an actor that repeats itself once: in a document, a week, a month, a year, or at all."""
    _known("duplicates", duplicates, Duplicates)
    if duplicates == "include":
        return list(votes)
    first: dict[tuple[str, str, float, str], Vote] = {}
    for vote in votes:
        first.setdefault((vote.actor, vote.concept, vote.agreement, _period(vote, duplicates)), vote)
    return list(first.values())


def _period(vote: Vote, duplicates: Duplicates) -> str:
    if duplicates == "document":
        return vote.document
    if duplicates == "acrossrange" or vote.date is None:
        return ""
    day = vote.date.split("/")[0]
    if duplicates == "week" and len(day) == 10:
        year, week, _ = date.fromisoformat(day).isocalendar()
        return f"{year}-{week}"
    return day[:4] if duplicates == "year" else day[:7]


def twomode(votes: Sequence[Vote], *, aggregation: Literal["ignore", "subtract"] = "ignore") -> Matrix:
    """Give how often each actor spoke on each concept (``ignore``), or agreement less disagreement."""
    counts: Matrix = {
        (actor, concept): 0.0
        for actor in sorted({vote.actor for vote in votes})
        for concept in sorted({vote.concept for vote in votes})
    }
    for vote in votes:
        counts[vote.actor, vote.concept] += 1.0 if aggregation == "ignore" else 2.0 * vote.agreement - 1.0
    return counts


def onemode(
    votes: Sequence[Vote], *, aggregation: Aggregation = "ignore", normalization: Normalization = "no"
) -> Matrix:
    """Give the weight between each two actors over the concepts both spoke on.

    Parameters
    ----------
    aggregation
        ``ignore`` (any two statements on a concept), ``congruence``, ``conflict`` or ``subtract``
        (congruence less conflict).
    normalization
        ``no``; ``average``: divided by the mean number of statements of the two; ``jaccard``: by the
        statements that one made alone and the pairs of like statements (of one concept and level);
        ``cosine``: by the product of their numbers of statements (DNA's name; no cosine similarity).

    Raises
    ------
    InputError
        Where a name is none of these.
    """
    _known("aggregation", aggregation, Aggregation)
    _known("normalization", normalization, Normalization)
    spoken: dict[str, dict[str, Counter[float]]] = defaultdict(lambda: defaultdict(Counter))
    for vote in votes:
        spoken[vote.actor][vote.concept][vote.agreement] += 1
    return {
        (first, second): _weight(spoken[first], spoken[second], aggregation)
        / _divisor(spoken[first], spoken[second], normalization)
        for first in sorted(spoken)
        for second in sorted(spoken)
        if first != second
    }


Spoken = Mapping[str, Counter[float]]


def _weight(first: Spoken, second: Spoken, aggregation: Aggregation) -> float:
    total = 0.0
    for concept in first.keys() & second.keys():
        for level, count in first[concept].items():
            for other, others in second[concept].items():
                apart = abs(level - other)
                share = {
                    "ignore": 1.0,
                    "congruence": 1.0 - apart,
                    "conflict": apart,
                    "subtract": 1.0 - 2.0 * apart,
                }[aggregation]
                total += count * others * share
    return total


def _divisor(first: Spoken, second: Spoken, normalization: Normalization) -> float:
    mine, theirs = _statements(first), _statements(second)
    if normalization == "no":
        return 1.0
    if normalization == "average":
        return (mine + theirs) / 2.0
    if normalization == "cosine":
        return float(mine * theirs)
    shared = [
        (first[concept][level], second[concept][level])
        for concept in first.keys() & second.keys()
        for level in first[concept].keys() & second[concept].keys()
    ]
    return float(mine + theirs + sum(here * there - here - there for here, there in shared))


def _statements(spoken: Spoken) -> int:
    return sum(counts.total() for counts in spoken.values())


def _known(what: str, value: str, allowed: object) -> None:
    if value not in get_args(allowed):
        raise InputError(f"{what}: expected one of {', '.join(get_args(allowed))}, found {value!r}")
