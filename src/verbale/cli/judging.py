"""Commands from a record to the judgement: draft, solve, weigh, brief."""

from __future__ import annotations

import click

COMMANDS: tuple[click.Command, ...] = ()
