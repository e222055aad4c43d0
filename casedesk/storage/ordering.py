"""Cases in order: the whole library is sorted once for each order, and a search takes its hits out of that."""

import sqlite3
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import compress
from operator import itemgetter
from typing import TypeAlias

from casedesk.domain.filters import Order
from casedesk.storage.bitmaps import flags
from casedesk.storage.case_bits import CaseBits

MINUTES = (
    "coalesce(own_minutes, (length + {pace} - 1) / {pace} + discussion + iif(length > 0 OR discussion > 0, wrap_up, 0))"
)
"""`estimates.class_minutes` in SQL, over case_figures, at so many characters a minute."""
_MANY = 50
"""Above so many changes at once an order is read anew."""
Key: TypeAlias = tuple[int | bytes, int]


@dataclass(frozen=True, slots=True)
class _Sort:
    """What an order goes by. Times go newest first, figures smallest first, titles by pinyin; then by id."""

    key: str
    table: str = "case_figures"
    is_descending: bool = False

    @property
    def id(self) -> str:
        """The column with the case's id."""
        return "id" if self.table == "cases" else "case_id"

    @property
    def all_ids(self) -> str:
        """The query for all ids in order."""
        direction = "DESC" if self.is_descending else "ASC"
        return f"SELECT {self.id} FROM {self.table} ORDER BY {self.key} {direction}, {self.id} {direction}"

    @property
    def key_of_one(self) -> str:
        """The query for one case's key."""
        return f"SELECT {self.key} FROM {self.table} WHERE {self.id} = ?"


class _Ordered:
    """Ids in order, and `pick`, which puts values by position into that order."""

    def __init__(self, ids: list[int], bits: CaseBits) -> None:
        positions = bits.known(ids)
        if len(positions) != len(ids):  # written since the last refresh
            ids = [bits.ids[position] for position in positions]
        self.ids = ids
        self.pick: Callable[[Sequence[int]], Sequence[int]] = (
            itemgetter(*positions) if len(positions) > 1 else lambda values: [values[place] for place in positions]
        )


class Orderings:
    """The orders of the list, each kept once it has been asked for."""

    def __init__(self, connection: sqlite3.Connection, bits: CaseBits, characters_a_minute: int) -> None:
        self._connection = connection
        self._bits = bits
        newest = _Sort("modified", "cases", is_descending=True)
        self._sorts = {
            Order.RELEVANCE: newest,
            Order.MODIFIED: newest,
            Order.CREATED: _Sort("created", "cases", is_descending=True),
            Order.TITLE: _Sort("title_key"),
            Order.LENGTH: _Sort("length"),
            Order.MINUTES: _Sort(MINUTES.format(pace=characters_a_minute)),
        }
        self._ordered: dict[_Sort, _Ordered] = {}

    def ids(self, found: int, order: Order) -> tuple[int, ...]:
        """The ids of the cases in a set, in order; relevance is newest first here."""
        sort = self._sorts[order]
        ordered = self._ordered.get(sort)
        if ordered is None:
            ids = [row[0] for row in self._connection.execute(sort.all_ids)]
            ordered = self._ordered[sort] = _Ordered(ids, self._bits)
        return tuple(compress(ordered.ids, ordered.pick(flags(found, self._bits.size))))

    def refresh(self, touched: Sequence[int]) -> None:
        """Move these cases, which may be new or gone, to where they belong now."""
        if len(touched) > _MANY:
            self._ordered.clear()
        moved = set(touched)
        for sort, ordered in self._ordered.items():
            ids = [id_ for id_ in ordered.ids if id_ not in moved]
            for id_ in moved:
                self._insert(ids, id_, sort)
            self._ordered[sort] = _Ordered(ids, self._bits)

    def _insert(self, ids: list[int], id_: int, sort: _Sort) -> None:
        key = self._key(id_, sort)
        if key is None:
            return

        def is_behind(other: int) -> bool:
            theirs = self._key(other, sort)
            return theirs is not None and (theirs < key if sort.is_descending else theirs > key)

        ids.insert(bisect_left(ids, True, key=is_behind), id_)

    def _key(self, id_: int, sort: _Sort) -> Key | None:
        row = self._connection.execute(sort.key_of_one, (id_,)).fetchone()
        return None if row is None else (_NEVER if row[0] is None else row[0], id_)


_NEVER = -(2**63)
"""Where there is no time, as SQLite sorts it: before all others."""
