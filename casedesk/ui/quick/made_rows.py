"""A plan that is offered: its blocks with their times, and for each the reason why it is there."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from casedesk.domain.lesson import Block, schedule, time_of_day
from casedesk.domain.plan_wish import MadePlan, PlanWish
from casedesk.texts import tr, tr_n
from casedesk.ui import dates
from casedesk.ui.lessons.block_rows import session_title
from casedesk.ui.lessons.block_words import KIND_ICONS
from casedesk.ui.quick.quick_words import because_line, missing_words
from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.buttons import LinkButton
from casedesk.ui.widgets.labels import Glyph, Words


class MadeRows(QWidget):
    """One row for every block; a case can be sent away for another."""

    another_requested = Signal(int)
    """The case that is not wanted."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._page: QWidget | None = None

    def show_plan(self, made: MadePlan, wish: PlanWish) -> None:
        """Show a plan instead of the one before."""
        if self._page is not None:
            self._page.hide()
            self._page.deleteLater()
        self._page = QWidget(self)
        column = QVBoxLayout(self._page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for missing in made.missing:
            column.addLayout(self._note(missing_words(missing, made, wish)))
        grid = QGridLayout()
        grid.setContentsMargins(0, 4, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(2, 1)
        plan, session = made.plan, -1
        for block, slot, reasons in zip(plan.blocks, schedule(plan), made.reasons, strict=True):
            if plan.sessions and slot.session != session:
                session = slot.session
                heading = Words(self._appearance, session_title(plan, session), tone="accent", parent=self._page)
                grid.addWidget(heading, grid.rowCount(), 0, 1, 5)
            start = dates.clock(time_of_day(plan, slot.start))
            self._add_row(grid, grid.rowCount(), block, start, because_line(reasons))
        column.addLayout(grid)
        column.addStretch(1)
        self._column.addWidget(self._page)
        self._page.show()

    def _note(self, sentence: str) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(
            Glyph(self._appearance, "ph.warning", role="warn", parent=self._page), 0, Qt.AlignmentFlag.AlignTop
        )
        line.addWidget(Words(self._appearance, sentence, tone="warn", wraps=True, parent=self._page), 1)
        return line

    def _add_row(self, grid: QGridLayout, row: int, block: Block, start: str, because: str) -> None:
        top = Qt.AlignmentFlag.AlignTop
        told = QVBoxLayout()
        told.setSpacing(0)
        title = Words(self._appearance, block.title, kind="ui_medium", wraps=True, parent=self._page)
        told.addWidget(title)
        told.addWidget(Words(self._appearance, because, kind="meta", tone="ink2", wraps=True, parent=self._page))
        minutes = tr_n("{n} min", "{n} min", block.minutes).format(n=block.minutes)
        grid.addWidget(Words(self._appearance, start, tone="ink2", parent=self._page), row, 0, top)
        grid.addWidget(Glyph(self._appearance, KIND_ICONS[block.kind], parent=self._page), row, 1, top)
        grid.addLayout(told, row, 2)
        grid.addWidget(
            Words(self._appearance, minutes, tone="ink2", parent=self._page), row, 3, top | Qt.AlignmentFlag.AlignRight
        )
        if block.cases:
            other = LinkButton(tr("Another"), self._page)
            other.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            other.setAccessibleName(tr("Another case than “{title}”").format(title=block.title))
            case_id = block.cases[0].case_id
            other.clicked.connect(lambda: self.another_requested.emit(case_id))
            grid.addWidget(other, row, 4, top)
