"""How well texts are read: ``python benchmarks/quality/reading.py --help`` lists the flags.

Reads the gold texts as a user would (the file, nothing told beside it) and scores every layer with the
scorer that lies beside the gold. ``--list`` prints each miss and false alarm in its sentence;
``--held-out`` scores the three texts that are kept out of development, ``--corpus`` the held-out passages
of our own corpus, series e to g left out, and ``--series e`` (``f``, ``g``) one of those: passages of the
gold's length that no model was trained on (all with their day of publication told).

Floors are pinned in ``floors.json`` with the hash of the gold. A layer under its floor fails.
``--pin`` raises floors to what was measured (less a margin); it lowers one only with
``--allow-regression REASON``.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import json
import sys
import tempfile
from pathlib import Path
from types import ModuleType
from typing import Any

import verbale

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
FLOORS = HERE / "floors.json"
HELD_OUT = ("bali_2022", "balloon_2023", "madrid_2022")
MARGIN = 0.01


def module(path: Path, name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec is not None
    assert spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    sys.modules[name] = made
    spec.loader.exec_module(made)
    return made


def gold_hash(gold: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted((gold / "readings").glob("*.json")):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def read_gold(gold: Path, out: Path, *, held_out: bool) -> Path:
    """Read the gold texts into ``out/pred``; gives the folder of the gold readings that go with them."""
    wanted = out / "gold"
    for folder in (wanted, out / "pred"):
        folder.mkdir()
    for path in sorted((gold / "readings").glob("*.json")):
        if (path.stem in HELD_OUT) != held_out:
            continue
        data = json.loads(path.read_text(encoding="utf-8"))
        reading = verbale.read(str(gold / data["document"]["file"]))
        write(out / "pred" / path.name, reading.to_dict())
        write(wanted / path.name, data)
    return wanted


def read_corpus(out: Path, series: str | None) -> Path:
    """Read the held-out passages of our own corpus, or one series of it, into ``out/pred``."""
    sys.path.insert(0, str(ROOT / "training" / "corpus"))
    build = module(ROOT / "training" / "corpus" / "build.py", "corpus_build")
    wanted = out / "gold"
    for folder in (wanted, out / "pred"):
        folder.mkdir()
    for name in build.names():
        chosen = name.startswith(series) if series else build.held_out(name) and not name.startswith(build.MEASURING)
        if not chosen:
            continue
        data, complaints = build.load(name)
        if complaints:
            continue
        path = ROOT / "training" / "corpus" / "passages" / f"{name}.txt"
        reading = verbale.read(str(path), published=data["document"].get("published"))
        write(out / "pred" / f"{name}.json", reading.to_dict())
        write(wanted / f"{name}.json", data)
    return wanted


def write(path: Path, data: dict[str, Any]) -> None:
    path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")


def measure(scorer: ModuleType, out: Path, wanted: Path, *, listing: bool) -> dict[str, float]:
    totals, _, accuracy = scorer.score(out / "pred", wanted, listing)
    found = {layer: scorer.rates(tally)[2] for layer, tally in totals.items() if tally["core"]}
    return found | {f"accuracy of {name}": right / n for name, (right, n) in accuracy.items() if n}


def pinned(gold: Path) -> dict[str, float]:
    if not FLOORS.exists():
        return {}
    data = json.loads(FLOORS.read_text(encoding="utf-8"))
    if data["gold"] != gold_hash(gold):
        sys.exit("floors.json was pinned for another gold; measure anew and pin with --pin --allow-regression REASON")
    return dict(data["floors"])


def pin(gold: Path, measured: dict[str, float], reason: str | None) -> None:
    old = json.loads(FLOORS.read_text(encoding="utf-8"))["floors"] if FLOORS.exists() else {}
    new = {name: round(max(0.0, value - MARGIN), 3) for name, value in measured.items()}
    lower = [name for name, value in old.items() if new.get(name, 0.0) < value]
    if lower and not reason:
        sys.exit(f"these floors would fall: {', '.join(lower)}; say why with --allow-regression REASON")
    data = {"gold": gold_hash(gold), "reason": reason or "pinned at what was measured", "floors": new}
    FLOORS.write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--list", action="store_true")
    parser.add_argument("--held-out", action="store_true")
    parser.add_argument("--corpus", action="store_true")
    parser.add_argument("--series", metavar="LETTER", help="the passages of our own corpus whose names begin so")
    parser.add_argument("--pin", action="store_true")
    parser.add_argument("--allow-regression", metavar="REASON")
    given = parser.parse_args()
    gold = given.shared / "gold"
    scorer = module(gold / "score.py", "gold_score")
    own = given.corpus or given.series is not None
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder)
        wanted = read_corpus(out, given.series) if own else read_gold(gold, out, held_out=given.held_out)
        measured = measure(scorer, out, wanted, listing=given.list)
    developed = not (given.held_out or own)
    if developed and given.pin:
        pin(gold, measured, given.allow_regression)
    floors = pinned(gold) if developed else {}
    print(f"{'layer':30}{'F1 or share':>12}{'floor':>8}")
    for name, value in measured.items():
        print(f"{name:30}{value:12.3f}" + (f"{floors[name]:8.3f}" if name in floors else ""))
    under = [name for name, floor in floors.items() if measured.get(name, 0.0) < floor]
    if under:
        sys.exit(f"under the floor: {', '.join(under)}")


if __name__ == "__main__":
    main()
