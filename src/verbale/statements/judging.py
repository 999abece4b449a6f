"""Judgements that a statement passes by how it notes a thing or what it calls it."""

from __future__ import annotations

import re

from verbale.codes import SpeechAct
from verbale.statements.lexicon import cues, words
from verbale.statements.speech import Said
from verbale.statements.tree import Tree, kids, sentence_at, tokens_in

Found = tuple[SpeechAct, str, float] | None

_NOTING = frozenset("note take acknowledge recall learn receive observe recognise recognize".split())
_WITH_FEELING = re.compile(
    r"\bwith (?:\w+ ){0,2}?(?:(?P<good>satisfaction|appreciation|interest|approval|gratitude|pleasure|thanks)"
    r"|concern|regret|dismay|alarm|disappointment|indignation|sorrow|sadness|unease|anxiety)\b",
    re.IGNORECASE,
)
_AFTER = 80  # characters behind a cue in which the feeling is told


def felt(tree: Tree, said: Said) -> SpeechAct | None:
    """Give the judgement in *noted with concern the rise*, *took note of the offer with satisfaction*."""
    if tree.tokens[said.cue_head].lemma.lower() not in _NOTING:
        return None
    sentence = sentence_at(tree, said.cue_head)
    match = _WITH_FEELING.search(tree.parse.text, said.cue[0], min(said.cue[1] + _AFTER, sentence.end))
    if match is None:
        return None
    return "evaluate_positive" if match["good"] else "evaluate_negative"


def called(tree: Tree, said: Said) -> Found:
    """Read *called the report an invention*, *found the plan workable*, *declared the treaty void*."""
    cue = cues().get(tree.tokens[said.cue_head].lemma.lower())
    if said.form != "noun" or cue is None or "small" not in cue.frames:
        return None
    inside = [one for run in said.content for one in tokens_in(tree, *run)]
    around = {said.cue_head, said.content_head}
    held = [k for k in inside if tree.tokens[k].head in around and tree.tokens[k].upos in ("NOUN", "ADJ", "PROPN")]
    if not held:
        return None
    named = {tree.tokens[one].lemma.lower() for one in (held[-1], *kids(tree, held[-1], "amod", "compound", "conj"))}
    if named & words("void"):
        return "reject", "called void", 0.8
    if named & words("untrue"):
        return "deny", "untrue", 0.85
    if named & words("bad"):
        return "evaluate_negative", "bad word", 0.8
    return ("evaluate_positive", "good word", 0.75) if named & words("good") else None
