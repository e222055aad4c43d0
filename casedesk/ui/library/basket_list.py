"""The cases of the basket as a list, side by side or one below the other."""

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)
from typing_extensions import override

from casedesk.texts import tr
from casedesk.ui.glyphs import paint_glyph
from casedesk.ui.models.basket import BasketEntry, BasketModel, BasketRole
from casedesk.ui.theme import Appearance

Index = QModelIndex | QPersistentModelIndex
ROW = 36
STRIP = 48
"""The heights of a row, and of the strip that a list side by side lies in."""
_LONGEST_TITLE = 240
_ALIGNED = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine


class BasketList(QListView):
    """The cases of the basket side by side, or one below the other; ordered by dragging or with Alt and arrows."""

    open_requested = Signal(int)

    def __init__(
        self, basket: BasketModel, appearance: Appearance, *, is_vertical: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._basket = basket
        self._is_vertical = is_vertical
        self._delegate = _EntryDelegate(appearance, self, is_vertical=is_vertical)
        self.setModel(basket)
        self.setItemDelegate(self._delegate)
        self.setFlow(QListView.Flow.TopToBottom if is_vertical else QListView.Flow.LeftToRight)
        self.setWrapping(False)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        if not is_vertical:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setDropIndicatorShown(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.CopyAction)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setAccessibleName(tr("Cases in the basket"))
        self.customContextMenuRequested.connect(self._show_menu)
        self.doubleClicked.connect(self._open)
        appearance.changed.connect(self.scheduleDelayedItemsLayout)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.currentIndex().row()
        back, on = (Qt.Key.Key_Up, Qt.Key.Key_Down) if self._is_vertical else (Qt.Key.Key_Left, Qt.Key.Key_Right)
        if _is_removal(event) and row >= 0:
            self._remove(row)
        elif event.modifiers() & Qt.KeyboardModifier.AltModifier and event.key() in {back, on}:
            self._move(row, row + (1 if event.key() == on else -1))
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and row >= 0:
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    @override
    def event(self, event: QEvent) -> bool:
        # Delete is the page's shortcut for "to the trash"; here it takes a case out of the basket.
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.ShortcutOverride and _is_removal(event):
            event.accept()
            return True
        return super().event(event)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        index = self.indexAt(at)
        is_left = event.button() is Qt.MouseButton.LeftButton
        super().mouseReleaseEvent(event)
        if is_left and index.isValid() and self._delegate.cross_box(self.visualRect(index)).contains(at):
            self._remove(index.row())

    @override
    def keyboardSearch(self, search: str) -> None:
        """Nothing: letters are shortcuts here."""

    @override
    def sizeHint(self) -> QSize:
        return QSize(200, self._delegate.height)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(60, self._delegate.height)

    def _remove(self, row: int) -> None:
        self._basket.remove([self._basket.ids[row]])
        left = self._basket.rowCount()
        if left:
            self.setCurrentIndex(self._basket.index(min(row, left - 1)))

    def _move(self, row: int, to: int) -> None:
        if self._basket.move(row, to):
            self.setCurrentIndex(self._basket.index(to))

    def _open(self, index: QModelIndex) -> None:
        self.open_requested.emit(self._basket.ids[index.row()])

    def _show_menu(self, at: QPoint) -> None:
        index = self.indexAt(at)
        if not index.isValid():
            return
        row = index.row()
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(tr("Open")).triggered.connect(lambda: self._open(self._basket.index(row)))
        earlier = menu.addAction(tr("Earlier"))
        earlier.setEnabled(row > 0)
        earlier.triggered.connect(lambda: self._move(row, row - 1))
        later = menu.addAction(tr("Later"))
        later.setEnabled(row + 1 < self._basket.rowCount())
        later.triggered.connect(lambda: self._move(row, row + 1))
        menu.addAction(tr("Take out of the basket")).triggered.connect(lambda: self._remove(row))
        menu.addSeparator()
        menu.addAction(tr("Empty the basket")).triggered.connect(self._basket.clear)
        menu.popup(self.viewport().mapToGlobal(at))


class _EntryDelegate(QStyledItemDelegate):
    """Title and minutes; the minutes give way to a cross under the mouse."""

    def __init__(self, appearance: Appearance, parent: QObject, *, is_vertical: bool) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._is_vertical = is_vertical

    @property
    def height(self) -> int:
        """The height of an entry."""
        return self._appearance.px(ROW if self._is_vertical else STRIP - 4)

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        entry = index.data(BasketRole.ENTRY)
        if self._is_vertical or not isinstance(entry, BasketEntry):
            return QSize(0, self.height)
        title = QFontMetrics(self._appearance.font("ui")).horizontalAdvance(entry.title)
        title = min(title, self._appearance.px(_LONGEST_TITLE))
        return QSize(title + self._minutes_width(entry) + self._px(8 + 8 + 24), self.height)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry = index.data(BasketRole.ENTRY)
        if not isinstance(entry, BasketEntry):
            return
        theme = self._appearance.theme
        rect: QRect = option.rect  # type: ignore[attr-defined]
        state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = self._box(rect)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(theme.focus, 2))
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 6, 6)
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.hover)
            painter.drawRoundedRect(box, 6, 6)
        right = box.right() - self._px(4) - self._minutes_width(entry)
        words = QRect(box.left() + self._px(8), box.top(), right - box.left() - self._px(12), box.height())
        font = self._appearance.font("ui")
        painter.setFont(font)
        painter.setPen(theme.ink)
        shown = QFontMetrics(font).elidedText(entry.title, Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, _ALIGNED, shown)
        if state & QStyle.StateFlag.State_MouseOver:
            cross = self.cross_box(rect)
            size = self._px(12)
            at = cross.center() - QPoint(size // 2 - 1, size // 2 - 1)
            paint_glyph(painter, QRect(at, QSize(size, size)), "x", theme.ink2)
        else:
            painter.setFont(self._appearance.font("meta"))
            painter.setPen(theme.ink2)
            minutes = QRect(right, box.top(), self._minutes_width(entry), box.height())
            painter.drawText(minutes, _ALIGNED, _minutes_text(entry))
        if not self._is_vertical and index.row() + 1 < index.model().rowCount():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.ink3)
            painter.drawEllipse(QPoint(rect.right() - self._px(7), rect.center().y() + 1), 1.5, 1.5)
        painter.restore()

    def cross_box(self, rect: QRect) -> QRect:
        """Where the cross is that takes an entry out."""
        box = self._box(rect)
        return QRect(box.right() - self._px(28), box.top(), self._px(28), box.height())

    def _box(self, rect: QRect) -> QRect:
        if self._is_vertical:
            return rect.adjusted(self._px(4), 1, -self._px(4), -1)
        return rect.adjusted(0, self._px(6), -self._px(16), -self._px(6))

    def _minutes_width(self, entry: BasketEntry) -> int:
        advance = QFontMetrics(self._appearance.font("meta")).horizontalAdvance(_minutes_text(entry))
        return max(advance, self._px(20)) + self._px(4)

    def _px(self, length: int) -> int:
        return self._appearance.px(length)


def _is_removal(event: QKeyEvent) -> bool:
    return event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}


def _minutes_text(entry: BasketEntry) -> str:
    return tr("{n} min").format(n=entry.minutes)
