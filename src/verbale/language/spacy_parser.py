"""A user's own spaCy pipeline behind the same door (``--parser spacy:NAME``).

spaCy is not a requirement of verbale; it is loaded only here. What the pipeline does not do is left empty:
without a dependency parser each word is its own root, and no spaCy pipeline finds reports of speech.
Trees in ClearNLP labels, which spaCy's own English pipelines give, are turned into Universal Dependencies.
"""

from __future__ import annotations

import importlib
import re
from typing import Any, Final

from verbale.errors import InputError
from verbale.language.clear import is_clear, universal
from verbale.language.parse import Name, Parse, Sentence, Token
from verbale.language.quotes import quotations
from verbale.language.tokenise import paragraphs

# Labels of the common pipelines (OntoNotes, CoNLL) as ours; others become MISC, figures are left out.
_LABELS: Final = {
    "PERSON": "PERSON",
    "PER": "PERSON",
    "ORG": "ORG",
    "NORP": "ORG",
    "GPE": "PLACE",
    "LOC": "PLACE",
    "FAC": "PLACE",
    "PLACE": "PLACE",
    "DATE": "TIME",
    "TIME": "TIME",
    "EVENT": "EVENT",
}
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_FIGURES: Final = {"CARDINAL", "ORDINAL", "QUANTITY", "PERCENT", "MONEY"}


class SpacyParser:
    """A :class:`~verbale.language.parse.Parser` on an installed spaCy pipeline.

    Parameters
    ----------
    pipeline
        A pipeline's name or folder, or a loaded pipeline.

    Raises
    ------
    InputError
        spaCy or the pipeline is not installed.
    """

    def __init__(self, pipeline: Any) -> None:
        self._pipeline = _load(pipeline) if isinstance(pipeline, str) else pipeline
        meta = self._pipeline.meta
        self.name = f"spacy:{meta['lang']}_{meta['name']}"
        self.version = str(meta["version"])
        self._clear = is_clear(meta.get("labels", {}).get("parser", ()))

    def parse(self, text: str) -> Parse:
        """Parse ``text``, paragraph by paragraph."""
        tokens: list[Token] = []
        sentences: list[Sentence] = []
        names: list[Name] = []
        # A lone surrogate is no text to spaCy; one character stands for another, so that offsets hold.
        clean = _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", text)
        for number, (start, end) in enumerate(paragraphs(text)):
            found = self._pipeline(clean[start:end])
            _add(found, text, start, number, tokens, sentences, names, clear=self._clear)
        return Parse(text, tuple(tokens), tuple(sentences), tuple(names), quotations(text), (), self.name, self.version)


def _add(
    found: Any,
    text: str,
    start: int,
    number: int,
    tokens: list[Token],
    sentences: list[Sentence],
    names: list[Name],
    *,
    clear: bool,
) -> None:
    """Append what a pipeline found in paragraph ``number``, which begins at ``start``."""
    words = [word for word in found if not word.is_space]
    begin = len(tokens)
    place = {word.i: k for k, word in enumerate(words)}
    index = {i: begin + k for i, k in place.items()}
    heads = [place.get(word.head.i, k) for k, word in enumerate(words)]
    labels = ["root" if head == k else word.dep_ for k, (head, word) in enumerate(zip(heads, words, strict=True))]
    if clear:
        heads, labels = universal(heads, labels, [word.pos_ for word in words], [word.lemma_ for word in words])
    for k, word in enumerate(words):
        at = start + word.idx
        tokens.append(
            Token(
                index=begin + k,
                start=at,
                end=at + len(word.text),
                text=text[at : at + len(word.text)],
                lemma=word.lemma_ or word.text.lower(),
                upos=word.pos_ or "X",
                xpos=word.tag_,
                head=begin + heads[k],
                deprel="root" if heads[k] == k else labels[k],
            )
        )
    for sentence in _sentences(found, words):
        first, last = index[sentence[0].i], index[sentence[-1].i]
        span = (tokens[first].start, tokens[last].end)
        sentences.append(Sentence(len(sentences), first, last + 1, *span, number))
    for one in found.ents:
        if one.label_ not in _FIGURES:
            label = _LABELS.get(one.label_, "MISC")
            names.append(Name(start + one.start_char, start + one.end_char, label, 1.0))


def _load(name: str) -> Any:
    try:
        spacy = importlib.import_module("spacy")
    except ImportError as error:
        raise InputError(f"expected spaCy for the parser spacy:{name}, found none; pip install spacy") from error
    try:
        return spacy.load(name)
    except (OSError, ValueError, ImportError) as error:
        raise InputError(f"expected an installed spaCy pipeline {name}, but {error}") from error


def _sentences(found: Any, words: list[Any]) -> list[list[Any]]:
    """The words of each sentence; the whole paragraph where the pipeline finds no sentences."""
    if not words:
        return []
    if not found.has_annotation("SENT_START"):
        return [words]
    split = [[word for word in sentence if not word.is_space] for sentence in found.sents]
    return [one for one in split if one]
