"""Making the search index anew beside the work: in small steps on a connection of its own, so that others can write."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from casedesk.storage import text_index
from casedesk.storage.connecting import connect_beside
from casedesk.storage.driver import sqlite3

STEP = 50
"""Cases in one step; so long may somebody who saves have to wait."""
_WAITING = 30.0


def renew(path: Path, *, is_cancelled: Callable[[], bool], report: Callable[[int, int], object]) -> bool:
    """Index all cases that wait for it; whether it was done. What was stopped goes on next time where it left off."""
    with closing(connect_beside(path, patience=_WAITING)) as connection:
        connection.execute("PRAGMA synchronous = NORMAL")  # the index can be made anew
        total = connection.execute("SELECT count(*) FROM cases").fetchone()[0]
        done = _done(connection)
        while not text_index.is_current(connection):
            if is_cancelled():
                return False
            report(min(done, total), total)
            _step(connection)
            done += STEP
    return True


def _done(connection: sqlite3.Connection) -> int:
    last = text_index.indexed_to(connection)
    return connection.execute("SELECT count(*) FROM cases WHERE id <= ?", (last,)).fetchone()[0]


def _step(connection: sqlite3.Connection) -> None:
    connection.execute("BEGIN IMMEDIATE")
    try:
        text_index.renew_some(connection, STEP)
        connection.execute("COMMIT")
    except BaseException:
        connection.rollback()
        raise
