"""Did a quotation survive the relay? Compare quoted words with the primary text.

A quotation is laid beside the stretch of the primary text that it fits best, word by word. Newspapers may
cut at the edges, leave out with an ellipsis and explain in brackets; none of these is drift.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Literal

from verbale.records import Document, Reading, Span
from verbale.views.joined import all_said, place
from verbale.views.table import Table, table_of

Verdict = Literal["verbatim", "cut", "drifted", "sense_changed", "not_found"]

_WORD = re.compile(r"\w+(?:['’.-]\w+)*|\d[\d,.]*")
_LEFT_OUT = re.compile(r"\s*(?:\[?(?:…|\.\s?\.\s?\.)\]?)\s*")
_BRACKETED = re.compile(r"\[[^\]\n]{0,80}\]")
_APOSTROPHE = str.maketrans("’‘", "''")

NEGATIONS = frozenset("no not never none nothing neither nor without cannot refuse refuses refused reject".split())
MODALS = frozenset("may might could would should must will shall can".split())
HEDGES = frozenset("perhaps possibly if unless only likely partly currently personally almost about nearly".split())
NEAR = 0.6  # share of a quotation's words that must be found together for it to count as found
FEWEST = 2  # words; one quoted word says nothing of where it comes from unless it is there as it stands


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Words of the primary text that the quotation replaced, left out or put in."""

    primary: str
    quoted: str
    sense: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """A quotation and what became of it; ``found`` is the stretch of the primary text it fits."""

    quotation: Span
    verdict: Verdict
    found: Span | None = None
    changes: tuple[Change, ...] = ()
    likeness: float = 0.0


def verify(reading: Reading, primary: Document | Sequence[Document]) -> Table:
    """Check each quotation of ``reading`` against ``primary``, one document or several.

    The verdicts: ``verbatim``; ``cut`` (words left out within, marked or at no cost to the sense);
    ``drifted`` (other words); ``sense_changed`` (a negation, number, modal or hedge came or went);
    ``not_found``.
    """
    documents = [primary] if isinstance(primary, Document) else list(primary)
    rows = []
    for said in all_said([reading]):
        for span in said.attribution.quoted_spans:
            document, check = _best(span, documents)
            changes = "; ".join(_told(change) for change in check.changes)
            rows.append(
                (
                    said.attribution.source_entity, span.text, check.verdict,
                    check.found.text if check.found else None, changes or None, round(check.likeness, 3),
                    document.title or document.file if document and check.found else None,
                    check.found.start if check.found else None, check.found.end if check.found else None,
                    place(reading, "attributions", said.attribution.id),
                )
            )  # fmt: skip
    columns = "speaker words verdict primary changes likeness document start end record"
    return table_of("quotations", columns, rows)


def _best(span: Span, documents: Iterable[Document]) -> tuple[Document | None, Check]:
    best: tuple[Document | None, Check] = (None, Check(quotation=span, verdict="not_found"))
    for document in documents:
        check = check_quotation(span, document.text)
        if check.likeness > best[1].likeness:
            best = (document, check)
    return best


def _told(change: Change) -> str:
    what = f"{change.primary!r} became {change.quoted!r}"
    if not change.quoted:
        what = f"left out {change.primary!r}"
    elif not change.primary:
        what = f"put in {change.quoted!r}"
    return f"{what} ({change.sense})" if change.sense else what


def check_quotation(quotation: Span, primary: str) -> Check:
    """Lay ``quotation`` beside the stretch of ``primary`` that it fits best and say what changed."""
    text = _BRACKETED.sub(lambda bracket: " " * len(bracket.group()), quotation.text)
    pieces = [piece for piece in _LEFT_OUT.split(text) if _WORD.search(piece)]
    there = list(_WORD.finditer(primary))
    keys = [_key(word.group()) for word in there]
    found, changes, like, total, after = [], [], 0.0, 0, 0
    for piece in pieces:
        mine = [word.group() for word in _WORD.finditer(piece)]
        window = _window([_key(word) for word in mine], keys, after)
        if window is None:
            return Check(quotation=quotation, verdict="not_found")
        start, end = window
        matcher = SequenceMatcher(None, keys[start:end], [_key(word) for word in mine], autojunk=False)
        changes += list(_changes(matcher, [word.group() for word in there[start:end]], mine))
        like += sum(block.size for block in matcher.get_matching_blocks())
        total += max(len(mine), end - start)
        found += [there[start].start(), there[end - 1].end()]
        after = end
    if not found:
        return Check(quotation=quotation, verdict="not_found")
    start, end = min(found), max(found)
    return Check(
        quotation=quotation,
        verdict=_verdict(changes, explained=bool(_BRACKETED.search(quotation.text)), pieces=len(pieces)),
        found=Span(start=start, end=end, text=primary[start:end]),
        changes=tuple(changes),
        likeness=like / total,
    )


def _key(word: str) -> str:
    return word.casefold().translate(_APOSTROPHE).replace(",", "")


def _window(mine: list[str], keys: list[str], after: int) -> tuple[int, int] | None:
    """Find the stretch of ``keys`` that ``mine`` fits best, from ``after`` on first; None where none is near."""
    best: tuple[float, int, int] | None = None
    for start in _starts(mine, keys):
        matcher = SequenceMatcher(None, keys[start : start + 2 * len(mine) + 8], mine, autojunk=False)
        blocks = [block for block in matcher.get_matching_blocks() if block.size]
        blocks = _together(blocks, len(mine))
        if not blocks:
            continue
        share = sum(block.size for block in blocks) / len(mine)
        first, last = start + blocks[0].a, start + blocks[-1].a + blocks[-1].size
        first = max(0, first - blocks[0].b)  # the words changed at the edges belong to the stretch
        last = min(len(keys), last + len(mine) - blocks[-1].b - blocks[-1].size)
        score = share - 0.01 * max(0, last - first - len(mine)) / len(mine) - (0.001 if first < after else 0.0)
        if share >= NEAR and (len(mine) >= FEWEST or share == 1.0) and (best is None or score > best[0]):
            best = (score, first, last)
    return best[1:] if best is not None else None


def _starts(mine: list[str], keys: list[str]) -> Iterator[int]:
    """Give places to begin: before each run of ``keys`` that shares a pair of words with ``mine``."""
    pairs: dict[tuple[str, ...], int] = {}
    size = min(2, len(mine))
    for n in range(len(mine) - size + 1):
        pairs.setdefault(tuple(mine[n : n + size]), n)
    starts = {
        max(0, place - pairs[pair] - 4)
        for place in range(len(keys) - size + 1)
        if (pair := tuple(keys[place : place + size])) in pairs
    }
    yield from sorted(starts)


def _together(blocks: list[Any], length: int) -> list[Any]:
    """Leave out matches far from the largest one: common words elsewhere on the page."""
    if not blocks:
        return blocks
    core = max(blocks, key=lambda block: int(block.size))
    return [block for block in blocks if abs((block.a - core.a) - (block.b - core.b)) <= max(8, length)]


def _changes(matcher: SequenceMatcher[str], primary: list[str], quoted: list[str]) -> Iterator[Change]:
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag != "equal":
            here, there = primary[i1:i2], quoted[j1:j2]
            yield Change(primary=" ".join(here), quoted=" ".join(there), sense=_sense(here, there))


def _sense(primary: list[str], quoted: list[str]) -> str | None:
    before, now = {_key(word) for word in primary}, {_key(word) for word in quoted}
    for what, words in (("negation", NEGATIONS), ("modal", MODALS), ("hedge", HEDGES)):
        if words & before != words & now:
            return what
    if any(word.endswith("n't") for word in before ^ now):
        return "negation"
    numbers = [{word for word in side if any(one.isdigit() for one in word)} for side in (before, now)]
    return "number" if numbers[0] != numbers[1] else None


def _verdict(changes: Sequence[Change], *, explained: bool, pieces: int) -> Verdict:
    if any(change.sense and not (explained and change.quoted == "") for change in changes):
        return "sense_changed"
    if any(change.quoted for change in changes):
        return "drifted"
    return "cut" if changes or pieces > 1 else "verbatim"
