"""Rows that stand under each other are put into another order with the mouse, by a grip before each."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QScrollArea, QSizePolicy, QWidget
from typing_extensions import override

from casedesk.ui.theme import Appearance

_LINE = 2
_REACH = 24
"""How near to the edge of the visible part the mouse makes it move on."""


class Grip(QWidget):
    """What a row is taken hold of by. It is seen under the mouse; the keyboard moves rows with Alt and the arrows."""

    pulled = Signal(int)
    """The mouse is at this height of the screen."""
    dropped = Signal()
    abandoned = Signal()

    def __init__(self, appearance: Appearance, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._pressed: QPoint | None = None
        self._is_pulling = False
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.setToolTip(name)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        parent.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        match event.type():
            case QEvent.Type.Enter | QEvent.Type.Leave:
                self.update()
            case QEvent.Type.ShortcutOverride if self._is_pulling:
                event.accept()
            case QEvent.Type.KeyPress if self._is_pulling and isinstance(event, QKeyEvent):
                if event.key() == Qt.Key.Key_Escape and self._let_go():
                    self.abandoned.emit()
                return True
            case _:
                pass
        return False

    @override
    def sizeHint(self) -> QSize:
        px = self._appearance.px
        return QSize(px(12), px(28))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        row = self.parentWidget()
        if not self._is_pulling and (row is None or not row.underMouse()):
            return
        with QPainter(self) as painter:
            self._appearance.icon("dots-six-vertical", "ink2").paint(painter, self.rect())

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed = event.globalPosition().toPoint()

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None:
            return
        at = event.globalPosition().toPoint()
        if not self._is_pulling and abs(at.y() - self._pressed.y()) >= QApplication.startDragDistance():
            self._is_pulling = True
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self._listen_to_keys(on=True)
        if self._is_pulling:
            self.pulled.emit(at.y())

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._let_go():
            self.dropped.emit()

    def _let_go(self) -> bool:
        was_pulling = self._is_pulling
        self._pressed, self._is_pulling = None, False
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        if was_pulling:
            self._listen_to_keys(on=False)
        self.update()
        return was_pulling

    def _listen_to_keys(self, *, on: bool) -> None:
        """Hear keys wherever the focus is, so that Escape gives up and nothing is typed meanwhile."""
        app = QApplication.instance()
        assert app is not None
        if on:
            app.installEventFilter(self)
        else:
            app.removeEventFilter(self)


class _Line(QWidget):
    """Where the row would go."""

    def __init__(self, appearance: Appearance, parent: QWidget) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), self._appearance.theme.accent)


class RowDrag(QObject):
    """Follows the grips of rows and says where one was put."""

    moved = Signal(int, int)
    """(place of the row, the place that it shall have)."""

    def __init__(self, appearance: Appearance, owner: QWidget, rows: Callable[[], Sequence[QWidget]]) -> None:
        super().__init__(owner)
        self._owner = owner
        self._rows = rows
        self._line = _Line(appearance, owner)
        self._gap = -1

    def serve(self, grip: Grip, row: QWidget) -> None:
        """Let a row be moved by its grip."""
        grip.pulled.connect(self._pull)
        grip.dropped.connect(lambda: self._drop(row))
        grip.abandoned.connect(self._end)

    def _pull(self, y_on_screen: int) -> None:
        rows = self._rows()
        y = self._owner.mapFromGlobal(QPoint(0, y_on_screen)).y()
        tops = [row.mapTo(self._owner, QPoint(0, 0)).y() for row in rows]
        self._gap = sum(y > top + row.height() // 2 for top, row in zip(tops, rows, strict=True))
        edge = tops[self._gap] if self._gap < len(rows) else tops[-1] + rows[-1].height()
        self._line.setGeometry(0, max(0, edge - _LINE), self._owner.width(), _LINE)
        self._line.raise_()
        self._line.show()
        self._keep_in_view(y)

    def _keep_in_view(self, y: int) -> None:
        above = self._owner.parentWidget()
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        page = above.widget() if above is not None else None
        if above is not None and page is not None:
            above.ensureVisible(0, self._owner.mapTo(page, QPoint(0, y)).y(), 0, _REACH)

    def _drop(self, row: QWidget) -> None:
        at, gap = list(self._rows()).index(row), self._gap
        self._end()
        to = gap - (gap > at)
        if gap >= 0 and to != at:
            self.moved.emit(at, to)

    def _end(self) -> None:
        self._gap = -1
        self._line.hide()
