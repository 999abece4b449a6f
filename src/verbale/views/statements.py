"""Who said what, on whose behalf, when and with what authority: one row an attribution; and quotations."""

from __future__ import annotations

from collections.abc import Iterable

from verbale.records import Reading
from verbale.views.joined import all_said, by_date, place, words
from verbale.views.table import Table, table_of
from verbale.views.topics import topics_of


def statements(readings: Iterable[Reading]) -> Table:
    """Give every attribution with its speaker, date, authority, acts and words."""
    readings = tuple(readings)
    topics = topics_of(readings)
    rows = []
    for said in all_said(readings):
        one, act = said.attribution, said.utterance
        acts = "; ".join(
            " ".join(filter(None, (each.speech_act, topics.label(said.reading, each.issue), each.stance)))
            for each in one.propositions
        )
        rows.append(
            (
                said.date, one.source_entity, act.on_behalf_of if act else None, act.addressee if act else None,
                act.authority_level if act else None, one.quote_type, acts, words(one.content_spans),
                place(said.reading, "attributions", one.id),
            )
        )  # fmt: skip
    rows.sort(key=lambda row: by_date(row[0]))
    return table_of("statements", "date speaker spoken_for addressee authority quote acts words record", rows)


def quotes(readings: Iterable[Reading]) -> Table:
    """Give every stretch in quotation marks with its speaker and its place in the document."""
    rows = []
    for said in all_said(readings):
        for span in said.attribution.quoted_spans:
            rows.append(
                (
                    said.date, said.attribution.source_entity, words([span]), span.start, span.end,
                    said.reading.document.title or said.reading.document.file,
                    place(said.reading, "attributions", said.attribution.id),
                )
            )  # fmt: skip
    rows.sort(key=lambda row: by_date(row[0]))
    return table_of("quotes", "date speaker words start end document record", rows)
