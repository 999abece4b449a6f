"""A proposal given by hand, as option ids or in words."""

from __future__ import annotations

import re

from verbale.draft import Draft, Option, Proposal, Term, term_words
from verbale.draft.phrases import terms_words
from verbale.draft.wording import content
from verbale.errors import InputError

DENIAL = re.compile(
    r"^\s*(?:-|not\s|no\s|without\s|never\s)|\b(?:does not|doesn't|do not|don't|leaves? out|leaves? off|"
    r"gives? up|refrains? from|drops?|sets? aside|is off|are off|off the)\b",
    re.IGNORECASE,
)
LEAST_ALIKE = 0.34


def proposal_from(made: Draft, text: str) -> Proposal:
    """Read a proposal from text: terms joined by ``&`` or semicolons, each an option id or its name.

    A joint act named in words means all parties' options. ``by`` is empty: nobody of the record
    puts it forward.

    Raises
    ------
    InputError
        If a part names no option, or the whole contradicts itself.
    """
    parts = [part.strip() for part in re.split(r"[;&]|\band\b(?=\s+-)", text) if part.strip()]
    if not parts:
        raise InputError("expected a proposal, found an empty text; name one or more options")
    terms: dict[str, bool] = {}
    for part in parts:
        for term in _terms(made, part):
            if terms.setdefault(term.option, term.value) != term.value:
                raise InputError(f"{term.option} is both taken and left in {text!r}; keep one of the two")
    found = tuple(Term(option=one, value=value) for one, value in terms.items())
    owners = {option.id: option.owner for option in made.options}
    options = {option.id: option for option in made.options}
    names = {one.id: one.name for one in made.decision_makers}
    return Proposal(
        id="by_hand",
        words=terms_words(found, options, names),
        by=(),
        to=tuple(dict.fromkeys(owners[term.option] for term in found)),
        terms=found,
        role="by_hand",
    )


def _terms(made: Draft, part: str) -> tuple[Term, ...]:
    bare = part.lstrip("-¬! ").strip()
    exact = next((one for one in made.options if one.id.casefold() == bare.casefold()), None)
    if exact is not None:
        return (Term(option=exact.id, value=not part.startswith(("-", "¬", "!"))),)
    best = max(made.options, key=lambda option: _alike(made, option, part), default=None)
    if best is None or _alike(made, best, part) < LEAST_ALIKE:
        known = "; ".join(f"{one.id} ({one.name})" for one in made.options)
        raise InputError(f"no option is like {part!r}; the draft has: {known}. Use one of these ids or names")
    value = DENIAL.search(part) is None
    if best.role == "own_act":
        return (Term(option=best.id, value=value),)
    return tuple(Term(option=one.id, value=value) for one in made.options if one.topic == best.topic)


def _alike(made: Draft, option: Option, part: str) -> float:
    """Give the share of an option's content words, with its owner's name, that a text has."""
    names = {one.id: one.name for one in made.decision_makers}
    told = content(term_words(Term(option=option.id, value=True), {option.id: option}, names))[0]
    said = content(part)[0]
    return len(told & said) / len(said) if said else 0.0
