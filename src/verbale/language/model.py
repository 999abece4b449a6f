"""The shipped model: one small encoder with several heads, run window by window by ONNX Runtime.

``data/model/CARD.md`` says what it was trained on, how, and how good it is.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib.resources import files
from itertools import islice
from pathlib import Path
from typing import Any, Final

import numpy as np
import onnxruntime  # type: ignore[import-untyped]

from verbale.errors import InputError
from verbale.language import decode
from verbale.language.chains import Chain
from verbale.language.decode import Floats, Ints
from verbale.language.lemma import lemma
from verbale.language.parse import Name, Parse, Quotation, Report, Sentence, Token, Trigger
from verbale.language.pieces import WordPieces
from verbale.language.quotes import quotations
from verbale.language.tokenise import Word, paragraphs, words
from verbale.language.windows import Window, quote_states, windows

NAME: Final = "verbale-small"
# Chosen on the development treebanks, where 1 to 4 do about equally well.
_STOP_WEIGHT: Final = 4.0
_STOPS: Final = {".", "!", "?", "?!", "!!"}
_CLOSING: Final = {'"', "”", "''", "'", "’", ")"}
_OPENING: Final = "\"“‘'"
# A word is called a trigger from this probability of naming an event; the reader of a parse may ask for more.
_LEAST: Final = 0.2
# Windows decoded together: the more, the fewer steps of the chains; the memory held is theirs.
_TOGETHER: Final = 16
_HALF: Final = 256  # width of what a word shows to a cue; the second half is what it shows as one


@dataclass(slots=True)
class _Found:
    """What is collected while a text is parsed, by word of the whole text."""

    tokens: list[Token]
    sentences: list[Sentence]
    names: list[Name]
    reports: list[Report]
    triggers: list[Trigger]


@dataclass(frozen=True, slots=True)
class _Told:
    """A cue with its source and content, as runs of words of the window."""

    cue: tuple[int, int]
    source: list[tuple[int, int]]
    content: list[tuple[int, int]]


class ModelParser:
    """A :class:`~verbale.language.parse.Parser` on the ONNX files of ``folder``.

    Parameters
    ----------
    folder
        Where ``model.json``, ``tokens.onnx``, ``relations.onnx``, ``roles.onnx``, ``codes.onnx``,
        ``lemmas.json`` and
        ``vocabulary.txt`` lie.
    threads
        Threads of the encoder. The result does not depend on it.
    """

    name = NAME

    def __init__(self, folder: Path, threads: int = 1) -> None:
        try:
            self.settings: dict[str, Any] = json.loads((folder / "model.json").read_text(encoding="utf-8"))
            self._lemmas = json.loads((folder / "lemmas.json").read_text(encoding="utf-8"))
            pieces = (folder / "vocabulary.txt").read_text(encoding="utf-8").split("\n")
            self._tokens = _session(folder / "tokens.onnx", threads)
            self._relations = _session(folder / "relations.onnx", threads)
            self._roles = _session(folder / "roles.onnx", threads)
            self._coding = _session(folder / "codes.onnx", threads)
        except (OSError, ValueError) as error:
            if isinstance(error, InputError):
                raise
            raise InputError(
                f"expected a language model in {folder}, but {error}; install verbale again to mend it"
            ) from error
        self.version: str = self.settings["version"]
        self._pieces = WordPieces(pieces)
        self._outputs = [one.name for one in self._tokens.get_outputs()]
        self._cue_chain, self._role_chain = _chain(self.settings["cue_chain"]), _chain(self.settings["role_chain"])
        self._name_chain = _name_chain(len(self._codes["names"]))
        self._lemma = lru_cache(1 << 15)(self._lemma_of)

    @cached_property
    def _codes(self) -> Mapping[str, list[str]]:
        return self.settings["codes"]  # type: ignore[no-any-return]

    def parse(self, text: str) -> Parse:
        """Parse ``text``, window by window; any Unicode text gives a parse."""
        quoted = quotations(text)
        cut = [word for n, (start, end) in enumerate(paragraphs(text)) for word in words(text, start, end, n)]
        found = self._found(cut, quote_states(cut, quoted))
        return self._parse(text, quoted, found)

    def parse_words(self, cut: Sequence[Word], states: Sequence[int]) -> Parse:
        """Parse words that are cut already, ``states`` their quotation states; to measure with given words."""
        return self._parse("", (), self._found(cut, states))

    def _parse(self, text: str, quoted: tuple[Quotation, ...], found: _Found) -> Parse:
        return Parse(
            text=text,
            tokens=tuple(found.tokens),
            sentences=tuple(found.sentences),
            names=tuple(sorted(found.names, key=lambda one: one.start)),
            quotations=quoted,
            reports=tuple(sorted(found.reports, key=lambda one: one.cue)),
            parser=self.name,
            version=self.version,
            triggers=tuple(found.triggers),
        )

    def _found(self, cut: Sequence[Word], states: Sequence[int]) -> _Found:
        found = _Found([], [], [], [], [])
        rest = windows(cut, states, self._pieces)
        while some := list(islice(rest, _TOGETHER)):
            self._read(some, found)
        return found

    def _read(self, some: Sequence[Window], found: _Found) -> None:
        """Decode each layer of a few windows in turn; the chains run over all of them at once."""
        seen = [self._scores(window) for window in some]
        numbers = [np.array([word.paragraph for word in window.words], np.int64) for window in some]
        names = self._name_chain.best([one["names"] for one in seen])
        cues = self._cue_chain.best([one["cues"] for one in seen])
        shares = self._cue_chain.shares([one["cues"] for one in seen])
        told = self._told(cues, numbers, seen)
        for k, window in enumerate(some):
            found.triggers += self._triggers(len(found.tokens), seen[k])
            self._read_grammar(window.words, numbers[k], seen[k], found)
            found.names += self._names(window.words, seen[k]["names"], names[k])
            found.reports += self._reports(window.words, told[k], 1 - shares[k][:, decode.OUTSIDE], seen[k])

    def _scores(self, window: Window) -> dict[str, Floats]:
        """Run the encoder on a window: scores and vectors of its words, by name."""
        values = self._tokens.run(
            None,
            {
                "ids": np.array([window.pieces], np.int64),
                "features": np.array([window.features], np.int64),
                "first": np.array([window.first], np.int64),
            },
        )
        return dict(zip(self._outputs, values, strict=True))

    def _lemma_of(self, word: str, tag: str) -> str:
        return lemma(word, tag, self._lemmas["endings"], self._lemmas["words"])

    def _read_grammar(self, cut: Sequence[Word], numbers: Ints, scores: Mapping[str, Floats], found: _Found) -> None:
        begin = len(found.tokens)
        heads = np.zeros(len(cut), np.int64)
        for first, last in _sentences(cut, numbers, scores["starts"]):
            heads[first:last] = first + decode.tree(scores["arcs"][first:last, first:last])
            found.sentences.append(
                Sentence(
                    len(found.sentences),
                    begin + first,
                    begin + last,
                    cut[first].start,
                    cut[last - 1].end,
                    cut[first].paragraph,
                )
            )
        labels = self._labels(scores, heads)
        upos, xpos = self._tags(cut, scores, "upos"), self._tags(cut, scores, "xpos")
        for k, word in enumerate(cut):
            tag = self._codes["xpos"][xpos[k]]
            found.tokens.append(
                Token(
                    index=begin + k,
                    start=word.start,
                    end=word.end,
                    text=word.text,
                    lemma=self._lemma(word.text, tag),
                    upos=self._codes["upos"][upos[k]],
                    xpos=tag,
                    head=begin + int(heads[k]),
                    deprel=labels[k],
                )
            )

    @cached_property
    def _known(self) -> Mapping[str, Mapping[str, tuple[int, ...]]]:
        """The tags that a common form may have, as indices."""
        number = {field: {tag: k for k, tag in enumerate(self._codes[field])} for field in ("upos", "xpos")}
        return {
            field: {
                form: found
                for form, tags in self._lemmas.get("tags", {}).items()
                if (found := tuple(number[field][tag] for tag in tags[field] if tag in number[field]))
            }
            for field in number
        }

    def _tags(self, cut: Sequence[Word], scores: Mapping[str, Floats], field: str) -> Ints:
        """Best tags of words; a common form has none that it never has in the treebanks."""
        best: Ints = scores[field].argmax(1)
        known, values = self._known[field], scores[field]
        for k, word in enumerate(cut):
            allowed = known.get(word.text.lower())
            if allowed is not None and best[k] not in allowed:
                best[k] = max(allowed, key=values[k].__getitem__)
        return best

    def _labels(self, scores: Mapping[str, Floats], heads: Ints) -> list[str]:
        """Labels of the chosen arcs; ``root`` goes to roots and to nothing else."""
        values = self._relations.run(None, {"child": scores["child"], "parent": scores["parent"][heads]})[0]
        names = self._codes["deprel"]
        root = names.index("root")
        values[:, root] = -np.inf
        best = values.argmax(1)
        best[heads == np.arange(len(heads))] = root
        return [names[k] for k in best]

    def _names(self, cut: Sequence[Word], scores: Floats, tags: Ints) -> Iterator[Name]:
        shares = _softmax(scores)
        for kind in range(1, scores.shape[1], 2):
            for first, last in decode.runs(tags, kind):
                label = self._codes["names"][kind][2:]
                share = float(shares[first:last, kind : kind + 2].sum(1).min())
                yield Name(cut[first].start, cut[last - 1].end, label, round(share, 4))

    def _told(
        self, cues: Sequence[Ints], numbers: Sequence[Ints], seen: Sequence[Mapping[str, Floats]]
    ) -> list[list[_Told]]:
        """Sources and contents of the cues of each window; a cue without content is left out."""
        asked: list[tuple[int, tuple[int, int], int]] = []
        rows: list[Floats] = []
        for k, tags in enumerate(cues):
            for (low, high), many in _by_scope(decode.runs(tags, 1), numbers[k]):
                asked += [(k, cue, low) for cue in many]
                rows += list(self._roles_of(many, (low, high), numbers[k], seen[k]["shown"]))
        out: list[list[_Told]] = [[] for _ in cues]
        for (k, cue, low), row in zip(asked, self._role_chain.best(rows), strict=True):
            source, content = ([(low + a, low + b) for a, b in decode.runs(row, begin)] for begin in (1, 3))
            if content:
                out[k].append(_Told(cue, source, content))
        return out

    def _roles_of(
        self, cues: Sequence[tuple[int, int]], scope: tuple[int, int], numbers: Ints, shown: Floats
    ) -> Floats:
        """Scores (cues, words of the scope, tags) of what each word is to each cue."""
        low, high = scope
        own = np.stack([(shown[a, _HALF:] + shown[b - 1, _HALF:]) / 2 for a, b in cues])
        placed = np.stack([decode.places(len(numbers), a, b, numbers)[low:high] for a, b in cues])
        scores: Floats = self._roles.run(None, {"shown": shown[low:high, :_HALF], "cue": own, "place": placed})[0]
        return scores

    def _reports(
        self, cut: Sequence[Word], told: Sequence[_Told], shares: Floats, scores: Mapping[str, Floats]
    ) -> Iterator[Report]:
        for one, codes in zip(told, self._codes_of(told, scores), strict=True):
            yield Report(
                cue=_characters(cut, [one.cue])[0],
                source=_characters(cut, one.source),
                content=_characters(cut, one.content),
                confidence=round(float(shares[one.cue[0] : one.cue[1]].mean()), 4),
                codes=codes,
            )

    def _codes_of(
        self, told: Sequence[_Told], scores: Mapping[str, Floats]
    ) -> list[tuple[tuple[str, str, float], ...]]:
        """The codes of statements: for each field the likeliest value."""
        if not told:
            return []
        vectors = np.stack([_statement(one, scores["thought"]) for one in told])
        values = self._coding.run(None, {"statements": vectors})[0]
        out: list[list[tuple[str, str, float]]] = [[] for _ in told]
        at = 0
        for name, codes in self.settings["codes"].items():
            if not name.startswith("code:"):
                continue
            shares = _softmax(values[:, at : at + len(codes)])
            at += len(codes)
            for row, best, found in zip(shares, shares.argmax(1), out, strict=True):
                found.append((name.removeprefix("code:"), codes[best], round(float(row[best]), 4)))
        return [tuple(one) for one in out]

    def _triggers(self, begin: int, scores: Mapping[str, Floats]) -> Iterator[Trigger]:
        """The words that name an event at least as likely as :data:`_LEAST`."""
        shares = _softmax(scores["events"])
        kinds = self.settings["codes"]["events"]
        for k in np.flatnonzero(1 - shares[:, 0] >= _LEAST).tolist():
            best = 1 + int(shares[k, 1:].argmax())
            share, event = float(shares[k, best]), float(1 - shares[k, 0])
            yield Trigger(begin + k, kinds[best], round(share, 4), round(event, 4))


def _session(path: Path, threads: int) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.use_deterministic_compute = True
    options.log_severity_level = 3
    try:
        return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    except Exception as error:  # ONNX Runtime's own errors have no common base
        raise InputError(f"expected an ONNX graph in {path}, but {error}; install verbale again to mend it") from error


def _sentences(cut: Sequence[Word], numbers: Ints, scores: Floats) -> Iterator[tuple[int, int]]:
    """Word ranges of sentences: one begins with each paragraph and where the model says so.

    A capital after a full stop makes a beginning likelier than the model, which saw much careless text, holds.
    """
    begins = [
        k
        for k in range(len(numbers))
        if k == 0 or numbers[k] != numbers[k - 1] or scores[k] + _STOP_WEIGHT * _after_stop(cut, k) > 0
    ]
    yield from zip(begins, [*begins[1:], len(numbers)], strict=True)


def _after_stop(cut: Sequence[Word], k: int) -> bool:
    """Whether word ``k`` has a capital or an opening mark and follows a full stop (and closing marks)."""
    last = k - 2 if cut[k - 1].text in _CLOSING and k > 1 else k - 1
    return cut[last].text in _STOPS and (cut[k].text[0].isupper() or cut[k].text[0] in _OPENING)


def _by_scope(
    cues: Sequence[tuple[int, int]], numbers: Ints
) -> Iterator[tuple[tuple[int, int], list[tuple[int, int]]]]:
    """Group cues that look among the same words."""
    groups: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for cue in cues:
        groups.setdefault(decode.scope(numbers, cue[0]), []).append(cue)
    yield from groups.items()


def _characters(cut: Sequence[Word], ranges: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    return tuple((cut[a].start, cut[b - 1].end) for a, b in ranges)


def _statement(one: _Told, thought: Floats) -> Floats:
    """The vector that a statement is coded from: mean of the cue; mean, largest and first of the content."""
    content = np.concatenate([thought[a:b] for a, b in one.content])
    cue = thought[one.cue[0] : one.cue[1]].mean(0)
    return np.concatenate([cue, content.mean(0), content.max(0), content[0]]).astype(np.float32)


def _chain(settings: Mapping[str, Any]) -> Chain:
    return Chain(np.array(settings["steps"], np.float32), np.array(settings["start"], np.float32))


def _name_chain(tags: int) -> Chain:
    """Steps of begin-inside tags O B I B I ...: an inside tag follows only its own kind."""
    steps = np.zeros((tags, tags), np.float32)
    start = np.zeros(tags, np.float32)
    for inside in range(2, tags, 2):
        steps[:, inside] = -1e4
        steps[[inside - 1, inside], inside] = 0
        steps[[inside - 1, inside], inside - 1] = -3  # two names of one kind side by side are nearly always one
        start[inside] = -1e4
    return Chain(steps, start)


def _softmax(scores: Floats) -> Floats:
    raised = np.exp(scores - scores.max(1, keepdims=True))
    out: Floats = raised / raised.sum(1, keepdims=True)
    return out


def shipped() -> Path:
    """Give the folder of the shipped model."""
    return Path(str(files("verbale") / "data" / "model"))
