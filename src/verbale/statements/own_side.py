"""Which country writes *we*: the one that acts in the text, and not the ones it answers, quotes or asks.

A letter or statement often names its own country only in passing (*Niger has closed its airspace*) and the
other side often. What tells them apart is what each does there: one's own side promises, accepts, refuses
and thanks; the other one claims, and is asked, thanked and warned.
"""

from __future__ import annotations

from verbale.statements.cast import Cast
from verbale.statements.lexicon import cues, words
from verbale.statements.tree import Tree, auxiliaries, child, kids, phrase_head, subtree, token_at

_BINDING = frozenset("will shall cannot wo ca must".split())
_PERFORMS = frozenset(
    "confirm accept reject regret remain reaffirm support welcome thank propose agree consider recall "
    "undertake stand "
    "seek refuse condemn deplore protest request reserve inform present avail wish express hold intend "
    "expect appeal regard state".split()
)
_ASKED = frozenset("ask urge call invite thank condemn warn demand expect tell require blame accuse".split())
_AGAINST = frozenset("against to with from by".split())


def own_country(cast: Cast, least: float = 0.0) -> str | None:
    """Give the country in whose name a text of the first person is written; None where none has ``least`` points."""
    tree = cast.tree
    points: dict[str, float] = {}
    addressed = _second_person(tree.parse.text)
    bodies = [(s.start, s.code) for s in cast.sightings if s.kind == "body"]
    for at, code in sorted({*((at, code) for at, code, _ in cast.lands), *bodies}):
        index = token_at(tree, at)
        if index is None or any(q.start < at < q.end for q in tree.parse.quotations):
            continue
        points[code] = points.get(code, 0.0) + _points(tree, phrase_head(tree, index), addressed)
    places = {code for _, code, _ in cast.lands}
    best = max(points, key=lambda code: points[code], default=None)
    if best is None or points[best] < (least if best in places else 2.0):
        return None
    return best


def _second_person(text: str) -> bool:
    return " you " in text or " your " in text


def _points(tree: Tree, index: int, addressed: bool) -> float:
    token = tree.tokens[index]
    head = token.head
    if token.deprel in ("nmod:poss", "nmod") and tree.tokens[head].upos in ("NOUN", "PROPN"):
        office = tree.tokens[head].lemma.lower()
        if office in (
            "government",
            "ministry",
            "embassy",
            "delegation",
            "republic",
            "kingdom",
            "department",
            "mission",
        ):
            return _points(tree, head, addressed)
        ours = any(tree.tokens[one].text.lower() in ("our", "my") for one in subtree(tree, head))
        return 2.0 if ours else -1.5 if office in words("role_noun") | words("official_noun") else -0.2
    if token.deprel in ("nsubj", "nsubj:pass", "nsubj:outer"):
        if _asked_back(tree, index, head):
            return 2.0  # "Will Dorn sign?": a question to the one who answers
        if speaks_to_us(tree, head):
            return -2.0  # "Dorn informed me"
        return _as_subject(tree, head, passive=token.deprel == "nsubj:pass")
    if token.deprel in ("obj", "iobj") and tree.tokens[head].lemma.lower() in _ASKED:
        return -2.0
    case = child(tree, index, "case")
    if case is not None and tree.tokens[case].text.lower() in _AGAINST:
        return -0.5
    return -0.5 if addressed and token.deprel == "vocative" else 0.0


_US = frozenset("me us my our".split())


def speaks_to_us(tree: Tree, predicate: int) -> bool:
    """Tell whether a deed is done to the one who writes: *assured me*, *handed our ambassador a note*."""
    if predicate + 1 < len(tree.tokens) and tree.tokens[predicate + 1].text.lower() in _US:
        return True
    return any(
        {tree.tokens[one].text.lower(), *(tree.tokens[own].text.lower() for own in kids(tree, one, "nmod:poss"))} & _US
        for one in kids(tree, predicate, "obj", "iobj", "obl")
    )


def _asked_back(tree: Tree, index: int, predicate: int) -> bool:
    """Tell whether a subject stands behind its auxiliary: a direct question."""
    return any(one < index for one in kids(tree, predicate, "aux", "cop", "aux:pass"))


def _as_we_say(tree: Tree, predicate: int) -> bool:
    """Tell whether a clause is what *I* or *we* say."""
    if tree.tokens[predicate].deprel != "ccomp":
        return False
    teller = child(tree, tree.tokens[predicate].head, "nsubj")
    return teller is not None and tree.tokens[teller].text.lower() in ("i", "we")


def _as_subject(tree: Tree, predicate: int, *, passive: bool) -> float:
    lemma = tree.tokens[predicate].lemma.lower()
    aux = set(auxiliaries(tree, predicate))
    if any(tree.tokens[one].lemma in ("if", "unless", "until") for one in kids(tree, predicate, "mark", "advmod")):
        return -1.0
    if aux & _BINDING or lemma in words("ready"):
        return 2.0
    cue = cues().get(lemma)
    present = tree.tokens[predicate].xpos in ("VBZ", "VBP")
    if lemma in _PERFORMS and not passive:
        return 2.0 if present else 0.5
    if cue is not None and _as_we_say(tree, predicate):
        return 1.0  # "I have informed them that Dorn requires"
    if cue is not None and not passive and cue.act in ("assert", "claim", "-", "deny", "demand", "accuse", "question"):
        return -2.0
    return 0.5 if present or aux & {"has", "have"} else -0.3
