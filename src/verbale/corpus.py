"""Many documents: read one after another, or coded by several workers into a file to resume from."""

from __future__ import annotations

import json
import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from verbale.documents import Loaded, load_all
from verbale.encode import reading_to_dict
from verbale.errors import InputError, OutputError
from verbale.ledger import Ledger
from verbale.reading import read
from verbale.records import Document, Reading

Source = str | os.PathLike[str]
Watch = Callable[[Iterable[Loaded]], Iterable[Loaded]]
Report = Callable[["Coded", str], None]

AHEAD = 4  # documents given out to a worker before the first comes back


def read_all(
    sources: Iterable[Source],
    *,
    issues: Source | None = None,
    actors: Source | None = None,
    parser: str | None = None,
    watch: Watch = iter,
    leave_out: Source | None = None,
    **known: Any,
) -> Iterator[Reading]:
    """Read every document of ``sources`` (files, folders, corpus files, ``-``, texts).

    All are loaded before the first is read, so that a bad file is told of at once.

    Parameters
    ----------
    issues, actors, parser
        As :func:`verbale.read` takes them.
    watch
        Called with the documents, gives them on; a place for a progress bar.
    leave_out
        A file that is not read though it lies in a folder given: where the result will be written.
    known
        Fields of the documents, such as ``published``; they win over what the files say.

    Raises
    ------
    InputError
        At the first source that cannot be read.
    """
    for loaded in watch(list(load_all(sources, leave_out=leave_out, **known))):
        yield _read(loaded, Means(issues, actors, parser))


class Means(NamedTuple):
    """What a text is read with."""

    issues: Source | None = None
    actors: Source | None = None
    parser: str | None = None


@dataclass(slots=True, kw_only=True)
class Coded:
    """How far the coding of a corpus is: documents coded now, there before, and refused with the reason."""

    coded: int = 0
    there: int = 0
    refused: list[str] = field(default_factory=list)


def code(
    sources: Iterable[Source],
    output: Source,
    *,
    workers: int | None = None,
    issues: Source | None = None,
    actors: Source | None = None,
    parser: str | None = None,
    report: Report = lambda done, what: None,
    **known: Any,
) -> Coded:
    """Code a corpus into ``output``, and go on where an earlier run was stopped.

    A document that cannot be loaded is counted and told of, and the rest goes on. The output has the
    documents in the order of ``sources``, whatever the number of workers.

    Parameters
    ----------
    output
        A ledger (``.db``), or a file of JSON lines (``.jsonl``): one reading with its text a line.
    workers
        Processes; None: as many as there are processors. One reads in this process.
    issues, actors, parser
        As :func:`verbale.read` takes them.
    report
        Called after each document with the state and the document's name.

    Raises
    ------
    InputError
        Where ``output`` has another suffix.
    LedgerError, OutputError
        Where ``output`` cannot be written.
    """
    done = Coded()

    def refused(error: InputError) -> None:
        done.refused.append(str(error))
        report(done, str(error))

    with _keeper(output) as keeper:

        def fresh() -> Iterator[Loaded]:
            for loaded in load_all(sources, refused=refused, leave_out=output, **known):
                if loaded.document.id in keeper.there:
                    done.there += 1
                    report(done, _name(loaded.document))
                else:
                    keeper.there.add(loaded.document.id)
                    yield loaded

        for reading in _coded(fresh(), workers or os.cpu_count() or 1, Means(issues, actors, parser)):
            keeper.keep(reading)
            done.coded += 1
            report(done, _name(reading.document))
    return done


def _read(loaded: Loaded, means: Means) -> Reading:
    reading = read(loaded.document, **means._asdict())
    return replace(reading, notes=(*loaded.notes, *reading.notes))


def _name(document: Document) -> str:
    return document.file or document.title or document.id[:8]


def _coded(documents: Iterator[Loaded], workers: int, means: Means) -> Iterator[Reading]:
    if workers == 1:
        yield from (_read(loaded, means) for loaded in documents)
        return
    # A fresh interpreter a worker: a fork would take over the language model's threads half-way.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, mp_context=context, initializer=_one_thread) as pool:
        waiting: deque[Future[Reading]] = deque()
        for loaded in islice(documents, AHEAD * workers):
            waiting.append(pool.submit(_read, loaded, means))
        while waiting:
            yield waiting.popleft().result()
            for loaded in islice(documents, 1):
                waiting.append(pool.submit(_read, loaded, means))


def _one_thread() -> None:
    """Keep the workers from fighting over the processors: one thread each."""
    os.environ["OMP_NUM_THREADS"] = "1"


class _Keeper(Protocol):
    """What keeps the readings of a corpus."""

    there: set[str]

    def keep(self, reading: Reading) -> object: ...

    def __enter__(self) -> _Keeper: ...

    def __exit__(self, *error: object) -> None: ...


def _keeper(output: Source) -> _Keeper:
    suffix = Path(output).suffix.lower()
    if suffix in (".jsonl", ".ndjson"):
        return _Lines(Path(output))
    if suffix in (".db", ".sqlite"):
        return _Book(output)
    raise InputError(f"{output}: expected a name that ends in .jsonl or .db, found {suffix or 'no suffix'}")


class _Book:
    """A ledger."""

    def __init__(self, path: Source) -> None:
        self.ledger = Ledger(path)
        self.there = {act.document for act in self.ledger.history() if act.verb == "add" and act.document}

    def keep(self, reading: Reading) -> None:
        self.ledger.add(reading)

    def __enter__(self) -> _Book:
        return self

    def __exit__(self, *error: object) -> None:
        self.ledger.close()


class _Lines:
    """A file of JSON lines; a line that a sudden end cut short is cut off before more is written."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self.there, whole = _whole_lines(path) if path.exists() else (set(), 0)
            self.stream = path.open("ab")
            self.stream.truncate(whole)
        except OSError as error:
            raise OutputError(f"{path}: cannot be written: {(error.strerror or '').lower()}") from error

    def keep(self, reading: Reading) -> None:
        line = json.dumps(reading_to_dict(reading, with_text=True), ensure_ascii=False)
        try:
            self.stream.write(line.encode("utf-8", "replace") + b"\n")
            self.stream.flush()
        except OSError as error:
            raise OutputError(f"{self.path}: cannot be written: {(error.strerror or '').lower()}") from error

    def __enter__(self) -> _Lines:
        return self

    def __exit__(self, *error: object) -> None:
        self.stream.close()


def _whole_lines(path: Path) -> tuple[set[str], int]:
    """Give the documents of the whole lines of ``path``, and where those lines end."""
    there, end = set(), 0
    with path.open("rb") as stream:
        for line in stream:
            if line.endswith(b"\n"):
                there.add(_id_in(line, path))
                end += len(line)
    return there, end


def _id_in(line: bytes, path: Path) -> str:
    try:
        return str(json.loads(line)["document"]["sha256"])
    except (ValueError, KeyError, TypeError):
        raise InputError(f"{path}: expected readings, one a line, found {line[:40]!r}; give another name") from None
