"""Checking a library, and mending after a copy what does not belong together."""

from dataclasses import dataclass
from pathlib import Path

from casedesk.domain.case import Case
from casedesk.domain.lesson import LessonPlan
from casedesk.domain.library_faults import Fault, Trouble
from casedesk.storage import opening
from casedesk.storage.blob_files import files_in
from casedesk.storage.library import Library
from casedesk.tasks.backup_places import blob_files_for
from casedesk.tasks.backups import Backup, Reason, backups_of, make_backup
from casedesk.tasks.progress import SILENCE, NoLongerWanted, Progress


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check has found among so many cases and plans, with what is in the trash."""

    faults: tuple[Fault, ...]
    cases: int
    plans: int

    @property
    def is_damaged(self) -> bool:
        """Whether the file itself is damaged, so that mending helps nothing."""
        return any(fault.trouble is Trouble.FILE for fault in self.faults)


@dataclass(frozen=True, slots=True)
class Repaired:
    """What was mended, the copy that was made before, and what could not be mended."""

    done: tuple[Fault, ...]
    copy: Backup
    left: tuple[Fault, ...]


def check_library(path: Path, progress: Progress = SILENCE) -> Checked:
    """What is wrong with a library, which may be open, or with a backup and what lies beside it; any thread may do
    this. Raises NoLongerWanted when cancelled."""

    def watch(done: int, total: int) -> None:
        progress.report(done, total)
        if progress.is_cancelled:
            raise NoLongerWanted

    with Library.open(path, create=False, read_only=True, blobs_from=files_in(path.parent)) as library:
        faults = library.check(watch)
        if any(fault.trouble is Trouble.FILE for fault in faults):
            return Checked(faults, 0, 0)
        return Checked(faults, library.count_of(Case), library.count_of(LessonPlan))


def repair_library(path: Path) -> Repaired:
    """Mend a library that nobody has open, after a copy.

    Raises DamagedError where the file itself is damaged: see `library_care.rescue`.
    """
    if check_library(path).is_damaged:
        raise opening.damaged(path)
    backups = tuple(item.path for item in backups_of(path))
    blobs = blob_files_for(backups[0]) if backups else ()
    copy = make_backup(path, Reason.BEFORE_REPAIR)
    with Library.open(path, create=False, index_later=True) as library:
        return Repaired(library.repair((*blobs, *backups)), copy, library.check())
