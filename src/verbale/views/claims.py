"""Where the accounts contradict each other: rival figures, and what one asserts and another denies."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from verbale.records import Attribution, Quantity, Reading
from verbale.views.joined import place, words
from verbale.views.positions import grouped
from verbale.views.table import Table, table_of
from verbale.views.topics import Topics, topics_of


def claims(readings: Iterable[Reading]) -> Table:
    """Give the sides of each dispute, the rows of one dispute together.

    A dispute is one a reading found (``told``), one question with rival figures of two claimants
    (``figures``), or an issue that one actor asserts and another denies (``denial``).
    """
    readings = tuple(readings)
    topics = topics_of(readings)
    rows = [*_told(readings, topics), *_figures(readings, topics), *_denials(readings)]
    return table_of("claims", "kind question actor says date words record", dict.fromkeys(rows))


def _told(readings: Iterable[Reading], topics: Topics) -> Iterator[tuple[Any, ...]]:
    for reading in readings:
        attributions = {one.id: one for one in reading.attributions}
        for dispute in reading.disputes:
            for side in dispute.sides:
                told = [attributions[one] for one in side.attribution if one in attributions]
                yield (
                    "told", topics.label(reading, dispute.issue), side.actor, side.says, _date(reading, told),
                    words(span for one in told for span in one.content_spans) or None,
                    place(reading, "disputes", dispute.id),
                )  # fmt: skip


def _date(reading: Reading, told: list[Attribution]) -> str | None:
    utterances = {one.id: one.date for one in reading.utterances}
    return next((date for one in told if (date := one.date or utterances.get(one.utterance))), None)


def _figures(readings: Iterable[Reading], topics: Topics) -> Iterator[tuple[Any, ...]]:
    """Figures of one issue and one unit, of which two claimants give different ones."""
    rivals: dict[tuple[str, str], list[tuple[Reading, Quantity]]] = defaultdict(list)
    for reading in readings:
        for quantity in reading.quantities:
            if (question := topics.label(reading, quantity.issue)) is not None:
                rivals[question, quantity.unit.casefold()].append((reading, quantity))
    for (question, _), found in rivals.items():
        values: dict[str, set[Any]] = defaultdict(set)
        for _, quantity in found:
            values[quantity.claimed_by].add(quantity.value)
        if len(values) < 2 or len(set.union(*values.values())) < 2:
            continue
        for reading, quantity in found:
            yield (
                "figures", question, quantity.claimed_by, f"{quantity.value} {quantity.unit}".strip(),
                reading.document.published, words([quantity.span]), place(reading, "quantities", quantity.id),
            )  # fmt: skip


def _denials(readings: Iterable[Reading]) -> Iterator[tuple[Any, ...]]:
    by_issue: dict[str, list[Any]] = defaultdict(list)
    for (actor, issue), taken in grouped(readings).items():
        by_issue[issue] += [(actor, one) for one in taken if one.position.stance in ("asserts", "denies")]
    for issue, found in sorted(by_issue.items()):
        stances = {one.position.stance for _, one in found}
        if len(stances) == 2 and len({actor for actor, _ in found}) > 1:
            for actor, one in found:
                yield (
                    "denial", issue, actor, one.position.stance, one.date,
                    words(one.position.evidence), place(one.reading, "positions", one.position.id),
                )  # fmt: skip
