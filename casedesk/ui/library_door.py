"""Opening a library for the window, with a question for everything that may stand in the way."""

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtWidgets import QMessageBox

from casedesk import paths
from casedesk.domain.errors import CaseDeskError, HeldError, LibraryError, PassphraseError, UnwritableError
from casedesk.storage.library import Library
from casedesk.storage.reading_copy import readable
from casedesk.tasks.backups import Backup, backups_of
from casedesk.tasks.library_care import bring_back
from casedesk.texts import tr
from casedesk.ui import dates
from casedesk.ui.messages import tell
from casedesk.ui.waiting import wait_for


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
            return Opened(Library.open(path, index_later=True), path)
        except PassphraseError:
            if not unlocked(path):
                return None
        except (HeldError, UnwritableError) as why:
            if not path.is_file():
                tell(None, paths.APP_NAME, str(why))
                return None
            if not unlocked(path):
                return None
            try:
                return _for_reading(path, why)
            except LibraryError as error:
                tell(None, paths.APP_NAME, str(error))
                return None
        except LibraryError as error:
            if not _is_mended(path, error):
                return None


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
    if not _offer_backup(error, backup):
        return False
    assert backup is not None
    try:
        bring_back(backup.path, path)
    except CaseDeskError as failure:
        tell(None, paths.APP_NAME, str(failure))
        return False
    return True


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
