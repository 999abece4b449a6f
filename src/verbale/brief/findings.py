"""What a brief is made of: findings in three voices, tables and pictures, each resting on cited words.

A brief is data first. The sections hold findings; :mod:`verbale.brief.html`, ``markdown`` and ``form``
only lay them out. A finding never carries markup: text of a document may stand in it as it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from verbale.records import Span

Voice = Literal["said", "author", "inferred"]
"""``said`` by a party as a source tells it; judged by the ``author`` of a source; ``inferred`` by verbale."""

VOICES: dict[Voice, str] = {
    "said": "a statement of a party, as the source tells it",
    "author": "a judgement of the author of the source",
    "inferred": "an inference of verbale from the record",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """The words a finding rests on: source number (from 1), paragraph of it (from 1), and the span."""

    source: int
    paragraph: int
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One sentence of a brief.

    ``basis`` says what an inferred finding rests on where no single span can say it: a computation
    over the model, or an absence. ``voice`` is None only for a label or a remark on method.
    ``likelihood`` is the term of ICD 203's table that an analyst has set, and only then in the text.
    """

    text: str
    voice: Voice | None = None
    citations: tuple[Citation, ...] = ()
    basis: str | None = None
    likelihood: str | None = None


Cell: TypeAlias = str | tuple[Finding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A grid of cells under named columns; the first cell of a row is its head."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One act of speech on a timeline.

    ``lane`` counts the timeline's lanes from 0; ``said`` is an ISO date of any precision, or None;
    ``reported`` are the publication dates of the sources that tell it; ``replies_to`` are places in
    the timeline's ``acts``.
    """

    lane: int
    said: str | None
    who: str
    level: str
    words: str = ""
    reported: tuple[str, ...] = ()
    replies_to: tuple[int, ...] = ()
    citation: Citation | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """The exchange as a picture: a lane for each actor, acts in the order said, replies as arrows."""

    caption: str
    lanes: tuple[str, ...]
    acts: tuple[Act, ...]
    left_out: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class StateNode:
    """A state of the conflict in the reachability picture; ``marks`` are short words such as "status quo"."""

    label: str
    marks: tuple[str, ...] = ()
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A move of ``mover`` between two nodes (places in ``StateGraph.nodes``); ``gains``: to its liking."""

    start: int
    end: int
    mover: str
    gains: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class StateGraph:
    """Which states of the conflict can be reached from which, and by whose improvement."""

    caption: str
    nodes: tuple[StateNode, ...]
    moves: tuple[Move, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading inside a section."""

    text: str


Block: TypeAlias = Finding | Table | Timeline | StateGraph | Heading


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A titled run of blocks; ``key`` is stable, for links and for programs."""

    key: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One text of the record.

    ``grade`` is an Admiralty grade set by the analyst (A-F reliability, 1-6 credibility); F6, "cannot
    be judged", unless set. ``copy_of`` is the number of an earlier source that this one repeats.
    """

    number: int
    id: str
    text: str
    title: str
    author: str | None = None
    publisher: str | None = None
    published: str | None = None
    kind: str = "unknown"
    place: str | None = None
    grade: str = "F6"
    copy_of: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Blocking:
    """Who would leave a proposal, to what, because of which preference, because of which words."""

    decision_maker: str
    name: str
    move: str
    preference: str
    evidence: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """What a third party would do once a proposal is accepted; ``holder`` is who expects it so."""

    actor: str
    name: str
    move: str
    path: tuple[str, ...]
    holder: str
    basis: str
    evidence: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Robust:
    """Of ``orders`` preference orders that the record allows, ``same`` give the same answer."""

    orders: int
    same: int
    share: float
    exhaustive: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """A proposal as weighed. ``non_starter`` is None where the record does not settle it.

    ``by`` and ``to`` are entity ids (states by ISO 3166 codes); ``by_names`` and ``to_names`` the same in
    words; ``name`` is short ("counter-terms of X to Y, 1 May 2030") where ``proposal`` tells the terms.
    ``concepts`` are those under which it is a non-starter; each of ``unblocking`` is a smallest set
    of changes that would unblock it.
    """

    proposal: str
    by: tuple[str, ...]
    to: tuple[str, ...]
    non_starter: bool | None
    by_names: tuple[str, ...] = ()
    to_names: tuple[str, ...] = ()
    name: str = ""
    date: str | None = None
    role: str = "overture"
    judgement: str = ""
    evidence: tuple[Citation, ...] = ()
    concepts: tuple[str, ...] = ()
    blocking: tuple[Blocking, ...] = ()
    unblocking: tuple[tuple[str, ...], ...] = ()
    third_parties: tuple[Effect, ...] = ()
    robustness: Robust | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """One entry of the position matrix in the form that a later brief is compared with."""

    actor: str
    issue: str
    stance: str
    date: str | None = None
    value: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """What an analyst judges, in words of their own.

    ``likelihood`` is a term of ICD 203's table that stands in ``text``; ``confidence`` is high, moderate or
    low and is told in a sentence of its own, with ``why``.
    """

    text: str
    by: str
    likelihood: str | None = None
    confidence: str | None = None
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """The brief as data: sections in reading order, sources, the judged proposals and the matrix's stands."""

    title: str
    as_of: str | None
    sections: tuple[Section, ...]
    sources: tuple[Source, ...]
    proposals: tuple[Judgement, ...] = ()
    stands: tuple[Stand, ...] = ()
    disputes: tuple[str, ...] = ()
