#!/usr/bin/env python3
"""Back-test: what records imply of a proposal before its outcome, beside what happened.

    python benchmarks/quality/outcomes.py [ID ...] [--json]

For each exchange in ``outcomes/outcomes.toml`` the texts in ``outcomes/ID/`` are read, drafted and weighed
with no hand in between; they end before the outcome. A line of the table says who proposed what to whom, the
answer, who stood in the way, and what happened. ``agrees`` compares the answer with the outcome: a non-starter
with a rejection, a proposal that nothing stands in the way of with an acceptance. "Not settled" is neither
right nor wrong and is counted by itself.
"""

from __future__ import annotations

import argparse
import json
import tomllib
from pathlib import Path
from typing import Any

import verbale
from verbale.draft import draft
from verbale.proposals import to_dict, weigh

HERE = Path(__file__).resolve().parent / "outcomes"
ANSWERS = {True: "non-starter", False: "nothing in the way", None: "not settled"}
IMPLIES = {"rejected": True, "accepted": False}


def weighed(exchange: str) -> dict[str, Any] | None:
    """Read the texts of an exchange and weigh its main proposal; None where none is found."""
    readings = [verbale.read(verbale.load(path)) for path in sorted((HERE / exchange).glob("*.txt"))]
    found = weigh(draft(readings))
    return to_dict(found[0]) if found else None


def rows(only: list[str]) -> list[dict[str, Any]]:
    """Give one row for each exchange: the outcome, and the main proposal as weighed."""
    table = tomllib.loads((HERE / "outcomes.toml").read_text(encoding="utf-8"))["exchange"]
    made = []
    for one in table:
        if only and one["id"] not in only:
            continue
        main = weighed(one["id"])
        answer = main["non_starter"] if main else None
        agrees = None if answer is None else answer == IMPLIES[one["happened"]]
        made.append({"exchange": one, "main": main, "agrees": agrees})
    return made


def show(made: list[dict[str, Any]]) -> None:
    """Print the table and the counts."""
    for row in made:
        one, main = row["exchange"], row["main"]
        print(f"{one['id']}: {one['title']}")
        if main is None:
            print("  record:   no proposal found")
        else:
            blocked = ", ".join(block["decision_maker"] for block in main["blocking"]) or "nobody"
            print(f"  record:   {main['by']} to {main['to']}: {main['proposal']}")
            print(f"            {ANSWERS[main['non_starter']]}; in the way: {blocked}")
        print(f"  happened: {one['happened']} on {one['when']}: {one['told']}")
    right, wrong = (sum(row["agrees"] is answer for row in made) for answer in (True, False))
    print(f"{right} agree with what happened, {wrong} disagree, {len(made) - right - wrong} not settled by the record")


def main() -> None:
    """Run the back-test."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("only", nargs="*", metavar="ID")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    made = rows(given.only)
    print(json.dumps(made, ensure_ascii=False, indent=1)) if given.json else show(made)


if __name__ == "__main__":
    main()
