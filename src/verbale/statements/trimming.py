"""Conditionals as their speaker put them: the words of the reporter cut out."""

from __future__ import annotations

import re
from dataclasses import replace

from verbale.statements.halves import Conditioned
from verbale.statements.spans import Run, trim

_ADDED = re.compile(
    r",\s+(?:which|who|whose|where|said|says|warned|added|according\s+to|[^,;“”\"]{3,80}?\s(?:said|told|warned|announced|insisted|argued|vowed))\b"
)
_TAIL = 60  # characters that may follow a cue at the end of a sentence (an addressee, a day)


def without_cues(found: list[Conditioned], text: str, clauses: list[Run], quotations: list[Run]) -> list[Conditioned]:
    """Cut the words of reporting out of conditionals (*If it fails, she warned, we shall leave*).

    ``clauses`` are the runs from source to cue of the attributions, ``quotations`` what stands between
    quotation marks: a conditional that begins within one ends within it.
    """
    return [_trimmed(one, text, clauses, quotations) for one in found]


def _trimmed(one: Conditioned, text: str, clauses: list[Run], quotations: list[Run]) -> Conditioned:
    first, second = one.antecedent, one.consequent
    around = next((q for q in quotations if q[0] <= first[0] < q[1]), None)
    if around is not None:
        first, second = _within(text, first, around), _within(text, second, around)
    for clause in clauses:
        first, second = _cut(text, first, clause), _cut(text, second, clause)
    if second[0] < first[1] and first[0] < second[1]:
        second = (
            trim(text, first[1], second[1]) or second
            if first[0] <= second[0]
            else trim(text, second[0], first[0]) or second
        )
    return replace(one, antecedent=_own_clause(text, first), consequent=_before_semicolon(text, second))


def _own_clause(text: str, run: Run) -> Run:
    """End an if-clause before what is added to it: another clause, a relative one, the words of the reporter."""
    run = _before_semicolon(text, run)
    added = _ADDED.search(text, run[0] + 4, run[1])
    return (trim(text, run[0], added.start()) or run) if added else run


def _before_semicolon(text: str, run: Run) -> Run:
    stop = text.find(";", run[0] + 1, run[1])
    return (trim(text, run[0], stop) or run) if stop > 0 else run


def _within(text: str, run: Run, around: Run) -> Run:
    return trim(text, max(run[0], around[0]), min(run[1], around[1])) or run


def _cut(text: str, run: Run, clause: Run) -> Run:
    """Cut a cue clause off the end or the head of ``run``; one in its midst stays."""
    if run[0] + 3 < clause[0] < run[1] <= clause[1] + _TAIL and not text[clause[1] : run[1]].startswith(","):
        return trim(text, run[0], clause[0]) or run
    if clause[0] <= run[0] < clause[1] < run[1]:
        return trim(text, clause[1], run[1]) or run
    return run
