"""``verbale solve``: a conflict file to what is stable in it, and why."""

from __future__ import annotations

from typing import Any

import click

import verbale
from verbale.cli.flags import json_flag, output_flag
from verbale.cli.output import put, put_json
from verbale.cli.progress import working


@click.command()
@click.argument("model")
@click.option("--concepts", metavar="A,B", help="Such as nash,gmr,smr,seq,sim,L3,NM; all the usual ones if left out.")
@click.option(
    "--semantics",
    type=click.Choice(("legal", "once", "single")),
    default="legal",
    show_default=True,
    help="How opponents may sanction: by legal sequences, each once, or one party alone.",
)
@click.option("--coalitions", metavar="A+B,C+D", help="Coalitions to study, or: all.")
@click.option(
    "--gain",
    type=click.Choice(("strict", "pareto")),
    default="strict",
    show_default=True,
    help="When a coalition gains: every member, or none loses.",
)
@click.option("--paths-to", metavar="STATE", help="The shortest ways to this state, and who must move.")
@click.option("--why", metavar="STATE", help="The reason for every verdict on this state.")
@click.option("--inverse", "inverse_of", metavar="STATE", help="What the parties would have to want for it to hold.")
@click.option("--robust", type=click.IntRange(min=1), metavar="N", help="Solve under N drawn preference orders.")
@click.option(
    "--spread",
    type=click.FloatRange(min=0),
    default=0.0,
    show_default=True,
    metavar="PLACES",
    help="With --robust: by how many places a statement may move.",
)
@click.option("--seed", type=int, default=0, show_default=True, help="With --robust: where the draws start.")
@json_flag
@output_flag
def solve(model: str, as_json: bool, output: str | None, **asked: Any) -> None:
    """Solve a conflict: which states are stable, for whom, in which sense.

    MODEL is a conflict file (TOML, JSON or .gmcr), or - for standard input; a draft is one. A STATE is its
    number or its pattern, such as 5 or YNY-.

    \b
        verbale solve talks.toml
        verbale solve talks.toml --concepts nash,seq --json
        verbale solve talks.toml --why 5 --paths-to 5 --inverse 5
        verbale solve talks.toml --coalitions all --robust 1000
    """
    from verbale.conflict import solve_file, solve_text  # noqa: PLC0415  # NumPy takes its time to load

    with working(f"solving {model}") as share:
        if model == "-":
            found = solve_text(verbale.load_text(model), progress=share, **asked)
        else:
            found = solve_file(model, progress=share, **asked)
    if as_json:
        put_json(found.data, output)
        return
    put(found.text, output)


COMMANDS: tuple[click.Command, ...] = (solve,)
