"""The copies that are made by themselves: where they are, when one is due, and which may go."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path

from casedesk import paths
from casedesk.tasks.library_care import back_up

ENDING = ".casedesk"
INTERVAL = timedelta(minutes=30)
"""How long the library may have changed without a copy."""
RECENT = timedelta(minutes=5)
_STAMP = "%Y-%m-%d %H.%M.%S"


class Reason(StrEnum):
    """Why a copy was made."""

    AUTOMATIC = "automatic"
    WISHED = "wished"
    BEFORE_IMPORT = "before import"
    BEFORE_BULK = "before bulk edit"


@dataclass(frozen=True, slots=True)
class Backup:
    """A copy of a library. `made` is aware, in UTC; `size` in bytes."""

    path: Path
    made: datetime
    reason: Reason
    size: int


def folder_of(library: Path) -> Path:
    """Where the copies of a library are: on this computer, also when the library lies in a shared folder."""
    place = hashlib.sha256(str(library.resolve()).encode()).hexdigest()[:8]
    return paths.data_dir() / "backups" / f"{library.stem} {place}"


def backups_of(library: Path) -> tuple[Backup, ...]:
    """All copies of a library, newest first."""
    folder = folder_of(library)
    found = [_read(file) for file in folder.glob(f"*{ENDING}")] if folder.is_dir() else []
    return tuple(sorted((item for item in found if item), key=lambda item: item.made, reverse=True))


def make_backup(library: Path, reason: Reason, *, now: datetime | None = None) -> Backup:
    """Make a verified copy, and then let those go that are not needed any more. Any thread may do this."""
    now = now or datetime.now(UTC)
    folder = folder_of(library)
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"{now.astimezone(UTC).strftime(_STAMP)} {reason}{ENDING}"
    if not target.exists():
        back_up(library, target)
    for old in dispensable(backups_of(library), now):
        old.path.unlink(missing_ok=True)
    return Backup(target, now, reason, target.stat().st_size)


def is_due(library: Path, last_change: datetime | None, *, now: datetime | None = None) -> bool:
    """Whether the library has changed since its newest copy, which is at least half an hour old."""
    newest = next(iter(backups_of(library)), None)
    if newest is None:
        return True
    is_old = (now or datetime.now(UTC)) - newest.made >= INTERVAL
    return is_old and last_change is not None and last_change > newest.made


def is_recent(library: Path, *, now: datetime | None = None) -> bool:
    """Whether there is a copy of the last few minutes."""
    newest = next(iter(backups_of(library)), None)
    return newest is not None and (now or datetime.now(UTC)) - newest.made < RECENT


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


def _read(file: Path) -> Backup | None:
    """What the name of a file in the folder says; None for a file that somebody else put there."""
    stamp, reason = file.stem[:19], file.stem[20:]
    try:
        made = datetime.strptime(stamp, _STAMP).replace(tzinfo=UTC)
        return Backup(file, made, Reason(reason), file.stat().st_size)
    except (ValueError, OSError):
        return None
