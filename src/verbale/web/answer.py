"""From a request to a response, without a socket: who may ask, what is asked, what is answered.

The server is for one person on one machine. A request passes only if its ``Host`` is the loopback address
(against rebinding of names), and if it carries the secret of this run: the link printed at the start sets
it as a cookie that other sites cannot send; a form carries it once more.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from hmac import compare_digest
from http.cookies import CookieError, SimpleCookie
from importlib.resources import files
from typing import TypeAlias
from urllib.parse import parse_qs, quote, urlsplit

from verbale.errors import InputError, VerbaleError
from verbale.ledger import Ledger
from verbale.web import pages

COOKIE = "verbale"
MOST_BYTES = 2_000_000
POLICY = (
    "default-src 'none'; style-src 'self' 'unsafe-inline'; script-src 'self' 'unsafe-inline'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
STATIC = {"verbale.css": "text/css; charset=utf-8", "verbale.js": "text/javascript; charset=utf-8"}
HTML = "text/html; charset=utf-8"


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What the server works with: the ledger's file, the secret of this run, and who corrects."""

    ledger: str
    token: str
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A request as it came: header names in small letters."""

    method: str
    target: str
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """A response to send."""

    status: int
    body: bytes
    headers: Mapping[str, str]


Form: TypeAlias = Mapping[str, str]


def answer(request: Request, desk: Desk) -> Response:
    """Answer a request: check it, then show a page or do an act and lead back to the page it was asked on."""
    path, asked = _parts(request.target)
    refused = _refusal(request, desk, asked)
    if refused is not None:
        return refused
    if asked.get("token") and request.method == "GET":
        return _led(f"/{path.lstrip('/')}", {"Set-Cookie": f"{COOKIE}={desk.token}; HttpOnly; SameSite=Strict; Path=/"})
    if path.startswith("/static/"):
        return _static(path.removeprefix("/static/"))
    try:
        if request.method == "POST":
            return _act(path, _form(request), desk)
        return _show(path, asked, desk)
    except VerbaleError as error:
        return _page(pages.error_page(str(error)), 400)


def _refusal(request: Request, desk: Desk, asked: Form) -> Response | None:
    host = request.headers.get("host", "").rpartition(":")[0] or request.headers.get("host", "")
    if host not in ("127.0.0.1", "localhost", "[::1]"):
        return _plain(403, "This server answers on this machine only.")
    if request.method not in ("GET", "HEAD", "POST"):
        return _plain(405, "GET and POST only.")
    if not _same(asked.get("token", "") or _cookie(request), desk.token):
        return _plain(403, "Open the link that verbale serve printed; it carries the key of this run.")
    if request.method == "POST" and not _same(_form(request).get("token", ""), desk.token):
        return _plain(403, "The form is of another run; load the page again.")
    return None


def _show(path: str, asked: Form, desk: Desk) -> Response:
    with Ledger(desk.ledger, create=False) as ledger:
        if path == "/":
            return _page(pages.list_page(ledger, desk.token))
        if path.startswith("/text/"):
            told = asked.get("told", "")
            return _page(pages.text_page(ledger, desk.token, path.removeprefix("/text/"), told))
        if path == "/positions":
            return _page(pages.positions_page(ledger, desk.token))
        if path == "/history":
            return _page(pages.history_page(ledger, desk.token))
        if path == "/brief":
            return _page(pages.brief_page(ledger))
    return _page(pages.error_page("There is no such page."), 404)


def _act(path: str, form: Form, desk: Desk) -> Response:
    act = ACTS.get(path)
    if act is None:
        return _page(pages.error_page("There is no such act."), 404)
    with Ledger(desk.ledger, create=False) as ledger:
        return _led(act(ledger, form, desk.by))


def _correct(ledger: Ledger, form: Form, by: str) -> str:
    short, record = _needed(form, "text"), _needed(form, "record")
    value: str | None = form.get("value", "") or None
    done = ledger.correct(f"{short}:{record}", _needed(form, "field"), value, by=by, why=form.get("why", ""))
    return f"/text/{quote(short)}?told={quote(f'{record} {done.field} is now {done.value}')}#{quote(record)}"


def _withdraw(ledger: Ledger, form: Form, by: str) -> str:
    short, record = _needed(form, "text"), _needed(form, "record")
    ledger.withdraw(f"{short}:{record}", by=by, why=form.get("why", ""))
    return f"/text/{quote(short)}?told={quote(f'{record} is withdrawn; undo it in the history')}"


def _undo(ledger: Ledger, form: Form, by: str) -> str:
    ledger.undo(_needed(form, "act"), by=by)
    return "/history"


def _read(ledger: Ledger, form: Form, by: str) -> str:
    from verbale.reading import read  # noqa: PLC0415  (loads the language model)
    from verbale.records import Document  # noqa: PLC0415

    text = _needed(form, "text").replace("\r\n", "\n")
    known = {"published": form["published"]} if form.get("published") else {}
    reading = read(Document.from_text(text), **known)
    ledger.add(reading, by=by)
    return f"/text/{reading.document.id[: pages.SHORT]}"


ACTS: dict[str, Callable[[Ledger, Form, str], str]] = {
    "/correct": _correct,
    "/withdraw": _withdraw,
    "/undo": _undo,
    "/read": _read,
}


def _needed(form: Form, name: str) -> str:
    if not form.get(name):
        raise InputError(f"form: expected {name!r}, found nothing; fill it in")
    return form[name]


def _parts(target: str) -> tuple[str, Form]:
    parts = urlsplit(target)
    return parts.path, {name: values[-1] for name, values in parse_qs(parts.query).items()}


def _form(request: Request) -> Form:
    try:
        given = parse_qs(request.body.decode("utf-8"), keep_blank_values=True, max_num_fields=50)
    except ValueError:
        return {}
    return {name: values[-1] for name, values in given.items()}


def _cookie(request: Request) -> str:
    try:
        found = SimpleCookie(request.headers.get("cookie", "")).get(COOKIE)
    except CookieError:
        return ""
    return found.value if found else ""


def _same(given: str, wanted: str) -> bool:
    return compare_digest(given.encode("utf-8", "replace"), wanted.encode())


def _static(name: str) -> Response:
    if name not in STATIC:
        return _plain(404, "There is no such file.")
    body = files("verbale.web").joinpath("static", name).read_bytes()
    return Response(status=200, body=body, headers=_headers(STATIC[name]))


def _page(html: str, status: int = 200) -> Response:
    return Response(status=status, body=html.encode("utf-8", "replace"), headers=_headers(HTML))


def _plain(status: int, words: str) -> Response:
    return Response(status=status, body=f"{words}\n".encode(), headers=_headers("text/plain; charset=utf-8"))


def _led(place: str, more: Mapping[str, str] | None = None) -> Response:
    return Response(status=303, body=b"", headers={**_headers(HTML), "Location": place, **(more or {})})


def _headers(kind: str) -> dict[str, str]:
    return {
        "Content-Type": kind,
        "Content-Security-Policy": POLICY,
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Cache-Control": "no-store",
    }
