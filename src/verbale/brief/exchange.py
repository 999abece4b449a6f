"""The exchange: who spoke when, for whom, with what authority, in reply to what."""

from __future__ import annotations

from collections import Counter

from verbale.brief.dossier import Dossier, Spoken
from verbale.brief.findings import Act, Block, Citation, Finding, Section, Table, Timeline, Voice
from verbale.brief.wording import LEVELS, MANDATES, as_day, counted, say_date, say_gap, spaced
from verbale.draft.stands import is_imputed
from verbale.records import Attribution

MOST_LANES = 6
MOST_ACTS = 40
WORDS_A_ROW = 3


def exchange(dossier: Dossier) -> Section | None:
    """Tell the acts of speech as a timeline with a table beneath; None where nobody speaks."""
    if not dossier.acts:
        return None
    blocks: list[Block] = []
    if any(act.utterance.date for act in dossier.acts):
        blocks.append(timeline(dossier))
    rows = tuple(_row(dossier, act) for act in dossier.acts)
    columns = ("Said", "Who, for whom", "Authority", "In the words of the record")
    caption = "Every act of speech in the record, in the order said"
    blocks.append(Table(caption=caption, columns=columns, rows=rows))
    return Section(key="exchange", title="The exchange", blocks=tuple(blocks))


def timeline(dossier: Dossier) -> Timeline:
    """Draw the latest dated acts as a timeline; lanes are the parties that speak most."""
    dated = [act for act in dossier.acts if act.utterance.date]
    shown = dated[-MOST_ACTS:]
    busiest = Counter(act.party for act in shown).most_common()
    named = [party for party, _ in busiest[: MOST_LANES if len(busiest) <= MOST_LANES else MOST_LANES - 1]]
    lanes = tuple(dossier.name(party) for party in named)
    if len(named) < len(busiest):
        lanes += ("others",)
    places = {act.key: place for place, act in enumerate(shown)}
    acts = tuple(
        Act(
            lane=named.index(act.party) if act.party in named else len(named),
            said=act.utterance.date,
            who=dossier.name(act.utterance.speaker),
            level=act.utterance.authority_level,
            words=_headline(dossier, act),
            reported=_reported(dossier, act),
            replies_to=tuple(places[key] for key in act.replies_to if key in places),
            citation=next(iter(_words(dossier, act)), None),
        )
        for act in shown
    )
    return Timeline(
        caption="The exchange, earliest first: a lane for each party, an arrow from a reply to what it "
        "answers, the grade of authority after each name",
        lanes=lanes,
        acts=acts,
        left_out=len(dated) - len(shown),
    )


def authority(act: Spoken) -> str:
    """Give the level of authority of an act with the fields that explain it."""
    utterance = act.utterance
    notes = [LEVELS[utterance.authority_level]]
    if utterance.mandate in MANDATES:
        notes.append(MANDATES[utterance.mandate])
    if utterance.proximity != "none":
        notes.append({"leader_kin": "kin of the leader"}.get(utterance.proximity, "inner circle"))
    if utterance.carriage in ("domestic_only", "external_only", "private"):
        notes.append(f"{spaced(utterance.carriage)} carriage")
    notes.append(("primary text", "quoted", "second hand", "imputed")[min(utterance.relay_distance, 3)])
    return f"{utterance.authority_level}: {', '.join(dict.fromkeys(notes))}"


def _row(dossier: Dossier, act: Spoken) -> tuple[tuple[Finding, ...] | str, ...]:
    utterance = act.utterance
    when = [Finding(text=say_date(utterance.date))]
    reported = _reported(dossier, act)
    if reported:
        when.append(Finding(text=f"reported {say_date(reported[0])}"))
    who = dossier.name(utterance.speaker)
    office = f"{who}, {utterance.role}" if utterance.role else who
    lines = [Finding(text=office, citations=_named(dossier, act))]
    if act.party != utterance.speaker:
        behalf = "for" if utterance.on_behalf_of else "of"
        lines.append(Finding(text=f"{behalf} {dossier.name(act.party)}"))
    setting = [spaced(utterance.instrument)]
    if utterance.venue not in ("not_stated", ""):
        setting.append(utterance.venue)
    lines.append(Finding(text=", ".join(one for one in setting if one)))
    lines += _replies(dossier, act)
    sources = {number for number, _ in act.tellings}
    held = counted(dossier.independent(sources), "independent source")
    grade = (Finding(text=authority(act)), Finding(text=f"told by {held}"))
    return tuple(when), tuple(lines), grade, _quotations(dossier, act)


def _quotations(dossier: Dossier, act: Spoken) -> tuple[Finding, ...]:
    lines = []
    for number, attribution in _telling(act)[:WORDS_A_ROW]:
        for span in attribution.content_spans[:1]:
            voice: Voice = "author" if is_imputed(attribution) else "said"
            cited = dossier.cite(number, (span,))
            lines.append(Finding(text=dossier.words(number, span), voice=voice, citations=cited))
    more = len(act.contents) - WORDS_A_ROW
    if more > 0:
        rest = [(n, a.content_spans[0]) for n, a in _telling(act)[WORDS_A_ROW:] if a.content_spans]
        citations = tuple(one for n, span in rest[:8] for one in dossier.cite(n, (span,)))
        lines.append(Finding(text=f"and {counted(more, 'further passage')}", citations=citations))
    return tuple(lines)


def _telling(act: Spoken) -> list[tuple[int, Attribution]]:
    """Contents of an act, those that take a stand before mere mentions of the act."""
    return sorted(act.contents, key=lambda one: one[1].quote_type == "nominal")


def _replies(dossier: Dossier, act: Spoken) -> list[Finding]:
    by_key = {other.key: other for other in dossier.acts}
    lines = []
    for key in act.replies_to:
        other = by_key[key].utterance
        said, answered = as_day(act.utterance.date), as_day(other.date)
        gap = f", after {say_gap((said - answered).days)}" if said and answered and said > answered else ""
        gap = ", the same day" if said and said == answered else gap
        lines.append(Finding(text=f"replies to {dossier.name(other.speaker)}{gap}"))
    return lines


def _headline(dossier: Dossier, act: Spoken) -> str:
    for number, attribution in _telling(act):
        spans = attribution.quoted_spans or attribution.content_spans
        if spans:
            return dossier.words(number, max(spans, key=lambda span: min(len(span.text), 80)), 72)
    return act.utterance.what


def _words(dossier: Dossier, act: Spoken) -> tuple[Citation, ...]:
    told = [(n, span) for n, a in _telling(act) for span in a.content_spans[:1]]
    told += [(n, span) for n, utterance in act.tellings for span in utterance.evidence]
    return tuple(one for n, span in told[:1] for one in dossier.cite(n, (span,)))


def _named(dossier: Dossier, act: Spoken) -> tuple[Citation, ...]:
    return tuple(one for n, utterance in act.tellings for one in dossier.cite(n, utterance.evidence[:1]))


def _reported(dossier: Dossier, act: Spoken) -> tuple[str, ...]:
    dates = {dossier.sources[number - 1].published for number, _ in act.tellings}
    return tuple(sorted(one for one in dates if one and one != act.utterance.date))
