"""The tables of a ledger and the ordered steps that made them.

Three tables, and nothing in them is ever changed or deleted (triggers hold this):

``document``  the texts, each once, by the SHA-256 of its words
``reading``   what was read from a document, as JSON of the gold format, by the act that added it
``act``       what was done: the journal from which everything that is seen is folded

To change the schema, append a step to :data:`MIGRATIONS`; never edit one that was released.
"""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import JSON, Column, Connection, ForeignKey, Integer, MetaData, String, Table, Text

APPLICATION_ID = 0x56524231  # "VRB1": says that an SQLite file is a ledger of ours

metadata = MetaData()

document = Table(
    "document",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("text", Text, nullable=False),
)

act = Table(
    "act",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=True),
    Column("id", String(16), nullable=False, unique=True),
    Column("at", String(32), nullable=False),
    Column("by", Text, nullable=False),
    Column("verb", String(16), nullable=False),
    Column("why", Text, nullable=False),
    Column("document", String(64), ForeignKey("document.id"), index=True),
    Column("record", Text),
    Column("field", Text),
    Column("before", JSON(none_as_null=True)),
    Column("value", JSON(none_as_null=True)),
    Column("undoes", String(16)),
)

reading = Table(
    "reading",
    metadata,
    Column("act", String(16), ForeignKey("act.id"), primary_key=True),
    Column("document", String(64), ForeignKey("document.id"), nullable=False, index=True),
    Column("body", JSON, nullable=False),
)


def _first_tables(connection: Connection) -> None:
    metadata.create_all(connection)
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
        for table in (document, act, reading):
            for change in ("UPDATE", "DELETE"):
                connection.exec_driver_sql(
                    f"CREATE TRIGGER keep_{table.name}_from_{change.lower()} BEFORE {change} ON {table.name} "
                    "BEGIN SELECT RAISE(ABORT, 'a ledger is only ever added to'); END"
                )


MIGRATIONS: list[tuple[str, Callable[[Connection], None]]] = [
    ("document, act, reading", _first_tables),
]
"""Step *n* (from 1) takes a ledger from version *n* - 1 to *n*; each runs in one transaction."""
