"""The readings of a brief seen as one record: names, parties, citations, and acts told by several texts."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from verbale.brief.copies import copies_of
from verbale.brief.findings import Citation, Source
from verbale.brief.wording import spoken, told
from verbale.draft.source import Record, readings_of
from verbale.draft.source import Source as ReadingSource
from verbale.draft.stands import is_imputed
from verbale.draft.topics import FLIPPED, Topics
from verbale.records import Attribution, Entity, Position, Reading, Span, Utterance

PEOPLE = ("person", "unnamed_source")


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """One act of speech, merged over the sources that tell it.

    ``tellings`` are (source number, utterance) pairs; ``contents`` are (source number, attribution).
    """

    key: str
    utterance: Utterance
    party: str
    tellings: tuple[tuple[int, Utterance], ...]
    contents: tuple[tuple[int, Attribution], ...]
    replies_to: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A position, the source that tells it, the party whose it is, and the topic that its issue belongs to.

    ``stance`` is the position's, turned round where the issue is worded as the topic's opposite;
    ``level`` is the authority of the utterance behind it, where one is recorded.
    """

    source: int
    position: Position
    actor: str
    topic: str
    stance: str
    level: str | None


class Dossier:
    """Look-ups over the readings of one brief. Sources are numbered from 1 in the order of publication."""

    def __init__(self, readings: ReadingSource, grades: Mapping[str, str] | None = None) -> None:
        self.readings = readings_of(readings)
        self.sources = tuple(
            replace(one, author=self.name(one.author) if one.author else None)
            for one in _sources(self.readings, grades or {})
        )
        self._paragraphs = [paragraph_starts(source.text) for source in self.sources]

    @cached_property
    def entities(self) -> dict[str, Entity]:
        """Every entity by id; of several sources the one that knows most of it, and its full name, wins."""
        known: dict[str, Entity] = {}
        for reading in self.readings:
            for entity in reading.entities:
                if entity.id not in known or _known_better(entity, known[entity.id]):
                    known[entity.id] = entity
        return known

    @cached_property
    def _topics(self) -> Topics:
        """The issues of all readings, the same one under different words joined as the draft joins them."""
        return Topics([Record.of(reading, number) for number, reading in enumerate(self.readings, 1)])

    @cached_property
    def kinds(self) -> dict[str, str]:
        """Kinds of the topics by id, such as ``proposal`` or ``fact_claim``."""
        return {topic.id: topic.kind for topic in self._topics.all}

    @cached_property
    def _labels(self) -> dict[str, str]:
        return {topic.id: topic.label for topic in self._topics.all}

    def topic(self, source: int, issue: str | None) -> tuple[str, int]:
        """Give the topic of a source's issue, and -1 where the issue is worded as its opposite."""
        found = self._topics.find(source, issue)
        return (found[0].id, found[1]) if found else (issue or "", 1)

    def label(self, topic: str) -> str:
        """Give a topic in words."""
        return self._labels.get(topic, topic.replace("_", " ").lower()) or "the whole"

    @cached_property
    def authors(self) -> frozenset[str]:
        """Ids under which the authors of the sources appear as speakers."""
        named = {r.document.author.casefold() for r in self.readings if r.document.author}
        known = {e.id for e in self.entities.values() if e.type == "author" or e.name.casefold() in named}
        return frozenset(known | {r.document.author for r in self.readings if r.document.author} | {"AUTHOR"})

    def own_voice(self, utterance: Utterance) -> bool:
        """Tell whether an utterance is the author's of a source, speaking for nobody else."""
        return utterance.speaker in self.authors and utterance.on_behalf_of is None

    def is_primary(self, utterance: Utterance) -> bool:
        """Tell whether a source holds the very words of an utterance by a party."""
        return utterance.relay_distance == 0 and not self.own_voice(utterance)

    def name(self, entity_id: str | None) -> str:
        """Give the short name a reader knows an entity by."""
        if not entity_id:
            return "nobody named"
        if entity_id == "AUTHOR":
            return "the author"
        entity = self.entities.get(entity_id)
        return entity.name.split(" (")[0] if entity else entity_id

    def issue(self, source: int, issue: str | None) -> str:
        """Give a source's issue in words."""
        return self.label(self.topic(source, issue)[0])

    def author(self, source: int) -> str:
        """Give the name of a source's author, or "The author"."""
        known = self.readings[source - 1].document.author
        name = self.name(known) if known else "the author"
        return f"{name[:1].upper()}{name[1:]}"

    def about(self, source: int, record: str | None) -> str:
        """Give in words what an inference is about: an entity, an issue or an act of speech."""
        act = next((one for one in self.readings[source - 1].utterances if one.id == record), None)
        if act is not None:
            return act.what or f"the words of {self.name(act.speaker)}"
        if record in self.entities or not self._topics.find(source, record):
            return self.name(record)
        return self.issue(source, record)

    def party(self, entity_id: str | None) -> str:
        """Give the state or organisation behind a person, or the entity itself."""
        seen: set[str] = set()
        while entity_id and entity_id not in seen:
            seen.add(entity_id)
            entity = self.entities.get(entity_id)
            if entity is None or entity.type not in (*PEOPLE, "organisation", "group"):
                return entity_id
            if not (entity.on_behalf_of or entity.of):
                return entity_id
            entity_id = entity.on_behalf_of or entity.of
        return entity_id or ""

    def cite(self, source: int, spans: Iterable[Span | None]) -> tuple[Citation, ...]:
        """Cite spans of a source, each with the number of its paragraph."""
        starts = self._paragraphs[source - 1]
        return tuple(
            Citation(source=source, paragraph=bisect_right(starts, span.start), span=span)
            for span in dict.fromkeys(spans)
            if span is not None
        )

    @cached_property
    def number_of(self) -> dict[str, int]:
        """Source numbers by the id of the document."""
        return {source.id: source.number for source in self.sources}

    def words(self, source: int, span: Span, most: int = 240) -> str:
        """Give the words of a span, in double marks where the source gives them as spoken."""
        inside = any(start <= span.start and span.end <= end for start, end in self._spoken[source - 1])
        return (spoken if inside else told)(span.text, most)

    @cached_property
    def _spoken(self) -> list[list[tuple[int, int]]]:
        found = []
        for reading in self.readings:
            primary = {one.id for one in reading.utterances if self.is_primary(one)}
            ranges = [(one.start, one.end) for a in reading.attributions for one in a.quoted_spans]
            for attribution in reading.attributions:
                if attribution.quote_type == "direct" or attribution.utterance in primary:
                    ranges += [(one.start, one.end) for one in attribution.content_spans]
            found.append(ranges)
        return found

    def find(self, document_id: str | None, span: Span) -> tuple[Citation, ...]:
        """Cite a span by its document's id; a span that is in no source of the brief gives no citation."""
        number = self.number_of.get(document_id or "")
        numbers = [number] if number else [source.number for source in self.sources]
        for one in numbers:
            if self.sources[one - 1].text[span.start : span.end] == span.text:
                return self.cite(one, (span,))
        return ()

    def independent(self, sources: Iterable[int]) -> int:
        """Count sources, copies of one text once."""
        return len({self.sources[number - 1].copy_of or number for number in sources})

    @cached_property
    def positions(self) -> tuple[Held, ...]:
        """Every position of every source."""
        found = []
        for number, reading in enumerate(self.readings, 1):
            level_of = {one.id: one.authority_level for one in reading.utterances}
            uttered = {one.id: level_of.get(one.utterance) for one in reading.attributions}
            read_in = {one.id for one in reading.attributions if is_imputed(one)}
            for each in reading.positions:
                position = replace(each, basis="imputed") if each.attribution in read_in else each
                topic, sign = self.topic(number, position.issue)
                turned = FLIPPED.get(position.stance, position.stance)
                found.append(
                    Held(
                        source=number,
                        position=position,
                        actor=self.party(position.actor),
                        topic=topic,
                        stance=position.stance if sign > 0 else turned,
                        level=uttered.get(position.attribution or ""),
                    )
                )
        return tuple(found)

    @cached_property
    def acts(self) -> tuple[Spoken, ...]:
        """Acts of speech by parties, in the order said, undated last; the sources' own voices are left out.

        Two sources tell the same act when the speaker and the full date agree.
        """
        groups: dict[str, list[tuple[int, Utterance]]] = defaultdict(list)
        for number, reading in enumerate(self.readings, 1):
            for utterance in reading.utterances:
                if not self.own_voice(utterance):
                    groups[_act_key(number, utterance)].append((number, utterance))
        keys = {(n, u.id): key for key, tellings in groups.items() for n, u in tellings}
        acts = [self._merge(key, tellings, keys) for key, tellings in groups.items()]
        acts = [act for act in acts if not _only_asks(act)]
        return tuple(sorted(acts, key=lambda act: (act.utterance.date is None, act.utterance.date or "")))

    def _merge(self, key: str, tellings: list[tuple[int, Utterance]], keys: Mapping[tuple[int, str], str]) -> Spoken:
        nearest = min(tellings, key=lambda telling: telling[1].relay_distance)[1]
        replies = {keys.get((n, reply)) for n, utterance in tellings for reply in utterance.replies_to}
        contents = tuple(
            (number, attribution)
            for number, utterance in tellings
            for attribution in self.readings[number - 1].attributions
            if attribution.utterance == utterance.id
        )
        return Spoken(
            key=key,
            utterance=nearest,
            party=nearest.on_behalf_of or self.party(nearest.speaker),
            tellings=tuple(tellings),
            contents=contents,
            replies_to=tuple(sorted(reply for reply in replies if reply and reply != key)),
        )


def _known_better(one: Entity, other: Entity) -> bool:
    def known(entity: Entity) -> tuple[bool, bool, int]:
        return entity.of is not None, not entity.name.isupper(), len(entity.name.split())

    return known(one) > known(other)


def _only_asks(act: Spoken) -> bool:
    """Tell whether an act is a question from outside, such as a reporter's: no party speaks in it."""
    done = {part.speech_act for _, attribution in act.contents for part in attribution.propositions}
    return act.utterance.authority_level == "F" and done == {"question"}


def _act_key(number: int, utterance: Utterance) -> str:
    if utterance.date and len(utterance.date) == 10 and utterance.speaker:
        return f"{utterance.speaker}@{utterance.date}"
    return f"{number}:{utterance.id}"


def paragraph_starts(text: str) -> list[int]:
    """Offsets at which the paragraphs of a text start: each line with words on it is one."""
    starts, offset = [], 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            starts.append(offset)
        offset += len(line)
    return starts or [0]


def _sources(readings: Sequence[Reading], grades: Mapping[str, str]) -> tuple[Source, ...]:
    copied = copies_of([reading.document.text for reading in readings])
    sources = []
    for number, (reading, original) in enumerate(zip(readings, copied, strict=True), 1):
        document = reading.document
        opening = next((line.strip() for line in document.text.splitlines() if line.strip()), "(no words)")
        sources.append(
            Source(
                number=number,
                id=document.id,
                text=document.text,
                title=document.title or opening[:100],
                author=document.author,
                publisher=document.publisher,
                published=document.published,
                kind=document.kind,
                place=document.url or document.file,
                grade=grades.get(document.id, "F6"),
                copy_of=None if original is None else original + 1,
            )
        )
    return tuple(sources)
