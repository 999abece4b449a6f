"""Mending a parse where sense tells what syntax alone leaves open: which verb a later verb goes on from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from verbale.language.parse import Parse, Token
from verbale.statements.lexicon import cues
from verbale.statements.tree import SUBJECTS


def mend(parse: Parse) -> Parse:
    """Hang a verb of speech on the one it goes on from: *said that 40 had died and **urged** restraint*.

    In the simple past beside a clause that is in another tense, without a subject of its own, it tells a second act of
    whoever said the first.
    """
    moved = {one.index: up for one in parse.tokens if (up := _speaker_verb(parse.tokens, one)) is not None}
    if not moved:
        return parse
    return replace(parse, tokens=tuple(replace(one, head=moved.get(one.index, one.head)) for one in parse.tokens))


def _speaker_verb(tokens: Sequence[Token], one: Token) -> int | None:
    """Give the verb of speech that ``one`` goes on from, where the parser has hung it on what was said."""
    if one.deprel != "conj" or one.xpos != "VBD" or not _speaks(one):
        return None
    told = tokens[one.head]
    verb = tokens[told.head]
    if told.deprel != "ccomp" or verb.xpos != "VBD" or not _speaks(verb) or not told.index < one.index:
        return None
    below = [other for other in tokens[verb.index : one.index + 1] if other.head in (told.index, one.index)]
    subject = any(other.head == one.index and other.deprel in SUBJECTS for other in below)
    other_tense = told.xpos != "VBD" or any(other.head == told.index and other.deprel == "aux" for other in below)
    return verb.index if other_tense and not subject and verb.index < told.index else None


def _speaks(one: Token) -> bool:
    cue = cues().get(one.lemma.lower())
    return cue is not None and cue.kind == "speech"
