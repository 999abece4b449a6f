"""Fit the linear model of event words (``data/plover/words.npz``) on the passages of our own corpus.

``python training/event_words.py [-o src/verbale/data/plover/words.npz]``

Reads each passage that is not held out, lets :mod:`verbale.views.plover_words` put words and types forward, and
learns which of them the coding has. Prints, by the threshold, how well it finds event words of the right type: over
five folds of the passages, and on the held-out ones. To be run again whenever the language model, the statements or
the lexicon of triggers change. Only weights of features are written, no text.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

sys.path.insert(0, str(Path(__file__).resolve().parent / "corpus"))
import build

from verbale.actors import load_actors
from verbale.documents import load
from verbale.language import load_parser
from verbale.statements import extract
from verbale.statements.tree import grow
from verbale.views.plover import load_codebook
from verbale.views.plover_words import Proposal, proposals

LEAST = 8
THRESHOLDS = (0.2, 0.25, 0.3, 0.35, 0.4, 0.5)


@dataclass
class Cases:
    """Proposals of words, of which passage each is, and whether the coding has it (None: it may)."""

    found: list[Proposal] = field(default_factory=list)
    passages: list[str] = field(default_factory=list)
    right: list[bool | None] = field(default_factory=list)
    events: int = 0


def cases(names: Sequence[str]) -> Cases:
    """Read passages and hold what is put forward against their coding."""
    parser, actors, book, out = load_parser(), load_actors(), load_codebook(), Cases()
    for name in names:
        coded, complaints = build.load(name)
        if complaints:
            continue
        document = load(str(build.PASSAGES / f"{name}.txt"), published=coded["document"].get("published"))
        parse = parser.parse(document.text)
        reading, tree = extract(document, parse, actors)[0], grow(parse)
        out.events += sum(one.get("tier", "core") == "core" for one in coded["events"])
        for one in proposals(reading, tree, book, actors.scan(parse.text)):
            out.found.append(one)
            out.passages.append(name)
            out.right.append(judged(one, parse.tokens[one.named.token].start, coded["events"]))
    return out


def judged(one: Proposal, start: int, events: Sequence[dict[str, Any]]) -> bool | None:
    """Tell whether the coding has the event: its trigger at the word; None where it is optional or only overlaps."""
    verdict: bool | None = False
    for event in events:
        kinds = {event["plover"], *(other.get("plover") for other in event.get("alternatives", ()))}
        same_mark = ("hypothetical" in one.named.aux) == ("hypothetical" in event.get("aux", ()))
        if one.named.type not in kinds or not (same_mark or event.get("aux_any")):
            continue
        trigger, extent = event["trigger_span"], event.get("extent_span") or event["trigger_span"]
        if trigger["start"] <= start < trigger["end"] and event.get("tier", "core") == "core":
            return True
        if trigger["start"] <= start < trigger["end"] or extent["start"] <= start < extent["end"]:
            verdict = None
    return verdict


def report(label: str, told: Cases, shares: NDArray[np.float64]) -> None:
    """Print F1 by threshold over the likeliest proposal of each word."""
    best: dict[tuple[str, int], int] = {}
    for row, one in enumerate(told.found):
        key = told.passages[row], one.named.token
        if key not in best or shares[row] > shares[best[key]]:
            best[key] = row
    scores = []
    for least in THRESHOLDS:
        kept = [row for row in best.values() if shares[row] >= least and told.right[row] is not None]
        hits = sum(bool(told.right[row]) for row in kept)
        scores.append(f"{least}: {2 * hits / max(1, len(kept) + told.events):.3f}")
    sys.stdout.write(f"{label}: {', '.join(scores)}\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-o", "--output", type=Path, default=Path("src/verbale/data/plover/words.npz"))
    parser.add_argument("--strength", type=float, default=0.1, help="inverse of the penalty")
    args = parser.parse_args()
    names = [name for name in build.names() if not name.startswith(build.MEASURING)]
    fitted, held = (cases([one for one in names if build.held_out(one) == out]) for out in (False, True))
    known = np.array([row for row, right in enumerate(fitted.right) if right is not None])
    labels = np.array([bool(right) for right in fitted.right])
    times = Counter(name for row in known for name in fitted.found[row].features)
    vectorizer = DictVectorizer()

    def encoded(told: Cases) -> list[dict[str, float]]:
        return [{name: 1.0 for name in one.features if times[name] >= LEAST} for one in told.found]

    def fit(rows: NDArray[np.int64]) -> LogisticRegression:
        return LogisticRegression(C=args.strength, max_iter=3000).fit(table[rows], labels[rows])

    table = vectorizer.fit_transform(encoded(fitted))
    shares = np.zeros(len(labels))
    for train, test in GroupKFold(5).split(table, labels, fitted.passages):
        shares[test] = fit(np.intersect1d(train, known)).predict_proba(table[test])[:, 1]
    report("five folds", fitted, shares)
    model = fit(known)
    report("held out", held, model.predict_proba(vectorizer.transform(encoded(held)))[:, 1])
    np.savez_compressed(
        args.output,
        features=np.array(["", *vectorizer.feature_names_]),
        weights=np.array([*model.intercept_, *model.coef_[0]], dtype=np.float32),
    )
    sys.stdout.write(f"{args.output}: {len(vectorizer.feature_names_)} features, {args.output.stat().st_size} bytes\n")


if __name__ == "__main__":
    main()
