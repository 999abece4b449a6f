"""Who acts and who is acted on: the parties of an event, from the grammar around its word."""

from __future__ import annotations

from collections.abc import Iterator

from verbale.statements.cast import AUTHOR, main_parties
from verbale.statements.tree import (
    SUBJECTS,
    Tree,
    ancestors,
    auxiliaries,
    child,
    kids,
    modal,
    sentence_at,
    subject,
    subtree,
    token_at,
)
from verbale.views.plover_marks import Named
from verbale.views.plover_sides import Parties, by_phrase, is_known, is_public, members_of, owners_of, sides_of

_TOWARD = ("with", "to", "against", "from", "at", "on", "upon", "of", "for", "toward", "towards", "over", "into", "in")
_RELATIVE = frozenset("who which that whom whose".split())
_SPOKEN = frozenset("AGREE REQUEST REJECT ACCUSE THREATEN SUPPORT CONCEDE".split())
_ANNOUNCED = frozenset("AGREE CONCEDE THREATEN REJECT".split())
_PLACED = ("in", "at", "on")
_WHERE = ("in", "at", "from", "near")
_MEETING = ("CONSULT", "AGREE", "COOPERATE")
_ADJECTIVES = frozenset("prepare set determine commit oppose concern resolve interest".split())
_RELATION_ORDER = ("obj", "iobj", "obl:arg", "nsubj:pass", "obl", "nmod", "xcomp", "ccomp", "nmod:poss", "advcl", "acl")


def parties_of(parties: Parties, named: Named, source: str | None) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Give the actors and recipients of a trigger as entity ids.

    ``source`` is the side whose words hold the trigger; it stands in where the clause names no actor.
    """
    parties.source = source
    named_ones, used = _actors(parties, named)
    actors = _loose(parties, named) or tuple(one for one in named_ones if is_public(parties, one))
    if named.part == "m":
        asked = tuple(one for one in actors if one != source)
        return ((source,), asked) if source is not None and asked else ((), ())
    if not actors and (not named_ones or _announced(parties.tree, named)):
        actors = _stand_in(parties, named)
    if named.part != "r":
        actors = actors or named_ones
    recipients = tuple(
        one for one in _recipients(parties, named, used) if one not in actors and is_public(parties, one)
    )
    if named.type == "CONSULT" and named.mode != "visit":
        return tuple(dict.fromkeys((*actors, *recipients))), ()
    return actors, recipients


def _announced(tree: Tree, named: Named) -> bool:
    """Tell whether a deed is only told of beforehand, and so is what its teller promises or threatens."""
    return named.type in _ANNOUNCED and modal(tree, named.token) is not None


def _stand_in(parties: Parties, named: Named) -> tuple[str, ...]:
    """Give who acts where the clause names nobody: the speaker, of what is said rather than done, or the writer."""
    tree = parties.tree
    passive = _passive(tree, named.token)
    spoken = named.type in _SPOKEN
    if parties.source is not None:
        return (parties.source,) if spoken or not (passive or named.part == "n") else ()
    if parties.cast.voice != AUTHOR and spoken:
        return members_of(parties, parties.cast.voice) or ()
    if named.type == "AGREE" and (passive or subject(tree, named.token) is None):
        return tuple(main_parties(parties.cast)[:2])
    return ()


def _loose(parties: Parties, named: Named) -> tuple[str, ...]:
    """Give the actor of a finite verb whose subject the parse lost, or took a dateline for.

    It is the last country named before the verb, behind the dash of a dateline if there is one, that no
    preposition governs and that owns nothing.
    """
    tree, index = parties.tree, named.token
    begin = _after_dateline(tree, index)
    own = subject(tree, index)
    if named.part == "n" or (own is not None and own >= begin) or not _finite(tree, index):
        return ()
    for start, code, noun in reversed(parties.cast.lands):
        place = token_at(tree, start)
        if noun and place is not None and begin <= place < index and _free(tree, place):
            return (code,)
    return ()


def _after_dateline(tree: Tree, index: int) -> int:
    """Give the first word of a sentence behind the dash of its dateline."""
    first = sentence_at(tree, index).first
    dashes = [one for one in range(first, min(index, first + 14)) if tree.tokens[one].text in ("-", "–", "—", "--")]
    return dashes[0] + 1 if dashes and tree.tokens[first].upos == "PROPN" else first


def _finite(tree: Tree, index: int) -> bool:
    return tree.tokens[index].xpos in ("VBD", "VBZ", "VBP") or child(tree, index, "aux", "aux:pass", "cop") is not None


def _free(tree: Tree, index: int) -> bool:
    before = tree.tokens[index - 1].upos if index else ""
    after = tree.tokens[index + 1].text if index + 1 < len(tree.tokens) else ""
    return before != "ADP" and after not in ("'s", "’s", "'", "’")


def is_mutual(tree: Tree, index: int) -> bool:
    """Tell whether several do to each other, or each by itself, what a verb says."""
    for one in kids(tree, index, "obj", "obl", "nsubj", "iobj"):
        forms = {tree.tokens[k].text.lower() for k in (one, *tree.children[one])}
        if "each" in forms or {"one", "another"} <= forms:
            return True
    return False


def _actors(parties: Parties, named: Named) -> tuple[tuple[str, ...], frozenset[int]]:
    tree, index = parties.tree, named.token
    if named.part == "n":
        return _nominal_actors(parties, index)
    if _passive(tree, index):
        agent = by_phrase(tree, index)
        if agent is None:
            return (), frozenset()
        return sides_of(parties, agent), frozenset(subtree(tree, agent))
    found = subject(tree, index)
    if found is None:
        return (), frozenset()
    if tree.tokens[found].text.lower() in _RELATIVE:
        found = _antecedent(tree, index) or found
    ids = sides_of(parties, found)
    if not ids:
        ids = tuple(owners_of(parties, found))
    return ids, frozenset(subtree(tree, found)) - {index}


def _passive(tree: Tree, index: int) -> bool:
    """Tell whether a verb is passive: with *be* or *get*, and no adjective ("is prepared to")."""
    if _bare_participle(tree, index):
        return True
    if child(tree, index, "nsubj:pass", "aux:pass") is None:
        return False
    if tree.tokens[index].lemma.lower() in _ADJECTIVES and child(tree, index, "xcomp", "obl") is not None:
        return by_phrase(tree, index) is not None
    aux = auxiliaries(tree, index)
    return not aux or aux[-1] not in ("has", "have", "had", "did", "does", "do", "will")


def _bare_participle(tree: Tree, index: int) -> bool:
    token = tree.tokens[index]
    return token.xpos == "VBN" and token.deprel == "acl" and child(tree, index, "aux") is None


def _antecedent(tree: Tree, index: int) -> int | None:
    for one in (index, *ancestors(tree, index)):
        if tree.tokens[one].deprel in ("acl:relcl", "acl"):
            return tree.tokens[one].head
    return None


def _nominal_actors(parties: Parties, index: int) -> tuple[tuple[str, ...], frozenset[int]]:
    """The killing *by* X, X's appeal, talks *between* A and B, Israeli attacks."""
    tree = parties.tree
    by = by_phrase(tree, index)
    if by is not None and (ids := sides_of(parties, by)):
        return ids, frozenset(subtree(tree, by))
    for one in kids(tree, index, "nmod:poss", "amod", "compound", "nmod"):
        case = child(tree, one, "case")
        word = tree.tokens[case].text.lower() if case is not None else ""
        if tree.tokens[one].deprel == "nmod" and word not in ("between", "among", "from"):
            continue
        if ids := sides_of(parties, one):
            return ids, frozenset(subtree(tree, one))
    head = tree.tokens[index].head
    if head != index and tree.tokens[index].deprel in ("obj", "obl") and tree.tokens[head].upos == "VERB":
        found = subject(tree, head)
        if found is not None and child(tree, head, "nsubj:pass") is None:
            return sides_of(parties, found), frozenset(subtree(tree, found))
    return (), frozenset()


def _recipients(parties: Parties, named: Named, used: frozenset[int]) -> Iterator[str]:
    """Give whom the event is done to: object, then obliques, then who is named within the content."""
    tree, index = parties.tree, named.token
    branches = sorted(
        (one for one in tree.children[index] if one not in used and tree.tokens[one].deprel in _RELATION_ORDER),
        key=lambda one: _RELATION_ORDER.index(tree.tokens[one].deprel),
    )
    for one in branches:
        case = child(tree, one, "case")
        word = tree.tokens[case].text.lower() if case is not None else ""
        if tree.tokens[one].deprel in ("obl", "nmod") and word not in _TOWARD:
            continue
        if tree.tokens[one].deprel in ("obl", "nmod") and word in _PLACED and named.type in _MEETING:
            continue
        if tree.tokens[one].deprel in ("obl", "nmod") and word in _WHERE and not is_known(parties, one):
            continue
        found = [party for party in dict.fromkeys(_within(parties, one)) if is_public(parties, party)]
        if found:
            yield from found
            return


def _is_unknown_place(parties: Parties, index: int) -> bool:
    """Tell whether a word names a place that no table and no rule knows for a country's: a town, a river."""
    token = parties.tree.tokens[index]
    place = any(one.label == "PLACE" and one.start <= token.start < one.end for one in parties.tree.parse.names)
    return place and not is_known(parties, index)


def _within(parties: Parties, head: int) -> Iterator[str]:
    """Give the sides a branch names: head, else its owners, else the subject of its clause, else the first."""
    tree = parties.tree
    if tree.tokens[head].upos in ("NOUN", "PROPN", "PRON", "ADJ"):
        ids = sides_of(parties, head) or list(owners_of(parties, head))
        if ids:
            yield from ids
            return
    inner = child(tree, head, *SUBJECTS)
    if inner is not None and (ids := sides_of(parties, inner)):
        yield from ids
        return
    for one in subtree(tree, head):
        named = tree.tokens[one].upos == "PROPN" and not _is_unknown_place(parties, one)
        if (parties.at(one) is not None or named) and (ids := sides_of(parties, one)):
            yield from ids[:1]
            return
