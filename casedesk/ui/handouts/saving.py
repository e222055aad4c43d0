"""One click: the class folder is written beside the window, and its foot tells how far that is."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from casedesk.domain.lesson import LessonPlan
from casedesk.tasks.export_handout import ClassFolder
from casedesk.tasks.handout_preview import class_folder_name, save_class_folder
from casedesk.texts import tr
from casedesk.ui.handouts.handout_choices import HandoutChoices
from casedesk.ui.handouts.save_foot import SaveFoot
from casedesk.ui.handouts.saved_words import saved_words
from casedesk.ui.jobs import Job, Jobs, JobState, Progress
from casedesk.ui.long_lived import making_values_of
from casedesk.ui.session import LibrarySession


class Saving(QObject):
    """Writes one class folder at a time."""

    started = Signal()
    saved = Signal(object)
    """ClassFolder"""
    refused = Signal(object)
    """An exception for the user."""
    stopped = Signal()

    def __init__(self, foot: SaveFoot, *, session: LibrarySession, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._foot = foot
        self._session = session
        self._jobs = jobs
        self._job: Job | None = None
        foot.cancel_requested.connect(self.cancel)

    @property
    def is_at_work(self) -> bool:
        """Whether files are being written."""
        return self._job is not None

    def start(self, plan: LessonPlan, parent: Path, choices: HandoutChoices, template: Path | None) -> None:
        """Write all that is chosen into the plan's folder below `parent`, unless something is being written."""
        if self.is_at_work:
            return
        library = self._session.library.path

        def work(progress: Progress) -> ClassFolder:
            with making_values_of(len(plan.case_ids)):
                return save_class_folder(
                    library,
                    plan,
                    parent,
                    choices.all_options,
                    template,
                    spare=choices.spare,
                    progress=progress,
                    formats=choices.formats,
                )

        self.started.emit()
        self._foot.show_writing(is_on=True)
        job = self._jobs.start(
            tr("Saving handouts"), work, done=self.saved.emit, failed=self.refused.emit, told=saved_words
        )
        if job.state is JobState.RUNNING:
            self._job = job
            self._session.note_files(job, parent / class_folder_name(plan, choices.language))
            job.progressed.connect(self._foot.show_progress)
            job.ended.connect(self._on_ended)
        else:
            self._foot.show_writing(is_on=False)

    def cancel(self) -> None:
        """Stop after the step in hand."""
        if self._job is not None:
            self._job.cancel()
            self._foot.show_stopping()

    def _on_ended(self) -> None:
        job, self._job = self._job, None
        self._foot.show_writing(is_on=False)
        if job is not None and job.state is JobState.CANCELLED:
            self.stopped.emit()
