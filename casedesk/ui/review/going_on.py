"""A half-done review is brought back in a worker, which opens the library for itself."""

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from casedesk.domain.library import ImportBatch
from casedesk.storage.library import Library
from casedesk.tasks.half_done_review import BroughtBack, bring_back
from casedesk.tasks.reimport import with_version_before
from casedesk.texts import tr
from casedesk.ui.jobs import Job, Jobs, JobState, Progress
from casedesk.ui.session import LibrarySession


class GoingOn(QObject):
    """One review comes back at a time; once is enough, however often it is asked for."""

    ready = Signal(object, object)
    """The ImportBatch, and what was brought back of it."""

    def __init__(self, session: LibrarySession, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._jobs = jobs
        self._job: Job | None = None

    @property
    def is_running(self) -> bool:
        """Whether a review is on its way."""
        return self._job is not None and self._job.state is JobState.RUNNING

    def begin(self, batch: ImportBatch) -> None:
        """Bring a review back."""
        path = self._session.library.path

        def work(progress: Progress) -> BroughtBack:
            with Library.open(path, create=False, read_only=True) as library:
                found = bring_back(library, batch, progress)
                files = tuple(with_version_before(library, file) for file in found.files)
                return replace(found, files=files)

        def done(found: BroughtBack) -> None:
            if found.files:
                self.ready.emit(batch, found)
            for problem in found.problems if not found.files else ():
                self._session.refused.emit(f"{problem.name}: {problem.sentence}")

        self._job = self._jobs.start(tr("Go on with the review"), work, done=done)
