"""Saved web pages: the article without scripts, menus and advertisements.

Nothing of a page is ever run or fetched; what is kept is text.
"""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Iterator
from typing import Any

from verbale.documents.encoding import decode
from verbale.documents.loaded import Found
from verbale.documents.quiet import quiet
from verbale.errors import InputError

_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{3,40})", re.IGNORECASE)
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def read_page(data: bytes, where: str) -> Iterator[Found]:
    """Give the article of an HTML page, with the title, author, date and address that the page states."""
    html, note = _decode_page(data, where)
    html = _DECLARATION.sub("", html)
    text, known = _article(html)
    if not text.strip():
        raise InputError(
            f"{where}: expected a page with an article in it, found no text (it may be drawn by a script); "
            "open it in a browser, copy the text and save it as a .txt file"
        )
    yield Found(text=text, known=known, notes=(note,) if note else ())


def read_mhtml(data: bytes, where: str) -> Iterator[Found]:
    """Give the article of a page that a browser saved as one ``.mhtml`` file."""
    message = email.message_from_bytes(data, policy=email.policy.default)
    for part in message.walk():
        if part.get_content_type() == "text/html":
            payload = part.get_payload(decode=True)
            yield from read_page(payload if isinstance(payload, bytes) else b"", where)
            return
    raise InputError(f"{where}: expected a saved page, found no HTML in it; save the page as HTML")


def _decode_page(data: bytes, where: str) -> tuple[str, str | None]:
    declared = _CHARSET.search(data[:4096])
    if declared is not None:
        name = declared.group(1).decode("ascii")
        try:
            return data.decode("cp1252" if name.lower() in {"iso-8859-1", "latin1"} else name), None
        except (LookupError, UnicodeDecodeError):
            pass  # the page lies about its encoding: let the bytes tell
    return decode(data, where)


def _article(html: str) -> tuple[str, dict[str, Any]]:
    with quiet("trafilatura", "htmldate", "courlan", "readability"):
        import trafilatura  # noqa: PLC0415  # half a second to load, needed for pages only

        found = trafilatura.bare_extraction(
            html, include_comments=False, include_tables=True, favor_recall=True, with_metadata=True
        )
        text = (getattr(found, "text", None) or "") if found is not None else ""
        if not text.strip():
            text = trafilatura.html2txt(html) or ""
    paragraphs = (line.strip() for line in text.splitlines())  # one block of the page a line
    text = "\n\n".join(line for line in paragraphs if line)
    stated = {
        "title": getattr(found, "title", None),
        "author": getattr(found, "author", None),
        "publisher": getattr(found, "sitename", None),
        "published": getattr(found, "date", None),
        "url": getattr(found, "url", None),
    }
    known = {name: value for name, value in stated.items() if isinstance(value, str) and value.strip()}
    if not _ISO_DAY.fullmatch(known.get("published", "")):
        known.pop("published", None)
    return text, known
