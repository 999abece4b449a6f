"""Whom a pronoun means: the writer, the speaker, the person or body told of before it, the other side."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from verbale.actors import Actors, Sighting
from verbale.statements.cast import AUTHOR, SIDES, Cast, enter_code, main_parties, side_of, turn_at
from verbale.statements.entering import enter_new
from verbale.statements.mentions import Mentioned
from verbale.statements.tree import token_at
from verbale.statements.whose import standing

Known = Callable[[Cast, Mentioned], str]

SHE = frozenset(
    "she her hers herself mrs ms madam queen princess spokeswoman chairwoman sister wife daughter mother".split()
)
HE = frozenset("he his him himself mr sir lord king prince spokesman chairman brother husband son father".split())
_REACH = 1500  # characters before *it* within which a country or body is looked for
_I = frozenset("i me my myself".split())


def read_pronoun(cast: Cast, lower: str, start: int, known: Known) -> str | None:
    """Give whom a pronoun means where it stands; None for a word that is none, or means nobody known.

    ``known`` resolves a mention that no statement has brought up yet.
    """
    if lower in ("i", "we", "me", "us", "my", "our", "ourselves", "myself"):
        if lower in _I and cast.voice == AUTHOR and _is_writers(cast, start):
            return AUTHOR
        return cast.voice if cast.voice != AUTHOR else _speaker_around(cast, start) or AUTHOR
    if lower in ("you", "your"):
        return _addressed(cast) or enter_new(cast, "addressee", "person", None, None)
    if lower in ("he", "she", "him", "her", "his", "himself", "herself"):
        sex = "she" if lower in SHE else "he"
        found = _person_before(cast, start, sex, known)
        if found:
            cast.sex.setdefault(found, sex)
        return found or enter_new(cast, lower, "person", None, None)
    if lower in ("it", "its", "itself"):
        return _body_before(cast, start)
    if lower in ("they", "them", "their", "those", "these", "some", "one", "others", "one of them", "another"):
        return _several_before(cast, start, known)
    return None


def _is_writers(cast: Cast, start: int) -> bool:
    """Tell whether *I* is the writer: outside of quotation marks, in a text that is no transcript."""
    quoted = any(q.start <= start < q.end for q in cast.tree.parse.quotations)
    return not quoted and cast.host is None and turn_at(cast, start) is None


def _speaker_around(cast: Cast, start: int) -> str | None:
    """Give the person whose words hold *we*: whose turn it is, or the last one seen."""
    if (speaking := _whose_turn(cast, start)) is not None:
        return speaking
    return next((one for at, one in reversed(cast.seen) if at < start and cast.entities[one].type == "person"), None)


def _whose_turn(cast: Cast, start: int) -> str | None:
    """Give who speaks in the turn of a transcript in which a character stands."""
    turn = turn_at(cast, start)
    return next((one for at, one in cast.seen if at == turn.label[0]), None) if turn is not None else None


def _addressed(cast: Cast) -> str | None:
    own = side_of(cast, cast.voice) if cast.voice != AUTHOR else None
    return next((code for code in main_parties(cast) if code != own), None)


def _person_before(cast: Cast, start: int, sex: str | None, known: Known) -> str | None:
    """Choose whom *he* or *she* means: the nearest person before it, subjects and speakers first."""
    best, chosen = -99.0, None
    here = _sentence(cast, start)
    speaking = {cast.voice, _whose_turn(cast, start)}
    spoken = {at: one for at, one in cast.seen if cast.head_end <= at < start}
    places = {m.run[0]: m for m in cast.mentions if cast.head_end <= m.run[0] < start and m.person and not m.plural}
    for at in sorted({*spoken, *places}, reverse=True):
        distance = here - _sentence(cast, at)
        if distance > 5:
            break
        entity = spoken[at] if at in spoken else known(cast, places[at])
        if (
            entity in speaking
            or cast.sex.get(entity, sex) != sex
            or cast.entities[entity].type not in ("person", "unnamed_source")
        ):
            continue
        mention = places.get(at)
        score = (
            1.5 * (at in spoken or (mention is not None and mention.subject)) + 0.6 * (at in spoken) - 1.2 * distance
        )
        score += 0.5 * (cast.sex.get(entity) == sex) - 2.0 * (mention is not None and mention.quoted)
        if score > best:
            best, chosen = score, entity
    if chosen is not None:
        return chosen
    persons = [one for at, one in reversed(cast.seen) if at < start and cast.entities[one].type == "person"]
    fitting = (one for one in persons if cast.sex.get(one, sex) == sex)
    return next(fitting, persons[0] if persons else None)  # the sex of one before may itself have been a guess


def _sentence(cast: Cast, offset: int) -> int:
    index = token_at(cast.tree, offset)
    return cast.tree.sentence_of[index] if index is not None else 0


def _body_before(cast: Cast, start: int) -> str | None:
    """Give what *it* means: the country or body that acts, in the words before rather than in the sentence before."""
    here = _sentence(cast, start)
    best, chosen = -1.5, None
    spoken = [(at, one, 2.0) for at, one in cast.seen if cast.entities[one].type in ("state", "organisation", "group")]
    near = range(max(cast.head_end, start - _REACH), start)
    acting = [(at, code, standing(cast.tree, at)) for at, code, noun in cast.lands if noun and at in near]
    outlets = [(s.start, s.code, standing(cast.tree, s.start)) for s in _outlets(cast) if s.start in near]
    for at, one, weight in (*acting, *outlets, *spoken):
        if at not in near:
            continue
        score = weight - (here - _sentence(cast, at))
        if score >= best:
            best, chosen = score, one
    if chosen is not None:
        enter_code(cast, chosen, chosen)
    return chosen


def _outlets(cast: Cast) -> list[Sighting]:
    """Give where media of the table are named: they speak, so *it* may be one."""
    media = _media(cast.actors)
    return [one for one in cast.sightings if one.kind == "body" and one.code in media]


@lru_cache(maxsize=4)
def _media(actors: Actors) -> frozenset[str]:
    bodies = actors.table.bodies
    return frozenset(one.id for one in bodies if any("JRN" in dated.sectors for dated in one.sectors))


def _several_before(cast: Cast, start: int, known: Known) -> str | None:
    if cast.voice == SIDES:
        return SIDES
    if (other := _other_side(cast, start)) is not None:
        return other
    for mention in reversed(cast.mentions):
        if mention.run[0] < start and mention.plural and mention.person:
            return known(cast, mention)
    kinds = ("unnamed_source", "grouping", "group", "state")
    return next((one for at, one in reversed(cast.seen) if at < start and cast.entities[one].type in kinds), None)


def _other_side(cast: Cast, start: int) -> str | None:
    """Give whom *they* means in what an official of one of two parties is quoted with: the other party."""
    quoted = next((q for q in cast.tree.parse.quotations if q.start <= start < q.end), None)
    if quoted is None or not re.match(r"\W*(?:They|they)\b", cast.tree.parse.text[quoted.start : start + 4]):
        return None
    speaker = _speaker_around(cast, start)
    own = side_of(cast, speaker) if speaker is not None else None
    parties = main_parties(cast)[:2]
    return next((one for one in parties if one != own), None) if own in parties else None
