"""verbale: from what was said to what it means for the proposal on the table.

The nouns and verbs of the public face. Each is loaded on first use, so that ``import verbale`` and
``verbale --help`` stay quick.
"""

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from verbale.brief import brief, lint, to_html, to_markdown
    from verbale.conflict import solve
    from verbale.corpus import code, read_all
    from verbale.documents import load, load_all, load_text
    from verbale.draft import draft
    from verbale.errors import ConflictError, InputError, LedgerError, OutputError, VerbaleError
    from verbale.ledger import Ledger, correct, export_ledger, import_ledger, provenance, search
    from verbale.proposals import weigh
    from verbale.reading import read
    from verbale.records import Document, Reading, Span
    from verbale.views import Table, format_table, show, verify
    from verbale.web import serve

_HOMES = {
    "ConflictError": "errors",
    "Document": "records",
    "InputError": "errors",
    "Ledger": "ledger",
    "LedgerError": "errors",
    "OutputError": "errors",
    "Reading": "records",
    "Span": "records",
    "Table": "views",
    "VerbaleError": "errors",
    "brief": "brief",
    "code": "corpus",
    "correct": "ledger",
    "draft": "draft",
    "export_ledger": "ledger",
    "format_table": "views",
    "import_ledger": "ledger",
    "lint": "brief",
    "load": "documents",
    "load_all": "documents",
    "load_text": "documents",
    "provenance": "ledger",
    "read": "reading",
    "read_all": "corpus",
    "search": "ledger",
    "serve": "web",
    "show": "views",
    "solve": "conflict",
    "to_html": "brief",
    "to_markdown": "brief",
    "verify": "views",
    "weigh": "proposals",
}

__all__ = [
    "ConflictError",
    "Document",
    "InputError",
    "Ledger",
    "LedgerError",
    "OutputError",
    "Reading",
    "Span",
    "Table",
    "VerbaleError",
    "brief",
    "code",
    "correct",
    "draft",
    "export_ledger",
    "format_table",
    "import_ledger",
    "lint",
    "load",
    "load_all",
    "load_text",
    "provenance",
    "read",
    "read_all",
    "search",
    "serve",
    "show",
    "solve",
    "to_html",
    "to_markdown",
    "verify",
    "weigh",
]
__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'verbale' has no attribute {name!r}")
    value = getattr(import_module(f"verbale.{_HOMES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})


class _Face(ModuleType):
    """Two rooms, ``draft`` and ``brief``, are named for their verb: keep the verb in view, not the room.

    Importing ``verbale.draft.model`` would otherwise put the package in the place of the function.
    """

    def __setattr__(self, name: str, value: Any) -> None:
        if not (name in _HOMES and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Face
