"""Windows: the stretches of text that the encoder sees at once, as pieces with their features.

A window holds whole paragraphs, as many as fit, with a break between two; a paragraph that is too long
is cut after a sentence where one ends. Every word has the place of its first piece, where the encoder's
vector for the word is taken.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from verbale.language.parse import Quotation
from verbale.language.pieces import BREAK, START, WordPieces
from verbale.language.tokenise import Word

MOST_PIECES: Final = 224
SHAPES: Final = 8
QUOTE_STATES: Final = 3
FEATURES: Final = SHAPES * QUOTE_STATES


@dataclass(slots=True)
class Window:
    """Pieces of a stretch of words.

    ``pieces`` and ``features`` are parallel; ``first`` has the place of each word's first piece, and
    ``words`` the words themselves.
    """

    words: list[Word] = field(default_factory=list)
    pieces: list[int] = field(default_factory=lambda: [START])
    features: list[int] = field(default_factory=lambda: [0])
    first: list[int] = field(default_factory=list)

    def add(self, word: Word, cut: Sequence[int], feature: int) -> None:
        """Append a word, a break before it where a paragraph begins."""
        self.first.append(len(self.pieces))
        self.words.append(word)
        self.pieces += cut
        self.features += [feature] * len(cut)

    def part(self) -> None:
        """Append a break between paragraphs."""
        self.pieces.append(BREAK)
        self.features.append(0)


def shape(word: str) -> int:
    """Give the case shape of a word, 0 to 7, which the uncased vocabulary hides."""
    if not word[:1].isalnum():
        return 0
    if word.isdigit():
        return 1
    if any(char.isdigit() for char in word):
        return 2
    if word.islower():
        return 3
    if word.isupper():
        return 4 if len(word) == 1 else 5
    return 6 if word[:1].isupper() and word[1:].islower() else 7


def quote_states(words: Sequence[Word], quotations: Iterable[Quotation]) -> list[int]:
    """Give for each word 0 outside quotation marks, 1 inside, 2 for a mark itself."""
    starts = [word.start for word in words]
    states = [0] * len(words)
    for one in quotations:
        begin = bisect_right(starts, one.start - 1)
        k = begin
        while k < len(words) and words[k].start < one.end:
            states[k] = max(states[k], 1)
            k += 1
        for mark in (begin - 1, k if one.closed else -1):
            if 0 <= mark < len(words) and words[mark].end - words[mark].start <= 2:
                states[mark] = 2
    return states


def windows(
    words: Sequence[Word], states: Sequence[int], pieces: WordPieces, most: int = MOST_PIECES
) -> Iterator[Window]:
    """Pack ``words`` (in order, with their paragraph) into windows of at most ``most`` pieces."""
    window = Window()
    for begin, end in _blocks(words, pieces, most):
        size = sum(len(pieces(word.text)) for word in words[begin:end]) + 1
        if window.words and len(window.pieces) + size > most:
            window.part()
            yield window
            window = Window()
        if window.words:
            window.part()
        for word, state in zip(words[begin:end], states[begin:end], strict=True):
            window.add(word, pieces(word.text), shape(word.text) * QUOTE_STATES + state)
    if window.words:
        window.part()
        yield window


def _blocks(words: Sequence[Word], pieces: WordPieces, most: int) -> Iterator[tuple[int, int]]:
    """Give word ranges: paragraphs, and parts of those that hold more than ``most`` pieces."""
    begin = 0
    while begin < len(words):
        end, size, stop = begin, 2, begin
        while end < len(words) and words[end].paragraph == words[begin].paragraph:
            size += len(pieces(words[end].text))
            if size > most:
                break
            end += 1
            if words[end - 1].text[-1] in ".!?;":
                stop = end
        if end < len(words) and words[end].paragraph == words[begin].paragraph and stop > begin:
            end = stop
        end = max(end, begin + 1)
        yield begin, end
        begin = end
