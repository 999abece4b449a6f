"""Score the actor table on the expressions of a file of cases: country and sector, both right.

    python benchmarks/quality/actors.py ../shared/gold/events/actors.jsonl [--list]

A case asks for a country, a sector, or both; null means not asked; ``expect_no_code`` asks for neither.
PLOVER writes MED for medicine and JRN for news, where the cases write HLH for medicine. A case without a
date is taken at 2022-06-01, the time of writing of the cases.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from verbale.actors import Actors, load_actors
from verbale.months import MONTHS

UNDATED = "2022-06-01"
SAME = {"HLH": "MED", "XKX": "XKX", "????": None, "COL": None}


def iso(date: str) -> str:
    """Give the day of a case: ISO as it is; "10 May 2015" and "October 1, 2021" turned; else the undated one."""
    if len(date) == 10 and date[4] == "-":
        return date
    words = date.lower().replace(",", " ").split()
    month = next((MONTHS[word] for word in words if word in MONTHS), None)
    year = next((int(word) for word in words if word.isdigit() and len(word) == 4), None)
    day = next((int(word) for word in words if word.isdigit() and len(word) < 3), 1)
    return f"{year:04}-{month:02}-{day:02}" if year and month else UNDATED


def cases(path: Path) -> Iterator[dict[str, Any]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        asked = case["expected_country"] is not None or case["expected_code"] is not None
        if asked or case["expect_no_code"]:
            yield case


def answer(actors: Actors, case: dict[str, Any]) -> tuple[str, str]:
    """Give the country and the first sector of the likeliest reading; empty strings where there is none."""
    context = {
        found.code
        for found in actors.scan(case["context"] or "")
        if found.kind in {"country", "adjective", "people", "seat"}
    }
    found = actors.resolve(case["span"], iso(case["date"] or ""), frozenset(context))
    if not found:
        return "", ""
    return found[0].country or "", (found[0].sectors or ("",))[0]


def right(case: dict[str, Any], country: str, sector: str) -> tuple[bool | None, bool | None]:
    """Tell whether country and sector are right; None where the case does not ask."""
    if case["expect_no_code"]:
        return country == "", sector in {"", "UNK"}
    want_country, want_sector = case["expected_country"], case["expected_code"]
    code = SAME.get(want_sector, want_sector) if want_sector else want_sector
    return (
        None if want_country is None else country == want_country,
        None if code is None else sector == code,
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("cases", type=Path)
    parser.add_argument("--list", action="store_true", help="print the cases that fail")
    args = parser.parse_args()
    actors = load_actors()
    counts = {"country": [0, 0], "sector": [0, 0], "both": [0, 0], "left blank": [0, 0]}
    for case in cases(args.cases):
        country, sector = answer(actors, case)
        got = dict(zip(("country", "sector"), right(case, country, sector), strict=True))
        good = all(value is not False for value in got.values())
        if case["expect_no_code"]:
            got = {"left blank": good}
        for name, value in got.items():
            if value is not None:
                counts[name][0] += value
                counts[name][1] += 1
        counts["both"][0] += good
        counts["both"][1] += 1
        if args.list and not good:
            sys.stdout.write(
                f"{case['span']!r} {case['date']}: {country} {sector}, "
                f"expected {case['expected_country']} {case['expected_code']}\n"
            )
    for name, (hits, asked) in counts.items():
        sys.stdout.write(f"{name:<11} {hits:4d} of {asked:4d}  {hits / max(asked, 1):.3f}\n")


if __name__ == "__main__":
    main()
