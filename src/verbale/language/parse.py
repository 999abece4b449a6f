"""What the language model makes of a text, and the one door through which any parser enters.

Tokens are words of Universal Dependencies English (``don't`` is *do* + *n't*). All offsets are code
points of the text that was given, end exclusive.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol, runtime_checkable


@dataclass(frozen=True, slots=True)
class Token:
    """A word. ``head`` is the index of its governor in the parse; a root is its own head."""

    index: int
    start: int
    end: int
    text: str
    lemma: str
    upos: str
    xpos: str
    head: int
    deprel: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """Tokens ``first`` to ``last`` (exclusive) of a parse, characters ``start`` to ``end``."""

    index: int
    first: int
    last: int
    start: int
    end: int
    paragraph: int


@dataclass(frozen=True, slots=True)
class Name:
    """A named entity: characters, label (PERSON, ORG, PLACE, TIME, EVENT, MISC) and confidence 0 to 1."""

    start: int
    end: int
    label: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Quotation:
    """What stands between two quotation marks; ``closed`` is false where the second mark is missing."""

    start: int
    end: int
    mark: str
    closed: bool


@dataclass(frozen=True, slots=True)
class Report:
    """A cue of speech or attitude with the source and content that belong to it.

    ``source`` and ``content`` are runs of characters (content may be split by its cue); ``codes`` holds
    the model's suggestions, one (field, value, confidence) each, for fields such as ``speech_act``.
    """

    cue: tuple[int, int]
    source: tuple[tuple[int, int], ...]
    content: tuple[tuple[int, int], ...]
    confidence: float
    codes: tuple[tuple[str, str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word that may name an event: its index, the PLOVER type the model finds likeliest, and how likely.

    ``event`` is the model's probability that the word names any event at all; ``confidence`` that of the type.
    """

    token: int
    type: str
    confidence: float
    event: float


@dataclass(frozen=True, slots=True)
class Parse:
    """A parsed text."""

    text: str
    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]
    names: tuple[Name, ...]
    quotations: tuple[Quotation, ...]
    reports: tuple[Report, ...]
    parser: str
    version: str
    triggers: tuple[Trigger, ...] = ()


@runtime_checkable
class Parser(Protocol):
    """Anything that parses a text: the shipped model, or a user's own pipeline."""

    name: str
    version: str

    def parse(self, text: str) -> Parse:
        """Parse ``text``; never raises on any Unicode text."""
        ...
