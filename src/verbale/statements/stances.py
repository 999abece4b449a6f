"""Where a statement stands and how firmly: what follows from its act, its polarity and what it hangs on."""

from __future__ import annotations

import re

from verbale.codes import SpeechAct, Stance, Strength
from verbale.statements.speech import Said
from verbale.statements.tree import Tree, auxiliaries, child, negated

BINDING_AUX = frozenset(("will", "would", "shall", "'ll", "’ll", "wo", "can", "could"))
_CEASE = frozenset("exclude omit refrain desist abstain avoid forgo forswear shelve postpone hold delay defer".split())
_ENDING = frozenset("cease stop end halt".split())
_BY_ACT: dict[str, Stance] = {
    "commit": "for",
    "propose": "for",
    "offer": "for",
    "demand": "for",
    "accept": "for",
    "reaffirm": "for",
    "evaluate_positive": "for",
    "express_openness": "open_to",
    "reject": "against",
    "exclude": "against",
    "evaluate_negative": "against",
    "threaten": "for_if",
    "warn": "against",
    "deny": "denies",
    "assert": "asserts",
    "claim": "asserts",
    "admit": "asserts",
    "imputed_attitude": "for",
}
_HANGS = ("if", "only_if", "provided_that", "as_long_as", "should_inversion")


def stance_of(tree: Tree, said: Said, act: SpeechAct, conditional: str | None) -> Stance | None:
    """Give the stance that an act shows, turned by a negation or a condition; None for an act that shows none."""
    stance = _BY_ACT.get(act)
    head = said.content_head
    if stance is None:
        return None
    if act == "demand" and head is not None and _asks_to_leave_off(tree, head):
        return "against"
    if act in ("commit", "reaffirm") and head is not None and negated(tree, head):
        return "against"
    if act == "reaffirm" and _is_factual(tree, said):
        return "asserts"
    if conditional in _HANGS and stance in ("for", "open_to"):
        return "for_if"
    if act == "threaten" and head is not None and negated(tree, head):
        return "against_unless"
    if conditional == "unless":
        return "for_if" if stance in ("for", "for_if", "open_to") else "against_unless"
    return stance


def _asks_to_leave_off(tree: Tree, head: int) -> bool:
    lemma = tree.tokens[head].lemma.lower()
    ends = lemma in _ENDING and child(tree, head, "obj", "xcomp") is None  # "that the searches cease"
    return ends or lemma in _CEASE or negated(tree, head)


def _is_factual(tree: Tree, said: Said) -> bool:
    head = said.content_head
    if head is None or said.form != "clause":
        return False
    return not (BINDING_AUX & set(auxiliaries(tree, head)))


_CATEGORICAL = re.compile(
    r"\b(?:never|totally|utterly|completely|absolutely|categorically|firmly|resolutely|flatly|unequivocally|entirely|must|"
    r"under no circumstances|in no case|out of the question|non-negotiable|unconditional(?:ly)?|not (?:a|"
    r"one) single|no way|"
    r"red line|at any cost|will not change|final)\b",
    re.IGNORECASE,
)
_HEDGED = re.compile(
    r"\b(?:may|might|could|perhaps|possibly|probably|likely|appears?|seems?|unclear|in principle)\b", re.I
)


def strength_of(text: str) -> Strength:
    """Tell how firmly something is said: categorical, plain or hedged."""
    if _CATEGORICAL.search(text):
        return "categorical"
    return "hedged" if _HEDGED.search(text) else "plain"
