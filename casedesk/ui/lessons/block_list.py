"""The blocks of a plan as a list: model, rows painted, drag to reorder."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QDrag, QDropEvent, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)
from typing_extensions import override

from casedesk.domain.case import Case
from casedesk.domain.lesson import Block, LessonPlan, Need, schedule, time_of_day
from casedesk.texts import tr
from casedesk.ui import dates
from casedesk.ui.lessons.block_words import KIND_ICONS, NEED_NAMES, block_line, block_title
from casedesk.ui.theme import Appearance

MIME_TYPE = "application/x-casedesk-block-rows"
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class BlockRow:
    """What a row shows. `gap` is the pause before a pinned start in minutes, negative for an overlap."""

    block: Block
    start: str
    title: str
    line: str
    gap: int


def block_rows(plan: LessonPlan, cases: Mapping[int, Case]) -> tuple[BlockRow, ...]:
    """The rows of a plan."""
    return tuple(
        BlockRow(
            block,
            "" if block.need is Need.SPARE else dates.clock(time_of_day(plan, slot.start)),
            block_title(block),
            block_line(block, cases),
            slot.gap,
        )
        for block, slot in zip(plan.blocks, schedule(plan), strict=True)
    )


class BlockListModel(QAbstractListModel):
    """The rows of the plan on the screen. Dropping asks for a move; the plan decides."""

    move_requested = Signal(object, int)
    """(rows, the row before which they should stand)"""

    RowRole = Qt.ItemDataRole.UserRole + 1

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[BlockRow, ...] = ()

    def set_rows(self, rows: tuple[BlockRow, ...]) -> None:
        """Show other rows; the selection stays where the number of rows does."""
        if len(rows) != len(self._rows):
            self.beginResetModel()
            self._rows = rows
            self.endResetModel()
            return
        changed = [i for i, (old, new) in enumerate(zip(self._rows, rows, strict=True)) if old != new]
        self._rows = rows
        if changed:
            self.dataChanged.emit(self.index(changed[0]), self.index(changed[-1]))

    def row(self, at: int) -> BlockRow:
        """The row at a position."""
        return self._rows[at]

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == self.RowRole:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{row.title}\n{row.line}"
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return tr("{start}, {title}, {minutes} minutes, {need}, {line}").format(
                start=row.start,
                title=row.title,
                minutes=row.block.minutes,
                need=tr(NEED_NAMES[row.block.need]),
                line=row.line,
            )
        return None

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        return Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsDragEnabled

    @override
    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    @override
    def mimeTypes(self) -> list[str]:
        return [MIME_TYPE]

    @override
    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        data = QMimeData()
        data.setData(MIME_TYPE, ",".join(str(index.row()) for index in indexes).encode())
        return data

    @override
    def dropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index) -> bool:
        if not data.hasFormat(MIME_TYPE):
            return False
        rows = tuple(int(text) for text in bytes(data.data(MIME_TYPE).data()).decode().split(",") if text)
        before = row if row >= 0 else parent.row() if parent.isValid() else len(self._rows)
        self.move_requested.emit(rows, before)
        return False  # the plan moves the blocks; the view must not remove any row


class BlockDelegate(QStyledItemDelegate):
    """Paints a block: start, icon, title over a muted line, need, minutes. The open row leaves room for its fields."""

    ROW_HEIGHT = 56
    START_X = 24

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self.open_row = -1
        self.open_height = 0

    def _metrics(self) -> tuple[QFontMetrics, QFontMetrics]:
        return QFontMetrics(self._appearance.font("ui_medium")), QFontMetrics(self._appearance.font("meta"))

    def row_height(self) -> int:
        """The height of a closed row at this text size."""
        title, line = self._metrics()
        return max(self.ROW_HEIGHT, title.height() + line.height() + 20)

    def text_left(self) -> int:
        """Where titles begin, and the fields of the open row under them."""
        title, _ = self._metrics()
        return self.START_X + title.horizontalAdvance("00:00") + 16 + 18 + 12

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        extra = self.open_height if index.row() == self.open_row else 0
        return QSize(320, self.row_height() + extra)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: BlockRow = index.data(BlockListModel.RowRole)
        theme = self._appearance.theme
        state = option.state  # type: ignore[attr-defined]
        rect: QRect = option.rect  # type: ignore[attr-defined]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        selected = bool(state & QStyle.StateFlag.State_Selected)
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        if selected or hovered:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.wash if selected else theme.hover)
            painter.drawRoundedRect(rect.adjusted(0, 1, 0, -1), 8, 8)
            grip = self._appearance.icon("ph.dots-six-vertical", "ink3")
            grip.paint(painter, QRect(rect.left() + 4, rect.top() + 10, 16, 20))
        self._paint_words(painter, rect, row)
        painter.restore()

    def _paint_words(self, painter: QPainter, rect: QRect, row: BlockRow) -> None:
        theme = self._appearance.theme
        title_font, meta_font, ui_font = (self._appearance.font(kind) for kind in ("ui_medium", "meta", "ui"))
        title_metrics, meta_metrics = self._metrics()
        top = rect.top() + 8
        right = self._paint_right(painter, rect, row, top)
        is_spare = row.block.need is Need.SPARE
        painter.setFont(ui_font)
        painter.setPen(theme.bad if row.gap < 0 else theme.ink2)
        painter.drawText(QPoint(rect.left() + self.START_X, top + title_metrics.ascent()), row.start)
        left = rect.left() + self.text_left()
        icon = self._appearance.icon(KIND_ICONS[row.block.kind], "ink2")
        icon.paint(painter, QRect(left - 30, top + (title_metrics.height() - 18) // 2, 18, 18))
        painter.setFont(title_font)
        painter.setPen(theme.ink2 if is_spare else theme.ink)
        title = title_metrics.elidedText(row.title, Qt.TextElideMode.ElideRight, right - left - 12)
        painter.drawText(QPoint(left, top + title_metrics.ascent()), title)
        painter.setFont(meta_font)
        painter.setPen(theme.bad if row.gap < 0 else theme.ink2)
        line = meta_metrics.elidedText(self._second_line(row), Qt.TextElideMode.ElideRight, rect.right() - left - 16)
        painter.drawText(QPoint(left, top + title_metrics.height() + 4 + meta_metrics.ascent()), line)

    @staticmethod
    def _second_line(row: BlockRow) -> str:
        if row.gap > 0:
            return tr("{n} minutes free before it").format(n=row.gap) + " · " + row.line
        if row.gap < 0:
            return tr("Starts {n} minutes before the block above ends").format(n=-row.gap) + " · " + row.line
        return row.line

    def _paint_right(self, painter: QPainter, rect: QRect, row: BlockRow, top: int) -> int:
        """Minutes and need at the right edge; where the title must end."""
        theme = self._appearance.theme
        title_metrics, meta_metrics = self._metrics()
        unit = tr("min")
        edge = rect.right() - 12
        baseline = top + title_metrics.ascent()
        painter.setFont(self._appearance.font("meta"))
        painter.setPen(theme.ink2)
        edge -= meta_metrics.horizontalAdvance(unit)
        painter.drawText(QPoint(edge, baseline), unit)
        painter.setFont(self._appearance.font("ui_medium"))
        painter.setPen(theme.ink2 if row.block.need is Need.SPARE else theme.ink)
        minutes = str(row.block.minutes)
        painter.drawText(QPoint(edge - 4 - title_metrics.horizontalAdvance(minutes), baseline), minutes)
        edge -= 4 + title_metrics.horizontalAdvance("000") + 16
        need = tr(NEED_NAMES[row.block.need])
        painter.setFont(self._appearance.font("meta"))
        painter.setPen(theme.ink2)
        edge -= meta_metrics.horizontalAdvance(need)
        painter.drawText(QPoint(edge, baseline), need)
        return edge


class BlockView(QListView):
    """The list of blocks. The selected row, where it is only one, is open: `open_changed` says which."""

    open_changed = Signal(int)
    minutes_requested = Signal(int)
    """The selected blocks should become longer or shorter by so many minutes."""
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
        self.selectionModel().selectionChanged.connect(self._on_selection_changed)
        self.blocks.modelReset.connect(self.relayout)
        self.blocks.modelReset.connect(self._on_selection_changed)
        appearance.changed.connect(self.relayout)

    def selected_rows(self) -> list[int]:
        """The selected positions, in order."""
        return sorted(index.row() for index in self.selectionModel().selectedRows())

    def select_rows(self, rows: Sequence[int]) -> None:
        """Select these rows and make the first the current one."""
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
        extra = self.delegate.open_height if self.delegate.open_row >= 0 else 0
        return self.blocks.rowCount() * self.delegate.row_height() + extra

    def _on_selection_changed(self) -> None:
        if self._is_pressed:
            return  # a block opens when the button is let go: the rows must not move under a drag
        rows = self.selected_rows()
        self.open_changed.emit(rows[0] if len(rows) == 1 else -1)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Plus: 1, Qt.Key.Key_Equal: 1, Qt.Key.Key_Minus: -1}.get(Qt.Key(event.key()))
        if step is not None and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.minutes_requested.emit(step)
            return
        super().keyPressEvent(event)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._is_pressed = event.button() is Qt.MouseButton.LeftButton
        super().mousePressEvent(event)

    @override
    def mouseReleaseEvent(self, e: QMouseEvent) -> None:
        super().mouseReleaseEvent(e)
        self._let_go()

    @override
    def startDrag(self, supportedActions: Qt.DropAction) -> None:
        """Drag the folded rows: an open one would be as high as its fields."""
        indexes = [self.blocks.index(row) for row in self.selected_rows()]
        if not indexes:
            return
        self.open_changed.emit(-1)
        self.executeDelayedItemsLayout()
        row = self.visualRect(indexes[0])
        drag = QDrag(self)
        drag.setMimeData(self.blocks.mimeData(indexes))
        drag.setPixmap(self.viewport().grab(row))
        drag.setHotSpot(QPoint(24, row.height() // 2))
        drag.exec(supportedActions)
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
