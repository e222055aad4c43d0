"""The passphrase of a library and of all its copies."""

from pathlib import Path

from casedesk.storage import keyring, passphrases
from casedesk.tasks.backups import files_of

is_locked = keyring.is_locked
is_protected = passphrases.is_protected
is_passphrase = passphrases.is_passphrase
unlock = passphrases.unlock


def change_passphrase(library: Path, passphrase: str) -> tuple[Path, ...]:
    """Write a closed library and all its copies anew under a passphrase; plain, where it is empty.

    Returns the copies that could not be written and are as they were. Raises LibraryError where the library could
    not; then nothing has changed.
    """
    return passphrases.set_passphrase(library, passphrase, copies=files_of(library))
