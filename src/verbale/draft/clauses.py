"""What a stretch of reported speech says of an act: who, wants or refuses, what, on which conditions.

A reader's issues tell what a text talks about. For a conflict one needs the acts themselves, and the words
of a content have them in a few settled patterns: "will not lift the sanctions until ...", "is ready to
reopen the inquiry if ...", "X should refrain from ...". These patterns are those of English, no more.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from verbale.codes import SpeechAct, Stance

Sort = Literal["if", "unless", "until", "after", "exchange", "at_which"]

_CONNECTOR = re.compile(
    r"(?:,\s*)?(?:\bbut )?\b(?P<only>only )?(?P<word>if and only if|if|provided(?: that)?|providing(?: that)?|"
    r"as long as|so long as|on (?:the )?condition that|unless|until|till|once|before|after|"
    r"in exchange for|in return for|(?:at|in|to|during) which|"
    r"(?:(?<!\w )|(?<=that ))without)\s(?!(?:pre-?)?conditions?\b|delay\b)",
    re.IGNORECASE,
)
_SORTS: dict[str, Sort] = {
    "unless": "unless",
    "until": "until",
    "till": "until",
    "before": "until",
    "after": "after",
    "once": "after",
    "without": "unless",
    "in exchange for": "exchange",
    "in return for": "exchange",
}
# Where a condition ends and the main clause starts or goes on.
_END = re.compile(r"[,;]\s|\s(?=there (?:will|would|can|could|shall)\b)|[.;]?$")
_READY = r"(?:ready|willing|prepared|open|determined|set|eager|happy|resolved|committed|unwilling|reluctant)"
_STANDS = r"(?:is|was|are|were|be|been|remains?|stands?|stood)"
_PATTERNS: tuple[tuple[str, Stance, SpeechAct, bool], ...] = (
    # pattern up to the verb, stance, speech act, hedged
    (r"(?:will|would|shall|can|could) (?:not|never)|won't|wouldn't|cannot|can't", "against", "reject", False),
    (r"(?:must|should|may|ought) not(?: to)?|mustn't|shouldn't", "against", "demand", False),
    (r"(?:must|should|ought to|has to|have to|had to|needs? to)", "for", "demand", False),
    (rf"{_STANDS} (?:not|no longer|never) {_READY} to", "against", "reject", False),
    (r"(?:is|was|are|were|be|remains?) (?:unwilling|reluctant) to", "against", "reject", False),
    (r"(?:is|was|are|were|be|remains?) (?:determined|resolved|committed|set) to", "for", "commit", False),
    (rf"{_STANDS} (?:still |now )?{_READY} (?:to|for)", "open_to", "offer", False),
    (r"(?:has|have|had|sees?|saw) no (?:interest|intention|wish|plans?|desire|need)(?: in| of| to| for)?",
     "against", "reject", False),
    (r"(?:do|does) not (?:want|wish|intend|plan|seek|accept|agree|consider)(?: to)?", "against", "reject", False),
    (r"(?:opposes?|opposed|objects? to|objected to|is opposed to|are opposed to)", "against", "reject", False),
    (r"(?:is|are|was|were) (?:interested in|in favou?r of)", "open_to", "express_openness", False),
    (r"(?:calls?|called) for", "for", "propose", False),
    (r"(?:demands?|demanded|insists?|insisted)(?: that| on)?", "for", "demand", False),
    (r"(?:could|can|may|might)(?: be (?:ready|willing|able) to| consider)?", "open_to", "express_openness", True),
    (r"(?:will|would|shall)(?: be (?:ready|willing|prepared) to)?", "for", "commit", False),
    (r"(?:refuses?|refused|declines?|declined)(?: to)?", "against", "reject", False),
    (r"(?:ruled out|rules out|rejects?|rejected)", "against", "reject", False),
    (r"(?:offers?|offered|proposes?|proposed)(?: to)?", "for", "offer", False),
    (r"(?:agrees?|agreed|consents?|consented|undertakes?|undertook) to", "for", "accept", False),
    (r"(?:pledges?|pledged|promises?|promised) to", "for", "commit", False),
    (r"(?:accepts?|accepted|welcomes?|welcomed)", "for", "accept", False),
    (r"(?:wants?|wanted|wishes|wished|hopes?|hoped|seeks?|sought)(?: for| to)?", "for", "propose", False),
    (r"(?:looks?|looked) forward to", "for", "propose", False),
    (r"(?:intends?|intended|plans?|planned) to", "for", "commit", False),
)  # fmt: skip
_VERBAL: tuple[tuple[re.Pattern[str], Stance, SpeechAct, bool], ...] = tuple(
    (re.compile(rf"\b(?:{one})\s+", re.IGNORECASE), stance, act, hedged) for one, stance, act, hedged in _PATTERNS
)
# A time between a verb and its infinitive: "offered last week to act".
_WHEN = re.compile(r"^(?:last|this|next|on|in|earlier)\s[\w ]{2,24}?\s+to\s+(?=[a-z])", re.IGNORECASE)
# Whom something is put to: "proposed to Verand that both meet".
_TO_WHOM = re.compile(r"^(?:to )?(?:the )?(?:[A-Z][\w'’-]+ ){1,4}that (?=\w)")
# Words by which nothing comes about: "there will be no meeting", "no basis for talks", "nothing to discuss".
_NO_SUCH = re.compile(
    r"\bthere (?:(?:will|would|can|could|shall) be no|(?:is|was) no (?:room|place|basis|question|point|need)"
    r"(?: for| of| in)) (?P<thing>.+)$|"
    r"^no (?P<none>[\w -]+?) (?:will|would|can|could|shall) "
    r"(?:start|begin|resume|be held|take place|happen|go ahead)\b.*$|"
    r"\bthere (?:is|was) nothing (?:left )?to (?P<nothing>talk about|discuss|negotiate)\b",
    re.IGNORECASE,
)
# What makes a noun of the next word: "a plan to", "its offer to".
_NOUN_BEFORE = re.compile(r"\b(?:a|an|the|its|their|his|her|our|this|any|no)\s+$", re.IGNORECASE)
_NOT_ANY = re.compile(r"^(?P<verb>\w+) no (?!longer\b|more\b|later\b|less\b|doubt\b)(?P<thing>\w.*)$", re.IGNORECASE)
# A double denial: "there is no reason why the two should not meet".
_NO_REASON = re.compile(r"\bno (?:reason|obstacle|ground)s?\b", re.IGNORECASE)
_REFUSES = re.compile(r"^(?:reject|refuse|decline|oppose|rule out|boycott|veto|turn down)\s+(?:to )?", re.IGNORECASE)
_QUOTES = re.compile(r"[“”\"]")
_UNTIED = re.compile(
    r"\b(?:has|have|had) nothing to do with\b|"
    r"\b(?:is|are|was|were) (?:not (?:linked|tied|related|connected)|separate)\b",
    re.IGNORECASE,
)
_UNTHINKABLE = re.compile(
    r"\b(?:is|was|are|were|would be|remains?)\s+(?:totally |wholly |utterly |simply )?"
    r"(?:out of the question|unacceptable|not acceptable|impossible|off the table|excluded|unthinkable|"
    r"not on the table|not up for (?:negotiation|discussion|debate)|not negotiable|non-negotiable|off limits|"
    r"not a matter of concern|of no (?:interest|concern)|pointless|meaningless)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the content: ``start`` and ``end`` count from the content's first letter."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Bound:
    """A condition's clause, with its connector cut off."""

    sort: Sort
    only: bool
    piece: Piece
    whole: Piece


@dataclass(frozen=True, slots=True)
class Clause:
    """A main clause: who it is about (words), the stance of the speaker to the act, and the act's words.

    ``stance`` is None where no pattern tells one; ``subject`` is empty where the clause opens with its verb.
    """

    subject: str
    act: str
    stance: Stance | None
    speech_act: SpeechAct | None
    hedged: bool
    bounds: tuple[Bound, ...]


def read_clause(content: str) -> Clause:
    """Read one content.

    Parameters
    ----------
    content
        The words of a content span, with or without a leading "that".
    """
    main, bounds = _cut_conditions(_QUOTES.sub(" ", content))
    main = re.sub(r"^(?:that|to)\s+", "", _TO_WHOM.sub("", main.strip(" ,;.")), flags=re.IGNORECASE)
    found = _UNTIED.search(main)
    if found:
        return Clause("", main[: found.start()].strip(), "against", "exclude", False, bounds)
    found = _UNTHINKABLE.search(main)
    if found:
        return Clause("", main[: found.start()].strip(), "against", "reject", False, bounds)
    found = _NO_SUCH.search(main)
    if found:
        thing = found["thing"] or found["none"] or "talks"
        return Clause("", thing.strip(), "against", "reject", False, bounds)
    first = min(
        (
            (hit.start(), -hit.end(), n)
            for n, one in enumerate(_VERBAL)
            if (hit := one[0].search(main)) and not _NOUN_BEFORE.search(main[: hit.start()])
        ),
        default=None,
    )
    if first is None:
        return Clause("", main, None, None, False, bounds)
    pattern, stance, act, hedged = _VERBAL[first[2]]
    hit = pattern.search(main)
    assert hit is not None
    told = _TO_WHOM.sub("", _WHEN.sub("", main[hit.end() :].strip()))
    if stance == "against" and _NO_REASON.search(main[: hit.end()]):
        stance, act = "open_to", "express_openness"
    refused = _REFUSES.match(told)
    if refused and stance in ("for", "open_to"):
        told, stance, act = told[refused.end() :], "against", "reject"
    none = _NOT_ANY.match(told) if stance in ("for", "open_to") else None
    if none:
        told, stance = f"{none['verb']} {none['thing']}", "against"
        act = act if act == "demand" else "reject"
    subject = re.sub(r"(?:\s(?:has|have|had|also|now|still|only))+$", "", main[: hit.start()].strip())
    return Clause(subject, told, stance, act, hedged, bounds)


def _cut_conditions(content: str) -> tuple[str, tuple[Bound, ...]]:
    """Give the content without its conditions, and the conditions."""
    main, at = content, 0
    bounds: list[Bound] = []
    while True:
        hit = _CONNECTOR.search(main, at)
        if hit is None:
            return main, tuple(bounds)
        start = hit.end()
        leading = main[: hit.start()].strip(" ,;").lower() in ("", "that")
        end = _END.search(main, start)
        stop = end.start() if end and (leading or end.group().startswith(";")) else len(main.rstrip(" .;"))
        word = hit["word"].lower()
        sort = _SORTS.get(word, "at_which" if word.endswith("which") else "if")
        whole = Piece(main[hit.start() : stop].strip(" ,"), hit.start(), stop)
        if (
            word in ("before", "after", "once")
            and not hit["only"]
            and not re.search(r"\s(?:\w+s|\w+ed|has|have|had|is|are|was)\b", main[start:stop])
        ):
            at = start  # "before the summit" tells a time, no condition
            continue
        bounds.append(Bound(sort, bool(hit["only"]), Piece(main[start:stop].strip(), start, stop), whole))
        main = main[: hit.start()] + " " * (stop - hit.start()) + main[stop:]
        at = 0
