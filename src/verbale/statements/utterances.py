"""Acts of speech: attributions of one speaker on one occasion joined, with authority and replies."""

from __future__ import annotations

import re
from dataclasses import replace

from verbale.codes import Instrument, Mandate, SpeakerLevel
from verbale.language.dates import FoundDate
from verbale.records import Coding, Document, Utterance
from verbale.statements.authority import authority_level, default_instrument, is_kin, mandate_of
from verbale.statements.cast import AUTHOR, SIDES, Cast, Figurehead, side_of, speaks_for
from verbale.statements.days import Act, date_acts
from verbale.statements.occasions import Occasion
from verbale.statements.reports import Reported, is_imputed
from verbale.statements.spans import span
from verbale.statements.tree import token_at
from verbale.statements.voice import Voice
from verbale.statements.who import who

_VERSION = "1"
_NEAR = 900  # characters over which any speaker goes on with what was begun
_DAY = 10  # characters of an ISO day
_SOON = 300  # characters over which a day told later dates what was said before
_PARAGRAPHS = 2
_WORDS_APART = 12
_OCCASIONS = frozenset(
    "speech statement remark address interview letter message conference briefing testimony comment".split()
)
_REPLY_WORDS = re.compile(
    r"\b(?:respond|repl(?:y|ied|ies)|answer|reject|dismiss|den(?:y|ied|ies)|disput|rebut|refut|counter|"
    r"retort|hit back|brush|"
    r"rebuff|spurn|welcom|accept|criticis|criticiz|denounc|condemn|turned down|ruled out|call(?:ed)?)",
    re.IGNORECASE,
)
_REFERS = re.compile(
    r"\b(?:statement|remarks?|claims?|charges?|proposal|offer|suggestion|version|account|accusations?|allegations?|comments?|"
    r"demand|speech|overture|letter|message|invitation|words|reference|report)\b",
    re.IGNORECASE,
)


def make_utterances(
    document: Document,
    cast: Cast,
    voice: Voice,
    reports: list[Reported],
    occasions: list[Occasion],
    speakers: list[str],
    told: tuple[FoundDate, ...],
) -> tuple[list[Utterance], list[str]]:
    """Join attributions into utterances.

    What a party says in its own text, what the parties declare together, and what the author imputes
    belong to the text's own utterance (U0).

    Returns
    -------
    utterances, ids
        The utterances, the text's own first, and for each report the id of its utterance.
    """
    own = _own_utterance(document, cast, voice)
    acts: list[Act] = []
    ids: list[str] = []
    for report, occasion, speaker in zip(reports, occasions, speakers, strict=True):
        past = cast.tree.tokens[report.said.cue_head].xpos == "VBD"
        elsewhere = past and voice.kind == "own" and _is_another_day(document, report, occasion, told)
        if (_is_own(cast, voice, report, speaker) and not elsewhere) or is_imputed(cast.tree, report):
            ids.append(own.id)
            continue
        person = cast.entities[speaker].type in ("person", "unnamed_source")
        act = _find(acts, speaker, occasion, report, document.text, person=person)
        if act is None:
            act = Act(
                id=f"U{len(acts) + 1}",
                speaker=speaker,
                occasion=occasion,
                first=report.said.cue[0],
                last=report.said.cue[1],
                date=occasion.date,
                basis="stated" if occasion.date else None,
                standing=not _in_own_turn(cast, report, reports, speakers, speaker)
                and _is_standing(cast, speaker, report, occasion),
                nested=report.nested_in is not None and reports[report.nested_in].turn is None,
                turn=report.turn is not None,
                past=past,
            )
            acts.append(act)
        _extend(act, occasion, report)
        ids.append(act.id)
    date_acts(acts, document, cast, told, reports)
    made = [own, *(_utterance(document, cast, act) for act in acts)]
    return _with_replies(made, cast, reports, ids, document.text), ids


def _is_own(cast: Cast, voice: Voice, report: Reported, speaker: str) -> bool:
    if speaker == AUTHOR:
        return True
    if voice.kind == "author" or report.nested_in is not None:
        return False
    return speaker == voice.entity or (voice.kind == "joint" and speaker in cast.entities[voice.entity].members)


def _is_another_day(document: Document, report: Reported, occasion: Occasion, told: tuple[FoundDate, ...]) -> bool:
    """Tell whether a text of the first person tells of what was said before it (*On Sunday he called. I replied*)."""
    begin = document.text.rfind("\n", 0, report.said.cue[0])
    days = [occasion.date] if occasion.date else [one.value for one in told if begin < one.start < report.said.cue[0]]
    return bool(days) and document.published is not None and days[-1] < document.published


def _find(
    acts: list[Act], speaker: str, occasion: Occasion, report: Reported, text: str, *, person: bool
) -> Act | None:
    """Find the act of speech that an attribution goes on with.

    A person who speaks again on no other day, and in no other way, speaks on the same occasion.
    """
    for act in reversed(acts):
        if act.speaker != speaker:
            continue
        if occasion.date and act.date and occasion.date != act.date:
            continue
        if occasion.date and not act.date and report.said.cue[0] - act.last > _SOON:
            continue
        near = report.said.cue[0] - act.last < _NEAR or text[act.last : report.said.cue[0]].count("\n\n") <= 1
        if near or (person and (occasion.instrument is None or occasion.instrument == _instrument_of(act))):
            return act
    return None


def _instrument_of(act: Act) -> Instrument | None:
    return act.occasion.instrument if act.occasion is not None else None


def _extend(act: Act, occasion: Occasion, report: Reported) -> None:
    act.last = max(act.last, report.said.cue[1])
    act.personal = act.personal or occasion.personal
    act.told += 1
    act.relayed += occasion.relay is not None
    if act.date is None and occasion.date and not act.turn:
        act.date, act.basis = occasion.date, "stated"
    old = act.occasion
    if old is not None and old is not occasion:
        act.occasion = replace(
            old,
            instrument=old.instrument or occasion.instrument,
            venue=old.venue or occasion.venue,
            addressee=old.addressee or occasion.addressee,
            carriage=old.carriage if old.carriage != "not_stated" else occasion.carriage,
            unnamed=old.unnamed or occasion.unnamed,
            past_midnight=old.past_midnight or occasion.past_midnight,
        )


def _in_own_turn(cast: Cast, report: Reported, reports: list[Reported], speakers: list[str], speaker: str) -> bool:
    """Tell whether a spokesperson speaks of the own side (*China opposes the move*): it is said now."""
    outer = report.nested_in
    if outer is None or reports[outer].turn is None:
        return False
    return side_of(cast, speakers[outer]) == side_of(cast, speaker)


def _is_standing(cast: Cast, speaker: str, report: Reported, occasion: Occasion) -> bool:
    """Tell whether a country's words are its standing claim: told in the present, on no occasion."""
    if cast.entities[speaker].type != "state" or occasion.date or occasion.instrument:
        return False
    token = cast.tree.tokens[report.said.cue_head]
    return token.xpos in ("VBZ", "VBP") or report.said.rule.startswith("nominal")


# ---------------------------------------------------------------------------------- the text's own act
def _own_utterance(document: Document, cast: Cast, voice: Voice) -> Utterance:
    kinds: dict[str, Instrument] = {
        "commentary": "expert_commentary",
        "meeting record": "meeting_record",
        "briefing transcript": "meeting_record",
        "joint statement": "joint_statement",
    }
    instrument = kinds.get(document.kind, "news_report")
    level: SpeakerLevel = "non_official"
    relay = 0
    speaker, behalf = AUTHOR, None
    if voice.kind != "author":
        speaker, behalf = voice.entity, speaks_for(cast, voice.entity)
        figure = cast.heads.get(speaker, Figurehead("state_unspecified"))
        level = figure.level if cast.entities[speaker].type != "state" else "state_unspecified"
        if voice.kind == "own":
            instrument = _statement_instrument(document, level)
    mandate: Mandate = "official" if voice.kind != "author" else "own"
    if voice.kind == "joint":
        level, behalf = "state_unspecified", None
    evidence = tuple(span(document.text, run) for run in voice.evidence)
    return Utterance(
        id="U0",
        speaker=speaker,
        what="this text",
        role=cast.entities[speaker].role,
        on_behalf_of=behalf,
        date=document.published,
        date_basis="published",
        instrument=instrument,
        speaker_level=level,
        mandate=mandate,
        relay_distance=relay,
        authority_level=authority_level(level, mandate, instrument, relay),
        evidence=evidence,
    )


def _statement_instrument(document: Document, level: SpeakerLevel) -> Instrument:
    head = document.text[:400].lower()
    named: tuple[tuple[str, Instrument], ...] = (
        (r"\b(?:letter|telegram|message|note verbale)\b", "letter_or_message"),
        (r"\b(?:speech|address|remarks)\b", "prepared_speech"),
        (r"\bstatement (?:by|of|from) the government\b", "government_statement"),
        (r"\b(?:statement (?:by|of|from) the (?:[\w ]+ )?ministry|ministry)\b", "ministry_statement"),
        (r"\b(?:tweet|post)\b", "social_media"),
    )
    for pattern, instrument in named:
        if re.search(pattern, head):
            return instrument
    return "government_statement" if level == "state_unspecified" else "named_official_statement"


# ------------------------------------------------------------------------------------------- fields
def _utterance(document: Document, cast: Cast, act: Act) -> Utterance:
    entity, occasion = cast.entities[act.speaker], act.occasion
    assert occasion is not None
    figure = cast.heads.get(act.speaker, Figurehead("state_unspecified" if entity.type == "state" else "non_official"))
    level: SpeakerLevel = "state_unspecified" if entity.type == "state" else figure.level
    if occasion.unnamed and entity.type != "state":
        level = "unnamed_official"
    behalf = None if act.personal else speaks_for(cast, act.speaker)
    mandate = mandate_of(level, act.personal, speaks_for(cast, act.speaker) is not None)
    instrument = _instrument(document, occasion, level, act)
    relay = 2 if act.relayed == act.told or level == "unnamed_official" or act.standing else 1
    kin = figure.proximity == "leader_kin" or is_kin(entity.role or "")
    hearer = who(cast, token_at(cast.tree, occasion.addressee[0]), occasion.addressee) if occasion.addressee else None
    evidence = [occasion.evidence, *([occasion.date_run] if occasion.date_run else [])]
    why = f"{figure.why}; date {act.basis or 'not told'}"
    return Utterance(
        id=act.id,
        speaker=act.speaker,
        what=f"{entity.name}, {instrument.replace('_', ' ')}",
        role=entity.role,
        on_behalf_of=behalf,
        date=act.date,
        date_basis=act.basis,
        venue=occasion.venue or "not_stated",
        addressee=hearer,
        instrument=instrument,
        speaker_level=level,
        mandate=mandate,
        carriage=occasion.carriage,
        relay_distance=relay,
        proximity="leader_kin" if kin else "none",
        voice_conflict="speaks for the state, yet disclaims it" if act.personal else None,
        authority_level=authority_level(level, mandate, instrument, relay),
        evidence=tuple(span(document.text, run) for run in evidence),
        codings=(
            Coding(
                field="authority_level", coder="rule:authority", version=_VERSION, confidence=figure.confidence, why=why
            ),
        ),
    )


def _instrument(document: Document, occasion: Occasion, level: SpeakerLevel, act: Act) -> Instrument:
    if act.standing:
        return "standing_position"
    if occasion.unnamed or level == "unnamed_official":
        return "briefing_unnamed"
    if document.kind == "briefing transcript":
        return "press_conference"
    if document.kind == "meeting record":
        return "prepared_speech"
    return occasion.instrument or default_instrument(level, act.date is not None)


# ------------------------------------------------------------------------------------------ replies
def _with_replies(
    made: list[Utterance], cast: Cast, reports: list[Reported], ids: list[str], text: str
) -> list[Utterance]:
    """Link an act of speech to the one it answers: the last by another side that its words take up."""
    replies: dict[str, list[str]] = {}
    order = [(report, uid) for report, uid in zip(reports, ids, strict=True) if report.nested_in is None]
    by_id = {one.id: one for one in made}
    for number, (report, uid) in enumerate(order):
        said = report.said
        words = text[said.cue[0] : said.cue[1]] + " " + " ".join(text[a:b] for a, b in said.content)[:160]
        if not (_REPLY_WORDS.search(words) and _REFERS.search(words)) and said.act not in ("respond", "deny"):
            continue
        own_side = side_of(cast, by_id[uid].speaker)
        for other, other_id in reversed(order[:number]):
            side = side_of(cast, by_id[other_id].speaker)
            if (
                other_id != uid
                and side != own_side
                and other_id not in replies.get(uid, [])
                and other.said.act != "question"
            ):
                replies.setdefault(uid, []).append(other_id)
                break
    return [replace(one, replies_to=tuple(replies.get(one.id, ()))) for one in made]


def sides(cast: Cast) -> tuple[str, ...]:
    """Give the members of the parties' joint voice, if the text has one."""
    return cast.entities[SIDES].members if SIDES in cast.entities else ()
