"""The loopback server: standard library, one machine, no network."""

from __future__ import annotations

import getpass
import os
import secrets
from collections.abc import Callable
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from verbale.errors import OutputError
from verbale.ledger import Ledger
from verbale.web.answer import MOST_BYTES, Desk, Request, answer

HOST = "127.0.0.1"


class LoopbackServer(ThreadingHTTPServer):
    """A server on 127.0.0.1 for one ledger; ``link`` is the address that opens it."""

    daemon_threads = True

    def __init__(self, desk: Desk, port: int) -> None:
        super().__init__((HOST, port), _Handler)
        self.desk = desk

    @property
    def link(self) -> str:
        """The address with the key of this run."""
        return f"http://{HOST}:{self.server_port}/?token={self.desk.token}"


def open_server(ledger: str | os.PathLike[str], *, port: int = 0, by: str | None = None) -> LoopbackServer:
    """Open a server on 127.0.0.1 for a ledger, made if missing; ``serve_forever()`` runs it.

    Parameters
    ----------
    port
        0 takes a free one.
    by
        Under whose name corrections are kept; the login name if None.

    Raises
    ------
    LedgerError
        If the ledger cannot be opened.
    OutputError
        If the port is taken.
    """
    with Ledger(ledger) as made:
        path = made.path
    desk = Desk(ledger=path, token=secrets.token_urlsafe(24), by=by or getpass.getuser())
    try:
        return LoopbackServer(desk, port)
    except OSError as error:
        raise OutputError(f"{HOST}:{port}: cannot listen: {error.strerror}; choose another port") from None


def serve(
    ledger: str | os.PathLike[str], *, port: int = 0, by: str | None = None, tell: Callable[[str], object] = print
) -> None:
    """Serve a ledger on this machine until interrupted; ``tell`` is given the link that opens it.

    Raises as :func:`open_server` does.
    """
    with suppress(KeyboardInterrupt), open_server(ledger, port=port, by=by) as server:
        tell(server.link)
        server.serve_forever()


class _Handler(BaseHTTPRequestHandler):
    server: LoopbackServer
    server_version = "verbale"
    sys_version = ""
    timeout = 30

    def do_GET(self) -> None:
        self._answer(b"")

    def do_HEAD(self) -> None:
        self._answer(b"", with_body=False)

    def do_POST(self) -> None:
        length = self.headers.get("Content-Length", "")
        if not length.isdigit() or int(length) > MOST_BYTES:
            self.send_error(413 if length.isdigit() else 411)
            return
        self._answer(self.rfile.read(int(length)))

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: the terminal is for the link and for defects."""

    def _answer(self, body: bytes, *, with_body: bool = True) -> None:
        headers = {name.lower(): value for name, value in self.headers.items()}
        request = Request(method=self.command, target=self.path, headers=headers, body=body)
        response = answer(request, self.server.desk)
        self.send_response(response.status)
        for name, value in response.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(response.body)))
        self.end_headers()
        if with_body:
            self.wfile.write(response.body)
