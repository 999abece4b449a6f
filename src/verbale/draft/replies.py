"""Answers to what another has put forward: "accepted the invitation", "rejected the terms", "welcomed the offer".

Such words name no act of their own. They take up the latest thing that another party has put forward, the
one whom they name where they name one: who accepts an offer with terms accepts its part in it, and who
rejects one refuses that part.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from verbale.draft.subjects import named_in
from verbale.records import Issue

_PUT = (
    r"offers?|proposals?|invitations?|plans?|terms?|overtures?|requests?|demands?|calls?|appeals?|initiatives?|ideas?|"
    r"conditions?|formula|road ?map|draft|suggestions?|package|ultimatum"
)
_NEWS = r"announcement|move|step|gesture|news"
_ANSWER = re.compile(
    r"^(?:(?P<verb>accept|accepts|accepted|approve|endorse|take up|agree to|meet|consider|considering|study|discuss|"
    r"reject|refuse|decline|turn down|agrees to|agreed to|rejects|rejected|refused|declined)\s+)?"
    rf"(?P<before>(?:[\w’'-]+\s+){{0,4}}?)(?P<what>{_PUT}|{_NEWS})\b(?P<after>.*)$",
    re.IGNORECASE,
)
# Answers that leave out what they answer: "will not comply", "rejected it".
_BARE = re.compile(
    r"^(?:it|comply|do so|do that|do it|accept it|agree to it|stop|give in|back down|budge)$", re.IGNORECASE
)
_OPENS = re.compile(
    r"^(?:the|an?|its|his|her|their|this|that|these|those|any|all|both|every|our|your|such)\b", re.IGNORECASE
)
_FROM = re.compile(r"^\s+(?:of|from|by|made by)\s+(?P<who>.+)$", re.IGNORECASE)
_NOT_YET = frozenset("consider considering study discuss".split())
_TERMS = frozenset("term terms condition conditions".split())
_SHORT = 12
# The speech acts that a word for something put forward goes with.
_CALLED = {
    **dict.fromkeys(("proposal", "invitation", "suggestion", "plan", "initiative", "idea"), ("propose",)),
    **dict.fromkeys(("demand", "request", "call", "appeal", "ultimatum"), ("demand",)),
}


@dataclass(frozen=True, slots=True)
class Put:
    """An act that a party has put forward. ``wanted`` tells whether it is to be done; ``doer`` does it (None: joint).

    ``terms`` are what it makes the act depend on: issue, whether it is to be done, and by whom, if that is said.
    """

    holder: str
    breath: tuple[int, str]
    act: str
    issue: Issue
    wanted: bool
    doer: str | None
    terms: tuple[tuple[Issue, bool, str | None], ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """What an answer takes up: the word for it, whose it is, and whether the answer is still open."""

    what: str
    whose: tuple[str, ...]
    open: bool


def read_answer(words: str, callings: Mapping[str, str]) -> Answer | None:
    """Read "accept the invitation of Verand"; None where the words name no thing put forward."""
    if _BARE.match(words.strip()):
        return Answer("demand", (), open=False)
    found = _ANSWER.match(words.strip())
    if found is None or len(words.split()) > _SHORT:
        return None
    before, after = found["before"].strip(), found["after"]
    whose = named_in(before, callings)
    if before and not whose and not _OPENS.match(before):
        return None
    behind = _FROM.match(after)
    if after.strip() and behind is None and not re.match(r"\s*[,.;]|\s+(?:as|in|on|for|to|with|at|and)\b", after):
        return None
    whose = whose or (named_in(behind["who"], callings) if behind else ())
    return Answer(found["what"].lower(), whose, (found["verb"] or "").lower() in _NOT_YET)


def taken_up(answer: Answer, put: Sequence[Put], by: str | None, whose: Sequence[str]) -> list[tuple[Issue, bool]]:
    """Give the acts that an answer of ``by`` is about, each with whether to accept is to want it done.

    ``whose`` are the actors that the answer names.
    """
    known = {one.holder for one in put}
    others = [one for one in put if one.holder != by and (one.holder in whose or not known & set(whose))]
    if not others:
        return []
    called = [one for one in others if one.act in _CALLED.get(answer.what.removesuffix("s"), ())]
    others = called or others
    to_it = [one for one in others if by and (one.doer == by or any(bound == by for _, _, bound in one.terms))]
    breath = (to_it or [one for one in others if one.doer is None] or others)[-1].breath
    found: dict[str, tuple[Issue, bool]] = {}
    latest = [one for one in others if one.breath == breath]
    asked = [one for one in latest if one.doer in (None, by)]
    own = [one for one in latest if one not in asked]
    terms = [(issue, wanted) for one in latest for issue, wanted, bound in one.terms if bound in (None, by)]
    steps = [(one.issue, one.wanted) for one in asked]
    if answer.what not in _TERMS or not terms:
        terms = [*steps, *terms]
    for issue, wanted in terms or [(one.issue, one.wanted) for one in own]:
        found[issue.id] = (issue, wanted)
    return list(found.values())
