"""Stories that are told more than once: their tellings that are not in the trash."""

import json
from collections import defaultdict
from collections.abc import Sequence

from casedesk.domain.families import told
from casedesk.storage.driver import sqlite3

_MEMBERS = (
    "SELECT family_id, best_id, case_id, language FROM family_case JOIN family ON family.id = family_id"
    " JOIN cases ON cases.id = case_id AND cases.trashed IS NULL"
)
_OF_CASES = " WHERE family_id IN (SELECT family_id FROM family_case WHERE case_id IN (SELECT value FROM json_each(?)))"
_ORDER = " ORDER BY family_id, position"


def stories(connection: sqlite3.Connection) -> tuple[tuple[int, ...], ...]:
    """The tellings of every story that has several, the best one first."""
    return _told(connection.execute(_MEMBERS + _ORDER).fetchall())


def stories_of(connection: sqlite3.Connection, case_ids: Sequence[int]) -> tuple[tuple[int, ...], ...]:
    """The same for those stories that any of these cases tells."""
    return _told(connection.execute(_MEMBERS + _OF_CASES + _ORDER, (json.dumps(list(case_ids)),)).fetchall())


def _told(rows: Sequence[tuple[int, int, int, str]]) -> tuple[tuple[int, ...], ...]:
    members: dict[tuple[int, int], dict[int, str]] = defaultdict(dict)
    for family_id, best_id, case_id, language in rows:
        members[family_id, best_id][case_id] = language
    return tuple(story for (_, best_id), languages in members.items() for story in told(best_id, languages))
