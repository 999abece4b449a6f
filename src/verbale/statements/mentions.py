"""The persons and bodies that a text names, as places a pronoun may point back to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from verbale.language.parse import Name
from verbale.statements.lexicon import words
from verbale.statements.sources import case_of, source_run
from verbale.statements.spans import Run
from verbale.statements.tree import SUBJECTS, Tree, kids, tokens_in

_BODIES = frozenset(
    "government administration cabinet ministry parliament congress senate assembly court council "
    "commission committee army "
    "military navy police agency bureau department embassy mission office bloc alliance union "
    "organisation organization group "
    "movement militia junta regime palace side country nation state power authority people company firm "
    "bank team capital "
    "party coalition delegation institute newspaper daily network broadcaster outlet media press "
    "communique statement house".split()
)


@dataclass(frozen=True, slots=True)
class Mentioned:
    """One expression for a person or body: its head, its characters, and where it stands."""

    head: int
    run: Run
    person: bool
    plural: bool
    subject: bool
    quoted: bool


def find_mentions(tree: Tree, titled: Iterable[Run] = ()) -> tuple[Mentioned, ...]:
    """Find the noun phrases that may be persons or bodies, in the order of the text.

    ``titled`` are names with their titles that a table of actors reads; they stand before what the grammar finds.
    """
    quoted = [(q.start, q.end) for q in tree.parse.quotations]
    named = [_titled(tree, run, quoted) for run in titled]
    taken = [one.run for one in named if one is not None]
    names = _names_by_token(tree)
    found: list[Mentioned] = []
    for token in tree.tokens:
        person = _is_person(tree, token.index, names.get(token.index))
        if person is None:
            continue
        run = source_run(tree, token.index)
        if run is None or (found and found[-1].run[1] > run[0]) or any(a < run[1] and run[0] < b for a, b in taken):
            continue
        found.append(
            Mentioned(
                head=token.index,
                run=run,
                person=person,
                plural=token.xpos in ("NNS", "NNPS"),
                subject=token.deprel in SUBJECTS or _gives_words(tree, token.index),
                quoted=any(a <= run[0] and run[1] <= b for a, b in quoted),
            )
        )
    return tuple(sorted([*found, *(one for one in named if one is not None)], key=lambda one: one.run))


_ANSWERS = frozenset("answer reply response retort rebuttal message letter statement word note offer reaction".split())


def _gives_words(tree: Tree, index: int) -> bool:
    """Tell whether somebody's words are named (*the answer from the minister came at once*)."""
    token = tree.tokens[index]
    given = token.deprel == "nmod" and case_of(tree, index) in ("from", "by")
    return given and tree.tokens[token.head].lemma.lower() in _ANSWERS


def _titled(tree: Tree, run: Run, quoted: list[Run]) -> Mentioned | None:
    inner = tokens_in(tree, *run)
    if not inner:
        return None
    subject = any(tree.tokens[one].deprel in SUBJECTS or _gives_words(tree, one) for one in inner)
    inside = any(a <= run[0] and run[1] <= b for a, b in quoted)
    return Mentioned(head=inner[-1], run=run, person=True, plural=False, subject=subject, quoted=inside)


def _names_by_token(tree: Tree) -> dict[int, Name]:
    """Give the name that covers each token of a name."""
    found: dict[int, Name] = {}
    for name in tree.parse.names:
        for one in tokens_in(tree, name.start, name.end):
            found.setdefault(one, name)
    return found


def _is_person(tree: Tree, index: int, name: Name | None) -> bool | None:
    """Tell person (true) from body (false); None for anything else."""
    token = tree.tokens[index]
    if token.deprel in ("compound", "flat", "amod", "det"):
        return None
    lemma = token.lemma.lower()
    if token.upos == "PROPN":
        if name is not None and name.label == "PERSON":
            return True
        titled = any(
            tree.tokens[one].lemma.lower() in words("role_noun")
            for one in kids(tree, index, "compound", "appos", "nmod:desc")
        )
        return True if titled or lemma in words("role_noun") - _BODIES else None
    if token.upos == "NOUN" and lemma in words("role_noun"):
        return lemma not in _BODIES
    return None
