"""Ten minutes to class: whom, how long, about what; the plan stands below while one types."""

from dataclasses import replace
from datetime import datetime, timedelta

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QComboBox, QDialog, QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from casedesk.domain.case import Facet
from casedesk.domain.lesson import LessonPlan, planned_minutes
from casedesk.domain.plan_wish import MadePlan, PlanWish
from casedesk.domain.sessions import begun_at
from casedesk.tasks.quick_plans import quick_plan
from casedesk.texts import shipped_language, tr
from casedesk.ui.jobs import Job, Progress
from casedesk.ui.parts import Parts
from casedesk.ui.quick.made_rows import MadeRows
from casedesk.ui.quick.quick_words import because_line
from casedesk.ui.widgets.buttons import Button, Segments
from casedesk.ui.widgets.labels import Words
from casedesk.ui.widgets.line_field import LineField
from casedesk.ui.widgets.spin_boxes import NumberBox
from casedesk.ui.widgets.surfaces import Rule, set_completion_surface

LENGTHS = (15, 45, 90, 180, 360)
PAUSE = 250
"""Milliseconds without a change before the plan is made anew."""
_OF_SCREEN = 0.9
_MINUTES = "quick_minutes"
_TO_CLASS = timedelta(minutes=10)


class QuickPlanDialog(QDialog):
    """Asks for a wish and shows the plan for it. Nothing is stored before one of the buttons is pressed."""

    plan_wished = Signal(object)
    """The LessonPlan, without an id."""
    handouts_wished = Signal(object)
    """The LessonPlan; its handouts are wanted at once."""

    def __init__(self, parts: Parts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = parts.session
        self._jobs = parts.jobs
        self._appearance = appearance = parts.appearance
        self._settings = parts.settings
        self._making: Job | None = None
        self._made: MadePlan | None = None
        self._without: frozenset[int] = frozenset()
        self.topic = LineField(self)
        self.group = QComboBox(self)
        self.people = NumberBox(self)
        self.minutes = NumberBox(self)
        self.lengths = Segments({str(minutes): str(minutes) for minutes in LENGTHS}, name=tr("Minutes"), parent=self)
        self.rows = MadeRows(appearance, self)
        self.total = Words(appearance, tone="ink2", parent=self)
        self.make = Button(tr("Make the plan"), "primary", parent=self)
        self.make_handouts = Button(tr("Plan and handouts"), parent=self)
        self._cancel = Button(tr("Cancel"), parent=self)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(PAUSE)
        self.setWindowTitle(tr("Class in ten minutes"))
        self._fill()
        self._build()
        self._connect()
        self._ask()

    @property
    def wish(self) -> PlanWish:
        """What is asked for."""
        return PlanWish(
            audience=self.group.currentText().strip(),
            minutes=self.minutes.value(),
            topic=self.topic.text(),
            people=self.people.value(),
            without=self._without,
        )

    @property
    def made(self) -> MadePlan | None:
        """The plan that is shown; None while it is being made."""
        return self._made

    def _fill(self) -> None:
        library = self._session.library
        self.topic.setPlaceholderText(tr("A theme, an industry, a few words"))
        self.topic.setAccessibleName(tr("Topic"))
        self.group.setEditable(True)
        self.group.addItems(list(dict.fromkeys((*library.uses.groups(), *library.known_values(Facet.AUDIENCE)[:12]))))
        self.group.setCurrentIndex(-1)
        self.group.setEditText("")
        self.group.setAccessibleName(tr("Group"))
        if completer := self.group.completer():  # pyright: ignore[reportUnnecessaryComparison]
            set_completion_surface(completer)
        if line := self.group.lineEdit():
            line.setPlaceholderText(tr("Who is taught"))
        self.people.setRange(0, 999)
        self.people.setSpecialValueText(tr("not known"))
        self.people.setAccessibleName(tr("Number of people"))
        self.minutes.setRange(10, 480)
        self.minutes.setValue(self._remembered_minutes())
        self.minutes.setAccessibleName(tr("Minutes there are"))
        self._mark_length(self.minutes.value())

    def _remembered_minutes(self) -> int:
        kept = self._settings.text(_MINUTES)
        return int(kept) if kept.isdecimal() else LENGTHS[1]

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 20)
        column.setSpacing(8)
        column.addWidget(Words(self._appearance, tr("Class in ten minutes"), kind="title", parent=self))
        column.addWidget(
            Words(
                self._appearance,
                tr("Say whom, how long and about what: the plan is made of your own cases."),
                tone="ink2",
                wraps=True,
                parent=self,
            )
        )
        column.addSpacing(8)
        column.addLayout(self._fields())
        column.addSpacing(8)
        column.addWidget(Rule(self))
        scroll = QScrollArea(self)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(self.rows)
        column.addWidget(scroll, 1)
        column.addWidget(Rule(self))
        column.addSpacing(4)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.total)
        buttons.addStretch(1)
        for button in (self._cancel, self.make_handouts, self.make):
            buttons.addWidget(button)
        column.addLayout(buttons)
        px, room = self._appearance.px, self.screen().availableGeometry().size() * _OF_SCREEN
        self.setMinimumWidth(min(px(480), room.width()))
        self.resize(QSize(px(680), px(640)).boundedTo(room))

    def _fields(self) -> QGridLayout:
        length = QHBoxLayout()
        length.setSpacing(8)
        length.addWidget(self.minutes)
        length.addWidget(self.lengths)
        length.addStretch(1)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        rows = ((tr("Topic"), self.topic), (tr("Group"), self.group), (tr("People"), self.people))
        for row, (name, widget) in enumerate(rows):
            label = Words(self._appearance, name, tone="ink2", parent=self)
            label.setBuddy(widget)
            grid.addWidget(label, row, 0)
            grid.addWidget(widget, row, 1, Qt.AlignmentFlag.AlignLeft if widget is self.people else Qt.AlignmentFlag(0))
        label = Words(self._appearance, tr("Minutes"), tone="ink2", parent=self)
        label.setBuddy(self.minutes)
        grid.addWidget(label, len(rows), 0)
        grid.addLayout(length, len(rows), 1)
        return grid

    def _connect(self) -> None:
        self.topic.textChanged.connect(self._on_other_wish)
        self.group.editTextChanged.connect(self._on_other_wish)
        self.people.valueChanged.connect(self._on_other_wish)
        self.minutes.valueChanged.connect(self._on_minutes)
        self.lengths.group.idClicked.connect(self._take_length)
        self._later.timeout.connect(self._ask)
        self.rows.another_requested.connect(self._leave_out)
        self.make.setDefault(True)
        self.make.clicked.connect(lambda: self._finish(with_handouts=False))
        self.make_handouts.clicked.connect(lambda: self._finish(with_handouts=True))
        self._cancel.clicked.connect(self.reject)
        self.finished.connect(self._stop)

    def _take_length(self, at: int) -> None:
        self.minutes.setValue(LENGTHS[at])

    def _on_minutes(self, minutes: int) -> None:
        self._mark_length(minutes)
        self._on_other_wish()

    def _mark_length(self, minutes: int) -> None:
        group = self.lengths.group
        group.setExclusive(False)
        for button, length in zip(group.buttons(), LENGTHS, strict=True):
            button.setChecked(length == minutes)
        group.setExclusive(True)

    def _on_other_wish(self) -> None:
        self._without = frozenset()
        self._expect()
        self._later.start()

    def _leave_out(self, case_id: int) -> None:
        self._without |= {case_id}
        self._expect()
        self._ask()

    def _expect(self) -> None:
        """There is no plan for what is asked now."""
        self._made = None
        self.make.setEnabled(False)
        self.make_handouts.setEnabled(False)

    def _ask(self) -> None:
        self._expect()
        if self._making is not None:
            self._making.cancel()
        wish, path = self.wish, self._session.library.path
        tongue, pace = shipped_language(), self._settings.characters_a_minute

        def work(progress: Progress) -> MadePlan:
            return quick_plan(path, wish, language=tongue, characters_a_minute=pace, progress=progress)

        self._making = self._jobs.start(tr("Making a plan"), work, done=lambda made: self._show(made, wish))

    def _stop(self) -> None:
        self._later.stop()
        if self._making is not None:
            self._making.cancel()

    def _show(self, made: MadePlan, wish: PlanWish) -> None:
        if wish != self.wish:
            return
        self._making = None
        soon = datetime.now().astimezone() + _TO_CLASS
        start = (soon - timedelta(minutes=soon.minute % 5)).time().replace(second=0, microsecond=0, tzinfo=None)
        plan = replace(begun_at(made.plan, start), day=soon.date(), trainer=self._settings.trainer)
        self._made = replace(made, plan=plan)
        self.rows.show_plan(self._made, wish)
        words = tr("{n} of {all} minutes, from {start}")
        self.total.setText(
            words.format(n=planned_minutes(plan.blocks), all=plan.target, start=start.isoformat("minutes"))
        )
        self.make.setEnabled(True)
        self.make_handouts.setEnabled(bool(plan.case_ids))

    def _finish(self, *, with_handouts: bool) -> None:
        if self._made is None:
            return
        self._settings.set_text(_MINUTES, str(self.minutes.value()))
        plan = explained(self._made)
        self.accept()
        wished = self.handouts_wished if with_handouts else self.plan_wished
        wished.emit(plan)


def explained(made: MadePlan) -> LessonPlan:
    """The plan with the reasons in the notes of its blocks."""
    rows = zip(made.plan.blocks, made.reasons, strict=True)
    return replace(made.plan, blocks=tuple(replace(block, notes=because_line(reasons)) for block, reasons in rows))
