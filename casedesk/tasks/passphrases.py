"""The passphrase of a library and of all its copies."""

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from casedesk.domain.errors import DamagedError, LibraryError, PassphraseError
from casedesk.storage import blob_files, keyring, opening, passphrases
from casedesk.tasks.backup_places import one_at_a_time, places, second_folder_of
from casedesk.tasks.backups import backups_of, files_of
from casedesk.tasks.second_truth import is_under, truths_of
from casedesk.texts import N_

is_locked = keyring.is_locked
is_protected = passphrases.is_protected
is_passphrase = passphrases.is_passphrase


def unlock(path: Path, passphrase: str) -> None:
    """Let an encrypted library and its copies be opened until the program ends.

    Raises PassphraseError where the passphrase is another one, DamagedError where it opens the newest copy and the
    library no more: then what makes a key of it has been lost with the beginning of the file.
    """
    try:
        passphrases.unlock(path, passphrase)
    except PassphraseError:
        newest = next(iter(backups_of(path)), None)
        if newest is None or not is_passphrase(newest.path, passphrase):
            raise
        passphrases.unlock(newest.path, passphrase)
        raise DamagedError(opening.BEGINNING_LOST, name=path.name) from None


def change_passphrase(library: Path, passphrase: str) -> tuple[Path, ...]:
    """Write a closed library and all its copies anew under a passphrase; plain, where it is empty.

    Returns the copies that could not be written and are as they were. Raises LibraryError where the library could
    not; then nothing has changed.
    """
    with one_at_a_time(library):
        left = passphrases.set_passphrase(library, passphrase, copies=files_of(library))
        _forget_truths(library)
        return left


def absent_folder(library: Path) -> str:
    """The second folder, where it is not there, so that its copies stay under the passphrase of before; else empty."""
    return places().second if second_folder_of(library) is None else ""


def copies_of_before(library: Path) -> tuple[Path, ...]:
    """The copies within reach, and parts of some, that are under another passphrase than the library, or under none
    while it has one."""
    key = keyring.key_of(library)
    copies = (file for file in files_of(library) if not blob_files.is_under(file, key))
    truths = (file for file in truths_of(library) if not is_under(file, key))
    return (*copies, *truths)


def bring_up(library: Path, copies: Sequence[Path]) -> tuple[Path, ...]:
    """Write copies anew under the passphrase of the library; those that could not be. Any thread may do this."""
    with one_at_a_time(library):
        _forget_truths(library)
        return passphrases.bring_up(library, [copy for copy in copies if copy.exists()])


def remove_copies(library: Path, copies: Sequence[Path]) -> None:
    """Delete copies for good. Any thread may do this. Raises LibraryError where one cannot be."""
    with one_at_a_time(library):
        for copy in copies:
            try:
                copy.unlink(missing_ok=True)
            except OSError as error:
                raise LibraryError(N_("“{name}” could not be removed."), name=copy.name) from error


def _forget_truths(library: Path) -> None:
    """The daily packs are not written anew, they are made every day: those under another key go."""
    key = keyring.key_of(library)
    for truth in truths_of(library):
        if not is_under(truth, key):
            with suppress(OSError):
                truth.unlink(missing_ok=True)
