"""Who speaks: the token a cue of speech takes its source from, and the run of its name."""

from __future__ import annotations

from verbale.statements.spans import Run, trim
from verbale.statements.tree import SUBJECTS, Tree, ancestors, child, kids, subject, subtree

_SPEAKING = frozenset("i we he she it they".split())


def find_source(tree: Tree, index: int, passive: bool) -> int | None:
    """Give the token whose words the cue ``index`` carries: its subject, or the agent of a passive."""
    if passive:
        for one in kids(tree, index, "obl:agent", "obl"):
            if case_of(tree, one) == "by":
                return one
        return None
    found = subject(tree, index)
    before = tree.tokens[index - 1] if index else None
    if before is not None and before.text.lower() in _SPEAKING and before.xpos == "PRP":
        found = before.index  # "barges that it says cross the river"
    if found is None and tree.tokens[index].deprel in ("advcl", "acl", "xcomp"):
        found = _controller(tree, index)
    if found is not None and tree.tokens[found].xpos in ("WP", "WDT", "WRB"):
        found = antecedent(tree, found)
    if found is not None and _only_counts(tree, found):
        found = next((one for one in range(index - 1, found, -1) if tree.tokens[one].upos in ("PROPN", "PRON")), found)
    return found


def _only_counts(tree: Tree, index: int) -> bool:
    """Tell whether a word numbers the points of a text (*One, she said that …*) rather than names a speaker."""
    after = tree.tokens[index + 1].text if index + 1 < len(tree.tokens) else ""
    return tree.tokens[index].text.lower() in ("one", "two", "three", "first", "second", "third") and after in (
        ",",
        ":",
    )


def _controller(tree: Tree, index: int) -> int | None:
    for one in ancestors(tree, index):
        found = child(tree, one, *SUBJECTS)
        if found is not None:
            return found
    return None


def antecedent(tree: Tree, index: int) -> int | None:
    """Give the noun that a relative pronoun stands for; where no clause hangs on one, the noun right before it."""
    for one in ancestors(tree, index):
        if tree.tokens[one].deprel == "acl:relcl":
            return tree.tokens[one].head
    before = index - 2 if index > 1 and tree.tokens[index - 1].text == "," else index - 1
    if before < 0 or tree.sentence_of[before] != tree.sentence_of[index]:
        return None
    return before if tree.tokens[before].upos in ("PROPN", "NOUN") else None


# What tells how a source came to speak is no part of its name: *an official not authorized to speak*.
_GROUNDS = frozenset("authorize authorise brief quote cite ask request decline speak".split())


def source_run(tree: Tree, head: int) -> Run | None:
    """Give the characters of the name or title phrase that ``head`` heads.

    Clauses set off by a comma and appositions longer than a name are left out.
    """
    drop = {
        one
        for one in tree.children[head]
        if tree.tokens[one].deprel in ("case", "cc", "punct", "parataxis", "advmod", "dep", "list")
        or (tree.tokens[one].deprel == "acl" and tree.tokens[one].lemma.lower() in _GROUNDS)
        or (tree.tokens[one].deprel in ("acl:relcl", "acl", "advcl") and _after_comma(tree, one))
        or (tree.tokens[one].deprel == "appos" and _is_long(tree, one))
        or (tree.tokens[one].deprel == "conj" and _after_comma(tree, one) and tree.tokens[one].upos == "VERB")
    }
    inside = subtree(tree, head, without=frozenset(drop))
    block = [inside[inside.index(head)]]
    for one in inside[inside.index(head) + 1 :]:
        if one - block[-1] > 2:
            break
        block.append(one)
    for one in reversed(inside[: inside.index(head)]):
        if block[0] - one > 2:
            break
        block.insert(0, one)
    first, last = _whole_name(tree, block[0], block[-1])
    return trim(tree.parse.text, tree.tokens[first].start, tree.tokens[last].end)


def _whole_name(tree: Tree, first: int, last: int) -> tuple[int, int]:
    """Widen a run to the proper nouns beside it, so that a name the parser cut stays whole."""
    tokens = tree.tokens

    def joined(left: int, right: int) -> bool:
        both = tokens[left].upos == "PROPN" and tokens[right].upos == "PROPN"
        return (
            both and tokens[right].start - tokens[left].end <= 1 and tree.sentence_of[left] == tree.sentence_of[right]
        )

    while first > 0 and joined(first - 1, first):
        first -= 1
    while last + 1 < len(tokens) and joined(last, last + 1):
        last += 1
    return first, last


def _after_comma(tree: Tree, index: int) -> bool:
    first = subtree(tree, index)[0]
    before = tree.tokens[first - 1].text if first else ""
    return before in (",", "-", "–", "—", "(") or tree.tokens[first].text in (",", "-", "–", "—", "(")


def _is_long(tree: Tree, index: int) -> bool:
    tokens = subtree(tree, index)
    return tree.tokens[tokens[-1]].end - tree.tokens[tokens[0]].start > 45


def case_of(tree: Tree, index: int) -> str | None:
    """Give the preposition of a noun phrase, lower-cased."""
    one = child(tree, index, "case")
    return tree.tokens[one].text.lower() if one is not None else None
