"""All cases in memory, by columns: figures in arrays, facet values as bitmaps. No object per case.

A case has a position from when it is first seen and keeps it; `present` says which positions hold a case now.
"""

import sqlite3
from array import array
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from casedesk.domain.case import FREE_FACETS, Facet
from casedesk.domain.estimates import estimate_of, length_class
from casedesk.domain.filters import NAMELESS
from casedesk.storage.bitmaps import bitmap, union

_COLUMNS = (
    "SELECT id, outcome, difficulty, state, source, language, health, length, discussion, wrap_up, minutes,"
    " created, modified, trashed, batch_id FROM cases JOIN case_figures ON case_id = id"
)
_SINGLE = (Facet.OUTCOME, Facet.DIFFICULTY, Facet.STATE, Facet.SOURCE, Facet.LANGUAGE)
_JOINED = {
    Facet.COLLECTION: "SELECT name, case_id FROM collection_case JOIN collection ON id = collection_id",
    Facet.USED: "SELECT group_name, case_id FROM use_record",
    Facet.BATCH: "SELECT name, case_id FROM (SELECT id AS case_id, batch_id FROM cases) JOIN batch ON id = batch_id",
}
"""Facets whose values are kept elsewhere: value and case."""
_CHOSEN = "IN (SELECT value FROM json_each(?))"
NEVER = -(2**63)
"""Stands for a time that is not known."""


class CaseColumns:
    """What the filter panel and the sorting need to know of every case."""

    def __init__(self, connection: sqlite3.Connection, characters_a_minute: int) -> None:
        self._connection = connection
        self._pace = characters_a_minute
        self.ids = array("q")
        self.minutes = array("i")
        self.length = array("i")
        self.created = array("q")
        self.modified = array("q")
        self.present = 0
        self.trashed = 0
        self.imported = 0
        self.values: dict[Facet, dict[str, int]] = {facet: {} for facet in Facet}
        self._position: dict[int, int] = {}
        self._valued: dict[Facet, int] = {}
        self._take(connection.execute(f"{_COLUMNS} ORDER BY id").fetchall())
        self._take_free_values("")
        for facet in _JOINED:
            self._take_joined(facet, "")

    @property
    def size(self) -> int:
        """The number of positions."""
        return len(self.ids)

    def position_of(self, case_id: int) -> int | None:
        """The position of a case; None for one that is not known."""
        return self._position.get(case_id)

    def known(self, case_ids: Iterable[int]) -> list[int]:
        """The positions of those cases that are known."""
        get = self._position.get
        return [position for case_id in case_ids if (position := get(case_id)) is not None]

    def with_value(self, facet: Facet) -> int:
        """The cases that have any value of a facet."""
        found = self._valued.get(facet)
        if found is None:
            found = self._valued[facet] = union(self.values[facet].values())
        return found

    def update(self, case_ids: Sequence[int]) -> list[int]:
        """Read these cases again, with all their facets; the positions that were touched."""
        self._forget(bitmap(self.known(case_ids), self.size))
        listed = "[" + ",".join(map(str, case_ids)) + "]"
        self._take(self._connection.execute(f"{_COLUMNS} WHERE id {_CHOSEN} ORDER BY id", (listed,)).fetchall())
        self._take_free_values(f" AND case_id {_CHOSEN}", listed)
        for facet in _JOINED:
            self._take_joined(facet, f" WHERE case_id {_CHOSEN}", listed)
        return self.known(case_ids)

    def reload(self, facet: Facet) -> None:
        """Read a facet again whose values are kept outside the cases; others are left as they are."""
        if facet in _JOINED:
            self.values[facet] = {}
            self._take_joined(facet, "")

    def _take_joined(self, facet: Facet, condition: str, *values: str) -> None:
        grouped: dict[str, list[int]] = defaultdict(list)
        for value, case_id in self._connection.execute(_JOINED[facet] + condition, values):
            position = self._position.get(case_id)
            if position is not None:
                grouped[value or NAMELESS].append(position)
        self._merge({facet: grouped})

    def _forget(self, mask: int) -> None:
        keep = ~mask
        self.present &= keep
        self.trashed &= keep
        self.imported &= keep
        for values in self.values.values():
            for value, found in values.items():
                values[value] = found & keep
        self._valued.clear()

    def _take(self, rows: Sequence[tuple[Any, ...]]) -> None:
        places = [self._place(row[0]) for row in rows]
        gathered: dict[Facet, dict[str, list[int]]] = {facet: defaultdict(list) for facet in Facet}
        columns = tuple(gathered[facet] for facet in _SINGLE)
        healthy, lengthy = gathered[Facet.HEALTH], gathered[Facet.LENGTH]
        trashed: list[int] = []
        imported: list[int] = []
        for place, row in zip(places, rows, strict=True):
            _, outcome, difficulty, state, source, language, health, length, discussion, wrap_up, minutes, *rest = row
            for column, value in zip(columns, (outcome, difficulty, state, source, language), strict=True):
                if value:
                    column[value].append(place)
            healthy[health].append(place)
            lengthy[length_class(length).value].append(place)
            if minutes is None:
                minutes = estimate_of(length, discussion, wrap_up, characters_a_minute=self._pace).total
            self._set(place, minutes, length, *rest[:2])
            if rest[2] is not None:
                trashed.append(place)
            if rest[3] is not None:
                imported.append(place)
        gathered[Facet.HEALTH] = _single_words(healthy)
        self._merge(gathered)
        self.present |= bitmap(places, self.size)
        self.trashed |= bitmap(trashed, self.size)
        self.imported |= bitmap(imported, self.size)

    def _set(self, place: int, minutes: int, length: int, created: int | None, modified: int | None) -> None:
        self.minutes[place] = minutes
        self.length[place] = length
        self.created[place] = NEVER if created is None else created
        self.modified[place] = NEVER if modified is None else modified

    def _place(self, case_id: int) -> int:
        place = self._position.get(case_id)
        if place is None:
            place = self._position[case_id] = len(self.ids)
            self.ids.append(case_id)
            for column in (self.minutes, self.length, self.created, self.modified):
                column.append(0)
        return place

    def _take_free_values(self, condition: str, *values: str) -> None:
        gathered: dict[Facet, dict[str, list[int]]] = {}
        get = self._position.get
        for facet in FREE_FACETS:
            grouped: dict[str, list[int]] = defaultdict(list)
            query = f"SELECT value, group_concat(case_id) FROM case_facet WHERE facet = ?{condition} GROUP BY value"
            for value, listed in self._connection.execute(query, (facet.value, *values)):
                if value:
                    found = map(get, map(int, listed.split(",")))
                    grouped[value] = [place for place in found if place is not None]
            gathered[facet] = grouped
        self._merge(gathered)

    def _merge(self, gathered: Mapping[Facet, Mapping[str, Sequence[int]]]) -> None:
        for facet, grouped in gathered.items():
            values = self.values[facet]
            for value, places in grouped.items():
                values[value] = values.get(value, 0) | bitmap(places, self.size)
        self._valued.clear()


def _single_words(combined: Mapping[str, Sequence[int]]) -> dict[str, list[int]]:
    """Positions by each word of values that hold several words."""
    single: dict[str, list[int]] = defaultdict(list)
    for words, places in combined.items():
        for word in words.split():
            single[word].extend(places)
    return single
