"""In whose voice a text is written: its author's, a speaker's own (*I*, *we*), or that of the parties together."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from verbale.records import Document, Entity
from verbale.statements.cast import AUTHOR, SIDES, Cast, Figurehead, enter_code, main_parties, side_of
from verbale.statements.own_side import own_country
from verbale.statements.sources import source_run
from verbale.statements.spans import Run, trim
from verbale.statements.tree import subject, token_at
from verbale.statements.who import who

Kind = Literal["author", "own", "joint"]
_HEAD = 400
_BY = re.compile(
    r"\b(?:statement|remarks|address|speech|letter|message|note|declaration|communiqu[eé]|reply|answer|telegram|memorandum|"
    r"position|appeal|press release|readout)s?\b[^\n]{0,40}?\b(?:by|of|from)\s+(?P<who>[^\n]+)",
    re.IGNORECASE,
)
_SIGNED = re.compile(r"\n\s*(?:[—–-]+\s*|\(?[Ss]igned\)?[:,]?\s*)?(?P<who>[A-Z][^\n]{3,90})(?<![.!?:;])\s*$")
_PURPOSE = re.compile(
    r"\b(?:on|at|for|to|in|concerning|regarding|following|before|about|delivered|dated|issued)\b.*$", re.IGNORECASE
)
_ISSUED = re.compile(
    r"\b(?P<who>The [^.\n]{3,120}?)(?:,[^.\n]{3,60},)? (?:has |have )?(?:today )?"
    r"(?:issued|released|published|made) the following\b"
)
_FROM = re.compile(r"^[ \t]*From:[ \t]*(?P<who>[^\n]+)$", re.MULTILINE)
# "The Foreign Ministers of A, B and C": those who declare.
_GATHERED = re.compile(
    r"\b(?:[Mm]inisters|[Pp]residents|[Gg]overnments|[Ll]eaders|[Rr]epresentatives|[Dd]elegations)"
    r" of (?P<list>[^\n:.;]+)"
)
_ABOUT = re.compile(r"\b[Oo]n (?:the )?$")  # "Joint Statement on Syria": what it is about
_OPENING = 1200  # characters in which a declaration says who declares
_PAIR = 2
_INSTITUTION = frozenset(
    "ministry government embassy department delegation legation mission office presidency republic kingdom "
    "state".split()
)


@dataclass(frozen=True, slots=True)
class Voice:
    """Whose voice a text is in, the entity that speaks, and the words that say so."""

    kind: Kind
    entity: str
    evidence: tuple[Run, ...]


def hear(document: Document, cast: Cast) -> Voice:
    """Find the voice of a document from its kind, its head and its signature."""
    text = document.text
    if document.kind == "joint statement":
        return _joint(text, cast)
    if document.kind == "briefing transcript":
        cast.host = next((code for at, code, _ in cast.lands if at < cast.head_end), None) or own_country(
            cast, least=2.0
        )
    if document.kind == "first-person statement":
        found = _own(text, cast)
        cast.voice = found.entity if found is not None else AUTHOR
        if found is not None:
            return found
    return Voice("author", AUTHOR, ())


def _joint(text: str, cast: Cast) -> Voice:
    first = text.find("\n\n")
    head = (0, min(_HEAD, first if first > 0 else _HEAD))
    gathered = _GATHERED.search(text[:_OPENING])
    listed = gathered.span("list") if gathered else (0, 0)
    members = list(dict.fromkeys(code for at, code, _ in cast.lands if listed[0] <= at < listed[1]))
    if len(members) < _PAIR:
        headed = (code for at, code, _ in cast.lands if at < head[1] and not _ABOUT.search(text[:at]))
        members = list(dict.fromkeys(headed)) or main_parties(cast)[:2]
    for one in members:
        enter_code(cast, one, one)
    cast.entities[SIDES] = Entity(id=SIDES, name="the two sides", type="grouping", members=tuple(members))
    cast.heads[SIDES] = Figurehead("state_unspecified")
    cast.voice = SIDES
    run = trim(text, *head)
    return Voice("joint", SIDES, (run,) if run else ())


def _own(text: str, cast: Cast) -> Voice | None:
    country = own_country(cast)
    if country is not None:
        enter_code(cast, country, country)
        cast.voice = country  # an official without a country is then one of its own
    for run in _named_speakers(text):
        entity = _speaker(text, cast, run)
        if entity is not None:
            return Voice("own", entity, (run,))
    told = _first_to_act(cast)
    if told is not None:
        return told
    return Voice("own", country, ()) if country is not None else None


def _named_speakers(text: str) -> list[Run]:
    """Give the runs that may name the speaker.

    They stand after *Statement by*, in a line *From:*, before *has issued the following*, and as signature at the end.
    """
    end = len(text) - len(text[-300:])
    runs = []
    for found, offset in (
        (_BY.search(text[:_HEAD]), 0),
        (_FROM.search(text[:_HEAD]), 0),
        (_ISSUED.search(text[:_HEAD]), 0),
        (_SIGNED.search(text[-300:].rstrip()), end),
    ):
        run = trim(text, offset + found.start("who"), offset + found.end("who")) if found else None
        if run is not None:
            runs.append(run)
    return runs


def _first_to_act(cast: Cast) -> Voice | None:
    """Read *The Ministry of X regards ...*, *Barbados will vote ...*: who acts first, in the present."""
    tree = cast.tree
    for sentence in tree.parse.sentences[:3]:
        root = next((t.index for t in tree.tokens[sentence.first : sentence.last] if t.deprel == "root"), None)
        index = subject(tree, root) if root is not None else None
        run = source_run(tree, index) if index is not None else None
        if root is None or index is None or run is None or tree.tokens[index].upos not in ("NOUN", "PROPN"):
            continue
        if tree.tokens[root].xpos == "VBD" or tree.parse.text[slice(*run)].lower().startswith(("my ", "our ")):
            return None
        land = any(run[0] <= at < run[1] for at, _, _ in cast.lands)
        if not land or (tree.tokens[index].upos == "NOUN" and tree.tokens[index].lemma.lower() not in _INSTITUTION):
            return None
        side = side_of(cast, who(cast, index, run))
        return Voice("own", side, (run,)) if side is not None and cast.entities[side].type == "state" else None
    return None


def _speaker(text: str, cast: Cast, run: Run) -> str | None:
    for words_there in (text[run[0] : run[1]], _PURPOSE.sub("", text[run[0] : run[1]]).strip(" ,")):
        if not words_there:
            continue
        end = run[0] + len(words_there)
        head = token_at(cast.tree, run[0])
        if head is None:
            return None
        entity = who(cast, head, (run[0], end))
        known = cast.entities[entity]
        if known.type == "organisation" and any(entity in (body.id, body.area) for body in cast.actors.table.bodies):
            return entity
        side = side_of(cast, entity) or known.of
        if (
            known.type != "group"
            and side in {code for _, code, _ in cast.lands}
            and cast.entities[side].type == "state"
        ):
            return entity
    return None
