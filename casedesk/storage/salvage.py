"""All rows of a damaged library that can still be read, in a sound one.

The damaged file is never written to: what is read is a copy of it and its journal. What cannot be read comes from a
backup, where there is one: a case with all of its parts, or the parts that a case has lost; and a case or plan that
has not been changed since is taken as it is there, so that a letter which a bit has turned into another is right again.
"""

import shutil
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from casedesk import asides
from casedesk.domain.case import Role
from casedesk.domain.errors import DamagedError, LibraryError
from casedesk.storage import connecting, copying, keyring, lost_beginning, opening, repairing
from casedesk.storage.driver import sqlite3
from casedesk.storage.guarded import reason_of
from casedesk.storage.method_rows import METHOD
from casedesk.storage.plan_rows import PLAN
from casedesk.storage.readable_rows import LARGEST, ReadableRows, Source
from casedesk.storage.rows import CASE
from casedesk.storage.schema import SCHEMA
from casedesk.storage.shapes import Shape
from casedesk.texts import N_

_NOT_COPIED = ("sqlite_", "_sqlite_", "case_figures", "case_snippet", "case_words")
"""What SQLite and the search index keep for themselves: it is made anew."""
_STAMPS_OF_CASES = (
    "SELECT cases.id, uid, modified, max(case_version.id), max(ended)"
    " FROM cases LEFT JOIN case_version ON case_id = cases.id GROUP BY cases.id"
)
_STAMPS_OF_PLANS = "SELECT id, uid, modified FROM plan WHERE modified IS NOT NULL"
"""What differs once something has been changed."""
_CHUNK = 500


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
    from_originals: int = 0
    """So many have lost their sections, and have the text of the file that they were imported from instead."""
    without_text: int = 0
    """So many have lost their sections for good."""


def salvage(damaged: Path, target: Path, *, backup: Path | None = None, blobs_from: Sequence[Path] = ()) -> Salvaged:
    """Make `target`, which is not there yet, a sound library of what can be read.

    Its folder is made where there is none. What a thin backup leaves out is read from `blobs_from`.

    Raises DamagedError where nothing can be read, LibraryError where the target cannot be written.
    """
    try:
        target.parent.mkdir(exist_ok=True)
        with asides.folder(target.parent) as folder:
            return _Salvage(damaged, folder, backup, blobs_from).made(target)
    except (OSError, sqlite3.OperationalError) as error:
        raise LibraryError(
            N_("The copy “{name}” could not be written: {reason}."), name=damaged.name, reason=reason_of(error)
        ) from error


class _Salvage:
    """One library being salvaged, in a folder for what is needed on the way."""

    def __init__(self, damaged: Path, folder: Path, backup: Path | None, blobs_from: Sequence[Path]) -> None:
        self._name = damaged.name
        self._new = _place(folder, "new") / damaged.name
        self._made = _place(folder, "made") / damaged.name
        self._copy = _place(folder, "copy") / damaged.name
        self._backup = None if backup is None else _place(folder, "backup") / backup.name
        for ending in ("", *copying.JOURNALS[:1]):
            source = damaged.with_name(damaged.name + ending)
            if source.exists():
                shutil.copyfile(source, self._copy.with_name(self._copy.name + ending))
        if backup is not None and self._backup is not None:
            shutil.copyfile(backup, self._backup)
        self._blobs_from = blobs_from
        self._gaps: set[str] = set()

    def made(self, target: Path) -> Salvaged:
        key = self._key()
        opening.make(self._new, key=key)
        self._see_to_beginning(is_plain=key is None)
        with closing(Source(self._copy)) as source:
            version = _version_of(source)
            with closing(connecting.connect_new(self._made, key)) as connection:
                opening.prepare_new(connection, version=version)
                self._copy_tables(source, connection)
        with closing(opening.open_for_writing(self._made, keeps_older=False, index_later=True)) as db:
            found = self._completed(db)
            db.conn.execute("PRAGMA journal_mode = DELETE")  # all in the one file: closing would not say that it is not
        self._made.replace(target)
        return found

    def _key(self) -> keyring.Key | None:
        """The key, also where the beginning of a protected library is not the one that the key was made for."""
        if lost_beginning.is_plain(self._copy):
            return None
        for key in keyring.known():
            if keyring.salt_of(self._copy) != key.salt:
                _write_at_front(self._copy, key.salt)
            if connecting.fits(key, self._copy):
                return key
        raise DamagedError(opening.BEGINNING_LOST, name=self._name)

    def _see_to_beginning(self, *, is_plain: bool) -> None:
        if lost_beginning.has_tables(self._copy):
            return
        donors = tuple(path for path in (self._backup, self._new) if path is not None)
        if not is_plain or not lost_beginning.put_back(self._copy, like=self._new, donors=donors):
            raise self._hopeless()

    def _hopeless(self) -> DamagedError:
        return DamagedError(N_("Nothing of “{name}” can be read any more."), name=self._name)

    def _copy_tables(self, source: Source, target: sqlite3.Connection) -> None:
        for table in _tables(target):
            if _copy_table(source, target, table):
                self._gaps.add(table)
        target.commit()

    def _completed(self, db: Database) -> Salvaged:
        """Add what is missing, and put right what can be."""
        connection = db.conn
        connection.execute("PRAGMA foreign_keys = OFF")  # SQLite counts what is broken, and begins with a sound library
        with db.atomic():
            read = _ids(connection)
            kept = set[int]() if self._backup is None else _add_from(self._backup, connection, self._gaps)
            added = _ids(connection) - read
            bare = _bare(connection) if "section" in self._gaps else set[int]()
            regained = _text_out_of_originals(connection, bare)
            repairing.repair(connection, () if self._backup is None else (*self._blobs_from, self._backup))
        now = _ids(connection)
        if self._gaps and not any(_ids(connection, shape.tables[0].name) for shape in (CASE, PLAN, METHOD)):
            raise self._hopeless()
        only = () if self._backup is None else _titles(connection, read - kept)
        return Salvaged(len(now), len(now & added), only, bool(self._gaps), regained, len(bare) - regained)


def _place(folder: Path, name: str) -> Path:
    """A folder for one file, which so has the name that the user knows: a sentence may name it."""
    place = folder / name
    place.mkdir()
    return place


def _write_at_front(path: Path, salt: bytes) -> None:
    with path.open("rb+") as file:
        file.write(salt)


def _version_of(source: Source) -> int:
    """The version that a file says it has, where its tables may be of that; else the one most like them."""
    there = {(table, column) for table in source.tables() for column in source.columns(table)}
    made = {version: _columns_of(version) for version in range(1, opening.version_of(SCHEMA) + 1)}
    told = source.version()
    tables = {table for table, _ in there}
    if told in made and there <= made[told] and {item for item in made[told] if item[0] in tables} <= there:
        return told
    return max(made, key=lambda version: len(made[version] & there) - len(made[version] ^ there))


@cache
def _columns_of(version: int) -> frozenset[tuple[str, str]]:
    with closing(connecting.in_memory()) as connection:
        opening.prepare_new(connection, version=version)
        return frozenset((table, row[1]) for table in _tables(connection) for row in _table_info(connection, table))


def _table_info(connection: sqlite3.Connection, table: str) -> list[tuple[Any, ...]]:
    return connection.execute(f"PRAGMA table_info({table})").fetchall()


def _tables(connection: sqlite3.Connection) -> tuple[str, ...]:
    rows = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND rootpage > 0")
    first = ("cases", "section", "question", "case_facet", "plan")
    kept = (name for (name,) in rows if not name.startswith(_NOT_COPIED))
    return tuple(sorted(kept, key=lambda name: (name not in first, name)))


def _copy_table(source: Source, target: sqlite3.Connection, table: str) -> bool:
    """Copy the rows that can be read; whether some could not."""
    names, key, count = _columns(target, table)
    by = _range_key(target, table, key)
    rows = ReadableRows(source, table, names, by or key, has_numbers=bool(by))
    insert = f"INSERT OR IGNORE INTO {table} ({names}) VALUES ({', '.join('?' * count)})"
    place, is_whole = names.split(", ").index(key), True
    for row in rows:
        owner = row[place]
        if isinstance(owner, int) and not 0 < owner <= LARGEST:
            is_whole = False
            continue
        try:
            target.execute(insert, row)
        except (sqlite3.IntegrityError, sqlite3.DataError, OverflowError):  # bits have made of it what is no value
            is_whole = False
    return rows.has_gaps or not is_whole


def _columns(connection: sqlite3.Connection, table: str) -> tuple[str, str, int]:
    """The columns of a table, the first of its key, and how many there are."""
    rows = _table_info(connection, table)
    return ", ".join(row[1] for row in rows), next(row[1] for row in rows if row[5] == 1), len(rows)


def _range_key(connection: sqlite3.Connection, table: str, key: str) -> str:
    """By what number a table can be read from any place without its indices; empty where its own key is a text."""
    query = "SELECT sql LIKE '%WITHOUT ROWID%' FROM sqlite_schema WHERE name = ?"
    if not connection.execute(query, (table,)).fetchone()[0]:
        return "rowid"
    kinds = {row[1]: row[2] for row in _table_info(connection, table)}
    return key if kinds[key] == "INTEGER" else ""


def _bare(connection: sqlite3.Connection) -> set[int]:
    """The cases without a section."""
    return {row[0] for row in connection.execute("SELECT id FROM cases WHERE id NOT IN (SELECT case_id FROM section)")}


def _text_out_of_originals(connection: sqlite3.Connection, ids: set[int]) -> int:
    """Give cases the text again that they were imported from, as one section; how many had such a text."""
    count = 0
    origin = "SELECT text, origin_start, origin_end FROM cases JOIN document ON document.id = document_id"
    for case_id in ids:
        for text, start, end in connection.execute(f"{origin} WHERE cases.id = ?", (case_id,)).fetchall():
            lines = text[start:end].split("\n")
            html = "".join(f"<p>{escape(line.strip())}</p>" for line in lines if line.strip())
            if html:
                connection.execute("INSERT INTO section VALUES (?, 0, ?, '', ?)", (case_id, Role.BODY, html))
                count += 1
    return count


def _add_from(backup: Path, target: sqlite3.Connection, gaps: set[str]) -> set[int]:
    """Add what is missing and a copy of a backup has; the ids of its cases."""
    with closing(opening.open_for_writing(backup, keeps_older=False, index_later=True)) as db:
        source = db.conn
        for table in _tables(target):
            if table in gaps:
                _add_rows(source, target, table)
        for shape, stamps in ((CASE, _STAMPS_OF_CASES), (PLAN, _STAMPS_OF_PLANS)):
            _take_unchanged(source, target, shape, stamps)
        return _ids(source)


def _take_unchanged(source: sqlite3.Connection, target: sqlite3.Connection, shape: Shape[Any], stamps: str) -> None:
    """Make what nobody has changed since the backup as it is there."""
    same = sorted({row[0] for row in {*source.execute(stamps)} & {*target.execute(stamps)}})
    for start in range(0, len(same), _CHUNK):
        ids = same[start : start + _CHUNK]
        was, now = shape.read_rows(source, ids), shape.read_rows(target, ids)
        shape.update(target, [(now[id_], was[id_]) for id_ in ids if now[id_] != was[id_]])


def _add_rows(source: sqlite3.Connection, target: sqlite3.Connection, table: str) -> None:
    """Rows whose owner has none left in the damaged file; so nothing old comes between what is newer."""
    names, key, count = _columns(target, table)
    there = {row[0] for row in target.execute(f"SELECT DISTINCT {key} FROM {table}")}
    rows = (row for row in source.execute(f"SELECT {names}, {key} FROM {table}") if row[-1] not in there)
    marks = ", ".join("?" * count)
    target.executemany(f"INSERT OR IGNORE INTO {table} ({names}) VALUES ({marks})", (row[:-1] for row in rows))


def _ids(connection: sqlite3.Connection, table: str = "cases") -> set[int]:
    return {row[0] for row in connection.execute(f"SELECT id FROM {table}")}


def _titles(connection: sqlite3.Connection, ids: set[int]) -> tuple[str, ...]:
    rows = connection.execute("SELECT id, title FROM cases ORDER BY modified DESC")
    return tuple(title for case_id, title in rows if case_id in ids)
