"""Logical statements about options, in the literature's own writing: ``-2``, ``3 IF 1``, ``4 IFF (-1 & -2)``.

An option is named by its number (from 1, as in the papers), by its id, or by its name in quotation
marks. ``-`` or ``NOT`` denies, ``&`` or ``AND`` joins, ``|`` or ``OR`` offers a choice; ``A IF B`` is true
unless B holds and A does not; ``A IFF B`` is true where both hold or neither does. ``-`` binds most
tightly, then ``&``, then ``|``, then ``IF`` and ``IFF``, which do not chain without parentheses.

Source of the syntax: option prioritisation in Fang, Hipel, Kilgour & Peng, IEEE Trans. SMC-C 33 (2003).
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache, reduce
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from verbale.errors import ConflictError

Codes: TypeAlias = NDArray[np.int64]
Truth: TypeAlias = NDArray[np.bool_]

_MOST_NESTED = 100
_TOKEN = re.compile(
    r"""\s*(?:(?P<number>\d+(?!\w)) | (?P<quoted>"[^"]*"|'[^']*') | (?P<word>[^\W\d][\w.]*)
    | (?P<sign>[-!¬&∧|∨()]) | (?P<bad>\S))""",
    re.VERBOSE,
)
_SIGNS = {"!": "NOT", "¬": "NOT", "-": "NOT", "&": "AND", "∧": "AND", "|": "OR", "∨": "OR"}
KEYWORDS = frozenset({"IF", "IFF", "AND", "OR", "NOT"})


@dataclass(frozen=True, slots=True)
class Taken:
    """The option at ``index`` (from 0) is taken."""

    index: int


@dataclass(frozen=True, slots=True)
class Not:
    """``part`` does not hold."""

    part: Statement


@dataclass(frozen=True, slots=True)
class And:
    """All ``parts`` hold."""

    parts: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """At least one of ``parts`` holds."""

    parts: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class If:
    """``then`` holds, or ``condition`` does not."""

    then: Statement
    condition: Statement


@dataclass(frozen=True, slots=True)
class Iff:
    """``left`` and ``right`` both hold, or neither does."""

    left: Statement
    right: Statement


Statement: TypeAlias = Taken | Not | And | Or | If | Iff


@lru_cache(maxsize=4096)
def parse_statement(text: str, ids: tuple[str, ...], names: tuple[str, ...]) -> Statement:
    """Read one statement.

    Parameters
    ----------
    text
        The statement as written.
    ids, names
        Of the options, in the order of their numbers.

    Raises
    ------
    ConflictError
        If the text is no statement, or names an option that is not there.
    """
    reader = _Reader(text, ids, names)
    statement = reader.implication(0)
    if reader.peek() is not None:
        raise reader.trouble(f"nothing more was expected before {reader.peek()!r}")
    return statement


class _Reader:
    """Recursive descent over the tokens of one statement."""

    def __init__(self, text: str, ids: tuple[str, ...], names: tuple[str, ...]) -> None:
        self.text, self.ids, self.names = text, ids, names
        self.tokens = [_token(found) for found in _TOKEN.finditer(text)]
        self.at = 0

    def peek(self) -> str | None:
        return self.tokens[self.at] if self.at < len(self.tokens) else None

    def take(self, *wanted: str) -> str | None:
        if (token := self.peek()) in wanted:
            self.at += 1
            return token
        return None

    def trouble(self, what: str) -> ConflictError:
        return ConflictError(
            f"statement {self.text!r} cannot be read: {what}. "
            "Write it like -2, 3 IF 1, 4 IFF (-1 & -2), with option numbers or ids"
        )

    def implication(self, depth: int) -> Statement:
        if depth > _MOST_NESTED:
            raise self.trouble(f"parentheses are nested more than {_MOST_NESTED} deep")
        left = self.choice(depth)
        sign = self.take("IF", "IFF")
        if sign is None:
            return left
        right = self.choice(depth)
        if self.peek() in ("IF", "IFF"):
            raise self.trouble("two IF in a row need parentheses")
        return If(left, right) if sign == "IF" else Iff(left, right)

    def choice(self, depth: int) -> Statement:
        parts = [self.conjunction(depth)]
        while self.take("OR"):
            parts.append(self.conjunction(depth))
        return parts[0] if len(parts) == 1 else Or(tuple(parts))

    def conjunction(self, depth: int) -> Statement:
        parts = [self.literal(depth)]
        while self.take("AND"):
            parts.append(self.literal(depth))
        return parts[0] if len(parts) == 1 else And(tuple(parts))

    def literal(self, depth: int) -> Statement:
        denied = False
        while self.take("NOT"):
            denied = not denied
        statement = self.atom(depth)
        return Not(statement) if denied else statement

    def atom(self, depth: int) -> Statement:
        token = self.peek()
        if token is None:
            raise self.trouble("an option was expected at the end")
        self.at += 1
        if token == "(":
            inner = self.implication(depth + 1)
            if not self.take(")"):
                raise self.trouble("a closing parenthesis is missing")
            return inner
        if token in KEYWORDS or token == ")":
            raise self.trouble(f"an option was expected, found {token!r}")
        return Taken(self.option(token))

    def option(self, token: str) -> int:
        if token.isdigit():
            if 1 <= int(token) <= len(self.ids):
                return int(token) - 1
            raise self.trouble(f"there is no option {token}; options are numbered 1 to {len(self.ids)}")
        word = token.strip("\"'")
        if token == word and word in self.ids:
            return self.ids.index(word)
        if self.names.count(word) == 1:
            return self.names.index(word)
        if self.names.count(word) > 1:
            raise self.trouble(f"{word!r} is the name of several options; use the id or the number")
        if word in self.ids:
            return self.ids.index(word)
        raise self.trouble(f"{word!r} is no option" + nearest(word, (*self.ids, *self.names)))


def _token(found: re.Match[str]) -> str:
    if found["bad"]:
        return f"unexpected {found['bad']}"
    if found["sign"]:
        return _SIGNS.get(found["sign"], found["sign"])
    word = found["word"]
    if word and word.upper() in KEYWORDS:
        return word.upper()
    return found["number"] or found["quoted"] or word


def nearest(word: str, known: Sequence[str]) -> str:
    """Give the mend for an unknown name: the closest known ones, or the whole list if short."""
    close = difflib.get_close_matches(word, list(dict.fromkeys(known)), n=2, cutoff=0.6)
    if close:
        return "; did you mean " + " or ".join(repr(one) for one in close) + "?"
    listed = ", ".join(repr(one) for one in dict.fromkeys(known) if one)
    return f"; there is {listed}" if listed and len(listed) < 200 else ""


def evaluate(statement: Statement, codes: Codes) -> Truth:
    """Say in which states ``statement`` holds.

    Parameters
    ----------
    codes
        Shape (n,): bit i of a code is set where option i is taken.

    Returns
    -------
    Truth
        Shape (n,).
    """
    match statement:
        case Taken(index):
            return (codes >> index & 1).astype(np.bool_)
        case Not(part):
            return ~evaluate(part, codes)
        case And(parts):
            return reduce(np.logical_and, [evaluate(part, codes) for part in parts])
        case Or(parts):
            return reduce(np.logical_or, [evaluate(part, codes) for part in parts])
        case If(then, condition):
            return evaluate(then, codes) | ~evaluate(condition, codes)
        case Iff(left, right):
            return ~(evaluate(left, codes) ^ evaluate(right, codes))


def options_of(statement: Statement) -> frozenset[int]:
    """Give the indices of the options that ``statement`` speaks of."""
    match statement:
        case Taken(index):
            return frozenset({index})
        case Not(part):
            return options_of(part)
        case And(parts) | Or(parts):
            return frozenset().union(*map(options_of, parts))
        case If(left, right) | Iff(left, right):
            return options_of(left) | options_of(right)


def express(statement: Statement, names: Sequence[str]) -> str:
    """Put ``statement`` in words, with the options' names."""
    match statement:
        case Taken(index):
            words = names[index]
        case Not(part):
            words = f"not {_inner(part, names)}"
        case And(parts):
            words = " and ".join(_inner(part, names) for part in parts)
        case Or(parts):
            words = " or ".join(_inner(part, names) for part in parts)
        case If(then, condition):
            words = f"{_inner(then, names)} if {_inner(condition, names)}"
        case Iff(left, right):
            words = f"{_inner(left, names)} exactly if {_inner(right, names)}"
    return words


def _inner(statement: Statement, names: Sequence[str]) -> str:
    words = express(statement, names)
    plain = isinstance(statement, Taken) or (isinstance(statement, Not) and isinstance(statement.part, Taken))
    return words if plain else f"({words})"


def pattern_statement(pattern: str) -> Statement | None:
    """Turn a pattern of ``Y``, ``N`` and ``-`` into the statement that it stands for; None if it fits all."""
    parts: list[Statement] = []
    for index, sign in enumerate(pattern):
        if sign == "Y":
            parts.append(Taken(index))
        elif sign == "N":
            parts.append(Not(Taken(index)))
    if not parts:
        return None
    return parts[0] if len(parts) == 1 else And(tuple(parts))


def is_pattern(text: str, options: int) -> bool:
    """Say whether ``text`` is a pattern that fixes at least one of ``options`` options."""
    return len(text) == options and set(text) <= set("YN-") and text.strip("-") != ""
