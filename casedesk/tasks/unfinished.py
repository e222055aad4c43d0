"""Jobs that a crash has cut short: noted when they begin, named at the next start, and what they left is cleared away.

A change of the library is carried out as a whole or not at all, so where its note is still there nothing was changed.
An import goes on with the review that is kept in its batch, or with its files where it had not come so far.
"""

import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from casedesk import asides
from casedesk.storage.library import Library
from casedesk.tasks.backup_places import folders_of, notes_of


class Kind(StrEnum):
    """What a crash has cut short."""

    CHANGE = "change"
    """A change of many records."""
    IMPORT = "import"
    """Files that were read and looked through."""
    FILES = "files"
    """Something that was written into a folder."""


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A job and when it was begun. `name` is what the jobs panel called it; `begun` is aware.

    `key` is what it is ended by among the library's `job_notes`, once it has been told.
    """

    key: str
    kind: Kind
    name: str
    begun: datetime
    paths: tuple[Path, ...] = ()
    """The files and folders of an import, or the folder that was written to."""
    batch_id: int = 0
    """The import that keeps the review; 0 where it had not come so far."""


def begin_change(library: Library, name: str) -> str:
    """Note a change of the library; what `Library.apply_beside` forgets it by."""
    return library.job_notes.begin(name, kind=Kind.CHANGE)


def change_of_file(name: str) -> Mapping[str, Any]:
    """What notes a change of the library's whole file: see `storage.library.restore`."""
    return {"kind": Kind.CHANGE, "name": name}


def begin_import(library: Library, name: str, paths: Sequence[Path]) -> str:
    """Note that files are read for import."""
    return library.job_notes.begin(name, kind=Kind.IMPORT, paths=[str(path.absolute()) for path in paths])


def begin_files(library: Library, name: str, folder: Path) -> str:
    """Note that something is written into a folder."""
    return library.job_notes.begin(name, kind=Kind.FILES, paths=[str(folder.absolute())])


def pick_up(library: Library) -> tuple[Unfinished, ...]:
    """What the last sitting left unfinished, oldest first; its half-written files go.

    To be asked at the start. It is told again at the next one, until it is ended or `Library.forget_jobs` is called.
    """
    notes = library.job_notes.left()
    left = [found for key, note in notes.items() if (found := _read(library, key, note))]
    places = {Path(tempfile.gettempdir()), notes_of(library.path).parent, *folders_of(library.path)}
    for place in places.union(*(found.paths for found in left if found.kind is Kind.FILES)):
        asides.sweep(place)
    return tuple(sorted(left, key=lambda found: found.begun))


def _read(library: Library, key: str, note: Mapping[str, Any]) -> Unfinished | None:
    """A note; None for one that another version has written in another way."""
    try:
        begun = datetime.fromisoformat(note["begun"])
        paths = tuple(Path(path) for path in note.get("paths", ()))
        found = Unfinished(key, Kind(note["kind"]), str(note["name"]), begun, paths, int(note.get("batch", 0)))
    except (KeyError, TypeError, ValueError):
        return None
    if found.begun.tzinfo is None or (found.batch_id and found.batch_id not in _half_done(library)):
        return None
    return found


def _half_done(library: Library) -> set[int]:
    return {batch.id for batch in library.batches.all() if batch.review}
