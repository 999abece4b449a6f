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
_ONE_SOUND = {
    **dict.fromkeys(("tsch", "sch", "tch", "cz"), "ch"),
    **dict.fromkeys(("dzh", "dj", "zh"), "j"),
    **dict.fromkeys(("ck", "qu", "q", "kh"), "k"),
    **dict.fromkeys(("ou", "oo"), "u"),
    **dict.fromkeys(("ee", "iy", "ii", "ij", "yi", "ey", "ei", "ie", "ay", "ai", "y"), "i"),
    **{"ph": "f", "dh": "d", "th": "t", "gh": "g", "x": "ks", "w": "v"},
}
_SOUNDS = re.compile("|".join(sorted(_ONE_SOUND, key=len, reverse=True)))
_TWICE = re.compile(r"(.)\1+")
_GIVEN = (
    (re.compile(r"m[uo]h?am+[aei]d"), "mohamed"),
    (re.compile(r"h[ou]s+[aei]+n"), "husin"),
    (re.compile(r"abd[aeu]l+a"), "abdula"),
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
    if key.startswith("ye") and len(key) > 3:
        key = key[1:]
    if key.endswith("ah"):
        key = key[:-1]
    elif key.endswith("off"):
        key = key[:-2] + "v"
    key = _TWICE.sub(r"\1", _SOUNDS.sub(lambda found: _ONE_SOUND[found.group()], key))
    if key[-2:] in {"er", "el", "en"} and len(key) > 3 and key[-3] not in "aeiou":
        key = key[:-2] + key[-1]
    if key[:1] in "mha" and len(key) > 4:
        for pattern, sound in _GIVEN:
            if pattern.fullmatch(key):
                return sound
    return key


def name_words(name: str) -> tuple[str, ...]:
    """Give the folded words of a personal name."""
    return tuple(fold(plain(part)) for part in name.replace("-", " ").replace(",", " ").split())


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
