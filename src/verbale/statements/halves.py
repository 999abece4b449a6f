"""The two halves of a conditional: their runs, and the heads of their clauses."""

from __future__ import annotations

from dataclasses import dataclass

from verbale.codes import ConditionalForm
from verbale.statements.spans import Run, trim
from verbale.statements.tree import Tree, ancestors, subtree


@dataclass(frozen=True, slots=True)
class Conditioned:
    """One conditional: its form and its two halves, as character runs and as the heads of their clauses."""

    form: ConditionalForm
    antecedent: Run
    antecedent_head: int
    consequent: Run
    consequent_head: int
    rule: str


def halves(
    tree: Tree,
    form: ConditionalForm,
    antecedent: list[int],
    clause: int,
    head: int,
    skip: frozenset[int],
    rule: str,
) -> Conditioned | None:
    """Give the conditional of a clause and the one it hangs on; None where either half is empty."""
    cue_branches = {one for one in skip if head in ancestors(tree, one)}
    rest = subtree(tree, head, without=frozenset({clause}) | cue_branches)
    rest = [one for one in _without_opening(tree, rest, head) if one not in set(antecedent)]
    first, second = run_of(tree, antecedent), _largest_run(tree, rest, antecedent, head)
    if first is None or second is None:
        return None
    return Conditioned(form, first, clause, second, head, rule)


def _without_opening(tree: Tree, tokens: list[int], head: int) -> list[int]:
    """Leave out the conjunction or *that* which opens the consequent."""
    while tokens and tree.tokens[tokens[0]].deprel in ("cc", "mark", "punct") and tree.tokens[tokens[0]].head == head:
        tokens = tokens[1:]
    return tokens


def _largest_run(tree: Tree, tokens: list[int], antecedent: list[int], head: int) -> Run | None:
    """Give the side of the antecedent on which the consequent's head stands; both sides where they are one."""
    if not tokens or not antecedent:
        return None
    side = [one for one in tokens if (one < antecedent[0]) == (head < antecedent[0])]
    return run_of(tree, _without_aside(tree, side))


def _without_aside(tree: Tree, tokens: list[int]) -> list[int]:
    """Leave out a relative clause that only adds something, behind its comma at the end."""
    for at, one in enumerate(tokens):
        if at and tree.tokens[one].text == "," and at + 1 < len(tokens):
            clause = next((up for up in (tokens[at + 1], *ancestors(tree, tokens[at + 1])) if _adds(tree, up)), None)
            if clause is not None and subtree(tree, clause)[0] >= one and subtree(tree, clause)[-1] >= tokens[-1]:
                return tokens[:at]
    return tokens


def _adds(tree: Tree, index: int) -> bool:
    return tree.tokens[index].deprel == "acl:relcl"


def run_of(tree: Tree, tokens: list[int]) -> Run | None:
    """Give the run from the first to the last of some tokens, its edges trimmed; None for none."""
    if not tokens:
        return None
    return trim(tree.parse.text, tree.tokens[tokens[0]].start, tree.tokens[tokens[-1]].end)
