"""The verb ``read``: documents, language, actors, statements and events joined."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import Any

from verbale.actors import Actors, load_actors
from verbale.documents import apart_from_dateline, load
from verbale.language import Parser, load_parser
from verbale.records import Document, Reading
from verbale.statements import Codebook, extract, load_codebook
from verbale.views.events import find_events

Source = str | os.PathLike[str] | Document


def read(
    source: Source,
    *,
    issues: str | os.PathLike[str] | None = None,
    actors: str | os.PathLike[str] | None = None,
    parser: Parser | str | None = None,
    **known: Any,
) -> Reading:
    """Read a text: who said what on whose authority, where they stand, on what conditions.

    Parameters
    ----------
    source
        A path, a text, or a :class:`Document`.
    issues
        A codebook (TOML) of the analyst's own issues; it takes precedence over those found.
    actors
        An overlay (TOML) of the analyst's own actors.
    parser
        The shipped model if None; ``"spacy:NAME"`` for a pipeline of the user's, or any :class:`Parser`.
    known
        Fields of the document, such as ``published="2024-03-14"``; they win over what the text says.

    Raises
    ------
    InputError
        If the source, the codebook or the overlay cannot be read.
    """
    document = load(source, **known)
    codebook = load_codebook(Path(issues)) if issues is not None else None
    chosen = load_parser(parser) if parser is None or isinstance(parser, str) else parser
    return _read(document, chosen, load_actors(Path(actors) if actors else None), codebook)


def _read(document: Document, parser: Parser, actors: Actors, codebook: Codebook | None) -> Reading:
    parse = replace(parser.parse(apart_from_dateline(document.text)), text=document.text)
    reading, cast = extract(document, parse, actors, codebook)
    return find_events(reading, parse, actors, cast=cast)
