"""What a thin copy of a library leaves out: the bytes of its pictures and originals, which lie beside it.

A thin copy is a library like any other, with nothing behind the digest of a picture or an original. The bytes are in
blob files, or in whole copies: in any file with a table of them.
"""

import hashlib
from collections.abc import Callable, Iterable
from contextlib import closing, suppress
from pathlib import Path

from casedesk.domain.errors import LibraryError
from casedesk.storage import connecting
from casedesk.storage.driver import sqlite3
from casedesk.storage.guarded import reason_of
from casedesk.texts import N_

_OF_NOTHING = hashlib.sha256(b"").hexdigest()
IS_THERE = f"(length(data) > 0 OR digest = '{_OF_NOTHING}')"
"""Whether the bytes of a row of `blob` are there, in SQL; an empty file is whole."""
_MOST_OPEN = 16
"""Files that are held open at once; there may be many small ones."""
_AT_ONCE = 64_000_000
"""Bytes that are brought back in one transaction."""


def left_out(path: Path) -> frozenset[str]:
    """The digests whose bytes are not in a copy. Raises LibraryError where it cannot be read."""
    try:
        with closing(connecting.connect(path, mode="ro")) as connection:
            return lacking(connection)
    except sqlite3.DatabaseError as error:
        raise LibraryError(N_("The copy “{name}” is damaged."), name=path.name) from error


def lacking(connection: sqlite3.Connection) -> frozenset[str]:
    """The digests whose bytes are not in the library of a connection."""
    return frozenset(row[0] for row in connection.execute(f"SELECT digest FROM blob WHERE NOT {IS_THERE}"))


def is_sound(digest: str, data: bytes) -> bool:
    """Whether these are the bytes that a digest was made of."""
    return hashlib.sha256(data).hexdigest() == digest


class Elsewhere:
    """Finds bytes in the files that may hold them. Use it on one thread, and close it."""

    def __init__(self, files: Iterable[Path]) -> None:
        self._files = tuple(files)
        self._places: dict[str, list[Path]] | None = None
        self._open: dict[Path, sqlite3.Connection] = {}

    def data(self, digest: str) -> bytes | None:
        """The bytes behind a digest: sound ones where there are any, and None where there are none at all."""
        spoilt = None
        for file in self._found().get(digest, ()):
            data = self._read(file, digest)
            if data is not None and is_sound(digest, data):
                return data
            spoilt = data if data is not None else spoilt
        return spoilt

    def close(self) -> None:
        """Let go of the files."""
        for connection in self._open.values():
            connection.close()
        self._open.clear()

    def _found(self) -> dict[str, list[Path]]:
        if self._places is None:
            self._places = {}
            for file in self._files:
                with suppress(LibraryError, sqlite3.DatabaseError):
                    rows = self._connection(file).execute(f"SELECT digest FROM blob WHERE {IS_THERE}").fetchall()
                    for (digest,) in rows:
                        self._places.setdefault(digest, []).append(file)
        return self._places

    def _read(self, file: Path, digest: str) -> bytes | None:
        with suppress(LibraryError, sqlite3.DatabaseError):
            row = self._connection(file).execute("SELECT data FROM blob WHERE digest = ?", (digest,)).fetchone()
            return row[0] if row else None
        return None

    def _connection(self, file: Path) -> sqlite3.Connection:
        if file not in self._open:
            while len(self._open) >= _MOST_OPEN:
                self._open.pop(next(iter(self._open))).close()
            self._open[file] = connecting.connect(file, mode="ro")
        return self._open[file]


def lend(connection: sqlite3.Connection, files: Iterable[Path]) -> Elsewhere:
    """Let a connection that only reads a thin copy read what it leaves out too, until what is returned is closed."""
    elsewhere = Elsewhere(files)
    connection.create_function("lent", 1, elsewhere.data)
    connection.execute(
        f"""CREATE TEMP VIEW blob AS
        SELECT digest, CASE WHEN {IS_THERE} THEN data ELSE coalesce(lent(digest), data) END AS data FROM main.blob"""
    )
    return elsewhere


def bring_in(
    path: Path,
    files: Iterable[Path],
    watch: Callable[[int, int], object] | None = None,
    *,
    at_once: int = _AT_ONCE,
) -> frozenset[str]:
    """Put what a copy leaves out back into it, as far as it is found; what is still lacking.

    `watch` is told how many of how many, and may raise to give up: what is in by then stays. So many bytes are
    written `at_once`; few, where somebody else works with the copy. Raises LibraryError where the copy cannot be
    read, sqlite3.Error where it cannot be written.
    """
    wanted = sorted(left_out(path))
    if not wanted:
        return frozenset()
    lost: set[str] = set()
    with closing(connecting.connect(path, mode="rw")) as connection, closing(Elsewhere(files)) as elsewhere:
        written = 0
        for at, digest in enumerate(wanted):
            if watch is not None:
                watch(at, len(wanted))
            data = elsewhere.data(digest)
            if data is None:
                lost.add(digest)
                continue
            connection.execute("UPDATE blob SET data = ? WHERE digest = ?", (data, digest))
            written += len(data)
            if written > at_once:
                connection.commit()
                written = 0
        connection.commit()
    return frozenset(lost)


def bring_in_beside(path: Path, files: Iterable[Path], watch: Callable[[int, int], object]) -> frozenset[str]:
    """As `bring_in`, into a library that somebody works with: nobody waits for more than one picture.

    Raises LibraryError where it cannot be written.
    """
    try:
        return bring_in(path, files, watch, at_once=0)
    except sqlite3.Error as error:
        raise LibraryError(N_("The library could not be written: {reason}."), reason=reason_of(error)) from error
