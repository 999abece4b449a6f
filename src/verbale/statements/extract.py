"""From a parse to a reading: the order of the steps, and nothing else."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import partial

from verbale.actors import Actors
from verbale.language.dates import FoundDate, find_dates
from verbale.language.parse import Parse
from verbale.records import Attribution, DateMention, Document, Inference, Note, Reading
from verbale.statements import build, depending
from verbale.statements.acts import Act, classify
from verbale.statements.cast import AUTHOR, Cast, assemble, own_words, side_of
from verbale.statements.claimed import quantities as claimed_quantities
from verbale.statements.conditionals import find_conditionals
from verbale.statements.conditions import Demanded, find_deadlines, find_marked, from_conditional
from verbale.statements.dating import published_by_offices
from verbale.statements.disputes import find_disputes
from verbale.statements.figures import Figure, find_figures
from verbale.statements.halves import Conditioned
from verbale.statements.inferences import find_inferences
from verbale.statements.issues import Codebook, Topic, join_topics, topic_of
from verbale.statements.mending import mend
from verbale.statements.occasions import occasion_of
from verbale.statements.parts import Part, parts_of
from verbale.statements.positions import Stand, find_deeds, find_pledges, from_attribution, make_positions
from verbale.statements.reports import Reported, find_reports, headline_end
from verbale.statements.spans import Run, inside, span
from verbale.statements.speech import Said, find_speech
from verbale.statements.tree import Tree, grow, modal, tense_at
from verbale.statements.trimming import without_cues
from verbale.statements.utterances import make_utterances
from verbale.statements.voice import Voice, hear
from verbale.statements.who import who

_NEAR = 120  # characters between a source and its cue in one clause of reporting


@dataclass(slots=True)
class Work:
    """What the steps hand on to each other."""

    document: Document
    tree: Tree
    cast: Cast
    dates: tuple[FoundDate, ...]
    voice: Voice
    spoken: list[Said]
    reports: list[Reported]
    conditionals: list[Conditioned]
    figures: list[Figure]
    speakers: list[str] = field(default_factory=list)
    topics: list[Topic] = field(default_factory=list)
    stands: list[Stand] = field(default_factory=list)
    attributions: list[Attribution] = field(default_factory=list)
    parts: list[list[tuple[Part, Act, int]]] = field(default_factory=list)


def extract(document: Document, parse: Parse, actors: Actors, codebook: Codebook | None = None) -> tuple[Reading, Cast]:
    """Read a parsed document; give the reading, and who is who in the text for the views to go on with.

    Steps
    -----
    1. Grow the tree, find dates and figures, assemble the cast, hear the voice.
    2. Find who said what: attributions by rule and model, and the conditionals.
    3. Resolve the sources, and join attributions into utterances.
    4. Code what each does: speech act, stance, topic.
    5. Find the conditions, and the positions of attributions, pledges and conditions.
    6. Join topics into issues and figures into disputes; set the author's own inferences apart.
    7. Put the records together.
    """
    document, notes = _dated(document, actors)
    work = _begin(document, parse, actors)  # 1, 2
    work.speakers = [_speaker(work, one) for one in work.reports]  # 3
    past = tuple(one for one in work.dates if not document.published or one.value <= document.published)
    told = tuple(run for one in work.reports if one.turn is None for run in one.said.content)
    occasions = [occasion_of(work.tree, one.said, () if one.turn else past, told) for one in work.reports]
    utterances, ids = make_utterances(document, work.cast, work.voice, work.reports, occasions, work.speakers, past)
    _code(work, ids, {one.id: one.date for one in utterances})  # 4
    demanded = _conditions(work)  # 5
    _pledges(work)
    for one in work.conditionals:
        work.stands += depending.hanging_stands(work, one)
    condition_topics = [depending.condition_topics(work, one, holder) for one, holder in demanded]
    issues, places = join_topics(work.topics, codebook)  # 6
    attributions = tuple(build.with_issues(work, places))
    positions = make_positions(document.text, work.stands, places)
    conditionals = depending.conditionals(work, places)
    conditions = depending.conditions(work, demanded, condition_topics, places)
    quantities = claimed_quantities(work, attributions)
    quantities, disputes = find_disputes(quantities, positions, issues)
    reading = Reading(  # 7
        document=document,
        entities=build.entities(work, utterances, attributions, positions, conditions),
        issues=build.typed_issues(issues, positions, work),
        utterances=tuple(utterances),
        attributions=attributions,
        positions=positions,
        conditions=conditions,
        conditionals=conditionals,
        dates=_dates(work),
        quantities=quantities,
        inferences=_inferences(work),
        disputes=disputes,
        notes=notes,
    )
    return reading, work.cast


def _dated(document: Document, actors: Actors) -> tuple[Document, tuple[Note, ...]]:
    """Give a document without a day of publication the one that its dateline and people point to."""
    if document.published is not None:
        return document, ()
    found = published_by_offices(document.text, actors)
    if found is None:
        message = "no day of publication is told: relative dates are left open; give one with --published"
        return document, (Note(kind="undated", message=message),)
    return replace(document, published=found[0]), (Note(kind="dated", message=f"published {found[0]}: {found[1]}"),)


def _begin(document: Document, parse: Parse, actors: Actors) -> Work:
    tree = grow(mend(parse))
    dates = find_dates(document.text, document.published, partial(tense_at, tree))
    cast = assemble(tree, actors, document.published)
    if document.author:
        cast.surnames |= dict.fromkeys(_keys_of(document.author), AUTHOR)
    voice = hear(document, cast)
    spoken = find_speech(tree)
    reports = find_reports(tree, spoken, cast.turns)
    return Work(
        document=document,
        tree=tree,
        cast=cast,
        dates=dates,
        voice=voice,
        spoken=spoken,
        reports=reports,
        conditionals=_conditionals(tree, reports),
        figures=_figures(tree, dates),
    )


def _figures(tree: Tree, dates: tuple[FoundDate, ...]) -> list[Figure]:
    """Find the figures outside the headline, which are no dates."""
    days = tuple((one.start, one.end) for one in dates if not one.value.startswith("P"))
    headline = headline_end(tree.parse.text)
    return [one for one in find_figures(tree, days) if one.run[0] >= headline]


def _conditionals(tree: Tree, reports: list[Reported]) -> list[Conditioned]:
    # "welcome it", "refused to leave", "they would say": such a cue is itself what hangs on the condition.
    cues = [
        one.said
        for one in reports
        if one.turn is None and _only_reports(one.said) and modal(tree, one.said.cue_head) is None
    ]
    headline = headline_end(tree.parse.text)
    every = find_conditionals(tree, frozenset(said.cue_head for said in cues))
    found = [one for one in every if one.antecedent[0] >= headline]
    clauses = [
        (min(said.source[0], said.cue[0]), max(said.source[1], said.cue[1]))
        for said in cues
        if said.source is not None and abs(said.source[0] - said.cue[0]) < _NEAR
    ]
    return without_cues(found, tree.parse.text, clauses, [(q.start, q.end) for q in tree.parse.quotations if q.closed])


def _only_reports(said: Said) -> bool:
    """Tell whether a cue only reports (*threatened to leave*); one that does something is no frame (*refused to*)."""
    return said.form == "clause" or (
        said.form == "infinitive" and said.act in ("threaten", "offer", "commit", "propose")
    )


def _keys_of(author: str) -> tuple[str, ...]:
    bare = re.sub(r"^(?:dr|prof|professor|mr|mrs|ms|sir)\.?\s+", "", author.lower())
    return author.lower(), bare, bare.split()[-1] if bare.split() else bare


def _speaker(work: Work, report: Reported) -> str:
    said = report.said
    return who(work.cast, said.source_head, said.source)


def _extent(report: Reported) -> Run:
    said = report.said
    runs = [said.cue, *said.content, *([said.source] if said.source else [])]
    return min(run[0] for run in runs), max(run[1] for run in runs)


# --------------------------------------------------------------------------------------------- 4
def _code(work: Work, utterances: list[str], dates: dict[str, str | None]) -> None:
    names = build.name_words(work.cast)
    for number, report in enumerate(work.reports):
        said, entity = report.said, work.speakers[number]
        own = own_words(work.cast, entity)
        conditional = _conditional_within(work, report)
        coded: list[tuple[Part, Act, int]] = []
        outer = work.reports[report.nested_in] if report.nested_in is not None else None
        told_by = (
            side_of(work.cast, work.speakers[report.nested_in])
            if outer is not None and report.nested_in is not None
            else None
        )
        for part in parts_of(work.tree, said):
            act = classify(work.tree, part.said, own, conditional)
            work.topics.append(_topic(work, part, act, names))
            topic = len(work.topics) - 1
            coded.append((part, act, topic))
            work.stands += from_attribution(
                work.cast,
                report,
                act,
                entity,
                topic,
                f"A{number + 1:02}",
                build.is_quoted(work, part.run),
                dates.get(utterances[number]),
                build.evidence_run(work, said, part),
                told_by,
            )
        coded.sort(key=lambda one: one[1].rule == "act:default")  # what does more than claim comes first
        work.parts.append(coded)
        work.attributions.append(build.attribution(work, number, report, entity, utterances[number], coded))


def _topic(work: Work, part: Part, act: Act, names: frozenset[str]) -> Topic:
    """Give the topic of a proposition; a disclaimer of authority is about nothing but itself."""
    if act.speech_act == "disclaim_authority":
        return Topic("", frozenset(), frozenset(), part.run)
    found = topic_of(work.tree, part.head, part.run, names, fact=act.stance in ("asserts", "denies", None))
    unsaid = act.speech_act == "decline_comment" and not found.nominal  # it is about what was asked
    return replace(found, lemmas=frozenset()) if unsaid else found


def _conditional_within(work: Work, report: Reported) -> str | None:
    for one in work.conditionals:
        if any(inside(one.consequent, (run[0] - 2, run[1] + 2)) for run in report.said.content):
            return one.form
        if any(inside(one.antecedent, (run[0] - 2, run[1] + 2)) for run in report.said.content):
            return one.form
    return None


# --------------------------------------------------------------------------------------------- 5
def _conditions(work: Work) -> list[tuple[Demanded, str]]:
    """Give the conditions with the entity that sets each; conditionals of the author's own set none."""
    found: list[tuple[Demanded, str]] = []
    made = [from_conditional(work.tree, one) for one in work.conditionals]
    marked = (*find_marked(work.tree), *find_deadlines(work.tree, work.dates))
    for one in (*(d for d in made if d is not None), *marked):
        holder = depending.holder_of(work, one.run) or depending.narrated_setter(work, one)
        if holder is None:
            continue
        if any(other.run[0] < one.run[1] and one.run[0] < other.run[1] for other, _ in found):
            continue
        found.append((one, holder))
    return found


def _pledges(work: Work) -> None:
    names = build.name_words(work.cast)
    covered = tuple(run for one in work.reports for run in one.said.content)
    told = {one.said.cue_head for one in work.reports}
    told |= {one.consequent_head for one in work.conditionals if one.form == "nominal"}
    deeds = [one for one in find_deeds(work.tree, work.spoken) if not any(inside(one.run, run) for run in covered)]
    pledges = (one for one in find_pledges(work.tree, work.voice, covered) if one.head not in told)
    for pledge in (*pledges, *deeds):
        run = build.source_of(work, pledge.subject)
        entity = who(work.cast, pledge.subject, run)
        actor = side_of(work.cast, entity)
        if work.voice.kind == "own" and modal(work.tree, pledge.head) in ("must", "should"):
            actor = side_of(work.cast, work.voice.entity)  # "Belarus must release him": the writer asks for it
        if actor is None or work.cast.entities[actor].type not in ("state", "organisation", "grouping"):
            if not pledge.passive:
                continue
            actor = side_of(work.cast, work.voice.entity) or work.voice.entity
        work.topics.append(topic_of(work.tree, pledge.head, pledge.run, names))
        for one in build.members(work, actor):
            work.stands.append(
                Stand(
                    one,
                    pledge.stance,
                    "plain",
                    "stated" if work.voice.kind != "author" else "reported",
                    pledge.run,
                    len(work.topics) - 1,
                    None,
                    "position:pledge",
                    0.7,
                    work.document.published,
                )
            )


def _inferences(work: Work) -> tuple[Inference, ...]:
    """Give the author's inferences; only a commentary has an author who concludes."""
    if work.document.kind != "commentary":
        return ()
    held = tuple(_extent(one) for one in work.reports)
    halves = [(one.antecedent, one.consequent) for one in work.conditionals]
    whole = tuple((min(a[0], b[0]), max(a[1], b[1])) for a, b in halves)
    return build.inferences(work, find_inferences(work.tree, held, whole))


def _dates(work: Work) -> tuple[DateMention, ...]:
    return tuple(
        DateMention(
            id=f"D{number}",
            value=one.value,
            type=one.type,
            span=span(work.document.text, (one.start, one.end)),
            codings=(build.coding("value", "rule:dates", 0.85),),
        )
        for number, one in enumerate(work.dates, start=1)
    )
