"""Find statements in a record by their words, speaker, issue and date."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from verbale.errors import InputError
from verbale.records import Attribution, Reading, Span, Utterance


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A statement found: its document, record and words."""

    document: str
    record: str
    speaker: str
    date: str | None
    span: Span


def search(
    readings: Iterable[Reading],
    words: str | None = None,
    *,
    actor: str | None = None,
    issue: str | None = None,
    since: str | None = None,
    until: str | None = None,
) -> Iterator[Hit]:
    """Give the attributions that fit all that is asked.

    Parameters
    ----------
    words
        A regular expression (``re`` syntax, letter case passed over) that the content holds.
    actor
        An id, found as speaker and as the one spoken for.
    issue
        An id, or words of the label of an issue (ids are good within their own reading only).
    since, until
        ISO days, both inclusive; an utterance without a date fits no bound.

    Raises
    ------
    InputError
        Where ``words`` is not a regular expression.
    """
    try:
        form = re.compile(words or "", re.IGNORECASE)
    except re.error as error:
        raise InputError(
            f"{words!r}: expected a regular expression, found {error}; write \\ before ( [ * + ?"
        ) from None
    for reading in readings:
        utterances = {one.id: one for one in reading.utterances}
        issues = None if issue is None else _issues(reading, issue)
        for attribution in reading.attributions:
            said = utterances.get(attribution.utterance)
            span = next((span for span in attribution.content_spans if form.search(span.text)), None)
            if span is None or not _about(attribution, issues) or not _by(attribution, said, actor):
                continue
            date = attribution.date or (said.date if said else None)
            if _within(date, since, until):
                yield Hit(
                    document=reading.document.id,
                    record=f"attributions/{attribution.id}",
                    speaker=attribution.source_entity,
                    date=date,
                    span=span,
                )


def _issues(reading: Reading, issue: str) -> frozenset[str]:
    """Give the ids of the issues of ``reading`` that ``issue`` names."""
    words = issue.casefold()
    named = (one.id for one in reading.issues if words in one.label.casefold())
    return frozenset((issue, *named))


def _about(attribution: Attribution, issues: frozenset[str] | None) -> bool:
    return issues is None or any(one.issue in issues for one in attribution.propositions)


def _by(attribution: Attribution, said: Utterance | None, actor: str | None) -> bool:
    return actor is None or actor in (
        attribution.source_entity,
        said.speaker if said else None,
        said.on_behalf_of if said else None,
    )


def _within(date: str | None, since: str | None, until: str | None) -> bool:
    if since is None and until is None:
        return True
    if date is None:
        return False
    first, last = date.split("/")[0], date.split("/")[-1]
    return (since is None or last >= since[: len(last)]) and (until is None or first <= until)
