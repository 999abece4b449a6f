"""Bytes to text: UTF-8, UTF-16 and Windows-1252, told apart by the bytes alone."""

from __future__ import annotations

import codecs
import re

from verbale.errors import InputError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_MULTIBYTE = re.compile(rb"[\xc3-\xf4][\x80-\xbf]+")
_TYPOGRAPHY = frozenset(b"\x85\x91\x92\x93\x94\x96\x97\xa0")  # ellipsis, quotation marks, dashes, no-break space
MOST_FOREIGN = 0.25  # Western text in Windows-1252 has far fewer bytes above 0x7f; Cyrillic or Kanji far more
MOST_CONTROLS = 0.001


def decode(data: bytes, where: str) -> tuple[str, str | None]:
    """Give the text of ``data`` and, where the encoding had to be guessed, a line that says so.

    A byte order mark is not part of the text; line ends stay as they are.

    Raises
    ------
    InputError
        Where the bytes are not text, or text in another encoding.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], name, where), None
    if (guessed := _unmarked_utf16(data)) is not None:
        note = f"read as {guessed.upper()}: no byte order mark, but every other byte is 0"
        return _strict(data, guessed, where), note
    try:
        return _checked(data.decode("utf-8"), where), None
    except UnicodeDecodeError as error:
        text, note = _not_utf8(data, error, where)
    return _checked(text, where), note


def _strict(data: bytes, name: str, where: str) -> str:
    try:
        return _checked(data.decode(name), where)
    except UnicodeDecodeError as error:
        raise InputError(
            f"{where}: expected {name.upper()} text, as its first bytes say, found a broken character at "
            f"byte {error.start}; save the file again as UTF-8"
        ) from None


def _unmarked_utf16(data: bytes) -> str | None:
    head = data[:4096]
    if len(head) < 8 or b"\x00" not in head:
        return None
    even, odd = head[0::2].count(0) / len(head[0::2]), head[1::2].count(0) / len(head[1::2])
    if odd > 0.7 and even < 0.1:
        return "utf-16-le"
    return "utf-16-be" if even > 0.7 and odd < 0.1 else None


def _not_utf8(data: bytes, error: UnicodeDecodeError, where: str) -> tuple[str, str]:
    """Read what is not quite UTF-8: damaged UTF-8, or the Windows-1252 of older pages and programs."""
    text = data.decode("utf-8", "replace")
    damaged = text.count("\ufffd")
    if 10 * damaged < len(_MULTIBYTE.findall(data)):
        return text, f"{damaged} broken characters read as \ufffd; the first at byte {error.start}"
    foreign = sum(byte > 0x7F and byte not in _TYPOGRAPHY for byte in data) / len(data)
    if foreign <= MOST_FOREIGN and b"\x00" not in data:
        try:
            return data.decode("cp1252"), "read as Windows-1252: the bytes are not UTF-8"
        except UnicodeDecodeError:
            pass
    raise InputError(
        f"{where}: expected text in UTF-8, UTF-16 or Windows-1252, found bytes of none of them "
        f"(the first at byte {error.start}); save the file as UTF-8"
    )


def _checked(text: str, where: str) -> str:
    controls = len(_CONTROLS.findall(text))
    if controls > MOST_CONTROLS * len(text):
        raise InputError(
            f"{where}: expected text, found binary data ({controls} control characters); "
            "give a text, HTML, PDF or Word file"
        )
    return text
