"""Automatic copies: when one is due, what they are called, and which old ones may go."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from casedesk.domain.errors import LibraryError
from casedesk.storage import copying
from casedesk.storage.library import Library
from casedesk.texts import N_

INTERVAL = timedelta(minutes=30)
ALL_FOR = timedelta(days=2)
DAILY_FOR = timedelta(days=14)
WEEKLY_FOR = timedelta(days=90)
_STAMP = "%Y-%m-%d %H.%M.%S"
_NAME = re.compile(r"(?P<stem>.+) (?P<stamp>\d{4}-\d\d-\d\d \d\d\.\d\d\.\d\d)(?: \((?P<reason>[^()]*)\))?")


@dataclass(frozen=True, slots=True)
class Backup:
    """A copy of a library. `taken` is local time; `reason` is what it was made before, empty for the regular ones."""

    path: Path
    taken: datetime
    reason: str
    size: int


def folder_of(library: Path) -> Path:
    """Where the copies of a library are."""
    return library.with_name("backups")


def listed(library: Path) -> tuple[Backup, ...]:
    """The copies of a library, newest first."""
    folder = folder_of(library)
    found = (_read(path, library) for path in folder.glob(f"*{library.suffix}")) if folder.is_dir() else ()
    return tuple(sorted(filter(None, found), key=lambda backup: backup.taken, reverse=True))


def is_due(library: Path, *, now: datetime, is_changed: bool) -> bool:
    """Whether a regular copy should be made: something has changed, and the newest copy is half an hour old."""
    if not is_changed:
        return False
    existing = listed(library)
    return not existing or now.replace(tzinfo=None) - existing[0].taken >= INTERVAL


def take(library: Library, *, now: datetime, reason: str = "") -> Backup:
    """Copy a library, prove the copy, and only then let old ones go by `superfluous`. Raises LibraryError.

    `reason` is a word or two for the name, already translated: "before import".
    """
    folder = folder_of(library.path)
    label = re.sub(r"[^\w -]", "", reason).strip()
    name = f"{library.path.stem} {now.strftime(_STAMP)}{f' ({label})' if label else ''}{library.path.suffix}"
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise LibraryError(N_("The copy “{name}” could not be written: {reason}."), name=name, reason=error) from error
    library.backup(folder / name)
    for old in superfluous(listed(library.path), now):
        old.path.unlink(missing_ok=True)
    taken = _read(folder / name, library.path)
    assert taken is not None
    return taken


def superfluous(backups: Sequence[Backup], now: datetime) -> tuple[Backup, ...]:
    """The copies that may go: all stay for two days, then the last of each day, of each week and of each month."""
    kept: set[tuple[str, ...]] = set()
    gone: list[Backup] = []
    for backup in sorted(backups, key=lambda item: item.taken, reverse=True):
        period = _period(backup.taken, now.replace(tzinfo=None) - backup.taken)
        if period in kept:
            gone.append(backup)
        elif period is not None:
            kept.add(period)
    return tuple(gone)


def prove(backup: Path) -> int:
    """How many cases a copy holds, after every page of it has been read; LibraryError where it is not sound."""
    return copying.verify(backup)["cases"]


def _period(taken: datetime, age: timedelta) -> tuple[str, ...] | None:
    """What a copy is the last one of; None while all are kept."""
    if age < ALL_FOR:
        return None
    if age < DAILY_FOR:
        return ("day", taken.date().isoformat())
    if age < WEEKLY_FOR:
        year, week, _ = taken.isocalendar()
        return ("week", str(year), str(week))
    return ("month", f"{taken.year}-{taken.month}")


def _read(path: Path, library: Path) -> Backup | None:
    match = _NAME.fullmatch(path.stem)
    if match is None or match["stem"] != library.stem:
        return None
    try:
        taken = datetime.strptime(match["stamp"], _STAMP)  # noqa: DTZ007 - local time, as in the name
        return Backup(path, taken, match["reason"] or "", path.stat().st_size)
    except (ValueError, OSError):  # no such time, or gone meanwhile
        return None
