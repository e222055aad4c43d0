"""The strip above a library that was a backup and has been opened without what lies beside the backups."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from casedesk.domain.case import Case
from casedesk.domain.changes import Changes
from casedesk.domain.errors import CaseDeskError
from casedesk.tasks.backup_places import folder_of
from casedesk.tasks.left_out import bring_back_lacking, count_lacking
from casedesk.texts import tr, tr_n
from casedesk.ui.jobs import Progress
from casedesk.ui.main_window import MainWindow
from casedesk.ui.widgets.notice_strip import NoticeStrip


class LeftOutNotice(NoticeStrip):
    """Looks beside the window what is lacking; brings it back from the backups, or from where the user says."""

    def __init__(self, window: MainWindow) -> None:
        answers = ((tr("Bring them back"), self._bring_back), (tr("Not now"), self.hide))
        super().__init__(window.appearance, window, icon="ph.warning", answers=answers)
        self._window = window
        self._path = window.session.library.path
        self._is_asked_for = False
        window.jobs.draw(self._count, self._tell)

    def _count(self) -> int:
        try:
            return count_lacking(self._path)
        except CaseDeskError:  # the window has other ways to tell of a library that cannot be read
            return 0

    def _tell(self, lacking: int) -> None:
        words = tr_n(
            "This file was a backup: {n} picture or original is not in it, but beside the other backups.",
            "This file was a backup: {n} pictures and originals are not in it, but beside the other backups.",
            lacking,
        )
        self.say(words.format(n=lacking) if lacking else "")

    def _bring_back(self) -> None:
        """Look where this computer's backups are; the second time, where the user says."""
        if not self._is_asked_for:
            self._start(None)
            return
        usual = str(folder_of(self._path).parent)
        chosen = QFileDialog.getExistingDirectory(self, tr("The folder with the backups"), usual)
        if chosen:
            self._start(Path(chosen))
        else:
            self.show()

    def _start(self, folder: Path | None) -> None:
        path = self._path

        def work(progress: Progress) -> int:
            return bring_back_lacking(path, folder, progress)

        self._window.jobs.start(tr("Bring pictures and originals back"), work, done=self._tell_found, writes=True)

    def _tell_found(self, lacking: int) -> None:
        self._is_asked_for = True
        session = self._window.session
        session.changed.emit(Changes(frozenset((Case, case_id) for case_id in session.library.cases.ids())), None)
        if not lacking:
            self._window.toast.say(tr("All pictures and originals are back."))
            return
        words = tr_n(
            "{n} picture or original was not found. In which folder are the backups that this file was taken from?",
            "{n} pictures and originals were not found. In which folder are the backups that this file was taken from?",
            lacking,
        )
        self.say(words.format(n=lacking))
