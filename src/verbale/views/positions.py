"""Where each side stands on each issue, on what conditions, since when, and how often it said so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import takewhile

from verbale.records import Position, Reading
from verbale.views.joined import place, words
from verbale.views.table import Table, table_of
from verbale.views.topics import topics_of

AUTHORITY = "ABCDEF"  # the weightiest first


@dataclass(frozen=True, slots=True)
class Taken:
    """A position as one text tells it, with the authority of the utterance behind it."""

    reading: Reading
    position: Position
    date: str | None
    authority: str | None


def positions(readings: Iterable[Reading]) -> Table:
    """Give one row for each actor and issue: the position that holds, and how it came to.

    What a party said itself holds before what its adversary says of it, and that before what the author
    reads into it; then the latest dated word, and of one day the weightiest. A standing position without a
    date of its own holds only where there is no dated one. ``since`` is the first day from which the actor
    has taken that stance without another between; ``statements`` and ``documents`` count how often and
    where it is told; ``before`` is the stance before it.
    """
    readings = tuple(readings)
    rows = []
    for (actor, issue), taken in sorted(grouped(readings).items()):
        ordered = in_order(taken)
        last = ordered[-1]
        held = [one for one in ordered if one.position.stance == last.position.stance]
        rows.append(
            (
                actor, issue, last.position.stance, last.position.strength,
                _conditions(last), last.date, last.authority, last.position.basis, _since(ordered), len(held),
                len({one.reading.document.id for one in held}), _before(ordered), words(last.position.evidence),
                place(last.reading, "positions", last.position.id),
            )
        )  # fmt: skip
    columns = (
        "actor issue stance strength conditions date authority basis since statements documents before words record"
    )
    return table_of("positions", columns, rows)


def matrix(readings: Iterable[Reading]) -> Table:
    """Give the positions as a matrix: a row for each actor, a column for each issue."""
    long = positions(readings).to_dicts()
    issues = list(dict.fromkeys(str(row["issue"]) for row in long))
    cells: dict[str, dict[str, str]] = defaultdict(dict)
    for row in long:
        stance = str(row["stance"])
        dated = f"{stance} ({row['date']})" if row["date"] else stance
        cells[str(row["actor"])][str(row["issue"])] = f"{dated} if: {row['conditions']}" if row["conditions"] else dated
    rows = tuple((actor, *(cells[actor].get(issue) for issue in issues)) for actor in cells)
    return Table(name="matrix", columns=("actor", *issues), rows=rows)


def grouped(readings: Iterable[Reading]) -> dict[tuple[str, str], list[Taken]]:
    """Give the positions of ``readings`` by actor and issue, issues of different texts joined by their words."""
    readings = tuple(readings)
    topics = topics_of(readings)
    found: dict[tuple[str, str], list[Taken]] = defaultdict(list)
    for reading in readings:
        attributions = {one.id: one for one in reading.attributions}
        utterances = {one.id: one for one in reading.utterances}
        for position in reading.positions:
            told = attributions.get(position.attribution or "")
            act = utterances.get(told.utterance) if told else None
            date = position.date or (act.date if act else None)
            authority = act.authority_level if act else None
            found[position.actor, str(topics.label(reading, position.issue))].append(
                Taken(reading, position, date, authority)
            )
    return dict(found)


def in_order(taken: Sequence[Taken]) -> list[Taken]:
    """Order positions so that the one that holds stands last."""

    def key(one: Taken) -> tuple[int, bool, str, int]:
        own = {"attributed_by_adversary": 1, "imputed": 0, "author_inference": 0}.get(one.position.basis, 2)
        weight = -AUTHORITY.index(one.authority) if one.authority else -len(AUTHORITY)
        date = (one.date or one.reading.document.published or "").split("/")[0]
        return own, one.date is not None, date, weight

    return sorted(taken, key=key)


def _conditions(taken: Taken) -> str | None:
    conditions = {one.id: one for one in taken.reading.conditions}
    named = [conditions[one] for one in taken.position.conditions if one in conditions]
    return "; ".join(one.paraphrase or words([one.span]) for one in named) or None


def _since(ordered: Sequence[Taken]) -> str | None:
    """Give the first day of the run of like stances that ends the list."""
    run = takewhile(lambda one: one.position.stance == ordered[-1].position.stance, reversed(ordered))
    return min((one.date for one in run if one.date), default=None)


def _before(ordered: Sequence[Taken]) -> str | None:
    """Give the stance before the one that holds, where there was another."""
    stance = ordered[-1].position.stance
    other = next((one for one in reversed(ordered) if one.position.stance != stance), None)
    if other is None:
        return None
    return f"{other.position.stance} ({other.date})" if other.date else other.position.stance
