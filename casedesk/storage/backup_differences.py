"""What a copy of a library has, and what has happened to the library since it was made. The copy may be an older
version of the program's: only what every version has is read."""

from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from casedesk.domain.errors import LibraryError
from casedesk.storage import connecting
from casedesk.storage.driver import sqlite3
from casedesk.texts import N_

_SAME = "other.id = one.id AND other.uid = one.uid"
_ONLY = "SELECT one.id FROM {here}.{table} one WHERE NOT EXISTS (SELECT 1 FROM {there}.{table} other WHERE {same})"
_CHANGED = (
    "SELECT one.id FROM copy.{table} one JOIN main.{table} other ON {same}"
    " WHERE one.modified IS NOT other.modified OR one.trashed IS NOT other.trashed"
)


@dataclass(frozen=True, slots=True)
class Differences:
    """Of cases and of plans: how many the copy has, and the ids in it of those that are gone or changed since."""

    cases: int
    plans: int
    added: int
    """Cases that came since."""
    changed: tuple[int, ...]
    gone: tuple[int, ...]
    plans_added: int
    plans_changed: tuple[int, ...]
    plans_gone: tuple[int, ...]

    @property
    def is_same(self) -> bool:
        """Whether nothing has happened since."""
        lists = (self.changed, self.gone, self.plans_changed, self.plans_gone)
        return not (self.added or self.plans_added or any(lists))


def differences(copy: Path, library: Path) -> Differences:
    """Hold a copy against the library, which may be open. Raises LibraryError where one of them cannot be read."""
    try:
        with closing(connecting.connect(library, mode="ro")) as connection:
            connecting.attach(connection, copy, "copy")
            return _differences(connection)
    except sqlite3.DatabaseError as error:
        raise LibraryError(N_("The copy “{name}” is damaged."), name=copy.name) from error


def _differences(connection: sqlite3.Connection) -> Differences:
    def ids(query: str, table: str, here: str = "copy", there: str = "main") -> tuple[int, ...]:
        asked = query.format(table=table, here=here, there=there, same=_SAME)
        return tuple(row[0] for row in connection.execute(asked))

    def count(table: str) -> int:
        return connection.execute(f"SELECT count(*) FROM copy.{table} WHERE trashed IS NULL").fetchone()[0]

    return Differences(
        cases=count("cases"),
        plans=count("plan"),
        added=len(ids(_ONLY, "cases", "main", "copy")),
        changed=ids(_CHANGED, "cases"),
        gone=ids(_ONLY, "cases"),
        plans_added=len(ids(_ONLY, "plan", "main", "copy")),
        plans_changed=ids(_CHANGED, "plan"),
        plans_gone=ids(_ONLY, "plan"),
    )
