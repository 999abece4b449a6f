"""The pages: the list of texts, a text with its statement cards, the positions, the brief, the history."""

from __future__ import annotations

from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from verbale.brief import brief, to_html
from verbale.brief.anchors import mark_up
from verbale.brief.dossier import Dossier
from verbale.brief.findings import Source, Table
from verbale.brief.stances import matrix
from verbale.brief.wording import counted, say_date
from verbale.errors import InputError
from verbale.ledger import Ledger
from verbale.records import Reading
from verbale.web.cards import cards

SHORT = 8


def list_page(ledger: Ledger, token: str) -> str:
    """List the texts of a ledger, the latest publication first, with a form to read another."""
    readings = sorted(ledger.readings(), key=lambda one: one.document.published or "", reverse=True)
    rows = [
        {
            "id": reading.document.id[:SHORT],
            "title": reading.document.title or "(no title)",
            "published": say_date(reading.document.published),
            "statements": len(reading.attributions),
            "corrected": sum(card.by_person for card in cards(reading)),
        }
        for reading in readings
    ]
    return _render("list.html.jinja", ledger=ledger, token=token, title="The record", rows=rows)


def text_page(ledger: Ledger, token: str, short: str, told: str = "") -> str:
    """Show a text on the left and its statement cards on the right.

    Raises
    ------
    InputError
        If the ledger has no such text.
    """
    reading = find_reading(ledger, short)
    document = reading.document
    shown = cards(reading)
    source = Source(number=1, id=document.id, text=document.text, title=document.title or "(no title)")
    spans = {(span.start, span.end) for card in shown for span in card.spans}
    return _render(
        "text.html.jinja",
        ledger=ledger,
        token=token,
        title=document.title or "(no title)",
        document=document,
        author=Dossier([reading]).author(1) if document.author else None,
        short=document.id[:SHORT],
        paragraphs=mark_up(source, spans),
        cards=shown,
        people=[(one.id, one.name) for one in reading.entities],
        issues=[(one.id, one.label) for one in reading.issues],
        told=told,
    )


def positions_page(ledger: Ledger, token: str) -> str:
    """Show the position matrix of the whole record, each cell leading to its text."""
    dossier = Dossier(ledger)
    section = matrix(dossier)
    tables = [block for block in section.blocks if isinstance(block, Table)] if section else []
    ids = {source.number: source.id[:SHORT] for source in dossier.sources}
    return _render(
        "positions.html.jinja", ledger=ledger, token=token, title="Where each side stands", tables=tables, ids=ids
    )


def history_page(ledger: Ledger, token: str) -> str:
    """List every act on the record, the latest first, each with its undo."""
    acts = tuple(reversed(ledger.history()))
    return _render("history.html.jinja", ledger=ledger, token=token, title="History", acts=acts)


def brief_page(ledger: Ledger) -> str:
    """Give the brief of the whole record."""
    return to_html(brief(ledger))


def error_page(message: str) -> str:
    """Say in one line what was wrong with a request."""
    return _render("error.html.jinja", ledger=None, token="", title="That did not work", message=message)


def find_reading(ledger: Ledger, short: str) -> Reading:
    """Find a text by the first digits of its id.

    Raises
    ------
    InputError
        If there is none, or more than one.
    """
    found = [one for one in ledger.readings() if one.document.id.startswith(short)] if short else []
    if len(found) != 1:
        raise InputError(f"text {short!r}: expected one text of the record, found {len(found)}; see the list of texts")
    return found[0]


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("verbale.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"say_date": say_date}
    environment.globals |= {"counted": counted}
    return environment


def _render(name: str, **known: Any) -> str:
    return _environment().get_template(name).render(**known)
