"""The lexicons of the reading: what words do, each in a tab-separated file of ``data/lexicon``.

A folder of the user's own files overlays them: a row with the same key replaces the shipped one.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from verbale.errors import InputError


@dataclass(frozen=True, slots=True)
class Cue:
    """A verb of speech or attitude: its default act, its frames, and how the reporter stands to it."""

    lemma: str
    act: str
    frames: frozenset[str]
    reporter: str
    kind: str


@cache
def cues() -> dict[str, Cue]:
    """Give the cue verbs by lemma; phrasal verbs as ``rule_out``, light verbs as ``express_regret``."""
    found: dict[str, Cue] = {}
    for name in ("cues.tsv", "phrases.tsv"):
        for lemma, act, frames, reporter, kind in rows(name, 5):
            old = found.get(lemma)
            all_frames = frozenset(frames.split(",")) | (old.frames if old else frozenset())
            found[lemma] = Cue(lemma, act, all_frames, reporter, kind)
    return found


@cache
def words(name: str) -> frozenset[str]:
    """Give the words of list ``name`` in ``words.tsv``."""
    for key, listed in rows("words.tsv", 2):
        if key == name:
            return frozenset(listed.split("|"))
    raise InputError(f"words.tsv: expected a list called {name!r}, found none; add it")


@cache
def table(name: str) -> dict[str, str]:
    """Give a two-column file as a mapping."""
    return dict(rows(f"{name}.tsv", 2))  # type: ignore[arg-type]  # rows(…, 2) gives pairs


@cache
def rows(name: str, columns: int) -> tuple[tuple[str, ...], ...]:
    """Give the rows of lexicon file ``name``, each of ``columns`` fields; ``#`` begins a comment."""
    found = []
    text = files("verbale").joinpath("data", "lexicon", name).read_text(encoding="utf-8")
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        fields = tuple(line.split("\t"))
        if len(fields) != columns:
            raise InputError(
                f"lexicon {name}, line {number}: expected {columns} fields parted by tabs, found {len(fields)}"
            )
        found.append(fields)
    return tuple(found)
