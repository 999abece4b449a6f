"""What a statement does: its speech act, and the stance that follows from it.

The cue's own act comes first (*denied*, *pledged*); where the cue says nothing of it (*said*, *added*),
the head of the content does: its subject, modal, polarity and meaning.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from verbale.codes import SpeechAct, Stance, Strength
from verbale.statements.authority import is_personal
from verbale.statements.judging import Found, called, felt
from verbale.statements.lexicon import cues, table, words
from verbale.statements.speech import Said
from verbale.statements.stances import BINDING_AUX, stance_of, strength_of
from verbale.statements.tree import (
    Tree,
    auxiliaries,
    child,
    kids,
    modal,
    negated,
    subject,
    subtree,
)

_EXCLUDE = re.compile(
    r"\b(?:nothing to do with|off the (?:table|agenda)|not (?:be )?(?:up for|open to) (?:negotiation|"
    r"discussion)|not (?:be )?"
    r"(?:on|part of) the agenda|non-negotiable|no place (?:in|at)|leave aside|left aside|set aside|must not be raised|"
    r"not to be raised|not be (?:discussed|raised|negotiated)|separate (?:issue|matter|track)s?)\b",
    re.IGNORECASE,
)
_UNACCEPTABLE = re.compile(
    r"\b(?:unacceptable|inadmissible|intolerable|cannot (?:be )?accept(?:ed)?|can't accept|could not "
    r"accept|never accept|"
    r"will not accept|would not accept|out of the question|non-starter|rejects?|refuses?)\b",
    re.IGNORECASE,
)
_PROSPECT = re.compile(
    r"(?:of |about )?(?:the |a |his |her |its )?(?:possibility|prospect|idea|chance|hope) of\b", re.IGNORECASE
)
_NO_COMMENT = re.compile(
    r"\A\W*(?:(?:I|we) (?:have|had) )?no (?:further )?comments?\b|\b(?:nothing (?:further |more )?"
    r"(?:to (?:add|say|announce|share|offer)|for you)|(?:wo n't|won't|will not|would not|not going to|cannot|can't) "
    r"(?:be )?(?:comment(?:ing)?|speculat(?:e|ing)|get(?:ting)? into|go(?:ing)? into|be drawn|"
    r"discuss (?:private|internal|intelligence)))",
    re.IGNORECASE,
)
_RATHER_NOT = re.compile(r"\bwould (?:rather|prefer) not\b|\bwould sooner not\b", re.IGNORECASE)
# How sure the language model must be of its speech act: where the rules know nothing better, and where they do
# (measured on held-out passages of the corpus and the gold's open texts). Stances are left to the rules.
_SURE, _SURER = 0.6, 0.95
# Rules that the model does not overrule.
_PLAIN = frozenset(
    ("own act", "noun", "cue", "untrue", "stays", "no comment", "ready", "rather not", "conditional threat", "charged")
)
_CHARGING = frozenset("accuse allege blame".split())
_WORDING = frozenset("put say add note describe think like remind repeat begin start rather prefer imagine".split())
_OWN_ACTS = frozenset("accept reject propose offer demand exclude evaluate_positive evaluate_negative reaffirm".split())


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
    found = _by_content(tree, said, text, own, conditional)
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
    if act == "imputed_belief" and tree.tokens[said.cue_head].lemma == "expect":
        own = tree.tokens[said.source_head or 0].text.lower() in ("we", "i")
        if said.form == "infinitive" or (own and said.form == "noun"):
            return "demand"
    if act == "demand" and _question(tree, said):
        return "question"
    if act == "demand" and _EXCLUDE.search(text):
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
    return head is not None and modal(tree, head) in ("will", "would", "shall") and _is_own(tree, head, frozenset())


_ASKED = re.compile(r"\W*(?:whether|if|why|how|when|what|who|whose|which|where)\b", re.IGNORECASE)


def _question(tree: Tree, said: Said) -> bool:
    """Tell *asked who had come* from *asked them to come*."""
    begins = tree.parse.text[said.content[0][0] : said.content[0][1]]
    return tree.tokens[said.cue_head].lemma == "ask" and _ASKED.match(begins) is not None


def _by_content(
    tree: Tree, said: Said, text: str, own: frozenset[str], conditional: str | None
) -> tuple[SpeechAct, str, float] | None:
    head = said.content_head
    if head is None:
        return None
    if _EXCLUDE.search(text):
        return "exclude", "excluded", 0.75
    if _UNACCEPTABLE.search(text):
        return "reject", "unacceptable", 0.75
    named = called(tree, said)
    if named is not None:
        return named
    if _NO_COMMENT.search(text):
        return "decline_comment", "no comment", 0.8
    if _RATHER_NOT.search(text):
        return "reject", "rather not", 0.7
    if _PROSPECT.match(text):
        return "propose", "prospect", 0.6
    ours, no = _is_own(tree, head, own), negated(tree, head)
    for rule in (_untrue, _says_it_does, _stays, _evaluates, _is_ready, _commits, _demands, _foretells, _denies):
        found = rule(tree, head, ours, no, conditional)
        if found is not None:
            return found
    return None


def _says_it_does(tree: Tree, head: int, ours: bool, no: bool, conditional: str | None) -> Found:
    """Read *said it rejected the plan*: what the speaker's side says of its own act is the act."""
    cue = cues().get(tree.tokens[head].lemma.lower())
    if not ours or no or cue is None or cue.act not in _OWN_ACTS or modal(tree, head) is not None:
        return None
    return cue.act, "own act", 0.75  # type: ignore[return-value]  # one of the code list


def _stays(tree: Tree, head: int, ours: bool, no: bool, conditional: str | None) -> Found:
    """Read *our offer will not change*, *the position stands*, *remains unchanged*: what was said holds."""
    lemma = tree.tokens[head].lemma.lower()
    thing = subject(tree, head)
    if thing is None or tree.tokens[thing].lemma.lower() not in words("standpoint"):
        return None
    unmoved = {tree.tokens[one].lemma.lower() for one in kids(tree, head, "xcomp", "advmod", "amod")} | {lemma}
    if (no and lemma in words("moving")) or (not no and unmoved & words("unchanged")):
        return "reaffirm", "stays", 0.8
    return None


def _foretells(tree: Tree, head: int, ours: bool, no: bool, conditional: str | None) -> Found:
    """Read *the region could slide into war*: harm foretold is a warning."""
    if ours or no or modal(tree, head) not in ("will", "would", "could", "might", "may", "can"):
        return None
    near = {head, *kids(tree, head, "obj", "obl", "nsubj", "nsubj:pass", "xcomp")}
    if any(tree.tokens[one].lemma.lower() in words("harm") for one in near):
        return "warn", "harm foretold", 0.7
    return None


def _untrue(tree: Tree, head: int, ours: bool, no: bool, conditional: str | None) -> Found:
    """Read *that is untrue*, *nonsense*, *not correct*: the words deny what was said before."""
    lemma = tree.tokens[head].lemma.lower()
    if (lemma in words("untrue") and not no) or (lemma in ("true", "correct", "accurate") and no):
        return "deny", "untrue", 0.85
    return None


def _evaluates(tree: Tree, head: int, ours: bool, no: bool, conditional: str | None) -> Found:
    lemma = tree.tokens[head].lemma.lower()
    nominal = child(tree, head, "cop") is not None or tree.tokens[head].upos in ("NOUN", "ADJ")
    if not nominal:
        return None
    near = {lemma} | {tree.tokens[one].lemma.lower() for one in kids(tree, head, "amod", "compound", "conj")}
    if near & words("bad"):
        return ("evaluate_positive" if no else "evaluate_negative"), "bad word", 0.8
    if near & words("good"):
        return ("evaluate_negative" if no else "evaluate_positive"), "good word", 0.75
    return None


def _is_ready(tree: Tree, head: int, ours: bool, no: bool, conditional: str | None) -> Found:
    lemma = tree.tokens[head].lemma.lower()
    able = ours or lemma not in words("lies_open") or child(tree, head, "xcomp", "obl", "ccomp", "advcl") is not None
    if lemma in words("ready") and able and child(tree, head, "cop") is not None:
        if no:
            return "reject", "not ready", 0.8
        return ("offer" if conditional else "express_openness"), "ready", 0.85
    if lemma in words("refuse_adjective") or (lemma == "opposed" and not no):
        return "reject", "unwilling", 0.8
    if lemma in ("want", "wish", "hope", "intend", "plan", "aim", "seek", "seeks") and ours:
        return ("reject" if no else "express_openness" if lemma == "hope" else "commit"), "wants", 0.6
    return None


def _commits(tree: Tree, head: int, ours: bool, no: bool, conditional: str | None) -> Found:
    if not (BINDING_AUX & set(auxiliaries(tree, head))) or child(tree, head, "cop") is not None:
        return None
    lemma = tree.tokens[head].lemma.lower()
    may = modal(tree, head) in ("could", "can")
    done = not may and child(tree, head, "aux:pass") is not None and child(tree, head, "obl:agent") is None
    if not ours and not done:  # "the ban will be lifted": nobody named does it, so the speaker's side
        if conditional in ("if", "unless", "nominal", "should_inversion") and lemma in words("threat_verb"):
            return "warn", "foretold harm", 0.6
        return None
    if no:
        return "reject", "will not", 0.75
    if lemma in _WORDING and child(tree, head, "ccomp") is None:
        return None  # "I would put it more gently"
    hangs = conditional or _TRIGGERED.search(_clause_words(tree, head))
    if conditional == "unless" or (hangs and lemma in words("threat_verb")):
        return "threaten", "conditional threat", 0.7
    if conditional and modal(tree, head) in ("could", "can", "would", "will"):
        return "offer", "conditional offer", 0.7
    if may:
        return "express_openness", "could", 0.6
    return "commit", "will", 0.75


_TRIGGERED = re.compile(
    r"\b(?:the (?:very )?(?:day|moment|minute|hour)|as soon as|whoever|any (?:\w+ ){0,2}attempt)\b", re.IGNORECASE
)


def _clause_words(tree: Tree, head: int) -> str:
    inside = subtree(tree, head)
    return tree.parse.text[tree.tokens[inside[0]].start : tree.tokens[inside[-1]].end]


def _demands(tree: Tree, head: int, ours: bool, no: bool, conditional: str | None) -> Found:
    aux = set(auxiliaries(tree, head))
    must = aux & {"must", "should", "ought"}
    lemma = tree.tokens[head].lemma.lower()
    if lemma in ("need", "have") and not ours and child(tree, head, "xcomp") is not None:
        must = {"need"}
    if must and not ours:
        return "demand", "must", 0.8
    if must and ours:
        return "commit", "we must", 0.5
    return None


def _denies(tree: Tree, head: int, ours: bool, no: bool, conditional: str | None) -> Found:
    if no and modal(tree, head) is None:
        return "deny", "negated", 0.6
    return None


def _is_own(tree: Tree, head: int, own: frozenset[str]) -> bool:
    """Tell whether the subject of the content is the speaker's own side."""
    index = subject(tree, head)
    if index is None:
        return False
    token = tree.tokens[index]
    if token.text.lower() in ("i", "we", "he", "she", "they"):
        return True
    clauses = frozenset(kids(tree, index, "acl", "acl:relcl", "appos"))
    phrase = subtree(tree, index, without=clauses)
    near = {tree.tokens[one].text.lower().removesuffix("'s").removesuffix("’s") for one in phrase}
    if near & {"his", "her", "our", "my", "their", "its", "both"} or tree.tokens[index].lemma.lower() == "side":
        return True
    return bool(near & own) or (token.text.lower() == "it" and token.deprel == "nsubj")
