"""What a plan comes to, beside the plan: minutes by kind as a small chart, the board, and the ways out."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from casedesk.domain.lesson import LessonPlan
from casedesk.domain.plan_overview import board_grid, kind_totals
from casedesk.tasks.value_names import KIND_NAMES
from casedesk.texts import tr
from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.buttons import LinkButton
from casedesk.ui.widgets.labels import SectionHeading, Words

_THICK = 8


class OverviewPanel(QWidget):
    """A part of the plan's inspector."""

    overview_requested = Signal()
    board_proposed = Signal()

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._shown: object = None
        self._kinds = _grid()
        self._board = _grid()
        self._board.setHorizontalSpacing(12)
        self.propose = LinkButton(tr("Propose a board"), self)
        self.overview = LinkButton(tr("One-page overview…"), self)
        self.overview.setIcon(appearance.icon("ph.printer", "accent"))
        self._kind_heading = SectionHeading(appearance, tr("Time by kind of work"), self)
        self._board_heading = SectionHeading(appearance, tr("Board plan"), self)
        self._board_heading.add(self.propose)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._kind_heading)
        column.addLayout(self._kinds)
        line = QHBoxLayout()
        line.addWidget(self.overview)
        line.addStretch(1)
        column.addLayout(line)
        column.addSpacing(8)
        column.addWidget(self._board_heading)
        column.addLayout(self._board)
        self.propose.clicked.connect(self.board_proposed)
        self.overview.clicked.connect(self.overview_requested)

    def show_plan(self, plan: LessonPlan) -> None:
        """Show what a plan comes to."""
        totals, board = kind_totals(plan), board_grid(plan.board_plan)
        if self._shown == (totals, board):
            return
        self._shown = totals, board
        _clear(self._kinds)
        _clear(self._board)
        most = max((item.minutes for item in totals), default=1)
        for row, item in enumerate(totals):
            kind = tr(KIND_NAMES[item.kind])
            figure = tr("{n} min, {percent} %").format(n=item.minutes, percent=item.percent)
            bar = _Bar(self._appearance, item.minutes / most, self)
            bar.setAccessibleName(f"{kind}: {figure}")
            self._kinds.addWidget(Words(self._appearance, kind, parent=self), row, 0)
            self._kinds.addWidget(bar, row, 1)
            words = Words(self._appearance, figure, kind="meta", tone="ink2", parent=self)
            self._kinds.addWidget(words, row, 2, Qt.AlignmentFlag.AlignRight)
        for row, cells in enumerate(board):
            for at, cell in enumerate(cells):
                words = Words(self._appearance, cell, kind="meta", wraps=True, parent=self)
                self._board.addWidget(words, row, at, Qt.AlignmentFlag.AlignTop)
        self._kind_heading.setVisible(bool(totals))
        self.propose.setVisible(not board)


class _Bar(QWidget):
    """One bar of the chart; its length says it, its row names it."""

    def __init__(self, appearance: Appearance, share: float, parent: QWidget) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._share = share
        self.setMinimumWidth(40)
        self.setFixedHeight(appearance.px(_THICK))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            theme = self._appearance.theme
            painter.setBrush(theme.line)
            painter.drawRoundedRect(QRectF(self.rect()), 2, 2)
            painter.setBrush(theme.accent)
            painter.drawRoundedRect(QRectF(0, 0, self.width() * self._share, self.height()), 2, 2)


def _grid() -> QGridLayout:
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(8)
    grid.setVerticalSpacing(4)
    grid.setColumnStretch(1, 1)
    return grid


def _clear(grid: QGridLayout) -> None:
    while (item := grid.takeAt(0)) is not None:  # pyright: ignore[reportUnnecessaryComparison]
        if widget := item.widget():
            widget.hide()
            widget.deleteLater()
