"""The record kept: one SQLite file, only ever added to, every act with its person and reason, all undoable.

Read in this order: :mod:`~verbale.ledger.act` (what is done), :mod:`~verbale.ledger.ledger` (doing it),
:mod:`~verbale.ledger.overlay` (what is seen then), :mod:`~verbale.ledger.store` and
:mod:`~verbale.ledger.schema` (the file).
"""

from verbale.ledger.act import Act
from verbale.ledger.ledger import Ledger, correct
from verbale.ledger.mirror import export_ledger, import_ledger, write_mirror
from verbale.ledger.provenance import provenance
from verbale.ledger.search import Hit, search

__all__ = ["Act", "Hit", "Ledger", "correct", "export_ledger", "import_ledger", "provenance", "search", "write_mirror"]
