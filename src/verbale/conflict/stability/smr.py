"""Symmetric metarationality (SMR)."""

from __future__ import annotations

from verbale.conflict.logic import Truth
from verbale.conflict.moves import compose
from verbale.conflict.stability.standpoint import Standpoint, deterred, stays


def smr(view: Standpoint) -> Truth:
    """Say which states the party will not leave for fear of an answer that it could not undo.

    As GMR, but the answering state p must be no better than s, and so must every state to which the
    party could move on from p.

    Source: Howard 1971; Fang, Hipel & Kilgour 1993, definition 3.3. The last move need only fail to beat
    the starting state s, not the sanction p.

    Returns
    -------
    Truth
        Shape (n,).
    """
    undone = compose(view.escape, view.moves.T)  # at [s, p]: some r that p leads to is an escape for s
    return stays(view, deterred(view.answers, view.harm & ~undone))
