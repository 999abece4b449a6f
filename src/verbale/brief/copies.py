"""Which texts repeat an earlier one: a wire copy printed twice is one source, not two."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

SHINGLE = 8
SHARE = 0.5


def copies_of(texts: Sequence[str]) -> list[int | None]:
    """Give for each text the index of the first earlier text it repeats, or None.

    A text repeats another when at least half of the runs of eight words in the shorter of the two
    stand in the longer one too. (Containment rather than overlap, since papers cut wire copy.)

    >>> story = " ".join(f"word{n}" for n in range(40))
    >>> copies_of([story, "Other words altogether. " * 9, "MANILA: " + story])
    [None, None, 0]
    """
    shingled = [_shingles(text) for text in texts]
    holders: dict[int, list[int]] = defaultdict(list)
    first: list[int | None] = []
    for here, shingles in enumerate(shingled):
        shared: Counter[int] = Counter(there for shingle in shingles for there in holders[shingle])
        repeated = sorted(
            there
            for there, count in shared.items()
            if count >= SHARE * max(1, min(len(shingles), len(shingled[there])))
        )
        origin = repeated[0] if repeated else None
        first.append(first[origin] if origin is not None and first[origin] is not None else origin)
        for shingle in shingles:
            holders[shingle].append(here)
    return first


def _shingles(text: str) -> set[int]:
    words = re.findall(r"\w+", text.lower())
    runs = range(max(1, len(words) - SHINGLE + 1)) if words else range(0)
    return {hash(tuple(words[n : n + SHINGLE])) for n in runs}
