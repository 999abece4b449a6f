import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from verbale.errors import InputError
from verbale.language import Parse, Parser, load_parser
from verbale.language.model import shipped

TEXT = (
    "Orsk, 3 March – The Velmoran foreign minister, Ana Duric, told reporters on Tuesday that her country would "
    "not return to the talks. “We have waited long enough,” she said.\n\n"
    "Her Kestrian counterpart didn't comment."
)


def check(parse: Parse, text: str) -> None:
    """What every parse keeps: exact slices, in order; one root a sentence; heads inside it."""
    at = 0
    for k, token in enumerate(parse.tokens):
        assert token.index == k
        assert at <= token.start < token.end
        assert text[token.start : token.end] == token.text
        at = token.end
    assert [token for one in parse.sentences for token in range(one.first, one.last)] == list(range(len(parse.tokens)))
    for one in parse.sentences:
        inside = parse.tokens[one.first : one.last]
        assert sum(token.head == token.index for token in inside) == 1
        assert all(one.first <= token.head < one.last for token in inside)
        assert all((token.deprel == "root") == (token.head == token.index) for token in inside)
    for report in parse.reports:
        assert report.content
        for start, end in (report.cue, *report.source, *report.content):
            assert 0 <= start < end <= len(text)


def test_forms_that_the_endings_get_wrong_have_their_lemmas() -> None:
    parse = load_parser().parse("The envoy begged them to wait. Lemvia conceded the point and vetoed the draft.")
    lemmas = {token.text: token.lemma for token in parse.tokens}
    assert (lemmas["begged"], lemmas["conceded"], lemmas["vetoed"]) == ("beg", "concede", "veto")


def test_a_common_form_has_only_tags_that_it_may_have() -> None:
    tokens = load_parser().parse(TEXT + " The two said that they had said so, she said.").tokens
    assert {token.xpos for token in tokens if token.text == "said"} <= {"VBD", "VBN"}
    assert {token.upos for token in tokens if token.text in ("the", "The")} == {"DET"}


def test_a_sentence_by_itself_is_one_sentence() -> None:
    text = "The two ministers met in Orsk on Tuesday and agreed to reopen the bridge."
    assert len(load_parser().parse(text).sentences) == 1


def test_the_shipped_model_is_a_parser() -> None:
    parser = load_parser()
    assert isinstance(parser, Parser)
    assert load_parser() is parser


def test_grammar_names_and_reports_of_a_plain_text() -> None:
    parse = load_parser().parse(TEXT)
    check(parse, TEXT)
    assert [one.paragraph for one in parse.sentences] == [0, 0, 1]
    tokens = {token.text: token for token in parse.tokens}
    assert (tokens["told"].lemma, tokens["told"].upos, tokens["told"].deprel) == ("tell", "VERB", "root")
    assert parse.tokens[tokens["minister"].head].text == "told"
    assert tokens["n't"].head == tokens["comment"].index
    said = next(one for one in parse.reports if TEXT[slice(*one.cue)] == "said")
    assert [TEXT[slice(*one)] for one in said.source] == ["she"]
    assert "We have waited long enough" in TEXT[said.content[0][0] : said.content[-1][1]]
    told = next(one for one in parse.reports if "told" in TEXT[slice(*one.cue)])
    assert "would not return to the talks" in TEXT[told.content[0][0] : told.content[-1][1]]
    assert any("Ana Duric" in TEXT[one.start : one.end] for one in parse.names)


def test_the_thread_count_changes_nothing() -> None:
    text = TEXT * 4
    first = load_parser().parse(text)
    assert load_parser().parse(text) == first
    assert load_parser(threads=2).parse(text) == first


def test_a_long_paragraph_is_read_in_parts() -> None:
    text = "The minister said that nothing had changed since the last round. " * 60
    parse = load_parser().parse(text)
    check(parse, text)
    assert len(parse.sentences) == 60
    check(load_parser().parse("word " * 1200), "word " * 1200)


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=80) | st.text(alphabet="a.’“\"'\n \u00a0-A1é中\u0301", max_size=80))
def test_any_text_gives_a_parse(text: str) -> None:
    check(load_parser().parse(text), text)


@pytest.mark.parametrize("text", ["", " \n\t", "\x00", "\ud800", "\u200b", "\u0301", "…", "x" * 5000])
def test_odd_texts(text: str) -> None:
    check(load_parser().parse(text), text)


def test_a_folder_without_a_model_is_named() -> None:
    with pytest.raises(InputError, match="/nowhere"):
        load_parser("/nowhere")


def test_a_damaged_model_is_named(tmp_path: Path) -> None:
    shutil.copytree(shipped(), tmp_path / "model")
    (tmp_path / "model" / "roles.onnx").write_bytes(b"broken")
    with pytest.raises(InputError, match=r"roles\.onnx"):
        load_parser(str(tmp_path / "model"))
