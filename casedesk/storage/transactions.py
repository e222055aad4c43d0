"""One transaction at a time, and a sentence for everything that can keep it from the disk."""

from collections.abc import Generator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlite_utils import Database

from casedesk.domain.errors import LibraryError
from casedesk.storage.connecting import connect_beside
from casedesk.storage.driver import sqlite3
from casedesk.storage.guarded import reason_of
from casedesk.texts import N_

_PATIENCE = 30.0
"""Seconds for which a long edit waits for a short one."""
_CACHE = 65536
"""KB of pages that a long edit keeps in memory before it must put them away in between."""


class Writer:
    """The writing side of a library's connection."""

    def __init__(self, db: Database, *, is_read_only: bool) -> None:
        self._db = db
        self.is_read_only = is_read_only
        """Whether nothing can be written, because somebody else does, or the place does not let anybody."""
        self.revision = 0
        """How many transactions have been committed since the library was opened."""
        self.is_busy = False
        """Whether a long edit is being written beside; it cannot be waited for without the window standing still."""

    @contextmanager
    def transaction(self) -> Generator[sqlite3.Connection]:
        """All of what is done inside, on disk afterwards, or nothing of it.

        Raises LibraryError when the library was opened for reading, when the disk is full or gone, and when
        something would be removed that other entries refer to.
        """
        if self.is_busy:
            raise LibraryError(N_("A large change is still being written; please try again in a moment."))
        with self._told(), _writing(self._db):
            yield self._db.conn
        self.revision += 1

    @contextmanager
    def beside(self, path: Path) -> Generator[sqlite3.Connection]:
        """A transaction on a connection of its own, so on any thread. What is written otherwise meanwhile is refused.

        Raises what `transaction` raises.
        """
        self.is_busy = True
        try:
            with self._told(), closing(connect_beside(path, patience=_PATIENCE)) as connection:
                for pragma in ("synchronous = FULL", "foreign_keys = ON", f"cache_size = -{_CACHE}"):
                    connection.execute(f"PRAGMA {pragma}")
                connection.execute("BEGIN IMMEDIATE")
                try:
                    yield connection
                    connection.execute("COMMIT")
                except BaseException:
                    connection.rollback()
                    raise
            self.revision += 1
        finally:
            self.is_busy = False

    @contextmanager
    def _told(self) -> Generator[None]:
        """SQLite's errors as sentences."""
        if self.is_read_only:
            raise LibraryError(N_("The library is open for reading only."))
        try:
            yield
        except sqlite3.IntegrityError as error:
            raise LibraryError(N_("Other entries of the library still refer to what would be removed.")) from error
        except sqlite3.OperationalError as error:
            raise LibraryError(N_("The library could not be written: {reason}."), reason=reason_of(error)) from error


@contextmanager
def _writing(db: Database) -> Generator[None]:
    """A transaction that waits for its turn at once: later, with something read, it could only give up."""
    if db.conn.in_transaction:
        with db.atomic():
            yield
        return
    db.conn.execute("BEGIN IMMEDIATE")
    try:
        with db.atomic():
            yield
        db.conn.execute("COMMIT")
    except BaseException:
        db.conn.rollback()
        raise
