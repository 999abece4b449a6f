"""Training examples: windows of the treebanks and of the attribution corpora, as arrays, and their batches."""

from __future__ import annotations

import json
import random
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
import treebank
from torch import Tensor

from verbale.language.decode import places, scope
from verbale.language.pieces import WordPieces
from verbale.language.quotes import quotations
from verbale.language.tokenise import Word, paragraphs, words
from verbale.language.windows import quote_states, windows

IGNORE = -100
NAME_LABELS = ["PERSON", "ORG", "PLACE", "TIME", "EVENT", "MISC"]


@dataclass(slots=True)
class Text:
    """A document cut into words, with what is known of it, all by word."""

    id: str
    words: list[Word]
    states: list[int]
    grammar: dict[str, list[int]] | None = None
    names: list[int] | None = None
    attributions: list[dict[str, Any]] | None = None
    events: list[int] | None = None


@dataclass(slots=True)
class Example:
    """One window: arrays of a text's words ``begin`` to ``end``."""

    text: Text
    begin: int
    end: int
    pieces: list[int]
    features: list[int]
    first: list[int]
    attributions: list[dict[str, Any]]
    bottom: Tensor | None = None  # output of the frozen layers, kept once computed


def code_lists(paths: Sequence[Path]) -> dict[str, list[str]]:
    """The closed lists of tags, from the training treebanks, by frequency."""
    seen: dict[str, Counter[str]] = {"upos": Counter(), "xpos": Counter(), "deprel": Counter()}
    for path in paths:
        for document in treebank.read(path, names=False):
            for row in (row for paragraph in document for row in paragraph.rows):
                for field, counts in seen.items():
                    counts[getattr(row, field)] += 1
    lists = {field: [tag for tag, n in counts.most_common() if n > 2] for field, counts in seen.items()}
    return lists | {"names": ["O", *(f"{edge}-{label}" for label in NAME_LABELS for edge in "BI")]}


def treebank_texts(path: Path, codes: dict[str, list[str]], *, names: bool) -> list[Text]:
    """The documents of a treebank, cut as it cuts them."""
    number = {field: {tag: k for k, tag in enumerate(codes[field])} for field in ("upos", "xpos", "deprel")}
    out = []
    for at, document in enumerate(treebank.read(path, names=names)):
        text, cut, tags = "", [], []
        grammar: dict[str, list[int]] = {"starts": [], "upos": [], "xpos": [], "head": [], "deprel": [], "sentence": []}
        for p, paragraph in enumerate(document):
            base = len(text)
            if paragraph.names is not None:
                tags += _name_tags(paragraph, codes["names"])
            for s, sentence in enumerate(paragraph.sentences):
                begin = len(cut)
                for k, row in enumerate(sentence):
                    cut.append(Word(base + row.start, base + row.end, paragraph.text[row.start : row.end], p))
                    grammar["starts"].append(int(k == 0))
                    grammar["sentence"].append(p * 1000 + s)
                    grammar["head"].append(begin + (row.head if row.head >= 0 else k))
                    for field, tags_of in number.items():
                        grammar[field].append(tags_of.get(getattr(row, field), IGNORE))
            text += paragraph.text.rstrip() + "\n\n"
        states = quote_states(cut, quotations(text))
        out.append(Text(f"{path.stem}:{at}", cut, states, grammar, tags if names else None))
    return out


def _name_tags(paragraph: treebank.Paragraph, labels: list[str]) -> list[int]:
    tags = [0] * sum(len(sentence) for sentence in paragraph.sentences)
    for first, last, label in paragraph.names or ():
        tags[first] = labels.index("B-" + label)
        tags[first + 1 : last] = [labels.index("I-" + label)] * (last - first - 1)
    return tags


def cut_text(text: str) -> tuple[list[Word], list[int]]:
    """Words and quotation states of a raw text, as run time cuts it."""
    cut = [word for p, (start, end) in enumerate(paragraphs(text)) for word in words(text, start, end, p)]
    return cut, quote_states(cut, quotations(text))


def covered(cut: Sequence[Word], starts: Sequence[int], spans: Sequence[Sequence[int]]) -> list[int]:
    """Indices of the words that ``spans`` (characters) touch."""
    found: set[int] = set()
    for start, end in spans:
        k = max(0, bisect_right(starts, start) - 1)
        while k < len(cut) and cut[k].start < end:
            if cut[k].end > start:
                found.add(k)
            k += 1
    return sorted(found)


def attribution_texts(path: Path) -> list[Text]:
    """The articles of an attribution corpus in PolNeAR form, cut as run time cuts them."""
    out = []
    for line in path.read_text(encoding="utf-8").splitlines():
        article = json.loads(line)
        cut, states = cut_text(article["text"])
        starts = [word.start for word in cut]
        kept = []
        for one in article["attributions"]:
            roles = {role: covered(cut, starts, one[role]) for role in ("source", "cue", "content")}
            if roles["cue"] and roles["content"]:
                kept.append(roles)
        out.append(Text(article["id"], cut, states, attributions=kept))
    return out


def stretches(text: Text, chance: random.Random) -> Iterator[tuple[int, int]]:
    """Cut a text, as word ranges, into runs of one to five sentences; one to three paragraphs where it has no trees."""
    units = text.grammar["sentence"] if text.grammar else [word.paragraph for word in text.words]
    edges = [k for k in range(len(units)) if k == 0 or units[k] != units[k - 1]]
    at = 0
    while at < len(edges):
        after = at + chance.randint(1, 5 if text.grammar else 3)
        yield edges[at], edges[after] if after < len(edges) else len(units)
        at = after


def examples(
    texts: Sequence[Text], pieces: WordPieces, most: int, short: random.Random | None = None
) -> Iterator[Example]:
    """Cut texts into windows, with ``short`` into short ones; an attribution belongs to the window of its cue."""
    for text in texts:
        for begin, stop in stretches(text, short) if short else ((0, len(text.words)),):
            at = begin
            for window in windows(text.words[begin:stop], text.states[begin:stop], pieces, most):
                end = at + len(window.words)
                yield Example(text, at, end, window.pieces, window.features, window.first, _inside(text, at, end))
                at = end


def _inside(text: Text, begin: int, end: int) -> list[dict[str, Any]]:
    """Give the attributions whose cue lies in a range of words, by word of that range."""
    roles = ("source", "cue", "content")
    return [
        {role: [k - begin for k in one[role] if begin <= k < end] for role in roles}
        | {key: value for key, value in one.items() if key not in roles}
        for one in text.attributions or ()
        if begin <= one["cue"][0] and one["cue"][-1] < end
    ]


def batches(found: Sequence[Example], budget: int, chance: random.Random) -> list[list[Example]]:
    """Group examples of like length, about ``budget`` pieces a batch, in chance order."""
    ordered = sorted(found, key=lambda one: len(one.pieces) + chance.random() * 8)
    out: list[list[Example]] = [[]]
    for one in ordered:
        if out[-1] and len(one.pieces) * (len(out[-1]) + 1) > budget:
            out.append([])
        out[-1].append(one)
    chance.shuffle(out)
    return out


def tensors(batch: Sequence[Example]) -> dict[str, Tensor]:
    """Pad a batch: pieces (B, L), words (B, N), and the layers that all its texts have."""
    many, length = len(batch), max(len(one.pieces) for one in batch)
    most = max(len(one.first) for one in batch)
    ids, features = np.zeros((many, length), np.int64), np.zeros((many, length), np.int64)
    mask, first = np.zeros((many, length), np.float32), np.zeros((many, most), np.int64)
    word = np.zeros((many, most), bool)
    for b, one in enumerate(batch):
        n = len(one.pieces)
        ids[b, :n], features[b, :n], mask[b, :n] = one.pieces, one.features, 1
        first[b, : len(one.first)], word[b, : len(one.first)] = one.first, True
    out = {"ids": ids, "features": features, "mask": mask, "first": first, "word": word}
    if batch[0].text.grammar is not None:
        out |= _grammar(batch, most)
    if batch[0].text.names is not None:
        out["names"] = _by_word(batch, "names", most)
    if batch[0].text.events is not None:
        out["events"] = _by_word(batch, "events", most)
    if batch[0].text.attributions is not None:
        out |= _attributions(batch, most)
    return {name: torch.from_numpy(array) for name, array in out.items()}


def _by_word(batch: Sequence[Example], layer: str, most: int) -> np.ndarray:
    out = np.full((len(batch), most), IGNORE, np.int64)
    for b, one in enumerate(batch):
        out[b, : one.end - one.begin] = getattr(one.text, layer)[one.begin : one.end]
    return out


def _grammar(batch: Sequence[Example], most: int) -> dict[str, np.ndarray]:
    shape = (len(batch), most)
    fields = ("starts", "upos", "xpos", "head", "deprel")
    out = {field: np.full(shape, IGNORE, np.int64) for field in fields}
    out["sentence"] = np.full(shape, -1, np.int64)
    for b, one in enumerate(batch):
        grammar, cut = one.text.grammar or {}, slice(one.begin, one.end)
        n = one.end - one.begin
        for field in ("starts", "upos", "xpos", "deprel", "sentence"):
            out[field][b, :n] = grammar[field][cut]
        heads = np.array(grammar["head"][cut]) - one.begin
        out["head"][b, :n] = np.where((heads >= 0) & (heads < n), heads, IGNORE)
    return out


def _attributions(batch: Sequence[Example], most: int) -> dict[str, np.ndarray]:
    cues = np.zeros((len(batch), most), np.int64)
    which, edges, reach, found_roles, place, coded = [], [], [], [], [], []
    for b, one in enumerate(batch):
        numbers = np.array([word.paragraph for word in one.text.words[one.begin : one.end]])
        for found in one.attributions:
            first, last = found["cue"][0], found["cue"][-1] + 1
            cues[b, first:last] = 2
            cues[b, first] = 1
            low, high = scope(numbers, first)
            which.append(b)
            edges.append((first, last))
            coded.append(found.get("codes", ()))
            reach.append((low, high))
            found_roles.append(role_tags(found, most)[low:high])
            place.append(places(len(numbers), first, last, numbers)[low:high])
    wide = max((high - low for low, high in reach), default=1)
    index = np.zeros((len(reach), wide), np.int64)
    heard = np.zeros((len(reach), wide), bool)
    tags, placed = np.zeros((len(reach), wide), np.int64), np.zeros((len(reach), wide, 3), np.int64)
    for k, (low, high) in enumerate(reach):
        n = high - low
        index[k, :n], heard[k, :n] = np.arange(low, high), True
        tags[k, :n], placed[k, :n] = found_roles[k], place[k]
    return {
        "cues": cues,
        "which": np.array(which, np.int64),
        "edges": np.array(edges, np.int64).reshape(-1, 2),
        "index": index,
        "heard": heard,
        "place": placed,
        "roles": tags,
    } | ({"codes": np.array(coded, np.int64)} if coded and all(coded) else {})


def role_tags(found: dict[str, list[int]], most: int) -> np.ndarray:
    """Tags O, B and I of the source, B and I of the content; where they overlap the source stands."""
    tags = np.zeros(most, np.int64)
    for role, begin in (("content", 3), ("source", 1)):
        last = -2
        for k in found[role]:
            tags[k] = begin + 1 if k == last + 1 and tags[last] in (begin, begin + 1) else begin
            last = k
    return tags
