"""The fire drill: once a week a backup is really opened in a temporary place, and every case, picture and original in
it read. What a disk has spoilt beside the copies is put there again from the library."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from casedesk import asides
from casedesk.domain.errors import CaseDeskError, LibraryError
from casedesk.storage import thin_copies
from casedesk.tasks.backup_places import notes_of, one_at_a_time
from casedesk.tasks.backup_reading import opened_aside
from casedesk.tasks.backups import backups_of
from casedesk.tasks.progress import SILENCE, NoLongerWanted, Progress, watched
from casedesk.texts import N_

EVERY = timedelta(days=7)
_AT_ONCE = 100
"""Cases read between two reports."""


@dataclass(frozen=True, slots=True)
class Drill:
    """How the last drill went. `fault` is a sentence, empty where all was readable."""

    at: datetime
    backup: str
    cases: int
    fault: str = ""


def last_drill(library: Path) -> Drill | None:
    """The drill that was held last; None where there was none yet."""
    try:
        kept = json.loads(_file(library).read_text(encoding="utf-8"))
        return Drill(datetime.fromisoformat(kept["at"]), str(kept["backup"]), int(kept["cases"]), str(kept["fault"]))
    except (OSError, ValueError, KeyError, TypeError):  # anyone may edit the file
        return None


def is_drill_due(library: Path, *, now: datetime | None = None) -> bool:
    """Whether there is a backup, and the last drill was a week ago or went wrong with another one."""
    newest = next(iter(backups_of(library)), None)
    last = last_drill(library)
    if newest is None or last is None:
        return newest is not None
    has_another = bool(last.fault) and last.backup != newest.path.name
    return has_another or abs((now or datetime.now(UTC)) - last.at) >= EVERY


def hold_drill(library: Path, progress: Progress = SILENCE, *, now: datetime | None = None) -> Drill:
    """Open the newest backup as if it were needed, read all its cases and remember how that went. Any thread may do
    this. Raises LibraryError where there is no backup, NoLongerWanted when cancelled."""
    newest = next(iter(backups_of(library)), None)
    if newest is None:
        raise LibraryError(N_("There is no backup yet."))
    try:
        cases, fault = _read_all(newest.path, progress), ""
        _prove_blobs(library, newest.path, progress)
    except CaseDeskError as error:
        cases, fault = 0, str(error)
    drill = Drill(now or datetime.now(UTC), newest.path.name, cases, fault)
    _remember(library, drill)
    return drill


def _read_all(backup: Path, progress: Progress) -> int:
    with opened_aside(backup) as library:
        ids = (*library.cases.ids(), *library.cases.ids(trashed=True))
        for start in range(0, len(ids), _AT_ONCE):
            if progress.is_cancelled:
                raise NoLongerWanted
            progress.report(start, len(ids))
            library.cases.get_many(ids[start : start + _AT_ONCE])
        library.plans.all()
        return len(ids)


def _prove_blobs(library: Path, backup: Path, progress: Progress) -> None:
    """Raises LibraryError where something was spoilt, also when it has been mended: a disk may be about to die."""
    spoilt = thin_copies.spoilt(backup, watched(progress))
    if not spoilt:
        return
    with one_at_a_time(library):
        lost = thin_copies.keep_again(library, backup.parent, spoilt)
    if lost:
        raise LibraryError(
            N_("Pictures or originals beside the copy “{name}” are damaged: {n}."), name=backup.name, n=len(lost)
        )
    raise LibraryError(
        N_("Pictures or originals beside the backups were damaged and have been copied again: {n}. Is the disk sound?"),
        n=len(spoilt),
    )


def _remember(library: Path, drill: Drill) -> None:
    file = _file(library)
    kept = {"at": drill.at.isoformat(), "backup": drill.backup, "cases": drill.cases, "fault": drill.fault}
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with asides.beside(file) as aside:
            aside.write_text(json.dumps(kept, ensure_ascii=False), encoding="utf-8")
            aside.replace(file)
    except OSError as error:
        raise LibraryError(N_("The folder of “{name}” cannot be written to."), name=file.name) from error


def _file(library: Path) -> Path:
    return notes_of(library) / "drill.json"
