"""How fast the language model is: ``python benchmarks/speed/language.py TEXT... [--spacy PIPELINE]``.

Prints words (white space), words a second of one thread's own time, time to load, and the most memory held;
for the shipped model and, for comparison in the same run, for a spaCy pipeline, each in its own process.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import time
from pathlib import Path


def measure(name: str | None, texts: list[Path], rounds: int) -> None:
    began = time.process_time()
    from verbale.language import load_parser  # noqa: PLC0415 (loading is what is measured)

    parser = load_parser(name)
    loaded = time.process_time() - began
    contents = [path.read_text(encoding="utf-8") for path in texts]
    parser.parse(contents[0])
    words = sum(len(text.split()) for text in contents) * rounds
    began = time.process_time()
    for _ in range(rounds):
        for text in contents:
            parser.parse(text)
    spent = time.process_time() - began
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{parser.name:24s} {words:8d} words  {words / spent:7.0f} words/s  "
        f"load {loaded:.2f} s  memory {memory:.0f} MiB"
    )


def main() -> None:
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("texts", type=Path, nargs="+")
    p.add_argument("--spacy", help="name or folder of a spaCy pipeline")
    p.add_argument("--rounds", type=int, default=5)
    p.add_argument("--one", help=argparse.SUPPRESS)
    args = p.parse_args()
    if args.one is not None:
        measure(args.one or None, args.texts, args.rounds)
        return
    for name in ["", *([f"spacy:{args.spacy}"] if args.spacy else [])]:
        call = [sys.executable, __file__, *map(str, args.texts), "--rounds", str(args.rounds), "--one", name]
        subprocess.run(call, check=True, env=os.environ | {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"})


if __name__ == "__main__":
    main()
