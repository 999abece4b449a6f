"""A draft as a TOML file made to be read and edited: the comments carry the quotations.

The file is a conflict file with a ``draft`` table: ``verbale solve`` reads it as it is. Above each option
and preference stand the words it rests on. The last part, ``draft.record``, holds the same for the program
and what the file said when it was drafted, so that a later draft can tell a person's changes from its own
(:func:`verbale.draft.merge.redraft`).
"""

from __future__ import annotations

import json
import re
import zlib
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from verbale.decode import record_from_dict
from verbale.draft.model import Draft, Evidence, Option, Statement
from verbale.draft.phrases import formula, literal, option_label
from verbale.encode import plain

FORMAT = "verbale-draft/1"
LONGEST_QUOTE = 200
HEADER = """\
A conflict drafted by verbale from the record. Read it, change it, solve it or weigh a proposal in it.

  status_quo   the options taken today
  options      what each party can do or leave
  prefer       what each party wants, most important first: first what it rules out or insists on, then what
               it wishes for, last what nobody said (assumed). Within these: the more categorical wording
               first, then the higher authority (A binds a state, F binds nobody), then what is said more
               often, then the later. Move a line to change the order; delete it to drop it; write
               "-x", "x IF y", "x IFF (y & -z)".

Under "#   " stand the words each part rests on. A new draft from more texts keeps your changes.
"""


def to_toml(made: Draft, conflicts: Sequence[str] = ()) -> str:
    """Write a draft as TOML; ``conflicts`` (from a merge) are shown at the top."""
    lines = [*_comment(HEADER), *(f"# CONFLICT: {_clean(one)}" for one in conflicts), ""]
    lines += [f"name = {_text(made.title)}"]
    lines += _list("status_quo", ([f"{_text(one.id)},"] for one in made.options if one.now))
    lines += _list("infeasible", (_infeasible(made, n) for n in range(len(made.infeasible))))
    for party in made.decision_makers:
        lines += ["", "[[decision_maker]]", f"id = {_text(party.id)}", f"name = {_text(party.name)}"]
        lines += _list("options", (_option(one) for one in made.options if one.owner == party.id))
        mine = [one for one in made.statements if one.decision_maker == party.id]
        lines += _list("prefer", _preferences(mine))
    lines += _proposals(made)
    lines += _notes(made)
    lines += _record(made)
    return "\n".join(lines) + "\n"


def _comment(text: str) -> Iterator[str]:
    for line in text.splitlines():
        yield f"# {line}".rstrip()


def _list(name: str, entries: Iterable[Sequence[str]]) -> list[str]:
    body = [f"  {line}" for entry in entries for line in entry]
    return [f"{name} = [", *body, "]"] if body else [f"{name} = []"]


def _infeasible(made: Draft, n: int) -> list[str]:
    rule = made.infeasible[n]
    return [f"{_text(' & '.join(literal(one) for one in rule.terms))},  # {_clean(rule.why)}"]


def _option(option: Option) -> list[str]:
    direction = {"": "", "once_taken": ', direction = "fwd"', "once_left": ', direction = "back"'}
    state = "taken" if option.now else "not taken"
    assumed = " (assumed)" if option.now_assumed else ""
    return [
        f"# today {state}{assumed}: {_clean(option.now_why)}",
        *_quotes(option.evidence),
        f"{{ id = {_text(option.id)}, name = {_text(option_label(option))}{direction[option.irreversible]} }},",
    ]


def _preferences(mine: Sequence[Statement]) -> Iterator[list[str]]:
    groups: list[list[Statement]] = []
    for one in mine:
        if one.tied and groups:
            groups[-1].append(one)
        else:
            groups.append([one])
    for group in groups:
        lines = [line for one in group for line in (f"# {_clean(one.words)}{_why(one)}", *_quotes(one.evidence))]
        told = ", ".join(_text(formula(one)) for one in group)
        yield [*lines, f"{told}," if len(group) == 1 else f"[{told}],"]


def _why(one: Statement) -> str:
    if one.kind == "assumed":
        return " [assumed: the record has no word of it]"
    if one.kind == "by_hand":
        return " [by hand]"
    salience = one.salience
    times = "once" if salience.said == 1 else f"{salience.said} times"
    return f" [{one.kind.replace('_', ' ')}; {salience.strength}, authority {salience.authority}, said {times}]"


def _quotes(evidence: Sequence[Evidence]) -> Iterator[str]:
    for one in evidence:
        words = _clean(one.span.text)
        if len(words) > LONGEST_QUOTE:
            words = f"{words[:LONGEST_QUOTE].rsplit(' ', 1)[0]} ..."
        who = [one.voice or "", one.date or "", f"authority {one.authority}" if one.authority else ""]
        about = ", ".join(part for part in who if part)
        yield f"#   “{words}”{f' ({about})' if about else ''}"


def _proposals(made: Draft) -> list[str]:
    lines = []
    for one in made.proposals:
        lines += ["", f"# {_clean(one.words)}", *_quotes(one.evidence), "[[draft.proposal]]"]
        lines += [f"id = {_text(one.id)}", f"by = {_value(list(one.by))}", f"to = {_value(list(one.to))}"]
        lines += [f"terms = {_text(' & '.join(literal(term) for term in one.terms))}"]
    return lines


def _notes(made: Draft) -> list[str]:
    """Write what a reader should know and the file can't hold: assumptions, choices, gaps, what is left out."""
    lines = [""]
    lines += [f"# ASSUMED: {_clean(one.says)} ({_clean(one.why)})" for one in made.assumptions]
    for choice in made.choices:
        lines.append(f"# CHOICE: {choice.actor} on {_clean(choice.label)}: {choice.taken.stance}, as {choice.why}")
        lines += [f"#   not: {stand.stance}, “{_clean(stand.evidence.span.text)}”" for stand in choice.others]
    lines += [f"# GAP: {_clean(one.about)}: {_clean(one.says)}" for one in made.gaps]
    lines += [f"# LEFT OUT: {_clean(one.about)} ({_clean(one.says)})" for one in made.left_out]
    return lines


def _record(made: Draft) -> list[str]:
    """Write what the program needs to read the draft back, and what it was drafted as."""
    packed = pack(made)
    lines = [packed[at : at + 110] for at in range(0, len(packed), 110)]
    return [
        "",
        "# From here on notes of verbale's own, packed: where each part comes from and what it was drafted as.",
        "",
        "[draft.record]",
        f"format = {_text(FORMAT)}",
        'whole = """',
        *lines,
        '"""',
    ]


def pack(made: Draft) -> str:
    """Write a draft as text that no search and replace in the file would touch."""
    fields = plain(replace(made, conflict=None))
    whole = json.dumps(fields, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return b64encode(zlib.compress(whole.encode("ascii"), 9)).decode("ascii")


def unpack(packed: str) -> Draft:
    """Read back what :func:`pack` wrote.

    Raises
    ------
    ValueError
        If the text is damaged.
    """
    try:
        whole = zlib.decompress(b64decode("".join(packed.split()), validate=True))
    except zlib.error as error:
        raise ValueError(str(error)) from None
    return record_from_dict(Draft, json.loads(whole))


def _clean(text: str) -> str:
    """Give text fit for a comment: one line, no control characters."""
    return " ".join(re.sub(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]", " ", text).split())


def _text(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _value(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
