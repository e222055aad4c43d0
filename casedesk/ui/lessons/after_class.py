"""After class, on one sheet: what each block took, how each case went, what to change next time."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from casedesk.domain.lesson import Block, LessonPlan, Need, PlanState
from casedesk.domain.library import UseRecord
from casedesk.tasks.after_class import ClassReview
from casedesk.texts import tr, tr_n
from casedesk.ui import dates
from casedesk.ui.lessons.block_words import block_title, parted
from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.buttons import Button
from casedesk.ui.widgets.growing_text import GrowingText
from casedesk.ui.widgets.labels import Words
from casedesk.ui.widgets.line_field import LineField
from casedesk.ui.widgets.spin_boxes import NumberBox
from casedesk.ui.widgets.surfaces import Rule, set_surface

_WIDTH = 760
_MOST_MINUTES = 999


@dataclass(frozen=True, slots=True)
class CaseEstimate:
    """What plans count for a case now: its own figure, or the mean of so many classes; 0 classes for an estimate."""

    minutes: int
    classes: int
    is_own: bool


class AfterClassSheet(QWidget):
    """Asks about a plan that was taught. Nothing is written before the trainer says so."""

    written = Signal(object)
    """A ClassReview."""
    closed = Signal()

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self.minutes: dict[int, NumberBox] = {}
        self.notes: dict[int, LineField] = {}
        set_surface(self, "paper")
        self._scroll = QScrollArea(self)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.reflection = GrowingText(name=tr("Reflection"), parent=self)
        self.keep = Button(tr("Keep"), "primary", parent=self)
        self.close_button = Button(tr("Back to the plan"), parent=self)
        self.keep.clicked.connect(self._write)
        self.close_button.clicked.connect(self.closed)
        foot = QHBoxLayout()
        foot.setContentsMargins(24, 8, 24, 12)
        foot.setSpacing(8)
        foot.addStretch(1)
        foot.addWidget(self.close_button)
        foot.addWidget(self.keep)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._scroll, 1)
        column.addWidget(Rule(self))
        column.addLayout(foot)

    def ask(self, plan: LessonPlan, known: Mapping[int, UseRecord], estimates: Mapping[int, CaseEstimate]) -> None:
        """Ask about a plan, with what was kept already; `estimates` are by case."""
        self.minutes.clear()
        self.notes.clear()
        self.reflection.setParent(self)
        body = QWidget(self._scroll)
        column = QVBoxLayout(body)
        column.setContentsMargins(24, 16, 24, 24)
        column.setSpacing(4)
        column.addWidget(Words(self._appearance, tr("After class"), kind="title", parent=body))
        column.addWidget(Words(self._appearance, self._facts(plan), tone="ink2", wraps=True, parent=body))
        column.addSpacing(16)
        column.addWidget(self._grid(plan, known, estimates, body))
        column.addSpacing(16)
        column.addWidget(Words(self._appearance, tr("Reflection"), kind="ui_medium", parent=body))
        self.reflection.setPlaceholderText(
            tr("What worked, where they stumbled, what you would change. It is kept with the plan.")
        )
        self.reflection.set_text(plan.reflection)
        self.reflection.setFont(self._appearance.font("reading"))
        column.addWidget(self.reflection)
        column.addStretch(1)
        body.setMaximumWidth(self._appearance.px(_WIDTH))
        self._scroll.setWidget(body)
        self.reflection.show()
        first = next(iter(self.minutes.values()), None)
        (first or self.reflection).setFocus(Qt.FocusReason.OtherFocusReason)

    def review(self) -> ClassReview:
        """What the sheet says now."""
        return ClassReview(
            {at: box.value() for at, box in self.minutes.items() if box.value()},
            {case_id: field.text().strip() for case_id, field in self.notes.items()},
            self.reflection.text().strip(),
        )

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._write()
        elif event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _facts(self, plan: LessonPlan) -> str:
        day = dates.day_and_weekday(plan.day) if plan.day else ""
        return parted([plan.title, plan.audience, day])

    def _grid(
        self,
        plan: LessonPlan,
        known: Mapping[int, UseRecord],
        estimates: Mapping[int, CaseEstimate],
        parent: QWidget,
    ) -> QWidget:
        holder = QWidget(parent)
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(0, 1)
        for column, words in enumerate((tr("Block"), tr("Planned"), tr("Really"), "")):
            grid.addWidget(Words(self._appearance, words, kind="meta", tone="ink2", parent=holder), 0, column)
        for position, block in enumerate(plan.blocks):
            self._add_block(grid, position, block, plan, holder)
            for use in block.cases:
                if use.case_id not in self.notes:
                    record = known.get(use.case_id)
                    self._add_case(grid, use.case_id, use.title, record, estimates.get(use.case_id), holder)
        return holder

    def _add_block(self, grid: QGridLayout, position: int, block: Block, plan: LessonPlan, parent: QWidget) -> None:
        row = grid.rowCount()
        box = NumberBox(parent)
        box.setRange(0, _MOST_MINUTES)
        box.setSuffix(tr(" min"))
        box.setSpecialValueText(tr("not taught"))
        box.setAccessibleName(tr("Real minutes of “{title}”").format(title=block_title(block)))
        box.setValue(first_guess(block, plan))
        difference = Words(self._appearance, kind="meta", tone="ink2", parent=parent)
        difference.setMinimumWidth(self._appearance.px(72))
        show = partial(_show_difference, difference, block.minutes)
        box.valueChanged.connect(show)
        show(box.value())
        grid.addWidget(Words(self._appearance, block_title(block), wraps=True, parent=parent), row, 0)
        planned = Words(self._appearance, str(block.minutes), tone="ink2", parent=parent)
        grid.addWidget(planned, row, 1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        grid.addWidget(box, row, 2)
        grid.addWidget(difference, row, 3)
        self.minutes[position] = box

    def _add_case(
        self,
        grid: QGridLayout,
        case_id: int,
        title: str,
        record: UseRecord | None,
        estimate: CaseEstimate | None,
        parent: QWidget,
    ) -> None:
        field = LineField(record.note if record else "", parent)
        field.setPlaceholderText(tr("How “{title}” went with this group").format(title=title))
        field.setAccessibleName(tr("How “{title}” went").format(title=title))
        grid.addWidget(field, grid.rowCount(), 0, 1, 4)
        if estimate is not None:
            words = Words(
                self._appearance, estimate_words(estimate), kind="meta", tone="ink2", wraps=True, parent=parent
            )
            grid.addWidget(words, grid.rowCount(), 0, 1, 4)
        self.notes[case_id] = field

    def _write(self) -> None:
        self.written.emit(self.review())


def first_guess(block: Block, plan: LessonPlan) -> int:
    """The minutes that stand in the sheet at first: what was kept, or else what was planned."""
    if block.real is not None:
        return block.real
    return 0 if plan.state is PlanState.TAUGHT or block.need is Need.SPARE else block.minutes


def estimate_words(estimate: CaseEstimate) -> str:
    """What plans count for a case, and where that comes from."""
    n = estimate.minutes
    if estimate.is_own:
        words = tr_n(
            "Plans count {n} minute for it: your own figure.", "Plans count {n} minutes for it: your own figure.", n
        )
        return words.format(n=n)
    if not estimate.classes:
        words = tr_n(
            "Plans estimate {n} minute for it; from now on they go by your classes.",
            "Plans estimate {n} minutes for it; from now on they go by your classes.",
            n,
        )
        return words.format(n=n)
    words = tr("Plans count {minutes} for it: {classes}.")
    minutes = tr_n("{n} minute", "{n} minutes", n).format(n=n)
    classes = tr_n("what {n} class took", "the mean of {n} classes", estimate.classes).format(n=estimate.classes)
    return words.format(minutes=minutes, classes=classes)


def _show_difference(label: Words, planned: int, real: int) -> None:
    n = abs(real - planned)
    if not real or not n:
        label.setText("")
        return
    label.setText(tr("{n} longer").format(n=n) if real > planned else tr("{n} shorter").format(n=n))
    label.set_tone("warn" if real > planned else "ink2")
