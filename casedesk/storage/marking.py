"""A set of cases straight out of a query, faster than by fetching its ids.

SQLite calls a function with every id; it is the item setter of a byte array, so no Python code runs for a row.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from itertools import pairwise

_NAME = "mark_case"
_DIGIT_1 = ord("1")


class Marker:
    """Turns ids into bitmaps by position. Made anew whenever a case gets a position."""

    def __init__(self, connection: sqlite3.Connection, ids: Sequence[int]) -> None:
        self._connection = connection
        self._biggest = max(ids, default=0)
        self._marks = bytearray(self._biggest + 2)  # ids that are too big are marked at the end
        self._runs = tuple(_runs(ids))
        connection.create_function(_NAME, 2, self._marks.__setitem__)

    def cases(self, id_column: str, tables: str, values: Sequence[str | int]) -> int:
        """The set of the cases whose ids a query gives; ids that have no position are left out."""
        if not self._runs:
            return 0
        self._marks[:] = b"0" * len(self._marks)
        known = f"iif({id_column} <= {self._biggest}, {id_column}, {self._biggest + 1})"
        self._connection.execute(f"SELECT count({_NAME}({known}, {_DIGIT_1})) FROM {tables}", values).fetchone()
        digits = b"".join([self._marks[run.start : run.stop] for run in self._runs])
        return int(digits[::-1], 2)  # the last digit is position 0


def _runs(ids: Sequence[int]) -> Iterator[range]:
    """The ids in their order, as stretches of ids that follow each other: few, for ids are given one by one."""
    breaks = [at for at, (id_, after) in enumerate(pairwise(ids), 1) if after != id_ + 1]
    for start, end in pairwise((0, *breaks, len(ids))):
        if start < end:
            yield range(ids[start], ids[end - 1] + 1)
