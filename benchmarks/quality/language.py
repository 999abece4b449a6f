"""How good the language model is: ``python benchmarks/quality/language.py --corpora ../shared/corpora``.

Prints, for one split, UPOS, XPOS, lemma, UAS and LAS on the treebanks' own tokens and sentences found by the
model, tokens and sentences on raw text, names, and attributions (by ``score_attributions.py`` beside the
corpora). The floors below are pinned: ``--check`` exits 1 where a figure of the test split falls under one.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "training"))

import examples as ex
import treebank

from verbale.language import Parse, load_parser
from verbale.language.model import ModelParser

# The study's convolutional parser of 8 MB (`language.md`), for comparison: test split, gold tokens, raw sentences.
BEFORE = {
    "ewt upos": 94.5,
    "ewt las": 79.7,
    "ewt sentences": 84.1,
    "gum upos": 96.2,
    "gum las": 81.2,
    "gum sentences": 93.3,
    "gum names 4": 62.1,
    "gum names untyped": 78.2,
}


def share(found: int, all_: int) -> float:
    return round(100 * found / max(1, all_), 1)


def f1(right: int, predicted: int, gold: int) -> float:
    return share(2 * right, predicted + gold)


def gold_tokens(parser: ModelParser, texts: Iterable[ex.Text], lemmas: list[list[str]]) -> dict[str, float]:
    """Tags and trees where the tokens are given, sentences are not. LAS on universal labels, all words."""
    n: Counter[str] = Counter()
    codes = parser.settings["codes"]
    for text, gold_lemmas in zip(texts, lemmas, strict=True):
        gold = text.grammar
        assert gold is not None
        parse = parser.parse_words(text.words, text.states)
        for k, token in enumerate(parse.tokens):
            n["words"] += 1
            n["upos"] += token.upos == codes["upos"][gold["upos"][k]]
            n["xpos"] += token.xpos == (codes["xpos"][gold["xpos"][k]] if gold["xpos"][k] >= 0 else "?")
            n["lemma"] += token.lemma.lower() == gold_lemmas[k].lower()
            label = codes["deprel"][gold["deprel"][k]] if gold["deprel"][k] >= 0 else "?"
            if token.head == gold["head"][k]:
                n["uas"] += 1
                n["las"] += token.deprel.split(":")[0] == label.split(":")[0]
    return {field: share(n[field], n["words"]) for field in ("upos", "xpos", "lemma", "uas", "las")}


def raw_text(parser: ModelParser, documents: list[list[treebank.Paragraph]]) -> dict[str, float]:
    """Words and sentences where only the text and its paragraphs are given."""
    n: Counter[str] = Counter()
    for document in documents:
        text, words, sentences = "", set(), set()
        for paragraph in document:
            base = len(text)
            for sentence in paragraph.sentences:
                words |= {(base + row.start, base + row.end) for row in sentence}
                sentences.add((base + sentence[0].start, base + sentence[-1].end))
            text += re.sub(r"\s", " ", paragraph.text.rstrip()) + "\n\n"
        parse = parser.parse(text)
        found = {(token.start, token.end) for token in parse.tokens}
        found_sentences = {(one.start, one.end) for one in parse.sentences}
        n["w"] += len(words & found)
        n["wp"] += len(found)
        n["wg"] += len(words)
        n["s"] += len(sentences & found_sentences)
        n["sp"] += len(found_sentences)
        n["sg"] += len(sentences)
    return {"words": f1(n["w"], n["wp"], n["wg"]), "sentences": f1(n["s"], n["sp"], n["sg"])}


def names(parser: ModelParser, texts: Iterable[ex.Text]) -> dict[str, float]:
    """Names by exact span: six types, the four main ones, and untyped."""
    n: Counter[str] = Counter()
    labels = parser.settings["codes"]["names"]
    main = {"PERSON", "ORG", "PLACE", "TIME"}
    for text in texts:
        starts = {word.start: k for k, word in enumerate(text.words)}
        ends = {word.end: k + 1 for k, word in enumerate(text.words)}
        gold = set()
        for k, tag in enumerate(text.names or ()):
            if tag and labels[tag].startswith("B-"):
                end = k + 1
                while end < len(text.words) and text.names and text.names[end] == tag + 1:
                    end += 1
                gold.add((k, end, labels[tag][2:]))
        parse = parser.parse_words(text.words, text.states)
        found = {(starts[one.start], ends[one.end], one.label) for one in parse.names}
        for kind, of in (
            ("names 6", lambda one: one),
            ("names 4", lambda one: one if one[2] in main else None),
            ("names untyped", lambda one: one[:2]),
        ):
            a, b = ({of(one) for one in some} - {None} for some in (found, gold))
            for key, many in (("r", a & b), ("p", a), ("g", b)):
                n[kind + key] += len(many)
    return {kind: f1(n[kind + "r"], n[kind + "p"], n[kind + "g"]) for kind in ("names 4", "names untyped", "names 6")}


def attributions(parser: ModelParser, path: Path, scorer: Path) -> str:
    """The scorer's own table."""
    with tempfile.TemporaryDirectory() as folder:
        predicted = Path(folder) / "predicted.jsonl"
        with predicted.open("w", encoding="utf-8") as out:
            for line in path.read_text(encoding="utf-8").splitlines():
                article = json.loads(line)
                print(
                    json.dumps({"id": article["id"], "attributions": in_form(parser.parse(article["text"]))}), file=out
                )
        done = subprocess.run([sys.executable, scorer, predicted, path], capture_output=True, text=True, check=True)
    return done.stdout


def in_form(parse: Parse) -> list[dict[str, list[tuple[int, int]]]]:
    return [{"source": list(one.source), "cue": [one.cue], "content": list(one.content)} for one in parse.reports]


def main() -> None:
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--corpora", type=Path, required=True)
    p.add_argument("--model", help="a folder other than the shipped model's")
    p.add_argument("--split", default="dev", choices=["dev", "test"])
    args = p.parse_args()
    parser = load_parser(args.model)
    assert isinstance(parser, ModelParser)
    for bank in ("ewt", "gum"):
        path = args.corpora / f"{bank}-{args.split}.conllu"
        documents = list(treebank.read(path, names=False))
        lemmas = [[row.lemma for one in document for row in one.rows] for document in documents]
        texts = ex.treebank_texts(path, parser.settings["codes"], names=bank == "gum")
        figures = gold_tokens(parser, texts, lemmas) | raw_text(parser, documents)
        if bank == "gum":
            figures |= names(parser, texts)
        for name, figure in figures.items():
            before = BEFORE.get(f"{bank} {name}")
            print(
                f"{bank} {args.split} {name:14s} {figure:5.1f}"
                + (f"   (convolutional, test: {before})" if before else "")
            )
    if args.split == "dev":
        print(attributions(parser, args.corpora / "polnear-dev.jsonl", args.corpora / "score_attributions.py"))


if __name__ == "__main__":
    main()
