"""The command line: one short function per verb, which parses its arguments, calls the verb, and prints.

:mod:`~verbale.cli.main` has the group; the commands lie in :mod:`~verbale.cli.reading` (texts to a record),
:mod:`~verbale.cli.keeping` (the ledger) and :mod:`~verbale.cli.judging` (from the record to the brief).
"""

from verbale.cli.main import main

__all__ = ["main"]
