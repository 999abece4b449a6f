import random
import warnings
from typing import Any

import pytest

from verbale.errors import InputError
from verbale.language import Parser, load_parser
from verbale.language.spacy_parser import SpacyParser

spacy = pytest.importorskip("spacy")

SENTENCES = [
    (["The", "envoy", "left", "Orsk", "."], [1, 2, 2, 2, 2], ["det", "nsubj", "ROOT", "obj", "punct"], "DNVPX"),
    (["Ana", "met", "the", "minister", "."], [1, 1, 3, 1, 1], ["nsubj", "ROOT", "det", "obj", "punct"], "PVDNX"),
    (["The", "minister", "saw", "Ana", "."], [1, 2, 2, 2, 2], ["det", "nsubj", "ROOT", "obj", "punct"], "DNVPX"),
]
TAGS = {"D": "DET", "N": "NOUN", "V": "VERB", "P": "PROPN", "X": "PUNCT"}


@pytest.fixture(scope="module")
def pipeline() -> Any:
    """A pipeline trained on three sentences, until it knows them by heart."""
    from spacy.tokens import Doc  # noqa: PLC0415 (needs spaCy)
    from spacy.training import Example  # noqa: PLC0415

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        nlp = spacy.blank("en")
        nlp.add_pipe("morphologizer")
        nlp.add_pipe("parser", config={"min_action_freq": 1})
        nlp.add_pipe("ner")
        examples = []
        for words, heads, deps, letters in SENTENCES:
            ents = ["B-PERSON" if word == "Ana" else "B-GPE" if word == "Orsk" else "O" for word in words]
            pos = [TAGS[letter] for letter in letters]
            doc = Doc(nlp.vocab, words=words, heads=heads, deps=deps, pos=pos, ents=ents)
            examples.append(Example(nlp.make_doc(doc.text), doc))
        random.seed(0)
        spacy.util.fix_random_seed(0)
        nlp.initialize(lambda: examples)
        for _ in range(60):
            nlp.update(examples)
    return nlp


def test_a_pipeline_gives_a_parse(pipeline: Any) -> None:
    parser = SpacyParser(pipeline)
    assert isinstance(parser, Parser)
    text = "Note\n\nThe envoy left Orsk ."
    parse = parser.parse(text)
    assert [text[one.start : one.end] for one in parse.sentences] == ["Note", "The envoy left Orsk ."]
    words = {token.text: token for token in parse.tokens}
    assert parse.tokens[words["envoy"].head].text == "left"
    assert words["left"].deprel == "root"
    assert words["envoy"].upos == "NOUN"
    assert [(text[one.start : one.end], one.label) for one in parse.names] == [("Orsk", "PLACE")]
    assert parse.reports == ()


def test_odd_text(pipeline: Any) -> None:
    for text in ("", "\ud800 x", "\x00", "a\u00a0b  c"):
        parse = SpacyParser(pipeline).parse(text)
        assert all(text[token.start : token.end] == token.text for token in parse.tokens)


def test_a_blank_pipeline_leaves_each_word_its_own_root() -> None:
    parse = SpacyParser(spacy.blank("en")).parse("They met. They left.")
    assert all(token.head == token.index and token.deprel == "root" for token in parse.tokens)
    assert len(parse.sentences) == 1


def test_clear_labels_come_out_universal() -> None:
    from spacy.tokens import Doc  # noqa: PLC0415 (needs spaCy)

    nlp = spacy.blank("en")

    @spacy.Language.component("told_tree")
    def told_tree(doc: Any) -> Any:
        return Doc(
            doc.vocab,
            words=[token.text for token in doc],
            spaces=[bool(token.whitespace_) for token in doc],
            heads=[1, 1, 1, 2],
            deps=["nsubj", "ROOT", "prep", "pobj"],
            pos=["PRON", "VERB", "ADP", "PROPN"],
        )

    nlp.add_pipe("told_tree")
    parser = SpacyParser(nlp)
    parser._clear = True
    found = parser.parse("They spoke to Ana")
    assert [token.head for token in found.tokens] == [1, 1, 3, 1]
    assert [token.deprel for token in found.tokens] == ["nsubj", "root", "case", "obl"]


def test_a_missing_pipeline_is_named() -> None:
    with pytest.raises(InputError, match="no_such_pipeline"):
        load_parser("spacy:no_such_pipeline")
