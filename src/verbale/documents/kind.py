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
# A turn of anybody: a label of a few words at the head of a line and a colon; Q, A and MR. X with a stop too.
_TURN = re.compile(
    r"^[ \t]*(?P<who>[A-Z][\w.'’\-]*(?:[ \u00a0]+(?:of|for|the|[A-Z(][\w.'’()\-]*)){0,6}(?=:[ \t\u00a0\n])"
    r"|[QA](?=\.[ \t])"
    r"|(?:Mr|Ms|Mrs|Chairman|The)\.?[ \u00a0](?:[A-Z][A-Z'’-]+[ \u00a0]?){1,3}(?=(?:[ \u00a0]?\([^)\n]{1,60}\))?[.:]))",
    re.MULTILINE,
)
_LINE = re.compile(r"^[ \t]*\S[^\n]*$", re.MULTILINE)
_BRIEFING = re.compile(r"\b(?:press|daily|news|media|regular)\b[^\n]{0,40}\b(?:briefing|conference)\b", re.IGNORECASE)
_JOINT = re.compile(
    r"\bjoint\s+(?:\w+\s+)?(?:statement|declaration|communiqu[eé]|agreement|vision|press\s+release)\b"
    r"|\b(?:memorandum\s+of\s+understanding|treaty|agreement|accord|declaration)\s+(?:between|of|on|for)\b"
    r"|\bcommuniqu[eé]\b",
    re.IGNORECASE,
)
_STATEMENT = re.compile(
    r"\b(?:press\s+)?(?:statement|declaration)\s+(?:by|of|from|issued)\b|\bremarks\s+(?:by|of|as\s+delivered)\b"
    r"|\b(?:speech|address|message|letter|op-?ed|press\s+release)\s+(?:by|of|from|to)\b"
    r"|\bspokes(?:man|woman|person)['’]s\s+remarks\b|\bpolicy\s+speech\b|\bexplanation\s+of\s+vote\b"
    r"|\bnote\s+verbale\b|\baide-?\s?m[eé]moire\b|\bopen\s+letter\b",
    re.IGNORECASE,
)
# How the text of a declaration of several begins, how its clauses are numbered, and how it calls those who made it.
_AGREED = re.compile(
    r"\b(?:have|has)\s+(?:today\s+)?(?:agreed|decided)\s+(?:as\s+follows|(?:on|to|upon)\s+the\s+following)\b"
    r"|\breached\s+the\s+following\b|\badopted\s+the\s+following\b"
    r"|\b(?:issued|made)\s+the\s+following\s+(?:joint|common|agreed|declaration|communiqu)"
    r"|\band\b[^.\n]{0,60}\bhereby\s+(?:announce|declare|agree|undertake)\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(
    r"^\s*(?:\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]|(?:Article|Art\.)\s+\d+\b|[-–—•▪])\s*\S", re.MULTILINE
)
_PARTIES = re.compile(
    r"\b(?:(?:the|both|either|neither|each)\s+(?:two\s+|other\s+|contracting\s+)?(?:parties|sides?|ministers|"
    r"delegations|governments|party)|shall|undertakes?)\b",
    re.IGNORECASE,
)
# Forms of address and of notes: whoever uses them writes in a voice of their own.
_FORMAL = re.compile(
    r"\bpresents?\s+(?:its|his|her|their)\s+compliments\b|\bhas\s+the\s+honou?r\s+to\b|\b(?:Your|His|Her)\s+Excellency\b"
    r"|^\s*(?:Excellency|Dear\b[^\n]{0,60}|From:[^\n]*|Mr\.?\s+(?:President|Chairman|Secretary|Speaker))\s*,?:?\s*$"
    r"|\bauthori[sz]ed\s+to\s+state\b|\b(?:issued|made|released|published)\s+the\s+following\s+(?:press\s+)?statement\b"
    r"|\bcheck\s+against\s+delivery\b|^[^\n]{0,60}@[A-Za-z]\w+\s*$",
    re.MULTILINE,
)
_OFFICE = re.compile(
    r"\A\W*The\s+(?:[\w’']+\s+){0,4}(?:Embassy|Ministry|Government|Department|Legation|Mission|Secretariat|Office|"
    r"Delegation|Presidency)\b[^.\n]{0,90}?\b(?:regards?|protests?|announces?|inform(?:s|ed)|states?|considers?|deplores?|condemns?|"
    r"notes?|requests?|rejects?|recalls?|wishes|expresses|reaffirms?|regrets?|draws|calls|demands?|declares?)\b"
)
_OUR_SIDE = re.compile(
    r"\b(?:my|our)\s+(?:\w+\s+)?(?:government|country|delegation|ministry|people|nation|state|republic|embassy|side|"
    r"armed\s+forces|forces|soldiers|borders?|ports?|waters|position|citizens|fishermen|territory|minister|president)\b",
    re.IGNORECASE,
)
_RECORD = re.compile(
    r"\b\d{1,5}(?:st|nd|rd|th)\s+(?:plenary\s+)?meeting\b|\b(?:summary|verbatim)\s+record\b|\bminutes\s+of\b"
    r"|\bmeetings?\s+coverage\b|\brecord\s+of\s+(?:the\s+)?(?:meeting|conversation)\b"
    r"|\bsecurity\s+council\b[^\n]{0,80}\b(?:adopts|fails|rejects|extends|meets|hears)\b",
    re.IGNORECASE,
)
# Titles of records: read in the first line only, since the words are common.
_RECORD_TITLE = re.compile(
    r"\b(?:minutes|read-?out|(?:first|second|third|\d+(?:st|nd|rd|th))\s+(?:sitting|session|reading|round)|(?:informal|closed|formal|"
    r"special)\s+(?:session|meeting|consultations)|chair(?:man|person)?[’']s\s+(?:note|summary)|note\s+for\s+(?:the\s+)?file|"
    r"round\s+table|record\s+of\s+discussions?|summary\s+of\s+(?:the\s+)?(?:meeting|discussions?|talks))\b",
    re.IGNORECASE,
)
_DELEGATE = re.compile(
    r"\b[Tt]he\s+(?:representative|delegate|observer|speaker)s?\s+(?:of|for|from)\b"
    r"|\b(?:One|Another|The|Several|A)\s+(?:\w+\s+)?(?:delegation|delegate|member|participant|Chair(?:man|person)?|CHAIR(?:MAN)?)s?"
    r"\s+(?:said|asked|replied|explained|reported|stated|proposed|observed|dismissed|recalled|noted|suggested|announced)\b"
    r"|\bM(?:r|s|rs)\.?\s+[A-Z][A-Z'’-]{2,}(?:\s[A-Z'’-]+)?\s+\([A-Z]"
)
_ROUND_UP = re.compile(
    r"\bround-?\s?up\b|\b(?:week|day|month)\s+in\s+(?:brief|review)\b|\bin\s+brief\b|\bdigest\b|\bdiplomatic\s+notes\b",
    re.IGNORECASE,
)
_OPINION = re.compile(
    r"^\W*(?:commentary|opinion|analysis|op-?ed|editorial|viewpoint|perspective|comment)\b[^\n]{0,60}$",
    re.IGNORECASE | re.MULTILINE,
)
_FIRST_PERSON = re.compile(r"\b(?:I|[Mm]y|me|[Ww]e|[Oo]urs?|us)\b")
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


_TITLE = 140  # characters a title has at most


def kind_of(text: str, title: str | None, *, dateline: bool) -> DocumentKind:
    """Tell the kind of ``text``: the form of its lines first, then its title, then its manner of speaking."""
    head = f"{title or ''}\n{text[:400]}"
    if _is_transcript(text, head):
        return "briefing transcript"
    by_title = _by_title(title or "", head, text)
    return by_title if by_title is not None else _by_manner(text, dateline=dateline)


def _is_transcript(text: str, head: str) -> bool:
    labels = len(_LABEL.findall(text[:200_000]))
    if labels >= 4 or (labels >= 2 and _BRIEFING.search(head) is not None):
        return True
    turns = [found["who"] for found in _TURN.finditer(text[:200_000])]
    return len(turns) >= 3 and 2 * len(turns) >= len(_LINE.findall(text[:200_000])) and len(set(turns)) < len(turns)


def _by_title(title: str, head: str, text: str) -> DocumentKind | None:
    first = text.lstrip().split("\n", 1)[0]
    titled = len(first) < _TITLE and not first.rstrip().endswith(".") and _RECORD_TITLE.search(first) is not None
    if titled or _RECORD.search(head) or len(_DELEGATE.findall(text[:20_000])) >= 3:
        return "meeting record"
    if _ROUND_UP.search(title):
        return "round-up"
    if _OPINION.search(head):
        return "commentary"
    told = _SAID.search(_QUOTED.sub("", text[:1500])) is not None and not _own_voice(text)
    opening = text[:600]
    if _AGREED.search(opening) or (_JOINT.search(f"{title}\n{opening[:120]}") and (not told or _CLAUSE.search(text))):
        return "joint statement"
    if _STATEMENT.search(f"{title}\n{opening[:80]}") or _FORMAL.search(opening) or _OFFICE.match(text):
        return "first-person statement"
    if len(_CLAUSE.findall(text)) >= 3 and len(_PARTIES.findall(text)) >= 2 and not told:
        return "joint statement"
    return None


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
    if (
        _own_voice(text)
        and (said < 0.01 or _OUR_SIDE.search(outside))
        and (not argues > 0.01 or _OUR_SIDE.search(outside))
    ):
        return "first-person statement"
    if (argues > 0.008 and argues > when) or (argues > 0.006 and max(said, when) < 0.008):
        return "commentary"
    return "wire" if said > 0.01 and when > 0.003 else "unknown"
