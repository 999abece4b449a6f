"""Whose act a clause tells of, and the words of the act without its subject."""

from __future__ import annotations

import re
from collections.abc import Mapping

from verbale.actors import load_actors
from verbale.draft.acts import NOMINAL, PAST
from verbale.draft.names import base_form, base_of_participle, verbs
from verbale.records import Reading

PASSIVE = re.compile(
    r"\b(?:is|are|was|were|be|been|being)\s+(?:(?:fully|first|also)\s+)?"
    r"(?P<verb>\w+(?:ed|en|wn|pt|ut|id|ld))\b"
)
_AUXILIARY = re.compile(r"^(?:has|have|had|do|does|did|will|would|should|must|can|could)\s+(?:not\s+)?", re.IGNORECASE)
_BROUGHT_TO = re.compile(
    r"^(?:is|are|was|were|be|been) (?:persuaded|ready|willing|prepared|able|forced|brought|led) to ", re.IGNORECASE
)
# A time between a name and the infinitive: "asked Japan on Monday to reopen".
_TIME = re.compile(r"^(?:last|this|next|on|in|earlier)\s[\w ]{2,24}?\s+(?=(?:not )?to\s+[a-z])", re.IGNORECASE)
_ADVERB = re.compile(r"^(?:(?:first|then|also|now|soon|fully|itself|\w+ly) )+(?=\w+ )", re.IGNORECASE)
_BOTH = re.compile(
    r"^(?:both|the two|the)(?: (?:countries|sides|governments|parties|nations|states|neighbours|leaders))\b\s*",
    re.IGNORECASE,
)
_COMMON = re.compile(r"(?:government|ministry|leadership|president|minister|country|nation|state)\b", re.IGNORECASE)
_PRONOUN = re.compile(r"^(?:it|he|she|they|we|i|his|her|our|its|their|my)\b", re.IGNORECASE)
_BEFORE_NOUN = frozenset(
    "the a an its their his her our this that these those of on in to for with by and or from at "
    "into under about against between".split()
)
# Verbs with the thing itself as subject, and what a party does so that it is so.
_GOES_ON = {
    "stay": "keep", "remain": "keep", "continue": "continue", "end": "end", "start": "start", "begin": "begin",
    "open": "open", "close": "close", "resume": "resume", "stop": "stop", "go": "continue",
}  # fmt: skip
_LONGEST_NAME = 6


def callings_of(reading: Reading) -> dict[str, str]:
    """Give the entity for each expression that names one in the text, by its plain form.

    Capitals and seats of government stand for the countries that the reading has.
    """
    found: dict[str, str] = {}
    for mention in reading.mentions:
        if mention.kind != "pronoun":
            found.setdefault(plain(mention.span.text), mention.entity)
    for entity in reading.entities:
        for name in (entity.name, entity.name.split(" (")[0], *entity.aliases):
            found.setdefault(plain(name), entity.id)
    states = {entity.id for entity in reading.entities if entity.type == "state"}
    for seen in load_actors().scan(reading.document.text):
        if seen.kind in ("country", "seat") and seen.code in states:
            found.setdefault(plain(seen.text), seen.code)
    return found


def owners_of(reading: Reading) -> dict[str, str]:
    """Give the expressions of :func:`callings_of` with the adjectives of countries: "the Kestrian offer"."""
    states = {entity.id for entity in reading.entities if entity.type == "state"}
    seen = load_actors().scan(reading.document.text)
    found = {plain(one.text): one.code for one in seen if one.kind == "adjective" and one.code in states}
    return found | callings_of(reading)


def plain(text: str) -> str:
    """Give an expression small, without "the" and a genitive ending."""
    words = " ".join(text.lower().replace("\u00a0", " ").split()).removeprefix("the ")
    return words.removesuffix("'s").removesuffix("’s")


def named_in(words: str, callings: Mapping[str, str]) -> tuple[str, ...]:
    """Give the entities that a phrase names, in order, longest expressions first."""
    tokens, at, found = words.split(), 0, []
    while at < len(tokens):
        for size in range(min(_LONGEST_NAME, len(tokens) - at), 0, -1):
            entity = callings.get(plain(" ".join(tokens[at : at + size]).strip(",.;")))
            if entity:
                found.append(entity)
                at += size - 1
                break
        at += 1
    return tuple(dict.fromkeys(found))


def is_both(words: str) -> bool:
    """Tell whether a clause opens with both sides as its doer: "both countries", "the two governments"."""
    return _BOTH.match(words) is not None


def is_pronoun(subject: str) -> bool:
    """Tell whether a clause's subject opens with a pronoun."""
    return _PRONOUN.match(subject.rsplit(",", maxsplit=1)[-1].strip()) is not None


def doers(subject: str, act: str, callings: Mapping[str, str]) -> tuple[tuple[str, ...], str]:
    """Give the entities that a clause's subject names (none: the speaker's side, or unknown) and the act.

    Parameters
    ----------
    subject, act
        As :class:`verbale.draft.clauses.Clause` has them; the subject may be empty.
    callings
        From :func:`callings_of`.
    """
    if not subject:
        return leading_all(act, callings)
    tokens = subject.split()
    for at in range(len(tokens)):
        named, rest = _names_joined(tokens[at:], callings)
        if len(named) > 1 and not rest:
            return named, act
    last = subject.rsplit(",", maxsplit=1)[-1].strip()
    if _PRONOUN.match(last):
        return (), act
    tokens = last.split()
    tails = (callings.get(plain(" ".join(tokens[at:]))) for at in range(len(tokens)))
    owner = next((one for one in tails if one), None) or next(
        (
            one
            for name, one in callings.items()
            if len(name) > 2 and not _COMMON.match(name) and re.match(rf"{re.escape(name)}['’]", plain(last))
        ),
        None,
    )
    return ((owner,), act) if owner else ((), _with_object(act, last))


def _names_joined(tokens: list[str], callings: Mapping[str, str]) -> tuple[tuple[str, ...], list[str]]:
    """Give the entities that words open with, joined by commas and "and", and the words after them."""
    found: list[str] = []
    rest = tokens
    while rest:
        joined = rest[1:] if found and rest[0].lower() in ("and", "both") else rest
        if found and joined is rest and not tokens[len(tokens) - len(rest) - 1].endswith(","):
            break
        size = next(
            (
                size
                for size in range(min(_LONGEST_NAME, len(joined)), 0, -1)
                if plain(" ".join(joined[:size]).rstrip(",")) in callings
            ),
            0,
        )
        owner = size and joined[size - 1].endswith(("'s", "’s", "s'", "s’"))
        if not size or (owner and (len(joined) == size or joined[size].lower() not in NOMINAL)):
            break
        found.append(callings[plain(" ".join(joined[:size]).rstrip(","))])
        rest = joined[size:]
    return tuple(dict.fromkeys(found)), rest


def leading(words: str, callings: Mapping[str, str]) -> tuple[str | None, str]:
    """Cut the name that a clause opens with, or an unknown subject, or undo a passive."""
    found, rest = leading_all(words, callings)
    return next(iter(found), None), rest


def leading_all(words: str, callings: Mapping[str, str]) -> tuple[tuple[str, ...], str]:
    """Cut the names that a clause opens with, as :func:`leading` does one."""
    words = _BOTH.sub("", words) or words
    tokens = words.split()
    found, rest = _names_joined(tokens, callings)
    if found:
        return found, _in_base_form(" ".join(rest))
    if not tokens or tokens[0].lower() in verbs():
        return (), words
    if _PRONOUN.match(tokens[0]) and len(tokens) > 1 and not tokens[0].lower().endswith(("s", "r")):
        return (), _in_base_form(" ".join(tokens[1:]))
    passive = PASSIVE.search(words)
    if passive:
        return (), f"{passive['verb']} {words[: passive.start()].strip()}"
    return (), _finite(tokens)


def _in_base_form(act: str) -> str:
    """Put the verbs of a clause whose subject has been cut into the base form: "withdrew X and dropped Y"."""
    act = _ADVERB.sub("", act)
    base = _base(act.partition(" ")[0])
    if base is None or " " not in act:
        return act

    def later(found: re.Match[str]) -> str:
        other = _base(found["verb"])
        return f"{found['and']}{other} " if other else found[0]

    rest = re.sub(r"(?P<and>\band (?:then |also )?)(?P<verb>\w+) ", later, act.partition(" ")[2])
    return f"{base} {rest}"


def _base(verb: str) -> str | None:
    """Give the base of a finite verb; None where the word is none or in the base form."""
    low = verb.lower()
    told = PAST.get(low) or base_of_participle(low)
    if told is None and low.endswith("s") and low not in verbs() and base_form(low) in verbs():
        told = base_form(low)
    return told


def bare(words: str, callings: Mapping[str, str]) -> str:
    """Give the act from its verb on: without "Japan to", "has", "did not" and the like."""
    _, rest = leading(words, callings)
    rest = _TIME.sub("", rest.strip())
    rest = re.sub(r"^(?:[\w ]{1,30}? )?not to\s+|^to\s+", "", rest, flags=re.IGNORECASE)
    cut = _AUXILIARY.sub("", _BROUGHT_TO.sub("", rest))
    return cut if cut == rest else _in_base_form(cut)


def _finite(tokens: list[str]) -> str:
    """Cut an unknown subject before an auxiliary or a verb in the third person or the past."""
    for place, one in enumerate(tokens[1:6], 1):
        low, rest = one.lower(), " ".join(tokens[place:])
        subject = " ".join(tokens[:place])
        if _AUXILIARY.match(f"{rest} "):
            return _with_object(_AUXILIARY.sub("", rest), subject)
        told = low in PAST or base_of_participle(low) or (low.endswith("s") and base_form(low) in verbs())
        if told and tokens[place - 1].lower() not in _BEFORE_NOUN:
            return _with_object(rest, subject)
    return " ".join(tokens)


def _with_object(act: str, subject: str) -> str:
    """Give a clause's act; where the thing itself is the subject ("sanctions stay"), it becomes the object."""
    passive = PASSIVE.match(act)
    if passive:
        return f"{passive['verb']} {subject}"
    first = act.split(" ", 1)[0].lower() if act else ""
    base = base_form(first)
    if base not in _GOES_ON:
        base = PAST.get(first) or base_of_participle(first) or first
    return f"{_GOES_ON[base]} {subject}" if base in _GOES_ON else act
