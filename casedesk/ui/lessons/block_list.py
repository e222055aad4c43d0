"""The rows of a plan as a list: drag to reorder, drag an edge for the minutes, open the one that is selected."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QDrag, QDropEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget
from typing_extensions import override

from casedesk.texts import tr
from casedesk.ui.lessons.block_delegate import POINTS_A_MINUTE, BlockDelegate
from casedesk.ui.lessons.block_rows import BlockListModel, BlockRow
from casedesk.ui.theme import Appearance

EDGE = 8
"""Points around the lower edge of a block in which it can be taken hold of."""


@dataclass(frozen=True, slots=True)
class _Edge:
    """The lower edge of a block that is held: where it was taken, and the minutes then."""

    row: int
    y: int
    minutes: int

    def minutes_at(self, y: int) -> int:
        return max(1, self.minutes + round((y - self.y) / POINTS_A_MINUTE))


class BlockView(QListView):
    """The list of blocks. The selected row, where it is only one, is open: `open_changed` says which."""

    open_changed = Signal(int)
    minutes_requested = Signal(int)
    """The selected blocks should become longer or shorter by so many minutes."""
    minutes_dragged = Signal(int, int)
    """(row, minutes): the lower edge of a block is held there."""
    resized = Signal()

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("blocks")
        self.setAccessibleName(tr("Blocks"))
        self.blocks = BlockListModel(self)
        self.delegate = BlockDelegate(appearance, self)
        self.setModel(self.blocks)
        self.setItemDelegate(self.delegate)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDropIndicatorShown(True)
        self.setMouseTracking(True)
        self.setFrameShape(QListView.Shape.NoFrame)
        self._is_pressed = False
        self._is_dragging = False
        self._gathers = False  # Ctrl is held: blocks are picked one by one, and none moves away from the mouse
        self._folds = False
        self._edge: _Edge | None = None
        self.selectionModel().selectionChanged.connect(self._on_selection_changed)
        self.blocks.modelReset.connect(self.relayout)
        self.blocks.modelReset.connect(self._on_selection_changed)
        appearance.changed.connect(self.relayout)

    def selected_rows(self) -> list[int]:
        """The selected positions, in order."""
        return sorted(index.row() for index in self.selectionModel().selectedRows())

    def only_row(self) -> int:
        """The selected row where it is only one and neither being dragged nor the first of several, or -1."""
        rows = self.selected_rows()
        return rows[0] if len(rows) == 1 and not self._is_dragging and not self._gathers else -1

    def select_rows(self, rows: Sequence[int]) -> None:
        """Select these rows and make the first the current one."""
        self._gathers = False
        model = self.selectionModel()
        model.clearSelection()
        valid = [row for row in rows if 0 <= row < self.blocks.rowCount()]
        if not valid:
            return
        self.setCurrentIndex(self.blocks.index(valid[0]))
        for row in valid[1:]:
            model.select(self.blocks.index(row), model.SelectionFlag.Select)

    def set_fields(self, row: int, height: int) -> None:
        """Leave `height` pixels open under the words of `row`; -1 for none."""
        if (row, height) != (self.delegate.open_row, self.delegate.open_height):
            self.delegate.open_row, self.delegate.open_height = row, height
            self.relayout()

    def relayout(self) -> None:
        """Lay the rows out anew, and be as high as they are."""
        self.scheduleDelayedItemsLayout()
        self.updateGeometry()
        self.setFixedHeight(self.content_height())
        self.viewport().update()

    def content_height(self) -> int:
        """The height of all rows."""
        return self.top_of(self.blocks.rowCount())

    def top_of(self, row: int) -> int:
        """Where a row begins."""
        return sum(self.delegate.height_of(self.blocks.row(at), at) for at in range(row))

    def set_to_scale(self, is_to_scale: bool) -> None:
        """Make the rows as high as their blocks are long, or all alike."""
        self.delegate.is_to_scale = is_to_scale
        self.relayout()

    def _on_selection_changed(self) -> None:
        if self._is_pressed:
            return  # a block opens when the button is let go: the rows must not move under a drag
        self.open_changed.emit(self.only_row())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Plus: 1, Qt.Key.Key_Equal: 1, Qt.Key.Key_Minus: -1}.get(Qt.Key(event.key()))
        if step is not None and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.minutes_requested.emit(step)
            return
        if event.key() == Qt.Key.Key_Escape and self.selected_rows():
            self.clearSelection()
            return
        self._gathers = False
        super().keyPressEvent(event)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        if event.button() is Qt.MouseButton.LeftButton and (row := self._edge_at(at)) is not None:
            self._edge = _Edge(row, at.y(), self.blocks.block_row(row).block.minutes)
            return
        self._is_pressed = event.button() is Qt.MouseButton.LeftButton
        self._gathers = self._is_pressed and bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        is_plain = self._is_pressed and event.modifiers() == Qt.KeyboardModifier.NoModifier
        self._folds = is_plain and self.indexAt(at).row() == self.only_row() >= 0
        super().mousePressEvent(event)

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._folds = False  # the first click has opened the block, or folded it
        super().mouseDoubleClickEvent(event)

    @override
    def mouseMoveEvent(self, e: QMouseEvent) -> None:
        at = e.position().toPoint()
        if self._edge is not None:
            self.minutes_dragged.emit(self._edge.row, self._edge.minutes_at(at.y()))
            return
        is_on_edge = not e.buttons() and self._edge_at(at) is not None
        self.viewport().setCursor(Qt.CursorShape.SizeVerCursor if is_on_edge else Qt.CursorShape.ArrowCursor)
        super().mouseMoveEvent(e)

    @override
    def mouseReleaseEvent(self, e: QMouseEvent) -> None:
        if self._edge is not None:
            self._edge = None
            return
        super().mouseReleaseEvent(e)
        self._let_go()
        if self._folds:
            self._folds = False
            self.clearSelection()

    def _edge_at(self, at: QPoint) -> int | None:
        """The block whose lower edge is under a point."""
        index = self.indexAt(QPoint(at.x(), at.y() - EDGE // 2))
        if not index.isValid() or not isinstance(self.blocks.row(index.row()), BlockRow):
            return None
        return index.row() if abs(at.y() - self.visualRect(index).bottom()) <= EDGE // 2 else None

    @override
    def startDrag(self, supportedActions: Qt.DropAction) -> None:
        """Drag the folded rows: an open one would be as high as its fields."""
        indexes = [self.blocks.index(row) for row in self.selected_rows()]
        if not indexes:
            return
        self._is_dragging, self._folds = True, False
        self.open_changed.emit(-1)
        self.executeDelayedItemsLayout()
        row = self.visualRect(indexes[0])
        drag = QDrag(self)
        drag.setMimeData(self.blocks.mimeData(indexes))
        drag.setPixmap(self.viewport().grab(row))
        drag.setHotSpot(QPoint(24, row.height() // 2))
        drag.exec(supportedActions)
        self._is_dragging = False
        self._let_go()

    def _let_go(self) -> None:
        if self._is_pressed:
            self._is_pressed = False
            self._on_selection_changed()

    @override
    def resizeEvent(self, e: QResizeEvent) -> None:
        super().resizeEvent(e)
        self.resized.emit()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        super().dropEvent(event)
        self.viewport().update()
