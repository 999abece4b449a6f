"""The record in a browser on the same machine: the text left, its statement cards right, the brief beside them.

:func:`serve` runs a server on 127.0.0.1 for a ledger; the link it prints carries a key without which nothing is
answered. What it shows and does is what the verbs do: read, correct, undo, brief::

    serve("talks.db")               # prints the link, runs until interrupted
"""

from verbale.web.server import LoopbackServer, open_server, serve

__all__ = ["LoopbackServer", "open_server", "serve"]
