"""The persons of the table as entities of FollowTheMoney: Person, Position and Occupancy."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha1
from typing import Any

from verbale.actors.load import Table
from verbale.actors.table import Occupancy, Person, Position

Entity = dict[str, Any]


def _key(kind: str, *parts: str) -> str:
    return f"vb-{kind}-" + sha1("\t".join(parts).encode("utf-8"), usedforsecurity=False).hexdigest()[:16]


def _person(person: Person, areas: dict[str, str]) -> Entity:
    properties: dict[str, list[str]] = {"name": [person.name], "country": [areas.get(person.country, person.country)]}
    if person.aliases:
        properties["alias"] = list(person.aliases)
    if person.wikidata:
        properties["wikidataId"] = [person.wikidata]
    return {"id": _key("person", person.name, person.country), "schema": "Person", "properties": properties}


def _position(position: Position, areas: dict[str, str]) -> Entity:
    return {
        "id": _key("position", position.country, position.post, position.title),
        "schema": "Position",
        "properties": {
            "name": [position.title],
            "country": [areas.get(position.country, position.country)],
            "organization": [position.country] if position.country in areas else [],
        },
    }


def _occupancy(person: Person, office: Occupancy) -> Entity:
    position = office.position
    properties = {
        "holder": [_key("person", person.name, person.country)],
        "post": [_key("position", position.country, position.post, position.title)],
        "startDate": [office.start],
    }
    if office.end:
        properties["endDate"] = [office.end]
    identity = _key(
        "occupancy", person.name, person.country, position.country, position.post, position.title, office.start
    )
    return {"id": identity, "schema": "Occupancy", "properties": properties}


def ftm_entities(table: Table) -> Iterator[Entity]:
    """Give every person, position and occupancy of ``table``, positions once each."""
    areas = {body.id: body.area for body in table.bodies}
    seen: set[str] = set()
    for person in table.people.values():
        yield _person(person, areas)
        for office in person.offices:
            position = _position(office.position, areas)
            if position["id"] not in seen:
                seen.add(position["id"])
                yield position
            yield _occupancy(person, office)
