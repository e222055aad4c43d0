"""A list of which every row has a box to tick."""

from collections.abc import Iterable

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget
from typing_extensions import override

from casedesk.ui.glyphs import paint_glyph
from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.row_delegate import RowDelegate

Index = QModelIndex | QPersistentModelIndex
_BOX, _GAP = 16, 12


class TickModel(QAbstractListModel):
    """Remembers which rows are not ticked; the rows themselves are each list's own."""

    ticked = Signal()
    """Other rows are ticked than before."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.off: set[int] = set()

    def is_on(self, row: int) -> bool:
        """Whether a row is ticked."""
        return row not in self.off

    @property
    def chosen_rows(self) -> tuple[int, ...]:
        """The rows that are ticked."""
        return tuple(row for row in range(self.rowCount()) if row not in self.off)

    @property
    def chosen_count(self) -> int:
        """How many rows are ticked."""
        return self.rowCount() - len(self.off)

    def tick(self, rows: Iterable[int], *, is_on: bool) -> None:
        """Tick some rows, or untick them."""
        rows = tuple(rows)
        if is_on:
            self.off.difference_update(rows)
        else:
            self.off.update(rows)
        if rows:
            self.dataChanged.emit(self.index(min(rows), 0), self.index(max(rows), 0))
            self.ticked.emit()

    def check_state(self, row: int) -> Qt.CheckState:
        """What a screen reader says of the box."""
        return Qt.CheckState.Checked if self.is_on(row) else Qt.CheckState.Unchecked


class TickDelegate(RowDelegate):
    """Paints the box at the left of a row, `pad` away from the edge."""

    pad = 16

    def box(self, rect: QRect) -> QRect:
        """Where the box is, in the rectangle of a row."""
        px = self._appearance.px
        side = px(_BOX)
        return QRect(rect.left() + self.pad, rect.top() + (rect.height() - side) // 2, side, side)

    def paint_tick(self, painter: QPainter, rect: QRect, *, is_on: bool) -> None:
        """Paint the box, ticked or empty."""
        theme, box = self._appearance.theme, self.box(rect)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.accent if is_on else theme.control, 1))
        painter.setBrush(theme.accent if is_on else theme.paper)
        painter.drawRoundedRect(box, 3, 3)
        if is_on:
            paint_glyph(painter, box.adjusted(2, 2, -2, -2), "check", theme.on_accent)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)

    def paint_box(self, painter: QPainter, rect: QRect, *, is_on: bool) -> QRect:
        """Paint the box and the line under the row; returns the place of the first line of words beside it."""
        self.paint_tick(painter, rect, is_on=is_on)
        room = self.upper_line(rect, self.box(rect).right() - rect.left() + self._appearance.px(_GAP), self.pad)
        painter.fillRect(QRect(room.left(), rect.bottom(), room.width(), 1), self._appearance.theme.line)
        return room


class TickList(QListView):
    """Space or a click on the box ticks; Enter or a double click opens the row."""

    row_opened = Signal(int)

    def __init__(self, appearance: Appearance, ticks: TickModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._ticks = ticks
        self.setModel(ticks)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.doubleClicked.connect(self._open)
        appearance.changed.connect(self.doItemsLayout)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Space:
                self._toggle([index.row() for index in self.selectedIndexes()])
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if self.currentIndex().isValid() and not event.modifiers():
                self._open(self.currentIndex())
            case _:
                super().keyPressEvent(event)

    @override
    def viewportEvent(self, event: QEvent) -> bool:
        """A click on the box ticks, and the selection stays as it is."""
        clicks = (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick)
        if event.type() in clicks and isinstance(event, QMouseEvent) and self._is_tick(event):
            return True
        return super().viewportEvent(event)

    def _is_tick(self, event: QMouseEvent) -> bool:
        index = self.indexAt(event.position().toPoint())
        delegate = self.itemDelegate()
        if event.button() is not Qt.MouseButton.LeftButton or not index.isValid():
            return False
        assert isinstance(delegate, TickDelegate)
        if event.position().x() > delegate.box(self.visualRect(index)).right() + self._appearance.px(8):
            return False
        rows = [item.row() for item in self.selectedIndexes()]
        self._toggle(rows if index.row() in rows else [index.row()])
        return True

    def _toggle(self, rows: list[int]) -> None:
        """Tick all of the rows; where all are ticked, none."""
        self._ticks.tick(rows, is_on=not all(self._ticks.is_on(row) for row in rows))

    def _open(self, index: QModelIndex) -> None:
        self.row_opened.emit(index.row())
