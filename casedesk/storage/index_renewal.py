"""Making the search index anew beside the work: in small steps on a connection of its own, so that others can write."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from casedesk.storage import text_index

STEP = 50
"""Cases in one step; so long may somebody who saves have to wait."""
_WAITING = 30.0


def renew(path: Path, *, is_cancelled: Callable[[], bool], report: Callable[[int, int], object]) -> bool:
    """Index all cases that wait for it; whether it was done. What was stopped goes on next time where it left off."""
    with closing(sqlite3.connect(path, timeout=_WAITING, isolation_level=None)) as connection:
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
