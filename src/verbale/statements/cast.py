"""The cast of a text: which entity an expression means where it stands.

Names and titles are read by the actor table on the date of the text, countries that no table has by
the text alone; pronouns and definite noun phrases by what was said before. An expression that cannot
be resolved becomes an entity of its own: nothing is guessed away.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from verbale.actors import Actors, Sighting
from verbale.codes import EntityType, SpeakerLevel
from verbale.records import Coding, Entity
from verbale.statements.countries import Homeland, find_homelands, guessed_names
from verbale.statements.lexicon import words
from verbale.statements.mentions import Mentioned, find_mentions
from verbale.statements.transcript import Turn, find_turns
from verbale.statements.tree import Tree, child, tokens_in

AUTHOR = "AUTHOR"
SIDES = "SIDES"
_VERSION = "1"


@dataclass(frozen=True, slots=True)
class Figurehead:
    """What is known of a speaker beside the entity: level, kin, and the words of the role."""

    level: SpeakerLevel = "non_official"
    proximity: str = "none"
    role_words: frozenset[str] = frozenset()
    why: str = ""
    confidence: float = 0.5


@dataclass(slots=True)
class Cast:
    """Entities of one text, made as expressions are asked for; ``seen`` lists (offset, entity id) in order."""

    tree: Tree
    actors: Actors
    published: str | None
    voice: str = AUTHOR
    sightings: tuple[Sighting, ...] = ()
    entities: dict[str, Entity] = field(default_factory=dict)
    heads: dict[str, Figurehead] = field(default_factory=dict)
    homelands: list[Homeland] = field(default_factory=list)
    lands: list[tuple[int, str, bool]] = field(default_factory=list)
    seen: list[tuple[int, str]] = field(default_factory=list)
    sex: dict[str, str] = field(default_factory=dict)
    surnames: dict[str, str] = field(default_factory=dict)
    mentions: tuple[Mentioned, ...] = ()
    resolved: dict[tuple[int, int], str] = field(default_factory=dict)
    head_end: int = 0
    host: str | None = None
    named: tuple[int, dict[str, set[str]]] = (-1, {})
    context: frozenset[str] = frozenset()
    posts: dict[tuple[str, str], int] = field(default_factory=dict)
    turns: tuple[Turn, ...] = ()


def assemble(tree: Tree, actors: Actors, published: str | None) -> Cast:
    """Make the cast of a parsed text: its countries, and the persons it names with a title."""
    sightings = actors.scan(tree.parse.text)
    turns = tuple(find_turns(tree.parse.text))
    cast = Cast(tree=tree, actors=actors, published=published, sightings=sightings, turns=turns)
    cast.entities[AUTHOR] = Entity(id=AUTHOR, name="the writer of the text", type="author")
    text = tree.parse.text
    known = {s.text.lower() for s in sightings if s.kind in _PLACED or s.kind == "body"}
    known |= {
        re.sub(r"[’']s?$", "", part)
        for s in sightings
        if s.kind == "body" or {s.kind, *s.parts} & set(_PLACED)
        for part in s.text.lower().split()
    }
    people = _words_of_people(tree, sightings)
    cast.homelands = find_homelands(text, known, people, _acting_places(tree, people))
    codes = {s.code for s in sightings if s.kind in ("country", "adjective", "seat", "people") and len(s.code) == 3}
    cast.context = frozenset(codes | {home_code(home) for home in cast.homelands})
    for s in sightings:
        if s.kind == "seat" and _NAMED_AFTER.match(text[s.end : s.end + 20]):
            continue  # the Santiago river, the Minsk agreements
        if s.kind in ("country", "seat") and len(s.code) == 3 and s.code.isupper():
            enter_land(cast, s.code, s.start, s.text)
        elif s.kind in ("adjective", "people"):
            cast.lands.append((s.start, s.code, False))
            enter_code(cast, s.code, s.text)
        elif s.kind == "title" and set(s.parts) & {"country", "adjective", "seat"}:
            _enter_land_of_title(cast, s)
    for home in cast.homelands:
        code = home_code(home)
        for word in home.words | home.cities:
            for match in re.finditer(rf"\b{re.escape(word)}\b", text):
                cast.lands.append((match.start(), code, word == home.name))
        cast.entities[code] = Entity(
            id=code,
            name=home.name,
            type="state",
            plover=None,
            aliases=tuple(sorted((home.words | home.cities | guessed_names(home)) - {home.name})),
            codings=(
                Coding(
                    field="id",
                    coder="rule:homeland",
                    version=_VERSION,
                    confidence=0.7,
                    why="a country by the text alone",
                ),
            ),
        )
    cast.lands.sort()
    cast.mentions = find_mentions(tree, ((s.start, s.end) for s in sightings if s.kind == "person"))
    cast.head_end = _end_of_head(text)
    return cast


def _enter_land_of_title(cast: Cast, sighted: Sighting) -> None:
    """Enter the country that a title begins with (*Ecuador's foreign ministry*)."""
    answers = cast.actors.resolve(sighted.text, cast.published)
    country = answers[0].country if answers else None
    if country in cast.actors.table.countries and country is not None and " in " not in sighted.text:
        owner = re.match(r"(?:[Tt]he\s+)?[\w .-]+[’']", sighted.text) is not None
        cast.lands.append((sighted.start, country, owner))
        enter_code(cast, country, sighted.text)


_NAMED_AFTER = re.compile(
    r"[ \u00a0](?:[Rr]iver|[Ll]ake|[Ss]trait|[Cc]anal|[Ss]ea|[Gg]ulf|[Vv]alley|[Aa]irport|[Dd]eclaration|"
    r"[Aa]greements?|[Aa]ccords?|[Pp]rotocols?|[Tt]reaty|[Cc]onvention|[Mm]emorandum|[Pp]rocess|[Ss]tatute|[Pp]rinciples|[Cc]lub|[Ff]ormat)\b"
)
_LABELLED = re.compile(r"(?!(?:From|To|Subject|Date|Re):)[A-Z][^\n:]{0,60}:\s+\S")
_PLACED = ("country", "adjective", "people", "seat", "place")


def _words_of_people(tree: Tree, sightings: Iterable[Sighting]) -> set[str]:
    """Give the lower-case words of full names: of several words by the parser, or with a title by the table."""
    text = tree.parse.text
    named = [text[name.start : name.end].split(" of ")[0] for name in tree.parse.names if name.label == "PERSON"]
    people = [name for name in named if len(name.split()) > 1] + [s.text for s in sightings if s.kind == "person"]
    return {word.lower() for name in people for word in name.split()}


def _acting_places(tree: Tree, people: set[str]) -> list[str]:
    """Give the names, none of a known person, that act in the text: subjects of verbs and owners of offices."""
    found = []
    for name in tree.parse.names:
        words_there = re.sub(r"^(?:the|The)\s+|[’']s?$", "", tree.parse.text[name.start : name.end])
        single = name.label == "PERSON" and (" " in words_there or words_there.lower() in people)
        single = single or (" " in words_there and set(words_there.lower().split()) <= people)  # "Abu Zuhri"
        if name.label != "ORG" and " " not in words_there and _only_with_article(tree.parse.text, words_there):
            continue  # "the Agni flew": a thing, where no other pattern knows a country
        shouted = words_there.isupper() and len(words_there) > 4  # the place of a dateline
        if name.label not in ("PLACE", "ORG", "PERSON") or single or shouted:
            continue
        often = tree.parse.text.count(words_there) > 1
        if any(_acts(tree, one, often) for one in tokens_in(tree, name.start, name.end)):
            found += _parted(tree.parse.text, words_there)
    return found


def _parted(text: str, name: str) -> list[str]:
    """Give the countries of *A and B* apart where the text also has one of them alone."""
    parts = name.split(" and ")
    alone = [one for one in parts if len(re.findall(rf"\b{re.escape(one)}\b", text)) > text.count(name)]
    return parts if len(parts) == _PAIR and alone else [name]


_PAIR = 2


def _only_with_article(text: str, name: str) -> bool:
    """Tell whether a name never stands without *the*."""
    articles = re.findall(rf"\b(the\s+)?{re.escape(name)}\b", text, re.IGNORECASE)
    return all(articles)


def _acts(tree: Tree, index: int, often: bool) -> bool:
    """Tell whether a name does what countries do; one that comes up again may also just be something."""
    token = tree.tokens[index]
    head = tree.tokens[token.head]
    being = often and child(tree, head.index, "cop") is not None
    if token.deprel in ("nsubj", "nsubj:pass", "obl:agent") and (head.upos == "VERB" or being):
        return head.lemma.lower() not in ("lie", "stand", "host")
    return token.deprel == "nmod:poss" and head.lemma.lower() in words("role_noun") | words("speech_noun")


def _end_of_head(text: str) -> int:
    """Give the end of title, byline and dateline: the short paragraphs at the head that are no sentences."""
    parts = re.split(r"\n\s*\n|\n", text, maxsplit=8)
    end = 0
    for part in parts[:7]:
        if len(part) > 160 or part.rstrip().endswith((".", "”", '."', "?")) or _LABELLED.match(part):
            break
        end = text.find(part, end) + len(part) + 1
    return end


def home_code(home: Homeland) -> str:
    """Give the id of a country that only the text knows."""
    return re.sub(r"\W+", "_", home.name.upper())


def enter_land(cast: Cast, code: str, start: int, words_there: str) -> None:
    """Enter a country with a place where the text names it."""
    if (start, code, True) not in cast.lands:
        cast.lands.append((start, code, True))
    enter_code(cast, code, words_there)


def enter_code(cast: Cast, code: str, words_there: str) -> None:
    """Enter a country or body of the table by its code."""
    if code in cast.entities:
        return
    country = cast.actors.table.countries.get(code)
    if country is not None:
        cast.entities[code] = Entity(id=code, name=country.name, type="state", plover=code)
        return
    body = next((one for one in cast.actors.table.bodies if code in (one.id, one.area)), None)
    kind: EntityType = body.type if body is not None else "organisation"
    cast.entities[code] = Entity(id=code, name=body.names[0] if body else words_there, type=kind, plover=code)


def turn_at(cast: Cast, start: int) -> Turn | None:
    """Give the turn of a transcript in which a character stands."""
    return next((turn for turn in cast.turns if turn.content[0] <= start < turn.content[1]), None)


def main_parties(cast: Cast) -> list[str]:
    """Give the countries of the text, the most often named first."""
    times: dict[str, int] = {}
    for _, code, _ in cast.lands:
        times[code] = times.get(code, 0) + 1
    return sorted(times, key=lambda code: (-times[code], next(at for at, c, _ in cast.lands if c == code)))


def speaks_for(cast: Cast, entity: str) -> str | None:
    """Give the state or body for which an entity speaks; None for one that speaks for nobody else."""
    one = cast.entities[entity]
    if one.type == "state":
        return one.id
    return one.on_behalf_of


def side_of(cast: Cast, entity: str) -> str | None:
    """Give the actor (state, body, group) to whose account the words of an entity go."""
    one = cast.entities[entity]
    if one.type in ("state", "organisation", "grouping", "group"):
        return one.on_behalf_of or one.of or one.id if one.type == "organisation" else one.id
    return one.on_behalf_of or (one.of if one.type == "unnamed_source" else None)


def own_words(cast: Cast, entity: str) -> frozenset[str]:
    """Give the lower-case words that name the side of an entity."""
    side = side_of(cast, entity)
    if side is None or side not in cast.entities:
        return frozenset()
    one = cast.entities[side]
    found = {w.lower() for name in (one.name, *one.aliases) for w in name.split()}
    return frozenset(found | _words_there(cast)[side]) - {"the", "of", "and", ""}


def _words_there(cast: Cast) -> dict[str, set[str]]:
    """Give the words by which the text names each country, made anew when the cast has grown."""
    if cast.named[0] != len(cast.lands):
        by_code: dict[str, set[str]] = defaultdict(set)
        for at, code, _ in cast.lands:
            by_code[code].add(_word_at(cast, at))
        cast.named = (len(cast.lands), by_code)
    return cast.named[1]


def _word_at(cast: Cast, offset: int) -> str:
    """Give the lower-case word at ``offset``; empty where a mark stands there."""
    match = re.match(r"[\w’'\-.]+", cast.tree.parse.text[offset:])
    return match[0].lower() if match else ""


def name_words(cast: Cast) -> frozenset[str]:
    """Give the lower-case words that name actors in the text."""
    found: set[str] = set()
    for one in cast.entities.values():
        found.update(_lower_words((one.name, *one.aliases)))
    return frozenset(found.union(*_words_there(cast).values())) - {""}


def _lower_words(names: Iterable[str]) -> set[str]:
    return {w.lower() for name in names for w in name.split() if w[:1].isupper()}
