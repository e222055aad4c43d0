"""The leak guard beside the window: whether what learners get would be saved."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from casedesk.domain.handout import HandoutOptions
from casedesk.domain.lesson import LessonPlan
from casedesk.tasks.handout_preview import prove_all
from casedesk.texts import tr
from casedesk.ui.jobs import Job, Jobs, Progress
from casedesk.ui.long_lived import making_values_of
from casedesk.ui.session import LibrarySession


class Prover(QObject):
    """Answers the newest question only."""

    passed = Signal()
    refused = Signal(object)
    """The exception that saving would raise."""

    def __init__(self, session: LibrarySession, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._jobs = jobs
        self._job: Job | None = None

    def stop(self) -> None:
        """No answer is wanted any more."""
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def ask(self, plan: LessonPlan, editions: Sequence[HandoutOptions], template: Path | None) -> None:
        """Prove these editions of a plan; what was asked for before is not wanted any more."""
        self.stop()
        library = self._session.library.path

        def work(progress: Progress) -> None:
            with making_values_of(len(plan.case_ids)):
                prove_all(library, plan, editions, template, progress)

        def done(_nothing: None) -> None:
            self._job = None
            self.passed.emit()

        def failed(error: Exception) -> None:
            self._job = None
            self.refused.emit(error)

        self._job = self._jobs.start(tr("Checking what learners get"), work, done=done, failed=failed)
