"""Plain text and Markdown: the text of the document is the text of the file, to the character."""

from __future__ import annotations

import re
from collections.abc import Iterator

from verbale.documents.encoding import decode
from verbale.documents.loaded import Found

_FRONT = re.compile(r"\A---[ \t]*\r?\n(.*?)\r?\n---[ \t]*\r?\n", re.DOTALL)
_FIELD = re.compile(r"^([A-Za-z_]+)[ \t]*:[ \t]*[\"']?(.*?)[\"']?[ \t]*\r?$", re.MULTILINE)
_HEADING = re.compile(r"\A\s*#[ \t]+(.+?)[ \t#]*\r?$", re.MULTILINE)
_FRONT_NAMES = {
    "title": "title",
    "author": "author",
    "date": "published",
    "published": "published",
    "publisher": "publisher",
    "source": "publisher",
    "url": "url",
}


def read_text(data: bytes, where: str) -> Iterator[Found]:
    """Give the text of a plain file as it stands."""
    text, note = decode(data, where)
    yield Found(text=text, notes=(note,) if note else ())


def read_markdown(data: bytes, where: str) -> Iterator[Found]:
    """Give the text of a Markdown file as it stands; title, date and author from its front matter."""
    text, note = decode(data, where)
    front = _FRONT.match(text)
    known: dict[str, str] = {}
    if front is not None:
        pairs = ((name.lower(), value) for name, value in _FIELD.findall(front.group(1)))
        known = {_FRONT_NAMES[name]: value for name, value in pairs if name in _FRONT_NAMES and value}
    if heading := _HEADING.search(text[front.end() :] if front else text):
        known.setdefault("title", heading.group(1))
    yield Found(text=text, known=known, notes=(note,) if note else ())
