"""Printing: text to standard output, tables for people, files whole or not at all."""

from __future__ import annotations

import errno
import json
import os
import sys
from io import StringIO
from typing import TYPE_CHECKING, Any
from unicodedata import category

import click

from verbale.errors import OutputError
from verbale.write import write_atomic

if TYPE_CHECKING:
    from verbale.views import Table

PAGE = 160  # columns of a table that is not printed to a terminal
MAIN = {
    "statements": "date speaker spoken_for authority acts words record".split(),
    "positions": "actor issue stance conditions date authority words record".split(),
    "quotes": "date speaker words record".split(),
    "timeline": "date kind actor what words record".split(),
    "events": "date event mode actor recipient words record".split(),
    "claims": "question actor says date words record".split(),
    "quotations": "speaker words verdict primary changes record".split(),
}
"""What a terminal has room for; the other formats have every column."""
FIXED = frozenset(
    "date event mode actor speaker spoken_for stance authority kind record verdict state options equilibrium".split()
)
WIDE = {"words": 3, "acts": 2, "primary": 3}


KEPT = frozenset("\n\t\u200c\u200d")  # the joiners shape letters and steer nothing


class BrokenOutput(Exception):  # noqa: N818  # no error: the reader of our output has seen enough
    """Nobody reads standard output any more."""


def put(text: str, path: str | None = None) -> None:
    """Write ``text`` to the file ``path``, or to standard output where there is none (or ``-``).

    Raises
    ------
    OutputError
        Where it cannot be written.
    """
    if path is not None and path != "-":
        write_atomic(path, text)
        return
    try:
        stream = sys.stdout.buffer
        stream.write(text.encode("utf-8", "replace"))
        stream.flush()
    except OSError as error:
        sys.stdout = open(os.devnull, "w")  # noqa: SIM115  # the interpreter flushes it at exit
        if error.errno == errno.EPIPE:
            raise BrokenOutput from None
        raise OutputError(f"standard output: cannot be written: {error.strerror}; free some space") from None


def put_json(value: Any, path: str | None = None) -> None:
    """Write ``value`` as indented JSON."""
    put(json.dumps(value, ensure_ascii=False, indent=2) + "\n", path)


def put_table(table: Table, path: str | None = None) -> None:
    """Write ``table`` for a person: its main columns, as wide as the terminal, long cells folded."""
    from rich import box  # noqa: PLC0415  # Rich costs a tenth of a second that --json need not pay
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table as Grid  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    out = StringIO()
    terminal = path is None and sys.stdout.isatty()
    console = Console(file=out, width=None if terminal else PAGE, force_terminal=terminal)
    shown = [name for name in table.columns if name in MAIN.get(table.name, table.columns)]
    grid = Grid(box=box.SIMPLE_HEAD, pad_edge=False)
    for name in shown:
        fixed = name in FIXED
        grid.add_column(
            name.replace("_", " "), overflow="fold", no_wrap=fixed, ratio=None if fixed else WIDE.get(name, 1)
        )
    for row in table.to_dicts():
        grid.add_row(*(Text("" if row[name] is None else printable(str(row[name]))) for name in shown))
    console.print(grid if table.rows else Text(f"no {table.name}"))
    put("".join(f"{line.rstrip()}\n" for line in out.getvalue().splitlines()), path)


def printable(text: str) -> str:
    """Give ``text`` without the control and direction characters that a document could steer a terminal with."""
    return "".join(one if one in KEPT or category(one)[0] != "C" else "\ufffd" for one in text)


def put_lines(*lines: str) -> None:
    """Write lines for a person to standard output."""
    put("".join(f"{printable(line)}\n" for line in lines))


def say(line: str) -> None:
    """Say something on standard error that is no result."""
    click.echo(printable(line), err=True)
