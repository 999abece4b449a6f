"""Fit the linear model of event types (``data/plover/types.npz``) on sentences with one PLOVER type each.

``python training/event_types.py ../shared/gold/events/plv_train.jsonl [-o src/verbale/data/plover/types.npz]``

Prints the accuracy over five folds first; the shipped weights are fitted on all sentences. To be run again
whenever the parser or the lexicon of triggers changes. Only weights of lemmas and triggers are written, no text.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold, cross_val_score
from sklearn.pipeline import make_pipeline

from verbale.language import load_parser
from verbale.statements.tree import grow
from verbale.views.plover import load_codebook
from verbale.views.plover_triggers import lexical_triggers
from verbale.views.plover_types import features

LEAST = 2


def rows(path: Path, parser_name: str | None) -> tuple[list[dict[str, float]], list[str]]:
    """Give the features and the type of every sentence."""
    parser, book = load_parser(parser_name), load_codebook()
    found, types = [], []
    for line in path.read_text(encoding="utf-8").splitlines():
        case: dict[str, Any] = json.loads(line)
        tree = grow(parser.parse(case["text"]))
        found.append(features(tree, range(len(tree.tokens)), lexical_triggers(tree, book)))
        types.append(case["expected"][0]["code"])
    return found, types


def classifier(strength: float) -> LogisticRegression:
    return LogisticRegression(C=strength, max_iter=2000)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sentences", type=Path)
    parser.add_argument("-o", "--output", type=Path, default=Path("src/verbale/data/plover/types.npz"))
    parser.add_argument("--parser")
    parser.add_argument("--strength", type=float, default=1.0, help="inverse of the penalty")
    args = parser.parse_args()
    found, types = rows(args.sentences, args.parser)
    times = Counter(name for row in found for name in row)
    kept = [{name: value for name, value in row.items() if times[name] >= LEAST} for row in found]
    folds = StratifiedKFold(5, shuffle=True, random_state=0)
    scores = cross_val_score(make_pipeline(DictVectorizer(), classifier(args.strength)), kept, types, cv=folds)
    sys.stdout.write(f"five folds: {scores.mean():.3f} ({', '.join(f'{one:.3f}' for one in scores)})\n")
    vectorizer = DictVectorizer()
    model = classifier(args.strength).fit(vectorizer.fit_transform(kept), types)
    np.savez_compressed(
        args.output,
        types=np.array(model.classes_),
        features=np.array(vectorizer.feature_names_),
        weights=model.coef_.T.astype(np.float16),
        bias=model.intercept_.astype(np.float32),
    )
    sys.stdout.write(f"{args.output}: {len(vectorizer.feature_names_)} features, {args.output.stat().st_size} bytes\n")


if __name__ == "__main__":
    main()
