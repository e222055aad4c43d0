"""Which case has which facet value, in memory: one bitmap for each value, no object per case.

A case has a position from when it is first seen and keeps it; `present` says which positions hold a case now.
"""

import json
from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from casedesk.domain.case import FREE_FACETS, Facet
from casedesk.domain.estimates import LENGTH_LIMITS, Length
from casedesk.domain.filters import NAMELESS, TREE_FACETS, parents
from casedesk.storage.bitmaps import bitmap, union
from casedesk.storage.driver import sqlite3
from casedesk.storage.marking import Marker
from casedesk.storage.private_words import health_words, private_kinds

_LENGTHS = " ".join(f"WHEN length < {limit} THEN '{name}'" for name, limit in LENGTH_LIMITS.items())
_SOURCES = {
    Facet.STATE: ("state", "id", "cases"),
    Facet.OUTCOME: ("outcome", "id", "cases"),
    Facet.DIFFICULTY: ("difficulty", "id", "cases"),
    Facet.SOURCE: ("source", "id", "cases"),
    Facet.LANGUAGE: ("language", "id", "cases"),
    Facet.HEALTH: ("health", "case_id", "case_figures"),
    Facet.PRIVATE: ("health", "case_id", "case_figures"),
    Facet.LENGTH: (f"CASE {_LENGTHS} ELSE '{Length.LONG}' END", "case_id", "case_figures"),
    Facet.COLLECTION: ("name", "case_id", "collection_case JOIN collection ON id = collection_id"),
    Facet.USED: ("group_name", "case_id", "use_record"),
    Facet.BATCH: ("name", "cases.id", "cases JOIN batch ON batch.id = batch_id"),
    **{facet: ("value", "case_id", f"case_facet WHERE facet = '{facet}'") for facet in FREE_FACETS},
}
"""Where a facet's values stand: value, case, and the tables. Each is read off an index."""
_NAMED = {Facet.COLLECTION, Facet.USED, Facet.BATCH}


class CaseBits:
    """What the filter panel needs to know of every case."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.ids = array("q")
        self.present = 0
        self.trashed = 0
        self.values: dict[Facet, dict[str, int]] = {facet: {} for facet in Facet}
        self._position: dict[int, int] = {}
        self._valued: dict[Facet, int] = {}
        self._marker: Marker | None = None
        self._read(())

    @property
    def size(self) -> int:
        """The number of positions."""
        return len(self.ids)

    def position_of(self, case_id: int) -> int | None:
        """The position of a case; None for one that is not known."""
        return self._position.get(case_id)

    def known(self, case_ids: Sequence[int]) -> list[int]:
        """The positions of those cases that are known, in their order."""
        try:
            return list(map(self._position.__getitem__, case_ids))
        except KeyError:
            return [self._position[case_id] for case_id in case_ids if case_id in self._position]

    def found_by(self, id_column: str, tables: str, values: Sequence[str | int]) -> int:
        """The set of the cases that a query finds: the column with their ids, what follows FROM, its values."""
        if self._marker is None:
            self._marker = Marker(self._connection, self.ids)
        return self._marker.cases(id_column, tables, values)

    def with_value(self, facet: Facet) -> int:
        """The cases that have any value of a facet."""
        found = self._valued.get(facet)
        if found is None:
            found = self._valued[facet] = union(self.values[facet].values())
        return found

    def update(self, case_ids: Sequence[int]) -> None:
        """Read these cases again, with all their facets."""
        keep = ~bitmap(self.known(case_ids), self.size)
        self.present &= keep
        self.trashed &= keep
        for values in self.values.values():
            for value, found in values.items():
                values[value] = found & keep
        self._read(case_ids)

    def reload(self, facet: Facet) -> None:
        """Read a facet again, for all cases."""
        self.values[facet] = {}
        self._read_facet(facet, ())

    def _read(self, case_ids: Sequence[int]) -> None:
        """Read these cases, or all where none are named. Every case has a state, so states come first."""
        self._place(sorted(chain.from_iterable(ids for _, ids in self._grouped(*_SOURCES[Facet.STATE], case_ids))))
        for facet in Facet:
            self._read_facet(facet, case_ids)
        self.present |= self.with_value(Facet.STATE)
        self.trashed |= union(
            bitmap(self.known(ids), self.size)
            for _, ids in self._grouped("1", "id", "cases WHERE trashed IS NOT NULL", case_ids)
        )

    def _read_facet(self, facet: Facet, case_ids: Sequence[int]) -> None:
        values = self.values[facet]
        for value, ids in self._grouped(*_SOURCES[facet], case_ids):
            found = bitmap(self.known(ids), self.size)
            for word in _words(facet, value):
                values[word] = values.get(word, 0) | found
        self._valued.pop(facet, None)

    def _grouped(
        self, value: str, case_id: str, tables: str, case_ids: Sequence[int]
    ) -> Iterator[tuple[str | None, list[int]]]:
        """Every value with the ids of its cases. A JSON list costs a third of as many rows."""
        condition, values = "", ()
        if case_ids:
            condition = f" {'AND' if ' WHERE ' in tables else 'WHERE'} {case_id} IN (SELECT value FROM json_each(?))"
            values = ("[" + ",".join(map(str, case_ids)) + "]",)
        query = f"SELECT {value} AS word, json_group_array({case_id}) FROM {tables}{condition} GROUP BY word"
        for word, listed in self._connection.execute(query, values):
            yield word, json.loads(listed)

    def _place(self, case_ids: Iterable[int]) -> None:
        """Give positions to the cases that have none."""
        new = [case_id for case_id in case_ids if case_id not in self._position]
        self._position.update(zip(new, range(self.size, self.size + len(new)), strict=True))
        self.ids.extend(new)
        if new:
            self._marker = None


def _words(facet: Facet, value: str | None) -> Iterable[str]:
    """The facet values in what is stored: health holds several words, a part stands for its whole, nothing is none."""
    if facet is Facet.HEALTH:
        return health_words(value or "")
    if facet is Facet.PRIVATE:
        return private_kinds(value or "")
    name = value or (NAMELESS if facet in _NAMED else "")
    if not name:
        return ()
    return (*parents(name), name) if facet in TREE_FACETS else (name,)
