"""Read the treebanks: CoNLL-U files into documents of paragraphs with their raw text, tokens and names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(slots=True)
class Row:
    """A syntactic word. ``head`` is an index within the sentence, -1 for the root."""

    form: str
    start: int
    end: int
    lemma: str
    upos: str
    xpos: str
    head: int
    deprel: str
    misc: str


@dataclass(slots=True)
class Paragraph:
    """Raw text, its sentences, and name spans as (first token, last token exclusive, label) over all rows."""

    text: str = ""
    sentences: list[list[Row]] = field(default_factory=list)
    names: list[tuple[int, int, str]] | None = None

    @property
    def rows(self) -> list[Row]:
        return [row for sentence in self.sentences for row in sentence]


LABELS = {"person": "PERSON", "organization": "ORG", "place": "PLACE", "time": "TIME", "event": "EVENT"}


def read(path: Path, *, names: bool) -> Iterator[list[Paragraph]]:
    """Give the documents of a CoNLL-U file, each a list of paragraphs; ``names`` reads GUM's entities."""
    document: list[Paragraph] = []
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        lines = block.splitlines()
        if not lines:
            continue
        if any(line.startswith("# newdoc") for line in lines) and document:
            yield _finished(document, names)
            document = []
        if not document or any(line.startswith("# newpar") for line in lines):
            document.append(Paragraph())
        _add_sentence(document[-1], [line.split("\t") for line in lines if not line.startswith("#")])
    if document:
        yield _finished(document, names)


def _add_sentence(paragraph: Paragraph, lines: list[list[str]]) -> None:
    text = paragraph.text
    rows: list[Row] = []
    multi_until, multi_text, multi_space, multi_at = 0, "", True, 0
    for cells in lines:
        if "." in cells[0]:
            continue
        space = "SpaceAfter=No" not in cells[9]
        if "-" in cells[0]:
            multi_until, multi_text = int(cells[0].split("-")[1]), cells[1]
            multi_space, multi_at = space, len(text)
            continue
        number = int(cells[0])
        form = cells[1]
        if number <= multi_until:
            rest = multi_text[len(text) - multi_at :]
            take = len(form) if rest.lower().startswith(form.lower()) else max(1, len(rest) - 2)
            if number == multi_until:
                take = len(rest)
            start = len(text)
            text += rest[:take]
            end = len(text)
            if number == multi_until:
                text += " " if multi_space else ""
        else:
            start = len(text)
            text += form
            end = len(text)
            text += " " if space else ""
        rows.append(Row(form, start, end, cells[2], cells[3], cells[4], int(cells[6]) - 1, cells[7], cells[9]))
    if rows:
        paragraph.text = text
        paragraph.sentences.append(rows)


def _finished(document: list[Paragraph], names: bool) -> list[Paragraph]:
    out = [one for one in document if one.sentences]
    if names:
        for one in out:
            one.names = []
        _read_names(out)
    return out


def _read_names(document: list[Paragraph]) -> None:
    """Find GUM's mentions headed by a proper noun, and its dates, cut to the name itself."""
    for paragraph in document:
        offset = 0
        assert paragraph.names is not None
        for sentence in paragraph.sentences:
            found: list[tuple[int, int, str]] = []
            for first, last, kind in _mentions(sentence):
                core = _time(sentence, first, last) if kind == "time" else _core(sentence, first, last)
                if core:
                    found.append((*core, LABELS.get(kind, "MISC")))
            taken: set[int] = set()
            for first, last, label in sorted(set(found), key=lambda one: (one[0] - one[1], one)):
                if taken.isdisjoint(range(first, last)):
                    taken |= set(range(first, last))
                    paragraph.names.append((offset + first, offset + last, label))
            offset += len(sentence)
        paragraph.names.sort()


def _mentions(sentence: list[Row]) -> Iterator[tuple[int, int, str]]:
    """GUM's ``Entity=`` brackets of one sentence, as (first, last exclusive, type)."""
    open_: dict[str, list[tuple[int, str]]] = {}
    for k, row in enumerate(sentence):
        marks = next((part[7:] for part in row.misc.split("|") if part.startswith("Entity=")), "")
        for mark in re.findall(r"\([^()]+\)?|[^()]+\)", marks):
            if mark.startswith("("):
                number, kind = mark.strip("()").split("-")[:2]
                if mark.endswith(")"):
                    yield k, k + 1, kind
                else:
                    open_.setdefault(number, []).append((k, kind))
            else:
                number = mark[:-1].split("-")[0]
                if open_.get(number):
                    first, kind = open_[number].pop()
                    yield first, k + 1, kind


def _head(sentence: list[Row], first: int, last: int) -> int:
    for k in range(first, last):
        if not first <= sentence[k].head < last:
            return k
    return first


def _proper(row: Row) -> bool:
    return row.xpos in {"NNP", "NNPS"}


INSIDE = {"flat", "compound", "amod", "nummod", "punct", "goeswith", "nmod:poss", "case", "cc", "conj"}


def _core(sentence: list[Row], first: int, last: int) -> tuple[int, int] | None:
    head = _head(sentence, first, last)
    if not _proper(sentence[head]):
        return None
    left = head
    while left > first and _name_part(sentence, left - 1, head):
        left -= 1
    while left < head and not (_proper(sentence[left]) or sentence[left].form[:1].isupper()):
        left += 1
    right = head + 1
    while right < last and _name_part(sentence, right, head):
        right += 1
    end = right
    while end < last and sentence[end].form.lower() in {
        "of",
        "for",
        "and",
        "the",
        "on",
        "&",
        "-",
        "de",
        "al",
    }:
        end += 1
        while end < last and _proper(sentence[end]) and sentence[end].deprel != "appos":
            end += 1
            right = end
    while right > head + 1 and not (_proper(sentence[right - 1]) or sentence[right - 1].form[:1].isalnum()):
        right -= 1
    return left, right


def _name_part(sentence: list[Row], k: int, head: int) -> bool:
    row = sentence[k]
    if row.deprel.startswith(("nmod:desc", "appos", "det", "vocative", "list", "parataxis")):
        return False
    if row.form in {"-", "–", "&", ".", "'s", "’s"}:
        return True
    return (row.form[:1].isupper() or row.form[:1].isdigit()) and row.deprel.split(":")[0] in INSIDE | {
        "nmod",
        "obl",
    }


DATE_WORD = re.compile(
    r"(?i)(?:jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec|mon|tues?|wed|thu|fri|sat|sun)[a-z]*\.?$|\d+(?:th|st|nd|rd|s)?$"
)


def _time(sentence: list[Row], first: int, last: int) -> tuple[int, int] | None:
    """A date: a time mention with a proper noun or a figure in it, without its article and preposition."""
    while first < last and sentence[first].upos in {"DET", "ADP", "ADV", "PUNCT", "SCONJ"}:
        first += 1
    if first >= last or last - first > 7:
        return None
    inside = sentence[first:last]
    if not any(_proper(row) or row.form[:1].isdigit() for row in inside):
        return None
    return first, last
