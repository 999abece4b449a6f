"""One table of where verbale stands: ``python benchmarks/scoreboard.py [--shared ../shared] [--held-out] [--json]``.

Reads the gold texts with the installed verbale, scores the readings with the scorer that lies beside the
gold, and measures start-up, speed and memory of a fresh process. Three texts are kept out of development:
they are scored only with ``--held-out``, and then apart. Speed depends on the machine and on what else it
does; it is printed, never tested.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

HELD_OUT = ("bali_2022", "balloon_2023", "madrid_2022")
GOALS = {  # measure: floor, goal
    "attributions": (0.65, 0.80),
    "dates": (0.85, 0.95),
    "quantities": (0.70, 0.85),
    "conditionals": (0.75, 0.90),
    "conditions": (0.50, 0.65),
    "positions": (0.45, 0.60),
    "events": (None, None),
}
ACCURACY = {  # the scorer's name: ours, floor, goal
    "source_entity": ("actor spoken for", 0.85, 0.95),
    "speech_act": ("speech act (coarse)", 0.75, 0.85),
    "date": ("date of the utterance", 0.85, 0.95),
    "issue": ("issue", 0.70, 0.85),
    "stance": ("polarity of stance", 0.80, 0.90),
}
READ = """
import json, resource, sys, time
from pathlib import Path
start = time.perf_counter()
import verbale
texts, out = sys.argv[1:-1], Path(sys.argv[-1])
verbale.read(texts[0])
loaded = time.perf_counter()
words = 0
for text in texts:
    reading = verbale.read(text)
    words += len(reading.document.text.split())
    (out / (Path(text).stem + ".json")).write_text(json.dumps(reading.to_dict()), encoding="utf-8")
done = time.perf_counter()
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(json.dumps({"first": loaded - start, "words": words, "seconds": done - loaded, "peak": peak}))
"""


class Row(NamedTuple):
    """One measure; ``unit`` is empty for shares."""

    part: str
    measure: str
    value: float
    floor: float | None = None
    goal: float | None = None
    unit: str = ""
    peer: str = ""


QUALITY = Path(__file__).parent / "quality"
SOLVER = Path(__file__).parent / "speed" / "conflict.py"
# What others print on like work; each with where the figure was taken.
SOLVER_PEER = "81 s, 2.1 GB at 2^13 (the open solver, four concepts)"


def texts_of(shared: Path, *, held_out: bool) -> list[Path]:
    """Give the gold texts: those of development with the seed, or the three kept out of it."""
    docs = sorted((shared / "gold" / "docs").glob("*.txt"))
    if held_out:
        return [path for path in docs if path.stem in HELD_OUT]
    return [*sorted((shared / "seed").glob("*.txt")), *(path for path in docs if path.stem not in HELD_OUT)]


def read_and_score(shared: Path, *, held_out: bool) -> Iterator[Row]:
    """Read the texts in a fresh process and score the readings."""
    part = "held out" if held_out else "reading"
    texts = texts_of(shared, held_out=held_out)
    with tempfile.TemporaryDirectory() as folder:
        predicted, gold = Path(folder, "predicted"), Path(folder, "gold")
        predicted.mkdir()
        gold.mkdir()
        for text in texts:
            shutil.copy(shared / "gold" / "readings" / f"{text.stem}.json", gold)
        told = run([sys.executable, "-c", READ, *map(str, texts), str(predicted)])
        scored = run([sys.executable, str(shared / "gold" / "score.py"), str(predicted), str(gold), "--json"])
    for layer, (floor, goal) in GOALS.items():
        yield Row(part, f"{layer}, F1", scored["layers"][layer]["f1"], floor, goal)
    for name, (words, floor, goal) in ACCURACY.items():
        yield Row(part, f"{words}, accuracy", scored["accuracy"][name]["accuracy"], floor, goal)
    if not held_out:
        yield Row("speed", "words a second, this machine as it is", told["words"] / told["seconds"], 2000, None, "/s")
        yield Row("speed", "import, load and first text", told["first"], None, None, "s")
        yield Row("speed", "peak memory", told["peak"] / 1e3, None, None, "MB")


def actors(shared: Path) -> Iterator[Row]:
    """Resolve the expressions of the actor cases."""
    cases = shared / "gold" / "events" / "actors.jsonl"
    done = subprocess.run(
        [sys.executable, str(QUALITY / "actors.py"), str(cases)], check=True, capture_output=True, text=True
    )
    shares = {line[:11].strip(): float(line.split()[-1]) for line in done.stdout.splitlines()}
    yield Row("actors", "country and sector, accuracy", shares["both"])


def outcomes() -> Iterator[Row]:
    """Weigh exchanges whose outcome is known."""
    made = run([sys.executable, str(QUALITY / "outcomes.py"), "--json"])
    for words, answer in (("agree with what happened", True), ("disagree", False), ("not settled", None)):
        yield Row("outcomes", f"{words}, of {len(made)}", sum(one["agrees"] is answer for one in made), unit="texts")


def solving() -> Iterator[Row]:
    """Solve conflicts of up to 2^16 states."""
    with tempfile.TemporaryDirectory() as folder:
        told = Path(folder, "solved.json")
        command = [sys.executable, str(SOLVER), "--largest", "16", "--json", str(told)]
        subprocess.run(command, check=True, capture_output=True)
        found = json.loads(told.read_text(encoding="utf-8"))
    for words, one in found.items():
        yield Row("solving", words, one["seconds"], None, None, "s", SOLVER_PEER if "2^12" in words else "")


def start_up() -> Row:
    """Measure the cold start of the help, the best of five."""
    best = float("inf")
    for _ in range(5):
        start = time.perf_counter()
        subprocess.run([sys.executable, "-m", "verbale", "--help"], check=True, capture_output=True)
        best = min(best, time.perf_counter() - start)
    return Row("speed", "verbale --help, best of five (at most 0.3)", best, None, None, "s")


def run(command: list[str]) -> Any:
    """Run a program and read the JSON it prints."""
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return json.loads(done.stdout)


def mark(row: Row) -> str:
    """Say how a measure stands to its floor and goal."""
    if row.floor is None:
        return ""
    if row.goal is not None and row.value >= row.goal:
        return "goal"
    return "floor" if row.value >= row.floor else "below"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--shared", type=Path, default=Path(__file__).resolve().parents[2] / "shared")
    parser.add_argument("--held-out", action="store_true", help="also score the three texts kept out of development")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    if not (given.shared / "gold").is_dir():
        sys.exit(f"{given.shared}: expected the folder with the gold texts, found none; name it with --shared")
    rows = [*read_and_score(given.shared, held_out=False), start_up()]
    rows += [*actors(given.shared), *outcomes(), *solving()]
    if given.held_out:
        rows += read_and_score(given.shared, held_out=True)
    if given.json:
        print(json.dumps([row._asdict() | {"stands": mark(row)} for row in rows], indent=1))
        return
    print("| part | measure | value | floor | goal | stands | peer |\n|---|---|---|---|---|---|---|")
    for row in rows:
        value = f"{row.value:.3f}" if not row.unit else f"{row.value:,.2f} {row.unit}"
        floor, goal = ("" if one is None else f"{one:g}" for one in (row.floor, row.goal))
        print(f"| {row.part} | {row.measure} | {value} | {floor} | {goal} | {mark(row)} | {row.peer} |")


if __name__ == "__main__":
    main()
