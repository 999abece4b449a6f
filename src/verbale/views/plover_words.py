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
from verbale.views.plover_marks import Mood, Named, mode_of, mood_of, turned_by
from verbale.views.plover_triggers import Found, raw_triggers

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
_PRONOUNS = frozenset("i we you he she it they this that who which nobody none neither both".split())


@dataclass(frozen=True, slots=True)
class Proposal:
    """A word with a type it may name, by what it is put forward, and the features for and against."""

    named: Named
    sources: str
    features: tuple[str, ...]


@dataclass(slots=True)
class _Told:
    """What the statements of a reading say of its words, by token."""

    cue: dict[int, str] = field(default_factory=dict)
    inside: dict[int, tuple[str, str]] = field(default_factory=dict)
    head: dict[int, str] = field(default_factory=dict)
    consequent: dict[int, str] = field(default_factory=dict)
    antecedent: set[int] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class _Page:
    """What the features of all words of a text share."""

    tree: Tree
    book: Codebook
    told: _Told
    learned: dict[int, Trigger]
    found: Found
    sighted: frozenset[int]
    quoted: frozenset[int]
    kind: str
    head_end: int


def proposals(
    reading: Reading, tree: Tree, book: Codebook, sightings: Sequence[Sighting], head_end: int = 0
) -> Iterator[Proposal]:
    """Give each word that may name an event, with each type that lexicon, language model or statements put forward."""
    page = _Page(
        tree=tree,
        book=book,
        told=_told(tree, reading),
        learned={one.token: one for one in tree.parse.triggers},
        found=raw_triggers(tree, book),
        sighted=_covered(tree, [(one.start, one.end) for one in sightings]),
        quoted=_covered(tree, [(one.start, one.end) for one in tree.parse.quotations]),
        kind=reading.document.kind,
        head_end=bisect_left(tree.starts, head_end),
    )
    found = page.found
    for index in sorted({*found.raw, *found.asked, *found.refused, *page.learned, *page.told.head}):
        part = _part(tree.tokens[index].upos)
        mood = mood_of(tree, index, part)
        types = _types(page, index, part, mood)
        if types:
            shared = tuple(_grammar(page, index, mood))
            for named, sources in types.values():
                yield Proposal(_finished(page, named, mood), sources, tuple(_features(page, named, sources, shared)))


def _part(upos: str) -> str:
    return {"NOUN": "n", "ADJ": "a"}.get(upos, "v")


def _finished(page: _Page, named: Named, mood: Mood) -> Named:
    if mood.unreal and named.part not in "mr":
        named = replace(named, aux=(*named.aux, "hypothetical"))
    return replace(named, mode=mode_of(page.tree, page.book, named))


# --------------------------------------------------------------------------------- types put forward


def _types(page: _Page, index: int, part: str, mood: Mood) -> dict[EventType, tuple[Named, str]]:
    """Give the types put forward for a word, each with its trigger and by whom; negated deeds are none."""
    out: dict[EventType, tuple[Named, str]] = {}

    def put(named: Named, source: str) -> None:
        known = out.get(named.type)
        out[named.type] = (known[0], f"{known[1]}+{source}") if known else (named, source)

    raw = page.found.raw.get(index)
    if raw is not None:
        turned = turned_by(mood, raw)
        if turned is not None:
            put(turned, "lexicon" if turned.type == raw.type else "turned")
            if turned.type != raw.type and not mood.no:
                put(raw, "lexicon")
    if index in page.found.refused:
        put(Named(index, "REJECT", None, "r", (index,), (), 0.5, "the speaker will or can not"), "refused")
    if index in page.found.asked:
        put(Named(index, "REQUEST", None, "m", (index,), (), 0.5, "should or must"), "asked")
    for kind, source in _guesses(page, index):
        if kind == "REJECT" or not mood.no:
            put(Named(index, kind, None, part, (index,), (), 0.5, source), source)
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


def _features(page: _Page, named: Named, sources: str, shared: Sequence[str]) -> Iterator[str]:
    kind = named.type
    yield f"type={kind}"
    yield f"by={sources}"
    yield f"by={sources}/{kind}"
    guess = page.learned.get(named.token)
    if guess is None:
        yield "model:none"
    else:
        yield f"event={int(8 * guess.event)}"
        sure = int(10 * guess.confidence) if guess.type == kind else f"{guess.type}"
        yield f"sure={sure}"
        yield f"model={guess.type}/{kind}"
    raw = page.found.raw.get(named.token)
    if raw is not None:
        yield f"lexicon={raw.type}/{kind}"
        yield f"lexicon={raw.type}/{raw.mode}/{kind}"
        yield f"narrow={len(raw.tokens)}/{round(10 * raw.weight)}"
    for one in shared:
        yield one
        yield f"{kind}|{one}"


def _grammar(page: _Page, index: int, mood: Mood) -> Iterator[str]:
    """Describe a word by its forms, its clause, and the statement in which it stands."""
    tree, told = page.tree, page.told
    token = tree.tokens[index]
    yield f"lemma={token.lemma.lower()}"
    yield f"tag={token.xpos}"
    yield f"rel={token.deprel}"
    yield from _clause(page, index)
    for name in ("unreal", "future", "no"):
        if getattr(mood, name):
            yield name
    yield f"kind={page.kind}"
    yield f"quoted={index in page.quoted}"
    act, quote = told.inside.get(index, ("", ""))
    yield f"inside={act}"
    yield f"quote={quote}"
    if index in told.cue:
        yield f"cue={told.cue[index]}"
    if index in told.head:
        yield f"says={told.head[index]}"
    if index in told.consequent:
        yield f"consequent={told.consequent[index]}"
    if index in told.antecedent:
        yield "antecedent"
    if index in page.found.filled:
        yield "filled"
    yield from _around(page, index)


def _clause(page: _Page, index: int) -> Iterator[str]:
    tree = page.tree
    aux, subject, target, mark, clausal = [], "none", "none", "", ""
    for one in tree.children[index]:
        token = tree.tokens[one]
        relation = token.deprel
        if relation in ("aux", "aux:pass", "cop"):
            aux.append(token.text.lower())
        elif relation in SUBJECTS:
            subject = ("passive " if relation == "nsubj:pass" else "") + _who(page, one)
        elif relation in ("obj", "iobj"):
            target = _who(page, one)
        elif relation == "mark":
            mark = token.text.lower()
        elif relation in ("xcomp", "ccomp"):
            clausal = relation
        elif relation in ("nmod:poss", "amod", "compound") and one in page.sighted:
            yield f"own={relation}"
        elif relation in ("det", "case"):
            yield f"{relation}={token.text.lower()}"
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


def _around(page: _Page, index: int) -> Iterator[str]:
    """Describe what governs a word, how deep it stands, and how its sentence ends."""
    tree = page.tree
    token = tree.tokens[index]
    head = tree.tokens[token.head]
    yield f"under={token.deprel}/{head.lemma.lower() if head.index != index else ''}"
    depth, one, over = 0, index, ""
    while tree.tokens[one].head != one and depth < 6:
        one = tree.tokens[one].head
        depth += 1
        if not over and (raw := page.found.raw.get(one)) is not None:
            over = f"{raw.type}/{depth}"
    yield f"over={over}"
    yield f"depth={min(depth, 4)}"
    sentence = tree.parse.sentences[tree.sentence_of[index]]
    yield f"end={tree.tokens[sentence.last - 1].text}"
    yield f"first={min(sentence.index, 3)}"
    yield f"title={index < page.head_end}"


# --------------------------------------------------------------------------------- what the statements say


def _told(tree: Tree, reading: Reading) -> _Told:
    told = _Told()
    widths: dict[int, int] = {}
    for one in reading.attributions:
        act = next((p.speech_act for p in one.propositions if p.speech_act in ACTS), "")
        act = act or (one.propositions[0].speech_act if one.propositions else "none")
        for span in one.content_spans:
            width = span.end - span.start
            for index in _tokens(tree, span):
                if width < widths.get(index, 1 << 30):
                    widths[index] = width
                    told.inside[index] = act, one.quote_type if one.source_span else "voice"
        if one.content_spans and one.quote_type != "imputed":
            told.head.update({index: act for index in _heads(tree, one.content_spans[0])[:3]})
        if one.cue_span is not None:
            told.cue.update({index: act for index in _tokens(tree, one.cue_span)})
    for condition in reading.conditionals:
        for index in _heads(tree, condition.consequent)[:1]:
            told.consequent[index] = condition.consequent_type
        told.antecedent.update(_tokens(tree, condition.antecedent))
    return told


def _tokens(tree: Tree, span: Span) -> range:
    return range(bisect_left(tree.starts, span.start), bisect_left(tree.starts, span.end))


def _heads(tree: Tree, span: Span) -> list[int]:
    """Give the words of a span that nothing within it governs, punctuation aside."""
    inside = _tokens(tree, span)
    return [
        one
        for one in inside
        if (tree.tokens[one].head == one or tree.tokens[one].head not in inside) and tree.tokens[one].upos != "PUNCT"
    ]


def _covered(tree: Tree, spans: Sequence[tuple[int, int]]) -> frozenset[int]:
    """Give the tokens within any of ``spans`` of characters."""
    return frozenset(
        one for start, end in spans for one in range(bisect_left(tree.starts, start), bisect_left(tree.starts, end))
    )
