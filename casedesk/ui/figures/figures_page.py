"""What was taught over the year: classes, groups, themes and cases as plots that lead to what they count."""

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QCursor, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QComboBox, QFrame, QGridLayout, QHBoxLayout, QMenu, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from casedesk.domain.case import Case, Facet
from casedesk.domain.changes import Changes
from casedesk.domain.filters import EMPTY, NAMELESS, CaseFilter, Condition
from casedesk.domain.lesson import LessonPlan
from casedesk.domain.library import UseRecord
from casedesk.domain.teaching_figures import Figures, Lesson, Period
from casedesk.tasks.teaching_figures import TaughtSoFar, taught_so_far
from casedesk.texts import tr, tr_n
from casedesk.ui.figures import figure_words as say
from casedesk.ui.figures.figure_card import FigureCard
from casedesk.ui.figures.plots import BarPlot, ColumnPlot, Plot
from casedesk.ui.jobs import Job, Progress
from casedesk.ui.lessons.block_words import parted
from casedesk.ui.models.figures import this_day
from casedesk.ui.parts import Parts
from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.buttons import Button, IconButton, LinkButton
from casedesk.ui.widgets.empty_state import EmptyState
from casedesk.ui.widgets.flow_layout import FlowLayout
from casedesk.ui.widgets.labels import Words
from casedesk.ui.widgets.surfaces import Rule, set_surface

_TWO_COLUMNS = 960
_BAND = 48


class FiguresPage(QWidget):
    """Reads all that was taught once, beside the window, and shows any part of it at once."""

    back_requested = Signal()
    case_open_requested = Signal(int)
    plan_open_requested = Signal(int)
    filter_requested = Signal(object)
    """The CaseFilter of the cases behind a figure."""

    def __init__(self, parts: Parts, parent: QWidget | None = None, *, today: Callable[[], date] = this_day) -> None:
        super().__init__(parent)
        self._session = parts.session
        self._jobs = parts.jobs
        self._appearance = appearance = parts.appearance
        self._today = today
        self._taught: TaughtSoFar | None = None
        self._figures = Figures()
        self._reading: Job | None = None
        self._is_stale = True
        set_surface(self, "paper")
        self.period = QComboBox(self)
        self.period.setAccessibleName(tr("Time"))
        for period, name in say.PERIOD_NAMES.items():
            self.period.addItem(tr(name), period)
        self.group = QComboBox(self)
        self.group.setAccessibleName(tr("Group"))
        self.group.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.summary = Words(appearance, kind="title", wraps=True, parent=self)
        self.never = Words(appearance, wraps=True, parent=self)
        self.show_never = LinkButton(tr("Show them"), self)
        self.show_never.setAccessibleName(tr("Show the cases that no class has had"))
        self._make_cards()
        self._empty = self._empty_state()
        self._build()
        self._connect()

    @property
    def figures(self) -> Figures:
        """What is shown."""
        return self._figures

    def _make_cards(self) -> None:
        made = partial(self._card, self)
        self.classes = made(tr("Classes by month"), ColumnPlot)
        self.minutes = made(tr("Minutes by month"), ColumnPlot, tr("Filled: what it took. Empty: what was planned."))
        self.groups = made(tr("Groups taught"), BarPlot)
        self.themes = made(tr("Themes taught"), BarPlot)
        self.cases = made(tr("Cases taught"), BarPlot)
        self.timed = made(
            tr("Planned and real minutes"),
            BarPlot,
            tr("The mean of the classes that were timed; the tick is the plan."),
        )
        self.cards = (self.classes, self.minutes, self.groups, self.themes, self.cases, self.timed)

    def _card(
        self, parent: QWidget, title: str, kind: Callable[[Appearance, str], Plot], explains: str = ""
    ) -> FigureCard:
        return FigureCard(self._appearance, title, kind(self._appearance, title), explains=explains, parent=parent)

    def _build(self) -> None:
        band = QWidget(self)
        band.setMinimumHeight(_BAND)
        row = QHBoxLayout(band)
        row.setContentsMargins(16, 8, 24, 8)
        row.setSpacing(8)
        back = IconButton(self._appearance, "ph.arrow-left", tr("Back to the plans"), band)
        back.clicked.connect(self.back_requested)
        row.addWidget(back)
        row.addWidget(Words(self._appearance, tr("What was taught"), kind="title", parent=band))
        row.addStretch(1)
        body = QWidget(self)
        inner = QVBoxLayout(body)
        inner.setContentsMargins(24, 16, 24, 24)
        inner.setSpacing(16)
        choices = QWidget(body)
        flow = FlowLayout(choices, spacing=8, line_spacing=8)
        flow.addWidget(self.period)
        flow.addWidget(self.group)
        inner.addWidget(choices)
        inner.addWidget(self.summary)
        unused = QHBoxLayout()
        unused.setSpacing(8)
        unused.addWidget(self.never)
        unused.addWidget(self.show_never)
        unused.addStretch(1)
        inner.addLayout(unused)
        self._grid = QGridLayout()
        self._grid.setSpacing(16)
        inner.addLayout(self._grid)
        inner.addStretch(1)
        self._scroll = QScrollArea(self)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(body)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(band)
        column.addWidget(Rule(self))
        column.addWidget(self._scroll, 1)
        column.addWidget(self._empty, 1)
        self._arrange()

    def _connect(self) -> None:
        self.period.currentIndexChanged.connect(self._show)
        self.group.currentIndexChanged.connect(self._show)
        self.show_never.clicked.connect(lambda: self._ask_for(Facet.USED, EMPTY))
        self.classes.chosen.connect(self._show_month)
        self.minutes.chosen.connect(self._show_month)
        self.groups.chosen.connect(self._ask_for_group)
        self.themes.chosen.connect(self._ask_for_theme)
        self.cases.chosen.connect(self._open_taught)
        self.timed.chosen.connect(self._open_timed)
        self._session.changed.connect(self._on_library_changed)

    def _empty_state(self) -> EmptyState:
        empty = EmptyState(
            self._appearance,
            tr("Nothing has been taught yet"),
            tr("Teach a plan, or note after class how it went; then this page shows what the year was made of."),
            self,
            icon="ph.chart-bar",
        )
        button: Button = empty.add_button(tr("To the lesson plans"), icon="ph.notebook")
        button.clicked.connect(self.back_requested)
        return empty

    def _read(self) -> None:
        """Read anew, beside the window; what is shown stays until then."""
        if self._reading is not None:
            self._reading.cancel()
        self._is_stale = False
        path = self._session.library.path

        def work(_progress: Progress) -> TaughtSoFar:
            return taught_so_far(path)

        self._reading = self._jobs.start(tr("Figures"), work, done=self._take)

    def _take(self, taught: TaughtSoFar) -> None:
        self._taught = taught
        chosen = self.group.currentData()
        self.group.blockSignals(True)
        self.group.clear()
        self.group.addItem(tr("All groups"), None)
        for name in taught.groups:
            self.group.addItem(name, name)
        self.group.setCurrentIndex(max(0, self.group.findData(chosen)))
        self.group.blockSignals(False)
        self._show()

    def _show(self) -> None:
        taught = self._taught
        if taught is None:
            return
        self._scroll.setVisible(bool(taught.uses))
        self._empty.setVisible(not taught.uses)
        self._figures = taught.figures(Period(self.period.currentData()), self.group.currentData(), self._today())
        self._show_summary()
        found = self._figures
        months, cases = say.month_table(found.months), say.case_table(found.cases)
        self.classes.show_figures(say.class_marks(found.months), months, shows_all=True)
        self.minutes.show_figures(say.minute_marks(found.months), months, shows_all=True)
        self.groups.show_figures(
            say.share_marks(found.groups, is_group=True), say.share_table(found.groups, tr("Group"))
        )
        self.themes.show_figures(
            say.share_marks(found.themes, is_group=False), say.share_table(found.themes, tr("Theme"))
        )
        self.cases.show_figures(say.case_marks(found.cases), cases)
        self.timed.show_figures(say.timed_marks(found.cases), cases)

    def _show_summary(self) -> None:
        found = self._figures
        cases = tr_n("{n} case", "{n} cases", len(found.cases)).format(n=len(found.cases))
        groups = tr_n("{n} group taught", "{n} groups taught", len(found.groups)).format(n=len(found.groups))
        minutes = say.minutes_words(sum(lesson.real for lesson in found.lessons))
        self.summary.setText(parted([say.classes_words(len(found.lessons)), groups, cases, minutes]))
        n = found.never_used
        words = tr_n(
            "No class has had {n} case of the library yet.", "No class has had {n} cases of the library yet.", n
        )
        self.never.setText(words.format(n=n) if n else tr("Every case of the library has been taught."))
        self.show_never.setVisible(n > 0)

    def month_menu(self, at: int) -> QMenu:
        """The classes of the month at a position; each leads to its plan."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        plans = self._taught.plans if self._taught else {}
        for lesson in self._figures.months[at].lessons:
            plan = plans.get(lesson.plan_id or 0, "")
            action = menu.addAction(say.lesson_words(lesson, plan).replace("&", "&&"))
            action.setEnabled(bool(plan))
            action.triggered.connect(partial(self._open_plan, lesson))
        return menu

    def _show_month(self, at: int) -> None:
        if self._figures.months[at].lessons:
            at_mouse = self.underMouse()
            self.month_menu(at).popup(QCursor.pos() if at_mouse else self.mapToGlobal(QPoint(48, 96)))

    def _open_plan(self, lesson: Lesson) -> None:
        if lesson.plan_id is not None:
            self.plan_open_requested.emit(lesson.plan_id)

    def _ask_for_group(self, at: int) -> None:
        self._ask_for(Facet.USED, self._figures.groups[at].name or NAMELESS)

    def _ask_for_theme(self, at: int) -> None:
        self._ask_for(Facet.THEME, self._figures.themes[at].name)

    def _open_taught(self, at: int) -> None:
        self._open_case(self._figures.cases[at].case_id)

    def _open_timed(self, at: int) -> None:
        timed = [case.case_id for case in self._figures.cases if case.real is not None]
        self._open_case(timed[at])

    def _open_case(self, case_id: int) -> None:
        if self._taught is not None and case_id in self._taught.cases:
            self.case_open_requested.emit(case_id)

    def _ask_for(self, facet: Facet, value: str) -> None:
        self.filter_requested.emit(CaseFilter().with_condition(Condition(facet, frozenset({value}))))

    def _on_library_changed(self, changes: Changes) -> None:
        if changes.ids(UseRecord) or changes.ids(Case) or changes.ids(LessonPlan):
            self._is_stale = True
            if self.isVisible():
                self._read()

    def _arrange(self) -> None:
        columns = 2 if self.width() >= self._appearance.px(_TWO_COLUMNS) else 1
        for at, card in enumerate(self.cards):
            self._grid.addWidget(card, at // columns, at % columns)
        for column in range(2):
            self._grid.setColumnStretch(column, int(column < columns))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._arrange()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_stale:
            self._read()
