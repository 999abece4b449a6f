"""The record in a browser on the same machine: the text left, its statement cards right, the brief beside them.

:func:`open_server` opens a server on 127.0.0.1 for a ledger; the link it gives carries a key without which
nothing is answered. What it shows and does is what the verbs do: read, correct, undo, brief::

    server = open_server("talks.db")
    print(server.link)
    server.serve_forever()
"""

from verbale.web.server import LoopbackServer, open_server

__all__ = ["LoopbackServer", "open_server"]
