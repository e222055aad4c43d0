"""How a record lies in tables: one main row, and rows of child tables that belong to it."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Generic, TypeAlias, TypeVar

from casedesk.domain.errors import DamagedError
from casedesk.storage.driver import sqlite3
from casedesk.storage.guarded import STRANGE, has_types, name_of
from casedesk.texts import N_

R = TypeVar("R")
Scalar: TypeAlias = str | int | bytes | None
Row: TypeAlias = tuple[Scalar, ...]
Rows: TypeAlias = tuple[tuple[Row, ...], ...]
"""The rows of a record, table by table in the order of `Shape.tables`; the first table has one."""

SPOILT_ENTRY = N_("An entry of “{name}” cannot be read any more ({kind} {id}). What is left can be rescued.")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a shape. `key` is the column with the record's id, and the first column."""

    name: str
    columns: tuple[str, ...]
    order: str = ""

    @property
    def key(self) -> str:
        """The column with the record's id."""
        return self.columns[0]

    @property
    def insert(self) -> str:
        """The statement that writes a row."""
        return f"INSERT INTO {self.name} ({', '.join(self.columns)}) VALUES ({', '.join('?' * len(self.columns))})"

    def update(self, places: Sequence[int]) -> str:
        """The statement that rewrites some columns of a main row, and no index of another one; takes them, then the
        key."""
        changes = ", ".join(f"{self.columns[place]} = ?" for place in places)
        return f"UPDATE {self.name} SET {changes} WHERE {self.key} = ?"

    @property
    def delete(self) -> str:
        """The statement that deletes a record's rows."""
        return f"DELETE FROM {self.name} WHERE {self.key} = ?"

    @property
    def select_one(self) -> str:
        """The query for one record's rows, in order."""
        return f"SELECT {', '.join(self.columns)} FROM {self.name} WHERE {self.key} = ?{self._ordered(self.order)}"

    @property
    def select_many(self) -> str:
        """The query for the rows of the records whose ids stand in a JSON list."""
        order = ", ".join(filter(None, (self.key, self.order)))
        source = f"SELECT {', '.join(self.columns)} FROM {self.name}"
        return f"{source} WHERE {self.key} IN (SELECT value FROM json_each(?)){self._ordered(order)}"

    @staticmethod
    def _ordered(columns: str) -> str:
        return f" ORDER BY {columns}" if columns else ""


@dataclass(frozen=True, slots=True)
class Shape(Generic[R]):
    """The tables of a kind of record, and the way between a value and its rows."""

    kind: type[R]
    tables: tuple[Table, ...]
    to_rows: Callable[[R], Rows]
    from_rows: Callable[[Rows], R]

    def read(self, connection: sqlite3.Connection, ids: Sequence[int]) -> dict[int, R]:
        """The records of these ids; unknown ones are left out. Raises DamagedError where one cannot be read."""
        return {id_: self._made(connection, rows) for id_, rows in self.read_rows(connection, ids).items()}

    def read_rows(self, connection: sqlite3.Connection, ids: Sequence[int]) -> dict[int, Rows]:
        """The rows of these records; unknown ones are left out."""
        if len(ids) == 1:
            return self._read_one(connection, ids[0])
        listed = "[" + ",".join(map(str, ids)) + "]"
        main, *children = self.tables
        mains = {row[0]: row for row in connection.execute(main.select_many, (listed,))}
        grouped = [_by_first(connection.execute(child.select_many, (listed,))) for child in children]
        return {id_: ((row,), *(tuple(group.get(id_, ())) for group in grouped)) for id_, row in mains.items()}

    def insert(self, connection: sqlite3.Connection, rows: Iterable[Rows]) -> None:
        """Write new records."""
        gathered: list[list[Row]] = [[] for _ in self.tables]
        for record in rows:
            for target, found in zip(gathered, record, strict=True):
                target.extend(found)
        for table, found in zip(self.tables, gathered, strict=True):
            connection.executemany(table.insert, found)

    def delete(self, connection: sqlite3.Connection, ids: Iterable[int]) -> None:
        """Delete records with all that is part of them."""
        keys = [(id_,) for id_ in ids]
        for table in reversed(self.tables):
            connection.executemany(table.delete, keys)

    def update(self, connection: sqlite3.Connection, changed: Sequence[tuple[Rows, Rows]]) -> None:
        """Rewrite what differs between two versions of each of these records."""
        main, *children = self.tables
        rewritten: dict[tuple[int, ...], list[Row]] = defaultdict(list)
        for before, after in changed:
            old, new = before[0][0], after[0][0]
            if old != new:
                places = differing(old, new)
                rewritten[places].append((*(new[place] for place in places), new[0]))
        for places, rows in rewritten.items():
            connection.executemany(main.update(places), rows)
        for at, child in enumerate(children, 1):
            new_ones = [after for before, after in changed if before[at] != after[at]]
            connection.executemany(child.delete, [(after[0][0][0],) for after in new_ones])
            connection.executemany(child.insert, [row for after in new_ones for row in after[at]])

    def _made(self, connection: sqlite3.Connection, rows: Rows) -> R:
        """The value of these rows, whose words and numbers may have become none on the disk."""
        try:
            if all(
                has_types(connection, table.name, table.columns, own)
                for table, own in zip(self.tables, rows, strict=True)
            ):
                return self.from_rows(rows)
        except STRANGE as error:
            raise self._unreadable(connection, rows) from error
        raise self._unreadable(connection, rows)

    def _unreadable(self, connection: sqlite3.Connection, rows: Rows) -> DamagedError:
        return DamagedError(SPOILT_ENTRY, name=name_of(connection), kind=self.tables[0].name, id=rows[0][0][0])

    def _read_one(self, connection: sqlite3.Connection, id_: int) -> dict[int, Rows]:
        rows = tuple(tuple(connection.execute(table.select_one, (id_,))) for table in self.tables)
        return {id_: rows} if rows[0] else {}


def differing(old: Row, new: Row) -> tuple[int, ...]:
    """The places at which two versions of a row differ."""
    return tuple(place for place, (one, other) in enumerate(zip(old, new, strict=True)) if one != other)


def _by_first(rows: Iterable[Row]) -> Mapping[Scalar, list[Row]]:
    grouped: dict[Scalar, list[Row]] = defaultdict(list)
    for row in rows:
        grouped[row[0]].append(row)
    return grouped


def microseconds(moment: datetime | None) -> int | None:
    """An aware time as it is stored."""
    return None if moment is None else (moment - _EPOCH) // _MICROSECOND


def moment(stored: int | None) -> datetime | None:
    """A stored time as an aware UTC datetime."""
    return None if stored is None else _EPOCH + timedelta(microseconds=stored)


def table(name: str, columns: str, order: str = "") -> Table:
    """A table with its columns written in one line."""
    return Table(name, tuple(columns.split()), order)


def grouped(rows: Iterable[Sequence[Any]]) -> dict[Any, list[Sequence[Any]]]:
    """Rows by their second column."""
    groups: dict[Any, list[Sequence[Any]]] = defaultdict(list)
    for row in rows:
        groups[row[1]].append(row)
    return groups


def iso(value: date | time | None) -> str | None:
    """A day or a time of day as it is stored."""
    return None if value is None else value.isoformat()


def any_row(row: Sequence[Any]) -> Sequence[Any]:
    """A row of a STRICT table, whose columns have the types of the fields they are read into."""
    return row
