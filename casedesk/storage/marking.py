"""A set of cases straight out of a query, faster than by fetching its ids row by row.

SQLite writes the ids as one JSON list, in C and without Python's lock, so the window is not held up meanwhile.
"""

import json
from collections.abc import Iterator, Sequence
from itertools import pairwise

from casedesk.storage.driver import sqlite3

_ONE = ord("1")


class Marker:
    """Turns ids into bitmaps by position. Made anew whenever a case gets a position."""

    def __init__(self, connection: sqlite3.Connection, ids: Sequence[int]) -> None:
        self._connection = connection
        self._none = b"0" * (max(ids, default=0) + 1)
        self._runs = tuple(_runs(ids))

    def cases(self, id_column: str, tables: str, values: Sequence[str | int]) -> int:
        """The set of the cases whose ids a query gives; ids that have no position are left out."""
        if not self._runs:
            return 0
        (listed,) = self._connection.execute(f"SELECT json_group_array({id_column}) FROM {tables}", values).fetchone()
        marks = self._marked(json.loads(listed))
        digits = b"".join([marks[run.start : run.stop] for run in self._runs])
        return int(digits[::-1], 2)  # the last digit is position 0

    def _marked(self, ids: Sequence[int]) -> bytearray:
        marks = bytearray(self._none)
        try:
            for id_ in ids:
                marks[id_] = _ONE
        except IndexError:  # cases that were written since
            return self._marked([id_ for id_ in ids if id_ < len(marks)])
        return marks


def _runs(ids: Sequence[int]) -> Iterator[range]:
    """The ids in their order, as stretches of ids that follow each other: few, for ids are given one by one."""
    breaks = [at for at, (id_, after) in enumerate(pairwise(ids), 1) if after != id_ + 1]
    for start, end in pairwise((0, *breaks, len(ids))):
        if start < end:
            yield range(ids[start], ids[end - 1] + 1)
