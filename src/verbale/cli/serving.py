"""The command that shows the record in a browser: serve."""

from __future__ import annotations

import click

from verbale.cli.flags import by_flag, ledger_flag


@click.command()
@ledger_flag
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="The port; 0 takes a free one.")
@by_flag
def serve(ledger: str, port: int, by: str) -> None:
    """Show the record in a browser on this machine: text left, statement cards right, all correctable.

    Prints the link to open; the key in it is good for this run. Nothing else on the network can reach it.
    Interrupt (Ctrl-C) to end; every correction is kept as it is made.

    \b
        verbale serve --ledger talks.db
    """
    from verbale.web import serve as run  # noqa: PLC0415

    run(ledger, port=port, by=by, tell=click.echo)


COMMANDS: tuple[click.Command, ...] = (serve,)
