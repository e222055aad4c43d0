"""The basket along the bottom: what was picked, in order, how long it takes, and the way to a lesson plan."""

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QListView,
    QMenu,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from casedesk.texts import tr, tr_n
from casedesk.ui.glyphs import paint_glyph
from casedesk.ui.models.basket import BasketEntry, BasketModel, BasketRole
from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.buttons import Button, IconButton
from casedesk.ui.widgets.labels import ElidedLabel, Words
from casedesk.ui.widgets.surfaces import set_surface

Index = QModelIndex | QPersistentModelIndex
HEIGHT = 48
_POPUP_WIDTH = 360
_ROW = 36
_LONGEST_TITLE = 240
_ALIGNED = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine


class BasketStrip(QWidget):
    """One line: icon, name, the cases, minutes together, and the page's filled button."""

    plan_requested = Signal(object)
    """The ids of the cases, in order."""
    open_requested = Signal(int)

    def __init__(self, basket: BasketModel, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._basket = basket
        self._appearance = appearance
        self._is_narrow = False
        set_surface(self, "side", edge="top")
        self._glyph = _Glyph(appearance, self)
        self._name = Words(appearance, tr("Basket"), kind="ui_medium", parent=self)
        self.list = BasketList(basket, appearance, parent=self)
        self._hint = ElidedLabel(
            tr("Empty. Select cases and press B to put them in; when there are enough, make a lesson plan of them."),
            self,
        )
        self._hint.setProperty("tone", "ink2")
        self._count = Words(appearance, kind="meta", tone="ink2", parent=self)
        self._minutes = Words(appearance, kind="meta", parent=self)
        self._unit = Words(appearance, kind="meta", tone="ink2", parent=self)
        self.more_button = IconButton(appearance, "ph.caret-up", tr("Show the basket"), self)
        self.plan_button = Button(tr("Make a lesson plan"), "primary", parent=self)
        self._build()
        self._connect()
        self._take_fonts()
        self._refresh()

    def set_narrow(self, is_narrow: bool) -> None:
        """Show numbers only, and the cases in a list that opens above."""
        self._is_narrow = is_narrow
        self._refresh()

    @property
    def focus_target(self) -> QWidget:
        """The widget that F6 goes to."""
        if self._basket.rowCount() == 0:
            return self.plan_button if self.plan_button.isEnabled() else self
        return self.more_button if self._is_narrow else self.list

    def _build(self) -> None:
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 0, 16, 0)
        layout.setSpacing(12)
        for widget, stretch in ((self._glyph, 0), (self._name, 0), (self._hint, 1), (self.list, 1)):
            layout.addWidget(widget, stretch)
        sums = QHBoxLayout()
        sums.setSpacing(4)
        for widget in (self._count, self._minutes, self._unit):
            sums.addWidget(widget)
        layout.addLayout(sums)
        self._filler = QWidget(self)
        self._filler.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        layout.addWidget(self._filler)
        layout.addWidget(self.more_button)
        layout.addWidget(self.plan_button)

    def _connect(self) -> None:
        self._basket.changed.connect(self._refresh)
        self.list.open_requested.connect(self.open_requested)
        self.more_button.clicked.connect(self._open_popup)
        self.plan_button.clicked.connect(self._ask_for_plan)
        self._appearance.changed.connect(self._take_fonts)

    def _take_fonts(self) -> None:
        self.setFixedHeight(self._appearance.px(HEIGHT))
        self._hint.setFont(self._appearance.font("ui"))
        bold = self._appearance.font("meta")
        bold.setWeight(bold.Weight.DemiBold)
        self._minutes.setFont(bold)

    def _refresh(self) -> None:
        n, minutes = self._basket.rowCount(), self._basket.minutes
        is_empty = n == 0
        self._hint.setVisible(is_empty)
        self.list.setVisible(not is_empty and not self._is_narrow)
        self._filler.setVisible(not is_empty and self._is_narrow)
        for widget in (self._count, self._minutes, self._unit, self.plan_button):
            widget.setVisible(not is_empty)
        self.more_button.setVisible(not is_empty and self._is_narrow)
        self._glyph.set_role("ink2" if is_empty else "accent")
        self._count.setText(tr_n("{n} case,", "{n} cases,", n).format(n=n))
        self._minutes.setText(f"{minutes:,}")
        self._unit.setText(tr_n("minute", "minutes", minutes))
        summary = tr("Basket: {n} cases, {minutes} minutes").format(n=n, minutes=minutes)
        self.setAccessibleName(summary)

    def _ask_for_plan(self) -> None:
        self.plan_requested.emit(self._basket.ids)

    def _open_popup(self) -> None:
        popup = _BasketPopup(self._basket, self._appearance, self)
        popup.list.open_requested.connect(self.open_requested)
        rows = min(self._basket.rowCount(), 10)
        size = QSize(self._appearance.px(_POPUP_WIDTH), rows * self._appearance.px(_ROW) + 18)
        corner = self.mapToGlobal(QPoint(self.more_button.geometry().right() - size.width(), -size.height() - 4))
        popup.setGeometry(QRect(corner, size))
        popup.show()
        popup.list.setFocus()


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
        return self._appearance.px(_ROW if self._is_vertical else HEIGHT - 4)

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


class _BasketPopup(QFrame):
    """The basket as a list above the strip; closes by Escape or a click elsewhere."""

    def __init__(self, basket: BasketModel, appearance: Appearance, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        set_surface(self, "popup")
        self.list = BasketList(basket, appearance, is_vertical=True, parent=self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.addWidget(self.list)


class _Glyph(QWidget):
    def __init__(self, appearance: Appearance, parent: QWidget) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._role = "ink2"
        self._grow()
        appearance.changed.connect(self._grow)

    def _grow(self) -> None:
        side = self._appearance.px(18)
        self.setFixedSize(side, side)
        self.update()

    def set_role(self, role: str) -> None:
        self._role = role
        self.update()

    @override
    def paintEvent(self, event: QEvent) -> None:  # type: ignore[override]
        painter = QPainter(self)
        paint_glyph(painter, self.rect(), "shopping-bag-open", self._appearance.theme.colour(self._role))
        painter.end()


def _is_removal(event: QKeyEvent) -> bool:
    return event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}


def _minutes_text(entry: BasketEntry) -> str:
    return tr("{n} min").format(n=entry.minutes)
