"""What speaks for a word naming an event of some type: lexicon, language model, statements, grammar.

Each word that might name an event is put forward with one or more types. A proposal is described by
named features, which :mod:`verbale.views.plover_weights` weighs.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import cast

from verbale.actors.scan import Sighting
from verbale.codes import EventType
from verbale.language.parse import Trigger
from verbale.records import Reading, Span
from verbale.statements.tree import SUBJECTS, Tree
from verbale.views.plover import Codebook
from verbale.views.plover_marks import Mood, Named, mood_of, turned_by
from verbale.views.plover_triggers import asks, lexical_trigger, refuses

ACTS: dict[str, EventType] = {
    "demand": "REQUEST",
    "propose": "REQUEST",
    "offer": "AGREE",
    "commit": "AGREE",
    "accept": "AGREE",
    "express_openness": "AGREE",
    "reject": "REJECT",
    "deny": "REJECT",
    "exclude": "REJECT",
    "threaten": "THREATEN",
    "warn": "THREATEN",
    "evaluate_negative": "ACCUSE",
    "evaluate_positive": "SUPPORT",
}
_CONSEQUENTS: dict[str, EventType] = {"threat": "THREATEN", "offer": "AGREE"}
_DENYING = frozenset({"deny", "reject", "exclude"})
_PRONOUNS = frozenset("i we you he she it they this that who which nobody none neither both".split())
_AUXILIARY = frozenset({"aux", "aux:pass", "cop"})
_PARTS = {"NOUN": "n", "ADJ": "a"}


@dataclass(frozen=True, slots=True)
class Proposal:
    """A word with a type it may name, by what it is put forward, and what speaks for and against.

    ``own`` are the features of word and type, ``shared`` those of the word, which count for each type apart.
    """

    named: Named
    sources: str
    own: tuple[str, ...]
    shared: tuple[str, ...]

    @property
    def features(self) -> tuple[str, ...]:
        """All features, those of the word alone and with the type."""
        return (*self.own, *self.shared, *(f"{self.named.type}|{one}" for one in self.shared))


@dataclass(slots=True)
class _Told:
    """What the statements of a reading say of its words, by token."""

    cue: dict[int, str] = field(default_factory=dict)
    inside: dict[int, str] = field(default_factory=dict)
    head: dict[int, str] = field(default_factory=dict)
    consequent: dict[int, str] = field(default_factory=dict)
    antecedent: set[int] = field(default_factory=set)


@dataclass(slots=True)
class _Page:
    """What the features of all words of a text share; ``known`` keeps what the lexicon has for a word."""

    tree: Tree
    book: Codebook
    told: _Told
    learned: dict[int, Trigger]
    sighted: frozenset[int]
    known: dict[int, Named | None] = field(default_factory=dict)

    def lexical(self, index: int) -> Named | None:
        if index not in self.known:
            self.known[index] = lexical_trigger(self.tree, self.book, index)
        return self.known[index]


def proposals(reading: Reading, tree: Tree, book: Codebook, sightings: Sequence[Sighting]) -> Iterator[Proposal]:
    """Give each word that may name an event, with each type that is put forward for it.

    The words are those of the language model, the cues of statements and the heads of their contents; their
    types come from these and from the lexicon.
    """
    learned = {one.token: one for one in tree.parse.triggers}
    page = _Page(tree, book, _told(tree, reading), learned, _covered(tree, sightings))
    acting = (one for held in (page.told.head, page.told.cue) for one, act in held.items() if act in ACTS)
    for index in sorted({*learned, *acting}):
        if tree.tokens[index].deprel in ("aux", "aux:pass"):
            continue
        part = _PARTS.get(tree.tokens[index].upos, "v")
        mood = mood_of(tree, index, part)
        types = _types(page, index, part, mood)
        shared = tuple(_grammar(page, index, mood)) if types else ()
        for named, sources in types.values():
            marked = replace(named, aux=("hypothetical",)) if mood.unreal and named.part not in "mr" else named
            yield Proposal(marked, sources, tuple(_features(page, named, sources)), shared)


# --------------------------------------------------------------------------------- types put forward


def _types(page: _Page, index: int, part: str, mood: Mood) -> dict[EventType, tuple[Named, str]]:
    """Give the types put forward for a word, each with its trigger and by whom; negated deeds are none."""
    out: dict[EventType, tuple[Named, str]] = {}

    def put(named: Named, source: str) -> None:
        known = out.get(named.type)
        out[named.type] = (known[0], f"{known[1]}+{source}") if known else (named, source)

    raw = page.lexical(index)
    turned = turned_by(mood, raw) if raw is not None else None
    if raw is not None and turned is not None:
        put(turned, "lexicon" if turned.type == raw.type else "turned")
        if turned.type != raw.type and not mood.no:
            put(raw, "lexicon")
    if refuses(page.tree, index, mood.modal):
        put(Named(index, "REJECT", None, "r", (index,)), "refused")
    if asks(page.tree, index, mood.modal):
        put(Named(index, "REQUEST", None, "m", (index,)), "asked")
    denying = page.told.inside.get(index) in _DENYING
    for kind, source in _guesses(page, index):
        if not mood.no or (kind == "REJECT" and (mood.refusing or denying)):
            put(Named(index, kind, None, part, (index,)), source)
    return out


def _guesses(page: _Page, index: int) -> Iterator[tuple[EventType, str]]:
    """Give the types that the language model and the statements put forward."""
    if (guess := page.learned.get(index)) is not None:
        yield cast(EventType, guess.type), "model"
    if (act := ACTS.get(page.told.head.get(index, ""))) is not None:
        yield act, "speech act"
    if (act := ACTS.get(page.told.cue.get(index, ""))) is not None:
        yield act, "cue"
    if (act := _CONSEQUENTS.get(page.told.consequent.get(index, ""))) is not None:
        yield act, "consequent"


# --------------------------------------------------------------------------------- features


def _features(page: _Page, named: Named, sources: str) -> Iterator[str]:
    kind = named.type
    yield f"type={kind}"
    yield f"by={sources}"
    yield f"by={sources}/{kind}"
    guess = page.learned.get(named.token)
    if guess is None:
        yield "model:none"
    else:
        yield f"event={int(8 * guess.event)}"
        yield f"sure={int(10 * guess.confidence) if guess.type == kind else guess.type}"
        yield f"model={guess.type}/{kind}"
    raw = page.lexical(named.token)
    if raw is not None:
        yield f"lexicon={raw.type}/{kind}"
        yield f"lexicon={raw.type}/{raw.mode}/{kind}"


def _grammar(page: _Page, index: int, mood: Mood) -> Iterator[str]:
    """Describe a word by its forms, its clause, and the statement in which it stands."""
    told = page.told
    token = page.tree.tokens[index]
    yield f"lemma={token.lemma.lower()}"
    yield f"tag={token.xpos}"
    yield f"rel={token.deprel}"
    yield from _clause(page, index)
    if mood.unreal:
        yield "unreal"
    if mood.future:
        yield "future"
    if mood.no:
        yield "no"
    yield f"inside={told.inside.get(index, '')}"
    if index in told.cue:
        yield f"cue={told.cue[index]}"
    if index in told.head:
        yield f"says={told.head[index]}"
    if index in told.consequent:
        yield f"consequent={told.consequent[index]}"
    if index in told.antecedent:
        yield "antecedent"
    yield f"over={_over(page, index)}"
    yield f"first={min(page.tree.sentence_of[index], 3)}"


def _clause(page: _Page, index: int) -> Iterator[str]:
    tokens = page.tree.tokens
    aux, subject, target, mark, clausal = [], "none", "none", "", ""
    for one in page.tree.children[index]:
        token = tokens[one]
        relation = token.deprel
        if relation in _AUXILIARY:
            aux.append(token.text.lower())
        elif relation in SUBJECTS:
            subject = f"passive {_who(page, one)}" if relation == "nsubj:pass" else _who(page, one)
        elif relation in ("obj", "iobj"):
            target = _who(page, one)
        elif relation == "mark":
            mark = token.text.lower()
        elif relation in ("xcomp", "ccomp"):
            clausal = relation
    yield f"aux={' '.join(aux)}"
    yield f"subject={subject}"
    yield f"object={target}"
    yield f"mark={mark}"
    yield f"clause={clausal}"


def _who(page: _Page, index: int) -> str:
    token = page.tree.tokens[index]
    text = token.text.lower()
    if text in _PRONOUNS:
        return text
    return "actor" if index in page.sighted else token.upos


def _over(page: _Page, index: int) -> str:
    """Give the type of the nearest word above, at most six up, that the lexicon knows, and how far up it is."""
    tokens = page.tree.tokens
    one = index
    for depth in range(1, 7):
        if tokens[one].head == one:
            break
        one = tokens[one].head
        if (raw := page.lexical(one)) is not None:
            return f"{raw.type}/{depth}"
    return ""


# --------------------------------------------------------------------------------- what the statements say


def _told(tree: Tree, reading: Reading) -> _Told:
    told = _Told()
    widths: dict[int, int] = {}
    for one in reading.attributions:
        acts = [proposition.speech_act for proposition in one.propositions]
        act = next((act for act in acts if act in ACTS), acts[0] if acts else "none")
        for span in one.content_spans:
            width = span.end - span.start
            for index in _tokens(tree, span):
                if width < widths.get(index, 1 << 30):
                    widths[index] = width
                    told.inside[index] = act
        if one.content_spans and one.quote_type != "imputed":
            told.head.update({index: act for index in _heads(tree, one.content_spans[0])[:3]})
        if one.cue_span is not None:
            told.cue.update({index: act for index in _tokens(tree, one.cue_span)})
    for condition in reading.conditionals:
        for index in _heads(tree, condition.consequent)[:1]:
            told.consequent[index] = condition.consequent_type
        told.antecedent.update(_tokens(tree, condition.antecedent))
    return told


def _tokens(tree: Tree, span: Span | Sighting) -> range:
    return range(bisect_left(tree.starts, span.start), bisect_left(tree.starts, span.end))


def _heads(tree: Tree, span: Span) -> list[int]:
    """Give the words of a span that nothing within it governs, punctuation aside."""
    inside = _tokens(tree, span)
    tokens = tree.tokens
    return [
        one
        for one in inside
        if (tokens[one].head == one or tokens[one].head not in inside) and tokens[one].upos != "PUNCT"
    ]


def _covered(tree: Tree, sightings: Sequence[Sighting]) -> frozenset[int]:
    """Give the tokens that name actors."""
    return frozenset(one for sighted in sightings for one in _tokens(tree, sighted))
