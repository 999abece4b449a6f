"""Sequential stability (SEQ)."""

from __future__ import annotations

from verbale.conflict.logic import Truth
from verbale.conflict.stability.standpoint import Standpoint, deterred, stays


def seq(view: Standpoint) -> Truth:
    """Say which states the party will not leave for fear of answers that the opponents would like to give.

    As GMR, but every move of the answering sequence is an improvement for whoever makes it.

    Source: Fraser & Hipel, IEEE Trans. SMC 9 (1979) and Conflict Analysis, North-Holland 1984; for several
    opponents by legal sequences, Fang, Hipel & Kilgour 1993, definition 4.5.

    Returns
    -------
    Truth
        Shape (n,).
    """
    return stays(view, deterred(view.willing_answers, view.harm))
