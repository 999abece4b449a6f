"""The records of a draft: a conflict, and for each part of it the words it rests on.

A draft is verbale's own inference from the record. It never becomes part of a
:class:`verbale.records.Reading`; it points into readings through :class:`Evidence`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from verbale.codes import AuthorityLevel, Basis, Strength
from verbale.conflict import Conflict
from verbale.records import Span

Form = Literal["plain", "IF", "IFF"]
Role = Literal["own_act", "joint_offer", "joint_accept"]
StatementKind = Literal["condition", "refusal", "demand", "own_act", "wish", "assumed", "by_hand"]
ProposalRole = Literal["overture", "counter_terms", "demand", "offer", "agreement", "by_hand"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Words of a document that a part of the draft rests on, and who coded them.

    ``document`` is the document's id, ``record`` the layer and id in its reading (``positions P05``),
    ``speaker`` the entity that spoke and ``voice`` its name,
    ``authority`` the level of the utterance (None where no utterance is recorded).
    """

    document: str
    span: Span
    record: str
    basis: Basis
    speaker: str | None = None
    voice: str | None = None
    utterance: str | None = None
    authority: AuthorityLevel | None = None
    date: str | None = None
    coder: str = "gold"


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One option taken (``value`` True) or not."""

    option: str
    value: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionMaker:
    """A party that can act in the conflict: entity id and the name a person would give."""

    id: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """What a decision maker can do or leave.

    ``now`` is the status quo; ``now_assumed`` says that no words of the record tell it.
    ``joint`` names the topic of a joint act, which takes an option of each party.
    """

    id: str
    owner: str
    name: str
    undone: str
    topic: str
    role: Role = "own_act"
    now: bool = False
    now_why: str = ""
    now_assumed: bool = True
    irreversible: Literal["", "once_taken", "once_left"] = ""
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Infeasible:
    """Option values that cannot hold together, and why."""

    terms: tuple[Term, ...]
    why: str
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Salience:
    """What the record shows of how much a party insists: the keys of the written order.

    ``authority`` is the highest level (A best) among the words; ``said`` counts the utterances that
    say it; ``last`` is the latest date.
    """

    strength: Strength = "plain"
    authority: AuthorityLevel = "E"
    said: int = 0
    last: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A preference statement of one decision maker: ``act``, ``act IF when`` or ``act IFF when``.

    ``when`` is a conjunction. ``concern`` is what the statement is about (topic ids; for a condition the
    step first), the unit that a party could drop. ``weak`` marks words too hedged, or conditions too
    little told, for an answer to rest on them alone. ``before`` marks a precondition: its terms must be
    met first, not at the same time. ``tied``: as important as the statement before it. ``text`` is set
    where a person wrote a formula that ``act``, ``form`` and ``when`` can't hold, and goes before them.
    """

    id: str
    decision_maker: str
    act: Term
    form: Form = "plain"
    when: tuple[Term, ...] = ()
    kind: StatementKind = "wish"
    concern: tuple[str, ...] = ()
    words: str = ""
    salience: Salience = Salience()
    weak: bool = False
    before: bool = False
    tied: bool = False
    text: str = ""
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A partial state that somebody puts forward; ``by`` and ``to`` are entity ids."""

    id: str
    words: str
    by: tuple[str, ...]
    to: tuple[str, ...]
    terms: tuple[Term, ...]
    role: ProposalRole = "overture"
    date: str | None = None
    told_by: str | None = None
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reaction:
    """What a third party is said to do if some options are taken; the layer it comes from stays visible.

    ``holder`` says whose expectation it is; ``basis`` is ``imputed`` for the author's own.
    """

    id: str
    actor: str
    words: str
    when: tuple[Term, ...]
    holder: str
    basis: Basis
    certainty: str = "asserted"
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ThirdParty:
    """Somebody with a word in the matter who owns no option: what it said, what it is said to do."""

    id: str
    name: str
    supports: tuple[Term, ...] = ()
    opposes: tuple[Term, ...] = ()
    reactions: tuple[Reaction, ...] = ()
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Assumption:
    """A part of the draft that no words of the record bear out. ``part`` is the id it concerns."""

    part: str
    says: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """One position of a party as the record gives it, on a joined topic."""

    actor: str
    topic: str
    stance: str
    strength: Strength
    basis: Basis
    authority: AuthorityLevel | None
    date: str
    order: tuple[int, int]
    acts: tuple[str, ...]
    evidence: Evidence
    conditions: tuple[str, ...] = ()
    attribution: str | None = None
    to: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Positions of one party that don't agree; ``taken`` is the one used, and why."""

    actor: str
    topic: str
    label: str
    taken: Stand
    others: tuple[Stand, ...]
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """Something that the record doesn't say and the draft would need."""

    about: str
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A conflict drafted from the record. ``conflict`` is None where the record holds none.

    ``statements`` are in salience order within each decision maker. ``left_out`` names topics of the
    record that the conflict does without, with the reason. ``inferred`` holds what somebody would read
    into an answer (not what anybody would do).
    """

    title: str
    documents: tuple[str, ...]
    decision_makers: tuple[DecisionMaker, ...]
    options: tuple[Option, ...]
    statements: tuple[Statement, ...]
    infeasible: tuple[Infeasible, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    third_parties: tuple[ThirdParty, ...] = ()
    inferred: tuple[Reaction, ...] = ()
    assumptions: tuple[Assumption, ...] = ()
    choices: tuple[Choice, ...] = ()
    gaps: tuple[Gap, ...] = ()
    left_out: tuple[Gap, ...] = ()
    conflict: Conflict | None = None
