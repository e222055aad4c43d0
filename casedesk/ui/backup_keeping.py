"""Copies by themselves while the window is open: when one is due, on the stick too, and the weekly drill."""

import logging
from enum import StrEnum
from pathlib import Path
from typing import assert_never

from PySide6.QtCore import QObject, QTimer, Signal

from casedesk.domain.errors import CaseDeskError, DamagedError
from casedesk.tasks.backup_drill import Drill, hold_drill, is_drill_due
from casedesk.tasks.backups import Backup, Reason, copy_to_second, is_behind, is_due, is_on_second, make_backup
from casedesk.tasks.second_truth import is_truth_due, write_truth
from casedesk.texts import tr
from casedesk.ui.jobs import Jobs, Progress
from casedesk.ui.long_lived import making_many_values
from casedesk.ui.messages import sentence_of
from casedesk.ui.settings import Settings
from casedesk.ui.settings_page.backup_words import backed_up_words, drill_words

_LOOK_EVERY = 5 * 60 * 1000
TOLD_FROM = 3
"""So many failures in a row are no accident."""
_FAILURES = "backup.failures"
log = logging.getLogger(__name__)


class Care(StrEnum):
    """What there is to do for the copies."""

    NOTHING = "nothing"
    BACKUP = "backup"
    SECOND = "second"
    TRUTH = "truth"
    DRILL = "drill"


class BackupKeeper(QObject):
    """Looks every few minutes whether something is due, and does it beside the window.

    One failure is logged and tried again; from the third in a row on, over all sittings, `troubled` tells it.
    """

    troubled = Signal(str)
    """Why no copies can be made; empty once one was made."""
    damaged = Signal(object)
    """A DamagedError of the library itself: no copy is made of it, over good ones least of all."""
    looked = Signal()
    """It is looked what is due: others who look after copies now and then do it too."""

    def __init__(self, library: Path, jobs: Jobs, settings: Settings, parent: QObject) -> None:
        super().__init__(parent)
        self._library = library
        self._jobs = jobs
        self._settings = settings
        self.trouble = ""
        """What `troubled` told last."""
        self._clock = QTimer(self)
        self._clock.setInterval(_LOOK_EVERY)
        self._clock.timeout.connect(self.look)

    def start(self) -> None:
        """Look from now on."""
        self._clock.start()

    def stop(self) -> None:
        """Look no more."""
        self._clock.stop()

    def look(self) -> None:
        """Do the first thing that is due."""
        library = self._library
        self.looked.emit()
        self._jobs.draw(lambda: due_care(library), self._do)

    def copy_at_the_end(self) -> None:
        """Make a copy of the library that has just been closed, where anything was written."""
        try:
            if is_behind(self._library):
                make_backup(self._library, Reason.AUTOMATIC)
            copy_to_second(self._library)
        except (CaseDeskError, OSError) as error:
            self._count_failure(error)
        else:
            self._forget_failures()

    def _do(self, care: Care) -> None:
        library = self._library

        def back_up(progress: Progress) -> Backup:
            made = make_backup(library, Reason.AUTOMATIC, progress)
            copy_to_second(library)
            return made

        def copy(_progress: Progress) -> None:
            copy_to_second(library)

        def write(progress: Progress) -> None:
            with making_many_values():
                write_truth(library, progress)

        def practise(progress: Progress) -> Drill:
            return hold_drill(library, progress)

        match care:
            case Care.NOTHING:
                pass
            case Care.BACKUP:
                self._jobs.start(
                    tr("Backup"), back_up, done=self._forget_failures, failed=self._count_failure, told=backed_up_words
                )
            case Care.SECOND:
                self._jobs.start(
                    tr("Copy to the second folder"), copy, done=self._forget_failures, failed=self._count_failure
                )
            case Care.TRUTH:
                self._jobs.start(tr("Cases and plans as text"), write, done=_forget, failed=self._count_failure)
            case Care.DRILL:
                self._jobs.start(
                    tr("Backup drill"), practise, done=self._judge, failed=self._count_failure, told=drill_words
                )
            case _:
                assert_never(care)

    def _judge(self, drill: Drill) -> None:
        if drill.fault:
            self._tell(drill.fault)

    def _forget_failures(self, _made: object = None) -> None:
        self._settings.set_text(_FAILURES, "0")
        self._tell("")

    def _count_failure(self, error: Exception) -> None:
        log.warning("no copy was made: %s", type(error))
        if isinstance(error, DamagedError) and error.values.get("name") == self._library.name:
            self.damaged.emit(error)
        kept = self._settings.text(_FAILURES, "0")
        failures = (int(kept) if kept.isdecimal() else 0) + 1
        self._settings.set_text(_FAILURES, str(failures))
        if failures >= TOLD_FROM:
            self._tell(sentence_of(error))

    def _tell(self, trouble: str) -> None:
        if trouble != self.trouble:
            self.trouble = trouble
            self.troubled.emit(trouble)


def due_care(library: Path) -> Care:
    """What is to be done next for the copies of a library."""
    if is_due(library):
        return Care.BACKUP
    if not is_on_second(library):
        return Care.SECOND
    if is_truth_due(library):
        return Care.TRUTH
    return Care.DRILL if is_drill_due(library) else Care.NOTHING


def _forget(_done: None) -> None:
    return None
