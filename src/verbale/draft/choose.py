"""Of several positions of one party on one topic, take one, by a written rule, and show the rest.

The rule. Words that bind (authority A to C, not hedged) go before words that don't. Among equals the
later go before the earlier, then the more authoritative, then the more categorical, then the one with
its conditions told, then the later in the text.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from verbale.draft.model import Choice, Stand
from verbale.draft.stands import OWN_WORDS, STRENGTH_ORDER, authority_rank
from verbale.draft.topics import Topic

POSITIVE = ("for", "for_if", "open_to")
NEGATIVE = ("against", "against_unless")
CONDITIONAL = ("for_if", "against_unless")


def sign(stance: str) -> int:
    """Give 1 for a stance that wants the topic, -1 for one that doesn't, 0 for neither."""
    return 1 if stance in POSITIVE else -1 if stance in NEGATIVE else 0


def weight(stand: Stand) -> tuple[bool, str, int, int, int, tuple[int, int]]:
    """Give the key of the rule: the greatest is taken."""
    binding = authority_rank(stand.authority) <= 2 and stand.strength != "hedged"
    return (
        binding,
        stand.date,
        -authority_rank(stand.authority),
        -STRENGTH_ORDER.index(stand.strength),
        (stand.stance in CONDITIONAL or bool(stand.conditions)) + (stand.stance == "for_if"),
        stand.order,
    )


def own_words(stands: Iterable[Stand], include_imputed: bool) -> list[Stand]:
    """Keep a party's own words; with ``include_imputed`` also what others say it wants."""
    return [stand for stand in stands if include_imputed or stand.basis in OWN_WORDS]


def choose(stands: Sequence[Stand], topics: Iterable[Topic]) -> tuple[dict[tuple[str, str], Stand], list[Choice]]:
    """Give the stand taken for each (actor, topic), and the choices where positions don't agree."""
    labels = {topic.id: topic.label for topic in topics if not topic.is_claim}
    groups: dict[tuple[str, str], list[Stand]] = defaultdict(list)
    for stand in stands:
        if stand.topic in labels and sign(stand.stance):
            groups[(stand.actor, stand.topic)].append(stand)
    taken, choices = {}, []
    for (actor, topic), group in groups.items():
        best = max(group, key=weight)
        taken[(actor, topic)] = best
        others = tuple(one for one in group if _disagree(one, best))
        if others:
            why = _why(best, max(others, key=weight))
            choices.append(Choice(actor=actor, topic=topic, label=labels[topic], taken=best, others=others, why=why))
    return taken, choices


def _disagree(one: Stand, two: Stand) -> bool:
    """Tell whether two stands part; "yes if" and "no unless" are two ways to say one thing."""
    both = one.stance in CONDITIONAL and two.stance in CONDITIONAL
    return sign(one.stance) != sign(two.stance) and not both


def _why(best: Stand, other: Stand) -> str:
    one, two = weight(best), weight(other)
    reasons = ("it binds more", "it is later", "its authority is higher", "it is more categorical")
    return next((why for why, a, b in zip(reasons, one, two, strict=False) if a != b), "it is later in the text")
