"""The import page: choose, review, add. Nothing enters the library before it has been looked at."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QUndoStack,
)
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from casedesk.domain.case import Case
from casedesk.domain.changes import Changes
from casedesk.domain.library import ImportBatch
from casedesk.tasks.add_cases import Addition, known_marked
from casedesk.tasks.batches import batch_entries, free_name
from casedesk.tasks.half_done_review import BroughtBack
from casedesk.tasks.import_documents import ReadFile, read_bytes, read_pasted
from casedesk.tasks.kept_sources import ready_to_keep
from casedesk.tasks.library_knowledge import LibraryKnowledge
from casedesk.tasks.read_pack import is_pack
from casedesk.tasks.review_json import ReviewWriter
from casedesk.texts import tr
from casedesk.ui.jobs import Progress
from casedesk.ui.parts import Parts
from casedesk.ui.review import batch_steps
from casedesk.ui.review.asking import ask_for_files, ask_for_folder
from casedesk.ui.review.batch_words import batch_name
from casedesk.ui.review.choose_pane import ChoosePane, dropped_paths
from casedesk.ui.review.going_on import GoingOn
from casedesk.ui.review.pasted import pasted
from casedesk.ui.review.reading_run import Reading, ReadingRun, reading_title
from casedesk.ui.review.review_keeper import ReviewKeeper
from casedesk.ui.review.review_pane import ReviewPane
from casedesk.ui.review.review_state import ReviewState
from casedesk.ui.review.step_header import Step, StepHeader
from casedesk.ui.widgets.surfaces import set_surface


class ImportPage(QWidget):
    """Three steps over one review, which has an undo of its own (`undo_stack`); adding is undone in the library."""

    import_finished = Signal(object)
    """The id of the batch that was added."""
    case_open_requested = Signal(int)
    packs_requested = Signal(object)
    """Case packs, and folders that may hold some: their cases are whole and are not cut, but shown elsewhere."""
    shown_requested = Signal()
    """Something was begun from elsewhere, and the page should be seen."""

    def __init__(self, parts: Parts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        session, jobs, appearance, settings = parts.session, parts.jobs, parts.appearance, parts.settings
        self._session = session
        self._jobs = jobs
        self._actions = parts.actions
        self._settings = settings
        self._taken = 0  # files of the batch being read that are in the review
        self._done_with = 0  # and those whose review has been left
        self._reading = Reading(jobs, self)
        self._going_on = GoingOn(session, jobs, self)
        self.state = ReviewState(self)
        self.keeper = ReviewKeeper(session, self.state, self)
        self.header = StepHeader(self.state, appearance, self)
        self.choose = ChoosePane(appearance, self)
        self.review = ReviewPane(self.state, appearance=appearance, settings=settings, parent=self)
        self._steps = QStackedWidget(self)
        self._steps.addWidget(self.choose)
        self._steps.addWidget(self.review)
        self.review.twins.set_cases(session.library.cases.get_many)
        set_surface(self, "paper")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self._steps, 1)
        self.setAcceptDrops(True)
        self._connect()
        self._refresh_batches()

    @property
    def undo_stack(self) -> QUndoStack | None:
        """The steps of the review while it is on the screen; the window may show them in its menu."""
        return self.state.undo_stack if self._steps.currentWidget() is self.review else None

    def import_paths(self, paths: Sequence[Path]) -> None:
        """Read files and folders, and go on to the review when nothing went wrong."""
        if packs := [path for path in paths if is_pack(path) or path.is_dir()]:
            self.packs_requested.emit(packs)
            paths = [path for path in paths if not is_pack(path)]
        if not paths:
            return
        if self._reading.is_running:
            self._session.refused.emit(tr("Files are still being read. Wait for them, or stop that first."))
            return
        self._leave_review()
        self._taken = self._done_with = 0
        run = ReadingRun(tuple(paths), self._session.library.path)
        self.choose.reading.begin(run)
        self.shown_requested.emit()
        self.keeper.note.begin(reading_title(run.paths), run.paths)
        self._reading.begin(run)

    def choose_files(self) -> None:
        """Ask for files and import them."""
        self.import_paths(ask_for_files(self, self._settings))

    def choose_folder(self) -> None:
        """Ask for a folder and import what can be read in it."""
        self.import_paths(ask_for_folder(self, self._settings))

    def paste(self) -> None:
        """Import the text of the clipboard, or the files on it."""
        found = pasted(QGuiApplication.clipboard().mimeData())
        if found.paths:
            self.import_paths(found.paths)
        elif found.text or found.html:
            self.import_text(found.text, html=found.html)
        if found.sentence:
            self._session.refused.emit(found.sentence)

    def import_text(self, text: str, *, html: str = "") -> None:
        """Import a text that was pasted; `html` is the same as a page, where there is one."""
        self._leave_review()
        self.shown_requested.emit()

        library = self._session.library.path

        def work(progress: Progress) -> ReadFile:
            read = read_pasted(text, tr("Pasted text"), html=html, progress=progress)
            return ready_to_keep(LibraryKnowledge(library).marked(read, progress))

        self._jobs.start(tr("Read pasted text"), work, done=self._open_pasted)

    def resume(self, batch_id: int) -> None:
        """Go on with a half-done review; once is enough, however often it is asked for."""
        if not self._going_on.is_running:
            self._leave_review()
            self._going_on.begin(self._session.library.batches.get(batch_id))

    def focus_search(self) -> None:
        """Find words in the text under review; before that there is nothing to search in."""
        if self._steps.currentWidget() is self.review:
            self.review.finder.open()

    def next_panel(self) -> None:
        """Move the focus to the next part of the page."""
        if self._steps.currentWidget() is self.review:
            self.review.next_panel()
        else:
            self.focusNextChild()

    def save_now(self) -> None:
        """Keep the review as it is, so that it survives whatever comes."""
        self.keeper.save_now()

    @property
    def unsaved(self) -> tuple[str, ...]:
        """The review, where it could not be kept."""
        return self.keeper.unsaved

    def add_kept(self) -> None:
        """Add what is kept to the library; undecided drafts wait in the half-done review."""
        self._steps.setEnabled(False)  # what is added now stays as it is until it is written
        self.keeper.add_kept(self._end_adding)
        self._steps.setEnabled(not self._session.is_writing)

    def _end_adding(self, added: Addition | None) -> None:
        self._steps.setEnabled(True)
        if added is not None:
            self._finish()
            self.import_finished.emit(added.batch.id)
            self._session.announced.emit(added.sentence)  # last, over the page that is shown by then

    def review_later(self) -> None:
        """Keep the review and go back to the first step."""
        if self.keeper.save_now():
            self._finish()

    def take_out(self, batch_id: int) -> None:
        """Take an import out of the library again; what was worked on since stays."""
        batch_steps.take_out(self._session, batch_id)

    def discard(self, batch_id: int) -> None:
        """Give up a half-done review."""
        batch_steps.discard(self._session, batch_id)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste) and self._steps.currentWidget() is self.choose:
            self.paste()
        else:
            super().keyPressEvent(event)

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_paths(event):
            self.choose.drop.set_over(is_over=True)
            event.acceptProposedAction()

    @override
    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.choose.drop.set_over(is_over=False)

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        self.choose.drop.set_over(is_over=False)
        if paths := dropped_paths(event):
            event.acceptProposedAction()
            self.import_paths(paths)

    def _connect(self) -> None:
        self.choose.files_requested.connect(self.choose_files)
        self.choose.folder_requested.connect(self.choose_folder)
        self.choose.paste_requested.connect(self.paste)
        self.choose.dropped.connect(self.import_paths)
        self.choose.resume_requested.connect(self.resume)
        self.choose.discard_requested.connect(self.discard)
        self.choose.take_out_requested.connect(self.take_out)
        self.choose.reading.stop_requested.connect(self._reading.stop)
        self._reading.advanced.connect(self._follow_reading)
        self._reading.finished.connect(self._end_reading)
        self.choose.reading.review_requested.connect(self._review_read)
        self.review.add_requested.connect(self.add_kept)
        self.review.later_requested.connect(self.review_later)
        self.review.case_requested.connect(self.case_open_requested)
        self.review.encoding_requested.connect(self._read_in)
        self.review.said.connect(self._session.refused)
        self.header.back_requested.connect(self._go_back)
        self._going_on.ready.connect(self._open_again)
        self._session.changed.connect(self._on_library_changed)
        for action_id, slot in (
            ("file.import", self.choose_files),
            ("file.import_folder", self.choose_folder),
            ("file.paste", self.paste),
        ):
            self._actions.action(action_id).triggered.connect(slot)

    def _follow_reading(self, name: str) -> None:
        self.choose.reading.refresh(name)
        if self._taken and self._reading.run is not None:
            self._join_read(self._reading.run)

    def _end_reading(self) -> None:
        run = self._reading.run
        if run is not None and run.drafts and not run.problems and not self.state.is_open:
            self._review_read()
        elif run is not None and not run.drafts:
            self.keeper.note.end()

    def _review_read(self) -> None:
        run = self._reading.run
        files = run.files[self._done_with :] if run else []
        if run is None or not files:
            return
        self._taken = self._done_with + len(files)
        self._open(files, name=batch_name(files, run.paths))
        self.state.set_problems(run.problems)

    def _join_read(self, run: ReadingRun) -> None:
        """Files that were read after the review had begun."""
        files = run.files
        for file in files[self._taken :]:
            self.state.add(known_marked(self._session.library, file))
        self._taken = len(files)
        self.state.set_problems(run.problems)
        if self.state.batch is None and self.state.is_open:
            self.state.name = free_name(self._session.library, batch_name(self.state.files, run.paths))

    def _open_pasted(self, file: ReadFile) -> None:
        self._open([file], name=file.name)

    def _open_again(self, batch: ImportBatch, found: BroughtBack) -> None:
        self._leave_review()
        self._open(found.files, name=batch.name, batch=batch, writer=found.writer)
        self.state.set_problems(found.problems)

    def _open(
        self,
        files: Sequence[ReadFile],
        *,
        name: str,
        batch: ImportBatch | None = None,
        writer: ReviewWriter | None = None,
    ) -> None:
        library = self._session.library
        self.save_now()
        self._steps.setCurrentWidget(self.review)
        name = batch.name if batch else free_name(library, name)
        self.keeper.begin(writer)
        if batch is not None or not self.keeper.note.key:
            self.keeper.note.begin(tr("Import “{name}”").format(name=name))
            self.keeper.note.follow(batch.id if batch else 0)
        self.state.open([known_marked(library, file, batch) for file in files], name=name, batch=batch)
        self.header.show_step(Step.REVIEW)
        self.review.drafts.setFocus()
        for file in files:
            if file.note and batch is None:
                self._session.refused.emit(file.note)

    def _read_in(self, encoding: str) -> None:
        file = self.state.file
        library = self._session.library.path

        def work(progress: Progress) -> ReadFile:
            read = read_bytes(file.data, file.name, encoding=encoding, progress=progress)
            return ready_to_keep(LibraryKnowledge(library).marked(read, progress))

        self._jobs.start(tr("Read the file again"), work, done=self._take_reread)

    def _take_reread(self, file: ReadFile) -> None:
        if self.state.is_open and self.state.file.original == file.original:
            self.state.replace_file(known_marked(self._session.library, file))
            self.review.drafts.setFocus()  # the link that was clicked is gone, and the keys should go on

    def _go_back(self) -> None:
        if self._steps.currentWidget() is self.review:
            self.review_later()

    def _leave_review(self) -> None:
        if self.state.is_open:
            self.review_later()

    def _finish(self) -> None:
        self.keeper.stop()
        if not self._reading.is_running:
            self.keeper.note.end()
        self._done_with = max(self._done_with, self._taken)
        self._taken = 0
        waiting = len(self._reading.run.files) - self._done_with if self._reading.run else 0
        self.choose.reading.setVisible(self._reading.is_running or waiting > 0)
        self._steps.setCurrentWidget(self.choose)
        self.state.close()
        self.header.show_step(Step.CHOOSE)
        self._refresh_batches()

    def _on_library_changed(self, changes: Changes) -> None:
        if changes.ids(ImportBatch) or changes.ids(Case):
            self._refresh_batches()

    def _refresh_batches(self) -> None:
        if self._steps.currentWidget() is self.choose:
            self.choose.show_batches(batch_entries(self._session.library))
