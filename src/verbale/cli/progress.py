"""Say on standard error what is going on, once it takes longer than two seconds."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

Item = TypeVar("Item")
PATIENCE = 2.0
EVERY = 10.0  # seconds between lines where standard error is no terminal


class _Now:
    """What is being worked on."""

    def __init__(self) -> None:
        self.what = "loading"
        self.done = threading.Event()


@contextmanager
def _telling() -> Iterator[_Now]:
    """Tell what ``what`` says from a thread, after two seconds and then now and again."""
    now = _Now()
    teller = threading.Thread(target=_tell, args=(now,), daemon=True)
    teller.start()
    try:
        yield now
    finally:
        now.done.set()
        teller.join()


def told(items: Iterable[Item], label: Callable[[Item], str], *, total: int) -> Iterator[Item]:
    """Give each of ``items``, and tell which one is being worked on."""
    with _telling() as now:
        for number, item in enumerate(items, 1):
            now.what = label(item) if total < 2 else f"{number} of {total}, {label(item)}"
            yield item


@contextmanager
def working(what: str) -> Iterator[Callable[[float], None]]:
    """Tell ``what`` is being done; the function given takes the share done, where that is known."""
    with _telling() as now:
        now.what = what

        def share(done: float) -> None:
            now.what = f"{what}, {done:.0%}"

        yield share


@contextmanager
def counted() -> Iterator[Callable[[object, str], None]]:
    """Give what :func:`verbale.code` reports to, and tell how far it is."""
    with _telling() as now:
        count = 0

        def report(_: object, what: str) -> None:
            nonlocal count
            count += 1
            now.what = f"{count} documents, the last {what}"

        yield report


def _tell(now: _Now) -> None:
    start, terminal = time.monotonic(), sys.stderr.isatty()
    wait, said = PATIENCE, False
    while not now.done.wait(wait):
        line = f"verbale: {now.what} ({time.monotonic() - start:.0f} s)"
        sys.stderr.write(f"\r\033[K{line[:100]}" if terminal else f"{line}\n")
        sys.stderr.flush()
        said, wait = True, 0.5 if terminal else EVERY
    if said and terminal:
        sys.stderr.write("\r\033[K")
        sys.stderr.flush()
