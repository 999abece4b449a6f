import re
import signal
import subprocess
import sys
import threading
import urllib.request
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlencode

import pytest

from verbale.ledger import Ledger
from verbale.records import Attribution, Document, Entity, Issue, Position, Proposition, Reading, Span, Utterance
from verbale.web import open_server
from verbale.web.answer import Desk, Request, Response, answer
from verbale.web.cards import cards

TEXT = "Ferry talks\n\nMinister Ada Quill of Corland said on 4 May 2031 that <b>the ferry</b> stays in port.\n"
HOST = {"host": "127.0.0.1:8000"}


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start=start, end=start + len(words), text=words)


@pytest.fixture
def reading() -> Reading:
    return Reading(
        document=Document.from_text(TEXT, title="Ferry <i>talks</i>", published="2031-05-05"),
        entities=(
            Entity(id="COR", name="Corland", type="state"),
            Entity(id="QUILL", name="Ada Quill", type="person", of="COR", on_behalf_of="COR"),
        ),
        issues=(Issue(id="FERRY", label="The ferry sails", kind="proposal"),),
        utterances=(
            Utterance(id="U1", speaker="QUILL", on_behalf_of="COR", date="2031-05-04", evidence=(span("Minister"),)),
        ),
        attributions=(
            Attribution(
                id="A1",
                utterance="U1",
                source_entity="QUILL",
                source_span=span("Ada Quill"),
                cue_span=span("said"),
                content_spans=(span("<b>the ferry</b> stays in port"),),
                quote_type="indirect",
                propositions=(Proposition(speech_act="reject", issue="FERRY", stance="against"),),
            ),
        ),
        positions=(
            Position(
                id="P1",
                actor="COR",
                issue="FERRY",
                stance="against",
                basis="reported",
                evidence=(span("stays in port"),),
                attribution="A1",
            ),
        ),
    )


@pytest.fixture
def desk(tmp_path: Path, reading: Reading) -> Desk:
    path = str(tmp_path / "talks.db")
    with Ledger(path) as ledger:
        ledger.add(reading)
    return Desk(ledger=path, token="key-of-this-run", by="anna")


def get(desk: Desk, target: str, **headers: str) -> Response:
    known = {**HOST, "cookie": f"verbale={desk.token}", **headers}
    return answer(Request(method="GET", target=target, headers=known), desk)


def post(desk: Desk, target: str, **form: str) -> Response:
    body = urlencode({"token": desk.token, **form}).encode()
    headers = {**HOST, "cookie": f"verbale={desk.token}"}
    return answer(Request(method="POST", target=target, headers=headers, body=body), desk)


def test_without_the_key_nothing_is_answered(desk: Desk) -> None:
    for target in ("/", "/brief", "/text/x", "/static/verbale.css", "/?token=wrong"):
        assert answer(Request(method="GET", target=target, headers=HOST), desk).status == 403


def test_the_link_sets_the_key_and_leads_on(desk: Desk) -> None:
    led = answer(Request(method="GET", target=f"/?token={desk.token}", headers=HOST), desk)
    assert (led.status, led.headers["Location"]) == (303, "/")
    assert "HttpOnly; SameSite=Strict" in led.headers["Set-Cookie"]


def test_the_key_leads_to_no_other_host(desk: Desk) -> None:
    led = answer(Request(method="GET", target=f"////elsewhere.example?token={desk.token}", headers=HOST), desk)
    assert led.headers["Location"] == "/elsewhere.example"


@pytest.mark.parametrize("host", ["elsewhere.example", "elsewhere.example:80", "127.0.0.1.elsewhere.example:8000", ""])
def test_another_name_for_this_machine_is_refused(desk: Desk, host: str) -> None:
    assert get(desk, "/", host=host).status == 403


def test_a_form_of_another_site_is_refused(desk: Desk, reading: Reading) -> None:
    short = reading.document.id[:8]
    form = urlencode({"text": short, "record": "positions/P1", "field": "stance", "value": "for"}).encode()
    headers = {**HOST, "cookie": f"verbale={desk.token}"}
    assert answer(Request(method="POST", target="/correct", headers=headers, body=form), desk).status == 403


@pytest.mark.parametrize("target", ["/", "/positions", "/history", "/brief"])
def test_every_page_is_shown(desk: Desk, target: str) -> None:
    page = get(desk, target)
    assert page.status == 200
    assert page.headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert page.body.startswith(b"<!doctype html>")


class Tags(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))


def test_a_text_stands_beside_its_cards(desk: Desk, reading: Reading) -> None:
    html = get(desk, f"/text/{reading.document.id[:8]}").body.decode()
    tags = Tags(html).seen
    ids = {given["id"] for _, given in tags if "id" in given}
    links = [given["href"] or "" for tag, given in tags if tag == "a"]
    assert {"attributions/A1", "positions/P1"} <= ids
    assert {link[1:] for link in links if link.startswith("#")} <= ids
    assert not [tag for tag, _ in tags if tag in ("b", "i")]
    labelled = [tag for tag, given in tags if tag in ("input", "select") and given.get("type") != "hidden"]
    assert len(labelled) <= html.count("<label")


def test_a_correction_is_kept_as_a_persons_and_can_be_undone(desk: Desk, reading: Reading) -> None:
    short = reading.document.id[:8]
    led = post(desk, "/correct", text=short, record="positions/P1", field="stance", value="open_to", why="line 1")
    assert (led.status, led.headers["Location"].split("?")[0]) == (303, f"/text/{short}")
    with Ledger(desk.ledger) as ledger:
        (read,) = ledger.readings()
        assert read.positions[0].stance == "open_to"
        assert [card.by_person for card in cards(read) if card.record == "positions/P1"] == [True]
        act = ledger.history()[-1]
    assert (act.by, act.why) == ("anna", "line 1")
    assert post(desk, "/undo", act=act.id).status == 303
    with Ledger(desk.ledger) as ledger:
        assert ledger.readings()[0].positions[0].stance == "against"


def test_a_record_can_be_withdrawn(desk: Desk, reading: Reading) -> None:
    assert post(desk, "/withdraw", text=reading.document.id[:8], record="positions/P1", why="not said").status == 303
    with Ledger(desk.ledger) as ledger:
        assert ledger.readings()[0].positions == ()


@pytest.mark.parametrize(
    ("target", "form"),
    [
        ("/correct", {"text": "x", "record": "positions/P1", "field": "stance", "value": "for"}),
        ("/correct", {"record": "positions/P1"}),
        ("/undo", {"act": "no such act"}),
        ("/read", {}),
    ],
)
def test_a_wrong_form_is_told_on_a_page(desk: Desk, target: str, form: dict[str, str]) -> None:
    page = post(desk, target, **form)
    assert page.status == 400
    assert b"That did not work" in page.body
    assert b"Traceback" not in page.body


def test_a_value_that_a_field_cannot_have_is_told(desk: Desk, reading: Reading) -> None:
    short = reading.document.id[:8]
    page = post(desk, "/correct", text=short, record="positions/P1", field="stance", value="perhaps")
    assert page.status == 400
    with Ledger(desk.ledger) as ledger:
        assert ledger.readings()[0].positions[0].stance == "against"


def test_what_is_not_there_is_told(desk: Desk) -> None:
    assert get(desk, "/nowhere").status == 404
    assert get(desk, "/static/../answer.py").status == 404
    assert get(desk, "/text/ffffffff").status == 400
    assert post(desk, "/nowhere").status == 404


def test_the_server_answers_on_loopback(desk: Desk) -> None:
    with open_server(desk.ledger, by="anna") as server:
        assert server.server_address[0] == "127.0.0.1"
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
            with opener.open(server.link, timeout=20) as page:
                html = page.read().decode()
            assert re.search(r"Ferry &lt;i&gt;talks", html)
            with opener.open(server.link.split("?")[0] + "static/verbale.css", timeout=20) as style:
                assert style.headers["Content-Type"].startswith("text/css")
        finally:
            server.shutdown()
            thread.join()


def test_the_command_prints_the_link_and_ends_when_interrupted(desk: Desk) -> None:
    command = [sys.executable, "-m", "verbale", "serve", "--ledger", desk.ledger]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        link = running.stdout.readline()
        running.send_signal(signal.SIGINT)
        trouble = running.stderr.read()
    assert re.match(r"http://127\.0\.0\.1:\d+/\?token=\S{20,}\n", link)
    assert (running.returncode, trouble) == (0, "")
