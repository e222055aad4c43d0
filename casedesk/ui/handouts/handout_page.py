"""The handout page: choices at the left, pages at the right, the leak guard below them."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QHideEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from casedesk.domain.changes import Changes
from casedesk.domain.errors import CaseDeskError, LeakError, refusal
from casedesk.domain.handout import Edition
from casedesk.domain.lesson import LessonPlan
from casedesk.tasks import plan_cases
from casedesk.tasks.editions import copies_of, is_for_learners
from casedesk.tasks.export_handout import ClassFolder, language_of, plan_of_cases
from casedesk.tasks.handout_preview import Outlined, Wanted, class_folder_name
from casedesk.tasks.templates import path_of
from casedesk.texts import tr
from casedesk.ui.files_outside import open_outside, reveal
from casedesk.ui.handouts.dropped_files import word_files
from casedesk.ui.handouts.guard_line import GuardLine, GuardState
from casedesk.ui.handouts.handout_choices import HandoutChoices, folder_of, keep_as_usual, remember, remembered, usual
from casedesk.ui.handouts.options_panel import OptionsPanel
from casedesk.ui.handouts.outliner import Outliner
from casedesk.ui.handouts.preview import Preview
from casedesk.ui.handouts.prover import Prover
from casedesk.ui.handouts.save_foot import SaveFoot
from casedesk.ui.handouts.saved_words import saved_words
from casedesk.ui.handouts.saving import Saving
from casedesk.ui.handouts.template_care import TemplateCare
from casedesk.ui.handouts.ways_out import Outgoing, WaysOut
from casedesk.ui.parts import Parts
from casedesk.ui.theme import tokens
from casedesk.ui.widgets.buttons import IconButton
from casedesk.ui.widgets.labels import ElidedLabel, Words
from casedesk.ui.widgets.surfaces import set_surface

REDRAW_AFTER = 150
PROVE_AFTER = 600


class HandoutPage(QWidget):
    """Makes the handouts of a plan, or of a few cases."""

    back_requested = Signal()
    edited_dropped = Signal(object)
    """Word files that were dropped here, to be read back."""

    def __init__(self, parts: Parts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = parts.session
        self._actions = parts.actions
        self._jobs = parts.jobs
        self._appearance = parts.appearance
        self._settings = parts.settings
        self._plan: LessonPlan | None = None
        self._choices = HandoutChoices()
        self._edition = Edition.LEARNER
        self._written: ClassFolder | None = None
        self._redraw_later = self._timer(REDRAW_AFTER, self._redraw)
        self._prove_later = self._timer(PROVE_AFTER, self._prove)
        self._build()
        self._connect()
        self.setAcceptDrops(True)

    @property
    def is_of_plan(self) -> bool:
        """Whether the handouts are those of a plan, and not of a few cases."""
        return self._plan is not None and self._plan.id != 0

    def show_plan(self, plan_id: int) -> None:
        """Show the handouts of a plan."""
        self._open(self._session.library.plans.get(plan_id))

    def show_cases(self, ids: Sequence[int]) -> None:
        """Show handouts of a few cases, without a plan."""
        cases = self._session.library.cases.get_many(ids)
        self._open(plan_of_cases(cases, trainer=self._settings.trainer))

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if word_files(event.mimeData()):
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.edited_dropped.emit(word_files(event.mimeData()))

    def _open(self, plan: LessonPlan) -> None:
        self._plan = plan
        library = self._session.library
        cases = plan_cases.cases_of(library, plan)
        language = language_of(cases) if cases else self._settings.handout_language
        self._choices = remembered(library, plan.id, usual(self._settings, language))
        self._written = None
        self.ways_out.forget()
        self._name.setText(plan.title)
        self._edition = Edition.LEARNER
        self._show_choices()
        self._show_target()
        self._preview.begin()
        self._redraw()
        self._prove_later.start()

    def _build(self) -> None:
        self._options = OptionsPanel(self._appearance, self)
        self._preview = Preview(
            session=self._session, jobs=self._jobs, appearance=self._appearance, actions=self._actions, parent=self
        )
        self.ways_out = WaysOut(
            self._preview,
            self._outgoing,
            session=self._session,
            jobs=self._jobs,
            actions=self._actions,
            settings=self._settings,
            parent=self,
        )
        self._outliner = Outliner(self._session, self._jobs, self)
        self._prover = Prover(self._session, self._jobs, self)
        self._templates = TemplateCare(self._options.templates, session=self._session, jobs=self._jobs, parent=self)
        self._guard = GuardLine(self._appearance, self)
        left = QWidget(self)
        set_surface(left, "side", edge="right")
        self._left = left
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._head(left))
        column.addWidget(self._options, 1)
        self._foot = SaveFoot(self._appearance, left)
        self._saving = Saving(self._foot, session=self._session, jobs=self._jobs, parent=self)
        column.addWidget(self._foot)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self._preview, 1)
        right.addWidget(self._guard)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(left)
        layout.addLayout(right, 1)

    def _head(self, parent: QWidget) -> QHBoxLayout:
        self._back = IconButton(self._appearance, "ph.arrow-left", tr("Back"), parent)
        self._name = ElidedLabel("", parent)
        self._name.setProperty("tone", "ink2")
        line = QHBoxLayout()
        line.setContentsMargins(12, 8, 24, 8)
        line.setSpacing(12)
        line.addWidget(self._back)
        line.addWidget(Words(self._appearance, tr("Handouts"), kind="ui_medium", parent=parent))
        line.addWidget(self._name, 1)
        return line

    def _connect(self) -> None:
        self._back.clicked.connect(self.back_requested)
        self._appearance.changed.connect(self._fit_options)
        self._options.changed.connect(self._on_choices)
        self._templates.chosen.connect(self._options.choose_template)
        self._templates.organisation_changed.connect(self._redraw_later.start)
        self._templates.organisation_changed.connect(self._prove_later.start)
        self._outliner.made.connect(self._on_outline)
        self._outliner.refused.connect(self._on_no_outline)
        self._options.edition_shown.connect(self._show_edition)
        self._foot.elsewhere_requested.connect(self._choose_folder)
        self._foot.save_requested.connect(self._save_files)
        self._prover.passed.connect(self._on_proved)
        self._prover.refused.connect(self._on_refused)
        self._saving.started.connect(self._on_saving)
        self._saving.saved.connect(self._on_saved)
        self._saving.refused.connect(self._on_not_saved)
        self._saving.stopped.connect(self._on_stopped)
        self.ways_out.saving.connect(self._on_saving)
        self.ways_out.saved.connect(self._on_saved)
        self.ways_out.told.connect(self._tell)
        self.ways_out.refused.connect(self._on_not_saved)
        self._guard.open_requested.connect(partial(self._with_written, open_outside))
        self._guard.folder_requested.connect(partial(self._with_written, reveal))
        self._session.changed.connect(self._on_library_changed)

    def _timer(self, milliseconds: int, slot: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(slot)
        return timer

    def _on_choices(self, choices: HandoutChoices) -> None:
        self._choices = choices
        self._templates.follow(choices.template, choices.language)
        if self._plan is not None:
            remember(self._session.library, self._plan.id, choices)
        keep_as_usual(self._settings, choices)
        self._written = None
        self.ways_out.forget()
        self._show_choices()
        self._show_target()
        self._guard.show_state(GuardState.CHECKING)
        self._redraw_later.start()
        self._prove_later.start()

    def _on_library_changed(self, _changes: Changes) -> None:
        if self._plan is not None and self.isVisible():
            if self._plan.id:
                kept = self._session.library.plans.get_many([self._plan.id])
                if not kept:
                    self._leave()
                    return
                self._plan = kept[0]
            self.ways_out.forget()
            self._redraw_later.start()
            self._prove_later.start()

    def _leave(self) -> None:
        """There is nothing to show any more: the step that made the plan was taken back."""
        self._redraw_later.stop()
        self._prove_later.stop()
        self.back_requested.emit()

    def _show_choices(self) -> None:
        assert self._plan is not None
        names = len(self._session.library.pseudonyms.all())
        copies = {edition: copies_of(edition, self._plan, spare=self._choices.spare) for edition in Edition}
        self._options.show_choices(self._choices, copies=copies, names=names)
        self._templates.show(self._choices.template, self._choices.language)
        self._options.mark_shown(self._edition)

    def _show_edition(self, edition: Edition) -> None:
        self._edition = edition
        self._options.mark_shown(edition)
        self._redraw()

    def _redraw(self) -> None:
        if self._plan is None:
            return
        try:
            wanted = self._outgoing().wanted
        except CaseDeskError as error:
            self._on_no_outline(error)
            return
        self._outliner.ask(wanted)

    def _on_outline(self, wanted: Wanted, outline: Outlined) -> None:
        copies = copies_of(wanted.options.edition, wanted.plan, spare=wanted.spare)
        self._options.show_masks(outline.masks)
        self._preview.show_handout(outline.handout, wanted, copies=copies)

    def _on_no_outline(self, error: CaseDeskError) -> None:
        self._preview.clear()
        self._guard.show_state(GuardState.FAILED, str(error))
        self._foot.save.setEnabled(False)

    def _prove(self) -> None:
        if self._plan is None or self._saving.is_at_work:  # what is saved is proved there
            return
        try:
            template = path_of(self._choices.template)
        except CaseDeskError as error:
            self._on_refused(error)
            return
        chosen = [item for item in self._choices.all_options if is_for_learners(item.edition)]
        self._guard.show_state(GuardState.CHECKING)
        self._prover.ask(self._plan, chosen or [self._choices.options(Edition.LEARNER)], template)

    def _on_proved(self) -> None:
        self._guard.show_state(GuardState.PASSED)
        self._foot.save.setEnabled(bool(self._choices.editions))

    def _on_refused(self, error: Exception) -> None:
        if not isinstance(error, CaseDeskError):
            raise error
        self._guard.show_state(GuardState.FAILED, str(error))
        self._foot.save.setEnabled(not isinstance(error, LeakError))

    def _show_target(self) -> None:
        assert self._plan is not None
        name = class_folder_name(self._plan, self._choices.language)
        count = len(self._choices.editions) * len(self._choices.formats)
        self._foot.show_target(folder_of(self._settings) / name, count)
        self._foot.save.setEnabled(bool(self._choices.editions))

    def _choose_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(self, tr("Folder for handouts"), str(folder_of(self._settings)))
        if name:
            self._settings.handout_folder = name
            self._show_target()

    def _save_files(self) -> None:
        if self._plan is None:
            return
        try:
            template = path_of(self._choices.template)
        except CaseDeskError as error:
            self._on_refused(error)
            return
        self._prover.stop()  # what is saved is proved again
        self._saving.start(self._plan, folder_of(self._settings), self._choices, template)

    def _on_stopped(self) -> None:
        self._guard.show_state(GuardState.FAILED, tr("Stopped. The files that were written already are kept."))

    def _outgoing(self) -> Outgoing:
        assert self._plan is not None
        template = path_of(self._choices.template)
        return Outgoing(self._plan, self._choices, self._edition, template, folder_of(self._settings))

    def _on_saving(self) -> None:
        self._guard.show_state(GuardState.SAVING)

    def _tell(self, words: str) -> None:
        self._guard.show_state(GuardState.TOLD, words)

    def _on_saved(self, written: ClassFolder) -> None:
        self._written = written
        self.ways_out.note(written)
        self._guard.show_saved(saved_words(written), is_one=len(set(written.editions)) <= 1)

    def _on_not_saved(self, error: Exception) -> None:
        if isinstance(error, OSError):
            error = CaseDeskError("{reason}", reason=refusal(error))
        self._on_refused(error)

    def _with_written(self, use: Callable[[Path], None]) -> None:
        if self._written is None:
            return
        try:
            use(self._written.files[0])
        except CaseDeskError as error:
            self._on_refused(error)

    def _fit_options(self) -> None:
        """The options grow with the text, but leave the pages more than half of the window."""
        wanted = self._appearance.px(tokens()["width"]["handout_options"])
        self._left.setFixedWidth(max(tokens()["width"]["handout_options"], min(wanted, self.width() * 45 // 100)))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_options()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._redraw_later.stop()
        self._prove_later.stop()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.back_requested.emit()
            return
        super().keyPressEvent(event)
