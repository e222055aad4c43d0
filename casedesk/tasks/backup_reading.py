"""Reading a backup, whichever version of the program has made it, without touching it."""

import shutil
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from casedesk import asides, paths
from casedesk.domain.errors import LibraryError, refusal
from casedesk.storage import copying
from casedesk.storage.library import Library
from casedesk.tasks import pack_file
from casedesk.tasks.backup_places import blob_files_for
from casedesk.texts import N_


@contextmanager
def opened_backup(backup: Path) -> Generator[Library]:
    """A backup as a library, with its pictures and originals. One of an older version is read in a copy that is
    brought up to date and thrown away.

    Raises LibraryError where it cannot be read.
    """
    try:
        library = Library.open(backup, create=False, read_only=True, blobs_from=blob_files_for(backup))
    except LibraryError:
        with opened_aside(backup) as copy:
            yield copy
        return
    with library:
        yield library


@contextmanager
def opened_aside(backup: Path) -> Generator[Library]:
    """A proved copy of a backup in a temporary place, opened as any library is; it is gone afterwards."""
    place = paths.data_dir() / "backups"
    try:
        place.mkdir(parents=True, exist_ok=True)
        with asides.folder(place) as folder:
            copy = folder / backup.name
            shutil.copyfile(backup, copy)
            copying.verify(copy)
            with Library.open(copy, create=False, blobs_from=blob_files_for(backup)) as library:
                yield library
    except OSError as error:
        raise LibraryError(
            N_("The copy “{name}” cannot be read: {reason}."), name=backup.name, reason=refusal(error)
        ) from error


def bytes_in_backup(library: Library, name: str) -> bytes:
    """A picture or an original of an open backup, by the name that it would have in a pack."""
    kind, _, digest = name.rpartition("/")
    if name == pack_file.PICTURE.format(digest):
        return library.attachments.data(digest)
    assert name == pack_file.ORIGINAL.format(digest), kind
    return library.documents.original(digest)
