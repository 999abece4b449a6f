"""Figures: each number with its noun, its value and its unit.

Left out are ordinals, dates and years, item and page numbers, numbers in names ("Resolution 2231",
"the 2+2 talks"), and counts that only point at parties already named ("the two sides").
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from verbale.language.date_patterns import NUMBERS
from verbale.months import MONTHS
from verbale.statements.lexicon import words
from verbale.statements.spans import Run, trim
from verbale.statements.tree import Tree, child, kids, sentence_at, subtree

_SCALE = {
    "hundred": 1e2,
    "thousand": 1e3,
    "million": 1e6,
    "billion": 1e9,
    "trillion": 1e12,
    "bn": 1e9,
    "m": 1e6,
    "mn": 1e6,
    "dozen": 12,
    "score": 20,
    "lakh": 1e5,
    "crore": 1e7,
}
_TENS = {
    word: 10 * n for n, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2)
}
_WORDS = {k: v for k, v in NUMBERS.items() if k not in ("a", "an", "hundred")} | _TENS
_DIGITS = re.compile(r"^[$€£¥]?\d{1,3}(?:[,\u00a0\u202f ]\d{3})+(?:\.\d+)?$|^[$€£¥]?\d+(?:\.\d+)?(?:bn|m|k|mn)?$")
_MONEY = re.compile(r"^(?:US|C|A|NZ|HK)?[$€£¥]$")
_UNIT_NUMBER = frozenset(
    "resolution article item paragraph section chapter page no. number flight route channel part "
    "clause annex rule room grade class phase version psalm verse stage level point".split()
)
_PARTIES = frozenset(
    "side country government leader nation party state delegation team capital neighbour neighbor "
    "president minister foe rival power ally man people army ministry republic emir king premier "
    "matter issue statement sentence position decision route demand step word subject dispute part question point "
    "account version story reading".split()
)
_DESIGNATION = re.compile(r"\b[A-Z]{1,5}-$")
_DESIGNATED = 7  # characters in which a designation's letters stand
_TIMES = frozenset("a.m. p.m. am pm o'clock gmt hours utc local".split())
_FORMER = frozenset("former latter other first second one".split())


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its noun: characters, value, unit, and the tokens of number and noun."""

    run: Run
    value: int | float
    unit: str
    head: int
    noun: int | None


def find_figures(tree: Tree, dates: tuple[Run, ...]) -> list[Figure]:
    """Find the figures of a text, in order; ``dates`` are the runs that are dates and no figures."""
    found: list[Figure] = []
    index = 0
    while index < len(tree.tokens):
        first, last, value = _number_at(tree, index)
        if value is None:
            index += 1
            continue
        if not _in_date(tree, first, last, dates) and not _is_label(tree, first, last, value):
            figure = _figure(tree, first, last, value)
            if figure is not None:
                found.append(figure)
        index = last + 1
    return found


def _number_at(tree: Tree, index: int) -> tuple[int, int, float | None]:
    """Give the first and last token of the number that begins at ``index``, and its value."""
    first, tokens = index, tree.tokens
    if _MONEY.match(tokens[index].text) and index + 1 < len(tokens) and tokens[index + 1].text[0].isdigit():
        index += 1
    value = _plain(tokens[index].text)
    if value is None:
        return first, index, None
    last = index
    while last + 1 < len(tokens):
        word = tokens[last + 1].text.lower()
        scale = _SCALE.get(word)
        if scale is not None and not (word == "m" and value > 999):
            value, last = round(value * scale, 4), last + 1
        elif (
            word == "-"
            and last + 2 < len(tokens)
            and _plain(tokens[last + 2].text) is not None
            and value in _TENS.values()
        ):
            value, last = value + (_plain(tokens[last + 2].text) or 0), last + 2
        else:
            break
    return first, last, value


def _plain(text: str) -> float | None:
    word = text.lower()
    if word in _WORDS:
        return float(_WORDS[word])
    if "-" in word:
        tens, _, ones = word.partition("-")
        return float(_TENS[tens] + _WORDS[ones]) if tens in _TENS and ones in _WORDS else None
    if not _DIGITS.match(text):
        return None
    digits = re.sub(r"[^\d.]", "", text)
    scale = {"bn": 1e9, "m": 1e6, "mn": 1e6, "k": 1e3}.get(re.sub(r"[\d.,$€£¥]", "", word), 1)
    return round(float(digits) * scale, 4) if digits.strip(".") else None


def _in_date(tree: Tree, first: int, last: int, dates: tuple[Run, ...]) -> bool:
    start, end = tree.tokens[first].start, tree.tokens[last].end
    return any(a < end and start < b for a, b in dates)


def _is_label(tree: Tree, first: int, last: int, value: float) -> bool:
    """Tell whether the number names something rather than counts it."""
    tokens = tree.tokens
    before = tokens[first - 1] if first else None
    after = tokens[last + 1] if last + 1 < len(tokens) else None
    sentence = sentence_at(tree, first)
    if _DESIGNATION.search(tree.parse.text, max(0, tokens[first].start - _DESIGNATED), tokens[first].start):
        return True  # "F-16", "KN-23"
    if before is not None and (before.lemma.lower() in _UNIT_NUMBER or before.text.lower() in MONTHS):
        return True
    if (
        before is not None
        and before.upos == "PROPN"
        and before.end == tokens[first].start - 1
        and after is not None
        and not after.text[0].isalpha()
    ):
        return value > 12 or before.text.isupper()
    if first == sentence.first and after is not None and after.text in (".", ")", ":"):
        return True
    if before is not None and before.text in ("(", "-", "/", "#") and (after is None or after.text in (")", "-", "/")):
        return True
    if after is not None and (after.text.lower() in _TIMES or after.text.lower() in ("/", "th", "st", "nd", "rd")):
        return True
    if before is not None and before.text.lower() in ("and", "or", "to", "-") and _after_unit(tree, first - 1):
        return True  # "Articles 3 and 4"
    if _is_hour(tree, first, last) or (1900 <= value < 2100 and tokens[first].text.isdigit() and _bare(tree, last)):
        return True
    return "-" in tokens[first].text and not tokens[first].text[0].isdigit() and _plain(tokens[first].text) is None


def _after_unit(tree: Tree, index: int) -> bool:
    """Tell whether a numbered item stands before a conjunction."""
    return index > 1 and tree.tokens[index - 2].lemma.lower() in _UNIT_NUMBER


def _is_hour(tree: Tree, first: int, last: int) -> bool:
    """Tell whether a number is a time of the day (*at six this morning*, *by nine on Monday*)."""
    before = tree.tokens[first - 1].text.lower() if first else ""
    after = [token.text.lower() for token in tree.tokens[last + 1 : last + 3]]
    day = after[:1] and (
        after[0] in ("yesterday", "today", "tonight") or after in (["this", "morning"], ["this", "evening"])
    )
    return before in ("at", "by", "before", "after", "until", "since") and bool(day)


def _bare(tree: Tree, last: int) -> bool:
    """Tell whether no word that could be counted follows a number."""
    after = tree.tokens[last + 1] if last + 1 < len(tree.tokens) else None
    return after is None or after.upos in ("PUNCT", "CCONJ", "ADP", "SCONJ")


def _figure(tree: Tree, first: int, last: int, value: float) -> Figure | None:
    tokens, head = tree.tokens, last
    noun = _noun_of(tree, first, last)
    if value in (1, 2, 3, 4) and not _counts(tree, first, noun):
        return None
    if (noun is not None and tree.tokens[noun].lemma.lower() in words("vague_count")) or _stands_alone(
        tree, first, last
    ):
        return None
    if (
        first == last
        and tokens[first].text.lower() in ("one", "zero")
        and noun is None
        and not _counts_votes(tree, first)
    ):
        return None
    start = _approximately(tree, first)
    end = tokens[last].end
    unit = ""
    if noun is not None and noun > last:
        end = _end_of_noun(tree, noun, last)
        unit = tree.parse.text[tokens[last].end : end].strip(" -\u00a0")
    elif tokens[first].text[0] in "$€£¥" or _MONEY.match(tokens[first].text):
        unit = "money"
    run = trim(tree.parse.text, start, end)
    if run is None:
        return None
    return Figure(run, int(value) if value == int(value) else value, unit, head, noun)


def _stands_alone(tree: Tree, first: int, last: int) -> bool:
    """Tell whether the number is a line of its own or follows a dot in a header (an item number, a page)."""
    sentence = sentence_at(tree, first)
    before = tree.tokens[first - 1].text if first else ""
    return sentence.last - sentence.first <= last - first + 2 or before in ("·", "|", "#", "No", "No.")


def _noun_of(tree: Tree, first: int, last: int) -> int | None:
    """Find the noun that the number counts: its governor as a numeral, or the *of* phrase after it."""
    tokens = tree.tokens
    for one in range(last, first - 1, -1):
        token = tokens[one]
        if token.deprel in ("nummod", "nmod", "det", "compound", "amod", "nummod:gov") and token.head > last:
            governor = tokens[token.head]
            if governor.upos in ("NOUN", "PROPN", "ADJ", "SYM", "NUM") and governor.index - last <= 6:
                return governor.index
    for one in kids(tree, last, "nmod"):
        case = child(tree, one, "case")
        if case is not None and tokens[case].text.lower() == "of" and case == last + 1:
            return one
    after = tokens[last + 1] if last + 1 < len(tokens) else None
    if after is not None and after.upos in ("NOUN", "SYM") and after.text not in ("/", "-"):
        return after.index
    return None


def _counts(tree: Tree, first: int, noun: int | None) -> bool:
    """Tell whether a small number counts something: not *the two sides*, *one of them*, *the one hand*."""
    before = tree.tokens[first - 1].text.lower() if first else ""
    if noun is None:
        return _counts_votes(tree, first)
    lemma = tree.tokens[noun].lemma.lower()
    if before in ("the", "these", "those", "both", "all", "its", "their", "our", "no") and lemma in _PARTIES:
        return False
    return tree.tokens[first].text.lower() != "one" and lemma not in _FORMER and tree.tokens[noun].upos != "PRON"


def _counts_votes(tree: Tree, first: int) -> bool:
    sentence = sentence_at(tree, first)
    lemmas = {tree.tokens[one].lemma.lower() for one in range(sentence.first, sentence.last)}
    return bool(lemmas & {"vote", "abstain", "abstention", "favour", "favor"}) and sentence.last - first > 1


def _approximately(tree: Tree, first: int) -> int:
    """Give the start of the figure with the words that bound it (*about*, *more than*, *at least*)."""
    tokens, start = tree.tokens, first
    for phrase in (
        ("more", "than"),
        ("fewer", "than"),
        ("less", "than"),
        ("at", "least"),
        ("at", "most"),
        ("up", "to"),
        ("no", "more", "than"),
        ("about",),
        ("around",),
        ("nearly",),
        ("almost",),
        ("some",),
        ("roughly",),
        ("over",),
        ("approximately",),
        ("only",),
        ("an", "estimated"),
    ):
        n = len(phrase)
        if first >= n and all(tokens[first - n + k].text.lower() == word for k, word in enumerate(phrase)):
            start = min(start, first - n)
    return tokens[start].start


def _end_of_noun(tree: Tree, noun: int, last: int) -> int:
    """Give the end of the counted noun phrase: the noun, and an *of* or *in* phrase that names what is counted."""
    tokens = tree.tokens
    end = noun
    if tokens[noun].lemma.lower() in ("percent", "%") or tokens[noun].text.lower() in ("per", "cent", "%"):
        return (
            tokens[noun + 1].end if tokens[noun].text.lower() == "per" and noun + 1 < len(tokens) else tokens[noun].end
        )
    for one in kids(tree, noun, "nmod"):
        case = child(tree, one, "case")
        if (
            case is not None
            and case == noun + 1
            and tokens[case].text.lower() == "of"
            and tokens[noun].lemma.lower() in words("measure_noun")
        ):
            end = max(end, subtree(tree, one)[-1])
    if noun > last and tokens[noun].deprel == "nmod" and child(tree, noun, "case") is not None:
        end = max(one for one in subtree(tree, noun) if one - noun <= 4)
    return tokens[end].end
