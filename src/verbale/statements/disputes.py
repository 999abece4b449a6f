"""Where accounts contradict: rival figures on one question, and one claim that one side makes and another denies."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from verbale.records import Dispute, Issue, Position, Quantity, Side

_NEAR = 400  # characters between figures set against each other


def find_disputes(
    quantities: tuple[Quantity, ...], positions: tuple[Position, ...], issues: Iterable[Issue]
) -> tuple[tuple[Quantity, ...], tuple[Dispute, ...]]:
    """Find the disputes of a text; gives the quantities with ``disputed_with`` filled in, and the disputes."""
    found: list[Dispute] = []
    issues = tuple(issues)
    rivals = dict(_rival_figures(quantities, {one.id: one for one in issues}))
    marked = tuple(replace(one, disputed_with=rivals.get(one.id)) for one in quantities)
    by_id = {one.id: one for one in quantities}
    for first, second in rivals.items():
        a, b = by_id[first], by_id[second]
        if first < second:
            found.append(
                Dispute(
                    id=f"X{len(found) + 1}",
                    issue=a.issue or b.issue or a.unit,
                    sides=tuple(
                        Side(
                            actor=q.claimed_by, says=q.span.text, attribution=(q.attribution,) if q.attribution else ()
                        )
                        for q in (a, b)
                    ),
                )
            )
    for issue in issues:
        sides = _contrary(positions, issue.id)
        if sides:
            found.append(Dispute(id=f"X{len(found) + 1}", issue=issue.id, sides=sides))
    return marked, tuple(found)


def _rival_figures(quantities: tuple[Quantity, ...], issues: Mapping[str, Issue]) -> Iterable[tuple[str, str]]:
    for one in quantities:
        for other in quantities:
            if one is other or one.claimed_by == other.claimed_by or one.value == other.value:
                continue
            if "AUTHOR" in (one.claimed_by, other.claimed_by) or not _same_unit(one, other, issues):
                continue
            yield one.id, other.id
            break


def _same_unit(one: Quantity, other: Quantity, issues: Mapping[str, Issue]) -> bool:
    """Tell whether two figures count the same: a stem in common, or, side by side on one issue, what it is about."""
    stems = [{word.lower()[:5] for word in q.unit.split() if len(word) > 3} for q in (one, other)]
    if stems[0] & stems[1]:
        return True
    if abs(one.span.start - other.span.start) >= _NEAR or one.issue is None or one.issue != other.issue:
        return False
    about = {word[:5] for word in issues[one.issue].keywords} if one.issue in issues else set()
    return not (stems[0] and stems[1]) or bool((stems[0] | stems[1]) & about)


def _contrary(positions: tuple[Position, ...], issue: str) -> tuple[Side, ...]:
    here = [one for one in positions if one.issue == issue]
    yes = [one for one in here if one.stance in ("asserts", "for", "for_if")]
    no = [one for one in here if one.stance in ("denies", "against")]
    for a in yes:
        for b in no:
            if a.actor != b.actor and "denies" in (a.stance, b.stance):
                return tuple(
                    Side(actor=p.actor, says=p.evidence[0].text, attribution=(p.attribution,) if p.attribution else ())
                    for p in (a, b)
                )
    return ()
