"""One transaction at a time, and a sentence for everything that can keep it from the disk."""

import sqlite3
from collections.abc import Generator
from contextlib import contextmanager

from sqlite_utils import Database

from casedesk.domain.errors import LibraryError
from casedesk.texts import N_


class Writer:
    """The writing side of a library's connection."""

    def __init__(self, db: Database, *, is_read_only: bool) -> None:
        self._db = db
        self._is_read_only = is_read_only
        self.revision = 0
        """How many transactions have been committed since the library was opened."""

    @contextmanager
    def transaction(self) -> Generator[sqlite3.Connection]:
        """All of what is done inside, on disk afterwards, or nothing of it.

        Raises LibraryError when the library was opened for reading, when the disk is full or gone, and when
        something would be removed that other entries refer to.
        """
        if self._is_read_only:
            raise LibraryError(N_("The library is open for reading only."))
        try:
            with _writing(self._db):
                yield self._db.conn
        except sqlite3.IntegrityError as error:
            raise LibraryError(N_("Other entries of the library still refer to what would be removed.")) from error
        except sqlite3.OperationalError as error:
            raise LibraryError(N_("The library could not be written: {reason}."), reason=error) from error
        self.revision += 1


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
