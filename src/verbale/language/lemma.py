"""Lemmas by rule: a word's exception by form and tag, else what its ending becomes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

_LONGEST: Final = 5
_PLAIN: Final = str.maketrans({"’": "'", "‘": "'", "ʼ": "'"})


def lemma(word: str, xpos: str, endings: Mapping[str, str], words: Mapping[str, str]) -> str:
    """Give the lemma of ``word`` with Penn tag ``xpos``.

    ``words`` holds exceptions under ``"XPOS form"``; ``endings`` holds under ``"XPOS ending"`` how many letters
    to drop and what to add. A name keeps its capitals, everything else is lower case, as in the treebanks.
    """
    form = word.lower().translate(_PLAIN)
    if len(form) != len(word):
        return word
    known = words.get(f"{xpos} {form}")
    drop, add = (0, "") if known is not None else _rule(form, xpos, endings)
    if xpos in {"NNP", "NNPS"}:
        return known.title() if known is not None else word[: len(word) - drop] + add
    return known if known is not None else form[: len(form) - drop] + add


def _rule(form: str, xpos: str, endings: Mapping[str, str]) -> tuple[int, str]:
    for size in range(min(_LONGEST, len(form)), -1, -1):
        rule = endings.get(f"{xpos} {form[len(form) - size :]}")
        if rule is not None:
            drop, add = rule.split(" ")
            return int(drop), add
    return 0, ""
