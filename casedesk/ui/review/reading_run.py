"""Files being read in a worker: what has come of each so far, safe to look at from the window."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from casedesk.domain.draft import Problem
from casedesk.tasks.import_documents import ReadFile, documents_in, reading
from casedesk.tasks.kept_sources import ready_to_keep
from casedesk.tasks.library_knowledge import LibraryKnowledge
from casedesk.tasks.progress import Progress
from casedesk.texts import tr, tr_n
from casedesk.ui.jobs import Job, Jobs, JobState


@dataclass(slots=True)
class ReadingRun:
    """One batch of files. The worker appends to its lists, which is safe, and nobody takes anything away.

    The drafts are compared with the cases of the library at `library`.
    """

    paths: Sequence[Path]
    library: Path
    total: int = 0
    """How many files there are, as far as is known: bundles count as the files in them once they are open."""
    outcomes: list[tuple[Path, ReadFile | Problem]] = field(default_factory=list[tuple[Path, "ReadFile | Problem"]])
    is_over: bool = False

    @property
    def files(self) -> list[ReadFile]:
        """The files that were read."""
        return [outcome for _, outcome in self.outcomes if isinstance(outcome, ReadFile)]

    @property
    def problems(self) -> list[Problem]:
        """Why the others were not."""
        return [outcome for _, outcome in self.outcomes if isinstance(outcome, Problem)]

    @property
    def drafts(self) -> int:
        """How many drafts have been found."""
        return sum(len(file.proposal.drafts) for file in self.files)

    def work(self, progress: Progress) -> "ReadingRun":
        """Read all, in a worker; itself, when done. When cancelled nothing is added any more."""
        knowledge: LibraryKnowledge | None = None
        for path, outcome in reading(documents_in(self.paths), _Counted(self, progress)):
            if isinstance(outcome, ReadFile):
                knowledge = knowledge or LibraryKnowledge(self.library)
                outcome = ready_to_keep(knowledge.marked(outcome, _InItsFile(self, progress)))
            if not progress.is_cancelled:
                self.outcomes.append((path, outcome))
        return self


@dataclass(slots=True)
class _Counted:
    """The progress of a run, which learns from it how many files there are."""

    run: ReadingRun
    progress: Progress

    @property
    def is_cancelled(self) -> bool:
        return self.progress.is_cancelled

    def report(self, done: int, total: int, text: str = "") -> None:
        self.run.total = total
        self.progress.report(done, total, text)


@dataclass(slots=True)
class _InItsFile:
    """The progress within one file as that of its run: how many files are done stays what it is."""

    run: ReadingRun
    progress: Progress

    @property
    def is_cancelled(self) -> bool:
        return self.progress.is_cancelled

    def report(self, done: int, total: int, text: str = "") -> None:  # noqa: ARG002 - the text says it
        self.progress.report(len(self.run.outcomes), self.run.total, text)


class Reading(QObject):
    """One batch at a time is read; whoever begins another one has stopped the one before."""

    advanced = Signal(str)
    """More is known; the name of the file being read, empty at the end."""
    finished = Signal()
    """Everything has been read, and nobody stopped it."""

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._job: Job | None = None
        self.run: ReadingRun | None = None

    @property
    def is_running(self) -> bool:
        """Whether files are being read now."""
        return self._job is not None

    def begin(self, run: ReadingRun) -> None:
        """Read a batch."""
        self.stop()
        self.run = run
        title = reading_title(run.paths)
        job = self._jobs.start(title, run.work, done=self._finish, told=_read_words)
        job.progressed.connect(self._advance)
        job.ended.connect(self._end)
        self._job = job if job.state is JobState.RUNNING else None

    def stop(self) -> None:
        """Read no further; what has been read stays. It counts as stopped at once, whatever the worker is about."""
        if self._job is not None:
            self._job.cancel()
            self._be_over()

    def _advance(self, _done: int, _total: int, name: str) -> None:
        if self.sender() is self._job:
            self.advanced.emit(name)

    def _finish(self, run: ReadingRun) -> None:
        run.is_over = True
        if run is self.run:
            self.advanced.emit("")
            self.finished.emit()

    def _end(self) -> None:
        if self.sender() is self._job:
            self._be_over()

    def _be_over(self) -> None:
        self._job = None
        if self.run is not None:
            self.run.is_over = True
        self.advanced.emit("")


def _read_words(run: ReadingRun) -> str:
    cases = tr_n("{n} case found", "{n} cases found", run.drafts).format(n=f"{run.drafts:,}")
    if not (count := len(run.problems)):
        return cases
    unread = tr_n("{n} file could not be read", "{n} files could not be read", count).format(n=count)
    return tr(", ").join((cases, unread))


def reading_title(paths: Sequence[Path]) -> str:
    """What reading files is called. A folder or a zip file holds more than one, so a single path is named."""
    if len(paths) == 1:
        return tr("Import “{name}”").format(name=paths[0].name)
    return tr_n("Import {n} file", "Import {n} files", len(paths)).format(n=len(paths))
