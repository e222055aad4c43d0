"""Keeping a library safe: copy it, bring a copy back, save what can be read of a damaged one."""

import shutil
from pathlib import Path

from casedesk import asides
from casedesk.domain.errors import BadInputError
from casedesk.storage import index_renewal
from casedesk.storage.library import Library, restore
from casedesk.storage.salvage import Salvaged, salvage
from casedesk.tasks.backup_places import blob_files_for
from casedesk.tasks.progress import SILENCE, Progress, watched
from casedesk.tasks.unfinished import change_of_file
from casedesk.texts import N_, tr


def rescue(damaged: Path, *, backup: Path | None = None) -> tuple[Path, Salvaged]:
    """Make a sound library of what a damaged one still holds, beside it, with what it lacks from a backup.

    It has the same name, in a folder of its own: a sentence may name it. Raises LibraryError where nothing can be read.
    `take_rescued` puts it in the place of the damaged one, `forget_rescued` does not.
    """
    target = asides.name_beside(damaged) / damaged.name
    try:
        return target, salvage(damaged, target, backup=backup, blobs_from=blob_files_for(backup) if backup else ())
    except BaseException:
        forget_rescued(target)
        raise


def take_rescued(rescued: Path, damaged: Path) -> Path | None:
    """Put what was rescued in the place of the damaged library; where that was set aside."""
    try:
        return bring_back(rescued, damaged)
    finally:
        forget_rescued(rescued)


def forget_rescued(rescued: Path) -> None:
    """Remove what was rescued and is not needed any more."""
    shutil.rmtree(rescued.parent, ignore_errors=True)


def back_up(path: Path, target: Path, progress: Progress = SILENCE, *, replace_existing: bool = False) -> None:
    """Write a verified copy of a library, whole in one file; a file that is there already is replaced only when asked.

    Raises BadInputError where nothing may be written there, NoLongerWanted when cancelled; then all is as it was.
    """
    if target.exists() and (not replace_existing or target.samefile(path)):
        raise BadInputError(N_("“{path}” exists already; please choose another name for the backup."), path=target)

    with Library.open(path, create=False, read_only=True) as library:
        library.backup(target, watched(progress))


def renew_index(path: Path, progress: Progress = SILENCE) -> bool:
    """Let the search find all cases again after its rules have changed; whether it was done."""
    return index_renewal.renew(path, is_cancelled=lambda: progress.is_cancelled, report=progress.report)


def bring_back(backup: Path, path: Path) -> Path | None:
    """Put a backup in the place of a library, with its pictures and originals; where the present file was set aside,
    None where there was none."""
    if not backup.is_file():
        raise BadInputError(N_("There is no file “{path}”."), path=backup)
    job = change_of_file(tr("Restore from a backup"))
    return restore(backup, path, blobs_from=blob_files_for(backup), job=job)
