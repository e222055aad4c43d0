"""Bytes kept once, by their SHA-256: originals and pictures.

They lie inside the library file, so that one file is the whole library and a backup never lacks its pictures.
"""

import hashlib
import re
from collections.abc import Callable

from casedesk.domain.errors import BadInputError
from casedesk.domain.library import Attachment
from casedesk.storage.driver import sqlite3
from casedesk.storage.left_out import IS_THERE
from casedesk.storage.stores import DocumentStore
from casedesk.storage.transactions import Writer
from casedesk.texts import N_

DIGEST = re.compile("[0-9a-f]{64}")
_REFERRING = (
    "SELECT html FROM section WHERE instr(html, 'attachment:')",
    "SELECT review FROM batch WHERE review <> ''",
    "SELECT kept || other FROM merge WHERE instr(kept || other, 'attachment:')",
    "SELECT kept FROM block_case WHERE instr(kept, 'attachment:')",
    "SELECT pictures FROM case_version WHERE pictures <> ''",
)
_LOOSENING = {
    "INSERT ON main.blob": "1",
    "DELETE ON main.document": "1",
    "UPDATE OF digest ON main.document": "1",
    "DELETE ON main.section": "instr(old.html, 'attachment:')",
    "UPDATE OF html ON main.section": "instr(old.html, 'attachment:')",
    "DELETE ON main.batch": "old.review <> ''",
    "UPDATE OF review ON main.batch": "old.review <> ''",
    "DELETE ON main.merge": "1",
    "UPDATE ON main.merge": "1",
    "DELETE ON main.block_case": "instr(old.kept, 'attachment:')",
    "UPDATE OF kept ON main.block_case": "instr(old.kept, 'attachment:')",
    "DELETE ON main.case_version": "old.pictures <> ''",
    "UPDATE OF pictures ON main.case_version": "old.pictures <> ''",
}
"""What may leave bytes behind that nothing refers to, and when."""


def keep(connection: sqlite3.Connection, data: bytes) -> str:
    """Keep bytes, inside the caller's transaction; their digest. Keeping them again changes nothing, but where a thin
    copy has left them out."""
    digest = hashlib.sha256(data).hexdigest()
    connection.execute(
        "INSERT INTO blob (digest, data) VALUES (?, ?)"
        " ON CONFLICT (digest) DO UPDATE SET data = excluded.data WHERE length(data) = 0",
        (digest, data),
    )
    return digest


def has(connection: sqlite3.Connection, digest: str) -> bool:
    """Whether the bytes behind a digest are kept."""
    query = f"SELECT 1 FROM blob WHERE digest = ? AND {IS_THERE}"
    return connection.execute(query, (digest,)).fetchone() is not None


def keep_picture(
    connection: sqlite3.Connection, data: bytes, media_type: str, *, width: int, height: int, name: str
) -> str:
    """Keep a picture, inside the caller's transaction; its digest."""
    digest = keep(connection, data)
    row = (digest, media_type, width, height, name)
    connection.execute("INSERT OR IGNORE INTO attachment VALUES (?, ?, ?, ?, ?)", row)
    return digest


def data_of(connection: sqlite3.Connection, digest: str) -> bytes:
    """The bytes behind a digest; BadInputError where they are not kept."""
    row = connection.execute(f"SELECT data FROM blob WHERE digest = ? AND {IS_THERE}", (digest,)).fetchone()
    if row is None:
        raise BadInputError(N_("The library does not hold the file or picture {digest}."), digest=digest[:12])
    return row[0]


def watch(connection: sqlite3.Connection, loosened: Callable[[], object]) -> None:
    """From now on tell `loosened` of every write on this connection that may leave bytes which nothing refers to.

    To look for those, all texts are read: a sitting that has only written words need not.
    """
    connection.create_function("loosened", 0, lambda: bool(loosened()))
    try:
        for number, (write, when) in enumerate(_LOOSENING.items()):
            trigger = f"CREATE TEMP TRIGGER loosening_{number} AFTER {write} WHEN {when}"
            connection.execute(f"{trigger} BEGIN SELECT loosened(); END")
    except sqlite3.DatabaseError:  # the tables are not those that they should be; that is told where they are read
        loosened()


def sweep(connection: sqlite3.Connection) -> int:
    """Delete the bytes that no document, case, plan or half-done review refers to; how many there were."""
    others = connection.execute("SELECT digest FROM blob EXCEPT SELECT digest FROM document").fetchall()
    if not others:  # all texts need not be read
        return 0
    used = {digest for query in _REFERRING for (text,) in connection.execute(query) for digest in DIGEST.findall(text)}
    unused = [(digest,) for (digest,) in others if digest not in used]
    connection.executemany("DELETE FROM attachment WHERE digest = ?", unused)
    connection.executemany("DELETE FROM blob WHERE digest = ?", unused)
    return len(unused)


class OriginalStore(DocumentStore):
    """The documents with the bytes they were read from."""

    def __init__(self, connection: sqlite3.Connection, writer: Writer) -> None:
        super().__init__(connection)
        self._writer = writer

    def keep(self, data: bytes) -> str:
        """Keep the bytes of an original; their digest, for `Document.digest`."""
        with self._writer.transaction() as connection:
            return keep(connection, data)

    def has(self, digest: str) -> bool:
        """Whether the bytes of an original are kept."""
        return has(self._connection, digest)

    def original(self, digest: str) -> bytes:
        """The bytes of an original, as they were imported."""
        return data_of(self._connection, digest)


class AttachmentStore:
    """The pictures in cases."""

    def __init__(self, connection: sqlite3.Connection, writer: Writer) -> None:
        self._connection = connection
        self._writer = writer

    def add(self, data: bytes, media_type: str, *, width: int = 0, height: int = 0, name: str = "") -> Attachment:
        """Keep a picture; the same bytes are kept once, with the name they first came under."""
        with self._writer.transaction() as connection:
            digest = keep_picture(connection, data, media_type, width=width, height=height, name=name)
        return self.get(digest)

    def get(self, digest: str) -> Attachment:
        """What is known of a picture; BadInputError where it is not kept."""
        query = "SELECT digest, media_type, width, height, name FROM attachment WHERE digest = ?"
        row = self._connection.execute(query, (digest,)).fetchone()
        if row is None:
            raise BadInputError(N_("The library does not hold the file or picture {digest}."), digest=digest[:12])
        return Attachment(*row)

    def has(self, digest: str) -> bool:
        """Whether a picture is kept."""
        query = "SELECT 1 FROM attachment WHERE digest = ?"
        return has(self._connection, digest) and self._connection.execute(query, (digest,)).fetchone() is not None

    def data(self, digest: str) -> bytes:
        """The bytes of a picture."""
        return data_of(self._connection, digest)
