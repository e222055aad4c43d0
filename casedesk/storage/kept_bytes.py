"""Pictures and originals whose bytes are not what they were, or not there; and the same bytes out of backups."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing, suppress
from pathlib import Path

from casedesk.domain.errors import LibraryError
from casedesk.storage import connecting
from casedesk.storage.blobs import DIGEST
from casedesk.storage.driver import sqlite3
from casedesk.storage.left_out import Elsewhere, is_sound
from casedesk.storage.writing import Watch

_MANY = 50
"""Bytes of so many digests are looked at between two reports."""


def altered(connection: sqlite3.Connection, watch: Watch | None = None) -> frozenset[str]:
    """The digests whose bytes are not those that were kept; nothing else would tell of a bit that has flipped there.

    `watch` is told how many of how many were looked at, and may raise to give up.
    """
    digests = [row[0] for row in connection.execute("SELECT digest FROM main.blob ORDER BY rowid")]
    wrong: set[str] = set()
    for at, digest in enumerate(digests):
        if watch is not None and at % _MANY == 0:
            watch(at, len(digests))
        (data,) = connection.execute("SELECT data FROM blob WHERE digest = ?", (digest,)).fetchone()
        if not is_sound(digest, data):
            wrong.add(digest)
    return frozenset(wrong)


def pictures_without(connection: sqlite3.Connection, wrong: Iterable[str]) -> Mapping[str, tuple[int, ...]]:
    """The digests of pictures in cases that are missing, or among the `wrong` ones, and the cases that show them."""
    kept = {row[0] for row in connection.execute("SELECT digest FROM attachment JOIN blob USING (digest)")} - {*wrong}
    lost: defaultdict[str, set[int]] = defaultdict(set)
    for case_id, html in connection.execute("SELECT case_id, html FROM section WHERE instr(html, 'attachment:')"):
        for digest in DIGEST.findall(html):
            if digest not in kept:
                lost[digest].add(case_id)
    return {digest: tuple(sorted(ids)) for digest, ids in lost.items()}


def originals_without(connection: sqlite3.Connection, wrong: Iterable[str]) -> frozenset[str]:
    """The digests of imported files that are missing, or among the `wrong` ones."""
    kept = {row[0] for row in connection.execute("SELECT digest FROM blob")} - {*wrong}
    named = {row[0] for row in connection.execute("SELECT digest FROM document WHERE digest <> ''")}
    return frozenset(named - kept)


def bring_back(connection: sqlite3.Connection, digests: Iterable[str], backups: Sequence[Path]) -> frozenset[str]:
    """Take bytes out of backups, and the blob files beside them, inside the caller's transaction; what was found."""
    found: set[str] = set()
    with closing(Elsewhere(backups)) as elsewhere:
        for digest in digests:
            data = elsewhere.data(digest)
            if data is not None and is_sound(digest, data):
                _put(connection, digest, data)
                found.add(digest)
    _describe(connection, found, backups)
    return frozenset(found)


def _put(connection: sqlite3.Connection, digest: str, data: bytes) -> None:
    connection.execute(
        "INSERT INTO blob (digest, data) VALUES (?, ?) ON CONFLICT (digest) DO UPDATE SET data = excluded.data",
        (digest, data),
    )


def _describe(connection: sqlite3.Connection, digests: Iterable[str], backups: Sequence[Path]) -> None:
    """What is known of pictures, where the library has lost that too; blob files know nothing of them."""
    known = {row[0] for row in connection.execute("SELECT digest FROM attachment")}
    wanted = sorted({*digests} - known)
    for backup in backups if wanted else ():
        with (
            suppress(LibraryError, sqlite3.DatabaseError),  # one that cannot be read has nothing to give
            closing(connecting.connect(backup, mode="ro")) as source,
        ):
            query = "SELECT digest, media_type, width, height, name FROM attachment WHERE digest = ?"
            rows = [row for digest in wanted if (row := source.execute(query, (digest,)).fetchone())]
            connection.executemany("INSERT OR IGNORE INTO attachment VALUES (?, ?, ?, ?, ?)", rows)
