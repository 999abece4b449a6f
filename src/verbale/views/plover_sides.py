"""Which sides a noun phrase means: countries and bodies by the actor table, by the text, by what went before."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from verbale.actors.scan import Sighting
from verbale.actors.table import AREAS
from verbale.language import Token
from verbale.language.date_patterns import WEEKDAYS
from verbale.statements.cast import AUTHOR, SIDES, Cast, enter_code, side_of
from verbale.statements.lexicon import words
from verbale.statements.tree import Tree, child, kids, subtree
from verbale.statements.who import who

_PERSONAL = frozenset("he she him her they them it we us i me his their its our".split())
_OWN = frozenset("we us i me our my ourselves".split())
_BOTH_HEADS = frozenset("side country party leader government nation state minister team both".split())
_BREAKS = frozenset("- – — : ( )".split())
_OFFICES = frozenset("ministry minister government department embassy delegation party side president mission".split())


@dataclass(slots=True)
class Parties:
    """The sightings of a text by place, and the cast that says whom they mean."""

    tree: Tree
    cast: Cast
    sightings: tuple[Sighting, ...]
    starts: list[int]
    subjects: list[int]
    source: str | None = None
    resolved: dict[tuple[int, str | None], tuple[str, ...]] = field(default_factory=dict)

    def at(self, index: int) -> Sighting | None:
        """Give the sighting that covers token ``index``, if any."""
        token = self.tree.tokens[index]
        place = bisect_right(self.starts, token.start) - 1
        if place >= 0 and self.sightings[place].end >= token.end:
            return self.sightings[place]
        return None


def gather(tree: Tree, cast: Cast) -> Parties:
    """Sight the actors of a text, for :func:`parties_of`."""
    parties = Parties(tree, cast, cast.sightings, [one.start for one in cast.sightings], [])
    parties.subjects = [
        token.index
        for token in tree.tokens
        if token.deprel == "nsubj" and token.upos in ("PROPN", "NOUN") and parties.at(token.index) is not None
    ]
    return parties


def in_title(parties: Parties, index: int) -> bool:
    """Tell whether a word stands in a title: a line of the head that is no sentence, and which the text tells again."""
    text, start = parties.tree.parse.text, parties.tree.tokens[index].start
    end = text.find("\n", start)
    if start >= parties.cast.head_end or end < 0:
        return False
    line = text[text.rfind("\n", 0, start) + 1 : end].strip()
    return line[:1].isalpha() and line[-1:] not in '.!?"”:;,'


def is_public(parties: Parties, entity: str) -> bool:
    """Tell whether an entity is a country or body, or belongs to one: what a text calls by a mere noun does not."""
    known = parties.cast.entities.get(entity)
    if known is None:
        return False
    listed = entity in parties.cast.actors.index.bodies or (known.plover or "")[:3] in AREAS
    return known.type == "state" or listed or bool(known.of or known.members)


def is_known(parties: Parties, index: int) -> bool:
    """Tell whether a word is sighted as an actor or names a country of the text."""
    token = parties.tree.tokens[index]
    return parties.at(index) is not None or any(token.start <= at < token.end for at, _, _ in parties.cast.lands)


def last_subject(parties: Parties, index: int) -> tuple[str, ...]:
    """Give the country or body that was the subject of a clause last before a word: whose text it is, or *its*."""
    for one in reversed(parties.subjects[: bisect_left(parties.subjects, index)]):
        ids = sides_of(parties, one)
        if ids and all(is_public(parties, party) for party in ids):
            return ids
    return ()


def sides_of(parties: Parties, head: int) -> tuple[str, ...]:
    """Give the sides that a noun phrase and its coordinated ones name; nothing for what is no actor."""
    key = head, parties.source
    known = parties.resolved.get(key)
    if known is None:
        known = tuple(side for one in (head, *kids(parties.tree, head, "conj")) for side in _side(parties, one) or ())
        parties.resolved[key] = known
    return known


def owners_of(parties: Parties, head: int) -> Iterator[str]:
    """Give the sides that own or make a thing: *Tokyo's* offer, the offer *of Japan*, *American* weakness."""
    tree = parties.tree
    for one in kids(tree, head, "nmod:poss", "amod", "compound", "nmod", "appos", "acl"):
        if tree.tokens[one].deprel == "acl":
            agent = by_phrase(tree, one)
            yield from sides_of(parties, agent) if agent is not None else ()
        elif tree.tokens[one].upos != "PRON":
            yield from sides_of(parties, one)


def by_phrase(tree: Tree, index: int) -> int | None:
    """Give the head of the phrase with *by* that depends on a word, if any."""
    for one in kids(tree, index, "obl:agent", "obl", "nmod"):
        if any(tree.tokens[case].text.lower() == "by" for case in kids(tree, one, "case")):
            return one
    return None


def _side(parties: Parties, index: int) -> tuple[str, ...] | None:
    token = parties.tree.tokens[index]
    if token.text.lower() in ("both", "neither", "each"):
        return _last_two(parties, token.start)
    if token.text.lower() in WEEKDAYS:
        return None
    if token.text.lower().endswith(("self", "selves")):  # "Putin himself"
        return _side(parties, index - 1) if index and parties.tree.tokens[index - 1].upos == "PROPN" else None
    if token.upos == "PRON":
        return _pronoun(parties, index)
    sighted = parties.at(index)
    if sighted is not None:
        if sighted.kind in ("adjective", "seat", "country") and token.upos != "NOUN":
            return _acting(parties, sighted.code, index)
        if sighted.kind == "place":
            enter_code(parties.cast, sighted.code, sighted.text)
            return (sighted.code,)
    elif _is_time(parties.tree, token) or not (token.upos == "PROPN" or _known_noun(parties, index)):
        return None
    return _own_office(parties, index) or _phrase_side(parties, index)


def _phrase_side(parties: Parties, index: int) -> tuple[str, ...] | None:
    tree = parties.tree
    tokens = _phrase(tree, index)
    if not tokens:
        return None
    run = tree.tokens[tokens[0]].start, tree.tokens[tokens[-1]].end
    if ruled := _by_country(parties, run) or _several(parties, index):
        return ruled
    found = members_of(parties, who(parties.cast, index, run))
    if found is not None and len(found) == 1 and not is_public(parties, found[0]):
        return _placed(parties, index) or found
    return found


def _own_office(parties: Parties, index: int) -> tuple[str, ...] | None:
    """Read *the Ministry*, *the Parties* in a statement as those who make it: one side, or all."""
    tree, cast = parties.tree, parties.cast
    lemma = tree.tokens[index].lemma.lower()
    if cast.voice == AUTHOR or lemma not in _OFFICES or parties.source is not None:
        return None
    below = tree.children[index]
    if any(tree.tokens[one].deprel not in ("det", "amod", "nmod:poss", "case", "punct") for one in below):
        return None
    if any(parties.at(one) is not None and parties.at(one) != parties.at(index) for one in below):
        return None
    plural = tree.tokens[index].xpos in ("NNS", "NNPS")
    known = cast.entities[cast.voice]
    return members_of(parties, cast.voice) if plural == bool(known.members) else None


def _phrase(tree: Tree, index: int) -> list[int]:
    """Give the words of a noun phrase without its clauses, and without a dateline or label before it."""
    tokens = [one for one in subtree(tree, index, without=_clauses(tree, index)) if tree.tokens[one].upos != "PUNCT"]
    first = tokens[0] if tokens else index
    cut = max((one for one in range(first, index) if tree.tokens[one].text in _BREAKS), default=first - 1)
    return [one for one in tokens if one > cut]


def _placed(parties: Parties, index: int) -> tuple[str, ...]:
    """Give the country or body that a phrase names beside a person of no known side: *its* minister, X *of Y*."""
    tree = parties.tree
    for one in kids(tree, index, "nmod:poss", "nmod", "appos"):
        if tree.tokens[one].text.lower() in ("its", "their") and tree.tokens[index].lemma.lower() in words("role_noun"):
            return last_subject(parties, one)
        ids = sides_of(parties, one) if parties.at(one) is not None else ()
        if ids and all(is_public(parties, party) for party in ids):
            return ids[:1]
    return ()


def _pronoun(parties: Parties, index: int) -> tuple[str, ...] | None:
    """Read a pronoun: the speaker's side for *we*, the subject of the clause above for *it*, else what went before."""
    tree, cast = parties.tree, parties.cast
    token = tree.tokens[index]
    word = token.text.lower()
    if word not in _PERSONAL:
        return None
    if word in _OWN:
        if parties.source is not None:
            return (parties.source,)
        if cast.voice == AUTHOR:
            return None if _in_quotation(tree, token.start) else last_subject(parties, index) or None
        return members_of(parties, who(cast, index, (token.start, token.end)))
    above = _subject_above(tree, index)
    if above is not None and (ids := sides_of(parties, above)):
        return ids
    entity = who(cast, index, (token.start, token.end))
    return None if entity == word.upper() else members_of(parties, entity)


def _in_quotation(tree: Tree, offset: int) -> bool:
    return any(one.start <= offset < one.end for one in tree.parse.quotations)


def _subject_above(tree: Tree, index: int) -> int | None:
    """Give the subject of the clause in whose content a subject pronoun stands: "*Japan* says it will go"."""
    token = tree.tokens[index]
    if token.deprel not in ("nsubj", "nsubj:pass") or token.head == index:
        return None
    verb = tree.tokens[token.head]
    if verb.deprel not in ("ccomp", "advcl", "xcomp", "conj") or verb.head == verb.index:
        return None
    above = child(tree, verb.head, "nsubj")
    return above if above is not None and above != index and tree.tokens[above].upos != "PRON" else None


def _by_country(parties: Parties, run: tuple[int, int]) -> tuple[str, ...] | None:
    """Read what the actor table knows as a country's: its officials, troops, people, ministries."""
    cast = parties.cast
    answers = cast.actors.resolve(parties.tree.parse.text[run[0] : run[1]], cast.published, cast.context)
    if not answers or answers[0].kind in ("organisation", "grouping") or answers[0].confidence < 0.5:
        return None
    country = answers[0].country
    if country is None or country not in cast.actors.table.countries:
        return None
    enter_code(cast, country, country)
    return (country,)


def _several(parties: Parties, index: int) -> tuple[str, ...] | None:
    """Read *each country*, *both sides*, *the two leaders* as the two countries last named before."""
    tree = parties.tree
    counted = [tree.tokens[one].lemma.lower() for one in kids(tree, index, "det", "nummod", "det:predet")]
    if tree.tokens[index].lemma.lower() not in _BOTH_HEADS or not {"each", "both", "two", "neither"} & set(counted):
        return None
    return _last_two(parties, tree.tokens[index].start)


def _last_two(parties: Parties, start: int) -> tuple[str, ...] | None:
    before = dict.fromkeys(code for at, code, _ in reversed(parties.cast.lands) if at < start)
    return tuple(before)[:2] if len(before) > 1 else None


def _is_time(tree: Tree, token: Token) -> bool:
    return any(name.label == "TIME" and name.start <= token.start < name.end for name in tree.parse.names)


def _acting(parties: Parties, code: str, index: int) -> tuple[str, ...] | None:
    token = parties.tree.tokens[index]
    if code not in parties.cast.entities:
        return members_of(parties, who(parties.cast, index, (token.start, token.end)))
    return (code,)


def members_of(parties: Parties, entity: str) -> tuple[str, ...] | None:
    """Give the sides that an entity is, or belongs to; None for a mere noun."""
    known = parties.cast.entities.get(entity)
    if known is None or entity == AUTHOR:
        return None
    if entity == SIDES:
        return known.members or None
    side = side_of(parties.cast, entity)
    if side is not None and side != entity:
        return (side,)
    if known.type in ("person", "group", "unnamed_source"):
        named = known.name[:1].isupper() and known.name.lower() not in _PERSONAL
        return (known.of,) if known.of else (entity,) if known.plover or named else None
    return (entity,) if known.type == "state" or known.plover or known.members else None


def _known_noun(parties: Parties, index: int) -> bool:
    """A common noun that may act: one with a country beside it, or *both sides* and the like."""
    tree = parties.tree
    if tree.tokens[index].lemma.lower() in _BOTH_HEADS and child(tree, index, "det", "nummod") is not None:
        return True
    return any(parties.at(one) is not None for one in kids(tree, index, "amod", "compound", "nmod:poss"))


def _clauses(tree: Tree, index: int) -> frozenset[int]:
    return frozenset(kids(tree, index, "acl:relcl", "acl", "conj", "appos", "cc", "punct", "parataxis", "case", "mark"))
