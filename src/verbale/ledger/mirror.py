"""The ledger as plain text: one act a line, readable without verbale and complete."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from verbale.errors import InputError, LedgerError
from verbale.ledger.ledger import Ledger
from verbale.write import write_atomic

FORMAT = "verbale-ledger/1"


def export_ledger(ledger: Ledger) -> str:
    """Give everything in ``ledger`` as JSON lines, the first of which names the format."""
    lines = [json.dumps({"format": FORMAT})]
    lines += [json.dumps(copy, ensure_ascii=False, sort_keys=True) for copy in ledger.copies()]
    return "\n".join(lines) + "\n"


def write_mirror(ledger: Ledger, path: str | os.PathLike[str]) -> Path:
    """Write the JSON lines of ``ledger`` to ``path``, whole or not at all."""
    return write_atomic(path, export_ledger(ledger))


def import_ledger(ledger: Ledger, lines: str, *, where: str = "the mirror") -> int:
    """Take the acts of ``lines`` into ``ledger``; give how many were new.

    Raises
    ------
    InputError
        Where a line is not JSON or not of this format.
    LedgerError
        Where an act was changed after it was written, or refers to one that is not there.
    """
    rows = [_row(line, f"{where}, line {n}") for n, line in enumerate(lines.splitlines(), 1) if line.strip()]
    if not rows or rows[0].get("format") != FORMAT:
        raise InputError(f"{where}: expected a first line with format {FORMAT}, found none; is it an export?")
    try:
        return ledger.take(rows[1:])
    except KeyError as error:
        raise LedgerError(f"{where}: an act lacks {error}; export the ledger again") from None


def _row(line: str, where: str) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except json.JSONDecodeError as error:
        raise InputError(f"{where}: expected JSON, found {error}; is the file cut short?") from None
    if not isinstance(row, dict):
        raise InputError(f"{where}: expected a JSON object, found {type(row).__name__}")
    return row
