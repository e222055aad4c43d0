"""Bytes kept once, by their SHA-256: originals and pictures.

They lie inside the library file, so that one file is the whole library and a backup never lacks its pictures. What
nothing refers to any more is swept when the library is closed, after the undo stack is gone.
"""

import hashlib
import sqlite3

from casedesk.domain.errors import BadInputError
from casedesk.domain.library import Attachment
from casedesk.storage.stores import DocumentStore
from casedesk.texts import N_


def keep(connection: sqlite3.Connection, data: bytes) -> str:
    """Keep bytes, inside the caller's transaction; their digest. Keeping them again changes nothing."""
    digest = hashlib.sha256(data).hexdigest()
    connection.execute("INSERT OR IGNORE INTO blob (digest, data) VALUES (?, ?)", (digest, data))
    return digest


def data_of(connection: sqlite3.Connection, digest: str) -> bytes:
    """The bytes behind a digest; BadInputError where they are not kept."""
    row = connection.execute("SELECT data FROM blob WHERE digest = ?", (digest,)).fetchone()
    if row is None:
        raise BadInputError(N_("The library does not hold the file or picture {digest}."), digest=digest[:12])
    return row[0]


class OriginalStore(DocumentStore):
    """The documents with the bytes they were read from."""

    def keep(self, data: bytes) -> str:
        """Keep the bytes of an original; their digest, for `Document.digest`."""
        with self._connection:
            return keep(self._connection, data)

    def original(self, digest: str) -> bytes:
        """The bytes of an original, as they were imported."""
        return data_of(self._connection, digest)


class AttachmentStore:
    """The pictures in cases."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def add(self, data: bytes, media_type: str, *, width: int = 0, height: int = 0, name: str = "") -> Attachment:
        """Keep a picture; the same bytes are kept once, with the name they first came under."""
        with self._connection:
            digest = keep(self._connection, data)
            self._connection.execute(
                "INSERT OR IGNORE INTO attachment VALUES (?, ?, ?, ?, ?)", (digest, media_type, width, height, name)
            )
        return self.get(digest)

    def get(self, digest: str) -> Attachment:
        """What is known of a picture; BadInputError where it is not kept."""
        query = "SELECT digest, media_type, width, height, name FROM attachment WHERE digest = ?"
        row = self._connection.execute(query, (digest,)).fetchone()
        if row is None:
            raise BadInputError(N_("The library does not hold the file or picture {digest}."), digest=digest[:12])
        return Attachment(*row)

    def data(self, digest: str) -> bytes:
        """The bytes of a picture."""
        return data_of(self._connection, digest)
