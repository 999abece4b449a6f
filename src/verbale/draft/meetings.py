"""A refusal of the general covers the special: who rejects any contact rejects a summit too.

Contacts, talks, a meeting, a summit are one family, each a narrower form of the one before. Wanting goes the
other way and is left alone: who is open to contacts has not agreed to a summit.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from verbale.draft.choose import sign
from verbale.draft.model import Stand
from verbale.draft.requirements import Requirement
from verbale.draft.topics import Topic, Topics
from verbale.draft.wording import breadth


def covered_stands(topics: Topics, stands: Sequence[Stand]) -> list[Stand]:
    """Give the stands, with a refusal of the wider put beside each narrower meeting that its holder is silent on."""
    pairs = list(_pairs(topics))
    found = list(stands)
    for one in stands:
        for narrow in (two.id for wide, two in pairs if wide.id == one.topic and sign(one.stance) < 0):
            said = [other for other in stands if other.actor == one.actor and other.topic == narrow]
            if not any(sign(other.stance) and other.date >= one.date for other in said):
                found.append(replace(one, topic=narrow))
    return sorted(found, key=lambda stand: (stand.date or "9999", stand.order))


def covered_requirements(topics: Topics, requirements: Sequence[Requirement]) -> list[Requirement]:
    """Give the requirements, with those set for the wider set for each narrower meeting too."""
    pairs = list(_pairs(topics))
    held = {(one.setter, one.step) for one in requirements}
    more = [
        replace(one, step=narrow.id)
        for one in requirements
        for wide, narrow in pairs
        if wide.id == one.step and (one.setter, narrow.id) not in held
    ]
    return [*requirements, *more]


def _pairs(topics: Topics) -> Iterator[tuple[Topic, Topic]]:
    """Give the pairs of a wider and a narrower meeting of the same parties."""
    meetings = [(one, wide) for one in topics.all if one.joint and (wide := breadth(one.label)) is not None]
    for one, wide in meetings:
        for two, narrow in meetings:
            same = not one.parties or not two.parties or set(two.parties) <= set(one.parties)
            if wide < narrow and same:
                yield one, two
