"""How well single statements are coded: ``python benchmarks/quality/statements.py [NAME ...] [--list]``.

Each line of ``training/corpus/statements`` that has a cue is read as a text of its own. Printed by file: how many
are found (the contents overlap by half), and of those the share with the right speech act, by the gold scorer's
seven groups, and with the right polarity of stance. No model was trained on these lines.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import verbale
from verbale.language import Parser, load_parser
from verbale.records import Attribution

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
sys.path[:0] = [str(HERE), str(ROOT / "training" / "corpus")]

from coding.lines import FOLDER, Statement, read_file  # noqa: E402 (the corpus's scripts are no package)
from reading import module  # noqa: E402

FOUND = 0.5  # overlap of two contents


def found_in(statement: Statement, parser: Parser) -> Attribution | None:
    """Give the attribution of a line's reading whose content is the statement's."""
    reading = verbale.read(f"{statement.text}\n", parser=parser)
    wanted = {k for place in statement.content for k in range(place.start, place.end)}
    best, chosen = 0.0, None
    for one in reading.attributions:
        ours = {k for span in one.content_spans for k in range(span.start, span.end)}
        share = len(wanted & ours) / len(wanted | ours)
        if share > best:
            best, chosen = share, one
    return chosen if best >= FOUND else None


def codes(scorer: ModuleType, act: str, stance: str | None) -> tuple[str, int | None]:
    """Give the group of a speech act and the polarity of a stance, as the gold's scorer has them."""
    return scorer.ACT.get(act, "assertive"), scorer.POLARITY.get(stance)


def measure(path: Path, scorer: ModuleType, parser: Parser, *, listing: bool) -> Iterator[str]:
    """Read the lines of a file; yields what is wrong, where asked, and then the file's row."""
    lines = [one for one in read_file(path) if one.cue is not None]
    found = acts = stances = told = 0
    for line in lines:
        ours = found_in(line, parser)
        if ours is None:
            continue
        first = ours.propositions[0]
        (act, sign), (our_act, our_sign) = (codes(scorer, one.speech_act, one.stance) for one in (line, first))
        found, acts = found + 1, acts + (act == our_act)
        told, stances = told + (sign is not None), stances + (sign is not None and sign == our_sign)
        if listing and act != our_act:
            yield f"  {line.speech_act} read as {first.speech_act}: {line.text}"
    yield f"{path.stem:14}{len(lines):8}{found / len(lines):8.3f}{acts / found:13.3f}{stances / told:10.3f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="NAME", help="files, or the start of their names")
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--list", action="store_true", help="print each statement whose act is misread")
    given = parser.parse_args()
    scorer, language = module(given.shared / "gold" / "score.py", "gold_score"), load_parser()
    print(f"{'file':14}{'lines':>8}{'found':>8}{'speech act':>13}{'polarity':>10}")
    for path in sorted(FOLDER.glob("*.txt")):
        if path.stem.startswith(tuple(given.names) or ("",)):
            print(*measure(path, scorer, language, listing=given.list), sep="\n", flush=True)


if __name__ == "__main__":
    main()
