"""Changing many cases at once: the wish at the left, what it would change at the right, one step of undo."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from enum import StrEnum
from functools import partial

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from casedesk.domain.bulk_values import Column, ValueChange
from casedesk.domain.case import Case
from casedesk.domain.changes import Changes, Edit
from casedesk.domain.errors import BadInputError
from casedesk.tasks.bulk_edits import (
    Preview,
    back_up_before,
    preview_replacing,
    preview_values,
    replacing_edit,
    values_edit,
)
from casedesk.texts import tr, tr_n
from casedesk.ui.bulk.bulk_words import brake_words, step_name
from casedesk.ui.bulk.preview_pane import PreviewPane
from casedesk.ui.bulk.recent_patterns import recent_patterns, remember_pattern
from casedesk.ui.bulk.replace_form import ReplaceForm
from casedesk.ui.bulk.scope_choice import ScopeChoice
from casedesk.ui.bulk.value_form import ValueForm
from casedesk.ui.jobs import Job, JobState, Progress
from casedesk.ui.long_lived import making_many_values
from casedesk.ui.parts import Parts
from casedesk.ui.widgets.buttons import Button, IconButton, Segments
from casedesk.ui.widgets.labels import SectionHeading, Words
from casedesk.ui.widgets.surfaces import set_surface

LOOK_AFTER = 250
"""Milliseconds without a key after which the cases are looked at."""
_WIDTH, _SHARE, _MARGIN = 344, 0.52, 24


class Mode(StrEnum):
    """What the page does."""

    REPLACE = "replace"
    VALUES = "values"


class _Stacked(QStackedWidget):
    """As high as the form that is shown, not as the highest one."""

    @override
    def sizeHint(self) -> QSize:
        shown = self.currentWidget()
        return shown.sizeHint() if shown is not None else super().sizeHint()

    @override
    def minimumSizeHint(self) -> QSize:
        shown = self.currentWidget()
        return shown.minimumSizeHint() if shown is not None else super().minimumSizeHint()


class BulkPage(QWidget):
    """Looks at the cases in a job while the wish is being made; nothing is written before the button is pressed."""

    back_requested = Signal()
    case_open_requested = Signal(int)

    def __init__(self, parts: Parts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        session, appearance = parts.session, parts.appearance
        set_surface(self, "paper")
        self._session = session
        self._jobs = parts.jobs
        self._appearance = appearance
        self._settings = parts.settings
        self._job: Job | None = None
        self._is_writing = False
        self.modes = Segments(
            {Mode.REPLACE: tr("Find and replace"), Mode.VALUES: tr("Change values")}, name=tr("What to do"), parent=self
        )
        self.scope = ScopeChoice(self)
        self.replace_form = ReplaceForm(appearance, self)
        self.value_form = ValueForm(session, appearance, self)
        self.preview = PreviewPane(appearance, self)
        self.back = IconButton(appearance, "ph.arrow-left", tr("Back (Esc)"), self)
        self.apply = Button("", "primary", parent=self)
        self._brake = Words(appearance, kind="meta", tone="ink2", wraps=True, parent=self)
        self._forms = _Stacked(self)
        self._forms.addWidget(self.replace_form)
        self._forms.addWidget(self.value_form)
        self._look_later = self._timer(self.look)
        self._build()
        self._connect()
        self.modes.choose(Mode.REPLACE)
        self._say_first()

    @property
    def mode(self) -> Mode:
        """What the page does now."""
        return Mode(self.modes.key())

    @property
    def _form(self) -> ReplaceForm | ValueForm:
        return self.replace_form if self.mode is Mode.REPLACE else self.value_form

    @property
    def brake_sentence(self) -> str:
        """What the foot says about the change as it is ticked now."""
        return self._brake.text()

    def begin(
        self,
        mode: Mode,
        *,
        selected: Sequence[int],
        hits: Sequence[int],
        column: Column | None = None,
        change: ValueChange | None = None,
    ) -> None:
        """Begin a change: of the selected cases where there are several, else of those in the list."""
        self.modes.choose(mode)
        self.scope.offer(selected, hits, self._session.library.cases.count())
        self.replace_form.show_recent(recent_patterns(self._settings))
        if column is not None:
            self.value_form.choose_column(column, change)
        form = self._form
        self.setFocusProxy(form)
        form.setFocus(Qt.FocusReason.OtherFocusReason)
        if mode is Mode.REPLACE:
            self.replace_form.wanted.selectAll()

    def look(self) -> None:
        """See what the wish would change; a look that is still going on is given up."""
        self._look_later.stop()
        self._stop()
        self.replace_form.show_error("")
        path, ids = self._session.library.path, self.scope.case_ids
        if self.mode is Mode.REPLACE:
            pattern, fields = self.replace_form.pattern, self.replace_form.fields
            if not pattern.find or not fields:
                self._say_first()
                return
            self._start(lambda progress: preview_replacing(path, ids, pattern, fields, progress))
            return
        wish = self.value_form.wish
        if wish is None:
            self._say_first()
            return
        self._start(lambda progress: preview_values(path, ids, wish, progress))

    def carry_out(self) -> None:
        """Change what is ticked: the edit is made in a job, after a copy of the library, and then written."""
        spots = self.preview.list.spots.chosen
        if not spots or self._is_writing or self._look_later.isActive() or self._job is not None:
            return
        path, now = self._session.library.path, datetime.now(UTC)
        case_ids = tuple(dict.fromkeys(spot.case_id for spot in spots))
        if self.mode is Mode.REPLACE:
            remember_pattern(self._settings, self.replace_form.pattern)
            self.replace_form.show_recent(recent_patterns(self._settings))

            def make(progress: Progress) -> Edit:
                back_up_before(path, len(case_ids))
                with making_many_values():
                    return replacing_edit(path, spots, now, progress)
        else:
            wish = self.value_form.wish
            if wish is None:
                return
            name = step_name(wish, len(case_ids))

            def make(progress: Progress) -> Edit:
                back_up_before(path, len(case_ids))
                with making_many_values():
                    return values_edit(path, case_ids, wish, now, text=name, progress=progress)

        self._is_writing = True
        self._show_foot()
        self._follow(self._jobs.start(tr("Changing many cases"), make, done=self._write, failed=self._fail))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.back_requested.emit()
        else:
            super().keyPressEvent(event)

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not self._is_writing:
            self._look_later.stop()
            self._stop()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._look_later.start()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _build(self) -> None:
        self._left = QWidget(self)
        set_surface(self._left, "side", edge="right")
        body = QWidget(self._left)
        form = QVBoxLayout(body)
        form.setContentsMargins(20, 8, 20, 16)  # the forms leave four more at each side for the ring of the focus
        form.setSpacing(8)
        form.addWidget(self._forms)
        form.addStretch(1)
        area = QScrollArea(self._left)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(body)
        cases = QVBoxLayout()
        cases.setContentsMargins(_MARGIN, 0, _MARGIN, 8)
        cases.setSpacing(4)
        cases.addWidget(self.modes, 0, Qt.AlignmentFlag.AlignLeft)
        cases.addSpacing(12)
        cases.addWidget(SectionHeading(self._appearance, tr("In which cases"), self._left))
        cases.addWidget(self.scope)
        head = QHBoxLayout()
        head.setContentsMargins(12, 8, 24, 8)
        head.setSpacing(12)
        head.addWidget(self.back)
        head.addWidget(Words(self._appearance, tr("Change many cases"), kind="ui_medium", parent=self._left), 1)
        foot = QVBoxLayout()
        foot.setContentsMargins(24, 12, 24, 16)
        foot.setSpacing(8)
        foot.addWidget(self._brake)
        foot.addWidget(self.apply)
        self.apply.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        column = QVBoxLayout(self._left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addLayout(cases)
        column.addWidget(area, 1)
        column.addLayout(foot)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._left)
        layout.addWidget(self.preview, 1)

    def _timer(self, slot: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(LOOK_AFTER)
        timer.timeout.connect(slot)
        return timer

    def _connect(self) -> None:
        self.back.clicked.connect(self.back_requested)
        self.modes.group.idToggled.connect(self._show_mode)
        for form in (self.replace_form, self.value_form):
            form.changed.connect(self._wait)
            form.submitted.connect(self.look)
        self.scope.changed.connect(self._wait)
        self.preview.list.spots.ticked.connect(self._show_foot)
        self.preview.list.open_requested.connect(self.case_open_requested)
        self.preview.cancel_requested.connect(self._cancel)
        self.apply.clicked.connect(self.carry_out)
        self._session.changed.connect(self._follow_library)
        self._appearance.changed.connect(self._fit)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self.carry_out)

    def _show_mode(self) -> None:
        self._forms.setCurrentIndex(0 if self.mode is Mode.REPLACE else 1)
        self._forms.updateGeometry()
        self._wait()

    def _wait(self) -> None:
        """Look again in a moment; what is listed may no longer be carried out."""
        self.apply.setEnabled(False)
        if self.isVisible():
            self._look_later.start()

    def _start(self, work: Callable[[Progress], Preview]) -> None:
        self._follow(self._jobs.start(tr("Looking at the cases"), work, done=self._take, failed=self._fail))

    def _follow(self, job: Job) -> None:
        if job.state is JobState.RUNNING:
            self._job = job
            self.preview.show_working(is_working=True)
            job.progressed.connect(self.preview.show_progress)
            job.ended.connect(self._end)
            self._show_foot()

    def _end(self) -> None:
        """A job has ended; one that was given up may end while its successor is at work."""
        if self._job is None or self._job.state is not JobState.RUNNING:
            self._is_writing = self._session.is_writing
            self._job = None
            self.preview.show_working(is_working=False)
            self._show_foot()

    def _stop(self) -> None:
        job, self._job = self._job, None
        if job is not None:
            job.cancel()
            self.preview.show_working(is_working=False)

    def _cancel(self) -> None:
        self._stop()
        self._is_writing = False
        self.preview.say(tr("Given up"), tr("Nothing has been changed. Press Enter in the field to look again."))

    def _take(self, preview: Preview) -> None:
        self.preview.show_preview(preview)
        self._show_foot()

    def _fail(self, error: Exception) -> None:
        self._is_writing = False
        if isinstance(error, BadInputError):
            self.replace_form.show_error(str(error))
            self.preview.say(tr("This cannot be looked for"), str(error))
        else:
            self._jobs.failed.emit(error)

    def _write(self, edit: Edit) -> None:
        """Write the edit; while a long one is written the page says so."""
        self._job = None
        self.preview.say(tr("Writing"), tr("All of it in one step; this takes a moment."))
        self._session.carry_out(edit, self, announce=edit.text, done=partial(self._end_write, edit))

    def _end_write(self, edit: Edit, is_written: bool) -> None:
        self._is_writing = False
        if not is_written:
            self.look()
            return
        done = tr("{step}. One step of Undo takes everything back.").format(step=edit.text)
        self.preview.say(tr("Done"), done)
        self._form.let_undo_pass()
        self._form.setFocus(Qt.FocusReason.OtherFocusReason)

    def _follow_library(self, changes: Changes, initiator: object) -> None:
        """Somebody else, or undo, has changed cases: what is listed may be wrong."""
        if initiator is not self and changes.ids(Case) and self.isVisible():
            self._wait()

    def _say_first(self) -> None:
        if self.mode is Mode.REPLACE:
            self.preview.say(tr("What shall be replaced?"), tr("Every place is shown here before anything changes."))
        else:
            self.preview.say(tr("What shall be changed?"), tr("Every case is shown here before anything changes."))

    def _show_foot(self) -> None:
        spots = self.preview.list.spots
        n = spots.chosen_count
        is_replacing = self.mode is Mode.REPLACE
        text = (
            tr_n("Replace {n} place", "Replace {n} places", n)
            if is_replacing
            else tr_n("Change {n} case", "Change {n} cases", n)
        )
        nothing = tr("Replace") if is_replacing else tr("Change")
        self.apply.setText(text.format(n=f"{n:,}") if n else nothing)
        self.apply.setEnabled(n > 0 and self._job is None and not self._is_writing)
        changed = len({spot.case_id for spot in spots.chosen})
        self._brake.setText(brake_words(changed, spots.preview.total) if changed else "")
        self._brake.setVisible(bool(changed))

    def _fit(self) -> None:
        width = min(self._appearance.px(_WIDTH), int(self.width() * _SHARE))
        self._left.setFixedWidth(width)
        self.modes.fit(width - 2 * _MARGIN)
