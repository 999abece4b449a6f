"""The one place that knows Numba: how our loops are compiled."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar, cast

from numba import njit

Loop = TypeVar("Loop", bound=Callable[..., object])


def compiled(loop: Loop) -> Loop:
    """Compile ``loop`` on its first call, keep the code on disk, and release the interpreter's lock."""
    try:
        return cast(Loop, njit(cache=True, nogil=True)(loop))
    except RuntimeError:  # no folder that can be written to: compile anew in each process
        return cast(Loop, njit(nogil=True)(loop))


def inlined(loop: Loop) -> Loop:
    """Compile ``loop`` into its callers: a call that passes arrays costs more than a short loop's work."""
    return cast(Loop, njit(inline="always", nogil=True)(loop))
