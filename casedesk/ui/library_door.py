"""Opening a library for the window, with a question for everything that may stand in the way."""

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtWidgets import QMessageBox

from casedesk import paths
from casedesk.domain.errors import (
    CaseDeskError,
    DamagedError,
    HeldError,
    LibraryError,
    PassphraseError,
    UnwritableError,
)
from casedesk.storage import opening
from casedesk.storage.library import Library
from casedesk.storage.reading_copy import readable
from casedesk.storage.salvage import Salvaged
from casedesk.tasks.backups import Backup, backups_of
from casedesk.tasks.library_care import bring_back, forget_rescued, rescue, take_rescued
from casedesk.texts import tr, tr_n
from casedesk.ui import dates
from casedesk.ui.messages import tell
from casedesk.ui.waiting import wait_for

_NAMED = 3
"""So many of the newest cases are named in a question."""


@dataclass(slots=True)
class Opened:
    """An open library. `path` is where it lies; `why_read_only` is the error that kept others from writing."""

    library: Library
    path: Path
    why_read_only: HeldError | UnwritableError | None = None
    _place: ExitStack = field(default_factory=ExitStack)

    @property
    def is_copy(self) -> bool:
        """Whether what is read is a copy of the moment when it was opened."""
        return self.library.path != self.path

    def close(self) -> None:
        """Put the library to rest; a copy that was only read goes."""
        self.library.close()
        self._place.close()


def open_library(path: Path, unlocked: Callable[[Path], bool]) -> Opened | None:
    """A library, for reading only where nothing can be written; None where the user gave up.

    `unlocked` asks for the passphrase of a file, and says whether it was given.
    """
    while True:
        try:
            return Opened(Library.open(path, index_later=True, check_later=True), path)
        except PassphraseError:
            if not _is_past_passphrase(path, unlocked):
                return None
        except (HeldError, UnwritableError) as why:
            if not path.is_file():
                tell(None, paths.APP_NAME, str(why))
                return None
            try:
                return _for_reading(path, why) if unlocked(path) else None
            except LibraryError as error:
                tell(None, paths.APP_NAME, str(error))
                return None
        except LibraryError as error:
            if not _is_mended(path, error):
                return None


def _is_past_passphrase(path: Path, unlocked: Callable[[Path], bool]) -> bool:
    try:
        return unlocked(path)
    except DamagedError as error:
        return _is_mended(path, error)


def rescued(path: Path) -> bool:
    """Offer all that can be read of a closed library whose file is damaged; whether it was taken."""
    return _is_mended(path, opening.damaged(path))


def _for_reading(path: Path, why: HeldError | UnwritableError) -> Opened:
    place = ExitStack()
    readable_at = readable(path)
    where = wait_for(tr("Opening the library…"), readable_at.__enter__)
    place.push(readable_at.__exit__)
    try:
        return Opened(Library.open(where, read_only=True), path, why, place)
    except BaseException:
        place.close()
        raise


def _is_mended(path: Path, error: LibraryError) -> bool:
    backup = next(iter(backups_of(path)), None)
    if isinstance(error, DamagedError) and (answer := _rescued(path, error, backup)) is not None:
        return answer
    if not _offer_backup(error, backup):
        return False
    assert backup is not None
    try:
        bring_back(backup.path, path)
    except CaseDeskError as failure:
        tell(None, paths.APP_NAME, str(failure))
        return False
    return True


def _rescued(path: Path, error: DamagedError, backup: Backup | None) -> bool | None:
    """Offer all that can be read of a damaged library, next to its newest copy; None where there is nothing."""
    try:
        copy = backup.path if backup else None
        rescued, found = wait_for(tr("Reading what is left of the library…"), lambda: rescue(path, backup=copy))
    except CaseDeskError:
        return None
    dialog = QMessageBox()
    dialog.setWindowTitle(paths.APP_NAME)
    dialog.setText(str(error) if backup else tr("The library “{name}” is damaged.").format(name=path.name))
    dialog.setInformativeText(_findings(found, backup))
    take = dialog.addButton(tr("Keep all that can be read"), QMessageBox.ButtonRole.AcceptRole)
    go_back = dialog.addButton(tr("Go back to the copy"), QMessageBox.ButtonRole.ActionRole) if backup else None
    dialog.addButton(tr("Close"), QMessageBox.ButtonRole.RejectRole)
    dialog.setDefaultButton(take if found.cases or go_back is None else go_back)
    dialog.exec()
    try:
        if dialog.clickedButton() is take:
            take_rescued(rescued, path)
        elif go_back is not None and backup is not None and dialog.clickedButton() is go_back:
            bring_back(backup.path, path)
        else:
            return False
    except CaseDeskError as failure:
        tell(None, paths.APP_NAME, str(failure))
        return False
    finally:
        forget_rescued(rescued)
    return True


def _findings(found: Salvaged, backup: Backup | None) -> str:
    lines = [tr_n("{n} case can be saved.", "{n} cases can be saved.", found.cases).format(n=found.cases)]
    if found.from_backup:
        words = tr_n("{n} of them is only in the copy.", "{n} of them are only in the copy.", found.from_backup)
        lines.append(words.format(n=found.from_backup))
    if found.from_originals:
        words = tr_n(
            "{n} of them has its text out of the imported file again; how it was divided is lost.",
            "{n} of them have their text out of the imported file again; how it was divided is lost.",
            found.from_originals,
        )
        lines.append(words.format(n=found.from_originals))
    if found.without_text:
        words = tr_n("{n} of them has lost its text.", "{n} of them have lost their text.", found.without_text)
        lines.append(words.format(n=found.without_text))
    if backup is not None:
        made = backup.made.astimezone()
        when = f"{dates.short_day(made.date())} {dates.clock(made.time())}"
        lacking = len(found.only_in_damaged)
        words = tr_n(
            "The copy of {when} alone lacks {n} newer case.", "The copy of {when} alone lacks {n} newer cases.", lacking
        )
        if not lacking:
            words = tr("The copy of {when} has all of them, as they were then.")
        lines.append(words.format(when=when, n=lacking))
        lines.extend(tr("“{title}”").format(title=title) for title in found.only_in_damaged[:_NAMED])
    elif found.has_gaps and not found.without_text:
        lines.append(tr("Some of the text cannot be read any more."))
    lines.append(tr("The damaged file is set aside, so nothing of it is lost."))
    return "\n".join(lines)


def _offer_backup(error: LibraryError, backup: Backup | None) -> bool:
    """Say why the library cannot be opened; True when the user wants the newest copy instead."""
    dialog = QMessageBox()
    dialog.setWindowTitle(paths.APP_NAME)
    dialog.setText(str(error))
    close = dialog.addButton(tr("Close"), QMessageBox.ButtonRole.RejectRole)
    dialog.setDefaultButton(close)
    restore = None
    if backup is not None:
        made = backup.made.astimezone()
        when = f"{dates.short_day(made.date())} {dates.clock(made.time())}"
        dialog.setInformativeText(
            tr("There is a copy of {when}. The file as it is now would be set aside, so nothing of it is lost.").format(
                when=when
            )
        )
        restore = dialog.addButton(tr("Go back to the copy"), QMessageBox.ButtonRole.AcceptRole)
    dialog.exec()
    return restore is not None and dialog.clickedButton() is restore
