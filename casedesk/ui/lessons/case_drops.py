"""Cases that are dragged over the lesson plans: where they would go, and that they were let go there."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

from PySide6.QtCore import QEvent, QMimeData, QModelIndex, QObject, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QDragMoveEvent, QDropEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractItemView, QWidget
from typing_extensions import override

from casedesk.ui.models import case_drag
from casedesk.ui.theme import Appearance

LINGER = 700
"""Milliseconds over a place after which it opens."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where cases would go: onto a row, or before it; and what shows that, in the area's own coordinates."""

    row: int
    is_on: bool
    mark: QRect


class CaseDrops(QObject):
    """Lets an area take cases, or what `unpack` knows. Everything else that is dragged stays the area's own affair."""

    dropped = Signal(object, object)
    """The ids of the cases, and the Place."""
    lingered = Signal(object)
    """The Place over which cases have been held for a moment."""

    def __init__(
        self,
        area: QWidget,
        place_at: Callable[[QPoint], Place | None],
        appearance: Appearance,
        *,
        unpack: Callable[[QMimeData], tuple[object, ...]] = case_drag.unpack,
    ) -> None:
        super().__init__(area)
        self._unpack = unpack
        self._place_at = place_at
        self._place: Place | None = None
        self._mark = _Mark(appearance, area)
        self._linger = QTimer(self)
        self._linger.setSingleShot(True)
        self._linger.setInterval(LINGER)
        self._linger.timeout.connect(self._stay)
        area.setAcceptDrops(True)
        area.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        match event.type():
            case QEvent.Type.DragEnter | QEvent.Type.DragMove:
                return self._follow(cast(QDragMoveEvent, event))
            case QEvent.Type.DragLeave:
                self._show(None)
                return False
            case QEvent.Type.Drop:
                return self._take(cast(QDropEvent, event))
            case _:
                return False

    def _follow(self, event: QDragMoveEvent) -> bool:
        if not self._unpack(event.mimeData()):
            return False
        place = self._place_at(event.position().toPoint())
        self._show(place)
        event.setDropAction(Qt.DropAction.CopyAction)
        event.setAccepted(place is not None or event.type() is QEvent.Type.DragEnter)
        return True

    def _take(self, event: QDropEvent) -> bool:
        ids = self._unpack(event.mimeData())
        if not ids:
            return False
        place = self._place_at(event.position().toPoint())
        self._show(None)
        event.setDropAction(Qt.DropAction.CopyAction)
        event.setAccepted(place is not None)
        if place is not None:
            self.dropped.emit(ids, place)
        return True

    def _show(self, place: Place | None) -> None:
        if place == self._place:
            return
        self._place = place
        self._mark.show_at(None if place is None else place.mark)
        if place is None:
            self._linger.stop()
        else:
            self._linger.start()

    def _stay(self) -> None:
        if self._place is not None:
            self.lingered.emit(self._place)


class _Mark(QWidget):
    """A frame around the row that would take the cases, or a line where they would stand."""

    def __init__(self, appearance: Appearance, area: QWidget) -> None:
        super().__init__(area)
        self._appearance = appearance
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def show_at(self, mark: QRect | None) -> None:
        if mark is None or mark.isEmpty():
            self.hide()
            return
        self.setGeometry(mark)
        self.show()
        self.raise_()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        accent = self._appearance.theme.accent
        with QPainter(self) as painter:
            if self.height() <= _LINE:
                painter.fillRect(self.rect(), accent)
            else:
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                painter.setPen(QPen(accent, 2))
                painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 6, 6)


_LINE = 2


def on_row(view: QAbstractItemView, takes: Callable[[QModelIndex], bool], at: QPoint) -> Place | None:
    """The row under a point, where it takes cases."""
    index = view.indexAt(at)
    if not index.isValid() or not takes(index):
        return None
    return Place(index.row(), True, view.visualRect(index))


def on_or_between(view: QAbstractItemView, at: QPoint) -> Place | None:
    """The row under a point, or the gap that the point is near to."""
    index = view.indexAt(at)
    if not index.isValid():
        return None
    rect = view.visualRect(index)
    edge = min(16, rect.height() // 4)
    if at.y() < rect.top() + edge:
        return Place(index.row(), False, QRect(rect.left(), max(0, rect.top() - 1), rect.width(), _LINE))
    if at.y() > rect.bottom() - edge:
        return Place(index.row() + 1, False, QRect(rect.left(), rect.bottom() - 1, rect.width(), _LINE))
    return Place(index.row(), True, rect)
