"""Connects backups with the rest of the window: making one, saving a whole copy, comparing with one."""

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from casedesk.tasks.backups import Backup, Reason, is_recent, make_backup
from casedesk.tasks.library_care import back_up
from casedesk.texts import tr
from casedesk.ui.jobs import Progress
from casedesk.ui.main_window import MainWindow
from casedesk.ui.settings_page.backup_words import backed_up_words, size_words


class BackupWiring(QObject):
    """Whatever is made is made beside the window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._library = window.session.library.path
        window.actions_table.action("file.backup").triggered.connect(self.back_up)
        window.actions_table.action("file.save_copy").triggered.connect(self.save_copy)
        window.pages.built.connect(self._wire_page)

    def back_up(self) -> None:
        """Make a copy of the library."""
        self._window.save_now()
        path = self._library

        def work(progress: Progress) -> Backup:
            return make_backup(path, Reason.WISHED, progress)

        self._window.jobs.start(tr("Backup"), work, done=self._tell_backup, told=backed_up_words)

    def back_up_before_import(self) -> None:
        """Make a copy before something comes in, where there is none of the last minutes."""
        path = self._library

        def work(_progress: Progress) -> Backup | None:
            return None if is_recent(path) else make_backup(path, Reason.BEFORE_IMPORT)

        self._window.jobs.start(tr("Backup"), work, done=_forget)

    def save_copy(self) -> None:
        """Write the library to a file of the user's choice, with all its pictures and originals."""
        self._window.save_now()
        path = self._library
        proposed = Path.home() / f"{path.stem} {datetime.now().astimezone().date().isoformat()}{path.suffix}"
        words = tr("CaseDesk libraries") + f" (*{path.suffix})"
        chosen, _ = QFileDialog.getSaveFileName(self._window, tr("Save a copy as one file"), str(proposed), words)
        if not chosen:
            return
        target = Path(chosen) if Path(chosen).suffix else Path(chosen).with_suffix(path.suffix)

        def work(progress: Progress) -> Path:
            back_up(path, target, progress, replace_existing=True)
            return target

        job = self._window.jobs.start(tr("Save a copy"), work, done=self._tell_copy)
        self._window.session.note_files(job, target.parent)

    def _wire_page(self, name: str) -> None:
        if name == "settings":
            settings = self._window.pages.settings
            settings.backup_requested.connect(self.back_up)
            settings.compare_requested.connect(self._compare)

    def _compare(self, backup: Path, name: str) -> None:
        self._window.save_now()
        self._window.pages.packs.open_backup(backup, name)

    def _tell_backup(self, backup: Backup) -> None:
        self._say(backed_up_words(backup))
        if self._window.page == "settings":
            self._window.pages.settings.refresh_backups()

    def _tell_copy(self, target: Path) -> None:
        words = tr("The whole library is in “{name}”, proved: {size}")
        self._say(words.format(name=target.name, size=size_words(target.stat().st_size)))

    def _say(self, sentence: str) -> None:
        self._window.toast.say(sentence)


def _forget(_result: object) -> None:
    return None
