"""Commands from texts to a record: read, show, verify."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click

import verbale
from verbale.cli.flags import json_flag, known_flags, ledger_flag, output_flag
from verbale.cli.output import printable, put, put_json, put_lines, put_table, say
from verbale.cli.progress import counted, told
from verbale.errors import InputError

if TYPE_CHECKING:
    from verbale.documents import Loaded
    from verbale.records import Reading

VIEWS = ("statements", "positions", "matrix", "claims", "timeline", "events", "network", "quotes")
FORMATS = ("table", "json", "jsonl", "csv", "graphml", "gexf")


def means_flags(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add what a text is read with."""
    for name, words in (
        ("parser", "Another parser, such as spacy:en_core_web_sm; the shipped model if left out."),
        ("actors", "Your own actors (TOML), laid over the shipped ones."),
        ("issues", "A codebook of your own issues (TOML)."),
    ):
        command = click.option(f"--{name}", metavar="NAME" if name == "parser" else "FILE", help=words)(command)
    return command


def watched(documents: Iterable[Loaded]) -> Iterator[Loaded]:
    """Give the documents on, and say which one is being read once it takes long."""
    documents = list(documents)
    return told(documents, lambda one: f"reading {one.document.file or 'the text'}", total=len(documents))


def readings(sources: Sequence[str], **known: Any) -> list[Reading]:
    """Read ``sources`` and say on standard error what a person should know of how they were read."""
    found = list(verbale.read_all(sources, watch=watched, **known))
    for reading in found:
        for note in reading.notes:
            if note.kind == "input":
                say(f"verbale: {note.message}")
    return found


def source_flags(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add what says where the readings of a command come from: texts, or else a ledger."""
    for add in (
        click.argument("articles", nargs=-1, metavar="[ARTICLE...]"),
        ledger_flag,
        means_flags,
        known_flags,
    ):
        command = add(command)
    return command


def known_sources(articles: Sequence[str], known: Mapping[str, Any], output: str | None = None) -> tuple[Reading, ...]:
    """Give the readings of the texts (``output`` is none of them), or where there are none those of the ledger."""
    about = dict(known)
    ledger = about.pop("ledger")
    if articles:
        return tuple(readings(articles, leave_out=output, **about))
    with verbale.Ledger(ledger, create=False) as book:
        return book.readings()


@click.command()
@click.argument("articles", nargs=-1, required=True, metavar="ARTICLE...")
@click.option("--ledger", envvar="VERBALE_LEDGER", metavar="FILE", help="Keep the record in this ledger.")
@click.option("--again", is_flag=True, help="Read texts anew that are in the ledger already.")
@click.option(
    "--why", "reasons", is_flag=True, help="Show each text with what was read from it, by which rule, and why."
)
@means_flags
@known_flags
@json_flag
@output_flag
def read(
    articles: tuple[str, ...], ledger: str | None, again: bool, reasons: bool, as_json: bool, output: str | None,
    **known: Any,
) -> None:  # fmt: skip
    """Read texts: who said what, on whose authority, where they stand and on what conditions.

    \b
        verbale read article.txt
        verbale read article.txt --json
        verbale read article.txt --why
        verbale read article.txt --why -o why.html
        verbale read talks/ --ledger talks.db
        pdftotext cable.pdf - | verbale read - --published 2024-03-14
    """
    found = readings(articles, leave_out=output, **known)
    added = 0
    if ledger is not None:
        with verbale.Ledger(ledger) as book:
            added = sum(book.add(reading, again=again) for reading in found)
    if as_json:
        lines = [json.dumps(one.to_dict(), ensure_ascii=False, indent=2 if len(found) == 1 else None) for one in found]
        put("\n".join(lines) + "\n", output)
    elif reasons:
        put_reasons(found, output)
    elif ledger is not None:
        put_lines(f"{added} of {len(found)} texts added to {ledger}")
    else:
        put_table(verbale.show(found, "statements"), output)


def put_reasons(found: Sequence[Reading], output: str | None) -> None:
    """Write texts with their codings: a page where ``output`` ends in .html, else lines for a terminal."""
    from verbale.views.why import why, why_page  # noqa: PLC0415

    if output is not None and output.lower().endswith((".html", ".htm")):
        if len(found) != 1:
            raise InputError(f"{output}: expected one text for a page, found {len(found)}; write a page for each")
        put(why_page(found[0]), output)
        return
    lines: list[str] = []
    for reading in found:
        for passage in why(reading):
            lines += [passage.text.strip(), ""]
            for one in passage.remarks:
                quoted = " … ".join(" ".join(span.text.split()) for span in one.spans)
                lines += [f"    {one.record}  {one.what}", f"        “{quoted}”"]
                lines += [f"        {coded}" for coded in one.coded]
            lines += [""] if passage.remarks else []
        lines += [f"note: {note.message}" for note in reading.notes]
    put("".join(f"{printable(line)}\n" for line in lines), output)


@click.command()
@click.argument("view", type=click.Choice(VIEWS))
@source_flags
@click.option("--format", "form", type=click.Choice(FORMATS), default="table", help="What to print.")
@json_flag
@output_flag
def show(view: str, articles: tuple[str, ...], form: str, as_json: bool, output: str | None, **known: Any) -> None:
    """Show a view of the record: of a ledger, or of texts given here.

    \b
        verbale show positions --ledger talks.db
        verbale show claims article.txt
        verbale show network --format gexf -o talks.gexf
    """
    table = verbale.show(known_sources(articles, known, output), view)
    if as_json or form != "table":
        put(verbale.format_table(table, "json" if as_json else form), output)
    else:
        put_table(table, output)


@click.command()
@click.argument("article")
@click.option("--against", "primaries", multiple=True, required=True, metavar="PRIMARY", help="The primary text.")
@means_flags
@known_flags
@json_flag
@output_flag
def verify(article: str, primaries: tuple[str, ...], as_json: bool, output: str | None, **known: Any) -> None:
    """Check whether the quotations of a text survived the relay from the primary text.

    \b
        verbale verify article.txt --against statement.txt
    """
    reading, *more = readings([article], **known)
    if more:
        raise InputError(f"{article}: expected one text, found {1 + len(more)}; verify them one by one")
    primary = [loaded.document for loaded in verbale.load_all(primaries)]
    table = verbale.verify(reading, primary)
    if as_json:
        put(verbale.format_table(table, "json"), output)
    else:
        put_table(table, output)


@click.command()
@click.argument("corpus", nargs=-1, required=True, metavar="CORPUS...")
@output_flag
@click.option("--workers", type=click.IntRange(1), metavar="N", help="Processes; as many as processors if left out.")
@means_flags
@json_flag
def code(corpus: tuple[str, ...], output: str | None, workers: int | None, as_json: bool, **means: Any) -> None:
    """Code a corpus, document by document, and go on where an earlier run was stopped.

    CORPUS is folders, files, CSV or JSON lines; the output a ledger (.db) or JSON lines (.jsonl), one
    reading with its text a line. A document that cannot be read is told of, and the rest goes on.

    \b
        verbale code stories.csv -o readings.jsonl
        verbale code cables/ -o talks.db --workers 4
    """
    if output is None:
        raise InputError("expected where to write, found nothing; give -o readings.jsonl or -o talks.db")
    with counted() as report:
        done = verbale.code(corpus, output, workers=workers, report=report, **means)
    if as_json:
        put_json({"coded": done.coded, "there": done.there, "refused": done.refused})
    else:
        put_lines(f"{done.coded} coded, {done.there} there before, {len(done.refused)} refused: {output}")
    for line in done.refused:
        say(f"verbale: {line}")


COMMANDS = (read, show, verify, code)
