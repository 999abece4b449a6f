"""How long solving takes, and how much memory, as options grow; with the ratio to each target.

    python benchmarks/speed/conflict.py [--largest 20] [--plot cost.svg] [--json cost.json]

Each size runs in a process of its own, so that the peak memory is its own. Preferences are random strict
orders, options reversible and all states feasible unless a row says otherwise: the hardest case for memory
of a given number of states. Times are of the answer alone, after the code is loaded (of small sizes,
the least of five); the time to load and compile is given apart.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from verbale.conflict import Conflict, DecisionMaker, Option, Prioritised, build_graph, solve
from verbale.conflict.graph import Graph

FOUR = ("Nash", "GMR", "SMR", "SEQ")
FIVE = (*FOUR, "SIM")


@dataclass(frozen=True)
class Task:
    """One row: what is solved, and what is asked of it (seconds, MB; 0: nothing asked)."""

    what: str
    options: int
    parties: int
    concepts: tuple[str, ...]
    seconds: float = 0
    megabytes: int = 0
    direction: str = "both"
    draws: int = 0


TASKS = (
    Task("2^12 states, 3 parties, four concepts", 12, 3, FOUR, 0.05, 250),
    Task("2^16 states, 2 parties, five concepts", 16, 2, FIVE, 1.5),
    Task("2^16 states, 3 parties, five concepts", 16, 3, FIVE, 1.5),
    Task("2^16 states, 4 parties, five concepts", 16, 4, FIVE, 1.5),
    Task("2^20 states, 2 parties, four concepts", 20, 2, FOUR, 3, 500),
    Task("2^20 states, 3 parties, four concepts", 20, 3, FOUR, 3, 500),
    Task("2^20 states, 4 parties, four concepts", 20, 4, FOUR, 3, 500),
    Task("2^16 states, 3 parties, four, all one-way", 16, 3, FOUR, 0, 0, "fwd"),
    Task("2^20 states, 3 parties, four, all one-way", 20, 3, FOUR, 0, 0, "fwd"),
    Task("2^20 states, 2 parties, five concepts", 20, 2, FIVE, 0),
    Task("2^20 states, 3 parties, five concepts", 20, 3, FIVE, 30),
    Task("2^20 states, 4 parties, five concepts", 20, 4, FIVE, 30),
    Task("2^22 states, 3 parties, four concepts", 22, 3, FOUR),
    Task("1,000 draws, 256 states, 4 parties, four", 8, 4, FOUR, 1, 0, "both", 1000),
)
PLOTTED = tuple(Task(f"2^{k}", k, 3, FOUR) for k in range(6, 23, 2))


def conflict_of(task: Task) -> Conflict:
    per = [task.options // task.parties + (i < task.options % task.parties) for i in range(task.parties)]
    owners = [f"d{party}" for party, many in enumerate(per) for _ in range(many)]
    statements = tuple(f"o{(i * 3) % task.options} IF -o{(i * 5 + 1) % task.options}" for i in range(12))
    return Conflict(
        decision_makers=tuple(
            DecisionMaker(id=f"d{i}", preference=Prioritised(statements=statements[i:] + statements[:i]))
            for i in range(task.parties)
        ),
        options=tuple(
            Option(id=f"o{i}", owner=owner, direction=task.direction)  # type: ignore[arg-type]
            for i, owner in enumerate(owners)
        ),
    )


def shuffled(conflict: Conflict) -> Graph:
    """Give the conflict's graph with random strict orders in place of its own."""
    plain = build_graph(conflict)
    rng = np.random.default_rng(1)
    levels = np.stack([rng.permutation(len(plain.codes)) for _ in conflict.decision_makers]).astype(np.int32)
    return Graph(conflict, plain.codes, plain.numbers, levels)


def timed(answer: Callable[[], None]) -> tuple[float, float]:
    """Give the seconds that ``answer`` takes, by the clock and of all cores."""
    begin, cpu = time.perf_counter(), time.process_time()
    answer()
    return time.perf_counter() - begin, time.process_time() - cpu


def run_one(task: Task) -> dict[str, float]:
    """Run a task in this process: seconds for the answer and to load, CPU seconds, peak megabytes."""
    from verbale.conflict.compiled.run import judge_compiled  # noqa: PLC0415
    from verbale.conflict.robust import robustness  # noqa: PLC0415

    begin = time.perf_counter()
    small = Task("", 6, 3, ())
    solve(conflict_of(small), FIVE, method="compiled")
    if task.draws:
        robustness(conflict_of(small), 1000, spread=2)
    loaded = time.perf_counter() - begin
    conflict = conflict_of(task)
    if task.draws:

        def answer() -> None:
            robustness(conflict, task.draws, spread=3)

    else:
        graph = shuffled(conflict)

        def answer() -> None:
            judge_compiled(graph, task.concepts)

    seconds, used = min(timed(answer) for _ in range(5 if task.options <= 12 else 1))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"seconds": seconds, "cpu": used, "load": loaded, "megabytes": peak}


def run_apart(task: Task) -> dict[str, float]:
    """Run a task in a process of its own."""
    done = subprocess.run(
        [sys.executable, __file__, "--task", json.dumps(asdict(task))],
        check=True,
        capture_output=True,
        text=True,
    )
    found: dict[str, float] = json.loads(done.stdout)
    return found


def report(task: Task, found: dict[str, float]) -> str:
    words = f"{task.what:<44} {found['seconds']:8.3f} s {found['cpu']:8.3f} cpu {found['megabytes']:6.0f} MB"
    if task.seconds:
        words += f"   asked {task.seconds:g} s: {found['seconds'] / task.seconds:.2f} of it"
    if task.megabytes:
        words += f"; {task.megabytes} MB: {found['megabytes'] / task.megabytes:.2f}"
    return words


def plot(points: list[tuple[int, float, float]]) -> str:
    """Draw seconds and megabytes against options, both on logarithmic scales, as an SVG."""
    wide, high, left, low = 640, 400, 70, 340
    xs = [k for k, _, _ in points]

    def x(k: int) -> float:
        return left + (k - xs[0]) / max(xs[-1] - xs[0], 1) * (wide - left - 30)

    def y(value: float) -> float:
        return low - (math.log10(max(value, 1e-4)) + 4) / 8 * (low - 30)

    def line(column: int, colour: str) -> str:
        spots = " ".join(f"{x(one[0]):.1f},{y(one[column]):.1f}" for one in points)
        return f'<polyline points="{spots}" fill="none" stroke="{colour}" stroke-width="2"/>'

    marks = [
        f'<text x="{left - 8}" y="{y(10.0**p) + 4:.1f}" text-anchor="end">1e{p}</text>'
        f'<path d="M{left} {y(10.0**p):.1f} H{wide - 30}" stroke="#dddddd"/>'
        for p in range(-4, 5)
    ]
    marks += [f'<text x="{x(k):.1f}" y="{low + 18}" text-anchor="middle">{k}</text>' for k in xs]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}" font-family="sans-serif" '
        f'font-size="12"><rect width="100%" height="100%" fill="#ffffff"/>{"".join(marks)}'
        f"{line(1, '#1f5fa8')}{line(2, '#b5452c')}"
        f'<text x="{wide / 2}" y="{high - 20}" text-anchor="middle">options, three parties, Nash to SEQ</text>'
        f'<text x="{left + 20}" y="30" fill="#1f5fa8">seconds</text>'
        f'<text x="{left + 90}" y="30" fill="#b5452c">peak megabytes</text></svg>\n'
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--largest", type=int, default=22, help="most options")
    parser.add_argument("--plot", type=Path, help="write the cost as options grow to this SVG")
    parser.add_argument("--json", type=Path, help="write the figures to this file")
    parser.add_argument("--task", help=argparse.SUPPRESS)
    flags = parser.parse_args()
    if flags.task:
        given = json.loads(flags.task)
        print(json.dumps(run_one(Task(**{**given, "concepts": tuple(given["concepts"])}))))
        return
    rows = {}
    for task in TASKS:
        if task.options <= flags.largest:
            rows[task.what] = found = run_apart(task)
            print(report(task, found), flush=True)
    print(f"load and compile (from the cache on disk): {min(one['load'] for one in rows.values()):.2f} s")
    print(f"load average {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores while measuring")
    if flags.plot:
        points = []
        for task in PLOTTED:
            if task.options <= flags.largest:
                found = run_apart(task)
                points.append((task.options, found["seconds"], found["megabytes"]))
        flags.plot.write_text(plot(points), encoding="utf-8")
    if flags.json:
        flags.json.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
