"""What kind of text this is, by written rules of the language; ``unknown`` where none fits plainly."""

from __future__ import annotations

import re

from verbale.codes import DocumentKind

_LABEL = re.compile(
    r"^\s*(?:Q|A|QUESTION|ANSWER|REPORTER|JOURNALIST|MODERATOR"
    r"|(?:MR|MS|MRS|DR|SECRETARY|MINISTER|AMBASSADOR|PRESIDENT|SPOKESPERSON|GEN|ADM)\.?\s+[A-Z][A-Z'’ -]+"
    r"|[A-Z][A-Z'’.-]+(?:\s[A-Z][A-Z'’.-]+){0,3}"
    r"|(?:Spokesperson|Minister|Secretary|Mr|Ms|Mrs|Dr)\.?\s[A-Z][\w'’-]+(?:\s[A-Z][\w'’-]+)?)"
    r"\s*(?:\([^)\n]{1,60}\)\s*)?[:：]",
    re.MULTILINE,
)
_BRIEFING = re.compile(r"\b(?:press|daily|news|media|regular)\b[^\n]{0,40}\b(?:briefing|conference)\b", re.IGNORECASE)
_JOINT = re.compile(
    r"\bjoint\s+(?:\w+\s+)?(?:statement|declaration|communiqu[eé]|agreement|vision|press\s+release)\b"
    r"|\b(?:memorandum\s+of\s+understanding|treaty|agreement|accord|declaration)\s+(?:between|of|on|for)\b"
    r"|\bcommuniqu[eé]\b",
    re.IGNORECASE,
)
_STATEMENT = re.compile(
    r"\b(?:press\s+)?statement\s+(?:by|of|from|issued)\b|\bremarks\s+(?:by|of|as\s+delivered)\b"
    r"|\b(?:speech|address|message|letter|op-?ed)\s+(?:by|of|from|to)\b|\bspokes(?:man|woman|person)['’]s\s+remarks\b"
    r"|\bpolicy\s+speech\b",
    re.IGNORECASE,
)
_RECORD = re.compile(
    r"\b\d{1,5}(?:st|nd|rd|th)\s+(?:plenary\s+)?meeting\b|\b(?:summary|verbatim)\s+record\b|\bminutes\s+of\b"
    r"|\bmeetings?\s+coverage\b|\brecord\s+of\s+(?:the\s+)?(?:meeting|conversation)\b"
    r"|\bsecurity\s+council\b[^\n]{0,80}\b(?:adopts|fails|rejects|extends|meets|hears)\b",
    re.IGNORECASE,
)
_DELEGATE = re.compile(r"\b[Tt]he\s+(?:representative|delegate|observer|speaker)s?\s+(?:of|for|from)\b")
_ROUND_UP = re.compile(
    r"\bround-?\s?up\b|\b(?:week|day|month)\s+in\s+(?:brief|review)\b|\bin\s+brief\b|\bdigest\b|\bdiplomatic\s+notes\b",
    re.IGNORECASE,
)
_OPINION = re.compile(
    r"^\W*(?:commentary|opinion|analysis|op-?ed|editorial|viewpoint|perspective|comment)\b[^\n]{0,60}$",
    re.IGNORECASE | re.MULTILINE,
)
_FIRST_PERSON = re.compile(r"\b(?:I|my|me|we|our|us)\b")
_QUOTED = re.compile(r"[“\"][^“”\"\n]{0,2000}[”\"]")
_SAID = re.compile(r"\b(?:said|told|announced|added|reported|confirmed|denied|declined)\b")
_WHEN = re.compile(
    r"\bon\s+(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|\b(?:yesterday|today|earlier\s+(?:on|in|this))\b"
)
_ARGUES = re.compile(
    r"\b(?:perhaps|probably|arguably|therefore|suggests?|indicates?|appears?\s+to|seems?\s+to|likely\s+to|"
    r"would\s+be|may\s+be|might|must\s+be\s+seen|in\s+other\s+words|the\s+point|after\s+all)\b",
    re.IGNORECASE,
)


def kind_of(text: str, title: str | None, *, dateline: bool) -> DocumentKind:
    """Tell the kind of ``text``: the form of its lines first, then its title, then its manner of speaking."""
    head = f"{title or ''}\n{text[:400]}"
    if _is_transcript(text, head):
        return "briefing transcript"
    by_title = _by_title(title or "", head, text)
    return by_title if by_title is not None else _by_manner(text, dateline=dateline)


def _is_transcript(text: str, head: str) -> bool:
    labels = len(_LABEL.findall(text[:200_000]))
    return labels >= 4 or (labels >= 2 and _BRIEFING.search(head) is not None)


def _by_title(title: str, head: str, text: str) -> DocumentKind | None:
    if _RECORD.search(head) or len(_DELEGATE.findall(text[:20_000])) >= 3:
        return "meeting record"
    if _ROUND_UP.search(title):
        return "round-up"
    if _OPINION.search(head):
        return "commentary"
    own_voice = _own_voice(text)
    if _JOINT.search(title) and not (_SAID.search(_QUOTED.sub("", text[:1500])) and not own_voice):
        return "joint statement"
    return "first-person statement" if _STATEMENT.search(title) else None


def _own_voice(text: str) -> bool:
    """Does the text itself, outside its quotations, say I or we more than once in two hundred words?"""
    outside = _QUOTED.sub(" ", text[:20_000])
    return len(_FIRST_PERSON.findall(outside)) > max(1, len(outside.split()) / 200)


def _by_manner(text: str, *, dateline: bool) -> DocumentKind:
    outside = _QUOTED.sub(" ", text[:20_000])
    words = max(1, len(outside.split()))
    said, when, argues = (len(form.findall(outside)) / words for form in (_SAID, _WHEN, _ARGUES))
    if dateline and said > 0:
        return "wire"
    if words < 40:
        return "unknown"
    if _own_voice(text) and said < 0.01:
        return "first-person statement"
    if argues > 0.008 and argues > when:
        return "commentary"
    return "wire" if said > 0.01 and when > 0.003 else "unknown"
