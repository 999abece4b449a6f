"""The ledger: the record kept in one file, only ever added to."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from types import TracebackType
from typing import Any, Self

from sqlalchemy import Connection, insert, select

from verbale.decode import from_dict
from verbale.encode import reading_to_dict
from verbale.errors import InputError, LedgerError
from verbale.ledger import schema
from verbale.ledger.act import CONTENT, Act, Verb, act_id, undone
from verbale.ledger.fit import fitted
from verbale.ledger.overlay import Body, find, overlaid, value_at
from verbale.ledger.store import open_store, told
from verbale.records import Reading

SHORT = 8  # digits of a document's id that messages and history show
LAYERS = tuple(name for name in Reading.__dataclass_fields__ if name != "document")


class Ledger:
    """The record of many documents: what was read, and what people made of it.

    Every change is an *act* with a person, a time and a reason; nothing is overwritten, and every act can
    be undone. Readings come back with the standing acts laid over what the machine read.

    Parameters
    ----------
    path
        An SQLite file, made if missing and ``create``.

    Raises
    ------
    LedgerError
        Where the file is missing, damaged, locked, full, of another program, or of a newer verbale.

    Examples
    --------
    >>> import tempfile, verbale as vb
    >>> text = "Kestrel said no team will travel."
    >>> reading = vb.Reading(document=vb.Document.from_text(text, title="Talks stall"))
    >>> ledger = Ledger(tempfile.mkdtemp() + "/talks.db")
    >>> ledger.add(reading), ledger.add(reading)
    (True, False)
    >>> act = ledger.correct("document", "published", "2031-05-04", by="anna", why="dateline")
    >>> [one.document.published for one in ledger.readings()]
    ['2031-05-04']
    >>> undo = ledger.undo(act.id, by="anna")
    >>> [one.document.published for one in ledger.readings()]
    [None]
    """

    def __init__(self, path: str | os.PathLike[str], *, create: bool = True) -> None:
        self.path = os.fspath(path)
        self._engine = open_store(path, create=create)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; SQLite folds its write-ahead log into it."""
        self._engine.dispose()

    # What goes in

    def add(self, reading: Reading, *, by: str = "verbale", again: bool = False) -> bool:
        """Keep ``reading``; give False where its text is here already and nothing was added.

        With ``again`` a new reading of the same text takes the place of the old one (which stays in the
        history); corrections are laid over it where their records are still there.
        """
        document, text = reading.document.id, reading.document.text
        body = reading_to_dict(reading)
        with self._writing() as connection:
            before = self._standing(connection, document)
            if before is not None and (not again or before == body):
                return False
            if connection.execute(select(schema.document.c.id).filter_by(id=document)).first() is None:
                kept = text.encode("utf-8", "replace").decode("utf-8")
                connection.execute(insert(schema.document).values(id=document, text=kept))
            act = self._do(connection, "add", by=by, document=document)
            connection.execute(insert(schema.reading).values(act=act.id, document=document, body=body))
        return True

    def correct(self, record: str, field: str, value: Any, *, by: str, why: str = "") -> Act:
        """Give ``field`` of ``record`` another value, as the coding of a person.

        Parameters
        ----------
        record
            ``P3``, ``positions/P3`` or ``0c7662a4:P3`` (the first digits of its document's id), as far as
            needed to tell it; ``document`` or ``0c7662a4:document`` for what is known of the text itself.
        field
            As the JSON of a reading names it; within a list by number: ``propositions.0.stance``.
        value
            The right value; see :func:`verbale.ledger.fit.fitted` for the forms of a typed one.

        Raises
        ------
        InputError
            Where there is no such record or field, or the field cannot have that value.
        """
        with self._writing() as connection:
            document, name, row = self._find(connection, record)
            where = f"{document[:SHORT]}:{name} {field}"
            new = fitted(name.partition("/")[0], field, value, where=where)
            try:
                before = value_at(row, field)
            except KeyError:
                raise InputError(f"{where}: expected a field of this record, found none of that name") from None
            return self._do(
                connection, "correct", by=by, why=why,
                document=document, record=name, field=field, before=before, value=new,
            )  # fmt: skip

    def withdraw(self, record: str, *, by: str, why: str = "") -> Act:
        """Take a record out that should never have been read, and what rests on it alone."""
        with self._writing() as connection:
            document, name, row = self._find(connection, record)
            if name == "document":
                raise InputError(f"{record}: expected a record, found a document; undo the act that added it")
            return self._do(connection, "withdraw", by=by, why=why, document=document, record=name, before=row)

    def merge(self, actor: str, into: str, *, by: str, why: str = "") -> Act:
        """Say that two actors are one, here and in every text still to come."""
        if actor == into:
            raise InputError(f"{actor}: expected two actors to merge, found one")
        with self._writing() as connection:
            self._known_actor(connection, actor)
            return self._do(connection, "merge", by=by, why=why, before=actor, value=into)

    def split(
        self,
        actor: str,
        into: str,
        records: Sequence[str],
        *,
        name: str | None = None,
        by: str,
        why: str = "",
    ) -> Act:
        """Say that ``records`` which name ``actor`` mean somebody else, ``into`` (called ``name``)."""
        with self._writing() as connection:
            self._known_actor(connection, actor)
            chosen: dict[str, list[str]] = defaultdict(list)
            for record in records:
                document, found, _ = self._find(connection, record)
                chosen[document].append(found)
            value = {"into": into, "name": name, "records": dict(chosen)}
            return self._do(connection, "split", by=by, why=why, before=actor, value=value)

    def undo(self, act: str | int | None = None, *, by: str, why: str = "") -> Act:
        """Undo an act, by its id or number, or the last one standing; an undo can be undone as well."""
        with self._writing() as connection:
            acts = self._acts(connection)
            standing = [one for one in acts if not one.undone and one.verb != "undo"]
            chosen = [one for one in acts if str(act) in (one.id, str(one.seq))] if act is not None else standing[-1:]
            if not chosen:
                found = f"no act {act!r}" if act is not None else "none"
                raise InputError(f"{self.path}: expected an act to undo, found {found}; see verbale history")
            if chosen[0].undone:
                raise InputError(f"act {chosen[0].seq} is undone already; undo the act that undid it instead")
            return self._do(
                connection, "undo", by=by, why=why,
                document=chosen[0].document, record=chosen[0].record, undoes=chosen[0].id,
            )  # fmt: skip

    # What comes out

    def readings(self, *, corrected: bool = True) -> tuple[Reading, ...]:
        """Give the readings in the order they were added, corrected or as the machine read them."""
        with self._reading() as connection:
            acts = self._acts(connection)
            bodies = self._bodies(connection, acts)
            texts = _texts(connection)
        return tuple(
            from_dict(self._overlaid(body, texts[document], acts) if corrected else body, texts[document])
            for document, body in bodies.items()
        )

    def history(self, record: str | None = None) -> tuple[Act, ...]:
        """Give every act in order, or those on one record or document."""
        with self._reading() as connection:
            acts = self._acts(connection)
            if record is None:
                return acts
            document, name, _ = self._find(connection, record)
        return tuple(
            act
            for act in acts
            if act.document == document and (act.record == name or (name == "document" and act.record is None))
        )

    def copies(self) -> Iterator[Mapping[str, Any]]:
        """Give each act as JSON, an ``add`` with its reading and text: all that the ledger holds."""
        with self._reading() as connection:
            for act in self._acts(connection):
                row: dict[str, Any] = {"id": act.id} | {name: getattr(act, name) for name in CONTENT}
                if act.verb == "add":
                    query = select(schema.reading.c.body, schema.document.c.text).join(schema.document)
                    body, text = connection.execute(query.where(schema.reading.c.act == act.id)).one()
                    row |= {"reading": body, "text": text}
                yield row

    def take(self, copies: Sequence[Mapping[str, Any]]) -> int:
        """Take over acts that another ledger gave with :meth:`copies`; those here already are passed over."""
        with self._writing() as connection:
            here = {act.id for act in self._acts(connection)}
            new = [copy for copy in copies if copy["id"] not in here]
            for copy in new:
                if copy["id"] != act_id(copy):
                    raise LedgerError(f"act {copy['id']}: its content was changed after it was written")
                self._copy_in(connection, copy)
        return len(new)

    # How it is kept

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with told(self.path), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with told(self.path), self._engine.connect() as connection:
            yield connection.execution_options(reads=True)

    def _do(self, connection: Connection, verb: Verb, *, by: str, **content: Any) -> Act:
        if not by.strip():
            raise InputError("expected who does this, found nothing; give a name or initials")
        known = {"at": _now(), "by": by, "verb": verb, "why": "", **content}
        row = known | {"id": act_id(known)}
        done = connection.execute(insert(schema.act).values(**row))
        return Act(seq=int(done.inserted_primary_key[0]), **row)  # type: ignore[index]

    def _acts(self, connection: Connection) -> tuple[Act, ...]:
        rows = connection.execute(select(schema.act).order_by(schema.act.c.seq)).mappings().all()
        gone = undone((row["id"], row["undoes"]) for row in rows)
        return tuple(Act(**row, undone=row["id"] in gone) for row in rows)

    def _bodies(self, connection: Connection, acts: Sequence[Act], prefix: str = "") -> dict[str, Body]:
        standing = {act.id for act in acts if act.verb == "add" and not act.undone}
        query = select(schema.reading).join(schema.act).order_by(schema.act.c.seq)
        query = query.where(schema.reading.c.document.startswith(prefix, autoescape=True))
        rows = [row for row in connection.execute(query).mappings() if row["act"] in standing]
        return {row["document"]: row["body"] for row in rows}

    def _standing(self, connection: Connection, document: str) -> Body | None:
        """Give the reading of one document that stands, without looking at the others."""
        query = select(schema.reading.c.act, schema.reading.c.body).join(schema.act).order_by(schema.act.c.seq)
        rows = connection.execute(query.where(schema.reading.c.document == document)).all()
        if not rows:
            return None
        undos = select(schema.act.c.id, schema.act.c.undoes).where(schema.act.c.verb == "undo")
        gone = undone((row.id, row.undoes) for row in connection.execute(undos.order_by(schema.act.c.seq)))
        return next((body for act, body in reversed(rows) if act not in gone), None)

    def _overlaid(self, body: Body, text: str, acts: Sequence[Act]) -> Body:
        document = body["document"]["sha256"]
        ours = (act for act in acts if not act.undone and act.document in (None, document))
        return overlaid(body, text, ours)

    def _seen(self, connection: Connection, prefix: str = "") -> dict[str, Body]:
        """Give the bodies of the documents whose id begins with ``prefix``, as they now stand."""
        acts = self._acts(connection)
        texts = _texts(connection, prefix)
        bodies = self._bodies(connection, acts, prefix)
        return {one: self._overlaid(body, texts[one], acts) for one, body in bodies.items()}

    def _find(self, connection: Connection, record: str) -> tuple[str, str, Body]:
        prefix, _, name = record.rpartition(":")
        found = [
            (document, full, row)
            for document, body in self._seen(connection, prefix).items()
            for full in ([name] if "/" in name or name == "document" else [f"{layer}/{name}" for layer in LAYERS])
            if (row := find(body, full)) is not None
        ]
        if len(found) != 1:
            some = ", ".join(f"{document[:SHORT]}:{full}" for document, full, _ in found[:4]) or "none"
            raise InputError(
                f"{record}: expected one record of the ledger, found {some}; "
                "name it as verbale show prints it, such as 0c7662a4:positions/P3"
            )
        return found[0]

    def _known_actor(self, connection: Connection, actor: str) -> None:
        names = {row["id"] for body in self._seen(connection).values() for row in body["entities"]}
        if actor not in names:
            raise InputError(f"{actor}: expected an actor of the ledger, found none; it has {', '.join(sorted(names))}")

    def _copy_in(self, connection: Connection, copy: Mapping[str, Any]) -> None:
        if copy["verb"] == "add":
            document, text = copy["document"], copy["text"]
            if connection.execute(select(schema.document.c.id).filter_by(id=document)).first() is None:
                connection.execute(insert(schema.document).values(id=document, text=text))
        row = {"id": copy["id"]} | {name: copy[name] for name in CONTENT}
        connection.execute(insert(schema.act).values(**row))
        if copy["verb"] == "add":
            kept = {"act": copy["id"], "document": copy["document"], "body": copy["reading"]}
            connection.execute(insert(schema.reading).values(**kept))


def correct(
    ledger: Ledger | str | os.PathLike[str], record: str, field: str, value: Any, *, by: str, why: str = ""
) -> Act:
    """Correct a record of ``ledger``, an open one or the path of one; as :meth:`Ledger.correct`."""
    if isinstance(ledger, Ledger):
        return ledger.correct(record, field, value, by=by, why=why)
    with Ledger(ledger, create=False) as book:
        return book.correct(record, field, value, by=by, why=why)


def _texts(connection: Connection, prefix: str = "") -> dict[str, str]:
    query = select(schema.document).where(schema.document.c.id.startswith(prefix, autoescape=True))
    return {row.id: row.text for row in connection.execute(query)}


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds")
