"""How fast events are found with the parse at hand: ``python benchmarks/speed/events.py TEXT... [--rounds N]``.

Prints words (white space) a second of the process's own time, and the share that goes into the cast of the text
(who is who, which the statements have worked out before).
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
from verbale.statements.cast import assemble
from verbale.statements.tree import grow
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
        ready.append((extract(document, parse, actors, None), parse, grow(parse)))
    words = sum(len(parse.text.split()) for _, parse, _ in ready) or 1
    whole = fastest(lambda: [find_events(reading, parse, actors) for reading, parse, _ in ready], args.rounds)
    cast = fastest(lambda: [assemble(tree, actors, one.document.published) for one, _, tree in ready], args.rounds)
    print(f"{words} words  {words / whole:.0f} words/s  of it the cast {cast / whole:.0%}")


if __name__ == "__main__":
    main()
