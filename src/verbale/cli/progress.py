"""Say on standard error what is going on, once it takes longer than two seconds."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

Item = TypeVar("Item")
PATIENCE = 2.0
EVERY = 10.0  # seconds between lines where standard error is no terminal


def told(
    items: Iterable[Item], label: Callable[[Item], str], *, total: int | None = None, patience: float = PATIENCE
) -> Iterator[Item]:
    """Give each of ``items``; a thread tells which one is being worked on and for how long."""
    now = _Now()
    teller = threading.Thread(target=_tell, args=(now, total, patience), daemon=True)
    teller.start()
    try:
        for number, item in enumerate(items, 1):
            now.number, now.label = number, label(item)
            yield item
    finally:
        now.done.set()
        teller.join()


class _Now:
    """What is being worked on."""

    def __init__(self) -> None:
        self.number = 0
        self.label = "loading"
        self.done = threading.Event()


def _tell(now: _Now, total: int | None, patience: float) -> None:
    start, terminal = time.monotonic(), sys.stderr.isatty()
    wait, said = patience, False
    while not now.done.wait(wait):
        count = f"{now.number} of {total}, " if total is not None and total > 1 else ""
        line = f"verbale: {count}{now.label} ({time.monotonic() - start:.0f} s)"
        sys.stderr.write(f"\r\033[K{line[:100]}" if terminal else f"{line}\n")
        sys.stderr.flush()
        said, wait = True, 0.5 if terminal else EVERY
    if said and terminal:
        sys.stderr.write("\r\033[K")
        sys.stderr.flush()
