"""On whose authority: instrument, mandate, carriage, relay distance, proximity, and the derived level.

The five fields are read apart and never averaged; the level is the first rule of the gold's scale that
fits (:func:`authority_level`).
"""

from __future__ import annotations

import re

from verbale.codes import AuthorityLevel, Carriage, Instrument, Mandate, SpeakerLevel
from verbale.statements.lexicon import rows

_PERSONAL = re.compile(
    r"\b(?:(?:personal|private|own)\s+(?:[\w-]+\s+)?(?:view|opinion|impression|capacity|assessment|thoughts|reading|"
    r"judge?ment|position)|(?:is|was|were|are|be|being)\s+(?:his|her|my|their)\s+own|speaking\s+(?:personally|for\s+"
    r"(?:himself|herself|myself))|not\s+in\s+a\s+position\s+to\s+(?:say|speak|comment|confirm|judge|tell|commit|answer)|(?:no(?:body|\s+one)\s+(?:had\s+|has\s+)?(?:authori[sz]ed|"
    r"empowered)|no\s+(?:mandate|authority|instructions)\s+to)|not\s+(?:authori[sz]ed|empowered|speaking\s+(?:for|on\s+"
    r"behalf))|in\s+(?:his|her|my)\s+personal|does\s+not\s+(?:commit|bind)\s+(?:his|her|the)\s+government)\b",
    re.IGNORECASE,
)
_RELAYED = re.compile(
    r"\b(?:reportedly|allegedly|purportedly|supposedly|is\s+said\s+to|are\s+said\s+to|was\s+said\s+to|is\s+reported\s+to"
    r"|is\s+understood\s+to|are\s+understood\s+to|was\s+quoted\s+as|were\s+quoted\s+as|sources\s+sa(?:y|id)|rumou?red)\b",
    re.IGNORECASE,
)
_KIN = re.compile(
    r"\b(?:sister|brother|son|daughter|wife|husband|son-in-law|daughter-in-law|cousin|nephew|niece|uncle|mother|father)\b",
    re.IGNORECASE,
)
_STATE_INSTRUMENTS = ("treaty", "joint_statement")
_UNNAMED = re.compile(
    r"\banonym|\bnot to be (?:named|identified)|\bdeclined to be (?:named|identified)|\bbackground\b", re.I
)


def instrument_in(words: str) -> Instrument | None:
    """Give the instrument that the words around a cue name (*at a news conference*), if any."""
    lower = words.lower()
    for instrument, phrases in rows("instruments.tsv", 2):
        if re.search(rf"\b(?:{phrases})\b", lower):
            return instrument  # type: ignore[return-value]  # the file's first column is of the code list
    return None


def default_instrument(level: SpeakerLevel, dated: bool) -> Instrument:
    """Give the instrument where the text names none."""
    if level == "unnamed_official":
        return "briefing_unnamed"
    if level == "state_media":
        return "state_media_commentary"
    if level == "spokesperson":
        return "spokesperson_remark"
    if level == "state_unspecified":
        return "spokesperson_remark" if dated else "standing_position"
    if level == "non_official":
        return "expert_commentary"
    return "named_official_statement"


def mandate_of(level: SpeakerLevel, personal: bool, speaks_for_state: bool) -> Mandate:
    """Give the mandate: disclaimed, unattributed, official, institutional, or one's own."""
    if personal:
        return "personal_disclaimed"
    if level == "unnamed_official":
        return "unattributed"
    if level in ("state_unspecified", "state_media", "legislature"):
        return "institutional_unspecified"
    if level in ("non_official", "party") or not speaks_for_state:
        return "own"
    return "official"


def is_personal(words: str) -> bool:
    """Tell whether the words disclaim the speaker's mandate."""
    return bool(_PERSONAL.search(words))


def relay_cue(words: str) -> re.Match[str] | None:
    """Find *reportedly*, *is said to* and the like."""
    return _RELAYED.search(words)


def is_unnamed(words: str) -> bool:
    """Tell whether the words say that a source keeps its name back."""
    return bool(_UNNAMED.search(words))


def is_kin(words: str) -> bool:
    """Tell whether a title names kinship (*sister*) that brings its bearer near to a leader."""
    return bool(_KIN.search(words))


def carriage_in(words: str) -> Carriage:
    """Give how the utterance was carried, where the words say it."""
    lower = words.lower()
    if re.search(
        r"\b(?:privately|in private|behind closed doors|closed-door|secret(?:ly)?|in confidence|at dinner)\b",
        lower,
    ):
        return "private"
    if re.search(r"\b(?:domestic (?:media|audience|television)|state television|on national television)\b", lower):
        return "domestic_only"
    return "not_stated"


def authority_level(
    level: SpeakerLevel, mandate: Mandate, instrument: Instrument, relay_distance: int
) -> AuthorityLevel:
    """Give the level, A (binds the state) to F (own voice): the first rule of the scale that fits."""
    rules: tuple[tuple[AuthorityLevel, bool], ...] = (
        ("E", level == "unnamed_official" or mandate == "unattributed" or relay_distance >= 2),
        ("D", mandate == "personal_disclaimed" or level == "state_media"),
        ("A", instrument in _STATE_INSTRUMENTS),
        ("F", mandate == "own" or level in ("party", "non_official")),
        ("A", level in ("head_of_state", "head_of_government") or instrument == "government_statement"),
        ("B", level == "cabinet_minister" or instrument == "ministry_statement"),
    )
    return next((letter for letter, fits in rules if fits), "C")
