"""Open the file of a ledger: checked, of our version, and safe against a sudden end.

Write-ahead logging with a full sync: an act that was committed is on the disk, whatever happens to the
process after. Each act is one transaction, so a file never holds half an act.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DatabaseError

from verbale.errors import LedgerError
from verbale.ledger.schema import APPLICATION_ID, MIGRATIONS

WAIT_MS = 5_000  # for another program that is writing
MOST_CHECKED = 200_000_000  # bytes; a larger file gets SQLite's quick check on opening

_MEANINGS = (
    ("locked", "is being written by another program", "try again once it is done"),
    ("not a database", "is no ledger", "give the name of a ledger, or a new name"),
    ("malformed", "is damaged", "restore it from a copy or from its JSONL mirror (verbale import)"),
    ("full", "cannot grow: the disk is full", "free some space; nothing of this act was kept"),
    ("readonly", "may not be written to", "check its rights, or work on a copy"),
    ("unable to open", "cannot be opened", "check that its folder is there and may be written to"),
    ("disk i/o", "cannot be read or written: the disk reports an error", "check the disk; work on a copy"),
)


def open_store(path: str | os.PathLike[str], *, create: bool = True) -> Engine:
    """Open the ledger file at ``path``, made if missing and ``create``, and bring it to our version.

    Raises
    ------
    LedgerError
        Where the file is missing (and not to be made), damaged, locked, of another program, or newer.
    """
    if not create and not Path(path).is_file():
        raise LedgerError(f"{path}: expected a ledger, found no file; make one with verbale read --ledger")
    engine = create_engine(f"sqlite:///{os.fspath(path)}")
    event.listen(engine, "connect", _set_up)
    event.listen(engine, "begin", _begin)
    try:
        with told(path), engine.connect() as connection:
            _check(connection.execution_options(reads=True), path)
        with told(path):
            _migrate(engine, path)
    except BaseException:
        engine.dispose()
        raise
    return engine


def _set_up(connection: Any, _: Any) -> None:
    connection.isolation_level = None  # SQLAlchemy's begin event starts transactions, not sqlite3
    for pragma in (
        f"busy_timeout = {WAIT_MS}",
        "journal_mode = WAL",
        "synchronous = FULL",
        "foreign_keys = ON",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    reads = connection.get_execution_options().get("reads", False)
    connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")


@contextmanager
def told(path: str | os.PathLike[str]) -> Iterator[None]:
    """Turn an error of the database inside into a :class:`LedgerError` that names the file and the mend."""
    try:
        yield
    except DatabaseError as error:
        said = str(error.orig)
        for words, what, mend in _MEANINGS:
            if words in said.lower():
                raise LedgerError(f"{path}: the ledger {what}; {mend}") from error
        raise LedgerError(f"{path}: the ledger cannot be used: {said}") from error


def _pragma(connection: Connection, name: str) -> Any:
    return connection.exec_driver_sql(f"PRAGMA {name}").scalar()


def _check(connection: Connection, path: str | os.PathLike[str]) -> None:
    tables = connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar()
    if _pragma(connection, "application_id") != APPLICATION_ID and tables:
        raise LedgerError(f"{path}: expected a ledger, found an SQLite file of another program; give another name")
    version = _pragma(connection, "user_version")
    if version > len(MIGRATIONS):
        raise LedgerError(
            f"{path}: expected a ledger of version {len(MIGRATIONS)} or older, found version {version}; "
            "install a newer verbale"
        )
    small = Path(path).stat().st_size < MOST_CHECKED
    found = _pragma(connection, "integrity_check" if small else "quick_check")
    if found != "ok":
        raise LedgerError(
            f"{path}: expected a sound file, found damage ({str(found)[:80]}); "
            "restore it from a copy or from its JSONL mirror (verbale import)"
        )


def _migrate(engine: Engine, path: str | os.PathLike[str]) -> None:
    for number, (_, step) in enumerate(MIGRATIONS, 1):
        with engine.connect() as connection:
            done = _pragma(connection.execution_options(reads=True), "user_version") >= number
        if done:
            continue
        with told(path), engine.begin() as connection:
            if _pragma(connection, "user_version") == number - 1:
                step(connection)
                connection.exec_driver_sql(f"PRAGMA user_version = {number}")
