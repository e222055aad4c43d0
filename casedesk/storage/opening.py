"""Opening a library file: what it must be, and the sentence for everything that it may be instead."""

import os
from collections.abc import Generator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlite_utils import Database, Migrations

from casedesk import asides
from casedesk.domain.errors import CaseDeskError, DamagedError, LibraryError
from casedesk.storage import connecting, copying, lost_beginning, text_index
from casedesk.storage.driver import sqlite3
from casedesk.storage.guarded import STRANGE, UnreadableError, reason_of
from casedesk.storage.keyring import Key
from casedesk.storage.schema import APPLICATION_ID, SCHEMA
from casedesk.texts import N_

BUSY_MILLISECONDS = 5000
_CHECKED_AT_ONCE = 50_000_000
"""Bytes that are looked through in a moment."""
BEGINNING_LOST = N_(
    "The beginning of “{name}” is damaged. If it was protected, its passphrase does not open it any more; a backup can"
    " take its place."
)
_FOREIGN = N_("“{name}” is not a CaseDesk library.")


def make_folder(path: Path) -> None:
    """Make the folder of a library that is to be made."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise LibraryError(N_("The folder of “{name}” cannot be written to."), name=path.name) from error


def was_closed(path: Path) -> bool:
    """Whether the library's last writer closed it in good order; a crash leaves a journal behind."""
    journal = path.with_name(path.name + "-wal")
    return not journal.exists() or journal.stat().st_size == 0


def open_for_writing(
    path: Path,
    *,
    schema: Migrations = SCHEMA,
    index_later: bool = False,
    check_later: bool = False,
    keeps_older: bool = True,
) -> Database:
    """The writing connection, with the tables of the present version. The caller holds the lock.

    A search index of other rules is made anew first, unless that is to be done later. After a crash the file is looked
    through before its journal is played into it, unless that would take long and is to be done later. A library of an
    older version is copied before it is upgraded, unless it is a copy itself.
    """
    with _sentences(path):
        if not path.exists() or not path.stat().st_size:
            make(path, schema=schema)
        if not was_closed(path) and not (check_later and path.stat().st_size > _CHECKED_AT_ONCE):
            _refuse_damaged(path)
        connection = connecting.connect(path, mode="rw")
        try:
            _refuse_foreign(connection, path, schema)
            return _prepare(connection, path, schema, index_later=index_later, keeps_older=keeps_older)
        except BaseException:
            connection.close()
            raise


def is_older(path: Path, *, schema: Migrations = SCHEMA) -> bool:
    """Whether a library was made by an older CaseDesk. Raises LibraryError where it is none, or cannot be read."""
    with closing(connect_as_is(path, schema=schema)) as connection:
        return connection.execute("PRAGMA user_version").fetchone()[0] < version_of(schema)


def connect_as_is(path: Path, *, schema: Migrations = SCHEMA) -> sqlite3.Connection:
    """A connection that cannot write, to a library of this version or an older one."""
    if not path.exists():
        raise LibraryError(N_("There is no library “{name}”."), name=path.name)
    with _sentences(path):
        connection = connecting.connect(path, mode="ro", is_fixed=_is_fixed(path))
        try:
            _refuse_foreign(connection, path, schema)
            connection.execute(f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}")
        except BaseException:
            connection.close()
            raise
        return connection


def open_for_reading(path: Path, *, schema: Migrations = SCHEMA) -> sqlite3.Connection:
    """A connection that cannot write; it sees what the writing one has committed."""
    connection = connect_as_is(path, schema=schema)
    try:
        with _sentences(path):
            _refuse_older(connection, path, schema)
    except BaseException:
        connection.close()
        raise
    return connection


def version_of(schema: Migrations) -> int:
    """The number of the schema's last version."""
    return len(schema.pending(Database(memory=True, execute_plugins=False)))


def _is_fixed(path: Path) -> bool:
    """In a folder that cannot be written, SQLite reads a closed library only when told that nobody changes it."""
    return not os.access(path.parent, os.W_OK) and was_closed(path)


def _refuse_foreign(connection: sqlite3.Connection, path: Path, schema: Migrations) -> None:
    if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        raise damaged(path) if lost_beginning.has_tables(path) else LibraryError(_FOREIGN, name=path.name)
    if connection.execute("PRAGMA user_version").fetchone()[0] > version_of(schema):
        raise LibraryError(
            N_("“{name}” was made by a newer CaseDesk; please install that version to open it."), name=path.name
        )


def _refuse_older(connection: sqlite3.Connection, path: Path, schema: Migrations) -> None:
    if connection.execute("PRAGMA user_version").fetchone()[0] < version_of(schema):
        raise LibraryError(N_("“{name}” was made by an older CaseDesk; open it for writing once."), name=path.name)


def _refuse_damaged(path: Path) -> None:
    """After a crash. Looked at without writing: a connection that may write plays the journal into the file."""
    with closing(connecting.connect(path, mode="ro")) as connection:
        (found,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    if found != "ok":
        raise damaged(path)


def make(path: Path, *, schema: Migrations = SCHEMA, key: Key | None = None) -> None:
    """Make an empty library aside and give it its name when it is whole: nobody meets half a one after a crash."""
    try:
        with asides.beside(path) as aside:
            with closing(connecting.connect_new(aside, key)) as connection:
                connection.execute("PRAGMA synchronous = OFF")  # it goes to the disk as a whole, or is made again
                connection.execute("PRAGMA journal_mode = MEMORY")
                db = prepare_new(connection, schema=schema)
                with db.atomic():
                    text_index.rebuild(connection)
            copying.to_disk(aside)
            copying.set_journals_aside(path)
            aside.replace(path)
    except OSError as error:
        raise LibraryError(
            N_("The library “{name}” cannot be opened: {reason}."), name=path.name, reason=reason_of(error)
        ) from error


def prepare_new(connection: sqlite3.Connection, *, schema: Migrations = SCHEMA, version: int = 0) -> Database:
    """Make an empty file a library: of the schema's last version, or of an earlier one, and still without an index."""
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    db = Database(connection, execute_plugins=False)
    later = [step.name for step in schema.pending(db)][version:] if version else []
    with db.atomic():
        schema.apply(db, stop_before=later)
        connection.execute(f"PRAGMA user_version = {version or version_of(schema)}")
    return db


def _prepare(
    connection: sqlite3.Connection, path: Path, schema: Migrations, *, index_later: bool, keeps_older: bool
) -> Database:
    """Pragmas, tables and index. FULL: what is shown as saved is on the disk, also after a power cut."""
    connection.execute(f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA cache_size = -32768")
    db = Database(connection, execute_plugins=False)
    present = connection.execute("PRAGMA user_version").fetchone()[0]
    if present != version_of(schema):
        if keeps_older:
            copying.copy(connection, path.with_name(f"{path.stem} (version {present}){path.suffix}"))
        _migrate(db, schema, path)
    if not text_index.is_current(connection) and not index_later:
        with db.atomic():
            text_index.rebuild(connection)
    return db


def _migrate(db: Database, schema: Migrations, path: Path) -> None:
    try:
        with db.atomic():
            schema.apply(db)
            db.conn.execute(f"PRAGMA user_version = {version_of(schema)}")
    except CaseDeskError:
        raise
    except (sqlite3.OperationalError, *STRANGE) as error:  # the tables are not those of the version that it says
        raise damaged(path) from error


@contextmanager
def _sentences(path: Path) -> Generator[None]:
    """SQLite's errors as sentences."""
    try:
        yield
    except UnreadableError as error:
        if error.sqlite_errorname == "SQLITE_NOTADB":
            raise _without_beginning(path) from error
        raise damaged(path) from error
    except (sqlite3.DatabaseError, OSError) as error:
        raise LibraryError(
            N_("The library “{name}” cannot be opened: {reason}."), name=path.name, reason=reason_of(error)
        ) from error


def _without_beginning(path: Path) -> LibraryError:
    """What a file is that begins as no library does."""
    if lost_beginning.was_library(path):
        return damaged(path)
    if lost_beginning.was_protected(path):
        return DamagedError(BEGINNING_LOST, name=path.name)
    return LibraryError(_FOREIGN, name=path.name)


def damaged(path: Path) -> DamagedError:
    """What to say of a library whose file is damaged."""
    return DamagedError(N_("The library “{name}” is damaged; a backup can take its place."), name=path.name)
