"""The shelves of a library: reading records of each kind. Writing goes through `Library.apply`."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Generic, TypeAlias, TypeVar

from casedesk.domain.case import Case, Facet, State
from casedesk.domain.errors import BadInputError, DamagedError, LibraryError
from casedesk.domain.lesson import LessonPlan
from casedesk.domain.library import Document, UseRecord
from casedesk.storage import real_minutes, rows
from casedesk.storage.driver import sqlite3
from casedesk.storage.plan_rows import PLAN
from casedesk.storage.shapes import Shape
from casedesk.storage.transactions import Writer
from casedesk.texts import N_

R = TypeVar("R")
JSON: TypeAlias = Any
_CHUNK = 500
_SPOILT = object()


class Store(Generic[R]):
    """The records of one kind."""

    def __init__(self, connection: sqlite3.Connection, shape: Shape[R]) -> None:
        self._connection = connection
        self._shape = shape
        self._table = shape.tables[0].name
        self.left_out: Callable[[DamagedError], object] | None = None
        """Told of each record that a list lacks because it cannot be read; without it no list may lack one."""

    def get(self, id_: int) -> R:
        """The record with this id; BadInputError where there is none."""
        found = self._shape.read(self._connection, [id_])
        if not found:
            raise BadInputError(N_("There is no such entry in the library ({kind} {id})."), kind=self._table, id=id_)
        return found[id_]

    def get_many(self, ids: Iterable[int]) -> tuple[R, ...]:
        """The records with these ids, in their order; unknown ones are skipped.

        Raises DamagedError where one cannot be read, unless `left_out` is to be told of those.
        """
        wanted = list(ids)
        found: dict[int, R] = {}
        for start in range(0, len(wanted), _CHUNK):
            found.update(self._read(wanted[start : start + _CHUNK]))
        return tuple(found[id_] for id_ in wanted if id_ in found)

    def all(self) -> tuple[R, ...]:
        """Every record, oldest first."""
        return self.get_many(self._ids(""))

    def _read(self, ids: Sequence[int]) -> dict[int, R]:
        try:
            return self._shape.read(self._connection, ids)
        except DamagedError as error:
            if self.left_out is None:
                raise
            if len(ids) == 1:
                self.left_out(error)
                return {}
        return {id_: value for one in ids for id_, value in self._read([one]).items()}

    def _ids(self, condition: str, values: Sequence[str | int] = ()) -> tuple[int, ...]:
        query = f"SELECT id FROM {self._table}{condition} ORDER BY id"
        return tuple(row[0] for row in self._connection.execute(query, values))


class CaseStore(Store[Case]):
    """The cases."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        super().__init__(connection, rows.CASE)

    def ids(self, *, trashed: bool = False) -> tuple[int, ...]:
        """The ids of the cases in the library, or of those in its trash, oldest first."""
        return self._ids(_where_trashed(trashed))

    def count(self, *, trashed: bool = False) -> int:
        """How many cases there are in the library, or in its trash."""
        query = f"SELECT count(*) FROM cases{_where_trashed(trashed)}"
        return self._connection.execute(query).fetchone()[0]

    def of_uid(self, uid: str) -> Case | None:
        """The case that carries this uid, in the library or its trash; packs and re-imports find it by that."""
        return next(iter(self.get_many(self._ids(" WHERE uid = ?", (uid,)))), None)

    def has_any(self, uids: Iterable[str]) -> bool:
        """Whether a case outside the trash carries one of these uids; answered without reading a case."""
        query = "SELECT EXISTS (SELECT 1 FROM cases WHERE uid IN (SELECT value FROM json_each(?)) AND trashed IS NULL)"
        return bool(self._connection.execute(query, (json.dumps(list(uids)),)).fetchone()[0])

    def uids(self) -> tuple[tuple[int, str], ...]:
        """Id and uid of every case, oldest first, also of those in the trash."""
        return tuple(self._connection.execute("SELECT id, uid FROM cases ORDER BY id"))

    def classified(self, facets: Sequence[Facet], *, most: int) -> tuple[int, ...]:
        """The ids of cases with values of these facets that a person has looked at, reviewed or changed since they
        came: of every value the `most` changed last."""
        marks = ", ".join("?" * len(facets))
        ranked = (
            "SELECT case_id, row_number() OVER (PARTITION BY facet, value ORDER BY modified DESC, id DESC) AS place"
            f" FROM case_facet JOIN cases ON id = case_id WHERE facet IN ({marks}) AND trashed IS NULL"
            " AND (state = ? OR modified > created)"
        )
        query = f"SELECT DISTINCT case_id FROM ({ranked}) WHERE place <= ? ORDER BY case_id"
        values = (*(facet.value for facet in facets), State.REVIEWED.value, most)
        return tuple(row[0] for row in self._connection.execute(query, values))

    def of_batch(self, batch_id: int) -> tuple[int, ...]:
        """The ids of the cases that came in with a batch, also of those in the trash."""
        return self._ids(" WHERE batch_id = ?", (batch_id,))

    def counts_of_batches(self) -> dict[int, int]:
        """How many cases outside the trash came in with each batch; counted without reading a case."""
        counted = "SELECT batch_id, count(*) FROM cases WHERE batch_id IS NOT NULL GROUP BY batch_id"
        trashed = (
            "SELECT batch_id, count(*) FROM cases INDEXED BY cases_in_trash WHERE trashed IS NOT NULL GROUP BY batch_id"
        )
        gone = dict(self._connection.execute(trashed))
        return {batch_id: count - gone.get(batch_id, 0) for batch_id, count in self._connection.execute(counted)}

    def of_document(self, document_id: int) -> tuple[int, ...]:
        """The ids of the cases that were cut out of a document, also of those in the trash."""
        return self._ids(" WHERE document_id = ?", (document_id,))


class PlanStore(Store[LessonPlan]):
    """The lesson plans."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        super().__init__(connection, PLAN)

    def all(self, *, trashed: bool = False) -> tuple[LessonPlan, ...]:
        """Every plan in the library, or in its trash, oldest first."""
        return self.get_many(self._ids(_where_trashed(trashed)))

    def of_case(self, case_id: int) -> tuple[LessonPlan, ...]:
        """The plans that use a case, oldest first."""
        return self.get_many(self._ids(" WHERE id IN (SELECT plan_id FROM block_case WHERE case_id = ?)", (case_id,)))


class DocumentStore(Store[Document]):
    """The originals that were imported, with their bytes."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        super().__init__(connection, rows.DOCUMENT)

    def of_digest(self, digest: str) -> Document | None:
        """The newest document with these bytes."""
        return next(reversed(self.get_many(self._ids(" WHERE digest = ?", (digest,)))), None)

    def named(self, name: str) -> tuple[int, ...]:
        """The ids of the documents that were imported under a name, oldest first."""
        return self._ids(" WHERE name = ?", (name,))


class UseStore(Store[UseRecord]):
    """What was taught, to whom and when."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        super().__init__(connection, rows.USE)

    def of_case(self, case_id: int) -> tuple[UseRecord, ...]:
        """The uses of a case, oldest first."""
        return self.get_many(self._ids(" WHERE case_id = ?", (case_id,)))

    def mean_minutes(self, case_ids: Iterable[int]) -> dict[int, int]:
        """What the classes with these cases took on average; cases that were never timed are left out."""
        return real_minutes.mean_minutes(self._connection, case_ids)

    def of_group(self, group: str) -> tuple[UseRecord, ...]:
        """What a group was taught, oldest first."""
        return self.get_many(self._ids(" WHERE group_name = ?", (group,)))

    def of_plan(self, plan_id: int) -> tuple[UseRecord, ...]:
        """What was taught by a plan, oldest first."""
        return self.get_many(self._ids(" WHERE plan_id = ?", (plan_id,)))

    def groups(self) -> tuple[str, ...]:
        """The groups that were taught, the one taught last first."""
        query = "SELECT group_name FROM use_record WHERE group_name <> '' GROUP BY group_name ORDER BY max(id) DESC"
        return tuple(row[0] for row in self._connection.execute(query))


class SettingStore:
    """The settings that travel with a library; they are not undone."""

    def __init__(self, connection: sqlite3.Connection, writer: Writer) -> None:
        self._connection = connection
        self._writer = writer
        self._waiting: dict[str, JSON] = {}
        self.refused: Callable[[LibraryError], object] | None = None
        """Told that values could not be written, instead of the error; they wait for the next that can be."""

    def get(self, key: str, default: JSON = None) -> JSON:
        """The value kept under a key."""
        if key in self._waiting:
            return self._waiting[key]
        row = self._connection.execute("SELECT value FROM setting WHERE key = ?", (f"app.{key}",)).fetchone()
        return default if row is None else _parsed(row[0], default)

    def set(self, key: str, value: JSON) -> None:
        """Keep a value, at once, or as soon as a large change has been written; anything that JSON can hold.

        In a library that is only read it is kept until the library is closed. Raises LibraryError where it cannot be
        written and nobody wants to be told otherwise, see `refused`.
        """
        self._waiting[key] = value
        if not self._writer.is_busy:
            self.write_waiting()

    def write_waiting(self) -> None:
        """Write what could not be written until now: a large change was being written, or the disk was full."""
        if self._writer.is_read_only or not self._waiting:
            return
        try:
            self.set_below("", self._waiting)
        except LibraryError as error:
            if self.refused is None:
                raise
            self.refused(error)
        else:
            self._waiting = {}

    def below(self, prefix: str) -> dict[str, JSON]:
        """The values under all keys that begin with `prefix`, by what follows it there."""
        start = f"app.{prefix}"
        query = "SELECT key, value FROM setting WHERE key >= ? AND key < ?"
        rows = self._connection.execute(query, (start, f"{start}\U0010ffff"))
        found = {key.removeprefix(start): _parsed(value, _SPOILT) for key, value in rows}
        return {key: value for key, value in found.items() if value is not _SPOILT}

    def set_below(self, prefix: str, values: Mapping[str, JSON]) -> None:
        """Keep many values at once, each under `prefix` and its own key, or as soon as a large change is written."""
        if self._writer.is_busy:
            self._waiting.update({prefix + key: value for key, value in values.items()})
            return
        with self._writer.transaction() as connection:
            write_settings(connection, prefix, values)


def _parsed(stored: str, default: JSON) -> JSON:
    """A setting; one that has become unreadable on the disk is as good as never set."""
    try:
        return json.loads(stored)
    except (ValueError, TypeError, RecursionError):
        return default


def write_settings(connection: sqlite3.Connection, prefix: str, values: Mapping[str, JSON]) -> None:
    """Keep settings, inside the caller's transaction."""
    rows = ((f"app.{prefix}{key}", json.dumps(value, ensure_ascii=False)) for key, value in values.items())
    connection.executemany("INSERT OR REPLACE INTO setting (key, value) VALUES (?, ?)", rows)


def _where_trashed(trashed: bool) -> str:
    return f" WHERE trashed IS {'NOT NULL' if trashed else 'NULL'}"
