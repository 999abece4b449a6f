"""Text to parse: sentences, words, grammar, names, quotations and reports of speech.

:func:`load_parser` gives the shipped model; :class:`Parser` is the door for any other. Nothing heavy is
loaded until a parser is asked for.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from verbale.language.parse import Name, Parse, Parser, Quotation, Report, Sentence, Token, Trigger

__all__ = ["Name", "Parse", "Parser", "Quotation", "Report", "Sentence", "Token", "Trigger", "load_parser"]


def load_parser(name: str | None = None, threads: int = 1) -> Parser:
    """Give a parser.

    Parameters
    ----------
    name
        None for the shipped model, ``spacy:NAME`` for an installed spaCy pipeline, or a folder with a
        model of the shipped form.
    threads
        Threads of the shipped model; its result does not depend on them.

    Raises
    ------
    InputError
        There is no such parser, or its files are damaged.
    """
    return _load(name, threads)


@lru_cache(maxsize=4)
def _load(name: str | None, threads: int) -> Parser:
    if name is not None and name.startswith("spacy:"):
        from verbale.language.spacy_parser import SpacyParser  # noqa: PLC0415 (loaded when asked for)

        return SpacyParser(name.removeprefix("spacy:"))
    from verbale.language.model import ModelParser, shipped  # noqa: PLC0415 (loaded when asked for)

    return ModelParser(shipped() if name is None else Path(name), threads)
