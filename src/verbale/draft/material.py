"""Everything of a record that a draft is composed from, gathered once."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from verbale.draft.choose import choose, own_words
from verbale.draft.doers import settle_doers
from verbale.draft.meetings import covered_requirements, covered_stands
from verbale.draft.model import Choice, Stand
from verbale.draft.requirements import Requirement, requirements_of
from verbale.draft.resense import resense_all
from verbale.draft.source import Record, Source, names_of, readings_of
from verbale.draft.stands import OWN_WORDS, stands_of
from verbale.draft.topics import Topic, Topics
from verbale.draft.wording import WORD

# Acts that judge or urge from outside; by themselves they make nobody a party.
FROM_OUTSIDE = frozenset({"evaluate_positive", "evaluate_negative", "demand", "claim", "warn"})


@dataclass(frozen=True)
class Material:
    """A record's readings, joined topics, stands, and conditions as requirements.

    ``told`` holds every stand but the author's imputations (and those too with ``include_imputed``);
    ``own`` only what a party says for itself or is reported to say. ``requirements`` go with ``told``.
    """

    records: tuple[Record, ...]
    topics: Topics
    told: tuple[Stand, ...]
    own: tuple[Stand, ...]
    requirements: tuple[Requirement, ...]
    taken: dict[tuple[str, str], Stand]
    choices: tuple[Choice, ...]
    include_imputed: bool

    @cached_property
    def own_requirements(self) -> tuple[Requirement, ...]:
        """Give the requirements that a party sets in its own words, or is reported to set."""
        return tuple(one for one in self.requirements if self.include_imputed or one.basis in OWN_WORDS)

    @cached_property
    def names(self) -> dict[str, str]:
        """Give the name of each entity, without what stands in parentheses."""
        return {one: name.split(" (")[0] for one, name in names_of(self.records).items()}

    @cached_property
    def topic(self) -> dict[str, Topic]:
        """Give topics by id."""
        return {one.id: one for one in self.topics.all}

    @cached_property
    def small_words(self) -> frozenset[str]:
        """Give the words that the texts write with a small letter."""
        return frozenset(
            word for record in self.records for word in WORD.findall(record.reading.document.text) if word[0].islower()
        )

    @cached_property
    def callings(self) -> dict[str, str]:
        """Give the actor for each name or other calling of a country or organisation."""
        found: dict[str, str] = {}
        for record in self.records:
            for entity in record.reading.entities:
                if entity.type in ("state", "organisation", "grouping", "group"):
                    actor = record.actor(entity.id) or entity.id
                    for name in (entity.name, entity.name.split(" (")[0], *entity.aliases, entity.id):
                        found.setdefault(name, actor)
        return found

    @cached_property
    def types(self) -> dict[str, str]:
        """Give the type of each entity."""
        return {one.id: one.type for record in self.records for one in record.reading.entities}

    @cached_property
    def members(self) -> dict[str, tuple[str, ...]]:
        """Give the members of groupings."""
        return {
            entity.id: entity.members for record in self.records for entity in record.reading.entities if entity.members
        }

    def name(self, actor: str) -> str:
        """Give an actor's name, its id where the record has none."""
        return self.names.get(actor, actor).split(" (")[0]

    def label_among(self, topic: Topic, owners: tuple[str, ...]) -> str:
        """Give a joint act's label without whom it is with, where that is one of its two owners."""
        if len(owners) != 2:
            return topic.label
        names = "|".join(re.escape(name) for name, actor in self.callings.items() if actor in owners and name)
        return re.sub(rf"\s(?:with|between) (?:the )?(?:{names})\b(?! (?:and|or)\b)", "", topic.label)

    def counterpart(self, actor: str) -> str | None:
        """Give the one other party that ``actor`` deals with, where the record leaves no choice.

        The only other country or body that speaks for itself; where none does, the only other country named.
        """
        speaking = {
            other
            for record in self.records
            for one in record.reading.utterances
            if one.mandate != "own" and (other := record.speaker_actor(one)) and other != actor
        }
        states = {one for one, type in self.types.items() if type == "state" and one != actor}
        found = (speaking & states) or speaking or states
        return next(iter(found)) if len(found) == 1 else None

    @cached_property
    def told_on(self) -> dict[str, list[Stand]]:
        """Give the told stands by topic."""
        found: dict[str, list[Stand]] = defaultdict(list)
        for stand in self.told:
            found[stand.topic].append(stand)
        return found

    @cached_property
    def required_on(self) -> dict[str, list[Requirement]]:
        """Give the told requirements by their topic and by the step they hold back."""
        found: dict[str, list[Requirement]] = defaultdict(list)
        for one in self.requirements:
            for topic in dict.fromkeys((one.topic, one.step)):
                if topic:
                    found[topic].append(one)
        return found

    @cached_property
    def in_antecedents(self) -> dict[str, list[str]]:
        """Give, by topic, the actors that a conditional has in its antecedent with that act."""
        found: dict[str, list[str]] = defaultdict(list)
        for record in self.records:
            for conditional in record.reading.conditionals:
                actor = record.actor(conditional.antecedent_actor)
                for value in conditional.antecedent_options:
                    topic = self.topics.find(record.number, value.issue)
                    if actor and topic:
                        found[topic[0].id].append(actor)
        return found

    @cached_property
    def speakers(self) -> frozenset[str]:
        """Give the actors that have a stand, their own or as told."""
        return frozenset(one.actor for one in self.told)

    @cached_property
    def dealing(self) -> frozenset[str]:
        """Give the actors that have a stand of a party, or are bound by somebody's condition."""
        parties = {one.actor for one in self.told if takes_part(one)}
        return frozenset(parties | {one.bound for one in self.requirements if one.bound})

    @cached_property
    def _names_first(self) -> re.Pattern[str]:
        callings = sorted((one for one in self.callings if one), key=len, reverse=True)
        return re.compile(rf"(?:the )?(?P<name>{'|'.join(map(re.escape, callings)) or '(?!)'})\b", re.IGNORECASE)

    @cached_property
    def _by_small_name(self) -> dict[str, str]:
        return {name.casefold(): actor for name, actor in reversed(self.callings.items())}

    @cached_property
    def _named(self) -> dict[str, tuple[str, ...]]:
        return {}

    def named_first(self, label: str) -> tuple[str, ...]:
        """Give the actors that a label opens with: "Saudi Arabia and Iran restore relations"."""
        if label in self._named:
            return self._named[label]
        rest = label.strip()
        found: list[str] = []
        while hit := self._names_first.match(rest):
            found.append(self._by_small_name[hit["name"].casefold()])
            rest = re.sub(r"^[\s,/–-]*(?:and\s+)?", "", rest[hit.end() :], flags=re.IGNORECASE)
        self._named[label] = tuple(dict.fromkeys(found))
        return self._named[label]


def gather(source: Source, *, include_imputed: bool) -> Material:
    """Read a source into material: index, join topics, list stands, resolve conditions, choose."""
    readings = settle_doers(resense_all(readings_of(source)))
    records = tuple(Record.of(reading, number) for number, reading in enumerate(readings))
    topics = Topics(records)
    every = _between_parties(records, stands_of(records, topics))
    requirements, _ = requirements_of(records, topics, every)
    every, requirements = covered_stands(topics, every), covered_requirements(topics, requirements)
    told = tuple(stand for stand in every if include_imputed or stand.basis != "imputed")
    own = tuple(own_words(every, include_imputed))
    taken, choices = choose(own, topics.all)
    return Material(
        records=records,
        topics=topics,
        told=told,
        own=own,
        requirements=tuple(one for one in requirements if include_imputed or one.basis != "imputed"),
        taken=taken,
        choices=tuple(choices),
        include_imputed=include_imputed,
    )


def _between_parties(records: Sequence[Record], stands: Sequence[Stand]) -> list[Stand]:
    """Keep as addressees countries and whoever takes a stand: a parliament or a newspaper is an audience."""
    states = {one.id for record in records for one in record.reading.entities if one.type in ("state", "grouping")}
    known = states | {one.actor for one in stands}
    return [replace(one, to=tuple(actor for actor in one.to if actor in known)) for one in stands]


def takes_part(stand: Stand) -> bool:
    """Tell whether a stand is that of a party: it does more than judge or urge."""
    return stand.stance != "undeclared" and (not stand.acts or not set(stand.acts) <= FROM_OUTSIDE)
