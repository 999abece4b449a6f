"""Find the words of a parse that name events, and what their grammar makes of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from verbale.actors.names import singulars
from verbale.codes import EventType
from verbale.language.parse import Trigger
from verbale.statements.tree import (
    Tree,
    child,
    kids,
    modal,
    negated,
    subtree,
)
from verbale.views.plover import Codebook, Pattern
from verbale.views.plover_marks import Named, hypothetical, marked, mode_of

_SURE = 0.9  # of the language model, before a word that no lexicon has is taken; less cost precision
_OBJECTS = ("obj", "iobj", "nsubj:pass", "xcomp", "obl", "ccomp", "nmod", "advcl")
_CONTROL = frozenset({"REQUEST", "REJECT", "AGREE", "THREATEN", "ACCUSE", "CONCEDE", "SUPPORT"})
_BELOW = frozenset("conj compound amod nmod flat obj obl nummod".split())
_ENDINGS = (
    ("ied", ("y",)),
    ("ed", ("", "e")),
    ("ing", ("", "e")),
    ("ies", ("y",)),
    ("s", ("", "e")),
)
_IRREGULAR = {
    "overran": "overrun", "withdrew": "withdraw", "withdrawn": "withdraw", "overthrew": "overthrow", "struck": "strike",
    "shot": "shoot", "slew": "slay", "slain": "slay", "sought": "seek", "held": "hold", "fought": "fight",
    "hung": "hang", "forbade": "forbid", "broke": "break", "broken": "break", "slung": "sling", "beheld": "behold",
}  # fmt: skip
_REFUSING = frozenset("will wo shall can ca could would 'll ’ll".split())
_CLAIMS = frozenset("claim maintain insist contend suspect testify argue".split())
_DECLINING = frozenset({"decline", "refuse", "ask"})
_SAYING = frozenset({"comment", "name", "elaborate", "identify", "specify"})
_HARM = frozenset({"ASSAULT", "COERCE", "SANCTION", "MOBILIZE", "PROTEST"})


def find_triggers(tree: Tree, book: Codebook) -> list[Named]:
    """Give the event words of a parse in order: lexicon and model joined, marks set, control resolved."""
    return _settled(tree, book, {one.token: one for one in tree.parse.triggers})


def lexical_triggers(tree: Tree, book: Codebook) -> list[Named]:
    """Give the event words that the lexicon alone finds."""
    return _settled(tree, book, {})


def lexical_trigger(tree: Tree, book: Codebook, index: int) -> Named | None:
    """Give what the lexicon has for a word, before its mood is read."""
    part = _part(tree.tokens[index].upos)
    return _by_lexicon(tree, book, index, part) if part is not None else None


def _settled(tree: Tree, book: Codebook, learned: dict[int, Trigger]) -> list[Named]:
    raw = _raw(tree, book, learned)
    found = [one for named in _uncontrolled(tree, raw) if (one := marked(tree, book, named)) is not None]
    taken = {one.token for one in found}
    spoken = [*_demanded(tree, book, taken), *_refused(tree, book, taken | set(raw))]
    return sorted([*found, *spoken], key=lambda one: one.token)


def _raw(tree: Tree, book: Codebook, learned: dict[int, Trigger]) -> dict[int, Named]:
    raw: dict[int, Named] = {}
    for token in tree.tokens:
        part = _part(token.upos)
        if part is None:
            continue
        named = _by_lexicon(tree, book, token.index, part)
        guess = learned.get(token.index)
        if named is None and guess is not None and guess.confidence > _SURE and part != "a":
            named = Named(token.index, _checked(guess.type), None, part, (token.index,), (), guess.confidence, "model")
        if named is not None:
            raw[token.index] = named
    return raw


def _demanded(tree: Tree, book: Codebook, taken: set[int]) -> Iterator[Named]:
    """What somebody *should* or *must* do is asked of them; whether by somebody else is seen with the parties."""
    for token in tree.tokens:
        if token.index not in taken and asks(tree, token.index, modal(tree, token.index)):
            named = Named(token.index, "REQUEST", None, "m", (token.index,), (), 0.5, "should or must")
            yield replace(named, mode=mode_of(tree, book, named))


def asks(tree: Tree, index: int, helper: str | None) -> bool:
    """Tell whether a word is a verb with the modal *should* or *must*."""
    if helper not in ("should", "must") or tree.tokens[index].upos != "VERB":
        return False
    return not (negated(tree, index) or hypothetical(tree, index, helper))


def _checked(kind: str) -> EventType:
    return kind  # type: ignore[return-value]  # the model's codes are those of EventType, held by a test


def _refused(tree: Tree, book: Codebook, taken: set[int]) -> Iterator[Named]:
    """What the speaker *will not* or *cannot* do is refused; that it is the speaker's is seen with the parties."""
    for token in tree.tokens:
        if token.index not in taken and refuses(tree, token.index, modal(tree, token.index)):
            named = Named(token.index, "REJECT", None, "r", (token.index,), (), 0.5, "the speaker will or can not")
            yield replace(named, mode=mode_of(tree, book, named))


def refuses(tree: Tree, index: int, helper: str | None) -> bool:
    """Tell whether a word is a verb that says, with a modal, what somebody will not or can not do."""
    if helper not in _REFUSING or tree.tokens[index].upos != "VERB":
        return False
    return (negated(tree, index) or _no_object(tree, index)) and not hypothetical(tree, index, helper)


def _no_object(tree: Tree, index: int) -> bool:
    """Tell whether the object is negative: "will make *no such* deal"."""
    objects = kids(tree, index, "obj")
    return any(tree.tokens[k].lemma.lower() == "no" for one in objects for k in tree.children[one])


def _part(upos: str) -> str | None:
    return {"VERB": "v", "NOUN": "n", "ADJ": "a"}.get(upos)


def _by_lexicon(tree: Tree, book: Codebook, index: int, part: str) -> Named | None:
    token = tree.tokens[index]
    forms = _forms(token.lemma.lower(), token.text.lower(), part)
    patterns = next((found for form in forms if (found := book.patterns.get((part, form)))), ())
    if not patterns:
        return None
    if (part == "a" and not _predicate_adjective(tree, index)) or _idle(tree, index):
        return None
    words = _governed(tree, index) if any(pattern.nouns for pattern in patterns) else frozenset()
    best: tuple[int, int, Pattern, tuple[int, ...]] | None = None
    for pattern in patterns:
        follow = _preceding(tree, index, pattern.follow) if part == "n" else _following(tree, index, pattern.follow)
        hits = len(words & pattern.nouns)
        if follow is None or (pattern.nouns and not hits):
            continue
        if best is None or (pattern.specificity, hits) > best[:2]:
            best = pattern.specificity, hits, pattern, follow
    return _named(index, best[2], best[3]) if best else None


@lru_cache(maxsize=1 << 15)
def _forms(lemma: str, text: str, part: str) -> tuple[str, ...]:
    """Give the lemma, then what else the word may be a form of, should the lemma be wrong."""
    found = [lemma, text, _IRREGULAR.get(text, text)]
    for ending, repairs in _ENDINGS if part == "v" else _ENDINGS[-2:]:
        if text.endswith(ending) and len(text) > len(ending) + 2:
            stem = text[: -len(ending)]
            found += [stem + repair for repair in repairs]
            if len(stem) > 2 and stem[-1] == stem[-2]:
                found.append(stem[:-1])
    return tuple(dict.fromkeys(found))


def _preceding(tree: Tree, index: int, before: tuple[str, ...]) -> tuple[int, ...] | None:
    """Give the tokens of the words that must stand right before a noun; None if they do not."""
    first = index - len(before)
    if first < 0:
        return None if before else ()
    own = tuple(range(first, index))
    forms = [{tree.tokens[one].text.lower(), tree.tokens[one].lemma.lower()} for one in own]
    return own if all(word in form for word, form in zip(before, forms, strict=True)) else None


def _named(index: int, pattern: Pattern, follow: tuple[int, ...]) -> Named:
    weight = {"v": 0.6, "n": 0.3, "a": 0.5}[pattern.part] + 0.1 * pattern.specificity
    tokens = (*follow, index) if pattern.part == "n" else (index, *follow)
    return Named(index, pattern.type, pattern.mode, pattern.part, tokens, (), weight, "lexicon")


def _idle(tree: Tree, index: int) -> bool:
    """Tell whether the words are the usual ones of reporting, and no act: "declined to comment", "provided that"."""
    token = tree.tokens[index]
    forms = _forms(token.lemma.lower(), token.text.lower(), "v")
    if not _DECLINING.isdisjoint(forms):
        below = {tree.tokens[one].lemma.lower() for one in kids(tree, index, "xcomp", "advcl", "ccomp", "obj", "obl")}
        return not _SAYING.isdisjoint(below)
    following = tree.tokens[index + 1].lemma.lower() if index + 1 < len(tree.tokens) else ""
    return "provide" in forms and following in ("that", "for")


def _predicate_adjective(tree: Tree, index: int) -> bool:
    return tree.tokens[index].deprel in ("root", "xcomp", "ccomp", "conj", "advcl", "parataxis", "acl:relcl")


def _following(tree: Tree, index: int, follow: tuple[str, ...]) -> tuple[int, ...] | None:
    """Give the tokens of the words that must follow, each within four of the one before; None if one lacks."""
    found, at = [], index
    for word in follow:
        reach = range(at + 1, min(at + 5, len(tree.tokens)))
        hit = next((one for one in reach if word in (tree.tokens[one].text.lower(), tree.tokens[one].lemma)), None)
        if hit is None or tree.sentence_of[hit] != tree.sentence_of[index]:
            return None
        found.append(hit)
        at = hit
    return tuple(found)


def _governed(tree: Tree, index: int) -> frozenset[str]:
    """Give the lemmas of what a verb governs: objects, obliques and predicates, two steps down."""
    found: set[str] = set()
    for one in kids(tree, index, *_OBJECTS):
        found |= {tree.tokens[one].lemma.lower(), *singulars(tree.tokens[one].text.lower())}
        for two in tree.children[one]:
            if tree.tokens[two].deprel.split(":")[0] in _BELOW and not _apart(tree, two):
                found.add(tree.tokens[two].lemma.lower())
    if tree.tokens[index].deprel in ("acl:relcl", "acl") and tree.tokens[index].head != index:
        found.add(tree.tokens[tree.tokens[index].head].lemma.lower())
    return frozenset(found)


def _apart(tree: Tree, index: int) -> bool:
    """Tell whether a noun below an object is only about it: "relief *from sanctions*", but "package *of aid*"."""
    case = child(tree, index, "case")
    return case is not None and tree.tokens[case].text.lower() != "of"


def _uncontrolled(tree: Tree, raw: dict[int, Named]) -> Iterator[Named]:
    """Leave out the words that only fill out another: "refuse to *meet*", "hold *talks*", "urge to *release*"."""
    accused = {
        index: named
        for index, named in raw.items()
        if tree.tokens[index].lemma.lower() not in _CLAIMS or _claims_harm(tree, raw, index)
    }
    taken: set[int] = set()
    for named in accused.values():
        taken |= _filled_by(tree, named)
    for index, named in accused.items():
        if index not in taken:
            yield named


def _filled_by(tree: Tree, named: Named) -> set[int]:
    """Give the words that complete ``named`` and name no event of their own."""
    taken: set[int] = set()
    if named.part == "v":
        taken |= set(kids(tree, named.token, "xcomp"))
        for one in kids(tree, named.token, "obj", "nsubj:pass", "obl", "compound:prt"):
            if tree.tokens[one].upos in ("NOUN", "ADJ"):
                taken.add(one)
    if named.type in _CONTROL:
        for one in kids(tree, named.token, "ccomp", "advcl", "obl", "acl", "obj", "nmod", "csubj", "xcomp"):
            if _complement(tree, named, one):
                taken |= {one, *kids(tree, one, "conj", "obj", "xcomp", "obl")}
    return taken


def _claims_harm(tree: Tree, raw: dict[int, Named], index: int) -> bool:
    """Tell whether what is claimed is a hostile deed, so that claiming it accuses."""
    content = child(tree, index, "ccomp")
    if content is None:
        return False
    return any(one in raw and raw[one].type in _HARM and raw[one].part == "v" for one in subtree(tree, content))


def _complement(tree: Tree, named: Named, one: int) -> bool:
    """Tell whether branch ``one`` says what is asked, refused, promised or blamed."""
    token = tree.tokens[one]
    if token.deprel == "advcl":
        mark = child(tree, one, "mark")
        return mark is None or tree.tokens[mark].lemma.lower() in ("to", "for", "of", "from")
    if token.deprel in ("obl", "nmod") and token.upos != "VERB":
        return named.type in ("REQUEST", "ACCUSE", "THREATEN") and token.upos == "NOUN"
    if named.type in ("SUPPORT", "ACCUSE", "CONCEDE"):
        return token.deprel != "ccomp"
    return True
