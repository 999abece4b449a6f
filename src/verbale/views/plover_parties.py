"""Who acts and who is acted on: the parties of an event, from the grammar around its word."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from verbale.actors.scan import Sighting
from verbale.actors.table import AREAS
from verbale.language import Token
from verbale.statements.cast import AUTHOR, SIDES, Cast, enter_code, side_of
from verbale.statements.tree import SUBJECTS, Tree, ancestors, child, kids, subject, subtree
from verbale.statements.who import who
from verbale.views.plover_marks import Named

_TOWARD = ("with", "to", "against", "from", "at", "on", "upon", "of", "for", "toward", "towards", "over", "into", "in")
_RELATIVE = frozenset("who which that whom whose".split())
_PERSONAL = frozenset("he she him her they them it we us i me his their its our".split())
_OWN = frozenset("we us i me our my ourselves".split())
_BOTH_HEADS = frozenset("side country party leader government nation state minister team both".split())
_RELATION_ORDER = ("obj", "iobj", "obl:arg", "nsubj:pass", "obl", "nmod", "xcomp", "ccomp", "nmod:poss", "advcl", "acl")


@dataclass(slots=True)
class Parties:
    """The sightings of a text by place, and the cast that says whom they mean."""

    tree: Tree
    cast: Cast
    sightings: tuple[Sighting, ...]
    starts: list[int]
    source: str | None = None

    def at(self, index: int) -> Sighting | None:
        """Give the sighting that covers token ``index``, if any."""
        token = self.tree.tokens[index]
        place = bisect_right(self.starts, token.start) - 1
        if place >= 0 and self.sightings[place].end >= token.end:
            return self.sightings[place]
        return None


def gather(tree: Tree, cast: Cast) -> Parties:
    """Sight the actors of a text, for :func:`parties_of`."""
    return Parties(tree, cast, cast.sightings, [one.start for one in cast.sightings])


def parties_of(parties: Parties, named: Named, source: str | None) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Give the actors and recipients of a trigger as entity ids.

    ``source`` is the side whose words hold the trigger; it stands in where the clause names no actor.
    """
    tree = parties.tree
    parties.source = source
    actors, used = _actors(parties, named)
    if named.part == "m":
        asked = tuple(one for one in actors if one != source and _public(parties, one))
        return ((source,), asked) if source is not None and asked else ((), ())
    if named.part == "r" and (source is None or actors != (source,)):
        return (), ()
    if not actors and source is not None and named.part != "n" and not _passive(tree, named.token):
        actors = (source,)
    recipients = tuple(one for one in _recipients(parties, named, used) if one not in actors and _public(parties, one))
    if named.type == "CONSULT" and named.mode != "visit":
        together = dict.fromkeys((*actors, *recipients))
        return tuple(together), ()
    if not actors and named.part == "v" and tree.tokens[named.token].xpos == "VBN":
        return (), recipients
    return actors, recipients


def _public(parties: Parties, entity: str) -> bool:
    """Tell whether an entity is a country or body, or belongs to one: what a text calls by a mere noun does not."""
    known = parties.cast.entities.get(entity)
    if known is None:
        return False
    listed = entity in parties.cast.actors.index.bodies or (known.plover or "")[:3] in AREAS
    return known.type == "state" or listed or bool(known.of or known.members)


def _actors(parties: Parties, named: Named) -> tuple[tuple[str, ...], frozenset[int]]:
    tree, index = parties.tree, named.token
    if named.part == "n":
        return _nominal_actors(parties, index)
    if _passive(tree, index):
        agent = _by_phrase(tree, index)
        if agent is None:
            return (), frozenset()
        return tuple(_ids(parties, agent)), frozenset(subtree(tree, agent))
    found = subject(tree, index)
    if found is None:
        return (), frozenset()
    if tree.tokens[found].text.lower() in _RELATIVE:
        found = _antecedent(tree, index) or found
    ids = tuple(_ids(parties, found))
    if not ids:
        ids = tuple(_owners(parties, found))
    return ids, frozenset(subtree(tree, found)) - {index}


def _passive(tree: Tree, index: int) -> bool:
    return child(tree, index, "nsubj:pass", "aux:pass") is not None or _bare_participle(tree, index)


def _bare_participle(tree: Tree, index: int) -> bool:
    token = tree.tokens[index]
    return token.xpos == "VBN" and token.deprel == "acl" and child(tree, index, "aux") is None


def _by_phrase(tree: Tree, index: int) -> int | None:
    for one in kids(tree, index, "obl:agent", "obl", "nmod"):
        if any(tree.tokens[case].text.lower() == "by" for case in kids(tree, one, "case")):
            return one
    return None


def _antecedent(tree: Tree, index: int) -> int | None:
    for one in (index, *ancestors(tree, index)):
        if tree.tokens[one].deprel in ("acl:relcl", "acl"):
            return tree.tokens[one].head
    return None


def _nominal_actors(parties: Parties, index: int) -> tuple[tuple[str, ...], frozenset[int]]:
    """The killing *by* X, X's appeal, talks *between* A and B, Israeli attacks."""
    tree = parties.tree
    by = _by_phrase(tree, index)
    if by is not None and (ids := tuple(_ids(parties, by))):
        return ids, frozenset(subtree(tree, by))
    for one in kids(tree, index, "nmod:poss", "amod", "compound", "nmod"):
        case = child(tree, one, "case")
        word = tree.tokens[case].text.lower() if case is not None else ""
        if tree.tokens[one].deprel == "nmod" and word not in ("between", "among", "from"):
            continue
        if ids := tuple(_ids(parties, one)):
            return ids, frozenset(subtree(tree, one))
    head = tree.tokens[index].head
    if head != index and tree.tokens[index].deprel in ("obj", "obl") and tree.tokens[head].upos == "VERB":
        found = subject(tree, head)
        if found is not None and child(tree, head, "nsubj:pass") is None:
            return tuple(_ids(parties, found)), frozenset(subtree(tree, found))
    return (), frozenset()


def _ids(parties: Parties, head: int) -> Iterator[str]:
    """Give the sides that a noun phrase and its coordinated ones name; nothing for what is no actor."""
    tree = parties.tree
    for one in (head, *kids(tree, head, "conj")):
        found = _side(parties, one)
        if found is not None:
            yield from found


def _owners(parties: Parties, head: int) -> Iterator[str]:
    """Give the sides that own or make a thing: *Tokyo's* offer, the offer *of Japan*, *American* weakness."""
    tree = parties.tree
    for one in kids(tree, head, "nmod:poss", "amod", "compound", "nmod", "appos", "acl"):
        if tree.tokens[one].deprel == "acl":
            agent = _by_phrase(tree, one)
            yield from _ids(parties, agent) if agent is not None else ()
        elif tree.tokens[one].upos != "PRON":
            yield from _ids(parties, one)


def _side(parties: Parties, index: int) -> tuple[str, ...] | None:
    tree, cast = parties.tree, parties.cast
    token = tree.tokens[index]
    sighted = parties.at(index)
    if token.upos == "PRON":
        return _pronoun(parties, index)
    if sighted is None and _is_time(tree, token):
        return None
    if sighted is None and token.upos not in ("PRON", "PROPN") and not _known_noun(parties, index):
        return None
    if sighted is not None and sighted.kind in ("adjective", "seat", "country") and token.upos != "NOUN":
        return _acting(parties, sighted.code, index)
    if sighted is not None and sighted.kind == "place":
        enter_code(cast, sighted.code, sighted.text)
        return (sighted.code,)
    tokens = [one for one in subtree(tree, index, without=_clauses(tree, index)) if tree.tokens[one].upos != "PUNCT"]
    if not tokens:
        return None
    run = tree.tokens[tokens[0]].start, tree.tokens[tokens[-1]].end
    if ruled := _by_country(parties, run):
        return ruled
    if (several := _several(parties, index)) is not None:
        return several
    return _grouped(parties, who(cast, index, run))


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
        return None if cast.voice == AUTHOR else _grouped(parties, who(cast, index, (token.start, token.end)))
    above = _subject_above(tree, index)
    if above is not None and (ids := tuple(_ids(parties, above))):
        return ids
    entity = who(cast, index, (token.start, token.end))
    return None if entity == word.upper() else _grouped(parties, entity)


def _subject_above(tree: Tree, index: int) -> int | None:
    """Give the subject of the clause in whose content a subject pronoun stands: "*Japan* says it will go"."""
    token = tree.tokens[index]
    if token.deprel not in ("nsubj", "nsubj:pass") or token.head == index:
        return None
    verb = tree.tokens[token.head]
    if verb.deprel not in ("ccomp", "advcl", "xcomp") or verb.head == verb.index:
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
    start = tree.tokens[index].start
    before = dict.fromkeys(code for at, code, _ in reversed(parties.cast.lands) if at < start)
    return tuple(before)[:2] if len(before) > 1 else None


def _is_time(tree: Tree, token: Token) -> bool:
    return any(name.label == "TIME" and name.start <= token.start < name.end for name in tree.parse.names)


def _acting(parties: Parties, code: str, index: int) -> tuple[str, ...] | None:
    token = parties.tree.tokens[index]
    if code not in parties.cast.entities:
        return _grouped(parties, who(parties.cast, index, (token.start, token.end)))
    return (code,)


def _grouped(parties: Parties, entity: str) -> tuple[str, ...] | None:
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


def _recipients(parties: Parties, named: Named, used: frozenset[int]) -> Iterator[str]:
    """Give whom the event is done to: object, then obliques, then who is named within the content."""
    tree, index = parties.tree, named.token
    branches = sorted(
        (one for one in tree.children[index] if one not in used and tree.tokens[one].deprel in _RELATION_ORDER),
        key=lambda one: _RELATION_ORDER.index(tree.tokens[one].deprel),
    )
    for one in branches:
        case = child(tree, one, "case")
        word = tree.tokens[case].text.lower() if case is not None else ""
        if tree.tokens[one].deprel in ("obl", "nmod") and word not in _TOWARD:
            continue
        if tree.tokens[one].deprel in ("obl", "nmod") and word == "in" and parties.at(one) is None:
            continue
        found = [party for party in dict.fromkeys(_within(parties, one)) if _public(parties, party)]
        if found:
            yield from found
            return


def _within(parties: Parties, head: int) -> Iterator[str]:
    """Give the sides a branch names: head, else its owners, else the subject of its clause, else the first."""
    tree = parties.tree
    if tree.tokens[head].upos in ("NOUN", "PROPN", "PRON", "ADJ"):
        ids = list(_ids(parties, head)) or list(_owners(parties, head))
        if ids:
            yield from ids
            return
    inner = child(tree, head, *SUBJECTS)
    if inner is not None and (ids := list(_ids(parties, inner))):
        yield from ids
        return
    for one in subtree(tree, head):
        if (parties.at(one) is not None or tree.tokens[one].upos == "PROPN") and (ids := list(_ids(parties, one))):
            yield from ids[:1]
            return
