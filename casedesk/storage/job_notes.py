"""Notes of the long jobs that are under way: one that is there at the next start tells of a crash.

They lie in the library, so that a protected one gives nothing away, and the note of a change goes with the change, in
one transaction: where it is still there, nothing has been changed. A copy of the library has none.
"""

from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any, cast
from uuid import uuid4

from casedesk.domain.errors import LibraryError
from casedesk.storage.driver import sqlite3
from casedesk.storage.stores import SettingStore, write_settings

_NOTES = "unfinished."
_KEYS = (f"app.{_NOTES}", f"app.{_NOTES}\U0010ffff")


class JobNotes:
    """The notes of one library."""

    def __init__(self, settings: SettingStore, clock: Callable[[], datetime]) -> None:
        self._settings = settings
        self._clock = clock

    def begin(self, name: str, **details: Any) -> str:
        """Note that a job begins; what to end it by. Where the library is only read nothing is kept."""
        key = f"{_NOTES}{uuid4().hex}"
        self._keep(key, _note(name, self._clock(), details))
        return key

    def add(self, key: str, **details: Any) -> None:
        """Note more about a job."""
        self._keep(key, {**(self._settings.get(key) or {}), **details})

    def end(self, key: str) -> None:
        """Note that a job has ended, whichever way."""
        self._keep(key, None)

    def left(self) -> dict[str, dict[str, Any]]:
        """What is noted, by what to end it by; at the start that is what a crash has cut short."""
        notes = self._settings.below(_NOTES).items()
        return {f"{_NOTES}{key}": cast("dict[str, Any]", note) for key, note in notes if isinstance(note, dict)}

    def _keep(self, key: str, note: dict[str, Any] | None) -> None:
        with suppress(LibraryError):  # a full disk keeps nobody from a job that needs no room there
            self._settings.set(key, note)


def begin_with(connection: sqlite3.Connection, name: str, **details: Any) -> str:
    """Note that a job begins, inside the caller's transaction; what to end it by."""
    key = f"{_NOTES}{uuid4().hex}"
    write_settings(connection, "", {key: _note(name, datetime.now(UTC), details)})
    return key


def end_with(connection: sqlite3.Connection, key: str) -> None:
    """Forget a job in the same transaction as what it has done."""
    connection.execute("DELETE FROM setting WHERE key = ?", (f"app.{key}",))


def forget(connection: sqlite3.Connection) -> None:
    """Forget all jobs, inside the caller's transaction."""
    connection.execute("DELETE FROM setting WHERE key >= ? AND key < ?", _KEYS)


def _note(name: str, begun: datetime, details: dict[str, Any]) -> dict[str, Any]:
    return {"name": name, "begun": begun.isoformat(), **details}
