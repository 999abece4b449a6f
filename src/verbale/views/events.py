"""The events of a reading: who did what to whom, when, in whose account (PLOVER 2).

An event comes from a word that names one (:mod:`verbale.views.plover_triggers`) or from the act of an
attribution ("... was unacceptable, Hayashi said" accuses). Its parties come from the grammar
(:mod:`verbale.views.plover_parties`), its date from the dates of the sentence or of the utterance, its
veracity from the attribution that holds it. Several mentions of one act share a ``group``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date as day_of

from verbale.actors import Actors
from verbale.codes import EventType
from verbale.language import Parse
from verbale.records import Attribution, Coding, DateRange, Document, Entity, Event, Reading, Span, Utterance
from verbale.statements.cast import Cast, assemble, side_of
from verbale.statements.tree import Tree, child, grow, kids, sentence_at, subtree, token_at
from verbale.views.plover import Codebook, cameo_of, load_codebook
from verbale.views.plover_marks import Named, mode_of
from verbale.views.plover_parties import is_mutual, parties_of
from verbale.views.plover_sides import Parties, gather, in_title, is_public
from verbale.views.plover_types import Weighed, weighed_triggers
from verbale.views.plover_weights import chosen
from verbale.views.plover_words import ACTS, proposals

VERSION = "1"
_LONG_AGO = 60  # days between event and text that make the event history
_SHARE = 0.45  # of the likeliest event of a sentence, below which another is left out; best of six tried
_WEIGHTY = frozenset({"AGREE", "CONCEDE", "REJECT", "RETREAT", "SANCTION", "ASSAULT"})
_TOGETHER = frozenset({"AGREE", "CONSULT", "COOPERATE"})
_DEEDS = frozenset({"ASSAULT", "COERCE", "PROTEST", "MOBILIZE", "SANCTION"})


@dataclass(frozen=True, slots=True)
class _Scene:
    """What the steps share."""

    reading: Reading
    tree: Tree
    parties: Parties
    book: Codebook
    utterances: dict[str, Utterance]


def find_events(
    reading: Reading, parse: Parse, actors: Actors, *, every_sentence: bool = False, cast: Cast | None = None
) -> Reading:
    """Give ``reading`` with its events, and with the entities that only they name.

    With ``every_sentence`` each sentence is taken to report an event, as in collections of coded
    sentences: its type model may overrule the lexicon, and a sentence in which no event is found gets
    the likeliest, if need be without an actor. ``cast`` is who is who in the text, where that is known.

    Steps
    -----
    1. Find the words that name events, and their marks: by lexicon, language model and statements, weighed
       together; by the lexicon, with the acts of attributions, where no language model has read the text.
    2. Find for each its parties; one without an actor is no event.
    3. Join the mentions of one act.
    """
    scene = _scene(reading, parse, actors, cast)
    found = _reported(scene, every_sentence) if every_sentence or not parse.triggers else _weighed(scene)
    found.sort(key=lambda event: (event.trigger_span.start, event.extent_span.start))
    events = _joined([replace(event, id=f"E{number:02}") for number, event in enumerate(found, 1)])  # 3
    named_ids = {one for event in events for one in (*event.actor, *event.recipient)}
    known = {entity.id for entity in reading.entities}
    added = tuple(_entities(scene.parties.cast, named_ids - known))
    return replace(reading, events=events, entities=(*reading.entities, *added))


def events_of_text(
    text: str, parse: Parse, actors: Actors, published: str | None = None, *, every_sentence: bool = False
) -> tuple[Event, ...]:
    """Give the events of a bare text, of which nothing but the parse is known."""
    reading = Reading(document=Document.from_text(text, published=published))
    return find_events(reading, parse, actors, every_sentence=every_sentence).events


def _scene(reading: Reading, parse: Parse, actors: Actors, known: Cast | None) -> _Scene:
    tree = known.tree if known is not None else grow(parse)
    cast = known if known is not None else assemble(tree, actors, reading.document.published)
    for entity in reading.entities:
        cast.entities.setdefault(entity.id, entity)
    for attribution in reading.attributions if known is None else ():
        if attribution.source_span is not None:
            cast.seen.append((attribution.source_span.start, attribution.source_entity))
    cast.seen.sort()
    utterances = {one.id: one for one in reading.utterances}
    whole = utterances.get("U0")
    if whole is not None and whole.speaker in cast.entities:
        cast.voice = whole.speaker
    return _Scene(reading, tree, gather(tree, cast), load_codebook(), utterances)


def _entities(cast: Cast, ids: set[str]) -> list[Entity]:
    return [cast.entities[one] for one in sorted(ids) if one in cast.entities]


def _weighed(scene: _Scene) -> list[Event]:
    put_forward = proposals(scene.reading, scene.tree, scene.book, scene.parties.sightings)
    return [
        one
        for named in chosen(scene.tree, put_forward)
        if not in_title(scene.parties, named.token)
        and (event := _event(scene, replace(named, mode=mode_of(scene.tree, scene.book, named)))) is not None
        for one in _each(scene, named, event)
    ]


def _reported(scene: _Scene, every_sentence: bool) -> list[Event]:
    sentences = weighed_triggers(scene.tree, scene.book, retype=every_sentence)
    found = [event for one in sentences for event in _events_of(scene, one, every_sentence)]
    return found + _acts(scene, found)


def _each(scene: _Scene, named: Named, event: Event) -> list[Event]:
    """Give what several do to each other, or each to the rest, as one event for each of them."""
    if len(event.actor) < 2 or event.plover in _TOGETHER or not is_mutual(scene.tree, named.token):
        return [event]
    return [
        replace(event, actor=(one,), recipient=tuple(other for other in event.actor if other != one))
        for one in event.actor
    ]


# --------------------------------------------------------------------------------- one event


def _events_of(scene: _Scene, weighed: Weighed, always: bool) -> list[Event]:
    """Give the events of a sentence, those left out that are unlikely beside the likeliest of it."""
    most = max((named.weight for named in weighed.triggers), default=0.0)
    kept = [one for one in weighed.triggers if one.weight >= _SHARE * most or _told(scene, one)]
    events = [event for named in kept if (event := _event(scene, named)) is not None and _worth(scene, named, event)]
    likeliest = weighed.fallback
    if events or likeliest is None or not always:
        return events
    event = _event(scene, likeliest, always)
    return [event] if event is not None else []


def _told(scene: _Scene, named: Named) -> bool:
    """Tell whether the event is what somebody is said to say: it stands on its own beside the saying."""
    return scene.tree.tokens[named.token].deprel in ("ccomp", "parataxis")


def _event(scene: _Scene, named: Named, always: bool = False) -> Event | None:
    start = scene.tree.tokens[named.token].start
    holder = _holder(scene.reading.attributions, start)
    source = _source_side(scene, holder)
    actor, recipient = parties_of(scene.parties, named, source)
    if not always and not any(is_public(scene.parties, one) for one in actor):
        return None
    trigger = _span(scene, named.tokens)
    extent = _extent(scene, named)
    contexts = _contexts(scene, named)
    event = Event(
        id="",
        plover=named.type,
        mode=named.mode,
        actor=actor,
        recipient=recipient,
        trigger_span=trigger,
        extent_span=extent,
        date=_date(scene, named, holder),
        context=contexts,
        aux=named.aux,
        place=_place(scene, named),
        veracity=_veracity(scene, holder, source),
        attribution=holder.id if holder else None,
        cameo=cameo_of(named.type, named.mode, frozenset(contexts)),
        codings=(_coding(named),),
    )
    return _dated(scene, event)


def _worth(scene: _Scene, named: Named, event: Event) -> bool:
    """Tell whether an event is more than a mention: a noun needs both parties or a deed, a mere "if" a real act."""
    if "hypothetical" in named.aux:
        return named.part == "v" and named.type in _WEIGHTY
    if named.part != "n" or named.why.startswith("model"):
        return True
    if named.type in _DEEDS or named.mode in ("phone", "visit"):
        return True
    return bool(event.recipient or len(event.actor) > 1) and _alone(scene, named)


def _alone(scene: _Scene, named: Named) -> bool:
    """Tell whether no verb of the noun's sentence names an event."""
    tree = scene.tree
    sentence = sentence_at(tree, named.token)
    patterns = scene.book.patterns
    return not any(
        ("v", tree.tokens[one].lemma.lower()) in patterns
        for one in range(sentence.first, sentence.last)
        if tree.tokens[one].upos == "VERB"
    )


def _coding(named: Named) -> Coding:
    return Coding(
        field="plover",
        coder="model:events" if named.why.startswith("model") else "rule:trigger",
        version=VERSION,
        confidence=round(min(named.weight, 0.95), 2),
        why=f"the word names {named.type}{' ' + named.mode if named.mode else ''} ({named.why})",
    )


def _span(scene: _Scene, tokens: Sequence[int]) -> Span:
    start, end = scene.tree.tokens[min(tokens)].start, scene.tree.tokens[max(tokens)].end
    return Span(start=start, end=end, text=scene.tree.parse.text[start:end])


def _extent(scene: _Scene, named: Named) -> Span:
    """The clause of the trigger without its punctuation, at most forty words on."""
    tree = scene.tree
    own = [
        one
        for one in subtree(tree, named.token)
        if tree.sentence_of[one] == tree.sentence_of[named.token] and one < max(named.tokens) + 40
    ]
    while len(own) > 1 and tree.tokens[own[-1]].upos == "PUNCT":
        own.pop()
    while len(own) > 1 and tree.tokens[own[0]].upos in ("PUNCT", "CCONJ", "SCONJ"):
        own.pop(0)
    return _span(scene, (*own, *named.tokens))


def _holder(attributions: Sequence[Attribution], offset: int) -> Attribution | None:
    """Give the innermost attribution whose content holds ``offset``."""
    holding = [
        (span.end - span.start, one)
        for one in attributions
        for span in one.content_spans
        if span.start <= offset < span.end
    ]
    return min(holding, key=lambda pair: pair[0])[1] if holding else None


def _source_side(scene: _Scene, holder: Attribution | None) -> str | None:
    if holder is None:
        return None
    cast = scene.parties.cast
    if holder.source_entity not in cast.entities:
        return None
    entity = cast.entities[holder.source_entity]
    return entity.on_behalf_of or side_of(cast, holder.source_entity) or entity.of


def _veracity(scene: _Scene, holder: Attribution | None, source: str | None) -> str:
    if holder is None or source is None:
        return "asserted_by:AUTHOR"
    acts = {one.speech_act for one in holder.propositions}
    return f"denied_by:{source}" if "deny" in acts else f"claimed_by:{source}"


def _contexts(scene: _Scene, named: Named) -> tuple[str, ...]:
    tree = scene.tree
    found: dict[str, None] = {}
    for one in subtree(tree, named.token)[:60]:
        for context in scene.book.contexts.get(tree.tokens[one].lemma.lower(), ()):
            found[context] = None
    return tuple(found) or ("diplomatic",)


def _place(scene: _Scene, named: Named) -> str | None:
    """The words of the place in which the act is said to happen."""
    tree = scene.tree
    for one in kids(tree, named.token, "obl", "nmod"):
        case = child(tree, one, "case")
        sighted = scene.parties.at(one)
        if case is not None and tree.tokens[case].text.lower() in ("in", "at", "near") and sighted is not None:
            return sighted.text if sighted.kind in ("place", "seat", "country") else None
    return None


def _date(scene: _Scene, named: Named, holder: Attribution | None) -> DateRange:
    """The date within the trigger's clause, else the first of its sentence, else that of the utterance."""
    sentence = sentence_at(scene.tree, named.token)
    near = [one for one in scene.reading.dates if sentence.start <= one.span.start < sentence.end]
    near = [one for one in near if not one.value.startswith("P")]
    if near:
        at = scene.tree.tokens[named.token].start
        after = [one for one in near if one.span.start >= at]
        value = (after or near)[0].value
        start, _, end = value.partition("/")
        return DateRange(start=start, end=end or start)
    if holder is not None and holder.utterance in scene.utterances:
        value = scene.utterances[holder.utterance].date or ""
        if value:
            return DateRange(start=value, end=value)
    return DateRange()


def _dated(scene: _Scene, event: Event) -> Event:
    published, start = scene.reading.document.published, event.date.start
    if published and start and "hypothetical" not in event.aux and _days(start, published) > _LONG_AGO:
        return replace(event, aux=(*event.aux, "historical"))
    return event


def _days(earlier: str, later: str) -> int:
    """Days from the end of one date to another, by what both say; 0 where a date is broken."""
    try:
        first = day_of.fromisoformat((earlier + "-12-28"[len(earlier) - 4 :])[:10])
        last = day_of.fromisoformat((later + "-01-01"[len(later) - 4 :])[:10])
    except ValueError:
        return 0
    return (last - first).days


# --------------------------------------------------------------------------------- acts of attributions


def _acts(scene: _Scene, found: Sequence[Event]) -> list[Event]:
    """Events that an attribution makes by its speech act, where no word within its content or cue made one."""
    events = []
    for attribution in scene.reading.attributions:
        act = next((ACTS[p.speech_act] for p in attribution.propositions if p.speech_act in ACTS), None)
        source = _source_side(scene, attribution)
        if act is None or source is None or attribution.quote_type == "imputed" or not attribution.content_spans:
            continue
        spans = [*attribution.content_spans, *([attribution.cue_span] if attribution.cue_span else [])]
        if any(s.start <= event.trigger_span.start < s.end for event in found for s in spans):
            continue
        events.append(_act_event(scene, attribution, act, source))
    return events


def _act_event(scene: _Scene, attribution: Attribution, act: EventType, source: str) -> Event:
    content = attribution.content_spans[0]
    index = token_at(scene.tree, content.start) or 0
    named = Named(index, act, "disapprove" if act == "ACCUSE" else None, "v", (index,), (), 0.5, "speech act")
    inside = [
        one.code
        for one in scene.parties.sightings
        if content.start <= one.start < content.end and one.kind in ("country", "adjective", "seat")
    ]
    recipient = next((code for code in inside if code != source and code in scene.parties.cast.entities), None)
    contexts = _contexts(scene, named)
    event = Event(
        id="",
        plover=act,
        mode=named.mode,
        actor=(source,),
        recipient=(recipient,) if recipient else (),
        trigger_span=attribution.cue_span or content,
        extent_span=content,
        date=_date(scene, named, attribution),
        context=contexts,
        veracity="asserted_by:AUTHOR",
        attribution=attribution.id,
        cameo=cameo_of(act, named.mode, frozenset(contexts)),
        codings=(
            Coding(field="plover", coder="rule:speech_act", version=VERSION, confidence=0.5, why="what the words do"),
        ),
    )
    return _dated(scene, event)


# --------------------------------------------------------------------------------- one act, several mentions


def _joined(events: Sequence[Event]) -> tuple[Event, ...]:
    """Give each event the group of the first mention of its act."""
    heads: list[Event] = []
    out = []
    for event in events:
        same = next((head for head in heads if _one_act(head, event)), None)
        if same is None:
            same = replace(event, group=event.id)
            heads.append(same)
        out.append(replace(event, group=same.group))
    return tuple(out)


def _one_act(left: Event, right: Event) -> bool:
    """Tell whether two events report one act: same type, parties and marks, no date against it, words in common."""
    if (left.plover, left.actor, left.aux) != (right.plover, right.actor, right.aux):
        return False
    if left.recipient and right.recipient and not set(left.recipient) & set(right.recipient):
        return False
    if left.mode and right.mode and left.mode != right.mode:
        return False
    if left.date.start and right.date.start:
        size = min(len(left.date.start), len(right.date.start))
        if left.date.start[:size] != right.date.start[:size]:
            return False
    return _stem(left.trigger_span.text) == _stem(right.trigger_span.text)


def _stem(text: str) -> str:
    return text.lower().split()[0][:5] if text.strip() else ""
