"""Countries that only the text knows: invented or too new for any table.

A capitalised name is taken for a country when the text treats it as one: it owns a government, a
minister or an army, it stands after *Republic of*, or it is the adjective of somebody's office. Name
and adjective (*Kestria*, *Kestrian*) are joined by their common stem.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field

_WORD = r"(?:(?:San|Santa|St\.?|New|North|South|East|West|Al|El|La|Port|Upper|Lower)[ -])?[A-ZÀ-Þ][\w’'\-À-ÿ]+"
_SEVERAL = rf"{_WORD}(?:[ ](?:States|Isles|Islands|Emirates|Provinces|Republics|Principalities|Territories))?"
_STYLE = (
    r"(?:Republic|Kingdom|Federation|Union|Emirate|Sultanate|Empire|Commonwealth|Principality|Confederation|Duchy"
    r"|Democratic[ ]Republic|People[’']s[ ]Republic|Islamic[ ]Republic|Grand[ ]Duchy|State|Dominion)"
)
_OFFICE = (
    r"(?:(?:[Pp]rime|[Ff]oreign|[Dd]efen[cs]e|[Ff]inance|[Ii]nterior|[Tt]rade|[Ee]nergy|[Dd]eputy|[Vv]ice|[Aa]cting|[Cc]hief|"
    r"[Ss]enior|[Tt]op|[Ff]ormer|[Nn]ational|[Ss]tate|[Pp]residential|[Gg]overnment|[Mm]ilitary)[ \u00a0-])*"
    r"(?:[Gg]overnment|[Pp]resident|[Pp]remier|[Mm]inist(?:er|ry)|[Cc]abinet|[Pp]arliament|[Aa]mbassador|[Ee]nvoy|[Ff]oreign"
    r"[ ]secretary|[Cc]hancellor|[Aa]rmy|[Nn]avy|[Tt]roops|[Ff]orces|[Dd]elegation|[Nn]egotiators?|[Oo]fficials?|"
    r"[Hh]igh [Cc]ommissioner|"
    r"[Ss]pokes(?:man|woman|person)|[Dd]iplomats?|[Ee]mbassy|[Aa]uthorit(?:y|ies)|[Tt]erritory|[Aa]irspace|[Bb]order|"
    r"[Ll]eader(?:ship)?|[Kk]ing|[Qq]ueen|[Ee]mir|[Cc]apital|[Ss]ide|[Cc]onsul|[Cc]oast[ ]guard|[Pp]eople|[Cc]itizens|"
    r"[Ww]aters|[Ss]overeignty|[Dd]elegate|[Rr]epresentative|[Cc]ounterpart|[Mm]ission|[Ss]enate|[Ii]ntelligence)\b"
)
_OWNS = re.compile(rf"\b(?P<name>{_WORD})[’']s?[ \u00a0]+{_OFFICE}")
_OF = re.compile(
    rf"\b(?:{_STYLE}|[Gg]overnments?|[Pp]resident|[Pp]rime [Mm]inister|[Kk]ing|[Qq]ueen|[Mm]inistry|"
    rf"[Rr]epresentatives?|"
    rf"[Dd]elegates?|[Dd]elegations?|[Mm]inisters|[Pp]residents|[Ll]eaders|[Aa]mbassadors?|[Pp]eople|[Aa]ffairs|"
    rf"[Mm]inister|[Aa]rmed [Ff]orces|[Pp]remier|[Cc]hancellor|[Ee]mir|[Ss]ultan|[Pp]arliament|[Ee]mbassy|[Oo]fficials|"
    rf"[Dd]iplomats|[Ee]nvoys?|[Cc]itizens)[ \u00a0]+of[ \u00a0]+(?:the[ \u00a0]+)?(?P<name>{_SEVERAL})"
)
_BETWEEN = re.compile(
    rf"\b(?:[Bb]etween|(?:[Mm]inisters|[Pp]residents|[Gg]overnments|[Dd]elegations|[Ll]eaders)[ \u00a0]+of)[ \u00a0]+"
    rf"(?:the[ \u00a0]+)?(?P<one>{_WORD})[ \u00a0]+and[ \u00a0]+(?:the[ \u00a0]+)?(?P<name>{_WORD})"
)
# An adjective before an office and its holder (*Kestrian premier Ana Orl*), or the country behind the holder's name.
_TITLED = re.compile(
    rf"(?<![.!?“\"] )\b(?P<name>[A-ZÀ-Þ][\w’'\-À-ÿ]{{3,}})[ \u00a0]+{_OFFICE}[ \u00a0]+[A-ZÀ-Þ][\w’'\-À-ÿ]+"
    rf"|{_OFFICE}[ \u00a0]+(?:[A-ZÀ-Þ][\w’'\-À-ÿ]+[ \u00a0]+){{1,3}}of[ \u00a0]+(?P<of>{_WORD})"
)
_STYLED = re.compile(rf"\b(?P<name>{_WORD})[ \u00a0](?P<style>{_STYLE})\b")
_ADJECTIVE = re.compile(rf"\b(?P<name>[A-ZÀ-Þ][\w’'\-À-ÿ]{{3,}})[ \u00a0]+{_OFFICE}")
# *an Aurelian diplomat*: the adjective of one office is enough where it looks like one.
_ARTICLE = re.compile(
    rf"\b(?:[Aa]n?|[Tt]he|[Tt]wo|[Tt]hree|[Oo]ne|[Ss]enior|[Tt]op)[ \u00a0]+"
    rf"(?P<name>[A-ZÀ-Þ][a-zà-ÿ]{{2,}}(?:ian|ean|an|ese|ish|ari))[ \u00a0]+{_OFFICE}"
)
_ITS = re.compile(rf"(?:^|[.!?”\"]\s+)(?P<name>{_WORD})[ \u00a0][^.!?\n]{{3,150}}[.!?]\s+Its[ \u00a0]+{_OFFICE}", re.M)
_CAPITAL = re.compile(
    rf"\b(?:(?P<city>{_WORD}),[ \u00a0]+(?:the[ \u00a0]+)?(?:(?P<adj>[A-Z]\w+)[ \u00a0]+)?capital(?:[ "
    rf"\u00a0]+of[ \u00a0]+(?P<of>{_WORD}))?"
    rf"|the[ \u00a0]+(?:(?P<adj2>[A-Z]\w+)[ \u00a0]+)capital,?[ \u00a0]+(?P<city2>{_WORD})"
    rf"|(?P<own>{_WORD})[’']s[ \u00a0]+capital,?[ \u00a0]+(?P<city3>{_WORD}))"
)
_ENDINGS = (
    "ians ian ans an ese ish ics ic is i ites ite ers er enos eno ene ois ais ard eans ean n s a ia land "
    "stan istan o e y ns"
).split()
_NEVER = frozenset(
    "the a an this that his her its our their my your in on at by for if as but and or nor yet so he she it we they "
    "foreign prime deputy defence defense finance interior vice chief senior first second president "
    "minister ministry "
    "secretary ambassador king queen prince general colonel chairman chancellor premier senator mr mrs ms "
    "dr sir lord "
    "north south east west northern southern eastern western united joint new old former national state "
    "federal security "
    "central supreme high special permanent press acting top military royal public white blue both two three no any "
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december statement remarks minister government republic kingdom council assembly "
    "european african arab asian american western islamic christian communist socialist democratic liberal labour "
    "conservative presidential parliamentary congressional economic nuclear trade energy home justice environment "
    "embassy legation department commission committee parliament senate league union company bank court "
    "church army navy "
    "sultanate emirate federation commonwealth principality confederation dominion "
    "delegation mission office cabinet congress house chamber secretariat agency organisation organization "
    "forum summit "
    "transport water external internal health agriculture culture education tourism fisheries industry "
    "planning affairs "
    "canal river lake sea gulf strait bay island islands mountain valley coast port airport railway "
    "christian catholic caribbean mediterranean indian persian guardian parish victorian civilian italian "
    "republican lutheran roman german human urban orthodox anglican median veteran muslim presbyterian utopian "
    "dear chair members excellency madam honourable delegates colleagues friends comrades brothers sisters "
    "inspectors".split()
)
_DEMONYM = re.compile(
    r"(?<![.!?“\"] )(?<!^)\b(?P<name>[A-ZÀ-Þ][a-zà-ÿ]{2,}(?:ian|ean|ese|ish))(?=[ \u00a0][a-z])", re.MULTILINE
)


@dataclass(slots=True)
class Homeland:
    """A country known from the text: its name, its other words, its cities."""

    name: str
    words: set[str] = field(default_factory=set)
    cities: set[str] = field(default_factory=set)
    strong: bool = False
    style: str | None = None


def find_homelands(
    text: str, known: Collection[str], people: Collection[str], acting: Collection[str] = ()
) -> list[Homeland]:
    """Find the countries that only the text knows, in the order they come up.

    Parameters
    ----------
    known
        Lower-case words that a table of actors already reads; they are left out.
    people
        Lower-case words of names of persons of the text; they are left out unless a country's style is
        beside them.
    acting
        Place names that act in the text as only countries do.
    """
    found = _noted(text, known, people, acting)
    for match in _CAPITAL.finditer(text):
        city = match["city"] or match["city2"] or match["city3"]
        land = match["of"] or match["own"] or match["adj"] or match["adj2"]
        home = _home_of(found, land) if land else None
        if home is not None and city.lower() not in known:
            home.cities.add(city)
    for home in found:
        best = _best_name(home, text)
        home.name = home.style if home.style and (len(home.words) == 1 or best in home.style) else best
    return [
        home
        for home in found
        if (home.strong or len(home.words) > 1 or _times(text, home) > 1) and not _is_vessel(text, home)
    ]


_VESSEL = (
    r"\b(?:[Aa]board|ship|vessel|trawler|tanker|freighter|ferry|boat|cutter|frigate|tug|schooner|liner|yacht|"
    r"destroyer|submarine|corvette|lightship|dredger|steamer|MV|SS|HMS)[ \u00a0]"
)


def _is_vessel(text: str, home: Homeland) -> bool:
    """Tell whether a name is a ship's: once with the word for one, else with an article (*the tug Corrin*)."""
    if home.style or len(home.words) > 1 or home.cities:
        return False
    word = re.escape(home.name)
    called = len(re.findall(rf"{_VESSEL}{word}\b", text))
    return called > 0 and called + len(re.findall(rf"\b[Tt]he[ \u00a0]{word}\b", text)) == _times(text, home)


def _noted(text: str, known: Collection[str], people: Collection[str], acting: Collection[str]) -> list[Homeland]:
    """Note every word that some pattern takes for a country."""
    found: list[Homeland] = []
    for pattern, strong in ((_OF, True), (_STYLED, True), (_OWNS, True), (_ARTICLE, True), (_ADJECTIVE, False)):
        for match in pattern.finditer(text):
            home = _note(found, match["name"], strong, known, () if pattern in (_OF, _STYLED) else people)
            if home is not None and pattern is _STYLED:
                home.style = f"{match['name']} {match['style']}"
    for word in (match["of"] for match in _TITLED.finditer(text) if match["of"]):
        _note(found, word, True, known, ())  # "President Ana Dorn of Norland"
    for word, strong in _named_otherwise(text):
        _note(found, word, strong, known, people)
    for name in _pairs(text):
        _note(found, name, True, known, people)
    for name in _beside(found, text):
        _note(found, name, True, known, people)
    for name in acting:
        if not any(same_stem(name, other) for home in found for other in home.words | home.cities):
            _note(found, name, len(name.split()) <= 3, known, people)
    return found


def _beside(found: list[Homeland], text: str) -> list[str]:
    """Give the names that stand beside a country as its like (*of A and B*, *between B and A*)."""
    names = []
    for home in found:
        known = "|".join(sorted(map(re.escape, home.words)))
        pair = rf"\b(?:of|between|both)[ \u00a0](?:(?P<one>{_WORD}) and (?:{known})|(?:{known}) and (?P<two>{_WORD}))\b"
        names += [match["one"] or match["two"] for match in re.finditer(pair, text)]
    return names


def _named_otherwise(text: str) -> list[tuple[str, bool]]:
    """Give the words that other patterns take for countries, and whether one sighting is enough."""
    titled = [(match["name"], True) for match in _TITLED.finditer(text) if match["name"]]
    between = [(match[part], False) for match in _BETWEEN.finditer(text) for part in ("one", "name")]
    its = [(match["name"], True) for match in _ITS.finditer(text)]
    return [*titled, *between, *its, *((match["name"], False) for match in _DEMONYM.finditer(text))]


def _pairs(text: str) -> list[str]:
    """Find words that stand both as a country and as its adjective (*Aurelia*, *Aurelian*)."""
    times = Counter(re.findall(r"(?<![.!?“\"] )(?<!^)\b[A-ZÀ-Þ][\w’\-À-ÿ]{3,}", text, re.MULTILINE))
    listed = sorted(times)
    return [
        one
        for one in listed
        for other in listed
        if one != other
        and other.startswith(one[:-1])
        and other.removeprefix(one).lower() in ("n", "ans", "ns", "i", "is", "ese", "an", "ian")
    ]


def _note(
    found: list[Homeland], word: str, strong: bool, known: Collection[str], people: Collection[str]
) -> Homeland | None:
    word = re.sub(r"[’']s?$", "", word)
    parts = word.lower().split()
    if parts[0] in _NEVER or parts[-1] in (_NEVER | {"of"}) or " ".join(parts) in known or len(word) < 3:
        return None
    if " ".join(parts) in people:
        return None
    home = _home_of(found, word)
    if home is None:
        home = Homeland(word)
        found.append(home)
    home.words.add(word)
    home.strong = home.strong or strong
    return home


def _home_of(found: list[Homeland], word: str) -> Homeland | None:
    return next((home for home in found if any(same_stem(word, other) for other in home.words)), None)


def same_stem(one: str, other: str) -> bool:
    """Tell whether two words are a country's name and adjective: alike but for a usual ending."""
    a, b = one.lower(), other.lower()
    if a == b:
        return True
    if " " in a or " " in b:
        return a.split()[-1] == b.split()[-1] or (
            a.split()[0] == b.split()[0] and same_stem(a.split()[-1], b.split()[-1])
        )
    common = 0
    while common < min(len(a), len(b)) and a[common] == b[common]:
        common += 1
    if common < max(3, min(len(a), len(b)) - 3):
        return False
    return all(rest in _ENDINGS or rest == "" for rest in (a[common:], b[common:]))


def _best_name(home: Homeland, text: str) -> str:
    """Choose the noun among a country's words: the one that stands alone or after *of*, not before an office."""

    def nouniness(word: str) -> tuple[int, int]:
        alone = len(re.findall(rf"\b{re.escape(word)}(?:[’']s\b|[,.;]|[ \u00a0][a-z])", text))
        before_office = len(re.findall(rf"\b{re.escape(word)}[ \u00a0]+{_OFFICE}", text))
        return alone - 2 * before_office, -len(word)

    return max(sorted(home.words), key=nouniness)


def guessed_names(home: Homeland) -> set[str]:
    """Give the nouns that a country's adjectives point to (*Kestrian*: Kestria), for want of the noun itself."""
    found = set()
    for word in home.words:
        for ending, noun in (
            ("ians", "ia"),
            ("ian", "ia"),
            ("ese", ""),
            ("i", ""),
            ("ish", ""),
            ("an", "a"),
            ("ean", "ea"),
        ):
            if word.endswith(ending) and len(word) - len(ending) >= 3:
                found.add(word.removesuffix(ending) + noun)
    return found - home.words


def _times(text: str, home: Homeland) -> int:
    return sum(len(re.findall(rf"\b{re.escape(word)}\b", text)) for word in home.words)
