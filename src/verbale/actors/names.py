"""Words of names: how they are cut, and which spellings count as one.

Every table of the room is looked up by *keys*: words in lower case without diacritics, points,
apostrophes and possessive ``'s``; an acronym of a table keeps its capitals, so that "US" is not "us"
and "WHO" is not "who". Personal names are looked up by *folded* keys, in which common ways to write
one sound in Latin letters fall together (Mohammed, Muhammad; Sergey, Sergei; Odessa, Odesa).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+(?:['’‘`.&+][^\W_]+)*\+?\d?\.?", re.UNICODE)
_POSSESSIVE = re.compile(r"['’‘`]s$", re.IGNORECASE)
_MARKS = str.maketrans("", "", ".'’‘`")
_PLAIN = str.maketrans(
    {"ı": "i", "ł": "l", "đ": "d", "ð": "d", "ø": "o", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ə": "a"}
)
_SOUNDS = (
    (re.compile(r"ck|qu|q|kh(?!$)"), "k"),
    (re.compile(r"ph"), "f"),
    (re.compile(r"sch|tsch|tch|cz"), "ch"),
    (re.compile(r"dzh|dj|zh"), "j"),
    (re.compile(r"dh"), "d"),
    (re.compile(r"th"), "t"),
    (re.compile(r"gh"), "g"),
    (re.compile(r"x"), "ks"),
    (re.compile(r"ou|oo|w(?=[^aeiouy]|$)"), "u"),
    (re.compile(r"w"), "v"),
    (re.compile(r"^ye(?=.)"), "e"),
    (re.compile(r"ee|iy|ii|ij|yi|ey|ei|ie|ay|ai|y"), "i"),
    (re.compile(r"^m[uo]h?am+[ae]d$"), "mohamed"),
    (re.compile(r"^h[ouiy]s+[aei]+n$"), "husin"),
    (re.compile(r"^abd[aeu]l+ah$"), "abdula"),
    (re.compile(r"ah$"), "a"),
    (re.compile(r"off$"), "ov"),
    (re.compile(r"(.)\1+"), r"\1"),
    (re.compile(r"(?<=[^aeiou])e(?=[rln]$)"), ""),
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: characters ``start`` to ``end``, its key, and how it is written there.

    ``upper`` is the key in capitals where the word stands in capitals ("U.S." gives "US"), otherwise
    the key itself; ``capital`` tells whether it begins with one; ``owner`` marks a possessive.
    """

    start: int
    end: int
    key: str
    upper: str
    capital: bool
    owner: bool


@lru_cache(maxsize=65536)
def plain(text: str) -> str:
    """Give ``text`` in lower case without diacritics, points and apostrophes."""
    if not text.isascii():
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return text.lower().translate(_PLAIN).translate(_MARKS)


@lru_cache(maxsize=65536)
def fold(key: str) -> str:
    """Give the sound key of a plain word: spellings of one name in Latin letters fall together."""
    for pattern, sound in _SOUNDS:
        key = pattern.sub(sound, key)
    return key


@lru_cache(maxsize=65536)
def _forms(raw: str) -> tuple[str, str, bool]:
    owned = raw[-2:] in {"'s", "’s", "‘s", "`s", "'S", "’S"}
    body = _POSSESSIVE.sub("", raw) if owned else raw
    key = plain(body)
    bare = body.translate(_MARKS)
    return key, (bare if len(bare) > 1 and bare.isupper() else key), owned


def words(text: str) -> list[Word]:
    """Cut ``text`` into words; hyphens, blanks and other marks separate."""
    found = []
    for match in _WORD.finditer(text):
        raw = match.group()
        end = match.end()
        if raw[-1] == "." and raw.count(".") == 1:
            raw = raw[:-1]
            end -= 1
        key, upper, owned = _forms(raw)
        if owned:
            end -= 2
        if key:
            found.append(Word(match.start(), end, key, upper, raw[0].isupper(), owned))
    return found


def name_key(name: str) -> tuple[str, ...]:
    """Give the key of a table's name: its words, acronyms in capitals."""
    return tuple(word.upper if len(word.upper) <= 8 else word.key for word in words(name))


def singulars(key: str) -> tuple[str, ...]:
    """Give the forms that the plural ``key`` may be the plural of, itself first."""
    if len(key) < 4 or not key.endswith("s") or key.endswith("ss"):
        return (key,)
    forms = [key, key[:-1]]
    if key.endswith("ies"):
        forms.append(key[:-3] + "y")
    if key.endswith("es"):
        forms.append(key[:-2])
    if key.endswith("ves"):
        forms.append(key[:-3] + "f")
    return tuple(forms)
