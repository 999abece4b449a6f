"""How fast events are found with the parse at hand: ``python benchmarks/speed/events.py TEXT... [--rounds N]``.

Prints words (white space) a second of the process's own time, with who is who in the text as the statements found it.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from pathlib import Path

from verbale.actors import load_actors
from verbale.documents import load
from verbale.language import load_parser
from verbale.statements import extract
from verbale.views.events import find_events


def fastest(work: Callable[[], object], rounds: int) -> float:
    """Give the process time of the fastest of ``rounds``, after one that warms up."""
    work()
    spent = []
    for _ in range(rounds):
        began = time.process_time()
        work()
        spent.append(time.process_time() - began)
    return min(spent)


def main() -> None:
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("texts", type=Path, nargs="+")
    p.add_argument("--rounds", type=int, default=5)
    args = p.parse_args()
    parser, actors = load_parser(), load_actors()
    ready = []
    for path in args.texts:
        document = load(str(path))
        parse = parser.parse(document.text)
        ready.append((*extract(document, parse, actors), parse))
    words = sum(len(parse.text.split()) for _, _, parse in ready) or 1

    def work() -> None:
        for reading, cast, parse in ready:
            find_events(reading, parse, actors, cast=cast)

    print(f"{words} words  {words / fastest(work, args.rounds):.0f} words/s")


if __name__ == "__main__":
    main()
