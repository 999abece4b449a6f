"""Read a draft's TOML file back, with what a person changed in it."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from verbale.conflict.logic import And, If, Iff, Not, Taken, options_of, parse_statement
from verbale.conflict.logic import Statement as Formula
from verbale.draft.compose import conflict_of
from verbale.draft.model import (
    DecisionMaker,
    Draft,
    Infeasible,
    Option,
    Proposal,
    Statement,
    Term,
)
from verbale.draft.phrases import formula, literal, statement_words, terms_words
from verbale.draft.written import FORMAT, unpack
from verbale.errors import ConflictError, InputError

Json = Mapping[str, Any]


def from_toml(text: str, path: str = "draft") -> Draft:
    """Read a draft that :func:`verbale.draft.to_toml` wrote, as a person may have edited it.

    Statements, options and proposals that the file still has keep their evidence; new ones count as
    written by hand. A plain conflict file (no ``draft`` table) gives a draft without evidence.

    Raises
    ------
    InputError
        If the text is no TOML, or a part names what is not there.
    """
    return read_both(text, path)[1]


def read_both(text: str, path: str = "draft") -> tuple[Draft, Draft]:
    """Give the draft as it was written by the program, and as the file has it now."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"{path}: expected a draft in TOML, found a mistake: {error}; mend the line") from None
    base = _base(data, path)
    try:
        return base, _edited(data, base)
    except (KeyError, TypeError, AttributeError) as error:
        raise InputError(
            f"{path}: expected decision makers with options and prefer lists; {error!r} is missing or of "
            "another form; compare a fresh draft"
        ) from None
    except ConflictError as error:
        raise InputError(f"{path}: {error}") from None


def _base(data: Json, path: str) -> Draft:
    record = data.get("draft", {}).get("record")
    if record is None:
        title = str(data.get("name", ""))
        return Draft(title=title, documents=(), decision_makers=(), options=(), statements=())
    if record.get("format") != FORMAT:
        raise InputError(
            f"{path}: draft.record.format: expected {FORMAT!r}, found {record.get('format')!r}; "
            "draft again with this version"
        )
    try:
        return unpack(record["whole"])
    except (KeyError, ValueError) as error:
        raise InputError(f"{path}: draft.record is damaged ({error}); draft again") from None


def _edited(data: Json, base: Draft) -> Draft:
    given_parties = data.get("decision_maker", []) if "draft" in data else data["decision_maker"]
    parties = [DecisionMaker(id=one["id"], name=one.get("name") or one["id"]) for one in given_parties]
    options = _options(data, base)
    names = {one.id: one.name for one in parties}
    statements = [one for given in given_parties for one in _prefer(given, base, options, names)]
    made = replace(
        base,
        title=str(data.get("name", base.title)),
        decision_makers=tuple(parties),
        options=tuple(options),
        statements=tuple(statements),
        infeasible=_infeasible(data, base, options),
        proposals=_proposals(data, base, options, names),
    )
    return replace(made, conflict=conflict_of(made))


def _options(data: Json, base: Draft) -> list[Option]:
    known = {one.id: one for one in base.options}
    taken = _taken(data)
    found: list[Option] = []
    for party in data.get("decision_maker", []):
        for given in party.get("options", []):
            fields = {"id": given} if isinstance(given, str) else given
            one = known.get(fields["id"]) or Option(
                id=fields["id"], owner=party["id"], name=fields["id"], undone=f"not {fields['id']}", topic=fields["id"]
            )
            name = str(fields.get("name") or one.name).removeprefix(f"{party['id']}: ")
            if name != one.name:
                one = replace(one, name=name, undone=f"not {name}")
            direction = {"fwd": "once_taken", "back": "once_left"}.get(fields.get("direction", ""), "")
            now = _now(taken, one.id, len(found))
            if now != one.now or known.get(one.id) is None:
                one = replace(one, now=now, now_why="set by hand", now_assumed=False)
            found.append(replace(one, owner=party["id"], irreversible=direction))  # type: ignore[arg-type]
    return found


def _taken(data: Json) -> str | frozenset[str]:
    given = data.get("status_quo", [])
    return given if isinstance(given, str) else frozenset(given)


def _now(taken: str | frozenset[str], option: str, place: int) -> bool:
    if isinstance(taken, str):
        return taken[place : place + 1] == "Y"
    return option in taken


def _prefer(given: Json, base: Draft, options: Sequence[Option], names: Mapping[str, str]) -> list[Statement]:
    if "prefer" not in given and ("weights" in given or "ranking" in given):
        raise InputError(
            f"decision maker {given['id']}: a draft takes preferences as a `prefer` list, found weights or a "
            "ranking; write statements, or use `verbale solve` on the file"
        )
    known = {formula(one): one for one in base.statements if one.decision_maker == given["id"]}
    found: list[Statement] = []
    for entry in given.get("prefer", []):
        for place, text in enumerate([entry] if isinstance(entry, str) else entry):
            one = known.get(text) or _by_hand(given["id"], text, options, names, len(found))
            found.append(replace(one, tied=place > 0))
    return found


def _by_hand(party: str, text: str, options: Sequence[Option], names: Mapping[str, str], place: int) -> Statement:
    read = parse_statement(
        text.removeprefix("?").strip(), tuple(one.id for one in options), tuple(one.name for one in options)
    )
    one = statement_from(party, text, read, options, place)
    return replace(one, words=statement_words(one, {option.id: option for option in options}, names))


def statement_from(party: str, text: str, read: Formula, options: Sequence[Option], place: int) -> Statement:
    """Give a statement written by hand; one of another form than a draft's keeps its text."""
    shape = _shape(read, options)
    topics = {one.id: one.topic for one in options}
    if shape is None or text.startswith("?"):
        named = [options[one].id for one in sorted(options_of(read))]
        act, when = Term(option=named[0], value=True), tuple(Term(option=one, value=True) for one in named[1:])
        shape = (act, "IF" if when else "plain", when)
    else:
        text = ""
    act, form, when = shape
    return Statement(
        id=f"{party}.hand{place + 1}",
        decision_maker=party,
        act=act,
        form=form,  # type: ignore[arg-type]
        when=when,
        kind="by_hand",
        concern=tuple(dict.fromkeys(topics[one.option] for one in (act, *when))),
        text=text,
    )


def _shape(read: Formula, options: Sequence[Option]) -> tuple[Term, str, tuple[Term, ...]] | None:
    match read:
        case If(then=left, condition=right):
            form = "IF"
        case Iff(left=left, right=right):
            form = "IFF"
        case _:
            alone = _literal(read, options)
            return None if alone is None else (alone, "plain", ())
    act = _literal(left, options)
    when = [_literal(one, options) for one in (right.parts if isinstance(right, And) else (right,))]
    if act is None or None in when:
        return None
    return act, form, tuple(one for one in when if one is not None)


def _literal(read: Formula, options: Sequence[Option]) -> Term | None:
    match read:
        case Taken(index=index):
            return Term(option=options[index].id, value=True)
        case Not(part=Taken(index=index)):
            return Term(option=options[index].id, value=False)
    return None


def _infeasible(data: Json, base: Draft, options: Sequence[Option]) -> tuple[Infeasible, ...]:
    known = {" & ".join(literal(term) for term in one.terms): one for one in base.infeasible}
    return tuple(
        known.get(text) or Infeasible(terms=terms_from(text, options), why="written by hand")
        for text in data.get("infeasible", [])
    )


def terms_from(text: str, options: Sequence[Option]) -> tuple[Term, ...]:
    """Read option values joined by ``&``.

    Raises
    ------
    InputError
        If the text is anything else.
    """
    read = parse_statement(text, tuple(one.id for one in options), tuple(one.name for one in options))
    terms = [_literal(one, options) for one in (read.parts if isinstance(read, And) else (read,))]
    if None in terms:
        raise InputError(f"expected options joined by '&' (with '-' for not taken), found {text!r}; split it up")
    return tuple(one for one in terms if one is not None)


def _proposals(data: Json, base: Draft, options: Sequence[Option], names: Mapping[str, str]) -> tuple[Proposal, ...]:
    known = {one.id: one for one in base.proposals}
    by_id = {one.id: one for one in options}
    found = []
    for place, given in enumerate(data.get("draft", {}).get("proposal", [])):
        terms = terms_from(given["terms"], options)
        one = known.get(given.get("id", ""))
        if one is None or one.terms != terms:
            one = Proposal(
                id=given.get("id", f"hand{place + 1}"),
                words=terms_words(terms, by_id, names),
                by=tuple(given.get("by", ())),
                to=tuple(given.get("to", ())),
                terms=terms,
                role="by_hand",
            )
        found.append(replace(one, by=tuple(given.get("by", one.by)), to=tuple(given.get("to", one.to))))
    return tuple(found)
