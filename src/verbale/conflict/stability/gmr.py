"""General metarationality (GMR)."""

from __future__ import annotations

from verbale.conflict.logic import Truth
from verbale.conflict.stability.standpoint import Standpoint, deterred, stays


def gmr(view: Standpoint) -> Truth:
    """Say which states the party will not leave for fear of any answer at all.

    Every improvement q of s can be answered, by a legal sequence of the opponents' moves from q, with a
    state that is no better than s for the party. The opponents need not like their own moves.

    Source: Howard, Paradoxes of Rationality, MIT Press 1971; Fang, Hipel & Kilgour 1993, definition 3.2.

    Returns
    -------
    Truth
        Shape (n,).
    """
    return stays(view, deterred(view.answers, view.harm))
