"""Commands from a record to the judgement: draft, solve, weigh, brief, lint."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

import verbale
from verbale.cli.flags import json_flag, output_flag
from verbale.cli.output import put, put_json, put_lines, put_table
from verbale.cli.reading import known_sources, source_flags
from verbale.errors import InputError

if TYPE_CHECKING:
    from verbale.brief.findings import Brief
    from verbale.conflict import Solution
    from verbale.views import Table


@click.command()
@click.argument("model")
@click.option("--concepts", metavar="A,B", help="Such as nash,gmr,smr,seq,sim,L3,NM; all the usual ones if left out.")
@json_flag
@output_flag
def solve(model: str, concepts: str | None, as_json: bool, output: str | None) -> None:
    """Solve a conflict: which states are stable, for whom, in which sense.

    MODEL is a conflict file (TOML, JSON or .gmcr); a draft is one.

    \b
        verbale solve talks.toml
        verbale solve talks.toml --concepts nash,seq --json
    """
    from verbale.conflict import read_conflict  # noqa: PLC0415  # NumPy takes its time to load

    chosen = [one.strip() for one in concepts.split(",") if one.strip()] if concepts else None
    solution = verbale.solve(read_conflict(model), chosen)
    if as_json:
        put_json(solution_dict(solution), output)
        return
    put_table(solution_table(solution), output)


def solution_dict(solution: Solution) -> dict[str, Any]:
    """Give a solution as JSON values: the states in words, who is stable where, the equilibria."""
    from verbale.conflict import conflict_to_dict, pattern_at  # noqa: PLC0415
    from verbale.conflict.solution import state_words  # noqa: PLC0415

    numbers = [int(number) for number in solution.graph.numbers]
    return {
        "conflict": conflict_to_dict(solution.conflict),
        "concepts": list(solution.concepts),
        "semantics": solution.semantics,
        "states": [
            {"number": number, "pattern": pattern_at(solution.graph, n), "words": state_words(solution.graph, n)}
            for n, number in enumerate(numbers)
        ],
        "stable": {
            party: {concept: list(stable) for concept, stable in by.items()} for party, by in solution.stable.items()
        },
        "equilibria": {concept: list(found) for concept, found in solution.equilibria.items()},
        "notes": list(solution.notes),
    }


def solution_table(solution: Solution) -> Table:
    """Give the states that somebody may rest in: a row for each, with the concepts it is an equilibrium in."""
    from verbale.views.table import table_of  # noqa: PLC0415

    told = solution_dict(solution)
    rows = [
        (
            state["number"],
            state["pattern"],
            ", ".join(one for one, found in told["equilibria"].items() if state["number"] in found) or None,
            state["words"],
        )
        for state in told["states"]
    ]
    return table_of("states", "state options equilibrium words", rows)


@click.command()
@source_flags
@click.option("--since", metavar="FILE", help="An earlier brief (JSON), to tell what changed.")
@click.option("--heading", metavar="TEXT", help="In place of the title made from the names of the parties.")
@json_flag
@output_flag
def brief(
    articles: tuple[str, ...], since: str | None, heading: str | None, as_json: bool, output: str | None, **known: Any
) -> None:
    """From texts, or a ledger, to the brief: who said what, where each side stands, what follows.

    The form is that of the file's suffix: .html, .md or .json; without -o Markdown is printed.

    \b
        verbale brief article.txt -o brief.html
        verbale brief talks/ -o brief.html
        verbale brief --ledger talks.db --since last_week.json -o brief.html
    """
    from verbale.brief.form import from_json  # noqa: PLC0415

    form = "json" if as_json else _form_of(output)
    before = from_json(verbale.load_text(since)) if since is not None else None
    with ExitStack() as stack:
        made = verbale.brief(known_sources(stack, articles, known), since=before, title=heading)
    put(_formed(made, form), output)


def _form_of(output: str | None) -> str:
    suffix = Path(output).suffix.lower() if output not in (None, "-") else ".md"
    forms = {".html": "html", ".htm": "html", ".md": "markdown", ".markdown": "markdown", ".json": "json"}
    if suffix not in forms:
        raise InputError(f"{output}: expected a name that ends in .html, .md or .json, found {suffix or 'no suffix'}")
    return forms[suffix]


def _formed(made: Brief, form: str) -> str:
    from verbale.brief.form import to_json  # noqa: PLC0415
    from verbale.brief.html import to_html  # noqa: PLC0415
    from verbale.brief.markdown import to_markdown  # noqa: PLC0415

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
    from verbale.brief.lint import lint_file  # noqa: PLC0415
    from verbale.encode import plain  # noqa: PLC0415

    problems = [(name, problem) for name in briefs for problem in lint_file(name)]
    if as_json:
        put_json([{"file": name, **plain(problem)} for name, problem in problems])
    else:
        put_lines(*(f"{name}: {one.where}: {one.message} [{one.rule}]" for name, one in problems))
    if problems:
        raise click.exceptions.Exit(1)


COMMANDS: tuple[click.Command, ...] = (solve, brief, lint)
