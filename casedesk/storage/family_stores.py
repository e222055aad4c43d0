"""Reading families, pairs that are none, and merges. Writing goes through `Library.apply`."""

from collections.abc import Iterable

from casedesk.domain.families import DistinctPair, Family, MergeRecord, in_order
from casedesk.storage.driver import sqlite3
from casedesk.storage.family_rows import DISTINCT_PAIR, FAMILY, MERGE
from casedesk.storage.stores import Store


class FamilyStore(Store[Family]):
    """The families; a case is in one at most."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        super().__init__(connection, FAMILY)

    def of_case(self, case_id: int) -> Family | None:
        """The family that a case is in."""
        return next(iter(self.of_cases((case_id,))), None)

    def of_cases(self, case_ids: Iterable[int]) -> tuple[Family, ...]:
        """The families that any of these cases is in, oldest first."""
        listed = "[" + ",".join(map(str, case_ids)) + "]"
        members = "SELECT family_id FROM family_case WHERE case_id IN (SELECT value FROM json_each(?))"
        return self.get_many(self._ids(f" WHERE id IN ({members})", (listed,)))


class DistinctPairStore(Store[DistinctPair]):
    """The pairs of cases that were said to be no duplicates."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        super().__init__(connection, DISTINCT_PAIR)

    def of(self, one: int, other: int) -> tuple[DistinctPair, ...]:
        """What was said of two cases; empty where nothing was."""
        return self.get_many(self._ids(" WHERE first_id = ? AND second_id = ?", in_order(one, other)))

    def pairs(self) -> frozenset[tuple[int, int]]:
        """All pairs of ids, the smaller one first."""
        return frozenset(self._connection.execute("SELECT first_id, second_id FROM apart"))


class MergeStore(Store[MergeRecord]):
    """What was merged and can be taken apart again."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        super().__init__(connection, MERGE)

    def of_case(self, case_id: int) -> tuple[MergeRecord, ...]:
        """The merges that a case was kept in, oldest first."""
        return self.get_many(self._ids(" WHERE kept_id = ?", (case_id,)))
