"""What the analyst adds: the only place where a likelihood or a confidence may stand in a brief."""

from __future__ import annotations

from collections.abc import Sequence

from verbale.brief.findings import Assessment, Block, Finding, Section
from verbale.brief.likelihood import CONFIDENCE, TERMS, terms_in
from verbale.brief.wording import sentence
from verbale.errors import InputError


def assessed(assessments: Sequence[Assessment]) -> Section | None:
    """Tell the analyst's assessments, likelihood and confidence in sentences of their own; None without any.

    Raises
    ------
    InputError
        If a likelihood is not a term of the table or not in its text, or a confidence not one of three.
    """
    blocks: list[Block] = []
    for place, one in enumerate(assessments, 1):
        _check(one, f"assessment {place}")
        basis = f"set by {one.by}"
        blocks.append(Finding(text=sentence(one.text), basis=basis, likelihood=one.likelihood))
        if one.confidence:
            why = f", since {one.why.rstrip('.')}" if one.why else ""
            blocks.append(Finding(text=f"Confidence in this: {one.confidence}{why}.", basis=basis))
    if not blocks:
        return None
    return Section(key="assessment", title="The analyst’s assessment", blocks=tuple(blocks))


def _check(one: Assessment, where: str) -> None:
    found = terms_in(one.text)
    if one.likelihood is not None and one.likelihood not in TERMS:
        raise InputError(f"{where}: expected a likelihood of the table ({', '.join(TERMS)}), found {one.likelihood!r}")
    if set(found) - {one.likelihood}:
        raise InputError(
            f"{where}: the text says {', '.join(found)} and the likelihood is {one.likelihood or 'not set'}; "
            "set the likelihood that the text words"
        )
    if one.likelihood is not None and one.likelihood not in found:
        raise InputError(f"{where}: the likelihood {one.likelihood!r} is not in the text; word it there")
    if one.confidence is not None and one.confidence not in CONFIDENCE:
        raise InputError(f"{where}: expected a confidence of {', '.join(CONFIDENCE)}, found {one.confidence!r}")
