"""The one place that knows Numba: how our loops are compiled."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar, cast

from numba import njit

Loop = TypeVar("Loop", bound=Callable[..., object])


def compiled(loop: Loop) -> Loop:
    """Compile ``loop`` on its first call, keep the code on disk, and release the interpreter's lock."""
    return cast(Loop, njit(cache=True, nogil=True)(loop))
