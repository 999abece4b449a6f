"""Texts made for paper: PDF and Word."""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator
from io import BytesIO
from itertools import pairwise
from typing import Any

from verbale.documents.loaded import MOST_BYTES, MOST_CHARACTERS, Found
from verbale.documents.quiet import quiet
from verbale.errors import InputError

_PAGE_NUMBER = re.compile(r"\s*(?:page\s+)?[-–—]?\s*\d{1,4}\s*[-–—]?(?:\s*(?:of|/)\s*\d{1,4})?\s*", re.IGNORECASE)
_ENDS_SENTENCE = re.compile(r"[.!?:;…][\"'”’)\]]*\s*$")
_HYPHEN = re.compile(r"(?<=[a-z])[-\u00ad\u2010]$")


def read_pdf(data: bytes, where: str) -> Iterator[Found]:
    """Give the text of a PDF, its lines joined to paragraphs, page headers and numbers left out."""
    with quiet("pypdf"):
        pages, notes = _pdf_pages(data, where)
    text = "\n\n".join(paragraph for paragraph in unwrapped(pages))
    if not text.strip():
        raise InputError(
            f"{where}: expected a PDF with text, found pictures of pages only; run it through a text "
            "recognition program (OCR) first"
        )
    yield Found(text=text, notes=tuple(notes))


def _pdf_pages(data: bytes, where: str) -> tuple[list[str], list[str]]:
    from pypdf import PdfReader  # noqa: PLC0415  # needed for PDF only

    pages: list[str] = []
    notes: list[str] = []
    try:
        pdf = PdfReader(BytesIO(data))
        if pdf.is_encrypted and not pdf.decrypt(""):
            raise InputError(f"{where}: expected an open PDF, found one with a password; save it without")
        for number, page in enumerate(pdf.pages, 1):
            try:
                pages.append(_text_with_gaps(page))
            except Exception as error:  # pypdf raises anything on a page that is broken
                notes.append(f"page {number} cannot be read: {type(error).__name__}")
            if sum(map(len, pages)) > MOST_CHARACTERS:
                break
    except InputError:
        raise
    except Exception as error:  # the same for a file that is broken
        raise InputError(
            f"{where}: expected a PDF, found a broken one ({type(error).__name__}: {str(error)[:80]}); "
            "open it in a viewer and print it to a new PDF"
        ) from None
    return pages, notes


_WIDE = 1.5  # times the usual distance between lines, from which on a gap parts paragraphs


def _text_with_gaps(page: Any) -> str:
    """Give the text of a page in its order, with a blank line where the page leaves more room than between lines."""
    pieces: list[tuple[float, str]] = []

    def take(text: str, matrix: list[float], line: list[float], font: object, size: float) -> None:
        if text:
            pieces.append((line[5] * matrix[3] + matrix[5], text))

    page.extract_text(visitor_text=take)
    drops = sorted(a - b for (a, _), (b, _) in pairwise(pieces) if a - b > 1)
    usual = drops[len(drops) // 2] if drops else 0.0
    before = pieces[0][0] if pieces else 0.0
    parted = []
    for here, text in pieces:
        parted.append(("\n" if usual and before - here > _WIDE * usual else "") + text)
        before = here
    return "".join(parted)


def unwrapped(pages: Iterable[str]) -> list[str]:
    """Join the lines of ``pages`` to paragraphs.

    A paragraph ends at a blank line, or at a line that closes a sentence and stops clearly short of
    the usual width. Lines that stand at the head or foot of most pages, and page numbers, are left out.
    """
    lines = _without_running_heads([page.splitlines() for page in pages])
    full = [len(line.strip()) for line in lines if line.strip()]
    width = sorted(full)[int(0.8 * len(full))] if full else 0
    paragraphs: list[str] = []
    current = ""
    for line in (line.strip() for line in [*lines, ""]):
        current = _joined(current, line) if line else current
        short = len(line) < 0.75 * width
        if current and (not line or (short and (_ENDS_SENTENCE.search(line) or current == line))):
            paragraphs.append(current)
            current = ""
    return paragraphs


def _joined(before: str, line: str) -> str:
    if not before:
        return line
    return _HYPHEN.sub("", before) + line if _HYPHEN.search(before) else f"{before} {line}"


def _without_running_heads(pages: list[list[str]]) -> list[str]:
    edges = Counter(
        key for page in pages for key in {re.sub(r"\d+", "#", line.strip()) for line in page[:2] + page[-2:]}
    )
    running = {key for key, count in edges.items() if key and len(pages) >= 3 and count > len(pages) / 2}
    kept: list[str] = []
    for page in pages:
        last = len(page) - 1
        for n, line in enumerate(page):
            at_edge = n < 2 or n >= last - 1
            if at_edge and (re.sub(r"\d+", "#", line.strip()) in running or _PAGE_NUMBER.fullmatch(line)):
                continue
            kept.append(line)
    return kept


def read_docx(data: bytes, where: str) -> Iterator[Found]:
    """Give the text of a Word file: its paragraphs and, cell by cell, its tables."""
    _check_archive(data, where)
    with quiet("docx"):
        import docx  # noqa: PLC0415  # needed for Word only

        try:
            parts = list(_docx_parts(docx.Document(BytesIO(data))))
        except Exception as error:  # python-docx raises KeyError, XMLSyntaxError and more
            raise InputError(
                f"{where}: expected a Word file, found a broken one ({type(error).__name__}); "
                "open it in a word processor and save it again"
            ) from None
    yield Found(text="\n\n".join(part for part in parts if part.strip()))


def _docx_parts(file: Any) -> Iterator[str]:
    for item in file.iter_inner_content():
        if hasattr(item, "rows"):
            yield "\n".join(" | ".join(cell.text.strip() for cell in row.cells) for row in item.rows)
        else:
            yield item.text


def _check_archive(data: bytes, where: str) -> None:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            size = sum(entry.file_size for entry in archive.infolist())
    except zipfile.BadZipFile:
        raise InputError(f"{where}: expected a Word file (.docx), found something else; save it as .docx") from None
    if size > MOST_BYTES:
        raise InputError(
            f"{where}: expected at most {MOST_BYTES // 10**6} MB once unpacked, found {size // 10**6} MB; "
            "save the text alone as .txt"
        )
