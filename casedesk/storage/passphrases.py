"""The passphrase of a library: given, set, changed, taken away."""

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from casedesk import asides
from casedesk.domain.errors import LibraryError, PassphraseError
from casedesk.storage import connecting, copying, holding, keyring
from casedesk.storage.driver import sqlite3
from casedesk.storage.guarded import reason_of
from casedesk.storage.keyring import Key
from casedesk.texts import N_


def unlock(path: Path, passphrase: str) -> None:
    """Let an encrypted library and its copies be opened until the program ends. It takes about a quarter of a second.

    Raises PassphraseError where the passphrase is another one, and where there is no such file.
    """
    key = keyring.derived(passphrase, keyring.salt_of(path))
    if not path.is_file() or not connecting.fits(key, path):
        raise PassphraseError(N_("This is not the passphrase of “{name}”."), name=path.name)
    keyring.remember(key)


def is_passphrase(path: Path, passphrase: str) -> bool:
    """Whether these words open an encrypted library."""
    return connecting.fits(keyring.derived(passphrase, keyring.salt_of(path)), path)


def is_protected(path: Path) -> bool:
    """Whether a library has a passphrase, given or not."""
    return keyring.key_of(path) is not None or keyring.is_locked(path)


def set_passphrase(library: Path, passphrase: str, *, copies: Sequence[Path] = ()) -> tuple[Path, ...]:
    """Write a library that nobody has open anew under a passphrase, or plain for an empty one, and its copies as well.

    Each file is whole and proved before it takes the place of what it was. Returns the copies that could not be
    written anew, and so are as they were. Raises LibraryError where the library itself could not; then nothing has
    changed.
    """
    held = holding.hold(library)
    try:
        key = keyring.new_key(passphrase) if passphrase else None
        _write_anew(library, key)
        return tuple(copy for copy in copies if not _is_written_anew(copy, key))
    finally:
        held.release()


def bring_up(library: Path, copies: Sequence[Path]) -> tuple[Path, ...]:
    """Write copies anew under the key of the library, or plain as it is; those that could not be, and are as they were.

    The passphrase of each must have been given.
    """
    key = keyring.key_of(library)
    return tuple(copy for copy in copies if not _is_written_anew(copy, key))


def _is_written_anew(path: Path, key: Key | None) -> bool:
    try:
        _write_anew(path, key)
    except LibraryError:
        return False
    return True


def _write_anew(path: Path, key: Key | None) -> None:
    try:
        with asides.beside(path) as aside:
            with closing(connecting.connect(path, mode="rw")) as connection:
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
                expected = copying.counts(connection)
                (kind,) = connection.execute("PRAGMA application_id").fetchone()
                _export(connection, aside, key)
            if key is not None:
                keyring.remember(key)
            copying.verify(aside, expected, kind=kind)
            copying.to_disk(aside)
            aside.replace(path)
    except (OSError, sqlite3.Error) as error:
        raise LibraryError(
            N_("The library “{name}” could not be written: {reason}."), name=path.name, reason=reason_of(error)
        ) from error


def _export(connection: sqlite3.Connection, target: Path, key: Key | None) -> None:
    """SQLCipher's own way from one key to another; it leaves out the two numbers that tell what the file is."""
    connection.execute("ATTACH DATABASE ? AS anew KEY ?", (str(target), key.raw if key else ""))
    connection.execute("PRAGMA anew.synchronous = OFF")  # it goes to the disk as a whole, or is made again
    connection.execute("PRAGMA anew.journal_mode = OFF")
    connection.execute("SELECT sqlcipher_export('anew')")
    for number in ("application_id", "user_version"):
        connection.execute(f"PRAGMA anew.{number} = {connection.execute(f'PRAGMA main.{number}').fetchone()[0]}")
    connection.commit()
    connection.execute("DETACH DATABASE anew")
