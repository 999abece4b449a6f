"""The group of commands, and what becomes of errors."""

from __future__ import annotations

import sys
from typing import Any

import click

import verbale
from verbale.cli.judging import COMMANDS as JUDGING
from verbale.cli.keeping import COMMANDS as KEEPING
from verbale.cli.output import BrokenOutput
from verbale.cli.reading import COMMANDS as READING
from verbale.cli.serving import COMMANDS as SERVING
from verbale.cli.solving import COMMANDS as SOLVING
from verbale.errors import VerbaleError


class OneLine(click.ClickException):
    """An error that the user can mend: one line on standard error, exit status 2."""

    exit_code = 2

    def show(self, file: Any = None) -> None:
        """Print the line."""
        click.echo(f"verbale: {' '.join(self.message.split())}", err=True)


class Verbs(click.Group):
    """Commands in the order of the work, with errors that can be mended in one line."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Give the commands in the order of the work, not of the alphabet."""
        return list(self.commands)

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; anything but a VerbaleError is a defect and keeps its traceback."""
        try:
            return super().invoke(ctx)
        except VerbaleError as error:
            raise OneLine(str(error)) from error
        except BrokenOutput:  # the reader of our output (head, less) has seen enough
            sys.exit(0)


@click.group(cls=Verbs, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(verbale.__version__, prog_name="verbale")
def main() -> None:
    """Read the public record of a diplomatic exchange and judge the proposal on the table.

    From texts to a brief in one step:

        verbale brief article.txt statement.pdf -o brief.html

    Every command reads files, folders, saved pages, PDF and Word files, and - for standard input; --json
    prints for programs. An error that you can mend is one line, with exit status 2.
    """


for command in (*READING, *KEEPING, *JUDGING, *SOLVING, *SERVING):
    main.add_command(command)
