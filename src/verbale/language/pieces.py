"""WordPiece: words into the pieces of the encoder's vocabulary (Schuster & Nakajima 2012; uncased BERT)."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

PAD, UNKNOWN, START, BREAK = 0, 100, 101, 102
_MOST_LETTERS: Final = 60
_PLAIN: Final = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"'})


class WordPieces:
    """The pieces of words, by greedy longest match from the left, words remembered once cut.

    Parameters
    ----------
    vocabulary
        The pieces; a piece's place is its number. Pieces inside a word begin with ``##``.
    """

    def __init__(self, vocabulary: Sequence[str]) -> None:
        self._number = {piece: number for number, piece in enumerate(vocabulary)}
        self._cut = lru_cache(maxsize=1 << 16)(self._cut_word)

    def __call__(self, word: str) -> tuple[int, ...]:
        """Give the piece numbers of ``word``, at least one."""
        return self._cut(word)

    def _cut_word(self, word: str) -> tuple[int, ...]:
        out: list[int] = []
        for part in _parts(word):
            out += self._cut_part(part)
        return tuple(out) or (UNKNOWN,)

    def _cut_part(self, part: str) -> list[int]:
        if len(part) > _MOST_LETTERS:
            return [UNKNOWN]
        out: list[int] = []
        start = 0
        while start < len(part):
            head = "##" if start else ""
            for end in range(len(part), start, -1):
                number = self._number.get(head + part[start:end])
                if number is not None:
                    out.append(number)
                    start = end
                    break
            else:
                return [UNKNOWN]
        return out


def _parts(word: str) -> list[str]:
    """Lower-case ``word``, drop its accents, and cut it at punctuation, as uncased BERT does."""
    plain = unicodedata.normalize("NFD", word.translate(_PLAIN).lower())
    parts: list[str] = []
    fresh = True
    for char in plain:
        kind = unicodedata.category(char)
        if kind == "Mn" or kind.startswith("C"):
            continue
        if char.isspace():
            fresh = True
        elif kind[0] == "P" or (char.isascii() and not char.isalnum()):
            parts.append(char)
            fresh = True
        elif fresh:
            parts.append(char)
            fresh = False
        else:
            parts[-1] += char
    return parts
