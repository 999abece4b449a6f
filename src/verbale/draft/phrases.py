"""Terms and statements in words, and in the writing of :mod:`verbale.conflict`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from verbale.draft.model import Option, Statement, Term
from verbale.draft.names import does, sentence, spoken


def option_label(option: Option) -> str:
    """Give an option's name with its owner before it: "JPN: keep abductions on the agenda"."""
    return f"{option.owner}: {option.name}"


def literal(term: Term) -> str:
    """Write a term as an option id, with a minus sign where the option isn't taken."""
    return term.option if term.value else f"-{term.option}"


def formula(statement: Statement) -> str:
    """Write a statement in the syntax of option prioritisation."""
    if statement.text:
        return statement.text
    if statement.form == "plain":
        return literal(statement.act)
    when = " & ".join(literal(one) for one in statement.when)
    return f"{literal(statement.act)} {statement.form} {f'({when})' if len(statement.when) > 1 else when}"


def term_words(term: Term, options: Mapping[str, Option], names: Mapping[str, str]) -> str:
    """Say a term: "Japan keeps the abduction issue on the agenda"."""
    option = options[term.option]
    return does(names.get(option.owner, option.owner), option.name if term.value else option.undone)


def terms_words(terms: Sequence[Term], options: Mapping[str, Option], names: Mapping[str, str]) -> str:
    """Say several terms in one sentence."""
    said = [term_words(one, options, names) for one in terms]
    return said[0] if len(said) == 1 else f"{', '.join(said[:-1])} and {said[-1]}" if said else "nothing"


def statement_words(statement: Statement, options: Mapping[str, Option], names: Mapping[str, str]) -> str:
    """Say a preference statement of a party in words: "Japan wants to keep ... on the agenda"."""
    if statement.text:
        return f"{sentence(spoken(names.get(statement.decision_maker, statement.decision_maker)))}: {statement.text}"
    party = sentence(spoken(names.get(statement.decision_maker, statement.decision_maker)))
    option = options[statement.act.option]
    phrase = option.name if statement.act.value else option.undone
    act = f"not to {phrase.removeprefix('not ')}" if phrase.startswith("not ") else f"to {phrase}"
    if option.owner != statement.decision_maker:
        act = f"{spoken(names.get(option.owner, option.owner))} {act}"
    if statement.form == "plain":
        return f"{party} wants {act}"
    when = terms_words(statement.when, options, names)
    return f"{party} wants {act} {'if, and only if,' if statement.form == 'IFF' else 'if'} {when}"
