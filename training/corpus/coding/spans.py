"""Finding a coder's words in a passage: exact text in, character offsets out."""

from __future__ import annotations

import re
from dataclasses import dataclass

DOUBLE = '"“”„«»'
OPENING_SINGLE = "‘'"
FAR = 150
"""A cue further than this from its content, or a source from its cue, must be told apart by the coder."""


class Unclear(ValueError):
    """The words are not in the text, or more than once and nothing says which."""


@dataclass(frozen=True, slots=True)
class Place:
    """Offsets of a span: code points, end exclusive."""

    start: int
    end: int

    def json(self, text: str) -> dict[str, int | str]:
        return {"start": self.start, "end": self.end, "text": text[self.start : self.end]}


def find(text: str, words: str, near: tuple[Place, ...] = (), inside: Place | None = None) -> Place:
    """Give the one place that ``words`` mean.

    ``words`` are a plain substring; ``words#2`` is its second occurrence; ``left [words] right`` is the
    bracketed part of a longer string. Of several occurrences, the one inside ``inside`` or nearest to
    ``near`` is taken; a tie, or nothing to go by, raises :class:`Unclear`.
    """
    places = candidates(text, words)
    if not places:
        raise Unclear(f"not in the text: {words!r}")
    if len(places) > 1 and inside:
        places = [p for p in places if inside.start <= p.start and p.end <= inside.end] or places
    if len(places) > 1 and near:
        places = nearest(text, places, near)
    if len(places) > 1:
        raise Unclear(f"{len(places)} times in the text: {words!r}; add #n or write left [words] right")
    return trim(text, places[0])


def candidates(text: str, words: str) -> list[Place]:
    """Give every place that ``words`` could mean; whole words before parts of words."""
    if numbered := re.fullmatch(r"(.+)#(\d+)", words, re.S):
        every = _occurrences(text, numbered[1])
        n = int(numbered[2])
        if n > len(every):
            raise Unclear(f"only {len(every)} times in the text: {words!r}")
        return [every[n - 1]]
    if (framed := re.fullmatch(r"(.*?)\[(.+?)\](.*)", words, re.S)) and words not in text:
        left, target, right = framed.groups()
        return [
            Place(p.start + len(left), p.start + len(left) + len(target))
            for p in _occurrences(text, left + target + right)
        ]
    every = _occurrences(text, words)
    whole = [p for p in every if _bounded(text, p)]
    return whole or every


def nearest(text: str, places: list[Place], near: tuple[Place, ...]) -> list[Place]:
    """Give the places with the smallest gap to any of ``near`` that do not overlap it."""
    apart = {p: min(gap(text, p, n) for n in near) for p in places if not any(_overlap(p, n) for n in near)}
    if not apart or min(apart.values()) > FAR:
        return places
    least = min(apart.values())
    return [p for p, g in apart.items() if g == least]


def gap(text: str, one: Place, other: Place) -> int:
    """Give the characters between two places; the end of a sentence between them counts 60."""
    first, second = sorted((one, other), key=lambda p: p.start)
    between = text[first.end : second.start]
    return len(between) + 60 * len(re.findall(r"[.!?][\"”’')]*\s+[“\"‘']?[A-Z]|\n", between + text[second.start]))


def trim(text: str, place: Place) -> Place:
    """Cut blanks, closing punctuation and edge quotation marks, as the gold's spans have none."""
    start, end = place.start, place.end
    while start < end and (text[start].isspace() or text[start] in DOUBLE + OPENING_SINGLE + ",;:"):
        start += 1
    while end > start and _loose_end(text, start, end):
        end -= 1
    return Place(start, end) if start < end else place


def _loose_end(text: str, start: int, end: int) -> bool:
    last, before = text[end - 1], text[end - 2 : end - 1]
    if last in "’'":
        outside = text[max(start - 1, 0) : start]
        return before != "s" or outside in ("‘", "'") or "‘" in text[start:end]
    if last == ".":
        return re.search(r"(?:\b[A-Za-z]|\b(?:a|p)\.m)\.$", text[start:end]) is None
    return last.isspace() or last in DOUBLE + ",;:!?…"


def _occurrences(text: str, words: str) -> list[Place]:
    places, at = [], text.find(words)
    while at >= 0:
        places.append(Place(at, at + len(words)))
        at = text.find(words, at + 1)
    return places


def _bounded(text: str, p: Place) -> bool:
    left = p.start == 0 or not (text[p.start - 1].isalnum() and text[p.start].isalnum())
    right = p.end == len(text) or not (text[p.end].isalnum() and text[p.end - 1].isalnum())
    return left and right


def _overlap(a: Place, b: Place) -> bool:
    return a.start < b.end and b.start < a.end
