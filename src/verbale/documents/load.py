"""Files, folders, standard input and pasted text to documents."""

from __future__ import annotations

import os
import sys
import typing
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from verbale.codes import DocumentKind
from verbale.documents.encoding import decode
from verbale.documents.guess import day_in, guess
from verbale.documents.loaded import MOST_BYTES, MOST_CHARACTERS, Found, Loaded, Reader, checked_length
from verbale.documents.page import read_mhtml, read_page
from verbale.documents.paper import read_docx, read_pdf
from verbale.documents.plain import read_markdown, read_text
from verbale.documents.rows import read_csv, read_jsonl
from verbale.errors import InputError
from verbale.records import Document, Note

READERS: dict[str, Reader] = {
    ".txt": read_text,
    ".text": read_text,
    ".md": read_markdown,
    ".markdown": read_markdown,
    ".htm": read_page,
    ".html": read_page,
    ".xhtml": read_page,
    ".mhtml": read_mhtml,
    ".mht": read_mhtml,
    ".pdf": read_pdf,
    ".docx": read_docx,
    ".csv": read_csv,
    ".tsv": read_csv,
    ".jsonl": read_jsonl,
    ".ndjson": read_jsonl,
    ".json": read_jsonl,
}
"""The reader of each file suffix; put another in to read another kind of file."""

_BOUNDS: dict[Reader, int] = {
    read_text: 4 * MOST_CHARACTERS,
    read_markdown: 4 * MOST_CHARACTERS,
    read_page: 30_000_000,  # a parsed page takes some twenty times its size in memory
}
_UNREAD = {
    ".doc": ".docx",
    ".rtf": ".docx",
    ".odt": ".docx",
    ".pages": ".docx",
    ".epub": ".html",
    ".zip": ".txt",
}
_KINDS = frozenset(typing.get_args(DocumentKind))


def load(source: str | os.PathLike[str] | Document, **known: Any) -> Document:
    """Give the one document of ``source``: a path, ``-`` for standard input, or a text.

    A string with a line break in it is a text, every other string a path; ``Document.from_text`` takes
    any text. ``known`` are fields of the document, such as ``published="2024-03-14"``, and win over what
    the file says and over what the text itself shows (title, dateline, byline).

    Raises
    ------
    InputError
        Where there is no such file, it holds no text, or more than one document.
    """
    if isinstance(source, Document):
        return source
    loaded = list(load_all([source], **known))
    if len(loaded) != 1:
        raise InputError(f"{source}: expected one document, found {len(loaded)}; read them with load_all")
    return loaded[0].document


def load_all(
    sources: Iterable[str | os.PathLike[str]],
    *,
    refused: Callable[[InputError], object] | None = None,
    leave_out: str | os.PathLike[str] | None = None,
    **known: Any,
) -> Iterator[Loaded]:
    """Give every document of ``sources``; a folder gives its files by name, a corpus file its rows.

    Parameters
    ----------
    refused
        Called with the error of each source, file or row that cannot be read, and the rest goes on.
    leave_out
        A file that is not read though it lies in a folder given: one that is being written.

    Raises
    ------
    InputError
        At the first that cannot be read, where ``refused`` is None.
    """
    tell = refused or _raise
    for source in sources:
        try:
            for path in _files(source):
                if leave_out is None or not _is_same(path, leave_out):
                    yield from _documents(path, tell, known)
        except InputError as error:
            tell(error)


def _documents(path: str, tell: Callable[[InputError], object], known: dict[str, Any]) -> Iterator[Loaded]:
    if "\n" in path:
        yield _made(Found(text=path), "the text given", None, known)
        return
    try:
        data, where = _bytes(path)
        for found in _each(_reader(path, data), data, where):
            try:
                made = _made(found, where, None if path == "-" else Path(path).name, known)
            except InputError as error:
                tell(error)
            else:
                yield made
    except InputError as error:
        tell(error)


def _raise(error: InputError) -> None:
    raise error


def load_text(source: str | os.PathLike[str]) -> str:
    """Give the text of a file, or of standard input for ``-``, that is no document (an export, a model).

    Raises
    ------
    InputError
        Where it is missing or not text.
    """
    data, where = _bytes(os.fspath(source))
    return decode(data, where)[0]


def _files(source: str | os.PathLike[str]) -> Iterator[str]:
    """Give the files of a folder by name, hidden ones left out; any other source as it is."""
    path = os.fspath(source)
    if path == "-" or "\n" in path or not os.path.isdir(path):
        yield path
        return
    entries = sorted(entry for entry in Path(path).rglob("*") if entry.suffix.lower() in READERS)
    files = [entry for entry in entries if entry.is_file() and not _is_hidden(entry.relative_to(path))]
    if not files:
        raise InputError(
            f"{_shown(path)}: expected a folder with texts, found none in it; "
            f"verbale reads {', '.join(sorted(READERS))}"
        )
    yield from (str(entry) for entry in files)


def _is_same(path: str, other: str | os.PathLike[str]) -> bool:
    return "\n" not in path and os.path.abspath(path) == os.path.abspath(other)


def _is_hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)


def _bytes(path: str) -> tuple[bytes, str]:
    if path == "-":
        return sys.stdin.buffer.read(MOST_BYTES + 1), "standard input"
    where = _shown(path)
    most = _BOUNDS.get(READERS.get(Path(path).suffix.lower(), read_text), MOST_BYTES)
    try:
        with open(path, "rb") as stream:
            data = stream.read(most + 1)
    except FileNotFoundError:
        raise InputError(f"{where}: expected a file or folder, found none; check the name") from None
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise InputError(f"{where}: cannot be read: {why.lower()}; check the file and its rights") from None
    if len(data) > most:
        raise InputError(
            f"{where}: expected at most {most // 10**6} MB, found more; "
            "cut the text into documents and read them as a folder"
        )
    return data, where


def _shown(path: str) -> str:
    return path.encode("utf-8", "replace").decode("utf-8")


def _reader(path: str, data: bytes) -> Reader:
    """Choose by suffix; where that says nothing (standard input, no suffix), by the first bytes."""
    suffix = Path(path).suffix.lower()
    if suffix in READERS:
        return READERS[suffix]
    if suffix in _UNREAD:
        raise InputError(
            f"{_shown(path)}: expected one of {', '.join(sorted(READERS))}, found {suffix}; "
            f"save it as {_UNREAD[suffix]}"
        )
    head = data[:1024].lstrip().lower()
    if head.startswith(b"%pdf-"):
        return read_pdf
    if head.startswith(b"pk\x03\x04"):
        return read_docx
    return read_page if head.startswith((b"<!doctype html", b"<html")) else read_text


def _each(reader: Reader, data: bytes, where: str) -> Iterator[Found]:
    if not data.strip():
        raise InputError(f"{where}: expected a text, found an empty file; give a file with words in it")
    found = None
    for found in reader(data, where):  # found after the loop says whether there was any
        yield found
    if found is None:
        raise InputError(f"{where}: expected documents, found none; give a file with at least one row")


def _made(found: Found, where: str, file: str | None, known: dict[str, Any]) -> Loaded:
    text = checked_length(found.text, where)
    about = guess(text) | dict(found.known) | {name: value for name, value in known.items() if value is not None}
    if about.get("published"):
        day = day_in(str(about["published"]))
        if day is None and known.get("published"):
            raise InputError(f"published: expected a day such as 2024-03-14, found {known['published']!r}")
        about["published"] = day
    if about.get("kind") not in _KINDS:
        about["kind"] = "unknown"
    document = Document.from_text(text, **{"file": file} | about)
    return Loaded(document, tuple(Note(kind="input", message=f"{where}: {note}") for note in found.notes))
