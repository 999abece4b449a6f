"""The propositions of a content: its coordinated clauses, each with the words it rests on."""

from __future__ import annotations

from dataclasses import dataclass, replace

from verbale.statements.spans import Run, inside, trim
from verbale.statements.speech import Said
from verbale.statements.tree import SUBJECTS, Tree, child, head_in, is_predicate, kids, sentence_at, subtree

_MOST = 6


@dataclass(frozen=True, slots=True)
class Part:
    """One proposition: the head of its clause, its run, and the attribution narrowed to it."""

    head: int
    run: Run
    said: Said


def parts_of(tree: Tree, said: Said) -> list[Part]:
    """Give the propositions of an attribution, at least one, in the order of the text.

    A clause is divided at coordinated clauses with a subject of their own; a content of several
    sentences (a turn, a long quotation) at its sentences.
    """
    main = max(said.content, key=lambda run: run[1] - run[0])
    if said.content_head is None:
        return [Part(said.cue_head, main, said)]
    wanted = _of_somebody(tree, said, main)
    if wanted is not None:
        return [Part(wanted, main, replace(said, content_head=wanted))]
    if said.form == "noun":
        return [Part(said.content_head, main, said)]
    heads = _sentence_heads(tree, main) if _several_sentences(tree, main) else [said.content_head]
    found: list[Part] = []
    for head in heads:
        for one in [head, *_coordinated(tree, head)]:
            run = _run(tree, one, said.content, without=frozenset(_coordinated(tree, one)))
            if run is not None and len(found) < _MOST:
                # What the language model says of the whole is true of its first part.
                codes = () if found else said.codes
                found.append(Part(one, run, replace(said, content_head=one, content=(run,), codes=codes)))
    return found or [Part(said.content_head, main, said)]


_OF_SOMEBODY = frozenset("to for of from against over into".split())


def _of_somebody(tree: Tree, said: Said, run: Run) -> int | None:
    """Give what somebody is asked, praised or blamed for (*urged them to leave*, *praised X for waiting*)."""
    somebody = said.content_head
    if somebody is None or tree.tokens[somebody].upos not in ("NOUN", "PROPN", "PRON", "DET", "NUM"):
        return None
    if tree.tokens[somebody].head != said.cue_head or tree.tokens[somebody].deprel not in ("obj", "iobj", "obl"):
        return None
    after = [*kids(tree, said.cue_head, "xcomp", "advcl", "obl", "ccomp"), *kids(tree, somebody, "acl", "nmod")]
    for one in sorted(after):
        token = tree.tokens[one]
        marks = {tree.tokens[each].lemma.lower() for each in kids(tree, one, "mark", "case")}
        verbal = token.deprel != "nmod" or not token.text[0].isupper()
        if one > somebody and token.start < run[1] and marks & _OF_SOMEBODY and verbal:
            own = token.deprel in ("acl", "nmod") and "somebody" not in said.rule
            if not own:
                return one
    return None


def _several_sentences(tree: Tree, run: Run) -> bool:
    return sum(1 for one in tree.parse.sentences if one.start < run[1] and one.end > run[0]) > 1


def _sentence_heads(tree: Tree, run: Run) -> list[int]:
    found = (head_in(tree, one, run) for one in tree.parse.sentences if one.start < run[1] and one.end > run[0])
    return [head for head in found if head is not None]


def _coordinated(tree: Tree, head: int) -> list[int]:
    return [
        one
        for one in kids(tree, head, "conj", "parataxis")
        if is_predicate(tree, one)
        and sentence_at(tree, one) == sentence_at(tree, head)
        and (child(tree, one, *SUBJECTS) is not None or tree.tokens[one].upos == "VERB")
    ]


def _run(tree: Tree, head: int, content: tuple[Run, ...], without: frozenset[int]) -> Run | None:
    tokens = [
        one
        for one in subtree(tree, head, without=without)
        if any(inside((tree.tokens[one].start, tree.tokens[one].end), run) for run in content)
    ]
    while tokens and tree.tokens[tokens[0]].deprel in ("cc", "mark", "punct"):
        tokens = tokens[1:]
    if not tokens:
        return None
    block = [tokens[0]]
    for one in tokens[1:]:
        if one - block[-1] > 3 and tree.tokens[head].index in block:
            break
        block.append(one)
    return trim(tree.parse.text, tree.tokens[block[0]].start, tree.tokens[block[-1]].end)
