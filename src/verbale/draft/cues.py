"""What the cue of a content tells: stance and speech act of its verb, and whom it names before an infinitive."""

from __future__ import annotations

import re
from dataclasses import replace

from verbale.codes import SpeechAct, Stance
from verbale.draft.senses import Senses
from verbale.draft.stands import TAKES_A_STAND
from verbale.draft.subjects import named_in
from verbale.records import Attribution, Proposition, Span

_CUES: tuple[tuple[re.Pattern[str], SpeechAct, Stance], ...] = (
    (re.compile(r"\b(?:propos|suggest|invit)(?:e|s|ed|es|ing)?\b", re.IGNORECASE), "propose", "for"),
    (re.compile(r"\b(?:demand|insist|urg|request)(?:e|s|ed|es|ing)?\b", re.IGNORECASE), "demand", "for"),
    (re.compile(r"\b(?:reject|refus)(?:e|s|ed|es|ing)?\b|\brul(?:e|ed|es) out\b", re.IGNORECASE), "reject", "against"),
)
_NEAR = 80


def cue_of(found: Senses, one: Attribution, span: Span) -> Proposition | None:
    """Give the proposition that tells the stance of a content's cue, else what the cue's own verb tells."""
    takes = [each for each in one.propositions if each.stance and each.speech_act in TAKES_A_STAND]
    if takes or one.cue_span is None:
        sides = [each for each in one.propositions if each.stance in ("for", "for_if") and one.quote_type == "nominal"]
        return next(iter(takes or [replace(each, speech_act="propose") for each in sides]), None)
    between = found.record.reading.document.text[one.cue_span.end : span.start]
    told: tuple[SpeechAct, Stance] | None = read_cue(one.cue_span.text, between, span.text)
    if told is None and one.quote_type == "nominal":
        told = next((("propose", each.stance) for each in one.propositions if each.stance in ("for", "for_if")), None)
    return None if told is None else Proposition(speech_act=told[0], issue=None, stance=told[1])


def asked_by_name(found: Senses, one: Attribution, span: Span) -> tuple[str, ...]:
    """Give whom a cue names before its infinitive: "called on Verand on Monday [to free the crew]"."""
    if one.cue_span is None or not 0 < span.start - one.cue_span.end < _NEAR:
        return ()
    between = found.record.reading.document.text[one.cue_span.end : span.start]
    return named_in(re.sub(r"^\s*(?:on|upon|to)\s", "", between), found.callings)


def with_cue(found: Senses, one: Attribution, span: Span) -> Span:
    """Give a bare noun's words with the verb before it: "rejected the demand" tells more than "the demand"."""
    cue = one.cue_span
    if one.quote_type != "nominal" or cue is None or not 0 <= span.start - cue.end < _NEAR:
        return span
    return Span(start=cue.start, end=span.end, text=found.record.reading.document.text[cue.start : span.end])


def read_cue(cue: str, between: str, content: str) -> tuple[SpeechAct, Stance] | None:
    """Give the speech act and stance that a reporting verb tells by itself: "proposed", "called on", "ruled out".

    ``between`` are the words from the verb to the ``content``; "called" asks for something only before some.
    """
    for pattern, act, stance in _CUES:
        if pattern.search(cue):
            return act, stance
    asks = re.match(r"\s*(?:on|upon|for)\b", between) or re.match(r"(?:for|on)\s", content)
    return ("demand", "for") if asks and re.search(r"\bcall(?:s|ed|ing)?\b", cue, re.IGNORECASE) else None
