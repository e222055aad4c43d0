"""The tree of the filter panel: one click or Space on a value, carets and small buttons on headings."""

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QDrag, QDragLeaveEvent, QDragMoveEvent, QDropEvent, QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QTreeView, QWidget
from typing_extensions import override

from casedesk.texts import tr
from casedesk.ui.library.facet_delegate import HeadingButton
from casedesk.ui.library.facet_renaming import RenamingDelegate
from casedesk.ui.models import entry_drag
from casedesk.ui.models.entry_drag import Entry, Where
from casedesk.ui.models.facet_groups import has_own_name
from casedesk.ui.models.facet_row import Branch, FacetGroup, FacetRow, Mark, RowKind
from casedesk.ui.models.facets import FacetModel, FacetRole
from casedesk.ui.theme import Appearance

Index = QModelIndex | QPersistentModelIndex
_EDGE = 0.3
"""The share of a row's height at its top and at its bottom that means "between the rows"."""
_OWN_KEYS = frozenset(
    {
        Qt.Key.Key_Delete,
        Qt.Key.Key_Backspace,
        Qt.Key.Key_F2,
        Qt.Key.Key_Minus,
        Qt.Key.Key_Plus,
        Qt.Key.Key_Equal,
        Qt.Key.Key_Ampersand,
        Qt.Key.Key_Bar,
        Qt.Key.Key_Up,
        Qt.Key.Key_Down,
    }
)


class FacetTree(QTreeView):
    """Shows a FacetModel. What a click means is told by signals; nothing is changed here."""

    row_pressed = Signal(object, object)
    """(FacetGroup, FacetRow): a row was clicked, or Space or Enter pressed on it."""
    mark_pressed = Signal(object, object, object)
    """(FacetGroup, FacetRow, Mark): a key or a click with Alt asked for this very mark."""
    branch_toggled = Signal(object, object)
    """(FacetGroup, FacetRow): the rows below a row shall be shown, or hidden."""
    all_pressed = Signal(object, bool)
    """(FacetGroup, whether all of its values must be there)"""
    entry_moved = Signal(object, object, object)
    """(Entry, the Entry it goes to, Where): a collection or saved filter was dropped beside or into another."""
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
        self._delegate = RenamingDelegate(appearance, self)
        self._pressed_at: QPoint | None = None
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
        self.setDragEnabled(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
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
            self._pressed_at = event.position().toPoint()
            event.accept()
            return
        super().mousePressEvent(event)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        index = self.indexAt(at)
        if event.button() is Qt.MouseButton.LeftButton and index.isValid() and index == self.currentIndex():
            self._release(index, at, is_refusing=event.modifiers() is Qt.KeyboardModifier.AltModifier)
            return
        super().mouseReleaseEvent(event)

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """The second press of a fast pair: its release counts like any other."""
        self.mousePressEvent(event)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        if self._is_drag(event.buttons(), at):
            self._pressed_at = None
            self.startDrag(Qt.DropAction.CopyAction)
            return
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
        # Some keys are shortcuts of the page, such as Delete for "to the trash"; here they mean the row.
        is_own = isinstance(event, QKeyEvent) and event.key() in _OWN_KEYS
        if is_own and event.type() is QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.state() is QAbstractItemView.State.EditingState:
            event.accept()  # Return in the line with the name comes through to here and means the name only
            return
        self._delegate.shows_focus = True
        index = self.currentIndex()
        row, group = (index.data(role) for role in (FacetRole.ROW, FacetRole.GROUP))
        is_alt = event.modifiers() is Qt.KeyboardModifier.AltModifier
        match event.key():
            case Qt.Key.Key_Space | Qt.Key.Key_Return | Qt.Key.Key_Enter if index.isValid():
                self._press(index)
            case Qt.Key.Key_Ampersand | Qt.Key.Key_Bar if isinstance(group, FacetGroup):
                self.all_pressed.emit(group, event.key() == Qt.Key.Key_Ampersand)
            case Qt.Key.Key_Up | Qt.Key.Key_Down if is_alt and isinstance(row, FacetRow):
                self._step_entry(index, group, row, by=-1 if event.key() == Qt.Key.Key_Up else 1)
            case _:
                if not isinstance(row, FacetRow) or not self._answer_on_row(event.key(), index, group, row):
                    super().keyPressEvent(event)

    def _answer_on_row(self, key: int, index: QModelIndex, group: FacetGroup, row: FacetRow) -> bool:
        """Do what a key says to a row; False for keys that say nothing to it."""
        match key:
            case Qt.Key.Key_Minus:
                self.mark_pressed.emit(group, row, Mark.EXCLUDED)
            case Qt.Key.Key_Plus | Qt.Key.Key_Equal:
                self.mark_pressed.emit(group, row, Mark.INCLUDED)
            case Qt.Key.Key_Backspace:
                self.mark_pressed.emit(group, row, Mark.CLEAR)
            case Qt.Key.Key_Delete if has_own_name(group, row):
                self.delete_pressed.emit(group, row)
            case Qt.Key.Key_Delete:
                self.mark_pressed.emit(group, row, Mark.CLEAR)
            case Qt.Key.Key_F2:
                self.edit(index)
            case Qt.Key.Key_Right if row.branch is Branch.CLOSED:
                self.branch_toggled.emit(group, row)
            case Qt.Key.Key_Left if row.branch is Branch.OPEN:
                self.branch_toggled.emit(group, row)
            case Qt.Key.Key_Left:
                self.setCurrentIndex(self._above(index, row))
            case _:
                return False
        return True

    def _above(self, index: QModelIndex, row: FacetRow) -> QModelIndex:
        """The row that a row stands below: of the level above, or the heading."""
        for place in reversed(range(index.row())):
            other = index.sibling(place, 0)
            found = other.data(FacetRole.ROW)
            if isinstance(found, FacetRow) and found.depth < row.depth:
                return other
        return index.parent()

    def _step_entry(self, index: QModelIndex, group: FacetGroup, row: FacetRow, *, by: int) -> None:
        """Move a collection or saved filter past its neighbour of the same level."""
        place = index.row() + by
        while has_own_name(group, row) and 0 <= place < self.model().rowCount(index.parent()):
            found = index.sibling(place, 0).data(FacetRole.ROW)
            if not isinstance(found, FacetRow) or found.depth < row.depth or not has_own_name(group, found):
                return
            if found.depth == row.depth:
                where = Where.BEFORE if by < 0 else Where.AFTER
                self.entry_moved.emit(_entry(group, row), _entry(group, found), where)
                return
            place += by

    @override
    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """The whole row is the target; Qt would keep its edges for dropping between rows."""
        super().dragMoveEvent(event)  # scrolls near the edges
        index = self._target_of(event)
        self._delegate.drop_where = self._where(event, index)
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
            entry = entry_drag.unpack(event.mimeData())
            if entry is not None:
                target = _entry(index.data(FacetRole.GROUP), index.data(FacetRole.ROW))
                self.entry_moved.emit(entry, target, self._where(event, index))
            else:
                self.model().dropMimeData(event.mimeData(), Qt.DropAction.CopyAction, -1, -1, index)
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()

    @override
    def keyboardSearch(self, search: str) -> None:
        """Nothing: letters are shortcuts here."""

    def _target_of(self, event: QDropEvent) -> QModelIndex:
        index = self.indexAt(event.position().toPoint())
        entry = entry_drag.unpack(event.mimeData())
        if entry is not None:
            return index if _takes_entry(index, entry) else QModelIndex()
        is_target = self.model().canDropMimeData(event.mimeData(), Qt.DropAction.CopyAction, -1, -1, index)
        return index if is_target else QModelIndex()

    def _where(self, event: QDropEvent, index: QModelIndex) -> Where:
        """Entries go between rows near their edges, and into them in the middle; cases go into rows."""
        if entry_drag.unpack(event.mimeData()) is None or not index.isValid():
            return Where.INTO
        rect = self.visualRect(index)
        from_top = event.position().y() - rect.top()
        if from_top < rect.height() * _EDGE:
            return Where.BEFORE
        return Where.AFTER if from_top > rect.height() * (1 - _EDGE) else Where.INTO

    def _is_drag(self, buttons: Qt.MouseButton, at: QPoint) -> bool:
        """Whether the mouse has carried a row with a name of its own far enough to mean it."""
        if buttons is not Qt.MouseButton.LeftButton or self._pressed_at is None:
            return False
        is_far = (at - self._pressed_at).manhattanLength() >= QApplication.startDragDistance()
        return is_far and bool(self.currentIndex().flags() & Qt.ItemFlag.ItemIsDragEnabled)

    @override
    def startDrag(self, supportedActions: Qt.DropAction) -> None:
        """Carry the current row, as its name."""
        index = self.currentIndex()
        drag = QDrag(self)
        drag.setMimeData(self.model().mimeData([index]))
        drag.setPixmap(self.grab(self.visualRect(index).translated(self.viewport().pos())))
        drag.exec(supportedActions)

    def _set_drop_row(self, row: QPersistentModelIndex | None) -> None:
        self._delegate.drop_row = row
        self.viewport().update()

    def _release(self, index: QModelIndex, at: QPoint, *, is_refusing: bool) -> None:
        group, row = index.data(FacetRole.GROUP), index.data(FacetRole.ROW)
        rect = self.visualRect(index)
        if button := self._delegate.button_at(index, rect, at):
            self.button_pressed.emit(group, button)
        elif self._delegate.is_on_caret(index, rect, at):
            self.branch_toggled.emit(group, row)
        elif is_refusing and isinstance(row, FacetRow):
            self.mark_pressed.emit(group, row, Mark.EXCLUDED)
        else:
            self._press(index)

    def _press(self, index: QModelIndex) -> None:
        group, row = index.data(FacetRole.GROUP), index.data(FacetRole.ROW)
        if isinstance(row, FacetRow) and row.kind is RowKind.FOLDER:
            self.branch_toggled.emit(group, row)
        elif isinstance(row, FacetRow):
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
        if isinstance(row, FacetRow) and name.strip() and name.strip() != row.full_name:
            self.renamed.emit(index.data(FacetRole.GROUP), row, name.strip())


def _button_tip(button: HeadingButton | None) -> str:
    match button:
        case HeadingButton.FIND:
            return tr("Find a value")
        case HeadingButton.ADD:
            return tr("New")
        case HeadingButton.MATCH:
            return tr("Cases with any of these values, or only those with all of them")
        case None:
            return ""


def _entry(group: FacetGroup, row: FacetRow) -> Entry:
    return Entry(group.key, row.kind, row.value)


def _takes_entry(index: QModelIndex, entry: Entry) -> bool:
    """Whether an entry may go beside or into a row: another of the same group."""
    group, row = index.data(FacetRole.GROUP), index.data(FacetRole.ROW)
    if not isinstance(group, FacetGroup) or not isinstance(row, FacetRow):
        return False
    return group.key == entry.key and has_own_name(group, row) and (row.kind, row.value) != (entry.kind, entry.value)
