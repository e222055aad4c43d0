"""The rows of a table that can be read, where some of its pages cannot.

A table is read from its front until a page fails; then the next key is looked for from which on it can be read again,
by ever larger steps and back by halves, so that a page costs a few dozen looks however many rows are behind it. What
keys tell may be spoilt too, so such a table is read from its end as well.
"""

from collections.abc import Generator, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from casedesk.storage import connecting, keyring
from casedesk.storage.driver import sqlite3

Row = Sequence[object]
LARGEST = 1 << 40
"""No id is larger."""
_LOOKS = 4000
"""So many looks at one table; in one that is ruined everywhere each row would cost some."""


class Source:
    """A damaged library that is read, and not written to. SQLCipher reads no page any more behind one that it could
    not decipher, so an encrypted one is opened anew."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._is_plain = keyring.key_of(path) is None
        self.connection = self._connected()

    def begin_anew(self) -> None:
        """Get over an error."""
        if not self._is_plain:
            self.connection.close()
            self.connection = self._connected()

    def close(self) -> None:
        """Close the file."""
        self.connection.close()

    def version(self) -> int:
        """The version of the tables that the file says it has; 0 where it does not say."""
        with suppress(sqlite3.DatabaseError):
            return self.connection.execute("PRAGMA user_version").fetchone()[0]
        return 0

    def tables(self) -> tuple[str, ...]:
        """The names of the tables, as many as can be read."""
        found: list[str] = []
        with suppress(sqlite3.DatabaseError):
            query = "SELECT name FROM sqlite_schema WHERE type = 'table' AND rootpage > 0"
            for (name,) in self.connection.execute(query):
                found.append(name)
        return tuple(found)

    def columns(self, table: str) -> frozenset[str]:
        """The names of a table's columns."""
        with suppress(sqlite3.DatabaseError):
            rows = self.connection.execute("SELECT name FROM pragma_table_info(?)", (table,))
            return frozenset(name for (name,) in rows)
        return frozenset()

    def _connected(self) -> sqlite3.Connection:
        connection = connecting.connect(self._path, mode="rw")
        with suppress(sqlite3.DatabaseError):
            connection.execute("PRAGMA query_only = ON")
            connection.execute("PRAGMA writable_schema = ON")  # a schema that is partly read is better than none
        return connection


class ReadableRows:
    """The rows of one table: `names` are their columns, `key` the one they lie by."""

    def __init__(self, source: Source, table: str, names: str, key: str, *, has_numbers: bool) -> None:
        self._source = source
        self._query = f"SELECT {names}, {key} FROM {table} NOT INDEXED"
        self._key = key
        self._has_numbers = has_numbers
        self._looks = 0
        self.has_gaps = False
        """Whether some row could not be read, once all have been asked for."""

    def __iter__(self) -> Iterator[Row]:
        """Each row at least once."""
        if not self._has_numbers:
            yield from self._run("")
            if self.has_gaps:
                yield from self._run(f" ORDER BY {self._key} DESC")
            return
        start = 0
        at = yield from self._run_from(start)
        while at is not None:
            start = self._readable_from(max(at, start) + 1)
            if start > LARGEST or self._looks > _LOOKS:
                break
            at = yield from self._run_from(start)
        if self.has_gaps:
            yield from self._run(f" ORDER BY {self._key} DESC")

    def _run(self, order: str) -> Iterator[Row]:
        try:
            for row in self._source.connection.execute(self._query + order):
                yield row[:-1]
        except sqlite3.DatabaseError:
            self._get_over()

    def _run_from(self, start: int) -> Generator[Row, None, int | None]:
        """The rows from a key on; the last key before a page that cannot be read, None where there is none."""
        last = start - 1
        try:
            query = f"{self._query} WHERE {self._key} >= ? ORDER BY {self._key}"
            for row in self._source.connection.execute(query, (start,)):
                if isinstance(row[-1], int) and row[-1] <= LARGEST:
                    last = row[-1]
                yield row[:-1]
        except sqlite3.DatabaseError:
            self._get_over()
            return last
        return None

    def _readable_from(self, low: int) -> int:
        """The first key from `low` on at which reading can begin; beyond all where there is none."""
        if self._is_readable(low):
            return low
        step = 1
        while not self._is_readable(low + step):
            step *= 2
            if low + step > LARGEST or self._looks > _LOOKS:
                return LARGEST + 1
        bad, good = low + step // 2, low + step
        while good - bad > 1:
            middle = (bad + good) // 2
            bad, good = (bad, middle) if self._is_readable(middle) else (middle, good)
        return good

    def _is_readable(self, key: int) -> bool:
        self._looks += 1
        try:
            query = f"{self._query} WHERE {self._key} >= ? ORDER BY {self._key} LIMIT 1"
            self._source.connection.execute(query, (key,)).fetchone()
        except sqlite3.DatabaseError:
            self._get_over()
            return False
        return True

    def _get_over(self) -> None:
        self.has_gaps = True
        self._source.begin_anew()
