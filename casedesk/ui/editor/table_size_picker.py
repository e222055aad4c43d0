"""How many rows and columns a new table shall have: chosen with the mouse or the arrows in a small grid."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from casedesk.texts import tr
from casedesk.ui.editor.flyout import Flyout
from casedesk.ui.theme import Appearance

_ROWS, _COLUMNS = 8, 8
_CELL, _GAP, _MARGIN, _LINE = 20, 3, 12, 28
_STEPS = {
    Qt.Key.Key_Left: (0, -1), Qt.Key.Key_Right: (0, 1), Qt.Key.Key_Up: (-1, 0), Qt.Key.Key_Down: (1, 0),
}  # fmt: skip


class TableSizePicker(Flyout):
    """The grid; `chosen` carries rows and columns."""

    chosen = Signal(int, int)

    def __init__(self, appearance: Appearance, owner: QWidget) -> None:
        super().__init__(appearance, owner)
        self.setMouseTracking(True)
        self._cell, self._gap, self._margin = (appearance.px(length) for length in (_CELL, _GAP, _MARGIN))
        self._size = (3, 3)
        self.setFixedSize(self.sizeHint())
        self._name()

    @override
    def sizeHint(self) -> QSize:
        side = self._cell + self._gap
        return QSize(
            _COLUMNS * side - self._gap + 2 * self._margin,
            _ROWS * side + self._margin + self._appearance.px(_LINE),
        )

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        theme = self._appearance.theme
        with QPainter(self) as painter:
            rows, columns = self._size
            for row in range(_ROWS):
                for column in range(_COLUMNS):
                    is_in = row < rows and column < columns
                    painter.setPen(theme.accent if is_in else theme.control)
                    painter.setBrush(theme.wash if is_in else theme.paper)
                    painter.drawRect(self._place(row, column))
            painter.setPen(theme.ink2)
            painter.setFont(self._appearance.font("meta"))
            foot = QRectF(0, self.height() - self._appearance.px(_LINE), self.width(), self._appearance.px(_LINE))
            painter.drawText(foot, Qt.AlignmentFlag.AlignCenter, self._words())

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._mark(*self._at(event.position()))

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.rect().contains(event.position().toPoint()):
            self._mark(*self._at(event.position()))
            self._choose()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _STEPS:
            down, right = _STEPS[key]
            self._mark(self._size[0] + down, self._size[1] + right)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._choose()
        else:
            super().keyPressEvent(event)

    def _at(self, place: QPointF) -> tuple[int, int]:
        side = self._cell + self._gap
        return int((place.y() - self._margin) // side) + 1, int((place.x() - self._margin) // side) + 1

    def _place(self, row: int, column: int) -> QRectF:
        side = self._cell + self._gap
        left, top = self._margin + column * side, self._margin + row * side
        return QRectF(left + 0.5, top + 0.5, self._cell - 1, self._cell - 1)

    def _mark(self, rows: int, columns: int) -> None:
        size = (min(max(rows, 1), _ROWS), min(max(columns, 1), _COLUMNS))
        if size != self._size:
            self._size = size
            self._name()
            self.update()

    def _name(self) -> None:
        self.setAccessibleName(self._words())

    def _words(self) -> str:
        rows, columns = self._size
        return tr("{rows} rows × {columns} columns").format(rows=rows, columns=columns)

    def _choose(self) -> None:
        self.chosen.emit(*self._size)
        self.close()
