"""Single statements, one a line: ``[source] {cue} <content> | speech act | stance``.

What has neither source nor cue is the speaker's own word. The content may stand in two parts, cut by its cue.
Blank lines and those that begin with ``#`` are passed over.
"""

from __future__ import annotations

import re
import typing
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from verbale.codes import SpeechAct, Stance

from .spans import Place

FOLDER = Path(__file__).resolve().parents[1] / "statements"
_MARKS = re.compile(r"[\[\]{}<>]")
_SPANS = {"source": re.compile(r"\[([^]]*)\]"), "cue": re.compile(r"\{([^}]*)\}"), "content": re.compile(r"<([^>]*)>")}


@dataclass(frozen=True, slots=True)
class Statement:
    """One line: its plain text, where source, cue and content stand in it, and its codes (stance None for none)."""

    text: str
    source: Place | None
    cue: Place | None
    content: tuple[Place, ...]
    speech_act: str
    stance: str | None


def read_line(line: str) -> Statement:
    """Read one line; raises ValueError that says what is wrong with it."""
    parts = [part.strip() for part in line.split("|")]
    if len(parts) != len(("text", "speech act", "stance")):
        raise ValueError("expected text | speech act | stance")
    marked, act, stance = parts
    if act not in typing.get_args(SpeechAct) or stance not in (*typing.get_args(Stance), "-"):
        raise ValueError(f"unknown speech act or stance: {act}, {stance}")
    found = {
        role: [Place(*(len(_MARKS.sub("", marked[:k])) for k in one.span(1))) for one in pattern.finditer(marked)]
        for role, pattern in _SPANS.items()
    }
    uneven = any(marked.count(a) != marked.count(b) for a, b in ("[]", "{}", "<>"))
    if uneven or not found["content"] or len(found["source"]) > 1 or len(found["cue"]) > 1:
        raise ValueError("expected one <content> or two, at most one [source] and one {cue}")
    source, cue = (next(iter(found[role]), None) for role in ("source", "cue"))
    text = _MARKS.sub("", marked)
    return Statement(text, source, cue, tuple(found["content"]), act, None if stance == "-" else stance)


def read_file(path: Path) -> Iterator[Statement]:
    """Read a file of statements; raises ValueError with file and line."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            try:
                yield read_line(line)
            except ValueError as error:
                raise ValueError(f"{path.name}:{number}: {error}") from error
