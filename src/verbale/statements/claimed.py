"""Who claims a figure: the speaker in whose words it stands, who is said to count, or the writer."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from verbale.records import Attribution, Quantity
from verbale.statements.build import coding, source_of
from verbale.statements.cast import AUTHOR, side_of
from verbale.statements.spans import Run, inside, span
from verbale.statements.tree import clause_of, sentence_at, subject, token_at
from verbale.statements.who import who

if TYPE_CHECKING:
    from verbale.statements.extract import Work


def quantities(work: Work, attributions: tuple[Attribution, ...]) -> tuple[Quantity, ...]:
    """Give the quantity records with who claims each."""
    made = []
    for number, one in enumerate(work.figures, start=1):
        holder, attributed = AUTHOR, None
        for report, entity, record in zip(work.reports, work.speakers, attributions, strict=True):
            if any(inside(one.run, (run[0] - 1, run[1] + 1)) for run in report.said.content):
                holder, attributed = entity, record
        if holder == AUTHOR and work.voice.kind != "author":
            holder = work.voice.entity
        if holder == AUTHOR:
            holder = _going_on(work, one.run) or AUTHOR
        holder = _counted_by(work, one.head) or _beside(work, one.run) or holder
        issue = attributed.propositions[0].issue if attributed is not None else None
        side = side_of(work.cast, holder)
        made.append(
            Quantity(
                id=f"Q{number}",
                value=one.value,
                unit=one.unit,
                claimed_by=side or holder,
                span=span(work.document.text, one.run),
                issue=issue,
                attribution=attributed.id if attributed else None,
                codings=(coding("value", "rule:figures", 0.8),),
            )
        )
    return tuple(made)


_COUNTING = frozenset("count put estimate value reckon place set tally calculate cite".split())
_FIGURE = r"(?:figures?|counts?|tall(?:y|ies)|tolls?|estimates?|reckoning|numbers?|accounts?|version)"
_OWN_FIGURE = re.compile(rf"[’']s? (?:own |official |latest )?{_FIGURE}(?: (?:of|is|was|at|being|stands at))*[ :,]*$")
_BY_COUNT = re.compile(rf"^[\w ]{{0,24}},? (?:by|on|according to) (?P<whose>[\w .]+?)[’']s? (?:own )?{_FIGURE}\b")
# "Latvia counts 31,000 men, Russia 27,000", "China speaks of four; India, of twenty"
_GAPPED = re.compile(r"[;,] (?:and |while )?(?P<whose>[A-Z][\w .]+?),? (?:of |at |only |about |some |over |nearly )*$")
_SAYS_HOW_MANY = re.compile(r"\b(?:counts?|counted|speaks?|spoke|puts?|claims?|says?|lists?|reports?|admits?)\b")
_RUNS_ON = re.compile(r"\b(?:had|would)\b")
_NEAR = 60  # characters


def _beside(work: Work, run: Run) -> str | None:
    """Give whose figure it is where the words right beside say so: *Moscow's figure of 40*, *Russia 27,000*."""
    text = work.document.text
    sentence = sentence_at(work.tree, token_at(work.tree, run[0]) or 0)
    start = max(sentence.start, run[0] - _NEAR)
    before = text[start : run[0]]
    match = _OWN_FIGURE.search(before)
    if match is not None:
        return _land_ending(work, start + match.start())
    match = _BY_COUNT.search(text[run[1] : min(sentence.end, run[1] + _NEAR)])
    if match is not None:
        return _land_ending(work, run[1] + match.end("whose"))
    match = _GAPPED.search(before)
    if match is not None and _SAYS_HOW_MANY.search(text[sentence.start : start + match.start() + 1]):
        return _land_ending(work, start + match.end("whose"))
    return None


def _land_ending(work: Work, end: int) -> str | None:
    """Give the country whose name ends at ``end``."""
    text = work.document.text
    found = [(at, code) for at, code, noun in work.cast.lands if noun and end - _LONGEST <= at < end]
    return next((code for at, code in reversed(found) if " and " not in text[at:end] and "," not in text[at:end]), None)


_LONGEST = 24  # characters of a country's name


def _going_on(work: Work, run: Run) -> str | None:
    """Give the speaker whose words a record goes on with where no cue stands: *He had lost 31 men.*"""
    if work.document.kind != "meeting record":
        return None
    text = work.document.text
    sentence = sentence_at(work.tree, token_at(work.tree, run[0]) or 0)
    if not _RUNS_ON.search(text[sentence.start : sentence.end]):
        return None
    paragraph = text.rfind("\n", 0, run[0])
    told = [
        side_of(work.cast, speaker) or speaker
        for report, speaker in zip(work.reports, work.speakers, strict=True)
        if paragraph < report.said.cue[0] < sentence.start and report.nested_in is None
    ]
    return told[-1] if told else None


def _counted_by(work: Work, index: int) -> str | None:
    """Give who counts, where a clause says so (*X puts the toll at 40*); None where nobody does."""
    verb = clause_of(work.tree, index)
    counter = subject(work.tree, verb)
    if counter is None or work.tree.tokens[verb].lemma.lower() not in _COUNTING or counter > index:
        return None
    if work.tree.tokens[verb].xpos == "VBN" or work.tree.tokens[counter].upos not in ("PROPN", "NOUN", "PRON"):
        return None
    side = side_of(work.cast, who(work.cast, counter, source_of(work, counter)))
    return side if side is not None and work.cast.entities[side].type == "state" else None
