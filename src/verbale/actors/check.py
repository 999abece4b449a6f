"""Check the actor table: codes valid, dates in order, one holder at a time of a single post.

``python -m verbale.actors.check [FOLDER]`` prints what is wrong and exits with 1, or says that all is well.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import get_args

from verbale.actors.load import Table, read_table
from verbale.actors.table import AREAS, SECTORS, Dated, Occupancy
from verbale.codes import EntityType, Proximity, SpeakerLevel

_SEVERAL = frozenset("dpm min spox_gov spox_mfa spox_def neg env dep off amb gov mil spy leg spk opp pty reb".split())
_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$")


def check_table(table: Table) -> list[str]:
    """Give one line for each thing wrong with the table; an empty list when nothing is."""
    return [
        *_check_countries(table),
        *_check_bodies(table),
        *_check_roles(table),
        *_check_people(table),
        *check_offices(table.occupancies),
    ]


def _check_countries(table: Table) -> Iterator[str]:
    for code, country in table.countries.items():
        if not re.fullmatch("[A-Z]{3}", code):
            yield f"countries.tsv: expected a code of three capitals, found {code!r}"
        if country.wikidata and not re.fullmatch(r"Q\d+", country.wikidata):
            yield f"countries.tsv: {code}: expected a Wikidata identifier (Q and digits), found {country.wikidata!r}"
    for phrase, codes, _ in table.shorthands:
        for code in codes:
            if code not in table.countries:
                yield f"shorthands.tsv: {phrase}: unknown country {code!r}"


def _check_sectors(where: str, sectors: Sequence[Dated]) -> Iterator[str]:
    for dated in sectors:
        for sector in dated.sectors:
            if sector and sector not in SECTORS:
                yield f"{where}: unknown sector {sector!r}; expected one of {', '.join(sorted(SECTORS))}"
        if dated.start and dated.end and dated.start > dated.end:
            yield f"{where}: {dated.start} to {dated.end} ends before it begins"


def _check_bodies(table: Table) -> Iterator[str]:
    seen: set[str] = set()
    for body in table.bodies:
        if body.id in seen:
            yield f"body {body.id}: listed twice"
        seen.add(body.id)
        if body.area not in table.countries and body.area not in AREAS:
            yield f"body {body.id}: unknown country or area {body.area!r}"
        for member in body.members:
            if member not in table.countries:
                yield f"body {body.id}: unknown member {member!r}"
        if body.type not in get_args(EntityType):
            yield f"body {body.id}: unknown type {body.type!r}"
        yield from _check_sectors(f"body {body.id}", body.sectors)


def _check_roles(table: Table) -> Iterator[str]:
    for role in table.roles:
        where = f"roles.tsv: {role.words}"
        if role.level is not None and role.level not in get_args(SpeakerLevel):
            yield f"{where}: unknown level {role.level!r}"
        if role.kind not in {"post", "title", "agent", "body", "weak", "pronoun", "thing"}:
            yield f"{where}: unknown kind {role.kind!r}"
        if role.post is not None and role.post not in table.posts:
            yield f"{where}: unknown post {role.post!r}; see posts.tsv"
        if role.kind != "thing":
            yield from _check_sectors(where, (Dated(sectors=role.sectors),))


def _check_people(table: Table) -> Iterator[str]:
    names = {person.name for person in table.people.values()}
    homes = {*table.countries, *(body.id for body in table.bodies), *AREAS}
    for person in table.people.values():
        where = f"person {person.name}"
        if person.country not in homes:
            yield f"{where}: unknown country or body {person.country!r}"
        if person.kin_of and person.kin_of not in names:
            yield f"{where}: kin of {person.kin_of!r}, who is not in the table"
        if person.proximity not in get_args(Proximity):
            yield f"{where}: unknown proximity {person.proximity!r}"
        if person.wikidata and not re.fullmatch(r"Q\d+", person.wikidata):
            yield f"{where}: expected a Wikidata identifier (Q and digits), found {person.wikidata!r}"
        yield from _check_sectors(where, person.sectors)


def check_offices(occupancies: Sequence[Occupancy]) -> Iterator[str]:
    """Check dates, and that no single post has two holders at a time."""
    posts: dict[tuple[str, str, str], list[Occupancy]] = {}
    for office in occupancies:
        for date in (office.start, office.end):
            if date is not None and not _DATE.match(date):
                yield f"{office.source}: {office.person}: expected YYYY, YYYY-MM or YYYY-MM-DD, found {date!r}"
        if office.end is not None and _before(office.end, office.start):
            yield f"{office.source}: {office.person}: ends ({office.end}) before it begins ({office.start})"
        if office.position.single:
            at = office.position
            posts.setdefault((at.country, at.post, at.title if at.post in _SEVERAL else ""), []).append(office)
    for (country, post, _), held in posts.items():
        held.sort(key=lambda office: office.start)
        for first, then in pairwise(held):
            if first.end is None or _before(then.start, first.end):
                yield (
                    f"{then.source}: {country} {post}: {then.person} begins ({then.start}) while {first.person} "
                    f"({first.source}) holds the post to {first.end or 'today'}; mend one of the dates"
                )


def _before(left: str, right: str) -> bool:
    """Tell whether a date is surely before another, at the precision that they share."""
    size = min(len(left), len(right))
    return left[:size] < right[:size]


def main() -> int:
    """Check the shipped table and print what is wrong."""
    wrong = check_table(read_table(Path(sys.argv[1])) if len(sys.argv) > 1 else read_table())
    sys.stdout.write("\n".join(wrong) + "\n" if wrong else "The actor table is in order.\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
