"""What a reader finds in a file, and the bounds of what is read at all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from verbale.errors import InputError
from verbale.records import Document, Note

MOST_CHARACTERS = 5_000_000  # some 2,000 pages; a reading of more is a corpus, not a text
MOST_BYTES = 200_000_000  # of a PDF, a Word file or a saved page, pictures and all


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One text in a file: ``known`` are fields of its document that the file itself states."""

    text: str
    known: Mapping[str, Any] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


class Loaded(NamedTuple):
    """A document, and what a reader of it should know of how it was read."""

    document: Document
    notes: tuple[Note, ...] = ()


Reader = Callable[[bytes, str], Iterable[Found]]
"""Bytes of a file and its name (for messages) to the texts in it."""


def checked_length(text: str, where: str) -> str:
    """Give ``text`` back, or raise :class:`InputError` where it is empty or too long to read."""
    if not text.strip():
        raise InputError(f"{where}: expected a text, found none; give a file with words in it")
    if len(text) > MOST_CHARACTERS:
        raise InputError(
            f"{where}: expected at most {MOST_CHARACTERS:,} characters, found {len(text):,}; "
            "cut the text into documents and read them as a folder"
        )
    return text
