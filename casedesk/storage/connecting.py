"""Every connection to a library, and to what is kept beside it, is made here, with the key where one is needed."""

from contextlib import closing
from pathlib import Path
from typing import Any, Literal

from casedesk.domain.errors import PassphraseError
from casedesk.storage import guarded, keyring
from casedesk.storage.driver import sqlite3
from casedesk.storage.keyring import Key
from casedesk.texts import N_

_STATEMENTS = 256
"""So many prepared statements are kept: a search asks a good hundred different questions again and again."""


def connect(path: Path, *, mode: Literal["ro", "rw"], is_fixed: bool = False) -> sqlite3.Connection:
    """A connection to a file that is there. `is_fixed` promises that nobody changes it meanwhile.

    Raises PassphraseError where the file wants a passphrase that has not been given.
    """
    refuse_locked(path)
    key = keyring.key_of(path)
    address = f"{path.absolute().as_uri()}?mode={mode}{'&immutable=1' if is_fixed else ''}"
    return _keyed(_open(address, path, uri=True, cached_statements=_STATEMENTS), key)


def connect_beside(path: Path, *, patience: float) -> sqlite3.Connection:
    """A second writing connection, whose transactions are begun by hand; it waits `patience` seconds for its turn."""
    return _keyed(_open(path, path, timeout=patience, isolation_level=None), keyring.key_of(path))


def connect_new(path: Path, key: Key | None) -> sqlite3.Connection:
    """A connection to a file that is to be made: encrypted, where there is a key."""
    return _keyed(_open(path, path), key)


def in_memory() -> sqlite3.Connection:
    """A connection to a library that nobody keeps."""
    return _open(":memory:", Path())


def attach(connection: sqlite3.Connection, path: Path, name: str) -> None:
    """Let a connection read another file too, under a name. Raises PassphraseError as `connect` does."""
    refuse_locked(path)
    key = keyring.key_of(path)
    address = f"{path.absolute().as_uri()}?mode=ro"
    connection.execute(f"ATTACH DATABASE ? AS {name} KEY ?", (address, key.raw if key else ""))


def attach_new(connection: sqlite3.Connection, path: Path, name: str) -> None:
    """Let a connection write a file that is to be made as well, under the key of the file that it is open on."""
    key = key_behind(connection)
    address = f"{path.absolute().as_uri()}?mode=rwc"
    connection.execute(f"ATTACH DATABASE ? AS {name} KEY ?", (address, key.raw if key else ""))


def fits(key: Key, path: Path) -> bool:
    """Whether a key opens a file."""
    try:
        with closing(_keyed(_open(f"{path.absolute().as_uri()}?mode=ro", path, uri=True), key)) as connection:
            connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except sqlite3.DatabaseError:
        return False
    return True


def key_behind(connection: sqlite3.Connection) -> Key | None:
    """The key of the file that a connection is open on."""
    return keyring.key_of(Path(connection.execute("PRAGMA database_list").fetchone()[2]))


def refuse_locked(path: Path) -> None:
    """Raise PassphraseError where the file wants a passphrase that has not been given."""
    if keyring.is_locked(path):
        raise PassphraseError(N_("“{name}” is protected; its passphrase is needed to open it."), name=path.name)


def _open(address: str | Path, path: Path, **options: Any) -> sqlite3.Connection:
    try:
        connection = sqlite3.connect(address, factory=guarded.Connection, **options)
    except sqlite3.DatabaseError as error:
        guarded.tell(error, path)
    connection.path = path
    return connection


def _keyed(connection: sqlite3.Connection, key: Key | None) -> sqlite3.Connection:
    if key is not None:
        connection.execute("PRAGMA cipher_log_level = NONE")  # what goes wrong is told by an error, not on the terminal
        connection.execute(f'PRAGMA key = "{key.raw}"')
    return connection
