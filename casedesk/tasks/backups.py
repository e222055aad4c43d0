"""The copies that are made by themselves: when one is due, what there is, and which may go.

They are thin: each holds the cases and plans, and the pictures and originals lie once beside them all.
"""

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path

from casedesk.domain.errors import LibraryError, refusal
from casedesk.storage import blob_files, thin_copies
from casedesk.storage.left_out import left_out
from casedesk.tasks.backup_places import blob_files_for, folder_of, folders_of, one_at_a_time, second_folder_of
from casedesk.tasks.progress import SILENCE, Progress, watched
from casedesk.texts import N_

ENDING = ".casedesk"
INTERVAL = timedelta(minutes=30)
"""How long the library may have changed without a copy."""
RECENT = timedelta(minutes=5)
_STAMP = "%Y-%m-%d %H.%M.%S"
_SET_ASIDE, _OLDER = " (set aside ", " (version "


class Reason(StrEnum):
    """Why a copy was made."""

    AUTOMATIC = "automatic"
    WISHED = "wished"
    BEFORE_IMPORT = "before import"
    BEFORE_MERGE = "before merge"
    BEFORE_BULK = "before bulk edit"
    BEFORE_DELETING = "before deleting"
    BEFORE_RESTORE = "before restore"
    """The library itself, set aside beside the one that took its place."""
    BEFORE_UPGRADE = "before upgrade"
    BEFORE_REPAIR = "before repair"


@dataclass(frozen=True, slots=True)
class Backup:
    """A copy of a library. `made` is aware, in UTC; `size` in bytes."""

    path: Path
    made: datetime
    reason: Reason
    size: int


def backups_of(library: Path) -> tuple[Backup, ...]:
    """All copies of a library that were made of it, newest first; one that lies in two folders is listed once."""
    found: dict[str, Backup] = {}
    for folder in folders_of(library):
        for item in _copies_in(folder):
            found.setdefault(item.path.name, item)
    return _newest_first(found.values())


def files_of(library: Path) -> tuple[Path, ...]:
    """Every file that is a copy of a library or part of one, also one that lies in two folders, and what was set
    aside."""
    folders = folders_of(library)
    copies = (item.path for folder in folders for item in _copies_in(folder))
    blobs = (file for folder in folders for file in blob_files.files_in(folder))
    return (*copies, *blobs, *(item.path for item in kept_beside(library)))


def size_beside(library: Path) -> int:
    """The bytes of the pictures and originals that lie beside the copies in their folder."""
    return sum(file.stat().st_size for file in blob_files.files_in(folder_of(library)))


def kept_beside(library: Path) -> tuple[Backup, ...]:
    """What restores and upgrades have set aside beside a library, newest first. Nobody but the user throws it away."""
    files = library.parent.glob(f"*{library.suffix}")
    kinds = (library.stem + _SET_ASIDE, library.stem + _OLDER)
    return _newest_first(_read_beside(file, library) for file in files if file.name.startswith(kinds))


def make_backup(library: Path, reason: Reason, progress: Progress = SILENCE, *, now: datetime | None = None) -> Backup:
    """Make a verified thin copy, and then let those go that are not needed any more. Any thread may do this.

    Raises LibraryError where it cannot be written, NoLongerWanted when cancelled.
    """
    now = now or datetime.now(UTC)
    target = folder_of(library) / f"{now.astimezone(UTC).strftime(_STAMP)} {reason}{ENDING}"
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with one_at_a_time(library):
            if not target.exists():
                thin_copies.write(library, target, watched(progress))
                os.utime(target, (now.timestamp(), now.timestamp()))
            made = Backup(target, now, reason, target.stat().st_size)
            _thin(target.parent, now)
    except OSError as error:
        raise LibraryError(
            N_("The copy “{name}” could not be written: {reason}."), name=target.name, reason=refusal(error)
        ) from error
    return made


def is_on_second(library: Path) -> bool:
    """Whether the second folder has the newest copy; also where there is none, and while the stick is not there."""
    folder = second_folder_of(library)
    newest = next(iter(backups_of(library)), None)
    return folder is None or newest is None or (folder / newest.path.name).exists()


def copy_to_second(library: Path, *, now: datetime | None = None) -> Path | None:
    """Bring the newest copy to the second folder, verified; None where nothing is to be done. Any thread may do this.

    Raises LibraryError where it cannot be written.
    """
    folder = second_folder_of(library)
    if folder is None or is_on_second(library):
        return None
    newest = backups_of(library)[0].path
    with one_at_a_time(library):
        copied = thin_copies.copy_to(newest, folder / newest.name, blobs_from=blob_files_for(newest))
        _thin(folder, now or datetime.now(UTC))
    return copied


def changed_at(library: Path) -> datetime:
    """When a library was last written to, as its files tell; a journal without content is no change."""
    journal = library.with_name(library.name + "-wal")
    found = [file.stat() for file in (library, journal) if file.exists()]
    times = [status.st_mtime for status in found if status.st_size]
    return datetime.fromtimestamp(max(times, default=0), UTC)


def back_up_before_deleting(library: Path, progress: Progress = SILENCE) -> None:
    """See to it that what is about to be deleted for good is in a copy. Raises what `make_backup` does."""
    if is_behind(library):
        make_backup(library, Reason.BEFORE_DELETING, progress)


def is_behind(library: Path) -> bool:
    """Whether the library has been written to since its newest copy was begun."""
    newest = _newest(library, datetime.now(UTC))
    return newest is None or changed_at(library) > newest.made


def is_due(library: Path, *, now: datetime | None = None) -> bool:
    """Whether the library has changed since its newest copy, which is at least half an hour old."""
    now = now or datetime.now(UTC)
    newest = _newest(library, now)
    return newest is None or (now - newest.made >= INTERVAL and changed_at(library) > newest.made)


def is_recent(library: Path, *, now: datetime | None = None) -> bool:
    """Whether there is a copy of the last few minutes, or one since which nothing was written."""
    now = now or datetime.now(UTC)
    newest = _newest(library, now)
    return newest is not None and (now - newest.made < RECENT or changed_at(library) <= newest.made)


def dispensable(backups: Sequence[Backup], now: datetime) -> tuple[Backup, ...]:
    """The copies that may go: of the last two days all stay, then one a day, after a fortnight one a week, after
    two months one a month. Copies that somebody wished for stay, and so does the newest.
    """
    kept: set[tuple[int, ...]] = set()
    gone: list[Backup] = []
    for at, item in enumerate(sorted(backups, key=lambda item: item.made, reverse=True)):
        slot = _slot(item.made, now)
        if at and item.reason is not Reason.WISHED and slot in kept:
            gone.append(item)
        elif slot:
            kept.add(slot)
    return tuple(gone)


def _slot(made: datetime, now: datetime) -> tuple[int, ...]:
    """Copies of the same slot can stand for each other; the empty one is for those that all stay."""
    age = now - made
    if age < timedelta(days=2):
        return ()
    if age < timedelta(days=14):
        return (made.year, made.month, made.day)
    if age < timedelta(days=60):
        year, week, _ = made.isocalendar()
        return (year, week)
    return (made.year, made.month, 0, 0)


def _newest(library: Path, now: datetime) -> Backup | None:
    """The newest copy, but for those that a clock which was wrong has put into the future."""
    return next((item for item in backups_of(library) if item.made <= now), None)


def _thin(folder: Path, now: datetime) -> None:
    gone = dispensable(tuple(_copies_in(folder)), now)
    for old in gone:
        old.path.unlink(missing_ok=True)
    if gone:
        _forget_unneeded(folder)


def _forget_unneeded(folder: Path) -> None:
    """Also a copy that somebody has given a name of his own needs its pictures."""
    try:
        needed = frozenset[str]().union(*(left_out(copy) for copy in folder.glob(f"*{ENDING}")))
    except LibraryError:  # one that cannot be read now may need any of them
        return
    blob_files.drop(folder, needed)


def _copies_in(folder: Path) -> Iterable[Backup]:
    files = folder.glob(f"*{ENDING}") if folder.is_dir() else ()
    return (item for item in map(_read, files) if item)


def _newest_first(found: Iterable[Backup]) -> tuple[Backup, ...]:
    return tuple(sorted(found, key=lambda item: item.made, reverse=True))


def _read(file: Path) -> Backup | None:
    """What the name of a file in the folder says; None for a file that somebody else put there.

    The name has the second; the file's own time has its fraction, unless somebody has written to it.
    """
    stamp, reason = file.stem[:19], file.stem[20:]
    try:
        made, status = datetime.strptime(stamp, _STAMP).replace(tzinfo=UTC), file.stat()
        written = datetime.fromtimestamp(status.st_mtime, UTC)
        is_exact = written.replace(microsecond=0) == made
        return Backup(file, written if is_exact else made, Reason(reason), status.st_size)
    except (ValueError, OSError):
        return None


def _read_beside(file: Path, library: Path) -> Backup:
    status = file.stat()
    what = file.stem.removeprefix(library.stem)
    if what.startswith(_OLDER):
        return Backup(file, datetime.fromtimestamp(status.st_mtime, UTC), Reason.BEFORE_UPGRADE, status.st_size)
    try:
        made = datetime.strptime(what.removeprefix(_SET_ASIDE)[:19], _STAMP).replace(tzinfo=UTC)
    except ValueError:
        made = datetime.fromtimestamp(status.st_mtime, UTC)
    return Backup(file, made, Reason.BEFORE_RESTORE, status.st_size)
