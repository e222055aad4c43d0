"""Backups and safety: where the library is, its copies, and the way back to one of them."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QLocale, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from casedesk import texts
from casedesk.tasks.backups import Backup, Reason, backups_of, folder_of
from casedesk.tasks.library_care import check_library
from casedesk.tasks.passphrases import is_passphrase, is_protected
from casedesk.texts import tr
from casedesk.ui import dates
from casedesk.ui.jobs import Jobs, Progress
from casedesk.ui.messages import ask_before_loss
from casedesk.ui.passphrase.new_passphrase import NewPassphrase
from casedesk.ui.settings import Settings
from casedesk.ui.settings_page.rows import Section
from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.buttons import Button, LinkButton
from casedesk.ui.widgets.labels import Words

_SHOWN = 12


class SafetySection(Section):
    """Everything about copies. Restoring is a wish: whoever owns the library closes it first."""

    restore_requested = Signal(object)
    """The path of the copy to go back to."""
    backup_requested = Signal()
    passphrase_requested = Signal(str)
    """The library shall have this passphrase, or none."""
    said = Signal(str)
    """A sentence for a toast."""

    def __init__(self, appearance: Appearance, settings: Settings, jobs: Jobs, library: Path) -> None:
        super().__init__(appearance, settings, tr("Backups and safety"))
        self._jobs = jobs
        self._library = library
        where = LinkButton(tr("Show in the folder"))
        where.clicked.connect(lambda: show_folder(library.parent))
        self.add_row(tr("Library"), str(library), where)
        self._now = Button(tr("Back up now"))
        self._now.clicked.connect(self.backup_requested.emit)
        self.add_row(
            tr("Backup"),
            tr("By itself every half hour of work, on closing and before imports; proved before older ones go"),
            self._now,
        )
        self._check = Button(tr("Check the library"))
        self._check.clicked.connect(self.check)
        self.add_row(tr("Check"), tr("Reads every page of the file and compares what belongs together"), self._check)
        protected = is_protected(library)
        self._protect = Button(tr("Change…") if protected else tr("Protect…"))
        self._protect.clicked.connect(self._ask_passphrase)
        state = (
            tr("The library is encrypted; CaseDesk asks for the passphrase when it starts")
            if protected
            else tr("Encrypt the library, so that nobody reads it who has the computer or a stick with a copy")
        )
        self.add_row(tr("Passphrase"), state, self._protect)
        self._list = _BackupList(appearance, self._ask)
        self._row = self.add_row(tr("Backups"), str(folder_of(library)), self._list, is_wide=True)
        other = LinkButton(tr("Restore from another file…"))
        other.clicked.connect(self._choose)
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(other)
        row.addStretch(1)
        self.add(holder)
        self.refresh()

    def refresh(self) -> None:
        """Show the copies there are now."""
        self._list.show_backups(backups_of(self._library)[:_SHOWN])

    def check(self) -> None:
        """Look for faults, beside the window."""
        library = self._library

        def work(_progress: Progress) -> tuple[str, ...]:
            return check_library(library)

        self._jobs.start(tr("Check the library"), work, done=self._tell_faults)

    def _ask_passphrase(self) -> None:
        library = self._library

        def is_right(words: str) -> bool:
            return is_passphrase(library, words)

        dialog = NewPassphrase(is_right if is_protected(library) else None, self.appearance, self.window())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.wished.connect(self.passphrase_requested)
        dialog.open()

    def _tell_faults(self, faults: tuple[str, ...]) -> None:
        self.said.emit("\n".join(faults[:3]) if faults else tr("The library is sound."))

    def _choose(self) -> None:
        words = tr("CaseDesk libraries") + " (*.casedesk)"
        chosen, _ = QFileDialog.getOpenFileName(self, tr("Restore from a backup"), str(folder_of(self._library)), words)
        if chosen:
            self._ask_for(Path(chosen), Path(chosen).name)

    def _ask(self, backup: Backup) -> None:
        self._ask_for(backup.path, _when(backup))

    def _ask_for(self, path: Path, name: str) -> None:
        question = tr("Go back to the library of {when}?").format(when=name)
        explanation = tr("The present library is set aside in its folder first, so nothing of it is lost.")
        if ask_before_loss(self, question, explanation, act=tr("Restore")):
            self.restore_requested.emit(path)


class _BackupList(QWidget):
    def __init__(self, appearance: Appearance, ask: Callable[[Backup], None]) -> None:
        super().__init__()
        self._appearance = appearance
        self._ask = ask
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 8, 0, 0)
        self._column.setSpacing(4)
        self.setAccessibleName(tr("Backups"))

    def show_backups(self, backups: tuple[Backup, ...]) -> None:
        while (item := self._column.takeAt(0)) is not None:  # pyright: ignore[reportUnnecessaryComparison]
            if (widget := item.widget()) is not None:  # pyright: ignore[reportUnnecessaryComparison]
                widget.deleteLater()
        if not backups:
            self._column.addWidget(Words(self._appearance, tr("No copy yet."), kind="meta", tone="ink2"))
        for backup in backups:
            self._column.addWidget(self._row(backup))

    def _row(self, backup: Backup) -> QWidget:
        holder = QWidget(self)
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(Words(self._appearance, _when(backup)))
        row.addWidget(Words(self._appearance, _reason(backup.reason), kind="meta", tone="ink2"))
        row.addStretch(1)
        row.addWidget(Words(self._appearance, _size(backup), kind="meta", tone="ink2"))
        restore = LinkButton(tr("Restore…"))
        restore.setAccessibleName(tr("Restore the copy of {when}").format(when=_when(backup)))
        restore.clicked.connect(lambda: self._ask(backup))
        row.addWidget(restore)
        return holder


def show_folder(folder: Path) -> None:
    """Open a folder in the computer's file manager."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))


def _when(backup: Backup) -> str:
    local = backup.made.astimezone()
    return f"{dates.short_day(local.date())} {dates.clock(local.time())}"


def _size(backup: Backup) -> str:
    return QLocale(texts.language()).formattedDataSize(backup.size, 1)


def _reason(reason: Reason) -> str:
    match reason:
        case Reason.AUTOMATIC:
            return tr("by itself")
        case Reason.WISHED:
            return tr("as you wished")
        case Reason.BEFORE_IMPORT:
            return tr("before an import")
        case Reason.BEFORE_BULK:
            return tr("before a change of many cases")
