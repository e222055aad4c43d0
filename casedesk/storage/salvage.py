"""All rows of a damaged library that can still be read, in a sound one.

A table is read as a whole where that works, else in ever smaller ranges of its key, so that only the rows on pages
that cannot be read are missing. The damaged file is never written to: what is read is a copy of it and its journal.
Rows that are missing come from a backup, where there is one: a case with all of its parts, or the parts that a case
has lost.
"""

import shutil
from collections.abc import Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

from casedesk import asides
from casedesk.domain.case import QuestionKind, Role, State
from casedesk.domain.errors import DamagedError, LibraryError
from casedesk.storage import connecting, copying, keyring, opening, repairing
from casedesk.storage.driver import sqlite3
from casedesk.storage.schema import SCHEMA
from casedesk.texts import N_

_LARGEST = 1 << 40
"""No id is larger; a damaged index may not tell the largest."""
_NOT_COPIED = ("sqlite_", "_sqlite_", "case_figures", "case_snippet", "case_words")
"""What SQLite and the search index keep for themselves: it is made anew."""
_TRIES = 20_000
"""So many ranges of one table are tried; a table that is gone altogether would be tried for ever."""

Row = Sequence[object]


@dataclass(frozen=True, slots=True)
class Salvaged:
    """What came of it, in cases."""

    cases: int
    from_backup: int
    """So many of them were read from the backup alone."""
    only_in_damaged: tuple[str, ...]
    """The titles of the cases that the backup lacks, newest first."""
    has_gaps: bool
    """Whether some row could not be read."""


def salvage(damaged: Path, target: Path, *, backup: Path | None = None) -> Salvaged:
    """Make `target`, which is not there yet, a sound library of what can be read.

    Raises DamagedError where nothing can be read, LibraryError where the target cannot be written.
    """
    try:
        with asides.folder(target.parent) as folder:
            copy = folder / damaged.name
            for ending in ("", *copying.JOURNALS[:1]):
                source = damaged.with_name(damaged.name + ending)
                if source.exists():
                    shutil.copyfile(source, copy.with_name(copy.name + ending))
            return _salvaged(copy, target, backup, damaged.name)
    except OSError as error:
        raise LibraryError(
            N_("The copy “{name}” could not be written: {reason}."), name=target.name, reason=error
        ) from error


def _salvaged(damaged: Path, target: Path, backup: Path | None, name: str) -> Salvaged:
    key = keyring.key_of(damaged)
    opening.make(target, key=key)
    with closing(opening.open_for_writing(target)) as db, closing(_connected(damaged)) as source:
        connection = db.conn
        _refuse_hopeless(source, name)
        gaps: set[str] = set()
        with db.atomic():
            connection.execute("PRAGMA defer_foreign_keys = ON")
            for table in _tables(connection):
                if _copy_table(source, connection, table):
                    gaps.add(table)
            read = _ids(connection)
            kept = _add_from(backup, connection, gaps) if backup is not None else set[int]()
            _mend_words(connection)
            repairing.repair(connection)
        now = _ids(connection)
        if not now and gaps:
            raise _hopeless(name)
        return Salvaged(len(now), len(now - read), _titles(connection, read - kept) if backup else (), bool(gaps))


def _connected(path: Path) -> sqlite3.Connection:
    connection = connecting.connect(path, mode="rw")
    with suppress(sqlite3.DatabaseError):
        connection.execute("PRAGMA query_only = ON")
        connection.execute("PRAGMA writable_schema = ON")  # a schema that is partly read is better than none
    return connection


def _refuse_hopeless(source: sqlite3.Connection, name: str) -> None:
    try:
        version = source.execute("PRAGMA user_version").fetchone()[0]
        source.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except sqlite3.DatabaseError as error:
        raise _hopeless(name) from error
    if version != opening.version_of(SCHEMA):
        raise _hopeless(name)


def _hopeless(name: str) -> DamagedError:
    return DamagedError(N_("Nothing of “{name}” can be read any more."), name=name)


def _tables(connection: sqlite3.Connection) -> tuple[str, ...]:
    rows = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
    names = [row[0] for row in rows if not row[0].startswith(_NOT_COPIED)]
    first = ("cases", "section", "question", "case_facet", "plan")
    return tuple(sorted(names, key=lambda name: (name not in first, name)))


def _copy_table(source: sqlite3.Connection, target: sqlite3.Connection, table: str) -> bool:
    """Copy the rows that can be read; whether some could not."""
    names, key, count = _columns(target, table)
    reading = _Reading(source, f"SELECT {names} FROM {table}", _range_key(target, table, key))
    insert = f"INSERT OR IGNORE INTO {table} ({names}) VALUES ({', '.join('?' * count)})"
    for rows in reading.all():
        for row in rows:
            with suppress(sqlite3.IntegrityError, sqlite3.DataError):  # what bits have made of it is no value any more
                target.execute(insert, row)
    return reading.has_gaps


def _columns(connection: sqlite3.Connection, table: str) -> tuple[str, str, int]:
    """The columns of a table, the first of its key, and how many there are."""
    rows = connection.execute(f"PRAGMA table_info({table})").fetchall()
    return ", ".join(row[1] for row in rows), next(row[1] for row in rows if row[5] == 1), len(rows)


def _range_key(connection: sqlite3.Connection, table: str, key: str) -> str:
    """By what a table can be read in ranges without its indices; empty where its own key is a text."""
    query = "SELECT sql LIKE '%WITHOUT ROWID%' FROM sqlite_schema WHERE name = ?"
    if not connection.execute(query, (table,)).fetchone()[0]:
        return "rowid"
    kinds = {row[1]: row[2] for row in connection.execute(f"PRAGMA table_info({table})")}
    return key if kinds[key] == "INTEGER" else ""


def _mend_words(connection: sqlite3.Connection) -> None:
    """Put a word of its kind where a bit has made one that there is not."""
    for table, column, kind, instead in (
        ("cases", "state", State, State.PENDING),
        ("section", "role", Role, Role.BODY),
        ("question", "kind", QuestionKind, next(iter(QuestionKind))),
    ):
        known = ", ".join(f"'{word}'" for word in kind)
        connection.execute(f"UPDATE {table} SET {column} = ? WHERE {column} NOT IN ({known})", (instead,))


class _Reading:
    """One table of a damaged file."""

    def __init__(self, source: sqlite3.Connection, query: str, key: str) -> None:
        self._source = source
        self._query = query
        self._key = key
        self._tries = 0
        self.has_gaps = False

    def all(self) -> Iterator[Sequence[Row]]:
        """The rows that can be read, in pieces."""
        try:
            yield self._source.execute(self._query).fetchall()
        except (sqlite3.DatabaseError, UnicodeDecodeError):
            self.has_gaps = True
            if self._key:
                yield from self._between(0, _LARGEST)
            else:
                yield self._as_far_as_it_goes()

    def _as_far_as_it_goes(self) -> Sequence[Row]:
        """From the front, where the key is a text."""
        rows: list[Row] = []
        with suppress(sqlite3.DatabaseError, UnicodeDecodeError):
            rows.extend(self._source.execute(self._query))
        return rows

    def _between(self, low: int, high: int) -> Iterator[Sequence[Row]]:
        self._tries += 1
        if self._tries > _TRIES:
            return
        query = f"{self._query} WHERE {self._key} BETWEEN ? AND ?"
        try:
            yield self._source.execute(query, (low, high)).fetchall()
        except (sqlite3.DatabaseError, UnicodeDecodeError):
            if low < high:
                middle = (low + high) // 2
                yield from self._between(low, middle)
                yield from self._between(middle + 1, high)


def _add_from(backup: Path, target: sqlite3.Connection, gaps: set[str]) -> set[int]:
    """Add what is missing and a backup has; the ids of its cases."""
    with closing(opening.connect_as_is(backup)) as source:
        if source.execute("PRAGMA user_version").fetchone()[0] != opening.version_of(SCHEMA):
            return set()
        for table in _tables(target):
            if table in gaps:
                _add_rows(source, target, table)
        return _ids(source)


def _add_rows(source: sqlite3.Connection, target: sqlite3.Connection, table: str) -> None:
    """Rows whose owner has none left in the damaged file; so nothing old comes between what is newer."""
    names, key, count = _columns(target, table)
    there = {row[0] for row in target.execute(f"SELECT DISTINCT {key} FROM {table}")}
    rows = (row for row in source.execute(f"SELECT {names}, {key} FROM {table}") if row[-1] not in there)
    marks = ", ".join("?" * count)
    target.executemany(f"INSERT OR IGNORE INTO {table} ({names}) VALUES ({marks})", (row[:-1] for row in rows))


def _ids(connection: sqlite3.Connection) -> set[int]:
    return {row[0] for row in connection.execute("SELECT id FROM cases")}


def _titles(connection: sqlite3.Connection, ids: set[int]) -> tuple[str, ...]:
    rows = connection.execute("SELECT id, title FROM cases ORDER BY modified DESC")
    return tuple(title for case_id, title in rows if case_id in ids)
