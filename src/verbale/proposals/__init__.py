"""Weigh proposals: :func:`weigh` takes a draft and gives a :class:`Weighing` for each proposal.

``weigh(draft)`` weighs the proposals found in the record, the main one first; ``weigh(draft, "...")`` one
given by hand. ``non_starter`` is True, False, or None where the record doesn't settle it.
:func:`to_dict` gives the JSON form. :func:`signals` suggests what the way of saying may mean.
"""

from verbale.proposals.model import (
    Answer,
    Block,
    Change,
    Deadlock,
    Knock,
    Reveal,
    Robustness,
    Tested,
    Weighing,
    Withdrawn,
)
from verbale.proposals.plain import to_dict
from verbale.proposals.signals import Signal, signals
from verbale.proposals.weigh import weigh

__all__ = [
    "Answer",
    "Block",
    "Change",
    "Deadlock",
    "Knock",
    "Reveal",
    "Robustness",
    "Signal",
    "Tested",
    "Weighing",
    "Withdrawn",
    "signals",
    "to_dict",
    "weigh",
]
