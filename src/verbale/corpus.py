"""Many documents: read one after another, or coded by several workers with a file to resume from."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any

from verbale.documents import Loaded, load_all
from verbale.records import Reading
from verbale.statements import read

Watch = Callable[[Iterable[Loaded]], Iterable[Loaded]]


def read_all(
    sources: Iterable[str | os.PathLike[str]],
    *,
    issues: str | os.PathLike[str] | None = None,
    watch: Watch = iter,
    **known: Any,
) -> Iterator[Reading]:
    """Read every document of ``sources`` (files, folders, corpus files, ``-``, texts).

    All are loaded before the first is read, so that a bad file is told of at once.

    Parameters
    ----------
    issues
        A codebook of one's own issues (TOML).
    watch
        Called with the documents, gives them on; a place for a progress bar.
    known
        Fields of the documents, such as ``published``; they win over what the files say.

    Raises
    ------
    InputError
        At the first source that cannot be read.
    """
    for loaded in watch(list(load_all(sources, **known))):
        reading = read(loaded.document, issues=issues)
        yield replace(reading, notes=(*loaded.notes, *reading.notes))
