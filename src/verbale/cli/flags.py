"""Flags that several commands share."""

from __future__ import annotations

import getpass
import os
from collections.abc import Callable
from typing import Any

import click

Command = Callable[..., Any]

DEFAULT_LEDGER = "talks.db"

json_flag = click.option("--json", "as_json", is_flag=True, help="Print JSON for programs.")
output_flag = click.option(
    "-o", "--output", type=click.Path(), help="Write to this file, whole or not at all.", metavar="FILE"
)
ledger_flag = click.option(
    "--ledger", envvar="VERBALE_LEDGER", default=DEFAULT_LEDGER, show_default=True, metavar="FILE",
    help="The ledger (or set VERBALE_LEDGER).",
)  # fmt: skip
why_flag = click.option("--why", default="", metavar="TEXT", help="The reason, kept in the history.")


def known_flags(command: Command) -> Command:
    """Add the flags that say what is known of a text."""
    for name, words in (
        ("published", "Day of publication, such as 2024-03-14; gives dates their year."),
        ("title", "Title of the text."),
        ("url", "Address it came from."),
    ):
        command = click.option(f"--{name}", metavar=name.upper(), help=words)(command)
    return command


def by_flag(command: Command) -> Command:
    """Add the flag that says who does this."""
    return click.option(
        "--by", default=_me, show_default="your login name", metavar="NAME", help="Who does this."
    )(command)  # fmt: skip


def _me() -> str:
    try:
        return os.environ.get("VERBALE_BY") or getpass.getuser()
    except (KeyError, OSError):
        return ""
