"""Acts told in a list below those who do them: *The Ministers of X and Y: 1. Reaffirm ...; 2. Call on ...*."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from verbale.statements.modelled import head_of
from verbale.statements.spans import Run
from verbale.statements.speech import Said
from verbale.statements.tree import Tree

_OPENER = re.compile(r"^[ \t]*(?P<who>(?:The|We, the) [^\n:]{3,240}?)[ \t]*[:,][ \t]*$", re.MULTILINE)
_ITEM = re.compile(
    r"[ \t]*(?:\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)]\s*|[•*–—-]\s*)?"
    r"(?:(?:Also|Further|Strongly|Deeply|Again|Once again)\s+)?"
)
_LISTING = ("VB", "VBP", "VBZ", "VBG")


def find_openers(text: str) -> list[Run]:
    """Give those who do what a list below them tells, in the order of the text."""
    return [match.span("who") for match in _OPENER.finditer(text)]


def with_opener(tree: Tree, said: Said, openers: Sequence[Run]) -> Said:
    """Give a finding without a source the last opener before it, where its cue begins an item of a list."""
    run = next((one for one in reversed(openers) if one[1] < said.cue[0]), None)
    if run is None or said.source is not None or not _begins_item(tree, said.cue_head):
        return said
    return replace(said, source=run, source_head=head_of(tree, run))


def _begins_item(tree: Tree, cue: int) -> bool:
    """Tell whether a verb, or the one it goes on from, is the first word of a line but for its number."""
    token = tree.tokens[cue]
    if token.xpos not in _LISTING:
        return False
    if token.deprel == "conj" and tree.tokens[token.head].upos == "VERB":
        return _begins_item(tree, token.head)
    start = tree.parse.text.rfind("\n", 0, token.start) + 1
    return _ITEM.fullmatch(tree.parse.text, start, token.start) is not None
