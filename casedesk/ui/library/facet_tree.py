"""The tree of the filter panel: one click or Space on a value, carets and small buttons on headings."""

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QPersistentModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QDragLeaveEvent, QDragMoveEvent, QDropEvent, QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QStyleOptionViewItem, QTreeView, QWidget
from typing_extensions import override

from casedesk.texts import tr
from casedesk.ui.library.facet_delegate import FacetDelegate, HeadingButton
from casedesk.ui.models.facet_groups import FacetGroup, FacetRow
from casedesk.ui.models.facets import FacetModel, FacetRole
from casedesk.ui.theme import Appearance

Index = QModelIndex | QPersistentModelIndex


class FacetTree(QTreeView):
    """Shows a FacetModel. What a click means is told by signals; nothing is changed here."""

    row_pressed = Signal(object, object)
    """(FacetGroup, FacetRow): a row was clicked, or Space or Enter pressed on it."""
    button_pressed = Signal(object, object)
    """(FacetGroup, HeadingButton)"""
    menu_requested = Signal(object, object, QPoint)
    """(FacetGroup, FacetRow or None, where on the screen)"""
    delete_pressed = Signal(object, object)
    """(FacetGroup, FacetRow): Delete was pressed on a row."""
    renamed = Signal(object, object, str)
    """(FacetGroup, FacetRow, the new name)"""

    def __init__(self, model: FacetModel, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._delegate = _RenamingDelegate(appearance, self)
        self.setModel(model)
        self.setItemDelegate(self._delegate)
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setIndentation(0)
        self.setMouseTracking(True)
        self.setExpandsOnDoubleClick(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setFrameShape(QTreeView.Shape.NoFrame)
        self.setAcceptDrops(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DropOnly)
        self.setDropIndicatorShown(False)
        self.setAutoExpandDelay(600)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setAccessibleName(tr("Filter"))
        self.customContextMenuRequested.connect(self._ask_for_menu)
        self._delegate.renamed.connect(self._tell_renamed)
        for signal in (appearance.changed, self.expanded, self.collapsed):
            signal.connect(self.scheduleDelayedItemsLayout)

    def edit_name(self, index: QModelIndex) -> None:
        """Let the user type another name for a collection or a saved filter."""
        self.scrollTo(index)
        self.setCurrentIndex(index)
        self.edit(index)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Keep Qt from toggling by itself; the release decides."""
        self._delegate.shows_focus = False
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.button() is Qt.MouseButton.LeftButton:
            self.setCurrentIndex(index)
            event.accept()
            return
        super().mousePressEvent(event)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        index = self.indexAt(at)
        if event.button() is Qt.MouseButton.LeftButton and index.isValid() and index == self.currentIndex():
            button = self._delegate.button_at(index, self.visualRect(index), at)
            if button is None:
                self._press(index)
            else:
                self.button_pressed.emit(index.data(FacetRole.GROUP), button)
            return
        super().mouseReleaseEvent(event)

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """The second press of a fast pair: its release counts like any other."""
        self.mousePressEvent(event)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        index = self.indexAt(at)
        button = self._delegate.button_at(index, self.visualRect(index), at) if index.isValid() else None
        hovered = (index.row(), button) if button else None
        if hovered != self._delegate.hovered_button:
            self._delegate.hovered_button = hovered
            self.viewport().update()
            self.viewport().setToolTip(_button_tip(button))
        super().mouseMoveEvent(event)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        self._delegate.shows_focus = event.reason() is not Qt.FocusReason.MouseFocusReason
        super().focusInEvent(event)

    @override
    def event(self, event: QEvent) -> bool:
        # Delete is the page's shortcut for "to the trash"; here it means the collection, or nothing.
        is_delete = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Delete
        if is_delete and event.type() is QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._delegate.shows_focus = True
        index = self.currentIndex()
        row = index.data(FacetRole.ROW) if index.isValid() else None
        match event.key():
            case Qt.Key.Key_Space | Qt.Key.Key_Return | Qt.Key.Key_Enter if index.isValid():
                self._press(index)
            case Qt.Key.Key_Delete:
                if isinstance(row, FacetRow):
                    self.delete_pressed.emit(index.data(FacetRole.GROUP), row)
            case Qt.Key.Key_F2 if isinstance(row, FacetRow):
                self.edit(index)
            case Qt.Key.Key_Left if isinstance(row, FacetRow):
                self.setCurrentIndex(index.parent())
            case _:
                super().keyPressEvent(event)

    @override
    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """The whole row is the target; Qt would keep its edges for dropping between rows."""
        super().dragMoveEvent(event)  # scrolls near the edges
        index = self._target_of(event)
        self._set_drop_row(QPersistentModelIndex(index) if index.isValid() else None)
        if index.isValid():
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
        else:
            event.ignore()

    @override
    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        super().dragLeaveEvent(event)
        self._set_drop_row(None)

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        index = self._target_of(event)
        self.setState(QAbstractItemView.State.NoState)
        self._set_drop_row(None)
        if index.isValid():
            self.model().dropMimeData(event.mimeData(), Qt.DropAction.CopyAction, -1, -1, index)
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()

    @override
    def keyboardSearch(self, search: str) -> None:
        """Nothing: letters are shortcuts here."""

    def _target_of(self, event: QDropEvent) -> QModelIndex:
        index = self.indexAt(event.position().toPoint())
        is_target = self.model().canDropMimeData(event.mimeData(), Qt.DropAction.CopyAction, -1, -1, index)
        return index if is_target else QModelIndex()

    def _set_drop_row(self, row: QPersistentModelIndex | None) -> None:
        self._delegate.drop_row = row
        self.viewport().update()

    def _press(self, index: QModelIndex) -> None:
        group, row = index.data(FacetRole.GROUP), index.data(FacetRole.ROW)
        if isinstance(row, FacetRow):
            self.row_pressed.emit(group, row)
        elif isinstance(group, FacetGroup):
            self.setExpanded(index, not self.isExpanded(index))

    def _ask_for_menu(self, at: QPoint) -> None:
        index = self.indexAt(at)
        if index.isValid():
            where = self.viewport().mapToGlobal(at)
            self.menu_requested.emit(index.data(FacetRole.GROUP), index.data(FacetRole.ROW), where)

    def _tell_renamed(self, index: QModelIndex, name: str) -> None:
        row = index.data(FacetRole.ROW)
        if isinstance(row, FacetRow) and name.strip() and name.strip() != row.label:
            self.renamed.emit(index.data(FacetRole.GROUP), row, name.strip())


class _RenamingDelegate(FacetDelegate):
    """Adds a line in which names of collections and saved filters are typed."""

    renamed = Signal(QModelIndex, str)

    @override
    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = QLineEdit(parent)
        editor.setAccessibleName(tr("Name"))
        return editor

    @override
    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, QLineEdit):
            editor.setText(str(index.data()))
            editor.selectAll()

    @override
    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, QLineEdit):
            self.renamed.emit(index, editor.text())

    @override
    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        editor.setGeometry(option.rect.adjusted(self._px(30), -2, -self._px(8), 2))  # type: ignore[attr-defined]


def _button_tip(button: HeadingButton | None) -> str:
    match button:
        case HeadingButton.FIND:
            return tr("Find a value")
        case HeadingButton.ADD:
            return tr("New")
        case None:
            return ""
