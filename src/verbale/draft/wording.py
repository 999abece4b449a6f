"""Words of issue labels: stems to join the same action under different names, and its direction.

An issue's label is a clause ("Sanctions on North Korea are lifted in full") or a noun phrase
("the abductions"). The lists below are closed-class facts of English, not of any exchange.
"""

from __future__ import annotations

import re

from verbale.views.topics import stem

WORD = re.compile(r"[A-Za-z][A-Za-z'’]*|\d[\d,.]*")
STOP = frozenset(
    "a an the this that these those of on in at to by for from with without within under over into onto "
    "between among against about as and or nor but not no all any both each its their his her our it they "
    "is are was were be been being am do does did has have had will would shall should may might can could "
    "must one two sides side parties party issue issues question matter new more very full fully agenda "
    "place takes take taken held hold holds level further other another than".split()
)
# Verbs that say only that something goes on (+1) or stops (-1): they give a topic its direction.
DIRECTION = {
    **dict.fromkeys(
        "keep keeps kept maintain maintains maintained stay stays remain remains continue continues "
        "continued resume resumes resumed start starts started begin begins open opens opened reopen "
        "reopens restore restores restored".split(),
        1,
    ),
    **dict.fromkeys(
        "stop stops stopped end ends ended halt halts halted cease ceases ceased suspend suspends "
        "suspended lift lifts lifted lifting withdraw withdraws withdrawn withdrawal close closes closed "
        "freeze freezes frozen cancel cancels cancelled drop drops dropped scrap scraps scrapped remove "
        "removes removed removal ending stopping halting cessation suspension ease eases eased easing relax "
        "relaxes relaxed limit limits limited cap caps capped reduce reduces reduced relief waive waives waived "
        "abandon abandons abandoned renounce renounces renounced refrain refrains dismantle dismantles "
        "dismantled curb curbs curbed cut cuts".split(),
        -1,
    ),
}
NUMERALS = dict(
    zip(
        "one two three four five six seven eight nine ten eleven twelve".split(),
        "1 2 3 4 5 6 7 8 9 10 11 12".split(),
        strict=True,
    )
)
# Acts that take more than one party: nobody can hold a summit alone.
JOINT = frozenset(
    "summit meeting talk dialogue negotiation consultation conference agreement accord deal pact treaty "
    "truce ceasefire armistice settlement normalization normalisation rapprochement relation tie exchange "
    "swap cooperation compromise contact summitry protocol memorandum federation union partnership "
    "exchanged swapped".split()
)
# Nouns that only begin the name of a joint act: "the resumption of talks".
LIGHT = frozenset(
    "resumption holding start opening return revival restoration conclusion signing reopening launch "
    "beginning continuation convening".split()
)
PREPOSITIONS = frozenset(
    "of to in on at by for from with between among under over about against after toward towards".split()
)
# Acts by which parties meet; a summit and a meeting of the same two are one act.
MEETING = frozenset("summit meeting summitry meet".split())
TALKS = frozenset("talk dialogue negotiation consultation contact".split())
# The same from the widest to the narrowest, as far as a refusal of the one rules out the next.
_BREADTH = {"contact": 0, **dict.fromkeys(TALKS - {"contact"}, 1), "meeting": 2, "meet": 2, "summit": 3, "summitry": 3}


def singular(word: str) -> str:
    """Give the singular of a plain English plural (``talks`` is ``talk``)."""
    low = word.lower()
    if low.endswith("ies") and len(low) > 4:
        return low[:-3] + "y"
    if low.endswith(("ches", "shes", "sses", "xes")):
        return low[:-2]
    return low[:-1] if low.endswith("s") and not low.endswith("ss") and len(low) > 3 else low


def words(label: str) -> list[str]:
    """Split a label into words and figures."""
    return WORD.findall(label.replace("/", " ").replace("-", " "))


def content(label: str, drop: frozenset[str] = frozenset()) -> tuple[frozenset[str], frozenset[str], int]:
    """Give a label's content stems, its figures, and its direction (1 or -1).

    ``drop`` are stems to pass over, such as the names of the parties.
    """
    stems: set[str] = set()
    figures: set[str] = set()
    direction = 1
    for word in words(label):
        low = word.lower()
        if low in DIRECTION:
            direction *= DIRECTION[low]
        elif low[0].isdigit():
            figures.add(low.rstrip(".,"))
        elif low in NUMERALS and low not in ("one", "two"):
            figures.add(NUMERALS[low])
        elif low not in STOP and (cut := stem(word)) not in drop:
            stems.add(cut)
    return frozenset(stems), frozenset(figures), direction


def is_joint(label: str) -> bool:
    """Tell whether a label's head names an act that takes more than one party.

    The head ends at the first preposition, after "the start of" and the like: in "other sites are part
    of the deal" the deal isn't what is done.
    """
    head: list[str] = []
    for word in words(label):
        low = word.lower()
        if low in PREPOSITIONS:
            if low in ("of", "to") and head and head[-1] in LIGHT:
                continue
            break
        head.append(low)
    return any(singular(word) in JOINT for word in head)


def kind_of_meeting(label: str) -> str | None:
    """Tell whether a label names a meeting or talks; None where neither."""
    found = {singular(word) for word in words(label)}
    if found & MEETING:
        return "meeting"
    return "talks" if found & TALKS else None


def breadth(label: str) -> int | None:
    """Tell how narrow the meeting is that a label's head names, 0 for any contact; None where it names none."""
    head = re.split(r"\s(?:with|between|among|on|over|about|in|at|to|from|of|for|towards?)\s", label, maxsplit=1)[0]
    found = [_BREADTH[one] for word in words(head) if (one := singular(word)) in _BREADTH]
    return None if not found else min(found) if re.search(r"\bor\b", head) else max(found)


def says_more(new: str, old: str) -> bool:
    """Tell whether a label names a joint act better than another: the narrower meeting, or the same with more on it."""
    one, two = breadth(new), breadth(old)
    if one is not None and two is not None and one != two:
        return one > two
    return content(old)[0] < content(new)[0]
