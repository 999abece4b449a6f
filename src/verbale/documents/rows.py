"""Corpus files: one document a row (CSV, TSV) or a line (JSONL)."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator, Mapping
from io import StringIO
from typing import Any

from verbale.documents.encoding import decode
from verbale.documents.loaded import MOST_CHARACTERS, Found
from verbale.errors import InputError

TEXT = ("text", "content", "body", "article", "full_text", "fulltext")
FIELDS: Mapping[str, tuple[str, ...]] = {
    "title": ("title", "headline"),
    "author": ("author", "byline"),
    "publisher": ("publisher", "outlet", "source", "newspaper"),
    "published": ("published", "date", "publication_date", "published_at"),
    "url": ("url", "link"),
    "kind": ("kind",),
    "language": ("language", "lang"),
}
_LONE = re.compile("[\ud800-\udfff]")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def read_csv(data: bytes, where: str) -> Iterator[Found]:
    """Give a document for each row of a table that has a column named ``text`` (or ``content``, ``body``)."""
    text, note = decode(data, where)
    csv.field_size_limit(MOST_CHARACTERS)
    delimiter = "\t" if text.partition("\n")[0].count("\t") else ","
    rows = csv.DictReader(StringIO(text, newline=""), delimiter=delimiter)
    try:
        for number, row in enumerate(rows, 1):
            yield _found({k.strip().lower(): v for k, v in row.items() if k}, f"{where}, row {number}", note)
    except csv.Error as error:
        raise InputError(f"{where}: expected a CSV table, found a broken line: {error}; check its quotes") from None


def read_jsonl(data: bytes, where: str) -> Iterator[Found]:
    """Give a document for each JSON object, one a line (or for each object of one JSON list)."""
    text, note = decode(data, where)
    if text.lstrip().startswith("["):
        objects = _parsed(text, where)
    else:
        lines = ((n, line) for n, line in enumerate(text.splitlines(), 1) if line.strip())
        objects = [_parsed(line, f"{where}, line {n}") for n, line in lines]
    for number, one in enumerate(objects, 1):
        if not isinstance(one, Mapping):
            raise InputError(f"{where}, object {number}: expected a JSON object, found {type(one).__name__}")
        yield _found({str(k).lower(): v for k, v in one.items()}, f"{where}, object {number}", note)


def _parsed(text: str, where: str) -> Any:
    try:
        return json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        raise InputError(f"{where}: expected JSON, found none: {error}; one JSON object a line") from None


def _found(row: Mapping[str, Any], where: str, note: str | None) -> Found:
    column = next((name for name in TEXT if name in row), None)
    if column is None:
        raise InputError(
            f"{where}: expected a column or key named one of {', '.join(TEXT)}, "
            f"found {', '.join(map(str, row)) or 'none'}; rename the one that holds the text"
        )
    text = row[column] if isinstance(row[column], str) else ""
    known: dict[str, Any] = {}
    for name, columns in FIELDS.items():
        value = next((row[column] for column in columns if row.get(column)), None)
        if isinstance(value, str) and value.strip():
            known[name] = value.strip()
    if "published" in known and (day := _DAY.match(known["published"])):
        known["published"] = day.group()
    return Found(text=_LONE.sub("\ufffd", text), known=known, notes=(note,) if note else ())
