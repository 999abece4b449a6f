"""On what it depends: preconditions, terms, exclusions, linkages, exchanges, deadlines and red lines.

Most conditions are the antecedent of a party's own conditional; the rest are marked by words of their
own (*as a precondition*, *in return*, *has nothing to do with*, *within 60 days*).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from verbale.codes import ConditionType
from verbale.language.dates import FoundDate
from verbale.statements.halves import Conditioned
from verbale.statements.lexicon import cues, rows, words
from verbale.statements.spans import Run, trim
from verbale.statements.tree import (
    SUBJECTS,
    Tree,
    ancestors,
    auxiliaries,
    child,
    clause_of,
    has_no,
    is_predicate,
    kids,
    modal,
    negated,
    subject,
    subtree,
    token_at,
    turned_after,
)

_TALKS = re.compile(
    r"\b(?:talks?|negotiat\w+|dialogue|summit|meet(?:ing)?s?|visit|consultations?|contacts?|conference|"
    r"sit down|table|discuss\w*)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Demanded:
    """A condition in the making: its type, its words, and the heads of what is asked and what is withheld."""

    type: ConditionType
    run: Run
    head: int
    withheld: int | None
    rule: str
    confidence: float


def from_conditional(tree: Tree, one: Conditioned) -> Demanded | None:
    """Give the condition that a party sets by a conditional; None for one that sets none (*even if*)."""
    if one.form == "even_if" or _OTHERWISE.search(_words(tree, one.antecedent)):
        return None
    consequent = tree.parse.text[one.consequent[0] : one.consequent[1]]
    kind: ConditionType = "terms"
    if _is_threat(tree, one):
        kind = "red_line"
    elif _TALKS.search(consequent) and one.form != "nominal":
        kind = "precondition"
    if one.form == "nominal" and kind != "red_line":
        return None
    return Demanded(kind, one.antecedent, one.antecedent_head, one.consequent_head, f"condition:{one.form}", 0.75)


# "unless the Council decides otherwise": a proviso of procedure
_OTHERWISE = re.compile(
    r"\b(?:decid\w+|agreed?|provided|determin\w+) otherwise\b|\botherwise (?:decided|agreed|provided)\b"
)


def _is_threat(tree: Tree, one: Conditioned) -> bool:
    head = one.consequent_head
    lemma = tree.tokens[head].lemma.lower()
    future = bool(set(auxiliaries(tree, head)) & {"will", "would", "shall", "'ll", "’ll"})
    if one.form == "unless":
        return False
    if one.form == "nominal":
        return bool(
            re.search(
                r"\b(?:dead|war|end|collapse|consequences|response|retaliat\w+|over)\b", _words(tree, one.consequent)
            )
        )
    return future and (
        lemma in words("threat_verb") or (negated(tree, head) and one.form in ("if", "as_long_as", "should_inversion"))
    )


def _words(tree: Tree, run: Run) -> str:
    return tree.parse.text[run[0] : run[1]]


def _stops_for(tree: Tree, head: int, clause: int) -> bool:
    lemma = tree.tokens[head].lemma.lower()
    return negated(tree, head) or _of_none(tree, head) or lemma in words("waiting")


def _never_before(tree: Tree, head: int, clause: int) -> bool:
    inside = tree.parse.text[tree.tokens[subtree(tree, head)[0]].start : tree.tokens[clause].start]
    return (
        negated(tree, head)
        or _of_none(tree, head)
        or there_is_no(tree, head)
        or _UNTHINKABLE.search(inside) is not None
    )


_UNTHINKABLE = re.compile(r"\b(?:out of the question|impossible|unthinkable|inconceivable|premature|unacceptable)\b")


def _of_none(tree: Tree, head: int) -> bool:
    """Tell whether a predicate or the one above it has a subject that names none (*nothing gets done until*)."""
    above = tree.tokens[head].head if tree.tokens[head].deprel == "xcomp" else head
    return any(has_no(tree, one) for one in kids(tree, above, *SUBJECTS))


def _after_it(tree: Tree, head: int, clause: int) -> bool:
    """Tell whether something will be done when another thing has been done."""
    return bool({"has", "have", "had"} & set(auxiliaries(tree, clause))) and modal(tree, head) in ("will", "would")


def there_is_no(tree: Tree, head: int) -> bool:
    """Tell whether a clause says that there is none: *there can be no talks*."""
    return tree.tokens[head].upos == "NOUN" and any(
        tree.tokens[one].lemma == "no" for one in tree.children[head] if tree.tokens[one].deprel == "det"
    )


def _only_after(tree: Tree, head: int, clause: int) -> bool:
    """Tell whether one thing will be done only when another one has been: *would embark only after the talks began*."""
    mark = child(tree, clause, "mark", "advmod", "case")
    return mark is not None and mark > 0 and tree.tokens[mark - 1].text.lower() == "only"


_AWAITING = {
    "until": _stops_for,
    "till": _stops_for,
    "before": _never_before,
    "while": _never_before,
    "when": _after_it,
    "after": _only_after,
    "once": _only_after,
}


def find_awaited(tree: Tree) -> list[Demanded]:
    """Find what a party waits for: *the gate stays shut until X*, *no transfer before X*."""
    found = []
    for token in tree.tokens:
        word = token.text.lower()
        clause = token.head
        if word not in _AWAITING or token.deprel not in ("mark", "advmod") or clause <= token.index:
            continue
        head = tree.tokens[clause].head
        if tree.tokens[clause].deprel != "advcl" or child(tree, clause, *SUBJECTS) is None or not _is_open(tree, head):
            continue
        if not _AWAITING[word](tree, head, clause):
            continue
        inside = [one for one in subtree(tree, clause) if one >= token.index]
        run = trim(tree.parse.text, token.start, tree.tokens[inside[-1]].end)
        if run is not None:
            found.append(Demanded("precondition", run, clause, head, f"condition:{word}", 0.7))
    return found


def _is_open(tree: Tree, head: int) -> bool:
    """Tell whether a clause speaks of what is or will be, not of what was."""
    return (
        modal(tree, head) is not None
        or there_is_no(tree, head)
        or tree.tokens[head].xpos in ("VB", "VBP", "VBZ", "JJ", "VBG")
        or any(tree.tokens[one].xpos in ("VBP", "VBZ") for one in kids(tree, head, "aux:pass", "cop"))
        or (tree.tokens[head].deprel == "xcomp" and tree.tokens[tree.tokens[head].head].xpos in ("VBP", "VBZ"))
    )


_UP_TO = re.compile(r"\b(?P<word>by|before|until|till|(?:no|not) later than|on or before)\s+$", re.IGNORECASE)
_WHICH_DAY = re.compile(r"\b(?:the (?:end|middle|start|close) of )?(?:the |next )*$")
_REACH = 24  # characters before a date in which its preposition stands
_LEFT = frozenset("have give set allow grant leave".split())  # "has until Friday", "gave them until Friday"
_BINDING = frozenset("must shall should".split())


def find_deadlines(tree: Tree, dates: Sequence[FoundDate]) -> list[Demanded]:
    """Find the days by which something is asked for or owed: *asked for an answer by Friday*, *has until May*."""
    found = []
    for one in dates:
        before = tree.parse.text[max(0, one.start - _REACH) : one.start]
        match = _UP_TO.search(_WHICH_DAY.sub("", before))
        index = token_at(tree, one.start)
        if match is None or index is None or one.value.startswith("P"):
            continue
        head = _asked_by(tree, index, match["word"].lower() in ("until", "till"))
        if head is not None:
            start = max(0, one.start - _REACH) + match.start()
            found.append(Demanded("deadline", (start, one.end), head, head, "condition:deadline", 0.65))
    return found


def _asked_by(tree: Tree, index: int, until: bool) -> int | None:
    """Give the predicate that a day limits, where somebody asks for it or must do it."""
    path = list(ancestors(tree, index))
    head = next((one for one in path if is_predicate(tree, one)), None)
    if head is None:
        return None
    if until:
        return head if tree.tokens[head].lemma.lower() in _LEFT else None
    for one in path:
        cue = cues().get(tree.tokens[one].lemma.lower())
        if cue is not None and cue.act == "demand" and cue.kind != "deed" and tree.tokens[one].upos == "VERB":
            return head
    return head if modal(tree, head) in _BINDING or (tree.tokens[head].xpos == "VB" and _bare(tree, head)) else None


def _bare(tree: Tree, head: int) -> bool:
    """Tell whether a verb is an order: no subject, no auxiliary, no *to*."""
    return child(tree, head, *SUBJECTS, "aux", "mark", "cop") is None and tree.tokens[head].deprel == "root"


def find_marked(tree: Tree) -> list[Demanded]:
    """Find the conditions that words of their own mark, in the order of the text."""
    found: list[Demanded] = [*find_awaited(tree), *_find_tripwires(tree), *_find_ultimatums(tree)]
    text = tree.parse.text
    for kind, extent, pattern in rows("conditions.tsv", 3):
        for match in re.finditer(pattern, text, re.IGNORECASE):
            one = _marked(tree, kind, extent, match)  # type: ignore[arg-type]  # the file's first column is of the code list
            if one is not None and not any(
                a.run[0] < one.run[1] and one.run[0] < a.run[1] and a.type == one.type for a in found
            ):
                found.append(one)
    return sorted(found, key=lambda one: one.run)


_MOMENTS = frozenset("day moment minute hour instant".split())


def _find_tripwires(tree: Tree) -> list[Demanded]:
    """Find *will leave the day a pasture is signed away*: the moment at which something follows."""
    found = []
    for token in tree.tokens:
        clause = child(tree, token.index, "acl:relcl", "acl")
        if token.lemma.lower() not in _MOMENTS or clause is None or tree.tokens[clause].xpos in ("VBD", "VBG"):
            continue
        head = token.head
        if modal(tree, head) not in ("will", "would", "shall") or child(tree, clause, *SUBJECTS) is None:
            continue
        inside = subtree(tree, token.index)
        run = trim(tree.parse.text, tree.tokens[inside[0]].start, tree.tokens[inside[-1]].end)
        if run is not None:
            found.append(Demanded("red_line", run, clause, head, "condition:the day", 0.65))
    return found


_ULTIMATUM = re.compile(
    r"\b(?:has|have|had) until [^.;,]{3,30}? to \w+"
    r"|\b(?:gave|given|gives|giving|give|has|have) (?:[\w’'.-]+ ){0,8}?"
    r"(?P<time>(?:\w+[- ]){1,2}(?:hours|days|weeks|months) to \w+)"
)


def _find_ultimatums(tree: Tree) -> list[Demanded]:
    """Find *he has until 6 June to answer*, *gave them ten days to recount*: a deed asked for in a time."""
    found = []
    for match in _ULTIMATUM.finditer(tree.parse.text):
        index, last = token_at(tree, match.start()), token_at(tree, match.end() - 1)
        if index is None or last is None or tree.sentence_of[index] != tree.sentence_of[last]:
            continue
        begin = match.start("time") if match["time"] else tree.tokens[subtree(tree, index)[0]].start
        run = trim(tree.parse.text, begin, max(match.end(), tree.tokens[subtree(tree, last)[-1]].end))
        if run is not None:
            found.append(Demanded("deadline", run, last, index, "condition:ultimatum", 0.65))
    return found


def _marked(tree: Tree, kind: ConditionType, extent: str, match: re.Match[str]) -> Demanded | None:
    index = token_at(tree, match.start())
    if index is None:
        return None
    head = clause_of(tree, index)
    if extent == "clause":
        run = _clause_run(tree, head)
    elif extent == "object":
        run = _object_run(tree, match, head)
    else:
        run = trim(tree.parse.text, match.start(), match.end())
    if run is None or (extent == "object" and " " not in tree.parse.text[run[0] : run[1]].strip()):
        return None
    return Demanded(kind, run, head, _withheld(tree, head), f"condition:{kind}", 0.65)


def _clause_run(tree: Tree, head: int) -> Run | None:
    said = frozenset(one for one in kids(tree, head, "parataxis") if tree.tokens[one].lemma.lower() in cues())
    tokens = subtree(tree, head, without=said)  # "aid is a separate matter, he said"
    while tokens and tree.tokens[tokens[0]].deprel in ("cc", "mark", "punct"):
        tokens = tokens[1:]
    while tokens and tree.tokens[tokens[-1]].deprel == "punct":
        tokens = tokens[:-1]
    if not tokens:
        return None
    end = tree.tokens[tokens[-1]].end
    other = _OTHER.search(tree.parse.text, tree.tokens[tokens[0]].start + 1, end)
    return trim(tree.parse.text, tree.tokens[tokens[0]].start, other.start() if other else end)


# A further condition that hangs on what is asked: not part of it.
_OTHER = re.compile(r",\s+(?:on the understanding|on condition|provided|as long as|so long as|unless|if)\b")


def _object_run(tree: Tree, match: re.Match[str], head: int) -> Run | None:
    """Give the match with the phrase that completes it: to the end of the clause it opens."""
    last = token_at(tree, match.end() - 1)
    if last is None:
        return None
    inside = [one for one in subtree(tree, head) if one >= last]
    tokens = tree.tokens
    turned = turned_after(tree, last) if match[0].split()[0].lower() in ("only", "not") else None
    end = last
    for one in inside:
        if one > end + 1 or one == turned or (tokens[one].text in (",", ";") and one > last):
            break
        end = one
    return trim(tree.parse.text, match.start(), tokens[end].end)


def _withheld(tree: Tree, head: int) -> int | None:
    return next((one for one in ancestors(tree, head) if is_predicate(tree, one)), head)


def bound_by(tree: Tree, demanded: Demanded) -> int | None:
    """Give the token of the party that a condition binds: the subject of what is asked."""
    return subject(tree, demanded.head)
