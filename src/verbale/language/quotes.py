"""Quotation marks of all kinds, paired, also across paragraphs and where marks are broken.

A mark is first judged by its shape and its neighbours (opening, closing, either), then paired with a
stack. Three habits of printed text are known: a quotation that runs over paragraphs opens anew at each
of them and closes once; an apostrophe is not a mark; a quotation whose end was lost ends with its
paragraph.
"""

from __future__ import annotations

from typing import Final

from verbale.language.parse import Quotation
from verbale.language.tokenise import paragraphs

_OPENERS: Final = {"“": "”", "„": "“”", "«": "»", "‹": "›", "「": "」", "『": "』", "‘": "’", "‚": "‘’"}
_CLOSERS: Final = "”»›」』’"
_STRAIGHT: Final = "\"＂'"
_SINGLE: Final = "'‘’‚"
_PAIRED_DOUBLE: Final = {'"': '"', "＂": "＂", "'": "'"}
# More open marks at once than any text has; without a bound, a text of nothing else would take for ever.
_MOST_OPEN: Final = 8


def quotations(text: str) -> tuple[Quotation, ...]:
    """Pair the quotation marks of ``text``.

    Returns
    -------
    tuple of Quotation
        In order of their start. ``start`` is the first character after the opening mark, ``end`` the place
        of the closing mark; ``mark`` is the opening mark. A quotation that runs over several paragraphs
        gives one for each, all ``closed``.
    """
    found: list[Quotation] = []
    carried: tuple[str, int] | None = None
    for start, end in paragraphs(text):
        carried = _one_paragraph(text, start, end, carried, found)
    return tuple(sorted(found, key=lambda one: (one.start, -one.end)))


def _one_paragraph(
    text: str, start: int, end: int, carried: tuple[str, int] | None, found: list[Quotation]
) -> tuple[str, int] | None:
    """Pair the marks of one paragraph into ``found``; give the quotation still open at its end, if any.

    ``carried`` is the mark that was open when the paragraph before ended, with its index in ``found``.
    """
    stack: list[tuple[str, int]] = []
    resumed = carried is not None and text[start] == carried[0]
    if carried is not None and resumed:
        found[carried[1]] = _closed(found[carried[1]])
    for at in range(start, end):
        char = text[at]
        if char not in _OPENERS and char not in _CLOSERS and char not in _STRAIGHT:
            continue
        if char in _SINGLE and _is_apostrophe(text, at):
            continue
        opener = _match(stack, char)
        if opener is not None and not (char in _STRAIGHT and _must_open(text, at)):
            mark, begin = stack[opener]
            del stack[opener:]
            found.append(Quotation(begin, at, mark, closed=True))
        elif _may_open(text, at):
            stack = [*stack[-_MOST_OPEN:], (char, at + 1)]
    carry = None
    for mark, begin in stack:
        if mark in _SINGLE:
            continue
        found.append(Quotation(begin, end, mark, closed=False))
        carry = (mark, len(found) - 1)
    return carry


def _closed(one: Quotation) -> Quotation:
    return Quotation(one.start, one.end, one.mark, closed=True)


def _match(stack: list[tuple[str, int]], char: str) -> int | None:
    """Index in ``stack`` of the innermost mark that ``char`` can close."""
    for k in range(len(stack) - 1, -1, -1):
        mark = stack[k][0]
        if char == _PAIRED_DOUBLE.get(mark) or char in _OPENERS.get(mark, ""):
            return k
        # A text that mixes styles opens with a curly mark and closes with a straight one, or the reverse.
        if {mark, char} <= {"“", "”", '"'} and char != "“":
            return k
    return None


def _is_apostrophe(text: str, at: int) -> bool:
    """Whether the single mark stands inside a word, or ends a plural or a clipped one (``parties'``, ``'90s``)."""
    before = text[at - 1] if at else " "
    after = text[at + 1] if at + 1 < len(text) else " "
    if before.isalnum() and after.isalnum():
        return True
    if before.isspace() and after.isdigit():
        return True
    if before in "sS" and after.isspace() and text[at] != "‘":
        return _no_opener_before(text, at)
    return False


def _no_opener_before(text: str, at: int) -> bool:
    """Whether no single opening mark stands shortly before ``at`` in the same line."""
    begin = max(text.rfind("\n", 0, at) + 1, at - 300)
    for k in range(at - 1, begin - 1, -1):
        if text[k] in "'‘‚" and _must_open(text, k):
            return False
        if text[k] in "'’" and not (text[k - 1].isalnum() and text[k + 1].isalnum()):
            return True
    return True


def _must_open(text: str, at: int) -> bool:
    """Whether the neighbours of a mark leave only that it opens: nothing before it, a word after it."""
    before = text[at - 1] if at else " "
    after = text[at + 1] if at + 1 < len(text) else " "
    return (before.isspace() or before in "([{—–-") and not after.isspace()


def _may_open(text: str, at: int) -> bool:
    """Whether a mark that closes nothing may open something."""
    if text[at] in _OPENERS:
        return True
    if text[at] in _CLOSERS:
        return text[at] == "”" and _must_open(text, at)
    return _must_open(text, at) or (text[at] != "'" and at + 1 < len(text) and not text[at + 1].isspace())
