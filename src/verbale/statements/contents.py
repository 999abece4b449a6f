"""What the words of a statement do, where its cue does not say: by the head of the content and what stands with it."""

from __future__ import annotations

import re
from functools import cache

from verbale.codes import SpeechAct
from verbale.statements.judging import Found, called
from verbale.statements.lexicon import cues, rows, words
from verbale.statements.speech import Said
from verbale.statements.stances import BINDING_AUX
from verbale.statements.tree import Tree, auxiliaries, child, has_no, kids, modal, negated, subject, subtree

_WORDING = frozenset("put say add note describe think like remind repeat begin start rather prefer imagine".split())
_OWN_ACTS = frozenset("accept reject propose offer demand exclude evaluate_positive evaluate_negative reaffirm".split())


def by_content(
    tree: Tree, said: Said, text: str, own: frozenset[str], conditional: str | None
) -> tuple[SpeechAct, str, float] | None:
    """Give the act that the content shows, by which rule and how surely; None where it shows none."""
    head = said.content_head
    if head is None:
        return None
    named = called(tree, said) or _in_words(text)
    if named is not None:
        return named
    ours, no = is_own(tree, head, own), negated(tree, head)
    for rule in (_untrue, _says_it_does, _stays, _evaluates, _is_ready, _commits, _demands, _foretells, _denies):
        found = rule(tree, head, ours, no, conditional)
        if found is not None:
            return found
    return None


def _in_words(text: str) -> Found:
    """Give the act that some words show wherever they stand (*out of the question*, *nothing to add*)."""
    for act, rule, confidence, pattern in _patterns():
        if pattern.search(text):
            return act, rule, confidence
    return None


@cache
def _patterns() -> tuple[tuple[SpeechAct, str, float, re.Pattern[str]], ...]:
    return tuple(
        (act, rule, float(confidence), re.compile(pattern, re.IGNORECASE))  # type: ignore[misc]  # the file's acts are of the code list
        for act, rule, confidence, pattern in rows("contents.tsv", 4)
    )


def excludes(text: str) -> bool:
    """Tell whether words keep something off the agenda."""
    return any(act == "exclude" and pattern.search(text) is not None for act, _, _, pattern in _patterns())


def _says_it_does(tree: Tree, head: int, ours: bool, no: bool, conditional: str | None) -> Found:
    """Read *said it rejected the plan*: what the speaker's side says of its own act is the act."""
    cue = cues().get(tree.tokens[head].lemma.lower())
    if ours and not no and tree.tokens[head].lemma == "decide" and child(tree, head, "xcomp") is not None:
        return "commit", "decided", 0.7
    if not ours or no or cue is None or cue.act not in _OWN_ACTS or modal(tree, head) is not None:
        return None
    if "had" in auxiliaries(tree, head) or child(tree, head, "aux:pass") is not None:
        return None  # "that it had asked for eight": what was done before
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
    if lemma in _POSSIBLE and child(tree, head, "cop") is not None and modal(tree, head) is None:
        return ("reject" if no else "express_openness"), "possible", 0.65
    if lemma in ("stand", "remain") and any(tree.tokens[one].lemma == "ready" for one in tree.children[head]):
        return "express_openness", "ready", 0.75
    disposed = lemma == "prepare" and tree.tokens[head].xpos == "VBN" and child(tree, head, "xcomp") is not None
    if (disposed and ours) or (lemma in words("ready") and able and child(tree, head, "cop") is not None):
        if no:
            return "reject", "not ready", 0.8
        return ("offer" if conditional else "express_openness"), "ready", 0.85
    if lemma in words("refuse_adjective") or (lemma == "opposed" and not no):
        return "reject", "unwilling", 0.8
    if lemma in ("want", "wish", "hope", "intend", "plan", "aim", "seek", "seeks") and ours:
        return ("reject" if no else "express_openness" if lemma == "hope" else "commit"), "wants", 0.6
    return None


_POSSIBLE = frozenset("possible conceivable thinkable feasible imaginable".split())


def _commits(tree: Tree, head: int, ours: bool, no: bool, conditional: str | None) -> Found:
    if not (BINDING_AUX & set(auxiliaries(tree, head))) or child(tree, head, "cop") is not None:
        return None
    lemma = tree.tokens[head].lemma.lower()
    may = modal(tree, head) in ("could", "can")
    done = not may and child(tree, head, "aux:pass") is not None and child(tree, head, "obl:agent") is None
    if not no and (seen := _leaves_open(tree, head, ours, may, conditional)) is not None:
        return seen
    if not ours and not done:  # "the ban will be lifted": nobody named does it, so the speaker's side
        if conditional in ("if", "unless", "nominal", "should_inversion") and lemma in words("threat_verb"):
            return "warn", "foretold harm", 0.6
        return None
    if no:
        return "reject", "will not", 0.75
    if lemma in _WORDING and child(tree, head, "ccomp") is None:
        return None  # "I would put it more gently"
    hangs = conditional or _TRIGGERED.search(_clause_words(tree, head))
    if conditional == "unless" or (hangs and _harms(tree, head)):
        return "threaten", "conditional threat", 0.7
    if conditional and modal(tree, head) in ("could", "can", "would", "will"):
        return "offer", "conditional offer", 0.7
    if may:
        return "express_openness", "could", 0.6
    return "commit", "will", 0.75


_GIVEN = frozenset(
    "lift release return reopen restore resume extend reduce free hand renew ease relax find arrange".split()
)
_WEIGHING = frozenset("consider study examine".split())


def _leaves_open(tree: Tree, head: int, ours: bool, may: bool, conditional: str | None) -> Found:
    """Read *the ban could be lifted* and *we will study it* as openings."""
    lemma = tree.tokens[head].lemma.lower()
    if may and child(tree, head, "aux:pass") is not None and lemma in _GIVEN:
        return ("offer" if conditional else "express_openness"), "could be", 0.65
    if ours and lemma in _WEIGHING:
        return ("offer" if conditional else "express_openness"), "will see", 0.65
    return None


_EASED = frozenset(
    "reservation objection complaint opposition troop force soldier sanction tariff claim veto ban embargo".split()
)
_FORCE = re.compile(
    r"\b(?:open(?:ed)? fire|board|use (?:of )?force|court|tribunal|consequences|aggression|act of war|"
    r"answered accordingly|"
    r"resum\w+ (?:its|their|the|his) (?:advance|operations?|offensive|attacks?|bombing|fire|strikes?|flights)|"
    r"tak\w+ (?:action|measures|steps|the (?:case|matter|dispute))|review\w* (?:relations|ties)|"
    r"relations (?:\w+ )?be (?:reviewed|downgraded|cut))\b"
)


def _harms(tree: Tree, head: int) -> bool:
    """Tell a threat from an offer: what follows harms, or hangs on what is *not* done (*if they are not freed*)."""
    lemma, thing = tree.tokens[head].lemma.lower(), child(tree, head, "obj", "nsubj:pass")
    eased = thing is not None and tree.tokens[thing].lemma.lower() in _EASED
    if (lemma in words("threat_verb") and not eased) or _FORCE.search(_clause_words(tree, head)):
        return True
    clauses = [one for one in kids(tree, head, "advcl") if child(tree, one, "mark") is not None]
    return any(
        negated(tree, one) and tree.tokens[child(tree, one, "mark") or 0].text.lower() == "if" for one in clauses
    )


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
    if "have" in aux and "must" in must:
        return None  # "must have been known"
    if must and not ours:
        return "demand", "must", 0.8
    if must and ours:
        return "commit", "we must", 0.5
    return None


def _denies(tree: Tree, head: int, ours: bool, no: bool, conditional: str | None) -> Found:
    if no and modal(tree, head) is None:
        return "deny", "negated", 0.6
    thing = child(tree, head, "nsubj", "nsubj:pass")
    waits = any(tree.tokens[one].lemma.lower() in ("until", "before", "unless") for one in subtree(tree, head))
    if waits and thing is not None and has_no(tree, thing) and modal(tree, head) in ("will", "would", "shall"):
        return "reject", "none will", 0.7
    return None


def is_own(tree: Tree, head: int, own: frozenset[str]) -> bool:
    """Tell whether the subject of the content is the speaker's own side."""
    index = subject(tree, head)
    if index is None:
        return False
    token = tree.tokens[index]
    if token.text.lower() in ("he", "she", "they") and any(
        q.start <= token.start < q.end for q in tree.parse.quotations
    ):
        return False  # in one's own words, somebody else
    if token.text.lower() in ("i", "we", "he", "she", "they"):
        return True
    clauses = frozenset(kids(tree, index, "acl", "acl:relcl", "appos"))
    phrase = subtree(tree, index, without=clauses)
    near = {tree.tokens[one].text.lower().removesuffix("'s").removesuffix("’s") for one in phrase}
    if near & {"his", "her", "our", "my", "their", "its", "both"} or tree.tokens[index].lemma.lower() == "side":
        return True
    return bool(near & own) or (token.text.lower() == "it" and token.deprel == "nsubj")
