"""Paragraphs and words of a text, as Universal Dependencies English cuts them.

Paragraphs are lines, or blocks of hard-wrapped lines. Words are cut by one regular expression, read
from the left, its alternatives in order of need: what must stay whole (addresses, numbers,
abbreviations) before what is cut (contractions, hyphens). The conventions are those of the EWT and GUM
treebanks: ``don't`` is *do* + *n't*, ``long-term`` is three words, ``U.S.`` and ``e-mail`` are one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

_APOSTROPHE: Final = r"['’‘ʼ′`]"
_TITLES: Final = (
    "Mr|Mrs|Ms|Dr|Prof|Hon|Rev|Fr|Sr|Jr|St|Ste|Mt|Ft|Gen|Lt|Col|Maj|Capt|Cmdr|Adm|Sgt|Cpl|Pvt|Brig|Gov|Sen|Rep"
    "|Amb|Pres|Messrs|Mme|Mlle|Supt|Det|Insp"
)
_MONTHS: Final = "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|Mon|Tue|Tues|Wed|Thu|Thur|Thurs|Fri|Sat|Sun"
_OTHERS: Final = (
    "Inc|Ltd|Co|Corp|Bros|LLC|Assn|Dept|Univ|Ave|Blvd|Rd|Jct|No|Nos|Art|Vol|Ch|Sec|Fig|Figs|Eq|Ed|Eds|pp|vs|etc|al"
    "|approx|est|cf|ca|viz|Ph\\.D|Ala|Ariz|Ark|Calif|Colo|Conn|Fla|Ill|Ind|Kan|Ky|Mich|Minn|Miss|Mo|Mont|Neb|Nev|Okla"
    "|Pa|Tenn|Tex|Va|Vt|Wash|Wis|Wyo"
)
# Abbreviations that may also end a sentence as ordinary words keep their full stop only before more text.
_BEFORE_TEXT: Final = {
    "no", "nos", "art", "mar", "sun", "sat", "mon", "wed", "fri", "sec", "fig", "ed", "miss", "ill", "ind", "est",
    "pa", "mo", "wash", "mt", "ch", "jan", "apr", "ave", "rd", "rep", "mont", "tex", "col", "ca", "gen", "hon",
    "det", "co", "eq", "jct", "supt", "amb", "conn",
}  # fmt: skip
_PREFIXES: Final = (
    "non|e|re|co|cross|anti|pre|mid|pro|post|semi|sub|pan|multi|ex|counter|mini|micro|neo|inter|intra|ultra|un|vice|socio"
    "|psycho|trans|super|quasi|pseudo|bi|tri"
)
_LETTER: Final = r"[^\W\d_]"

_TOKEN: Final = re.compile(
    rf"""
    (?P<address>(?:https?://|ftp://|www\.)[^\s<>"“”]*[^\s<>"“”.,;:!?'’)\]}}]
        |[\w.+-]{{1,64}}@[\w-]{{1,63}}(?:\.[\w-]{{1,63}}){{1,8}}
        |(?<![\w@])[\w-]{{1,63}}(?:\.[\w-]{{1,63}}){{0,5}}\.(?:com|org|net|gov|edu|int|info)(?:/[\w./%?=&~#-]*[\w/])?(?!\w)
        |(?<!\w)[@#]\w+)
  | (?P<number>(?<![\w.])\.\d+(?!\w)
        |\d{{3}}-\d{{3}}-\d{{4}}|\d{{3}}-\d{{4}}(?!\w)
        |\d+(?:[.,:/]\d+)+(?:(?:st|nd|rd|th|s|m|bn|k|K|M|B)(?!\w))?
        |\d+(?:st|nd|rd|th|s|bn|k|K|M|B)(?!\w)
        |\d+)
  | (?P<initials>(?:{_LETTER}\.){{2,}}(?:{_LETTER}(?![\w]))?(?!\w))
  | (?P<abbreviation>(?<![\w.])(?:{_TITLES}|{_MONTHS}|{_OTHERS})\.(?!\w))
  | (?P<initial>(?<![\w.'’])[A-Z]\.(?=\s*[A-Z][\w.'’]))
  | (?P<split>(?i:(?<!\w)(?:can(?=not(?!\w))|gon(?=na(?!\w))|wan(?=na(?!\w))|got(?=ta(?!\w))|gim(?=me(?!\w))
        |lem(?=me(?!\w)))|(?<=(?<!\w)can)not(?!\w)|(?<=(?<!\w)(?:gon|wan))na(?!\w)|(?<=(?<!\w)got)ta(?!\w)
        |(?<=(?<!\w)(?:gim|lem))me(?!\w)))
  | (?P<negation>(?i:(?<={_LETTER})n{_APOSTROPHE}t(?!\w)))
  | (?P<clitic>(?i:(?<=[\w.\])”"]){_APOSTROPHE}(?:s|re|ve|ll|m|d)(?!\w)))
  | (?P<firm>(?<![\w-])(?i:(?:{_PREFIXES})-(?={_LETTER}))
        {_LETTER}+(?:-(?:e|al|i|ul)-{_LETTER}+)?)
  | (?P<joined>[A-Z]+(?:&[A-Z]+)+(?!\w))
  | (?P<word>(?:(?i:{_LETTER}+?(?=n{_APOSTROPHE}t(?!\w))))
        |(?:(?:{_LETTER}|[\u0300-\u036f])+(?:\d+(?:{_LETTER}|\d)*)?
            (?:(?!{_APOSTROPHE}(?i:s|re|ve|ll|m|d|t)(?!\w)){_APOSTROPHE}{_LETTER}+
            (?<!{_APOSTROPHE}))*))
  | (?P<dots>\.{{2,}}|…+|(?:\.\s){{2,}}\.)
  | (?P<marks>[!?]+(?=[!?]|\b|\W|$)|--+|~+|={{2,}}|\*{{2,}}|_{{2,}}|\#{{2,}}|''|``|,,)
  | (?P<other>\S)
    """,
    re.VERBOSE,
)
_LINE: Final = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_WRAP_LEAST: Final = 45
_BULLET: Final = re.compile(r"\s*(?:[-–—*•·◦‣▪]|\(?\d{1,3}[.)]|\(?[a-zA-Z][.)])\s")
# A word longer than this is cut; nothing in a language is, but a binary dump may be.
MOST_LETTERS: Final = 100


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the text: characters ``start`` to ``end``, and the paragraph it stands in."""

    start: int
    end: int
    text: str
    paragraph: int


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Give the paragraphs of ``text`` as (start, end), white space trimmed, in order.

    A line is a paragraph, except where lines are hard-wrapped: a long line that a line going on in the
    middle of a sentence follows. Headlines, datelines and list items so stand by themselves.
    """
    out: list[tuple[int, int]] = []
    last_end = -1
    for line in _LINE.finditer(text):
        raw = line.group()
        body = raw.strip()
        if not body:
            continue
        start = line.start() + len(raw) - len(raw.lstrip())
        end = start + len(body)
        if out and _goes_on(text, out[-1], last_end, start, end):
            out[-1] = (out[-1][0], end)
        else:
            out.append((start, end))
        last_end = end
    return out


def _goes_on(text: str, before: tuple[int, int], last_end: int, start: int, end: int) -> bool:
    """Whether the line ``start`` to ``end`` continues the paragraph ``before``, hard-wrapped."""
    gap = text[last_end:start]
    if gap.replace("\r\n", "\n").count("\n") != 1 or _BULLET.match(text, start, end):
        return False
    line_start = max(text.rfind("\n", before[0], last_end) + 1, before[0])
    if last_end - line_start < _WRAP_LEAST:
        return False
    first = text[start]
    return text[last_end - 1] not in '.!?:;”"’' and (first.islower() or first.isdigit() or last_end - line_start < 90)


def words(text: str, start: int = 0, end: int | None = None, paragraph: int = 0) -> list[Word]:
    """Cut the characters ``start`` to ``end`` of ``text`` into words."""
    end = len(text) if end is None else end
    out: list[Word] = []
    at = start
    while at < end:
        found = _TOKEN.search(text, at, end)
        if found is None:
            break
        stop = _stop(text, found, end)
        begin = found.start()
        while stop - begin > MOST_LETTERS:
            out.append(Word(begin, begin + MOST_LETTERS, text[begin : begin + MOST_LETTERS], paragraph))
            begin += MOST_LETTERS
        out.append(Word(begin, stop, text[begin:stop], paragraph))
        at = stop
    return out


def _stop(text: str, found: re.Match[str], end: int) -> int:
    """Where the match ends, its full stop left off where it ends the sentence rather than the word."""
    stop = found.end()
    if found.lastgroup != "abbreviation":
        return stop
    bare = found.group()[:-1].lower()
    if bare not in _BEFORE_TEXT:
        return stop
    rest = text[stop:end].lstrip()
    if bare in {"no", "nos", "art", "fig", "sec", "ch", "ed", "eq"}:
        return stop if rest[:1].isdigit() else stop - 1
    return stop if rest and found.group()[0].isupper() else stop - 1
