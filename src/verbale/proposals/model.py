"""The records of a weighing: what stands in a proposal's way, what would unblock it, what it sets off."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from verbale.codes import Basis
from verbale.draft import Assumption, Evidence, Proposal, Term

Answer = bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A party that would not stay with the proposal.

    ``move`` is what it would do instead and ``preference`` the statement behind that, both in words;
    ``statement`` is the statement's id in the draft, ``move_terms`` the move as option values.
    """

    decision_maker: str
    move: str
    preference: str
    statement: str | None
    move_terms: tuple[Term, ...] = ()
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One thing that a party would have to give up, in words, and the statements that would fall."""

    decision_maker: str
    words: str
    statements: tuple[str, ...]
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reveal:
    """What an answer to the proposal would show.

    Without a ``holder`` the model says it of the party that answers; with one it is the reading that
    the record gives to somebody.
    """

    decision_maker: str
    answer: Literal["accepts", "declines"]
    shows: str
    statements: tuple[str, ...] = ()
    holder: str | None = None
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Knock:
    """A third party's move that becomes an improvement once the proposal is accepted.

    ``path`` is the way there in words, step by step. ``basis`` and ``holder`` say whose expectation it is.
    """

    actor: str
    move: str
    path: tuple[str, ...]
    basis: Basis
    holder: str
    certainty: str
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadlock:
    """Parties each of whom waits for another's step; ``strict`` where all demand to be served first."""

    parties: tuple[str, ...]
    words: str
    strict: bool
    statements: tuple[str, ...]
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Robustness:
    """Of ``orders`` preference orders that the record allows, in how many the answer is the same.

    A count of orders, not a probability. ``exhaustive`` tells whether all orders were tried or a seeded
    sample. ``share`` is ``same / orders``.
    """

    orders: int
    same: int
    exhaustive: bool

    @property
    def share(self) -> float:
        """The share of orders with the same answer."""
        return self.same / self.orders if self.orders else 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawn:
    """What becomes of the answer if one act of speech were wrong or withdrawn."""

    evidence: Evidence
    statements: tuple[str, ...]
    then: Answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Tested:
    """An assumption of the draft, and the answer if it is wrong."""

    assumption: Assumption
    then: Answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighing:
    """A proposal weighed in a draft's conflict.

    ``non_starter`` is None where the record doesn't settle it; ``open_questions`` then say what is
    missing. ``state`` is the state of the proposal that comes nearest to holding, as values of all options
    that bear on it. ``concepts`` are the stability concepts under which no state of the proposal that can be
    reached is stable for all. ``main`` marks the main proposal of its draft.
    """

    proposal: Proposal
    non_starter: Answer
    judgement: str
    concepts: tuple[str, ...]
    blocking: tuple[Block, ...] = ()
    unblocking: tuple[tuple[Change, ...], ...] = ()
    reveals: tuple[Reveal, ...] = ()
    third_parties: tuple[Knock, ...] = ()
    deadlocks: tuple[Deadlock, ...] = ()
    robustness: Robustness = Robustness(orders=0, same=0, exhaustive=True)
    leave_one_out: tuple[Withdrawn, ...] = ()
    assumptions: tuple[Tested, ...] = ()
    open_questions: tuple[str, ...] = ()
    state: tuple[Term, ...] = ()
    main: bool = False
