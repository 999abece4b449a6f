"""What a statement does: its speech act, and the stance that follows from it.

The cue's own act comes first (*denied*, *pledged*); where the cue says nothing of it (*said*, *added*),
the head of the content does: its subject, modal, polarity and meaning.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from verbale.codes import SpeechAct, Stance, Strength
from verbale.statements.authority import is_personal
from verbale.statements.contents import by_content, excludes, is_own
from verbale.statements.judging import felt
from verbale.statements.lexicon import table
from verbale.statements.speech import Said
from verbale.statements.stances import stance_of, strength_of
from verbale.statements.tree import (
    Tree,
    kids,
    modal,
)

# How sure the language model must be of its speech act: where the rules know nothing better, and where they do
# (measured on held-out passages of the corpus and the gold's open texts). Stances are left to the rules.
_SURE, _SURER = 0.6, 0.95
# Rules that the model does not overrule.
_PLAIN = frozenset(
    (
        *("own act", "noun", "cue", "untrue", "stays", "ready", "charged", "conditional threat", "no choice"),
        *("no comment", "rather not", "no", "not yet", "gladly", "weighed", "is to be", "possible", "could be"),
        *("will see", "decided", "none will"),
    )
)
_CHARGING = frozenset("accuse allege blame".split())


@dataclass(frozen=True, slots=True)
class Act:
    """A speech act with the stance it gives, how strongly, and the rule that said so."""

    speech_act: SpeechAct
    stance: Stance | None
    strength: Strength
    rule: str
    confidence: float


def classify(tree: Tree, said: Said, own_names: frozenset[str], conditional: str | None) -> Act:
    """Give the act of one attribution.

    Parameters
    ----------
    own_names
        Lower-case names of the side that the speaker speaks for.
    conditional
        The form of the conditional whose consequent the content is, if any.
    """
    text = " ".join(tree.parse.text[a:b] for a, b in said.content)
    act, rule, confidence = _act(tree, said, text, own_names, conditional)
    return Act(act, stance_of(tree, said, act, conditional), strength_of(text), f"act:{rule}", confidence)


def _act(
    tree: Tree, said: Said, text: str, own: frozenset[str], conditional: str | None
) -> tuple[SpeechAct, str, float]:
    if is_personal(text) and said.form == "clause":
        return "disclaim_authority", "personal view", 0.9
    act, rule, confidence = _ruled(tree, said, text, own, conditional)
    coded = said.coded("speech_act", _SURE if rule == "default" else _SURER) if rule not in _PLAIN else None
    if coded == "deny" and rule == "default" and not _has_denial(text):
        coded = None
    return (coded, "model", 0.7) if coded is not None else (act, rule, confidence)  # type: ignore[return-value]  # a value of the code list


_DENIAL = re.compile(
    r"n[’']t\b|\b(?:no|not|never|none|nobody|nothing|neither|nor|untrue|false|lie|nonsense|fiction|fabricat\w+)\b", re.I
)


def _has_denial(text: str) -> bool:
    """Tell whether any word of a content denies; *denied that* itself is told by its cue."""
    return _DENIAL.search(text) is not None


def _ruled(
    tree: Tree, said: Said, text: str, own: frozenset[str], conditional: str | None
) -> tuple[SpeechAct, str, float]:
    """Give the act by the cue where it tells one, else by the content, else that something is claimed."""
    named = _named_again(tree, said)
    if named is not None:
        return named, "noun", 0.85
    judged = felt(tree, said)
    if judged is not None:
        return judged, "cue", 0.85
    if said.act not in ("-", "assert", "claim", "respond"):
        return _by_cue(tree, said, text), "cue", 0.85
    if said.act == "claim" and tree.tokens[said.cue_head].lemma.lower() in _CHARGING:
        return "claim", "charged", 0.85
    on = tree.parse.text[said.cue[0] : said.cue[1]].lower().split()
    insists = tree.tokens[said.cue_head].lemma.lower() == "insist" and "on" in on
    if insists or said.rule in ("speech:call:prep", "speech:call:somebody to"):  # "called on Friday for a truce"
        return "demand", "cue", 0.85
    found = by_content(tree, said, text, own, conditional)
    if found is not None:
        return found
    return ("claim" if said.act == "-" else said.act), "default", 0.5  # type: ignore[return-value]


_AGAIN = frozenset(
    "renew repeat reiterate restate voice issue make maintain present table submit unveil circulate".split()
)


def _named_again(tree: Tree, said: Said) -> SpeechAct | None:
    """Give the act that a noun of the content names (*renewed its demand for*, *repeated his offer*)."""
    if said.content_head is None or tree.tokens[said.cue_head].lemma.lower() not in _AGAIN:
        return None
    return table("noun_acts").get(tree.tokens[said.content_head].lemma.lower())  # type: ignore[return-value]  # the file's acts are of the code list


def _by_cue(tree: Tree, said: Said, text: str) -> SpeechAct:
    act = said.act
    if (turned := _turned_by_object(tree, said, text)) is not None:
        return turned
    if act == "imputed_belief" and tree.tokens[said.cue_head].lemma == "expect":
        own = tree.tokens[said.source_head or 0].text.lower() in ("we", "i")
        if said.form == "infinitive" or (own and said.form == "noun"):
            return "demand"
    if act == "demand" and _question(tree, said):
        return "question"
    if act == "demand" and excludes(text):
        return "exclude"
    if act in ("reject", "evaluate_negative") and _ALLEGED.search(text):
        return "deny"
    if act == "propose" and said.form == "clause" and _tells_what_is(tree, said):
        return "claim"
    if act == "admit" and said.form == "clause" and _promises(tree, said):
        return "commit"
    if (
        act == "reject"
        and tree.tokens[said.cue_head].lemma == "decline"
        and "comment" in tree.parse.text[said.cue[0] : said.cue[1]]
    ):
        return "decline_comment"
    return act  # type: ignore[return-value]  # the lexicon's acts are of the code list


def _turned_by_object(tree: Tree, said: Said, text: str) -> SpeechAct | None:
    """Give the act where what goes with a cue decides it: *declined to say*, *reserved the right to*."""
    lemma = tree.tokens[said.cue_head].lemma
    if said.act == "reject" and _SILENT.search(tree.parse.text[said.cue[0] : said.content[0][1]]):
        return "decline_comment"
    if lemma == "reserve":
        return "threaten" if _FIGHTS.search(text) else "reaffirm"
    return "accept" if said.act == "evaluate_positive" and lemma == "support" and _PLANNED.match(text) else None


# "declined to say whether", "refused to be drawn"
_SILENT = re.compile(
    r"\A(?:declin|refus)\w* to (?:say|comment|confirm|specify|disclose|elaborate|answer|discuss|name|be (?:drawn|more))"
)
_FIGHTS = re.compile(r"\bto (?:respond|retaliate|defend|act|use|take|strike|reply in kind|countermeasures)\b")
_PLANNED = re.compile(
    r"\A\W*(?:\w+ ){0,3}(?:proposal|plan|draft|initiative|idea|request|resolution|text|candidacy|call)\b"
)
_ALLEGED = re.compile(
    r"\A\W*(?:\w+ ){0,3}(?:claim|charge|suggestion|allegation|accusation|idea that|report|notion)s?\b", re.I
)


def _tells_what_is(tree: Tree, said: Said) -> bool:
    """Tell *suggested that they are afraid* from *suggested that they meet*."""
    head = said.content_head
    if head is None or modal(tree, head) is not None or tree.tokens[said.cue_head].lemma.lower() != "suggest":
        return False
    finite = [head, *kids(tree, head, "aux", "cop", "aux:pass")]
    return any(tree.tokens[one].xpos in ("VBD", "VBZ") or tree.tokens[one].text in ("are", "have") for one in finite)


def _promises(tree: Tree, said: Said) -> bool:
    """Tell *confirmed that he would attend* from *confirmed that he attended*."""
    head = said.content_head
    return head is not None and modal(tree, head) in ("will", "would", "shall") and is_own(tree, head, frozenset())


_ASKED = re.compile(r"\W*(?:whether|if|why|how|when|what|who|whose|which|where)\b", re.IGNORECASE)


def _question(tree: Tree, said: Said) -> bool:
    """Tell *asked who had come* from *asked them to come*."""
    begins = tree.parse.text[said.content[0][0] : said.content[0][1]]
    return tree.tokens[said.cue_head].lemma == "ask" and _ASKED.match(begins) is not None
