"""A user's own actors: a TOML file laid over the shipped table.

::

    [[country]]
    code = "KES"
    name = "Kestria"
    adjectives = ["Kestrian"]
    seats = ["Kest"]

    [[person]]
    name = "Dana Orlova"
    country = "KES"
    aliases = ["D. Orlova"]

    [[office]]
    person = "Dana Orlova"
    country = "KES"
    post = "fm"
    start = "2023-05-01"

    [[body]]
    id = "KESTREL"
    names = ["Kestrel Front"]
    area = "KES"
    sectors = ["REB"]

An office of a single post takes the place of the shipped offices that it overlaps; a person, country
or body takes the place of the shipped one of that name or code. A file with anything wrong is refused
whole, with its line and the mend.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, cast

from verbale.actors.check import check_offices, check_table
from verbale.actors.load import Table, identifier, join_offices, surname_of
from verbale.actors.table import Body, Country, Dated, Occupancy, Person, Position, holds
from verbale.codes import EntityType, Proximity
from verbale.errors import InputError

_FIELDS: dict[str, tuple[set[str], set[str]]] = {
    "country": ({"code", "name"}, {"names", "adjectives", "people", "seats", "places", "wikidata"}),
    "person": ({"name", "country"}, {"id", "aliases", "kin_of", "proximity", "wikidata", "sectors"}),
    "office": ({"person", "country", "post", "start"}, {"end", "title"}),
    "body": ({"id", "names", "area"}, {"sectors", "type", "members", "wikidata"}),
}
_LISTS = {"names", "adjectives", "people", "seats", "places", "aliases", "sectors", "members"}


@dataclass(frozen=True, slots=True)
class _Entry:
    """One ``[[table]]`` of the file: its kind, values and line."""

    kind: str
    values: Mapping[str, Any]
    line: int


def lay_over(table: Table, path: Path) -> Table:
    """Give a table with the actors of ``path`` added to, or in the place of, those of ``table``.

    Raises
    ------
    InputError
        When the file cannot be read, is not TOML, has an unknown table or field, lacks a field, or gives
        a code, post or date that is not valid, or two holders of one single post at a time.
    """
    entries = _read(path)
    laid = Table(
        countries=dict(table.countries),
        bodies=list(table.bodies),
        roles=table.roles,
        posts=table.posts,
        people={key: replace(person, offices=()) for key, person in table.people.items()},
        shorthands=table.shorthands,
    )
    for entry in entries:
        _ADD[entry.kind](laid, entry, path) if entry.kind != "office" else None
    own = [_office(laid, entry, path) for entry in entries if entry.kind == "office"]
    problems = list(check_offices(own))
    laid.occupancies = _without_overlaps(table.occupancies, own) + own
    join_offices(laid)
    problems += [line for line in check_table(laid) if line not in problems]
    if problems:
        raise InputError("\n".join(problems))
    return laid


def _read(path: Path) -> list[_Entry]:
    try:
        text = path.read_text(encoding="utf-8")
        found = tomllib.loads(text)
    except OSError as error:
        raise InputError(f"{path}: expected a TOML file of actors, but it cannot be read: {error.strerror}") from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise InputError(f"{path}: expected TOML, found {error}; mend the line") from error
    entries = []
    for kind, tables in found.items():
        if kind not in _FIELDS or not isinstance(tables, list):
            raise InputError(
                f"{path} line {_line(text, kind, 0)}: expected [[country]], [[person]], [[office]] or [[body]], "
                f"found {kind!r}; rename or remove it"
            )
        for number, values in enumerate(tables):
            entries.append(_Entry(kind, values, _line(text, kind, number)))
    for entry in entries:
        _check_fields(entry, path)
    return entries


def _line(text: str, kind: str, number: int) -> int:
    """Give the line of the table ``kind`` that comes ``number``-th (from 0), 1 when it is not found."""
    heads = [
        at for at, line in enumerate(text.splitlines(), 1) if re.match(rf"\s*(\[+\s*)?{re.escape(kind)}\s*(\]|=)", line)
    ]
    return heads[number] if number < len(heads) else 1


def _check_fields(entry: _Entry, path: Path) -> None:
    must, may = _FIELDS[entry.kind]
    where = f"{path} line {entry.line}: [[{entry.kind}]]"
    for name in sorted(must - entry.values.keys()):
        raise InputError(f"{where} lacks {name!r}; add it")
    for name, value in entry.values.items():
        if name not in must | may:
            raise InputError(f"{where} has an unknown field {name!r}; expected {', '.join(sorted(must | may))}")
        right = isinstance(value, list) and all(isinstance(v, str) for v in value) if name in _LISTS else True
        if not right or (name not in _LISTS and not isinstance(value, str)):
            wanted = "a list of strings" if name in _LISTS else "a string in quotation marks"
            raise InputError(f"{where}: expected {name} to be {wanted}, found {value!r}; mend it")


def _texts(entry: _Entry, name: str) -> tuple[str, ...]:
    return tuple(entry.values.get(name, ()))


def _add_country(table: Table, entry: _Entry, _: Path) -> None:
    code = entry.values["code"]
    table.countries[code] = Country(
        iso3=code,
        name=entry.values["name"],
        wikidata=entry.values.get("wikidata"),
        names=_texts(entry, "names"),
        adjectives=_texts(entry, "adjectives"),
        people=_texts(entry, "people"),
        seats=_texts(entry, "seats"),
        places=_texts(entry, "places"),
    )


def _add_person(table: Table, entry: _Entry, _: Path) -> None:
    name, country = entry.values["name"], entry.values["country"]
    sectors = _texts(entry, "sectors")
    table.people[(name, country)] = Person(
        id=entry.values.get("id") or identifier(surname_of(name, country)),
        name=name,
        country=country,
        aliases=_texts(entry, "aliases"),
        kin_of=entry.values.get("kin_of"),
        proximity=cast(Proximity, entry.values.get("proximity", "none")),
        wikidata=entry.values.get("wikidata"),
        sectors=(Dated(sectors=sectors),) if sectors else (),
    )


def _add_body(table: Table, entry: _Entry, _: Path) -> None:
    identity = entry.values["id"]
    table.bodies = [body for body in table.bodies if body.id != identity]
    table.bodies.append(
        Body(
            id=identity,
            names=_texts(entry, "names"),
            area=entry.values["area"],
            sectors=(Dated(sectors=_texts(entry, "sectors")),),
            type=cast(EntityType, entry.values.get("type", "organisation")),
            members=_texts(entry, "members"),
            wikidata=entry.values.get("wikidata"),
        )
    )


_ADD = {"country": _add_country, "person": _add_person, "body": _add_body}


def _office(table: Table, entry: _Entry, path: Path) -> Occupancy:
    values, where = entry.values, f"{path} line {entry.line}"
    if values["post"] not in table.posts:
        raise InputError(f"{where}: expected a post ({', '.join(table.posts)}), found {values['post']!r}; mend it")
    if values["country"] not in table.countries and values["country"] not in {b.id for b in table.bodies}:
        raise InputError(
            f"{where}: unknown country or body {values['country']!r}; add a [[country]] or [[body]] for it"
        )
    title, sectors, level, single = table.posts[values["post"]]
    return Occupancy(
        person=values["person"],
        position=Position(
            country=values["country"],
            post=values["post"],
            title=values.get("title", title),
            sectors=sectors,
            level=level,
            single=single,
        ),
        start=values["start"],
        end=values.get("end"),
        source=where,
    )


def _without_overlaps(shipped: list[Occupancy], own: list[Occupancy]) -> list[Occupancy]:
    """Cut the shipped offices back where an own office of the same single post stands."""
    kept = shipped
    for office in own:
        if office.position.single:
            kept = [part for old in kept for part in _cut_back(old, office)]
    return kept


def _cut_back(old: Occupancy, own: Occupancy) -> Iterator[Occupancy]:
    same = (old.position.country, old.position.post) == (own.position.country, own.position.post)
    apart = (old.end is not None and old.end <= own.start) or (own.end is not None and own.end <= old.start)
    if not same or apart:
        yield old
        return
    if old.start < own.start:
        yield replace(old, end=own.start)
    if own.end is not None and holds(own.end, old.start, old.end) and (old.end is None or own.end < old.end):
        yield replace(old, start=own.end)
