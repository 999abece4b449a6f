"""Nash stability (rationality, R)."""

from __future__ import annotations

import numpy as np

from verbale.conflict.logic import Truth
from verbale.conflict.stability.standpoint import Standpoint


def nash(view: Standpoint) -> Truth:
    """Say which states the party has no reason to leave: R+(s) is empty.

    Source: Nash, Proc. Nat. Acad. Sci. 36 (1950); in the graph model, Fang, Hipel & Kilgour 1993,
    definition 3.1. The party looks one move ahead and expects no answer.

    Returns
    -------
    Truth
        Shape (n,).
    """
    return ~np.asarray(view.leave.any(axis=1))
