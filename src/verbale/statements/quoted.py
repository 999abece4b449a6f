"""Quotations whose speaker stands right behind them (*"…," X said*), where the grammar has not joined the two."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from verbale.statements.lexicon import cues
from verbale.statements.sources import source_run
from verbale.statements.spans import overlap, trim
from verbale.statements.speech import Said
from verbale.statements.tree import SUBJECTS, Tree, child, is_predicate, token_at, tokens_in

_LEAST = 4  # words of a quotation that can stand by itself
_REACH = 12  # tokens behind a quotation in which its cue stands


def find_quoted(tree: Tree, found: Sequence[Said]) -> Iterator[Said]:
    """Give the quotations that no finding holds though a cue of speech with its subject follows them at once."""
    text = tree.parse.text
    for one in tree.parse.quotations:
        run = trim(text, one.start, one.end)
        if run is None or not one.closed or len(text[slice(*run)].split()) < _LEAST:
            continue
        cue = _cue_behind(tree, one.end)
        subject = child(tree, cue, *SUBJECTS) if cue is not None else None
        source = source_run(tree, subject) if subject is not None else None
        if cue is None or subject is None or source is None or tree.tokens[subject].start < one.end:
            continue
        if any(overlap(run, piece) > 0 for said in found for piece in said.content):
            continue
        lexeme, token = cues()[tree.tokens[cue].lemma.lower()], tree.tokens[cue]
        inside = tokens_in(tree, *run)
        yield Said(
            source=source,
            source_head=subject,
            cue=(token.start, token.end),
            cue_head=cue,
            content=(run,),
            content_head=next((k for k in inside if is_predicate(tree, k)), inside[0]),
            act=lexeme.act,
            form="clause",
            reporter=lexeme.reporter,
            kind=lexeme.kind,
            rule="speech:behind a quotation",
            confidence=0.75,
        )


def _cue_behind(tree: Tree, end: int) -> int | None:
    """Give the first verb of speech behind a quotation, with nothing but a name between."""
    first = token_at(tree, end)
    if first is None:
        return None
    for index in range(first + 1, min(first + _REACH, len(tree.tokens))):
        token = tree.tokens[index]
        if token.text in (".", ";", ":") or tree.sentence_of[index] != tree.sentence_of[first]:
            return None
        if token.upos in ("VERB", "AUX"):
            known = cues().get(token.lemma.lower())
            return index if known is not None and "quote" in known.frames else None
    return None
