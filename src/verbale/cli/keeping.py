"""Commands on the ledger: correct, history, export, import."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

import click

import verbale
from verbale.cli.flags import by_flag, json_flag, ledger_flag, output_flag, why_flag
from verbale.cli.output import put, put_json, put_lines
from verbale.errors import InputError

if TYPE_CHECKING:
    from verbale.ledger import Act


@click.command()
@click.argument("record", required=False)
@click.argument("field", required=False)
@click.argument("value", required=False)
@ledger_flag
@by_flag
@why_flag
@click.option("--withdraw", is_flag=True, help="Take RECORD out: it should never have been read.")
@click.option("--merge", nargs=2, metavar="ACTOR INTO", help="Two actors are one.")
@click.option("--split", nargs=2, metavar="ACTOR NEW", help="The records in RECORD (a,b,c) mean another actor.")
@click.option("--undo", metavar="ACT", help="Undo the act of this number or id; 'last' for the last one.")
@json_flag
def correct(
    record: str | None, field: str | None, value: str | None, ledger: str, by: str, why: str, withdraw: bool,
    merge: tuple[str, str] | None, split: tuple[str, str] | None, undo: str | None, as_json: bool,
) -> None:  # fmt: skip
    """Correct the record: nothing is overwritten, everything can be undone.

    RECORD is named as the tables of verbale show name it, as far as needed; FIELD as the JSON of verbale
    read names it.

    \b
        verbale correct P3 stance against --why "she refuses, see line 4"
        verbale correct 0c7662a4:A2 propositions.0.speech_act reject
        verbale correct document published 2024-03-14
        verbale correct A7 --withdraw
        verbale correct --merge KIM_YO KIM_YO_JONG
        verbale correct --undo last
    """
    with verbale.Ledger(ledger, create=False) as book:
        if undo is not None:
            act = book.undo(None if undo == "last" else undo, by=by, why=why)
        elif merge is not None:
            act = book.merge(*merge, by=by, why=why)
        elif split is not None and record is not None:
            act = book.split(*split, record.split(","), by=by, why=why)
        elif withdraw and record is not None:
            act = book.withdraw(record, by=by, why=why)
        elif record is not None and field is not None and value is not None:
            act = book.correct(record, field, value, by=by, why=why)
        else:
            raise InputError("expected RECORD FIELD VALUE, found fewer; see verbale correct --help")
    if as_json:
        put_json(asdict(act))
    else:
        put_lines(act_line(act))


@click.command()
@click.argument("record", required=False)
@ledger_flag
@json_flag
@click.option("--prov", is_flag=True, help="Print W3C PROV-JSON.")
def history(record: str | None, ledger: str, as_json: bool, prov: bool) -> None:
    """Show what was done to the record: who, when, what and why.

    \b
        verbale history
        verbale history P3
        verbale history --prov > history.json
    """
    with verbale.Ledger(ledger, create=False) as book:
        acts = book.history(record)
    if prov:
        put_json(verbale.provenance(acts))
    elif as_json:
        put_json([asdict(act) for act in acts])
    else:
        put_lines(*(act_line(act) for act in acts))


def act_line(act: Act) -> str:
    """Give an act in one line."""
    place = f"{(act.document or '')[:8]}{':' if act.record else ''}{act.record or ''}"
    what = {
        "add": f"added {place}",
        "correct": f"corrected {place} {act.field}: {act.before!r} to {act.value!r}",
        "withdraw": f"withdrew {place}",
        "merge": f"merged {act.before} into {act.value}",
        "split": f"split {act.value['into'] if isinstance(act.value, dict) else ''} from {act.before}",
        "undo": f"undid act {act.undoes} {place}".rstrip(),
    }[act.verb]
    why = f" ({act.why})" if act.why else ""
    gone = " [undone]" if act.undone else ""
    return f"{act.seq:>4}  {act.at[:16].replace('T', ' ')}  {act.by}  {what}{why}{gone}"


@click.command()
@click.argument("words", required=False)
@click.option("--actor", metavar="ID", help="Said by this actor, or on its behalf.")
@click.option("--issue", metavar="WORDS", help="On an issue with these words in its label, or this id.")
@click.option("--since", metavar="DAY", help="Said on this day or later.")
@click.option("--until", metavar="DAY", help="Said on this day or earlier.")
@ledger_flag
@json_flag
def search(words: str | None, ledger: str, as_json: bool, **bounds: str | None) -> None:
    """Find statements by their words (a regular expression), actor, issue and date.

    \b
        verbale search "precondition|only if" --actor PRK --since 2024-02-01
    """
    with verbale.Ledger(ledger, create=False) as book:
        hits = list(verbale.search(book.readings(), words, **bounds))
    rows = [
        {
            "date": hit.date,
            "speaker": hit.speaker,
            "words": hit.span.text,
            "start": hit.span.start,
            "end": hit.span.end,
            "record": f"{hit.document[:8]}:{hit.record}",
        }
        for hit in hits
    ]
    if as_json:
        put_json(rows)
    else:
        put_lines(
            *(f"{row['date'] or 'undated':<12}{row['speaker']}: {row['words']}  [{row['record']}]" for row in rows)
        )


@click.command()
@ledger_flag
@output_flag
def export(ledger: str, output: str | None) -> None:
    """Write the whole ledger, texts and history, as JSON lines.

    \b
        verbale export -o talks.jsonl
    """
    with verbale.Ledger(ledger, create=False) as book:
        put(verbale.export_ledger(book), output)


@click.command(name="import")
@click.argument("mirror")
@ledger_flag
def import_(mirror: str, ledger: str) -> None:
    """Take the acts of an exported ledger (or - for standard input) into this one; known acts are passed over.

    \b
        verbale import talks.jsonl --ledger copy.db
    """
    lines = verbale.load_text(mirror)
    with verbale.Ledger(ledger) as book:
        count = verbale.import_ledger(book, lines, where=mirror)
    put_lines(f"{count} acts taken into {ledger}")


COMMANDS = (correct, history, search, export, import_)
