"""A set of cases straight out of a query, faster than by fetching its ids.

SQLite calls a function with every id; it is the item setter of a byte array, so no Python code runs for a row.
"""

import sqlite3
from collections.abc import Sequence
from operator import itemgetter

_NAME = "mark_case"
_DIGIT_1 = ord("1")


class Marker:
    """Turns ids into bitmaps by position. Made anew whenever a case gets a position."""

    def __init__(self, connection: sqlite3.Connection, ids: Sequence[int]) -> None:
        self._connection = connection
        self._biggest = max(ids, default=0)
        self._marks = bytearray(self._biggest + 2)  # ids that have no position are marked at 0
        last_first = tuple(reversed(ids))
        self._pick = itemgetter(*last_first, 0) if last_first else None
        connection.create_function(_NAME, 2, self._marks.__setitem__)

    def cases(self, id_column: str, tables: str, values: Sequence[str | int]) -> int:
        """The set of the cases whose ids a query gives; ids that have no position are left out."""
        if self._pick is None:
            return 0
        self._marks[:] = b"0" * len(self._marks)
        known = f"iif({id_column} <= {self._biggest}, {id_column}, {self._biggest + 1})"
        self._connection.execute(f"SELECT count({_NAME}({known}, {_DIGIT_1})) FROM {tables}", values).fetchone()
        return int(bytes(self._pick(self._marks)), 2) >> 1  # the last digit is no case's
