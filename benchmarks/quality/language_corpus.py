"""The language model on what our own corpus and PLV hold out: names, attributions, codes, event triggers.

``python benchmarks/quality/language_corpus.py --corpus BUILT --plv FILE``, where BUILT is what
``training/corpus/build.py --out`` wrote. A code is scored where the attribution was found (its cue agrees and half
of its content's words do); *most frequent* is what always giving the commonest value would score.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "training"))

import examples as ex
import readings

from verbale.language import Parse, Report, load_parser
from verbale.language.model import ModelParser


def f1(right: int, predicted: int, gold: int) -> str:
    shares = right / max(1, predicted), right / max(1, gold), 2 * right / max(1, predicted + gold)
    return "P {:5.1f}  R {:5.1f}  F {:5.1f}".format(*(100 * share for share in shares))


def names(parser: ModelParser, texts: Iterable[ex.Text], parses: dict[str, Parse]) -> None:
    labels = parser.settings["codes"]["names"]
    n: Counter[str] = Counter()
    for text in texts:
        tags = text.names or []
        gold = set()
        for k, tag in enumerate(tags):
            if tag % 2:
                end = next((m for m in range(k + 1, len(tags)) if tags[m] != tag + 1), len(tags))
                gold.add((text.words[k].start, text.words[end - 1].end, labels[tag][2:]))
        found = {(one.start, one.end, one.label) for one in parses[text.id].names}
        n["r"] += len(gold & found)
        n["p"] += len(found)
        n["g"] += len(gold)
        n["ur"] += len({one[:2] for one in gold} & {one[:2] for one in found})
    print(f"names              {f1(n['r'], n['p'], n['g'])}   untyped {f1(n['ur'], n['p'], n['g'])}   n={n['g']}")


def attributions(texts: Iterable[ex.Text], parses: dict[str, Parse]) -> None:
    n: Counter[str] = Counter()
    right: Counter[str] = Counter()
    values: dict[str, Counter[int]] = {}
    for text in texts:
        starts = [word.start for word in text.words]
        left = [(one, words_of(text, starts, one)) for one in parses[text.id].reports]
        n["p"] += len(left)
        for gold in text.attributions or ():
            n["g"] += 1
            match = next((one for one in left if agrees(gold, one[1])), None)
            if match is None:
                continue
            left.remove(match)
            n["r"] += 1
            source = match[1]["source"]
            n["s"] += bool(set(gold["source"]) & set(source)) or not (gold["source"] or source)
            codes = {field: value for field, value, _ in match[0].codes}
            for field, value in zip(readings.FIELDS, gold["codes"], strict=True):
                if value >= 0:
                    values.setdefault(field, Counter())[value] += 1
                    right[field] += codes.get(field) == readings.FIELDS[field][value]
    print(f"attributions       {f1(n['r'], n['p'], n['g'])}   right source {f1(n['s'], n['p'], n['g'])}   n={n['g']}")
    for field, counts in values.items():
        total = sum(counts.values())
        most = counts.most_common(1)[0][1]
        print(
            f"code {field:16s} {100 * right[field] / total:5.1f}   most frequent {100 * most / total:5.1f}   n={total}"
        )


def words_of(text: ex.Text, starts: list[int], one: Report) -> dict[str, list[int]]:
    return {
        "source": ex.covered(text.words, starts, one.source),
        "cue": ex.covered(text.words, starts, [one.cue]),
        "content": ex.covered(text.words, starts, one.content),
    }


def agrees(gold: dict[str, list[int]], found: dict[str, list[int]]) -> bool:
    both, either = set(gold["content"]) & set(found["content"]), set(gold["content"]) | set(found["content"])
    return bool(set(gold["cue"]) & set(found["cue"])) and 2 * len(both) >= len(either)


def triggers(texts: Iterable[ex.Text], parses: dict[str, Parse], least: float) -> None:
    """Triggers by word and type: whether an event is seen where there is one, and with which type."""
    n: Counter[str] = Counter()
    for text in texts:
        found = {one.token: one.type for one in parses[text.id].triggers if one.event >= least}
        for k, tag in enumerate(text.events or ()):
            if tag == ex.IGNORE:
                continue
            n["g"] += tag != 0
            n["p"] += k in found
            n["seen"] += tag != 0 and k in found
            n["r"] += k in found and tag != 0 and found[k] in kinds(tag)
    print(
        f"triggers >= {least}    {f1(n['r'], n['p'], n['g'])}   any type {f1(n['seen'], n['p'], n['g'])}   n={n['g']}"
    )


def kinds(tag: int) -> tuple[str, ...]:
    return ("CONCEDE", "RETREAT") if tag == -2 else (readings.EVENTS[tag],)


def main() -> None:
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--corpus", type=Path, required=True)
    p.add_argument("--plv", type=Path)
    p.add_argument("--model", help="a folder other than the shipped model's")
    args = p.parse_args()
    parser = load_parser(args.model)
    assert isinstance(parser, ModelParser)
    texts = readings.corpus_texts(args.corpus, parser, parser.settings["codes"]["names"], held_out=True)
    parses = {
        path.stem: parser.parse(path.read_text(encoding="utf-8")) for path in (args.corpus / "docs").glob("*.txt")
    }
    print(f"{len(texts)} passages held out")
    names(parser, texts, parses)
    attributions(texts, parses)
    for least in (0.2, 0.5):
        triggers(texts, parses, least)
    if args.plv:
        texts = readings.plv_texts(args.plv, parser, held_out=True)
        parses = {text.id: parser.parse_words(text.words, text.states) for text in texts}
        print(f"{len(texts)} PLV sentences held out; only the word that joins source and target is asked")
        triggers(texts, parses, 0.2)


if __name__ == "__main__":
    main()
