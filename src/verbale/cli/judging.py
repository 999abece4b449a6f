"""Commands from a record to the judgement: draft, weigh, brief, lint."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

import verbale
from verbale.cli.flags import json_flag, output_flag
from verbale.cli.output import printable, put, put_json, put_lines, say
from verbale.cli.progress import working
from verbale.cli.reading import known_sources, source_flags
from verbale.errors import InputError

if TYPE_CHECKING:
    from verbale.brief import Brief
    from verbale.draft import Draft
    from verbale.proposals import Weighing


@click.command()
@source_flags
@click.option("--include-imputed", is_flag=True, help="Take in what an author reads into a party.")
@click.option("--anew", is_flag=True, help="Write over FILE; otherwise what you changed in it is kept.")
@json_flag
@output_flag
def draft(
    articles: tuple[str, ...], include_imputed: bool, anew: bool, as_json: bool, output: str | None, **known: Any
) -> None:
    """Draft a conflict model from texts, or a ledger: options and preferences with the words behind them.

    The draft is a TOML file made to be read and edited. Drafting again into the same file after new texts
    keeps what you changed in it; where the record changed the same thing, the file says so.

    \b
        verbale draft --ledger talks.db -o talks.toml
        verbale draft article.txt
    """
    from verbale.draft import redraft, to_toml  # noqa: PLC0415

    made = verbale.draft(known_sources(articles, known, output), include_imputed=include_imputed)
    if as_json:
        put_json(draft_dict(made), output)
        return
    conflicts: tuple[str, ...] = ()
    if output is not None and not anew and Path(output).is_file():
        merged = redraft(verbale.load_text(output), made, output)
        made, conflicts = merged.draft, merged.conflicts
    put(to_toml(made, conflicts), output)
    for conflict in conflicts:
        say(f"verbale: {output}: {conflict}")


def draft_dict(made: Draft) -> dict[str, Any]:
    """Give a draft as JSON values, with its conflict in the form that ``verbale solve`` reads."""
    from verbale.conflict import conflict_to_dict  # noqa: PLC0415
    from verbale.encode import plain  # noqa: PLC0415

    conflict = conflict_to_dict(made.conflict) if made.conflict is not None else None
    told: dict[str, Any] = plain(replace(made, conflict=None))
    return told | {"conflict": conflict}


@click.command()
@source_flags
@click.option("--proposal", metavar="TEXT", help="Option ids joined by & (- for what is left undone), or their names.")
@json_flag
@output_flag
def weigh(articles: tuple[str, ...], proposal: str | None, as_json: bool, output: str | None, **known: Any) -> None:
    """Weigh proposals: non-starter or not, who stands in the way, what would unblock it, what it sets off.

    Give a draft (a .toml file), or texts, or a ledger. Without --proposal those found in the record are
    weighed, the main one first.

    \b
        verbale weigh talks.toml
        verbale weigh talks.toml --proposal "jpn_summit & -jpn_abductions"
        verbale weigh article.txt --json
    """
    from verbale.proposals import to_dict  # noqa: PLC0415

    made = _drafted(articles, known)
    with working("weighing"):
        weighings = verbale.weigh(made, proposal)
    if as_json:
        put_json([to_dict(one) for one in weighings], output)
    else:
        lines = [line for one in weighings for line in weighing_lines(one)]
        put("".join(f"{printable(line)}\n" for line in lines or ["no proposal in the record"]), output)


def _drafted(articles: Sequence[str], known: Mapping[str, Any]) -> Draft:
    """Give the draft of the one .toml file, or of texts, or of the ledger."""
    from verbale.draft import from_toml  # noqa: PLC0415

    if len(articles) == 1 and articles[0].lower().endswith(".toml"):
        return from_toml(verbale.load_text(articles[0]), articles[0])
    return verbale.draft(known_sources(articles, known))


def weighing_lines(weighing: Weighing) -> Iterator[str]:
    """Give a weighing in lines for a person."""
    yield weighing.proposal.words
    yield f"  {weighing.judgement}"
    for block in weighing.blocking:
        yield f"  in the way: {block.decision_maker}. Instead: {block.move}. Because: {block.preference}"
        yield from (
            f"    “{' '.join(one.span.text.split())}” ({one.voice or one.speaker}, {one.date or 'undated'})"
            for one in block.evidence
        )
    for way in weighing.unblocking:
        yield f"  would unblock it: {'; and '.join(change.words for change in way)}"
    for knock in weighing.third_parties:
        yield f"  after it: {knock.actor}: {knock.move} ({knock.holder}, {knock.certainty})"
    for deadlock in weighing.deadlocks:
        yield f"  deadlock: {deadlock.words}"
    for question in weighing.open_questions:
        yield f"  open: {question}"
    yield ""


@click.command()
@source_flags
@click.option("--draft", "model", metavar="FILE", help="A draft you have edited (.toml), in place of a new one.")
@click.option("--since", metavar="FILE", help="An earlier brief (JSON), to tell what changed.")
@click.option("--heading", metavar="TEXT", help="In place of the title made from the names of the parties.")
@json_flag
@output_flag
def brief(
    articles: tuple[str, ...], model: str | None, since: str | None, heading: str | None, as_json: bool,
    output: str | None, **known: Any,
) -> None:  # fmt: skip
    """From texts, or a ledger, to the brief: who said what, where each side stands, what follows.

    The form is that of the file's suffix: .html, .md or .json; without -o Markdown is printed.

    \b
        verbale brief article.txt -o brief.html
        verbale brief talks/ -o brief.html
        verbale brief --ledger talks.db --since last_week.json -o brief.html
    """
    form = "json" if as_json else _form_of(output)
    from verbale.brief import from_json  # noqa: PLC0415
    from verbale.draft import from_toml  # noqa: PLC0415

    before = from_json(verbale.load_text(since)) if since is not None else None
    edited = from_toml(verbale.load_text(model), model) if model is not None else None
    record = known_sources(articles, known, output)
    with working("drafting, weighing and writing the brief"):
        made = verbale.brief(record, edited, since=before, title=heading)
    put(_formed(made, form), output)


def _form_of(output: str | None) -> str:
    suffix = Path(output).suffix.lower() if output not in (None, "-") else ".md"
    forms = {".html": "html", ".htm": "html", ".md": "markdown", ".markdown": "markdown", ".json": "json"}
    if suffix not in forms:
        raise InputError(f"{output}: expected a name that ends in .html, .md or .json, found {suffix or 'no suffix'}")
    return forms[suffix]


def _formed(made: Brief, form: str) -> str:
    from verbale.brief import to_html, to_json, to_markdown  # noqa: PLC0415

    text = {"html": to_html, "json": to_json, "markdown": to_markdown}[form](made)
    return text if text.endswith("\n") else text + "\n"


@click.command()
@click.argument("briefs", nargs=-1, required=True, metavar="BRIEF...")
@json_flag
def lint(briefs: tuple[str, ...], as_json: bool) -> None:
    """Check briefs by the rules of ICD 203: likelihood words, sourcing, alternatives, gaps.

    A brief in JSON is checked by every rule, a page or text by the rules of wording. Exit status 1 if a
    rule is broken.

    \b
        verbale lint brief.json
    """
    from verbale.brief import lint_file  # noqa: PLC0415
    from verbale.encode import plain  # noqa: PLC0415

    problems = [(name, problem) for name in briefs for problem in lint_file(name)]
    if as_json:
        put_json([{"file": name, **plain(problem)} for name, problem in problems])
    else:
        put_lines(*(f"{name}: {one.where}: {one.message} [{one.rule}]" for name, one in problems))
    if problems:
        raise click.exceptions.Exit(1)


COMMANDS: tuple[click.Command, ...] = (draft, weigh, brief, lint)
