"""The verb: a view of a record by its name."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from verbale.errors import InputError
from verbale.records import Reading
from verbale.views.claims import claims
from verbale.views.joined import Source, readings_of
from verbale.views.network import network
from verbale.views.positions import matrix, positions
from verbale.views.statements import quotes, statements
from verbale.views.table import Table
from verbale.views.timeline import events, timeline

VIEWS: dict[str, Callable[[Iterable[Reading]], Table]] = {
    "claims": claims,
    "events": events,
    "matrix": matrix,
    "network": network,
    "positions": positions,
    "quotes": quotes,
    "statements": statements,
    "timeline": timeline,
}


def show(source: Source, view: str = "statements") -> Table:
    """Give a view of ``source``: a reading, several, or a ledger.

    Parameters
    ----------
    view
        One of :data:`VIEWS`: ``statements``, ``positions``, ``matrix``, ``claims``, ``timeline``, ``network``,
        ``quotes``.

    Raises
    ------
    InputError
        Where there is no such view.
    """
    if view not in VIEWS:
        raise InputError(f"expected a view ({', '.join(VIEWS)}), found {view!r}")
    return VIEWS[view](readings_of(source))
