"""Turns of a transcript: the label is the source, its colon the cue, the whole answer the content."""

from __future__ import annotations

import re
from dataclasses import dataclass

from verbale.statements.spans import Run, trim

_LABEL = re.compile(
    r"^[ \t]*(?P<label>(?:Q|QUESTION|Question|[A-Z][\w.'’()\-/,]*(?:[ \u00a0]+(?:of|for|the|"
    r"[A-Z(][\w.'’()\-/,]*)){0,7}))"
    r"[ \t\u00a0]*(?P<colon>:)(?=[ \t\u00a0\n])",
    re.MULTILINE,
)
_ASKS = re.compile(r"^(?:Q|A?QUESTION|REPORTER|JOURNALIST|MODERATOR|PRESS|CORRESPONDENT)\b", re.IGNORECASE)
_OUTLETS = re.compile(
    r"^(?:AFP|AP|Reuters|Bloomberg|BBC|CNN|NHK|CCTV|CGTN|Xinhua|Kyodo|Yonhap|TASS|RIA Novosti|Sputnik|ANI|PTI|EFE|"
    r"DPA|ANSA|Al Jazeera|Anadolu|Nikkei|Associated Press|Agence France-Presse|"
    r"[\w ]*\b(?:News|Times|Daily|Post|TV|Radio|Agency|Media Group|Broadcasting \w+))(?: (?:News|Agency|TV))?$"
)
_NOT_LABELS = frozenset(
    "note update subject date from to re contact source place time location agenda item title background present "
    "also draft annex part section article reuters commentary editorial".split()
)


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn: runs of label, colon and words; ``asks`` marks a questioner."""

    label: Run
    colon: Run
    content: Run
    asks: bool


def find_turns(text: str) -> list[Turn]:
    """Find the turns of a transcript; an empty list where the text is none.

    A text is a transcript when at least two labelled turns stand in it, and one label comes back or two
    differ and the labelled turns hold most of the text.
    """
    labels = [m for m in _LABEL.finditer(text) if m["label"].split()[0].lower().rstrip(".") not in _NOT_LABELS]
    if len(labels) < 2:
        return []
    names = [m["label"] for m in labels]
    held = len(text) - labels[0].start()
    if len(set(names)) == len(names) and not any(_asks(name) for name in names) and held < 0.5 * len(text):
        return []
    turns = []
    for one, following in zip(labels, [*labels[1:], None], strict=True):
        end = following.start() if following else len(text)
        content = trim(text, one.end(), end)
        label = trim(text, one.start("label"), one.end("label"))
        if content and label:
            turns.append(Turn(label, (one.start("colon"), one.end("colon")), content, _asks(one["label"])))
    return turns


def _asks(label: str) -> bool:
    """Tell whether a label is a questioner's: so called, or an outlet by its name."""
    return _ASKS.match(label) is not None or _OUTLETS.match(label) is not None
