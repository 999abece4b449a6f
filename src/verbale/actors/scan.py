"""Find the names, titles, countries and bodies of a text: longest matches, left to right."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from verbale.actors.index import Index, Kind, Piece
from verbale.actors.names import Word, words
from verbale.actors.table import Role


@dataclass(frozen=True, slots=True)
class Sighting:
    """Characters ``start`` to ``end`` of a text that name an actor.

    ``kind`` is that of the table (person, body, country, adjective, people, seat, place, role, former,
    shorthand), or ``title`` for role words joined with their country or name. ``parts`` are the kinds
    of the pieces that were joined.
    """

    start: int
    end: int
    text: str
    kind: Kind | str
    code: str
    parts: tuple[str, ...] = ()


def scan(index: Index, text: str) -> tuple[Sighting, ...]:
    """Give the sightings of ``text`` in order; they do not overlap.

    Neighbouring pieces of one noun phrase ("Japanese" + "Prime Minister" + "Fumio Kishida") are
    joined; a capitalised unknown name after a role joins too ("foreign minister Dana Orlova").
    """
    run = words(text)
    cased = not text.isupper()
    pieces = [piece for piece in index.pieces(run, cased=cased) if not _pronoun(piece)]
    return tuple(_join(text, run, pieces))


def _pronoun(piece: Piece) -> bool:
    return isinstance(piece.target.record, Role) and piece.target.record.kind == "pronoun"


_LINE = 60  # characters from which on a line is taken for wrapped, and the next for its continuation


def _blank(text: str, left: Word, right: Word) -> bool:
    """Tell whether nothing but blanks or the mark of an owner stands between two words, on one line or wrapped."""
    if "\n" in text[left.end : right.start] and left.end - text.rfind("\n", 0, left.start) <= _LINE:
        return False
    return not text[left.end : right.start].strip(" \u00a0'’s-\n\t")


_SMALL = frozenset("of for and to in at the from with".split())


def _join(text: str, run: Sequence[Word], pieces: list[Piece]) -> Iterator[Sighting]:
    at = 0
    while at < len(pieces):
        group = [pieces[at]]
        at += 1
        while (
            at < len(pieces)
            and pieces[at].first == group[-1].last
            and group[-1].kind in {"former", "adjective", "country", "body", "seat", "role"}
            and pieces[at].kind in {"role", "person", "body", "adjective"}
            and _blank(text, run[pieces[at].first - 1], run[pieces[at].first])
            and not (group[-1].kind == "role" and pieces[at].kind == "adjective")
        ):
            group.append(pieces[at])
            at += 1
        yield _sighting(text, run, group, pieces[at].first if at < len(pieces) else len(run))


def _sighting(text: str, run: Sequence[Word], group: list[Piece], limit: int) -> Sighting:
    last = group[-1].last
    unknown = False
    if group[-1].kind == "role" and not (last < limit and run[last].key in _SMALL):
        while (
            last < limit and last - group[-1].last < 4 and run[last].capital and _blank(text, run[last - 1], run[last])
        ):
            last += 1
            unknown = True
    start, end = run[group[0].first].start, run[last - 1].end
    kinds = tuple(piece.kind for piece in group) + (("name",) if unknown else ())
    main = group[-1]
    kind = main.kind if len(kinds) == 1 else "person" if main.kind == "person" or unknown else "title"
    return Sighting(start, end, text[start:end], kind, main.target.code, kinds)
