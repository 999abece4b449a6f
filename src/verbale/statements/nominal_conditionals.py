"""Conditionals without a conjunction: *any attack would mean war*, *without inspections there will be no deal*."""

from __future__ import annotations

from verbale.statements.halves import Conditioned, halves, run_of
from verbale.statements.lexicon import words
from verbale.statements.tree import Tree, child, is_predicate, kids, modal, subtree

_RESULT_VERBS = frozenset(
    "mean lead result trigger bring provoke force end kill destroy amount cause entail signal make render undermine "
    "jeopardise jeopardize endanger threaten have constitute cross spell doom scuttle wreck sink invite compel open "
    "pave set be draw meet prompt push plunge derail poison collapse ruin harm damage complicate encourage embolden "
    "allow enable help ease unlock create cost leave hasten".split()
)
_MEETING = frozenset("regard treat consider meet answer view see punish resist repel repulse confront deem".split())
_ABSTRACT_ENDINGS = (
    "tion",
    "sion",
    "ment",
    "ance",
    "ence",
    "al",
    "ure",
    "ing",
    "ism",
    "ity",
    "age",
)
_EVENT_NOUNS = frozenset(
    "attack strike move step decision sanction test launch deal accord agreement refusal acceptance withdrawal visit "
    "vote war embargo blockade ceasefire truce exercise drill breach incursion concession failure delay collapse "
    "recognition transfer sale shipment incident use acquiescence approval rejection return summit talk "
    "attempt act violation intrusion crossing provocation encroachment overflight seizure arrest".split()
)


def nominal(tree: Tree, index: int, skip: frozenset[int]) -> Conditioned | None:
    """*Any attack would mean war*; *without inspections there will be no deal*."""
    token = tree.tokens[index]
    if token.text.lower() == "without":
        return _without(tree, index, skip)
    lemma, met = token.lemma.lower(), child(tree, index, "aux:pass") is not None
    if token.upos != "VERB" or lemma not in (_MEETING if met else _RESULT_VERBS):
        return None
    if modal(tree, index) not in ("would", "will", "could", "shall"):
        return None
    thing = child(tree, index, "nsubj:pass") if met else child(tree, index, "nsubj", "csubj")
    if thing is None or not _stands_for_an_act(tree, thing) or child(tree, index, "advcl") is not None:
        return None
    antecedent = subtree(tree, thing)
    rest = [one for one in subtree(tree, index, without=frozenset({thing})) if one > antecedent[-1]]
    first, second = run_of(tree, antecedent), run_of(tree, rest)
    if first is None or second is None:
        return None
    return Conditioned("nominal", first, thing, second, index, "conditional:nominal")


def _stands_for_an_act(tree: Tree, index: int) -> bool:
    token = tree.tokens[index]
    if token.upos == "VERB":
        return token.xpos == "VBG"
    if token.upos != "NOUN":
        return False
    lemma = token.lemma.lower()
    if lemma in words("role_noun"):
        return False
    hypothetical = (
        any(
            tree.tokens[one].lemma.lower() in ("any", "such", "a", "another", "new", "further", "no")
            for one in kids(tree, index, "det", "amod")
        )
        or child(tree, index, "nmod:poss") is not None
    )
    return hypothetical and (lemma in _EVENT_NOUNS or lemma.endswith(_ABSTRACT_ENDINGS))


def _without(tree: Tree, index: int, skip: frozenset[int]) -> Conditioned | None:
    thing = tree.tokens[index].head
    if thing == index or tree.tokens[index].deprel != "case" or tree.tokens[thing].xpos == "VBG":
        return None
    head = tree.tokens[thing].head
    while not is_predicate(tree, head) and tree.tokens[head].head != head:
        head = tree.tokens[head].head
    if modal(tree, head) is None or head in skip:
        return None
    antecedent = [one for one in subtree(tree, thing) if one >= index]
    opens = antecedent[0] < head
    if not opens and tree.tokens[index - 1].text != ",":
        return None  # "would leave without a word" is a manner, no condition
    return halves(tree, "nominal", antecedent, thing, head, skip, "conditional:without")
