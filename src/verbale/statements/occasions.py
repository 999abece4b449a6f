"""When, where, to whom and how something was said: read from the clause of the cue."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from verbale.codes import Carriage, Instrument
from verbale.language.dates import FoundDate
from verbale.statements.authority import carriage_in, instrument_in, is_personal, is_unnamed, relay_cue
from verbale.statements.sources import case_of
from verbale.statements.spans import Run, inside, trim
from verbale.statements.speech import Said
from verbale.statements.tree import Tree, ancestors, kids, sentence_at, subtree, token_at

_HEARERS = frozenset(
    "reporter journalist parliament diet congress senate house committee council assembly rally audience "
    "newspaper magazine "
    "lawmaker legislator deputy agency television radio conference forum".split()
)
# "of the clash on 3 May he said": the day is that of what he spoke of
_TOPICAL = frozenset("of about regarding concerning over since until despite".split())
_DAY = 10  # characters of an ISO day
_FEW = 5  # days
_BESIDE = 4  # characters between a cue and its date: " on "
_MIDNIGHT = re.compile(r"\b(?:after midnight|before dawn|(?:in|into) the (?:early|small) hours)\b", re.IGNORECASE)
_VENUE = re.compile(
    r"\b(?:at|in|before|to)\s+(?P<venue>(?:the\s+|a\s+)?(?:\d+(?:st|nd|rd|th)\s+session of the [\w ]+|"
    r"(?:UN |U\.N\. |United Nations )?"
    r"(?:Security Council|General Assembly|Human Rights Council)|[\w’' -]{0,30}(?:Parliament|parliament|"
    r"Diet|Duma|Congress|Senate|"
    r"Knesset|Majlis|Bundestag|National Assembly|summit|conference|forum)))\b"
)


@dataclass(frozen=True, slots=True)
class Occasion:
    """What the text says of an act of speech beside its words."""

    date: str | None
    date_run: Run | None
    instrument: Instrument | None
    carriage: Carriage
    venue: str | None
    addressee: Run | None
    personal: bool
    unnamed: bool
    relay: Run | None
    evidence: Run
    past_midnight: bool = False


def occasion_of(tree: Tree, said: Said, dates: tuple[FoundDate, ...], contents: tuple[Run, ...] = ()) -> Occasion:
    """Read the occasion of one attribution from the words around its cue, its content left out.

    ``contents`` are what the attributions of the text say: a day within another's dates something else.
    """
    frame = _frame(tree, said)
    words = _outside(tree, said, frame)
    near = tuple(one for one in dates if inside((one.start, one.end), frame))
    others = [run for run in (contents if near else ()) if frame[0] <= run[0] < frame[1] and not inside(said.cue, run)]
    dated = _dated(tree, said, near, others)
    relayed = relay_cue(words)
    return Occasion(
        date=_day_of(dated) if dated else None,
        date_run=(dated.start, dated.end) if dated else None,
        instrument=instrument_in(words),
        carriage=carriage_in(words),
        venue=_venue(words),
        addressee=_addressee(tree, said),
        personal=is_personal(words) or any(is_personal(tree.parse.text[a:b]) for a, b in said.content),
        unnamed=is_unnamed(words),
        relay=_locate(tree, frame, relayed),
        evidence=_evidence(tree, said),
        past_midnight=_MIDNIGHT.search(words) is not None,
    )


def _day_of(dated: FoundDate) -> str:
    """Give the day a date tells; of a few days (*last weekend*) the first, of more (*last week*) all."""
    first, _, last = dated.value.partition("/")
    few = (
        last and len(first) == len(last) == _DAY and (date.fromisoformat(last) - date.fromisoformat(first)).days < _FEW
    )
    return first if few else dated.value


def _frame(tree: Tree, said: Said) -> Run:
    """Give the run in which the occasion may stand: the sentence of the cue, for a nested cue its clause."""
    sentence = sentence_at(tree, said.cue_head)
    return sentence.start, sentence.end


def _outside(tree: Tree, said: Said, frame: Run) -> str:
    """Give the frame's words without the content (joined by a bar, so that no pattern runs across)."""
    text, at, kept = tree.parse.text, frame[0], []
    for start, end in sorted(said.content):
        if start >= frame[0] and start < frame[1]:
            kept.append(text[at:start])
            at = max(at, min(end, frame[1]))
    kept.append(text[at : frame[1]])
    return " | ".join(kept)


def _dated(tree: Tree, said: Said, dates: tuple[FoundDate, ...], others: list[Run]) -> FoundDate | None:
    here = [
        one
        for one in dates
        if one.type in ("day", "month", "day_range", "year")
        and not any(inside((one.start, one.end), run) for run in said.content)
        and not (said.source is not None and inside((one.start, one.end), said.source))  # *those who won on 3 May*
    ]
    if said.form == "noun":  # "responded to the statement on 15 February": the day is that of the response
        here += [one for one in dates if one.type == "day" and any(one.end == run[1] for run in said.content)]
    attached = [one for one in here if _hangs_on_cue(tree, one, said)]
    if attached:
        return min(attached, key=lambda one: abs(one.start - said.cue[0]))
    near = [
        one
        for one in here
        if one.type != "year"
        and not _hangs_elsewhere(tree, one, said)
        and not any(inside((one.start, one.end), run) for run in others)
    ]
    return min(near, key=lambda one: abs(one.start - said.cue[0])) if near else None


def _hangs_on_cue(tree: Tree, one: FoundDate, said: Said) -> bool:
    if 0 <= one.start - said.cue[1] <= _BESIDE:
        return True  # "said on Thursday he had left": the words outside the content are the cue's
    if any(said.cue[1] < one.start and 0 <= run[0] - one.end <= _BESIDE for run in said.content):
        return True  # "told the house on Thursday that he had left"
    index = token_at(tree, one.start)
    if index is None:
        return False
    for up in (index, *ancestors(tree, index)):
        if up == said.cue_head:
            return True
        if tree.tokens[up].upos == "VERB" or case_of(tree, up) in _TOPICAL:
            return False
    return False


def _hangs_elsewhere(tree: Tree, one: FoundDate, said: Said) -> bool:
    """Tell whether a date dates another act: another verb governs it, or the source's own clause."""
    index = token_at(tree, one.start)
    if index is None:
        return True
    for up in ancestors(tree, index):
        token = tree.tokens[up]
        if up == said.cue_head:
            return False
        if case_of(tree, up) in _TOPICAL:
            return True
        if token.upos == "VERB":
            return up not in set(ancestors(tree, said.cue_head))
    return said.cue_head not in (index, *ancestors(tree, index)) and tree.tokens[index].head != index


def _venue(words: str) -> str | None:
    match = _VENUE.search(words)
    return re.sub(r"^(?:the|a)\s+", "", match["venue"]) if match else None


def _addressee(tree: Tree, said: Said) -> Run | None:
    for one in kids(tree, said.cue_head, "obj", "iobj", "obl"):
        token = tree.tokens[one]
        run = trim(tree.parse.text, token.start, tree.tokens[subtree(tree, one)[-1]].end)
        if run is None or any(inside(run, content) for content in said.content):
            continue
        if token.deprel in ("obj", "iobj") and tree.tokens[said.cue_head].lemma in (
            "tell",
            "inform",
            "assure",
            "warn",
            "notify",
        ):
            return token.start, token.end
        if token.lemma.lower() in _HEARERS:
            return token.start, token.end
    return None


def _locate(tree: Tree, frame: Run, match: re.Match[str] | None) -> Run | None:
    if match is None:
        return None
    start = tree.parse.text.find(match[0], frame[0], frame[1])
    return (start, start + len(match[0])) if start >= 0 else None


def _evidence(tree: Tree, said: Said) -> Run:
    """Give the words that show the act of speech: from source to cue, with the date where it stands beside."""
    start = min(said.cue[0], said.source[0] if said.source else said.cue[0])
    end = max(said.cue[1], said.source[1] if said.source else said.cue[1])
    return (start, end) if end - start < 160 else said.cue
