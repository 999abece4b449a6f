"""A table: what every view gives, whatever it is printed as."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from verbale.errors import InputError

Cell = str | int | float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows of plain values under named columns.

    In the tables of views the column ``record`` names the record a row rests on (``0c7662a4:positions/P3``:
    document, layer, id) and ``words`` are the words in the text.
    """

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def __post_init__(self) -> None:
        for row in self.rows:
            if len(row) != len(self.columns):
                raise InputError(f"{self.name}: expected {len(self.columns)} cells in a row, found {len(row)}")

    def to_dicts(self) -> list[dict[str, Cell]]:
        """Give each row as a dictionary by column."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]


def table_of(name: str, columns: str, rows: Iterable[Iterable[Any]]) -> Table:
    """Make a table; ``columns`` are names parted by blanks."""
    return Table(name=name, columns=tuple(columns.split()), rows=tuple(tuple(row) for row in rows))
