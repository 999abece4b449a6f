"""Read the actor table from its files: tab-separated lists and the blocks of ``offices/``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import cast

from verbale.actors.names import plain
from verbale.actors.table import (
    AREAS,
    Body,
    Country,
    Dated,
    Occupancy,
    Person,
    Position,
    Role,
    RoleKind,
)
from verbale.codes import Proximity, SpeakerLevel
from verbale.errors import InputError

DATA = Path(__file__).resolve().parent.parent / "data" / "actors"
FAMILY_FIRST = frozenset({"CHN", "TWN", "PRK", "KOR", "HKG", "MAC", "KHM"})
PARTICLES = frozenset(
    "al el ben bin ibn van von der den de da di do dos del della la le las los ter ould abu ap mac".split()
)
_BLOCK = re.compile(r"==\s+(\S+)\s+([a-z_]+)(!?)(?:\s+(.+))?$")
_HOLDER = re.compile(r"(\d{4}(?:-\d\d(?:-\d\d)?)?)(?:\.\.(\d{4}(?:-\d\d(?:-\d\d)?)?)?)?\s+(\S.*)$")


@dataclass(slots=True)
class Table:
    """Everything the files say, before it is indexed."""

    countries: dict[str, Country] = field(default_factory=dict)
    bodies: list[Body] = field(default_factory=list)
    roles: list[Role] = field(default_factory=list)
    posts: dict[str, tuple[str, tuple[str, ...], SpeakerLevel, bool]] = field(default_factory=dict)
    people: dict[tuple[str, str], Person] = field(default_factory=dict)
    occupancies: list[Occupancy] = field(default_factory=list)
    shorthands: list[tuple[str, tuple[str, ...], bool]] = field(default_factory=list)


def rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """Give the numbered rows of a tab-separated file with a header; ``#`` begins a comment line."""
    header: list[str] | None = None
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        cells = line.split("\t")
        if header is None:
            header = cells
            continue
        if len(cells) != len(header):
            raise InputError(
                f"{path.name} line {number}: expected {len(header)} fields between tabs, found {len(cells)}; "
                "add or remove tabs"
            )
        yield number, dict(zip(header, cells, strict=True))


def many(cell: str) -> tuple[str, ...]:
    """Split a cell at its semicolons."""
    return tuple(part.strip() for part in cell.split(";") if part.strip())


def dated_sectors(cell: str, where: str) -> tuple[Dated, ...]:
    """Read sectors such as ``REB,PTY`` or ``REB@-2021-08-14;GOV@2021-08-15-``."""
    found = []
    for part in many(cell):
        if "@" not in part:
            found.append(Dated(sectors=tuple(part.split(","))))
            continue
        codes, _, span = part.partition("@")
        if span.startswith("-"):
            start, end = None, span[1:]
        elif span.endswith("-"):
            start, end = span[:-1], None
        else:
            start, _, last = span.partition("..")
            end = last or None
        if any(day and not re.fullmatch(r"\d{4}-\d\d-\d\d", day) for day in (start, end)):
            raise InputError(
                f"{where}: expected CODE@FIRST..LAST with days as YYYY-MM-DD, found {part!r}; mend the dates"
            )
        found.append(Dated(sectors=tuple(codes.split(",")), start=start, end=end))
    return tuple(found)


def surname_of(name: str, country: str) -> str:
    """Give the family name: the first word where families come first, else the last with its particles."""
    parts = name.split()
    if len(parts) == 1:
        return name
    if country in FAMILY_FIRST:
        return parts[0]
    start = len(parts) - 1
    while start > 1 and plain(parts[start - 1].split("-")[0]) in PARTICLES:
        start -= 1
    return " ".join(parts[start:])


def _person_id(name: str, country: str) -> str:
    return identifier(name if country == "PRK" else surname_of(name, country))


def identifier(name: str) -> str:
    """Give an entity identifier: the words in upper case, joined by underscores."""
    return "_".join(plain(part) for part in name.replace("-", " ").replace(",", " ").split()).upper()


def _sectors(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split(",") if part)


def _add_countries(table: Table, folder: Path) -> None:
    for _, row in rows(folder / "countries.tsv"):
        table.countries[row["iso3"]] = Country(
            iso3=row["iso3"],
            name=row["name"],
            wikidata=row["wikidata"] or None,
            names=many(row["names"]),
            adjectives=many(row["adjectives"]),
            people=many(row["people"]),
            seats=many(row["seats"]),
            places=many(row["places"]),
        )
    for _, row in rows(folder / "shorthands.tsv"):
        table.shorthands.append((row["words"], many(row["countries"]), row["alone"] == "yes"))


def _add_bodies(table: Table, folder: Path) -> None:
    for name, area in (("bodies.tsv", "area"), ("groups.tsv", "country"), ("organs.tsv", "country")):
        for number, row in rows(folder / name):
            members = many(row.get("members", ""))
            table.bodies.append(
                Body(
                    id=row["id"],
                    names=many(row["names"]),
                    area=row[area],
                    sectors=dated_sectors(row["sectors"], f"{name} line {number}"),
                    type="grouping" if members else "organisation",
                    members=members,
                    stands_for_state=row.get("stands_for") == "state",
                    wikidata=row.get("wikidata") or None,
                )
            )


def _add_roles(table: Table, folder: Path) -> None:
    for _, row in rows(folder / "roles.tsv"):
        for phrase in many(row["words"]):
            table.roles.append(
                Role(
                    words=phrase,
                    sectors=_sectors(row["sectors"]),
                    level=cast(SpeakerLevel, row["level"]) if row["level"] else None,
                    kind=cast(RoleKind, row["kind"]),
                    post=row["post"] or None,
                )
            )
    for _, row in rows(folder / "posts.tsv"):
        table.posts[row["post"]] = (
            row["title"],
            _sectors(row["sectors"]),
            cast(SpeakerLevel, row["level"]),
            row["holders"] == "single",
        )


def _add_people(table: Table, folder: Path) -> None:
    path = folder / "people.tsv"
    for number, row in rows(path):
        country = row["country"]
        table.people[(row["name"], country)] = Person(
            id=row["id"] or _person_id(row["name"], country),
            name=row["name"],
            country=country,
            aliases=many(row["aliases"]),
            kin_of=row["kin_of"] or None,
            proximity=cast(Proximity, row["proximity"] or "none"),
            wikidata=row["wikidata"] or None,
            sectors=dated_sectors(row["sectors"], f"people.tsv line {number}"),
        )


def read_offices(path: Path, table: Table) -> list[Occupancy]:
    """Read the blocks of one file of ``offices/``.

    Raises
    ------
    InputError
        On a line that is neither a block, a holder, a comment nor blank, on an unknown country or post,
        and on a holder before the first block; the message names file and line.
    """
    found: list[Occupancy] = []
    position: Position | None = None
    pending: Occupancy | None = None
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        where = f"{path.name}:{number}"
        if not line.strip() or line.startswith("#"):
            continue
        if block := _BLOCK.match(line):
            if pending:
                found.append(pending)
            pending, position = None, _position(table, block, where)
            continue
        holder = _HOLDER.match(line)
        if holder is None or position is None:
            raise InputError(
                f"{where}: expected '== COUNTRY POST' or 'START[..END] Name', found {line!r}; mend the line"
            )
        start, end, name = holder.groups()
        if pending:
            found.append(replace(pending, end=start) if pending.end is None and position.single else pending)
        pending = Occupancy(person=name.strip(), position=position, start=start, end=end, source=where)
    if pending:
        found.append(pending)
    return [occupancy for occupancy in found if occupancy.person != "-"]


def _position(table: Table, block: re.Match[str], where: str) -> Position:
    country, post, follow, title = block.groups()
    if country not in table.countries and country not in AREAS and country not in {b.id for b in table.bodies}:
        raise InputError(f"{where}: expected a country code or the id of a body, found {country!r}; see countries.tsv")
    if post not in table.posts:
        raise InputError(f"{where}: expected one of {', '.join(table.posts)}, found {post!r}; see posts.tsv")
    default, sectors, level, single = table.posts[post]
    single = single or bool(follow)
    return Position(country=country, post=post, title=title or default, sectors=sectors, level=level, single=single)


def read_table(folder: Path = DATA) -> Table:
    """Read every file of the actor table under ``folder``."""
    table = Table()
    _add_countries(table, folder)
    _add_bodies(table, folder)
    _add_roles(table, folder)
    _add_people(table, folder)
    for path in sorted((folder / "offices").glob("*.txt")):
        table.occupancies += read_offices(path, table)
    join_offices(table)
    return table


def join_offices(table: Table) -> None:
    """Give each person the offices under their name and country; make persons that no file describes.

    An office of a body goes to the one country in which a person of that name is known.
    """
    homes: dict[str, set[str]] = {}
    for name, country in (
        *table.people,
        *((o.person, o.position.country) for o in table.occupancies),
    ):
        if country in table.countries:
            homes.setdefault(name, set()).add(country)
    held: dict[tuple[str, str], list[Occupancy]] = {}
    for occupancy in table.occupancies:
        country = occupancy.position.country
        home = homes.get(occupancy.person, set())
        if country not in table.countries and len(home) == 1:
            country = next(iter(home))
        held.setdefault((occupancy.person, country), []).append(occupancy)
    for (name, country), offices in held.items():
        offices.sort(key=lambda one: one.start)
        known = table.people.get((name, country))
        if known is None:
            known = Person(id=_person_id(name, country), name=name, country=country)
        table.people[(name, country)] = replace(known, offices=tuple(offices))
