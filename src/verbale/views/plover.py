"""What PLOVER needs to know: triggers, noun sets, contexts, scores, and the CAMEO conversion."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import cast

from verbale.actors.load import rows
from verbale.codes import EventType

DATA = Path(__file__).resolve().parent.parent / "data" / "plover"
COOPERATIVE = frozenset({"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT"})


@dataclass(frozen=True, slots=True)
class Pattern:
    """A word that names an event: after its lemma, the words that must follow and the nouns it must govern."""

    type: EventType
    mode: str | None
    part: str
    follow: tuple[str, ...] = ()
    nouns: frozenset[str] = frozenset()

    @property
    def specificity(self) -> int:
        """How much the pattern asks for; the one that asks most wins."""
        return len(self.follow) + 2 * bool(self.nouns)


@dataclass(frozen=True, slots=True)
class Codebook:
    """The data of PLOVER, read once."""

    patterns: dict[tuple[str, str], tuple[Pattern, ...]]
    contexts: dict[str, tuple[str, ...]]
    modes: dict[str, frozenset[str]]
    scores: dict[tuple[str, str | None], float]
    quads: dict[str, int]
    cameo: tuple[tuple[str, str, str | None, frozenset[str]], ...] = field(default=())


def _nouns(text: str, sets: dict[str, frozenset[str]]) -> frozenset[str]:
    found: set[str] = set()
    for noun in filter(None, text.split("|")):
        found |= sets[noun[1:]] if noun.startswith("@") and noun[1:] in sets else {noun.lstrip("@")}
    return frozenset(found)


def _patterns() -> dict[tuple[str, str], tuple[Pattern, ...]]:
    sets = {row["set"]: frozenset(row["nouns"].split()) for _, row in rows(DATA / "nouns.tsv")}
    found: dict[tuple[str, str], list[Pattern]] = {}
    for _, row in rows(DATA / "triggers.tsv"):
        for entry in row["words"].split(";"):
            words, _, nouns = entry.strip().partition("=")
            parts = words.split()
            lemma, follow = (parts[-1], parts[:-1]) if row["part"] == "n" else (parts[0], parts[1:])
            made = Pattern(
                type=cast(EventType, row["type"]),
                mode=row["mode"] or None,
                part=row["part"],
                follow=tuple(follow),
                nouns=_nouns(nouns, sets),
            )
            found.setdefault((row["part"], lemma), []).append(made)
    return {key: tuple(sorted(value, key=lambda one: -one.specificity)) for key, value in found.items()}


@lru_cache(maxsize=1)
def load_codebook() -> Codebook:
    """Read the files of ``data/plover``."""
    contexts: dict[str, list[str]] = {}
    for _, row in rows(DATA / "contexts.tsv"):
        for word in row["words"].split():
            contexts.setdefault(word, []).append(row["context"])
    scores, quads = {}, {}
    for _, row in rows(DATA / "scores.tsv"):
        scores[(row["type"], row["mode"] or None)] = float(row["score"])
        quads[row["type"]] = int(row["quad"])
    return Codebook(
        patterns=_patterns(),
        contexts={word: tuple(found) for word, found in contexts.items()},
        modes={row["mode"]: frozenset(row["words"].split()) for _, row in rows(DATA / "modes.tsv")},
        scores=scores,
        quads=quads,
        cameo=tuple(
            (row["cameo"], row["type"], row["mode"] or None, frozenset(row["contexts"].split()))
            for _, row in rows(DATA / "cameo.tsv")
        ),
    )


def plover_of(cameo: str) -> tuple[str, str | None] | None:
    """Give the PLOVER type and mode of a CAMEO code; None for statements and appeals (01, 02) and unknown codes."""
    table = {code: (kind, mode) for code, kind, mode, _ in load_codebook().cameo}
    digits = "".join(c for c in cameo if c.isdigit())
    while digits:
        if digits in table:
            return table[digits]
        digits = digits[:-1]
    return None


@lru_cache(maxsize=4096)
def cameo_of(kind: str, mode: str | None, contexts: frozenset[str]) -> str | None:
    """Give the CAMEO code that converts to this type and mode, the one whose contexts fit best."""
    best: tuple[int, int, str] | None = None
    for code, its_kind, its_mode, its_contexts in load_codebook().cameo:
        if its_kind != kind or len(code) < 3:
            continue
        fit = 4 * (its_mode == mode) + len(its_contexts & contexts) - len(its_contexts - contexts)
        rank = (fit, -len(code), code)
        if best is None or (rank[0], rank[1]) > (best[0], best[1]):
            best = rank
    return best[2] if best else None


def score_of(kind: str, mode: str | None) -> float:
    """Give the score of a type and mode from -10 (hostile) to 10 (cooperative)."""
    scores = load_codebook().scores
    return scores.get((kind, mode), scores[(kind, None)])
