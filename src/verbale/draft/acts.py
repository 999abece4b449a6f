"""The act in a phrase: its verb, the noun it turns on, its direction; and an issue that stands for it.

Two phrases name one act if they turn on the same noun, are done by the same party, and are of one sort (a
joint act, a matter on the agenda, an act of one party). "Ease some of the sanctions" and "lift its
unilateral sanctions" are one act; "impose new sanctions" is the same act undone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from verbale.codes import IssueKind
from verbale.draft.names import base_form, base_of_participle, third_person, verbs
from verbale.draft.wording import DIRECTION, JOINT, LIGHT, MEETING, TALKS, singular
from verbale.records import Issue

_TOKEN = re.compile(r"[A-Za-z0-9][\w'’.-]*|[,;:()“”\"]")
_AGENDA_UP = frozenset("raise mention include insist bring discuss address table resolve pursue lay press".split())
_AGENDA_OFF = frozenset("drop exclude omit shelve leave set forget ignore".split())
# What one raises that is no matter to talk of.
_RAISED = frozenset(
    "quota tariff price level tax limit ceiling cap rate rent fee output production number flag fund".split()
)
_VAGUE = frozenset(
    "part some all number relief issue issues question matter prospect possibility process kind form lot rest "
    "end resumption restoration lifting easing removal inclusion question problem way set series "
    "round reference".split()
)
_UNDOING = frozenset("relief lifting easing removal end".split())
_OPENS_OBJECT = frozenset(
    "the a an its their his her our all any some both each every no this that these those up out off down on to "
    "part most many new".split()
)
_JOINT_VERBS = {"meet": "meeting", "sit": "meeting", "talk": "talks", "negotiate": "talks"}
# What one meets that is no person: "meet the demands".
_MET = frozenset(
    "demand condition term deadline obligation commitment requirement target need criterion standard".split()
)
_AND = re.compile(r"(?:,\s+)?\s(?:and|or)\s+(?:then\s+|also\s+|to\s+)?", re.IGNORECASE)
# Verbs that are nouns as well: "restore trade and transit links".
_NOUNS_TOO = frozenset(
    "trade transit transport travel visit supply support aid exchange talk strike attack test drill patrol ban force "
    "fire export import fund grant lease release return transfer access share finance fish sail ship site stage stand "
    "vote question address deal control limit lift file claim charge build base cap cut fill fly land".split()
)
_TABLE = re.compile(
    r"\b(?:return|(?:come|go|get) back|come|sit down|sit|back) (?:to|at) (?:the|one|a) (?:same )?"
    r"(?:(?:negotiating|bargaining|conference) )?table\b",
    re.IGNORECASE,
)
# What stands before the name of a joint act: "the possibility of a meeting".
_BEFORE_JOINT = re.compile(
    r"^(?:(?:the|an?|its|their|any|his|her) )?(?:possibility|prospect|idea|interest|willingness|readiness|question|"
    r"offer|proposal|hope|wish|desire) (?:of|in|for|to) (?:hold(?:ing)? )?(?=\w)",
    re.IGNORECASE,
)
# Where a clause about a noun begins without a pronoun of its own: "the boats it seized".
_CONTACT = frozenset("it they he she we you i has had have is are was were will would should must can could".split())
_PARTICLES = frozenset("up out down on back off to with into in for".split())
_NO_ACT = frozenset(
    "offer proposal statement speech remark claim idea response reply report comment view position news attitude "
    "thing word together way prospect answer request message letter version concern problem need mind "
    "same the a an its their his her them it him us me you".split()
)
# Nouns that stand for a verb, before "of" and the like: "a cut in tariffs".
NOMINAL = {
    "cut": "cut", "reduction": "reduce", "release": "release", "withdrawal": "withdraw", "return": "return",
    "lifting": "lift", "easing": "ease", "removal": "remove", "freeze": "freeze", "extension": "extend",
    "closure": "close", "suspension": "suspend", "dismantling": "dismantle", "inspection": "inspect",
    "reopening": "reopen", "opening": "open", "transfer": "transfer", "payment": "pay", "recognition": "recognise",
    "end": "end", "halt": "halt", "relief": "ease",
}  # fmt: skip
_TIMES = frozenset("day time week month year moment hour date decade century future present".split())
_MATTER = frozenset("issue issues question questions matter matters topic subject problem file".split())
_BREAK = frozenset(
    "of to in on at by for from with between among under over about against into as that which who whom where "
    "when while because so and or but if unless until once than without within during despite after before "
    "through towards toward upon per via".split()
)
# Past tenses whose base isn't told by their form.
PAST = {
    "began": "begin", "gave": "give", "kept": "keep", "made": "make", "held": "hold", "took": "take",
    "met": "meet", "left": "leave", "sent": "send", "came": "come", "went": "go", "stood": "stand",
    "built": "build", "sold": "sell", "paid": "pay", "withdrew": "withdraw", "froze": "freeze", "fell": "fall",
    "stopped": "stop", "dropped": "drop", "admitted": "admit", "given": "give", "taken": "take",
    "withdrawn": "withdraw",
    "brought": "bring", "let": "let", "cut": "cut", "put": "put", "sat": "sit", "spoke": "talk", "drew": "draw",
}  # fmt: skip


_DETERMINERS = frozenset("the a an its their his her our any all some outstanding so-called".split())
_NAMED_MATTER = re.compile(
    r"(?:(?P<before>(?:[\w-]+(?:,| and| or)? ){1,4}))?"
    r"\b(?:issues?|questions?|matters?|problems?|topic|subject)\b(?: of (?P<after>(?:the )?[\w-]+))?",
    re.IGNORECASE,
)
_ON_AGENDA = re.compile(
    r"^(?P<matter>[\w' -]+?) (?:(?:must|should|shall|will|would) )?(?:be|is|are|stay|stays|remain|remains) "
    r"(?:put |kept |placed |left )?(?P<where>on|off) the (?:agenda|table)\b",
    re.IGNORECASE,
)
_CLOSED = re.compile(r"\b(?:settled|closed|resolved|over|finished)\b", re.IGNORECASE)
_SETTLED = re.compile(
    r"(?P<before>(?:[\w-]+ ){1,2})(?:is|are|was|were|being|has been|have been|as)\s+(?:already |now )?"
    r"(?:settled|closed|resolved|finished)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Act:
    """An act read from a phrase. ``direction`` is -1 where the phrase undoes what the noun names."""

    verb: str
    head: str
    kind: IssueKind
    joint: bool
    direction: int
    words: str


def read_acts(phrase: str) -> list[Act]:
    """Read the acts of a phrase that may join two: "end the blockade and return the islands"."""
    found, at = [], 0
    for hit in (*_AND.finditer(phrase), None):
        if hit is None or _goes_on(phrase[at : hit.start()], phrase[hit.end() :]):
            act = read_act(phrase[at : hit.start()] if hit else phrase[at:])
            if act is not None:
                found.append(act)
            at = hit.end() if hit else at
    return found


def _goes_on(before: str, after: str) -> bool:
    """Tell whether what follows "and" is a verb phrase in the form of the one before."""
    one, two = before.split(), after.split()
    if len(one) < 2 or len(two) < 2:
        return False
    first, second, third = one[0].lower(), two[0].lower(), two[1].lower()
    return (
        first in verbs()
        and second in verbs()
        and (third in _OPENS_OBJECT or second not in _NOUNS_TOO)
        and third not in ("and", "or")
    )


def read_act(phrase: str) -> Act | None:
    """Read an act from a verb phrase or noun phrase; None where no noun is found."""
    phrase = re.sub(r"[“”\"]|(?<!\w)['‘]", " ", phrase)
    if _TABLE.search(phrase):
        return Act("resume", "talks", "proposal", True, 1, "talks")
    tokens = _trimmed(_TOKEN.findall(_BEFORE_JOINT.sub("", phrase.strip())))
    if not tokens:
        return None
    verb, rest, direction = _verb(tokens)
    matter = _raised(verb, rest)
    if matter is not None:
        return matter
    if verb is None and len(rest) == 1 and base_of_participle(rest[0].lower()):
        return None
    if verb == "join" and "in" in rest:
        rest = rest[rest.index("in") + 1 :]  # "join Kenya in the patrols"
    found = _head(rest)
    if found is None and verb in _JOINT_VERBS:
        found = (_JOINT_VERBS[verb], 1)
    if found is None:
        return (
            None
            if verb in (None, "agree", "accept", "refuse")
            else Act(verb, verb, "proposal", False, direction, _short([verb, *rest]))
        )
    named = singular(found[0])
    empty = named in _TIMES or (named in _NO_ACT and not (named == "claim" and direction < 0))
    return None if empty else _on_noun(verb, rest, direction, *found)


def _trimmed(tokens: list[str]) -> list[str]:
    """Cut "to", "also" and adverbs, and a determiner before a noun that stands for a verb."""
    while tokens and (tokens[0].lower() in ("to", "be", "being", "also", "again", "not") or tokens[0].endswith("ly")):
        tokens = tokens[1:]
    determined = len(tokens) > 1 and tokens[0].lower() in ("the", "a", "an", "its", "their", "any", "further", "new")
    return tokens[1:] if determined and tokens[1].lower() in NOMINAL else tokens


def _on_noun(verb: str | None, rest: list[str], direction: int, head: str, sign: int) -> Act:
    """Give the act of a verb on a noun: a matter for the agenda, a joint act, or an act of one party."""
    if verb in _JOINT_VERBS and _meets(verb, rest, head):
        head = _JOINT_VERBS[verb]
    aside = verb in ("leave", "set", "put", "keep", "take") and any(
        one.lower() in ("aside", "off", "out") for one in rest
    )
    if aside and singular(head) not in JOINT:
        return Act(verb or "", _canonical(head), "agenda", False, -1, f"the {head}")
    about_matter = any(one.lower() in _MATTER for one in rest[:6])
    named = verb in ("discuss", "mention") or (verb == "raise" and singular(head) not in _RAISED)
    if verb in _AGENDA_UP | _AGENDA_OFF and (about_matter or named) and singular(head) not in JOINT:
        return Act(verb or "", _canonical(head), "agenda", False, -1 if verb in _AGENDA_OFF else 1, _short(rest))
    joint = singular(head) in JOINT and not any(one in ("Union", "Federation") for one in rest)
    if verb in _JOINT_VERBS and head == _JOINT_VERBS[verb]:
        rest = [head, *rest[rest.index("with") :]] if "with" in rest else [head]
        verb = None
    words = _short(rest if verb is None or (joint and rest) else [verb, *rest])
    sign *= direction
    return Act(verb or "", _canonical(head), "proposal", joint, 1 if joint and sign > 0 else sign, words)


def _meets(verb: str, rest: list[str], head: str) -> bool:
    """Tell whether "meet" and the like say that parties meet, and not that a demand is met."""
    if verb == "sit" or rest[:1] == ["with"]:
        return True
    return verb == "meet" and singular(head) not in _MET


def _raised(verb: str | None, rest: list[str]) -> Act | None:
    """Read "stop demanding that X be discussed": a matter kept off the agenda."""
    words = " ".join(rest)
    if verb not in ("refrain", "stop", "cease", "insist", "include", "drop") or not any(
        one.lower() in _MATTER for one in rest
    ):
        return None
    matter = re.search(r"\b(?:issues?|questions?|matters?|topic|subject|problem)\b(?: of)?", words)
    if matter is None:
        return None
    before, after = words[: matter.start()].split(), words[matter.end() :].split()
    found = _head(after) if matter.group().endswith(" of") else _head([*before[-3:], "issue"])
    if found is None:
        return None
    direction = -1 if verb in ("refrain", "stop", "cease", "drop") else 1
    told = f"the {found[0]} issue"
    return Act(verb, _canonical(found[0]), "agenda", False, direction, told)


def direction_of(words: str) -> int:
    """Give -1 where an act as worded undoes what its noun names: by its verb, or by "relief from" and the like."""
    first, _, rest = words.lower().partition(" ")
    undone = sum(one in _UNDOING for one in rest.split())
    return DIRECTION.get(first, 1) * (-1 if undone % 2 else 1)


def on_agenda(phrase: str) -> bool:
    """Tell whether a clause is about a matter on or off the agenda."""
    return _ON_AGENDA.match(phrase) is not None


def read_matter(phrase: str) -> Act | None:
    """Read a matter that a phrase names: "nuclear issues", "the issue of the abductions", "abductions are settled".

    To call a matter settled is to keep it off the agenda: then ``direction`` is -1.
    """
    found = _ON_AGENDA.match(phrase)
    if found is not None:
        head = _head(_TOKEN.findall(found["matter"]))
        off = found["where"].lower() == "off"
        return (
            None if head is None else Act("", _canonical(head[0]), "agenda", False, -1 if off else 1, found["matter"])
        )
    found = _NAMED_MATTER.search(phrase) or _SETTLED.search(phrase)
    if found is None:
        return None
    named = (found["after"] if found.re is _NAMED_MATTER and found["after"] else found["before"]) or ""
    words: list[str] = []
    for one in reversed(named.replace(",", "").split()):
        if one.lower() in (_BREAK | _DETERMINERS) - {"and", "or"}:
            break
        words.insert(0, one)
    if not words or singular(words[-1].lower()) in _NO_ACT | _TIMES:
        return None
    plural = singular(words[-1]) != words[-1].lower() and bool(found.re is not _NAMED_MATTER or found["after"])
    told = " ".join(words) if plural else f"{' '.join(words)} {'issues' if 'and' in words else 'issue'}"
    settled = _CLOSED.search(phrase) is not None
    return Act("", _canonical(words[-1]), "agenda", False, -1 if settled else 1, f"the {told}")


def issue_of(act: Act, agent: str | None, name: str | None, parties: str = "") -> Issue:
    """Give the issue that stands for an act of a party; joint acts and agenda matters have no single doer.

    ``parties`` are the ids of all whom a joint act names, sorted and joined by ``+``.
    """
    if act.kind == "agenda":
        link = "are" if act.words.endswith("s") else "is"
        label = f"{_capital(act.words)} {link} on the agenda"
        return Issue(id=f"agenda:{act.head}", label=label, kind="agenda", keywords=(act.head,))
    if act.joint:
        return Issue(id=f"joint:{parties}:{act.head}", label=_capital(act.words), kind="proposal", keywords=(act.head,))
    if agent is None or name is None:
        return Issue(id=f"act::{act.head}", label=_capital(act.words), kind="proposal", keywords=(act.head,))
    verb, _, rest = act.words.partition(" ")
    told = f"{name} {third_person(verb)} {rest}" if verb in verbs() else f"{name} goes ahead with {act.words}"
    return Issue(id=f"act:{agent}:{act.head}", label=told.strip(), kind="proposal", keywords=(act.head,))


def _verb(tokens: list[str]) -> tuple[str | None, list[str], int]:
    """Give the verb in the base form (None for a noun phrase), the rest, and the verb's direction."""
    first = tokens[0].lower()
    if first in NOMINAL and len(tokens) > 1 and tokens[1].lower() in ("of", "in", "to", "from"):
        return NOMINAL[first], tokens[2:], DIRECTION.get(NOMINAL[first], 1)
    base = first if first in verbs() else base_form(first) if base_form(first) in verbs() else None
    if first != singular(first) and singular(first) in JOINT:
        return None, tokens, 1  # "talks on the dam", not "talks to the dam"
    if base is None and first.endswith("ing"):
        base = next((one for one in (first[:-3], f"{first[:-3]}e", first[:-4]) if one in verbs()), None)
    if base is None:
        after = tokens[1].lower() if len(tokens) > 1 else ""
        base = PAST.get(first) or (base_of_participle(first) if after in _OPENS_OBJECT else None)
    if base is None:
        return None, tokens, 1
    rest = tokens[1:]
    if base == "like" and rest[:1] == ["to"]:
        return _verb(rest[1:])
    direction = DIRECTION.get(base, 0) or DIRECTION.get(first, 0) or 1
    if base in ("refrain", "stop", "cease", "halt", "consider", "begin", "start", "avoid", "keep"):
        inner = rest[1:] if rest[:1] == ["from"] else rest
        if inner and inner[0].lower().endswith("ing"):
            verb, rest, within = _verb(inner)
            off = -1 if base in ("refrain", "stop", "cease", "halt", "avoid") else 1
            return verb, rest, off * within
    return base, rest, direction


def _head(tokens: list[str]) -> tuple[str, int] | None:
    """Give the noun that a noun phrase turns on, and -1 where a noun before it undoes it ("relief from")."""
    sign, at = 1, 0
    while at < len(tokens) and tokens[at].lower() in _PARTICLES:
        at += 1
    while at < len(tokens):
        phrase: list[str] = []
        while at < len(tokens) and tokens[at].lower() not in _BREAK and tokens[at][0].isalnum():
            if phrase and _opens_clause(tokens, at):
                tokens = tokens[:at]
                break
            if not tokens[at].lower().endswith("ly"):
                phrase.append(tokens[at])
            at += 1
        while len(phrase) > 1 and phrase[-1].lower() in _MATTER | _PARTICLES:
            phrase.pop()
        last = phrase[-1].lower() if phrase else ""
        vague = last in _VAGUE or last in LIGHT or not last or last[0].isdigit()
        if last and not vague:
            return last, sign
        sign *= -1 if last in _UNDOING else 1
        if at < len(tokens) and tokens[at].lower() in ("of", "from", "in", "on", "to"):
            at += 1
            while at < len(tokens) and tokens[at].lower() in ("the", "a", "an", "its", "their"):
                at += 1
            continue
        return (last, sign) if last and last[0].isalpha() else None
    return None


def _opens_clause(tokens: list[str], at: int) -> bool:
    """Tell whether a clause about the noun begins here: "boats it seized", "prisoners taken in the war"."""
    low, after = tokens[at].lower(), tokens[at + 1].lower() if at + 1 < len(tokens) else ""
    if low in _CONTACT:
        return True
    bare_noun = tokens[at - 1].lower() not in _OPENS_OBJECT
    return bare_noun and (base_of_participle(low) is not None or low in PAST) and after in _BREAK | {"since"}


def _canonical(head: str) -> str:
    one = _same_nouns().get(singular(head.lower()), singular(head.lower()))
    if one in MEETING:
        return "summit"
    if one in TALKS:
        return "talks"
    return one


@cache
def _same_nouns() -> dict[str, str]:
    """Give, for nouns that name one thing in the trade, the one that stands for all ("soldier": "troop")."""
    text = (files("verbale") / "data" / "draft" / "nouns.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return {word: one for one, words in rows for word in words.split()}


def _short(tokens: list[str], most: int = 9) -> str:
    """Give the first words of a phrase, up to a comma."""
    words: list[str] = []
    while tokens and tokens[0].lower() in ("for", "to", "of", "on", "in"):
        tokens = tokens[1:]
    for one in tokens[:most]:
        if not one[0].isalnum():
            break
        words.append(one)
    while words and words[-1].lower() in _BREAK | {"the", "a", "an", "its", "their"}:
        words.pop()
    return " ".join(words)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
