"""What tense, mood and polarity make of a word that names an event."""

from __future__ import annotations

from dataclasses import dataclass, replace

from verbale.codes import EventType
from verbale.statements.tree import Tree, ancestors, auxiliaries, child, kids, modal, negated, sentence_at, subtree
from verbale.views.plover import COOPERATIVE, Codebook

_PASSING = frozenset("continue begin start manage help try seek move go want expect prepare plan intend hope".split())
_PLANS = frozenset("plan intend prepare expect hope aim pledge vow promise schedule due set poise".split())
_IF = frozenset("if unless whether should lest".split())
_WILL = frozenset({"will", "shall", "'ll", "’ll", "wo", "would"})
_BE = frozenset({"is", "are", "was", "were"})
_NOW = frozenset({"does", "do", "is", "are"})
_BEFORE = frozenset({"did", "was", "were", "had", "has", "have"})
_CONDITIONED = frozenset({"advcl", "ccomp", "acl", "csubj"})
_HOSTILE_TO_THREAT = frozenset({"SANCTION", "COERCE", "ASSAULT", "MOBILIZE", "PROTEST"})


@dataclass(frozen=True, slots=True)
class Named:
    """A word that names an event: its token, type and mode, its marks, and the tokens of its phrase."""

    token: int
    type: EventType
    mode: str | None
    part: str
    tokens: tuple[int, ...]
    aux: tuple[str, ...] = ()
    weight: float = 0.5
    why: str = ""


@dataclass(frozen=True, slots=True)
class Mood:
    """What tense, mood and polarity say of a word: conditional or possible, to come, negated, and if so a refusal."""

    unreal: bool
    future: bool
    no: bool
    refusing: bool
    modal: str | None


def mood_of(tree: Tree, index: int, part: str) -> Mood:
    """Give the mood of a verb (``v``), adjective (``a``) or noun (``n``)."""
    aux = auxiliaries(tree, index)
    future = _future(tree, index, aux)
    helper = modal(tree, index) if aux else None
    above = tree.tokens[index].head
    governed = part == "n" and tree.tokens[above].upos == "VERB"
    return Mood(
        unreal=hypothetical(tree, index, helper) or (governed and hypothetical(tree, above, modal(tree, above))),
        future=future,
        no=_no_noun(tree, index) if part == "n" else _denied(tree, index),
        refusing=future or helper in ("can", "could", "ca") or (bool(_NOW & {*aux}) and not _BEFORE & {*aux}),
        modal=helper,
    )


def marked(tree: Tree, book: Codebook, named: Named) -> Named | None:
    """Set the marks of a trigger, and turn its type where tense and negation say so; None for what is no event."""
    mood = mood_of(tree, named.token, named.part)
    turned = turned_by(mood, named)
    if turned is None:
        return None
    if mood.unreal:
        turned = replace(turned, aux=(*turned.aux, "hypothetical"))
    return replace(turned, mode=mode_of(tree, book, turned))


def turned_by(mood: Mood, named: Named) -> Named | None:
    """Turn the type of a trigger where tense and negation say so; None for what is no event."""
    if mood.no:
        return None if named.part == "n" else _negated(named, mood.refusing)
    return _to_come(named) if mood.future and not mood.unreal else named


def _negated(named: Named, future: bool) -> Named | None:
    """Read "will not meet" as a refusal; what was not done, or not refused, is no event."""
    if named.type in COOPERATIVE and future:
        return replace(named, type="REJECT", mode=None, why=f"{named.why}, negated")
    return None


def _to_come(named: Named) -> Named:
    """What is to come is agreed, conceded or threatened, by the rules of PLOVER."""
    if named.type in ("CONSULT", "SUPPORT", "COOPERATE", "AID"):
        return replace(named, type="AGREE", mode=None, why=f"{named.why}, to come")
    if named.type == "RETREAT":
        return replace(named, type="CONCEDE", mode=None, why=f"{named.why}, to come")
    if named.type in _HOSTILE_TO_THREAT:
        return replace(named, type="THREATEN", mode=None, why=f"{named.why}, to come")
    return named


def _denied(tree: Tree, index: int) -> bool:
    if negated(tree, index) or _neither(tree, index):
        return True
    if [one.text.lower() for one in tree.tokens[max(0, index - 2) : index]] == ["short", "of"]:
        return True
    head = tree.tokens[index].head
    if tree.tokens[index].deprel == "xcomp" and head != index:
        return negated(tree, head) or tree.tokens[head].lemma in ("fail", "unable")
    return False


def _neither(tree: Tree, index: int) -> bool:
    """Tell whether a verb has *neither X nor Y* for its subject."""
    subjects = kids(tree, index, "nsubj", "nsubj:pass")
    return any(tree.tokens[k].lemma.lower() == "neither" for one in subjects for k in (one, *tree.children[one]))


def _no_noun(tree: Tree, index: int) -> bool:
    if any(tree.tokens[one].lemma.lower() in ("no", "without", "any") for one in kids(tree, index, "det", "case")):
        return True
    head = tree.tokens[index].head
    return head != index and tree.tokens[head].upos == "VERB" and negated(tree, head)


def hypothetical(tree: Tree, index: int, helper: str | None) -> bool:
    """Tell whether the clause, or one above it within the sentence, is conditional or merely possible.

    ``helper`` is the modal verb of the word.
    """
    if helper in ("could", "might", "may", "can") and not negated(tree, index):
        return True
    if helper == "would" and _with_condition(tree, index) and not _told(tree, index):
        return True
    tokens = tree.tokens
    for one in (index, *ancestors(tree, index)):
        relation = tokens[one].deprel
        if relation in _CONDITIONED and _marked_if(tree, one):
            return True
        if relation == "advcl" and child(tree, one, "aux") is not None and _inverted(tree, one):
            return True
        if relation in ("ccomp", "parataxis", "root"):
            break
    if (comma := _opening_condition(tree, index)) is not None:
        return index < comma or (helper is not None and not _told(tree, index) and not _first_person(tree, index))
    return helper is not None and _consequent(tree, index)


def _opening_condition(tree: Tree, index: int) -> int | None:
    """Give the comma that ends the condition with which a sentence opens: "*Should* it fail, ..."; None without one."""
    sentence = sentence_at(tree, index)
    tokens = tree.tokens[sentence.first : sentence.last]
    if tokens[0].text not in ("Should", "Were", "Had") or tokens[-1].text == "?":
        return None
    return next((one.index for one in tokens if one.text == ","), None)


def _marked_if(tree: Tree, index: int) -> bool:
    tokens = tree.tokens
    return any(
        tokens[one].deprel in ("mark", "advmod") and tokens[one].text.lower() in _IF for one in tree.children[index]
    )


def _inverted(tree: Tree, index: int) -> bool:
    first = subtree(tree, index)[0]
    return tree.tokens[first].text.lower() in ("should", "were", "had")


def _with_condition(tree: Tree, index: int) -> bool:
    return any(
        _marked_if(tree, one) or (child(tree, one, "aux") is not None and _inverted(tree, one))
        for one in kids(tree, index, "advcl")
    )


def _consequent(tree: Tree, index: int) -> bool:
    """A consequence that nobody in the sentence announces: "If A agrees, B will object"."""
    return _with_condition(tree, index) and not _told(tree, index) and not _first_person(tree, index)


def _first_person(tree: Tree, index: int) -> bool:
    subject = child(tree, index, "nsubj")
    return subject is not None and tree.tokens[subject].text.lower() in ("we", "i")


def _told(tree: Tree, index: int) -> bool:
    return any(tree.tokens[one].deprel in ("ccomp", "parataxis") for one in (index, *ancestors(tree, index)))


def _future(tree: Tree, index: int, aux: tuple[str, ...]) -> bool:
    if not _WILL.isdisjoint(aux):
        return True
    token = tree.tokens[index]
    if token.deprel == "conj" and token.xpos == "VB" and not aux and token.head != index:
        return _future(tree, token.head, auxiliaries(tree, token.head))
    if token.deprel == "xcomp" and token.head != index:
        head = tree.tokens[token.head]
        if head.lemma in _PLANS or (head.lemma == "go" and head.xpos == "VBG"):
            return True
        if head.lemma in _PASSING:
            return _future(tree, token.head, auxiliaries(tree, token.head))
    if _BE.isdisjoint(aux):
        return False
    return any(tree.tokens[one].text.lower() == "to" for one in kids(tree, index, "mark", "aux"))


def mode_of(tree: Tree, book: Codebook, named: Named) -> str | None:
    """Give the mode: the lexicon's, or for what is asked, refused or threatened that of its content."""
    if named.type not in ("REQUEST", "REJECT", "THREATEN"):
        return named.mode
    lemmas = [tree.tokens[one].lemma.lower() for one in subtree(tree, named.token)[:40]]
    wanted = ("meet", "assist", "yield", "change")
    if named.type == "THREATEN":
        wanted = ("restrict", "relations", "expel", "territory", "violence", "arrest")  # type: ignore[assignment]
    for lemma in lemmas:
        for mode in wanted:
            if lemma in book.modes[mode]:
                return mode
    return named.mode
