"""Files, saved pages, PDF and Word files, corpus rows and pasted text to documents.

:func:`load` gives one document, :func:`load_all` many, each with notes on how it was read;
:data:`READERS` is the door for other kinds of file: a function from bytes to :class:`Found`.
"""

from verbale.documents.guess import apart_from_dateline
from verbale.documents.load import READERS, load, load_all, load_text
from verbale.documents.loaded import MOST_BYTES, MOST_CHARACTERS, Found, Loaded, Reader

__all__ = [
    "MOST_BYTES",
    "MOST_CHARACTERS",
    "READERS",
    "Found",
    "Loaded",
    "Reader",
    "apart_from_dateline",
    "load",
    "load_all",
    "load_text",
]
