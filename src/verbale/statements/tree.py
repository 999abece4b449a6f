"""Walking a dependency parse: children, subtrees, clauses, and their tense, mood and polarity.

The labels are those of Universal Dependencies. A :class:`Tree` is a view of a parse made once, so that
every question about a token is a look-up.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from verbale.language.parse import Parse, Sentence, Token
from verbale.months import MONTHS

Tense = Literal["past", "future"]

SUBJECTS = ("nsubj", "nsubj:pass", "csubj", "nsubj:outer", "csubj:pass")
_CLAUSAL = (
    "root",
    "ccomp",
    "advcl",
    "acl",
    "acl:relcl",
    "parataxis",
    "conj",
    "csubj",
    "advcl:relcl",
    "xcomp",
)
_FUTURE_AUX = {"will", "shall", "'ll", "’ll", "wo"}
_PLANNED = frozenset("due schedule scheduled slate slated plan planned expect expected set tomorrow next".split())
_TELLING = frozenset("say tell claim report add state insist write note be argue".split())


@dataclass(frozen=True, slots=True)
class Tree:
    """A parse with the children of each token and the sentence of each."""

    parse: Parse
    children: tuple[tuple[int, ...], ...]
    sentence_of: tuple[int, ...]
    starts: tuple[int, ...]

    @property
    def tokens(self) -> tuple[Token, ...]:
        """Give the tokens of the parse."""
        return self.parse.tokens


def grow(parse: Parse) -> Tree:
    """Make the tree of ``parse``."""
    children: list[list[int]] = [[] for _ in parse.tokens]
    for token in parse.tokens:
        if token.head != token.index:
            children[token.head].append(token.index)
    sentence_of = [0] * len(parse.tokens)
    for sentence in parse.sentences:
        sentence_of[sentence.first : sentence.last] = [sentence.index] * (sentence.last - sentence.first)
    return Tree(
        parse=parse,
        children=tuple(map(tuple, children)),
        sentence_of=tuple(sentence_of),
        starts=tuple(token.start for token in parse.tokens),
    )


def token_at(tree: Tree, offset: int) -> int | None:
    """Give the index of the token that covers or precedes ``offset``; None in a text without tokens."""
    index = bisect_right(tree.starts, offset) - 1
    return index if index >= 0 else (0 if tree.starts else None)


def tokens_in(tree: Tree, start: int, end: int) -> range:
    """Give the indices of the tokens from character ``start`` to ``end``, exclusive."""
    first, last = token_at(tree, start), token_at(tree, end - 1)
    return range(0) if first is None or last is None else range(first, last + 1)


def sentence_at(tree: Tree, index: int) -> Sentence:
    """Give the sentence of token ``index``."""
    return tree.parse.sentences[tree.sentence_of[index]]


def child(tree: Tree, index: int, *relations: str) -> int | None:
    """Give the first child of token ``index`` under one of ``relations``."""
    for one in tree.children[index]:
        if tree.tokens[one].deprel in relations:
            return one
    return None


def kids(tree: Tree, index: int, *relations: str) -> Iterator[int]:
    """Give the children of token ``index`` under one of ``relations``, in order."""
    return (one for one in tree.children[index] if tree.tokens[one].deprel in relations)


def subtree(tree: Tree, index: int, *, without: frozenset[int] = frozenset()) -> list[int]:
    """Give the tokens below and with ``index``, sorted, leaving out the branches in ``without``."""
    found, stack = [], [index]
    while stack:
        one = stack.pop()
        if one in without:
            continue
        found.append(one)
        stack.extend(tree.children[one])
    return sorted(found)


def ancestors(tree: Tree, index: int) -> Iterator[int]:
    """Give the governors of token ``index``, nearest first."""
    while tree.tokens[index].head != index:
        index = tree.tokens[index].head
        yield index


def clause_of(tree: Tree, index: int) -> int:
    """Give the head of the clause that holds token ``index``: the nearest predicate at or above it."""
    one = index
    while tree.tokens[one].head != one:
        token = tree.tokens[one]
        if token.deprel in _CLAUSAL and (token.upos in ("VERB", "AUX") or is_predicate(tree, one)):
            return one
        one = token.head
    return one


def phrase_head(tree: Tree, index: int) -> int:
    """Climb from a word of a name to the head of the phrase that the name is part of."""
    part = ("compound", "flat", "flat:name", "amod", "det", "conj")
    while tree.tokens[index].deprel in part and tree.tokens[index].head != index:
        index = tree.tokens[index].head
    return index


_SCRAP = 3  # words of a sentence too short to say anything


def head_in(tree: Tree, sentence: Sentence, run: tuple[int, int]) -> int | None:
    """Give the head of what of a sentence lies in ``run`` (the label of a turn may head it all); None for a scrap."""
    inside = [t for t in range(sentence.first, sentence.last) if run[0] <= tree.tokens[t].start < run[1]]
    if len(inside) <= _SCRAP:
        return None
    tops = [t for t in inside if tree.tokens[t].head == t or tree.tokens[t].head not in inside]
    return next((t for t in tops if is_predicate(tree, t)), next(iter(tops), None))


def is_predicate(tree: Tree, index: int) -> bool:
    """Tell whether token ``index`` heads a clause: a verb, or a word with a copula or subject of its own."""
    return tree.tokens[index].upos == "VERB" or child(tree, index, "cop", *SUBJECTS) is not None


def subject(tree: Tree, index: int) -> int | None:
    """Give the subject of predicate ``index``: its own, or that of the predicate it shares one with."""
    seen = set()
    while index not in seen:
        seen.add(index)
        own = child(tree, index, *SUBJECTS)
        if own is not None:
            return own
        token = tree.tokens[index]
        if token.deprel in ("conj", "xcomp", "advcl", "parataxis") and token.head != index:
            index = token.head
        elif token.deprel in ("acl:relcl", "acl"):
            return token.head
        else:
            return None
    return None


def auxiliaries(tree: Tree, index: int) -> tuple[str, ...]:
    """Give the lower-case auxiliaries and copulas of predicate ``index``, in order."""
    return tuple(tree.tokens[one].text.lower() for one in kids(tree, index, "aux", "aux:pass", "cop"))


_REACH_OF_NOT = 4  # words behind a verb at which *not* may still deny it; farther off it denies something else


def negated(tree: Tree, index: int) -> bool:
    """Tell whether predicate ``index`` is negated by *not*, *never*, *no longer* or a negative subject or object."""
    for one in tree.children[index]:
        token = tree.tokens[one]
        if (token.lemma in ("not", "never", "neither", "nor") or token.text.lower() in ("n't", "n’t", "no")) and (
            one - index <= _REACH_OF_NOT
        ):
            return True
        if token.deprel in ("nsubj", "obj", "nsubj:pass") and has_no(tree, one):
            return True
    return False


def has_no(tree: Tree, index: int) -> bool:
    """Tell whether a noun phrase names none: *nobody*, *no minister*, *not one lorry*."""
    if tree.tokens[index].lemma in ("nobody", "nothing", "none"):
        return True
    before = {tree.tokens[one].text.lower() for one in tree.children[index] if one < index}
    return any(tree.tokens[one].lemma == "no" for one in kids(tree, index, "det")) or {"not", "one"} <= before


_NOMINAL = ("DET", "PRON", "PROPN", "ADJ", "NOUN", "NUM")
_TURNED = frozenset("will would shall can could may do does did".split())


def turned_after(tree: Tree, index: int) -> int | None:
    """Give where the main clause begins behind *only once ...*, *not until ...*: an auxiliary before its subject."""
    finite = False
    for one in range(index + 1, tree.parse.sentences[tree.sentence_of[index]].last - 1):
        token, following = tree.tokens[one], tree.tokens[one + 1]
        if (
            finite
            and token.text.lower() in _TURNED
            and following.upos in ("DET", "PRON", "PROPN", "ADJ", "NOUN", "NUM")
        ):
            return one
        finite = finite or token.xpos in ("VBD", "VBZ", "VBP") or token.text.lower() in _TURNED
    return None


def modal(tree: Tree, index: int) -> str | None:
    """Give the modal auxiliary of predicate ``index`` (would, could, must, ...), if any."""
    for one in kids(tree, index, "aux"):
        if tree.tokens[one].xpos == "MD":
            return tree.tokens[one].text.lower()
    return None


_AHEAD = frozenset("hope want ask demand seek expect urge call wait press".split())


def tense_at(tree: Tree, offset: int) -> Tense | None:
    """Give the tense of the clause around character ``offset``, as far as the verb forms show it."""
    index = token_at(tree, offset)
    if index is None:
        return None
    if _after_past(tree, index):
        return "past"
    if tree.tokens[index].deprel == "compound" and tree.tokens[index].text.lower() in MONTHS:
        return None  # "the January election": no verb dates it
    for one in (index, *ancestors(tree, index)):
        tense = _tense(tree, one)
        if tense is not None:
            return tense
    return None


_FEW = 4  # words between a verb and the day that goes with it
_MORE = 10  # the same where the day ends its clause


_JUDGED = frozenset("right wrong wise unwise foolish correct mistaken quick slow late first last".split())
_CAUSED = frozenset("allow enable help let force cause lead use manage fail decline refuse get push drive".split())


def _is_past_deed(tree: Tree, index: int) -> bool:
    """Tell whether an infinitive tells what was done, by its governor: *was right to ask*, *allowed them to cross*."""
    token = tree.tokens[index]
    if token.lemma.lower() in _JUDGED:
        return any(tree.tokens[one].text.lower() in ("was", "were") for one in kids(tree, index, "cop"))
    return token.xpos == "VBD" and token.lemma.lower() in _CAUSED


def _is_open(tree: Tree, index: int) -> bool:
    """Tell whether a past form tells no past: *would accept if he stepped down by June*."""
    supposed = any(tree.tokens[one].text.lower() in ("if", "unless") for one in kids(tree, index, "mark"))
    return supposed and not modal(tree, index)


def _after_past(tree: Tree, index: int) -> bool:
    """Tell whether the verb just before a day is a plain past (*warned on Thursday*, *told the house on Thursday*)."""
    ends = index + 1 < len(tree.tokens) and tree.tokens[index + 1].upos == "PUNCT"
    reach = index - 1 - (_MORE if ends else _FEW)
    for one in range(index - 1, max(reach, tree.parse.sentences[tree.sentence_of[index]].first - 1), -1):
        token = tree.tokens[one]
        if token.upos in ("PUNCT", "AUX"):
            return False
        if token.xpos.startswith("VB") or token.xpos == "MD":
            finite = token.xpos == "VBD" or (token.xpos == "VBN" and tree.tokens[one - 1].upos == "PROPN")
            if token.lemma.lower() in _AHEAD and tree.tokens[index - 1].text.lower() in ("by", "before", "until"):
                return False  # "hoped for a vote before May"
            return finite and token.text.lower() not in _PLANNED and not _is_open(tree, one)
    return False


def _tense(tree: Tree, index: int) -> Tense | None:
    if _is_open(tree, index):
        return "future" if modal(tree, tree.tokens[index].head) in ("would", "could", "might") else None
    token, aux = tree.tokens[index], auxiliaries(tree, index)
    planned = (index, *kids(tree, index, "amod"))  # "expected on Friday", "the planned talks in July"
    if any(tree.tokens[one].text.lower() in _PLANNED or tree.tokens[one].lemma.lower() in _PLANNED for one in planned):
        return "future"
    if token.upos not in ("VERB", "AUX") and not aux:
        return None
    if _FUTURE_AUX & set(aux) or (modal(tree, index) and "have" not in aux):
        return "future"
    if {"was", "were", "had", "did", "has", "have", "been"} & set(aux):
        return "past"
    if token.xpos in ("VBD", "VBN"):
        return "past" if token.lemma.lower() not in _AHEAD else None
    if token.xpos == "VB" and any(tree.tokens[one].text.lower() == "to" for one in kids(tree, index, "mark", "aux")):
        return "past" if _is_past_deed(tree, token.head) else "future"
    if token.xpos in ("VBZ", "VBP") and not aux and token.lemma.lower() not in _TELLING:
        return "future"
    if token.xpos == "VBG" and {"is", "are", "am"} & set(aux):
        return "future"
    return None
