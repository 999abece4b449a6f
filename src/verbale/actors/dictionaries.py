"""Actor dictionaries in the form of TABARI and PETRARCH, read and written.

::

    SHINZO_ABE_
    +ABE_SHINZO_
        [JPNGOV 060926-070926]
        [JPNGOV >121226]
        [JPNELI]

A code holds from its first to its last day; ``>`` means from that day, ``<`` until it; a bare code
holds otherwise. The first code whose window holds the date is the answer. Days have two-digit years in
most files (30 and more are 19xx); four-digit years are read too and always written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from verbale.actors.load import Table, identifier
from verbale.actors.table import Body, Dated, Occupancy, Person
from verbale.codes import EntityType
from verbale.errors import InputError

_CODE = re.compile(r"\[\s*([^\s\]]+)(?:\s+([^\]]+?))?\s*\]")
_WINDOW = re.compile(r"([<>]?)\s*(\d{6,8})(?:\s*-\s*(\d{6,8}))?$")
_PIVOT = 30


@dataclass(slots=True)
class DictionaryActor:
    """An entry: its names, and its codes with the days between which they hold."""

    names: list[str] = field(default_factory=list)
    codes: list[tuple[str, str | None, str | None]] = field(default_factory=list)


def _day(digits: str, where: str) -> str:
    if len(digits) == 6:
        century = "19" if int(digits[:2]) >= _PIVOT else "20"
        digits = century + digits
    year, month, day = digits[:4], digits[4:6], digits[6:8]
    if len(digits) != 8 or not 1 <= int(month) <= 12 or not 1 <= int(day) <= 31:
        raise InputError(f"{where}: expected a day as YYMMDD or YYYYMMDD, found {digits!r}; mend the date")
    return f"{year}-{month}-{day}"


def _code(found: re.Match[str], where: str) -> tuple[str, str | None, str | None]:
    code, window = found.groups()
    if window is None:
        return code, None, None
    match = _WINDOW.match(window.strip())
    if match is None:
        raise InputError(f"{where}: expected a window such as 060926-070926, >121226 or <720101, found {window!r}")
    sign, first, last = match.groups()
    if sign == "<":
        return code, None, _day(first, where)
    return code, _day(first, where), _day(last, where) if last else None


def read_dictionary(path: Path) -> list[DictionaryActor]:
    """Read a dictionary file.

    Raises
    ------
    InputError
        When the file cannot be read, a date or window is broken, or a code or synonym comes before any name.
    """
    try:
        text = path.read_text(encoding="utf-8", errors="replace")
    except OSError as error:
        raise InputError(f"{path}: expected an actor dictionary, but it cannot be read: {error.strerror}") from error
    actors: list[DictionaryActor] = []
    for number, raw in enumerate(text.splitlines(), 1):
        line = raw.split("#")[0].split(";")[0].strip()
        if not line or line.startswith(("<!", "<", "@")):
            continue
        where = f"{path} line {number}"
        name = line.split("[")[0].strip()
        if name.startswith("+") or (not name and line.startswith("[")):
            if not actors:
                raise InputError(f"{where}: expected a name first, found {line!r}; put the name above it")
        elif name:
            actors.append(DictionaryActor())
        if name:
            actors[-1].names.append(name.lstrip("+").rstrip("_ ").replace("_", " ").strip())
        actors[-1].codes += [_code(found, where) for found in _CODE.finditer(line)]
    return actors


def add_dictionary(table: Table, path: Path) -> Table:
    """Add the entries of a dictionary to ``table`` as bodies, under the names they have there.

    A code such as JPNGOV is split into country and sectors of three letters each; an entry of several
    countries keeps the country of its first code.
    """
    known = {body.id for body in table.bodies}
    for actor in read_dictionary(path):
        if not actor.codes or not actor.names:
            continue
        area = actor.codes[0][0].lstrip("~")[:3]
        name = actor.names[0].title()
        identity = identifier(name)
        while identity in known:
            identity += "_"
        known.add(identity)
        dated = tuple(
            Dated(sectors=tuple(re.findall("[A-Z]{3}", code.lstrip("~"))[1:]), start=start, end=end)
            for code, start, end in actor.codes
        )
        names = tuple(dict.fromkeys(name.title() for name in actor.names))
        kind: EntityType = "person" if any(d.start or d.end for d in dated) else "organisation"
        table.bodies.append(
            Body(
                id=identity,
                names=names,
                area=area,
                sectors=dated,
                type="person" if kind == "person" else "organisation",
            )
        )
    return table


def _entry(names: Iterable[str], codes: Iterable[str]) -> Iterator[str]:
    first, *others = [re.sub(r"[\s-]+", "_", name.upper().replace(".", "").strip()) for name in names]
    yield f"{first}_"
    yield from (f"+{name}_" for name in dict.fromkeys(others) if name != first)
    yield from (f"\t[{code}]" for code in codes)
    yield ""


def _digits(date: str, last: bool = False) -> str:
    parts = date.split("-")
    return (
        parts[0]
        + (parts[1] if len(parts) > 1 else "12" if last else "01")
        + (parts[2] if len(parts) > 2 else "28" if last else "01")
    )


def _office_codes(person: Person, areas: dict[str, str]) -> Iterator[str]:
    def code(office: Occupancy) -> str:
        area = areas.get(office.position.country, office.position.country)
        return area + (office.position.sectors[0] if office.position.sectors else "")

    for office in person.offices:
        window = (
            f"{_digits(office.start)}-{_digits(office.end, last=True)}" if office.end else f">{_digits(office.start)}"
        )
        yield f"{code(office)} {window}"
    area = areas.get(person.country, person.country)
    yield f"{area}ELI" if person.offices else area + "".join(s for d in person.sectors[:1] for s in d.sectors[:1])


def write_dictionary(table: Table) -> str:
    """Give the persons and bodies of ``table`` as a dictionary, in the order of the table."""
    areas = {body.id: body.area for body in table.bodies}
    lines = ["# Actors of verbale, in the form of TABARI and PETRARCH; years have four digits."]
    for person in table.people.values():
        lines += _entry((person.name, *person.aliases), _office_codes(person, areas))
    for body in table.bodies:
        codes = []
        for dated in body.sectors:
            code = body.area + "".join(dated.sectors[:1])
            if dated.start and dated.end:
                code += f" {_digits(dated.start)}-{_digits(dated.end)}"
            elif dated.start or dated.end:
                code += f" >{_digits(dated.start)}" if dated.start else f" <{_digits(dated.end or '')}"
            codes.append(code)
        lines += _entry(body.names, codes)
    return "\n".join(lines)
