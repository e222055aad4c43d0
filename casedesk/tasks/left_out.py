"""A library that was a thin copy: what it lacks, and how it gets that back from where the backups are."""

from pathlib import Path

from casedesk.storage import left_out
from casedesk.tasks.backup_places import blob_files_for
from casedesk.tasks.progress import SILENCE, Progress, watched

_HOLDING = ("*.blobs", "*.casedesk")


def count_lacking(library: Path) -> int:
    """How many pictures and originals are named in a library and not in it. Raises LibraryError."""
    return len(left_out.left_out(library))


def bring_back_lacking(library: Path, folder: Path | None = None, progress: Progress = SILENCE) -> int:
    """Put what a library lacks into it, from a folder of backups or those that are known; how many still lack.

    The library may be open; any thread may do this. Raises LibraryError, NoLongerWanted when cancelled.
    """
    return len(left_out.bring_in_beside(library, _files(library, folder), watched(progress)))


def _files(library: Path, folder: Path | None) -> tuple[Path, ...]:
    """A folder stands for those in it too: each library has one of its own among the backups."""
    if folder is None:
        return blob_files_for(library)
    places = (folder, *(place for place in sorted(folder.iterdir()) if place.is_dir()))
    return tuple(file for place in places for ending in _HOLDING for file in sorted(place.glob(ending)))
