"""The persons and bodies that a text names, as places a pronoun may point back to."""

from __future__ import annotations

from dataclasses import dataclass

from verbale.statements.lexicon import words
from verbale.statements.spans import Run
from verbale.statements.speech import source_run
from verbale.statements.tree import SUBJECTS, Tree, kids

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


def find_mentions(tree: Tree) -> tuple[Mentioned, ...]:
    """Find the noun phrases that may be persons or bodies, in the order of the text."""
    found: list[Mentioned] = []
    quoted = [(q.start, q.end) for q in tree.parse.quotations]
    for token in tree.tokens:
        person = _is_person(tree, token.index)
        if person is None:
            continue
        run = source_run(tree, token.index)
        if run is None or (found and found[-1].run[1] > run[0]):
            continue
        found.append(
            Mentioned(
                head=token.index,
                run=run,
                person=person,
                plural=token.xpos in ("NNS", "NNPS"),
                subject=token.deprel in SUBJECTS,
                quoted=any(a <= run[0] and run[1] <= b for a, b in quoted),
            )
        )
    return tuple(found)


def _is_person(tree: Tree, index: int) -> bool | None:
    """Tell person (true) from body (false); None for anything else."""
    token = tree.tokens[index]
    if token.deprel in ("compound", "flat", "amod", "det"):
        return None
    lemma = token.lemma.lower()
    name = next((n for n in tree.parse.names if n.start < token.end and token.start < n.end), None)
    if token.upos == "PROPN":
        if name is not None and name.label == "PERSON":
            return True
        titled = any(
            tree.tokens[one].lemma.lower() in words("role_noun")
            for one in kids(tree, index, "compound", "appos", "nmod:desc")
        )
        return True if titled else None
    if token.upos == "NOUN" and lemma in words("role_noun"):
        return lemma not in _BODIES
    return None
