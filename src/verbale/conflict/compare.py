"""What changed from one solution to another, and because of which statement."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from verbale.conflict.model import Conflict, party_ids, with_preference
from verbale.conflict.preferences import Preference, Prioritised
from verbale.conflict.solution import Solution
from verbale.conflict.solve import solve
from verbale.errors import ConflictError


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """One changed answer: a state became an equilibrium under a concept, or ceased to be one.

    ``for_parties`` are those whose own verdict changed; ``causes`` the single differences between the two
    models each of which alone has this effect (none: it takes several together).
    """

    state: int
    concept: str
    gained: bool
    for_parties: tuple[str, ...]
    causes: tuple[str, ...]


def compare(before: Solution, after: Solution, *, causes: bool = True) -> tuple[Shift, ...]:
    """Say which equilibria were gained and lost from ``before`` to ``after``, under the concepts of both.

    Parameters
    ----------
    causes
        Look for the single changes of preference that explain each shift, by solving with each alone.

    Raises
    ------
    ConflictError
        If the two have not the same states, decision makers, and numbering.
    """
    _check_same_states(before, after)
    common = [name for name in before.concepts if name in after.concepts]
    shifts: list[Shift] = []
    single = list(_single_differences(before.conflict, after.conflict)) if causes else []
    trials = [(words, solve(one, common, semantics=before.semantics)) for words, one in single]
    for place, name in enumerate(common):
        old = before.verdicts[before.concepts.index(name)]
        new = after.verdicts[after.concepts.index(name)]
        for index in np.flatnonzero(old.all(axis=0) != new.all(axis=0)).tolist():
            gained = bool(new[:, index].all())
            shifts.append(
                Shift(
                    state=int(before.graph.numbers[index]),
                    concept=name,
                    gained=gained,
                    for_parties=tuple(
                        party
                        for row, party in enumerate(party_ids(before.conflict))
                        if old[row, index] != new[row, index]
                    ),
                    causes=tuple(words for words, one in trials if one.verdicts[place][:, index].all() == gained),
                )
            )
    return tuple(shifts)


def _check_same_states(before: Solution, after: Solution) -> None:
    same = (
        np.array_equal(before.graph.codes, after.graph.codes)
        and np.array_equal(before.graph.numbers, after.graph.numbers)
        and party_ids(before.conflict) == party_ids(after.conflict)
    )
    if not same:
        raise ConflictError(
            "only solutions of conflicts with the same states and decision makers can be compared. "
            "Change preferences, not options or rules, between the two"
        )


def _single_differences(before: Conflict, after: Conflict) -> Iterator[tuple[str, Conflict]]:
    """Give every single difference in preference, in words, with ``before`` changed by it alone."""
    for old, new in zip(before.decision_makers, after.decision_makers, strict=True):
        if old.preference == new.preference:
            continue
        single = list(_statement_differences(old.preference, new.preference))
        for words, preference in single:
            yield f"{old.id}: {words}", with_preference(before, old.id, preference)
        if len(single) != 1 or single[0][1] != new.preference:
            yield f"{old.id}: its preference as a whole", with_preference(before, old.id, new.preference)


def _statement_differences(old: Preference, new: Preference) -> Iterator[tuple[str, Preference]]:
    if not (isinstance(old, Prioritised) and isinstance(new, Prioritised)):
        return
    for entry in old.statements:
        if entry not in new.statements:
            kept = tuple(one for one in old.statements if one != entry)
            yield f"without {_written(entry)}", replace(old, statements=kept, strong=0)
    for place, entry in enumerate(new.statements):
        if entry not in old.statements:
            kept = (*old.statements[:place], entry, *old.statements[place:])
            yield f"with {_written(entry)} in place {place + 1}", replace(old, statements=kept, strong=0)


def _written(entry: str | tuple[str, ...]) -> str:
    return repr(entry) if isinstance(entry, str) else " and ".join(map(repr, entry))
