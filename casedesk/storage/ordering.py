"""Cases in order: the whole library is sorted once for each order, and a search takes its hits out of that."""

import sqlite3
from bisect import insort
from collections.abc import Callable, Sequence
from itertools import compress

from casedesk.domain.filters import Order
from casedesk.storage.bitmaps import flags, positions
from casedesk.storage.case_columns import CaseColumns

_MANY = 50
"""Above so many changes at once an order is made anew."""
_SPARSE = 50
"""Below one hit in so many cases the hits themselves are sorted."""


class Orderings:
    """The orders of the list, each kept once it has been asked for."""

    def __init__(self, connection: sqlite3.Connection, columns: CaseColumns) -> None:
        self._connection = connection
        self._columns = columns
        self._sorted: dict[Order, list[int]] = {}

    def ids(self, found: int, order: Order) -> tuple[int, ...]:
        """The ids of the cases in a set, in order. Times newest first, figures smallest first, titles by pinyin."""
        size, ids = self._columns.size, self._columns.ids
        key = self._key(order)
        if key is not None and found.bit_count() * _SPARSE < size:
            return tuple(ids[position] for position in sorted(positions(found), key=key))
        ordered = self._ordered(order)
        chosen = flags(found, size)
        return tuple(map(ids.__getitem__, compress(ordered, map(chosen.__getitem__, ordered))))

    def refresh(self, touched: Sequence[int]) -> None:
        """Move the cases at these positions, which may be new, to where they belong now."""
        self._sorted.pop(Order.TITLE, None)
        if len(touched) > _MANY:
            self._sorted.clear()
        for order, ordered in self._sorted.items():
            key = self._key(order)
            moved = set(touched)
            ordered[:] = [position for position in ordered if position not in moved]
            for position in sorted(moved):
                insort(ordered, position, key=key)

    def _ordered(self, order: Order) -> list[int]:
        found = self._sorted.get(order)
        if found is None:
            key = self._key(order)
            found = self._by_title() if key is None else sorted(range(self._columns.size), key=key)
            self._sorted[order] = found
        return found

    def _key(self, order: Order) -> "Callable[[int], tuple[int, int]] | None":
        """What positions are sorted by; None for titles, which are not in memory. Relevance here means newest first."""
        columns = self._columns
        match order:
            case Order.RELEVANCE | Order.MODIFIED:
                modified = columns.modified
                return lambda position: (-modified[position], -position)
            case Order.CREATED:
                created = columns.created
                return lambda position: (-created[position], -position)
            case Order.MINUTES:
                minutes = columns.minutes
                return lambda position: (minutes[position], position)
            case Order.LENGTH:
                length = columns.length
                return lambda position: (length[position], position)
            case Order.TITLE:
                return None

    def _by_title(self) -> list[int]:
        rows = self._connection.execute("SELECT case_id FROM case_figures ORDER BY title_key, case_id")
        return self._columns.known(row[0] for row in rows)
