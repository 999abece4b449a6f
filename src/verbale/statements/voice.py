"""In whose voice a text is written: its author's, a speaker's own (*I*, *we*), or that of the parties together."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from verbale.records import Document, Entity
from verbale.statements.cast import AUTHOR, SIDES, Cast, Figurehead, enter_code, main_parties
from verbale.statements.spans import Run, trim
from verbale.statements.tree import token_at
from verbale.statements.who import who

Kind = Literal["author", "own", "joint"]
_HEAD = 400
_BY = re.compile(
    r"\b(?:statement|remarks|address|speech|letter|message|note|declaration|communiqu[eé]|reply|answer|telegram|memorandum|"
    r"position|appeal|press release|readout)s?\b[^\n]{0,40}?\b(?:by|of|from)\s+(?P<who>[^\n]+)",
    re.IGNORECASE,
)
_SIGNED = re.compile(r"\n\s*(?:[—–-]+\s*|\(?[Ss]igned\)?[:,]?\s*)?(?P<who>[A-Z][^\n]{3,90})\s*$")
_PURPOSE = re.compile(
    r"\b(?:on|at|for|to|in|concerning|regarding|following|before|about|delivered|dated|issued)\b.*$", re.IGNORECASE
)
_AND = re.compile(r"\b(?:and|with)\b")


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
    if document.kind == "first-person statement":
        found = _own(text, cast)
        if found is not None:
            cast.voice = found.entity
            return found
    return Voice("author", AUTHOR, ())


def _joint(text: str, cast: Cast) -> Voice:
    first = text.find("\n\n")
    head = (0, min(_HEAD, first if first > 0 else _HEAD))
    members = list(dict.fromkeys(code for at, code, _ in cast.lands if at < head[1])) or main_parties(cast)[:2]
    for one in members:
        enter_code(cast, one, one)
    cast.entities[SIDES] = Entity(id=SIDES, name="the two sides", type="grouping", members=tuple(members))
    cast.heads[SIDES] = Figurehead("state_unspecified")
    cast.voice = SIDES
    run = trim(text, *head)
    return Voice("joint", SIDES, (run,) if run else ())


def _own(text: str, cast: Cast) -> Voice | None:
    match = _BY.search(text[:_HEAD]) or _SIGNED.search(text[-300:].rstrip())
    places = [match] if match else []
    for found in places:
        offset = 0 if found.re is _BY else len(text) - len(text[-300:])
        run = trim(text, offset + found.start("who"), offset + found.end("who"))
        if run is None:
            continue
        entity = _speaker(text, cast, run)
        if entity is not None:
            return Voice("own", entity, (run,))
    first = next((code for at, code, _ in cast.lands if at < _HEAD), None)
    if first is not None:
        enter_code(cast, first, first)
    return Voice("own", first, ()) if first else None


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
        if known.type != "group" and (known.of or known.on_behalf_of or known.type == "state"):
            return entity
    return None
