"""How far a content reaches: its own pieces, a second clause with *that*, a quotation over several sentences."""

from __future__ import annotations

from dataclasses import replace

from verbale.statements.spans import Run, overlap, trim
from verbale.statements.speech import Said
from verbale.statements.tree import Tree, subtree, token_at

_LONGEST = 1500  # characters that a quotation may run on past its sentence


def own_pieces(tree: Tree, said: Said, found: list[Said]) -> Said:
    """Leave out a piece of the content that stands in another sentence and is what another cue there carries."""
    if len(said.content) < 2:
        return said
    here = tree.sentence_of[said.cue_head]

    def is_taken(run: Run) -> bool:
        there = tree.sentence_of[token_at(tree, run[0]) or 0]
        others = (one for one in found if one is not said and tree.sentence_of[one.cue_head] == there)
        return there != here and any(overlap(run, piece) > 0 for one in others for piece in one.content)

    kept = tuple(run for run in said.content if not is_taken(run))
    return replace(said, content=kept) if kept else said


def with_second_clause(tree: Tree, said: Said) -> Said:
    """Let *that A* run on over *and that B* behind it, which the parser may have hung elsewhere."""
    run = max(said.content, key=lambda one: one[1])
    if not tree.parse.text[run[0] : run[1]].lower().startswith("that ") or run[0] < said.cue[0]:
        return said
    index = token_at(tree, run[1] - 1)
    after = index + 1 if index is not None else len(tree.tokens)
    while after < len(tree.tokens) and tree.tokens[after].text == ",":
        after += 1
    if after + 2 >= len(tree.tokens) or tree.tokens[after].text.lower() not in ("and", "or", "but", "nor"):
        return said
    mark = tree.tokens[after + 1]
    if (
        mark.text.lower() != "that"
        or mark.deprel != "mark"
        or tree.sentence_of[after] != tree.sentence_of[said.cue_head]
    ):
        return said
    last = tree.tokens[subtree(tree, mark.head)[-1]]
    grown = trim(tree.parse.text, run[0], last.end) or run
    return replace(said, content=tuple(grown if one == run else one for one in said.content))


def with_quotation(tree: Tree, said: Said) -> Said:
    """Let a content that opens a quotation run on to its end, over sentences and paragraphs."""
    grown = tuple(_to_its_end(tree, said, run) for run in said.content)
    return replace(said, content=grown)


def _to_its_end(tree: Tree, said: Said, run: Run) -> Run:
    for quotation in tree.parse.quotations:
        opens = run[0] <= quotation.start + 2 and quotation.start < run[1] < quotation.end
        if opens and quotation.end - run[1] < _LONGEST and not _other_cue(tree, said, (run[1], quotation.end)):
            return trim(tree.parse.text, run[0], quotation.end) or run
    return run


def _other_cue(tree: Tree, said: Said, run: Run) -> bool:
    return run[0] <= said.cue[0] < run[1]
