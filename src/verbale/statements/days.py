"""On which day something was said, where the words around the cue do not tell it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from verbale.codes import Instrument
from verbale.language.dates import FoundDate
from verbale.records import Document
from verbale.statements.authority import instrument_in
from verbale.statements.cast import AUTHOR, Cast, side_of
from verbale.statements.occasions import Occasion
from verbale.statements.reports import Reported
from verbale.statements.sources import source_run
from verbale.statements.tree import Tree, ancestors, child, token_at
from verbale.statements.who import who

_DAY = 10  # characters of an ISO day
_PARAGRAPHS = 2
_WORDS_APART = 12
_OCCASIONS = frozenset(
    "speech statement remark address interview letter message conference briefing testimony comment".split()
)


@dataclass(slots=True)
class Act:
    """An utterance in the making."""

    id: str
    speaker: str
    occasion: Occasion | None
    first: int
    last: int
    date: str | None
    basis: str | None
    standing: bool
    nested: bool = False
    turn: bool = False
    past: bool = False  # told in the past tense
    personal: bool = False
    told: int = 0
    relayed: int = 0


def date_acts(
    acts: list[Act], document: Document, cast: Cast, told: tuple[FoundDate, ...], reports: list[Reported]
) -> None:
    """Give each undated act the day that the text tells elsewhere, and say in ``basis`` where it was told."""
    _date_by_name(acts, cast, told)
    _date_the_undated(acts, document, cast, days_told(cast.tree, told, reports, document.published))


def days_told(
    tree: Tree, told: tuple[FoundDate, ...], reports: list[Reported], published: str | None
) -> list[FoundDate]:
    """Give the days on which something happened, told in the text's own voice, outside of what anybody said."""
    runs = [run for report in reports if report.turn is None for run in report.said.content]
    runs += [report.said.source for report in reports if report.said.source is not None]
    return [
        one
        for one in told
        if one.type == "day"
        and not any(a <= one.start and one.end <= b for a, b in runs)
        and not (published and one.value > published)
        and _dates_the_story(tree, one)
    ]


def _dates_the_story(tree: Tree, one: FoundDate) -> bool:
    """Tell a day of the story from one in a heading or dateline, or in an aside (*Dorn, sworn in on 3 May, said*)."""
    index = token_at(tree, one.start)
    if index is None:
        return False
    sentence = tree.parse.sentences[tree.sentence_of[index]]
    if not any(token.upos in ("VERB", "AUX") for token in tree.tokens[sentence.first : sentence.last]):
        return False
    verb = next((up for up in ancestors(tree, index) if tree.tokens[up].upos == "VERB"), None)
    if verb is None or not tree.tokens[verb].deprel.startswith("acl"):
        return True
    return tree.tokens[tree.tokens[verb].head].upos != "PROPN"


def _date_by_name(acts: list[Act], cast: Cast, told: tuple[FoundDate, ...]) -> None:
    """Give an undated act the day of a speech that the text names before it (*X's speech on 30 January*)."""
    named: list[tuple[int, str, str, Instrument | None]] = []
    for one in told:
        index = token_at(cast.tree, one.start)
        if one.type != "day" or index is None:
            continue
        noun = next(
            (up for up in ancestors(cast.tree, index) if cast.tree.tokens[up].lemma.lower() in _OCCASIONS), None
        )
        owner = child(cast.tree, noun, "nmod:poss") if noun is not None else None
        if noun is None or owner is None or abs(noun - index) > _WORDS_APART:
            continue
        speaker = who(cast, owner, source_run(cast.tree, owner))
        named.append((one.start, speaker, one.value, instrument_in(cast.tree.tokens[noun].lemma.lower())))
    for act in acts:
        for at, speaker, day, instrument in named:
            if act.date is None and act.speaker == speaker and at < act.last:
                act.date, act.basis = day, "the day of the speech named before"
                if act.occasion is not None and act.occasion.instrument is None and instrument is not None:
                    act.occasion = replace(act.occasion, instrument=instrument)


def _date_the_undated(acts: list[Act], document: Document, cast: Cast, days: list[FoundDate]) -> None:
    """Give an undated act the day told last before it in its paragraph, or that of the act before it."""
    text = document.text
    own = _own_sides(cast)
    for number, act in enumerate(acts):
        block = text.rfind("\n", 0, act.first)
        here = [one for one in days if block < one.start < act.first]
        ours = side_of(cast, act.speaker) in own and not (act.past and here)
        if act.date is None and not act.nested and ours:
            act.date, act.basis = document.published, "the day of the text, which speaks for this side"
        if act.date is not None or act.standing:
            continue
        if document.kind in ("briefing transcript", "meeting record") and document.published and not act.nested:
            act.date, act.basis = document.published, "the day of the record"
            continue
        before = [one for one in acts[:number] if one.date and not one.nested and not _is_late(one)]
        if here and not act.nested:
            act.date, act.basis = _next_if_late(act, here[-1].value), "the day told last in the paragraph"
        elif before and text[before[-1].last : act.first].count("\n\n") <= _PARAGRAPHS and not act.nested:
            act.date, act.basis = _next_if_late(act, before[-1].date), "the day of the act told before"
        elif document.kind in ("wire", "unknown") and not act.nested and (day := _day_before(act, days, text)):
            act.date, act.basis = day, "the day told last before"
        elif document.kind in ("wire", "unknown") and not act.nested:
            act.date, act.basis = document.published, "the day of the report, which tells no other"


def _day_before(act: Act, days: list[FoundDate], text: str) -> str | None:
    """Give the day told last in the paragraphs just before an act."""
    near = [one for one in days if one.start < act.first and text[one.start : act.first].count("\n\n") <= _PARAGRAPHS]
    return near[-1].value if near else None


def _is_late(act: Act) -> bool:
    """Tell whether something was said past midnight, a day on from what is told around it."""
    return act.occasion is not None and act.occasion.past_midnight


def _next_if_late(act: Act, day: str | None) -> str | None:
    """Give the day after ``day`` for what was said past midnight."""
    if day is None or not _is_late(act) or len(day) != _DAY:
        return day
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat()


def _own_sides(cast: Cast) -> frozenset[str]:
    """Give the sides in whose voice the text is."""
    if cast.voice == AUTHOR:
        return frozenset()
    side = side_of(cast, cast.voice)
    return frozenset({*cast.entities[cast.voice].members, *((side,) if side else ())})
