"""The door of the room: a loaded table with its verbs."""

from __future__ import annotations

from collections.abc import Collection
from functools import cached_property, lru_cache
from pathlib import Path

from verbale.actors import pieces as _pieces
from verbale.actors import resolve as _resolve
from verbale.actors import scan as _scan
from verbale.actors.index import Index
from verbale.actors.load import DATA, Table, read_table


class Actors:
    """A loaded actor table; immutable once made. Answers are remembered, so asking twice is cheap."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self._answers: dict[tuple[str, str | None, frozenset[str]], tuple[_pieces.Resolution, ...]] = {}

    @cached_property
    def index(self) -> Index:
        """The words of the table, turned about; made on first use."""
        return Index(self.table)

    def resolve(
        self, expression: str, date: str | None = None, context: Collection[str] = ()
    ) -> tuple[_pieces.Resolution, ...]:
        """Give what ``expression`` may mean on ``date``, the likeliest first; see :func:`resolve.resolve`."""
        key = (expression, date, frozenset(context))
        if key not in self._answers:
            if len(self._answers) > 50_000:
                self._answers.clear()
            self._answers[key] = _resolve.resolve(self.index, expression, date, key[2])
        return self._answers[key]

    def scan(self, text: str) -> tuple[_scan.Sighting, ...]:
        """Find the names, titles, countries and bodies of ``text``; see :func:`scan.scan`."""
        return _scan.scan(self.index, text)

    def title_parts(self, expression: str) -> _pieces.TitleParts:
        """Cut a title before a name into country, role and name."""
        return _pieces.title_parts(self.index, expression)


@lru_cache(maxsize=4)
def load_actors(overlay: Path | None = None) -> Actors:
    """Load the shipped table, and ``overlay`` (a TOML file, see :mod:`verbale.actors.overlay`) over it.

    Raises
    ------
    InputError
        When the overlay has anything wrong; the message has file, line and mend, and nothing of it is used.
    """
    table = read_table(DATA)
    if overlay is not None:
        from verbale.actors.overlay import lay_over  # noqa: PLC0415  (its checks are not needed without one)

        table = lay_over(table, overlay)
    return Actors(table)
