"""The case list on the screen: a selection that stays with its cases, and keys for what is done most."""

from collections.abc import Iterable

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QItemSelectionRange, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QDrag, QFocusEvent, QKeyEvent, QPixmap
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget
from typing_extensions import override

from casedesk.domain.filters import CaseFilter
from casedesk.texts import tr, tr_n
from casedesk.ui.library.case_cell_delegate import CaseCellDelegate
from casedesk.ui.library.case_delegate import CaseDelegate, Density
from casedesk.ui.library.drag_label import drag_label
from casedesk.ui.library.table_columns import TableColumns
from casedesk.ui.models import case_drag
from casedesk.ui.models.case_list import CaseListModel
from casedesk.ui.theme import Appearance

_SELECT = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
_NO_UPDATE = QItemSelectionModel.SelectionFlag.NoUpdate


class CaseListView(QTableView):
    """Shows a CaseListModel. Current case and selection are known by id and outlive any change of the list.

    Always a table, because its header knows where row 90,000 stands; a QListView lays out every row, which takes a
    quarter of a second at 100,000 cases. As cards it shows the first column over its whole width.
    """

    current_changed = Signal(int)
    """The id of the case to show; 0 for none."""
    selection_changed = Signal()
    open_requested = Signal(int)
    focus_requested = Signal(int)
    """A double click: the case shall be written in focus."""
    menu_requested = Signal(QPoint)
    """Where, on the screen."""
    plan_key_pressed = Signal(int)
    """A number key, 1…9."""
    tellings_requested = Signal(int, QPoint)
    """The id of a case of which the other tellings shall be shown, and where on the screen."""
    left_at_top = Signal()
    """The arrow key went up from the first row."""

    def __init__(self, model: CaseListModel, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._told = 0
        self._is_restoring = False
        self._cards = CaseDelegate(appearance, self)
        self._cells = CaseCellDelegate(appearance, self)
        self._delegate = self._cards
        self._appearance = appearance
        self.setModel(model)
        self.setItemDelegate(self._delegate)
        for delegate in (self._cards, self._cells):
            delegate.tellings_clicked.connect(self.tellings_requested)
        self.columns = TableColumns(self, appearance)
        self._set_up_rows()
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setDragEnabled(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setAccessibleName(tr("Cases"))
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.customContextMenuRequested.connect(self._ask_for_menu)
        self.doubleClicked.connect(self._open)
        self.selectionModel().currentChanged.connect(self._tell_current)
        self.selectionModel().selectionChanged.connect(self._tell_selection)
        appearance.changed.connect(self.refresh_layout)
        self.refresh_layout()

    @property
    def density(self) -> Density:
        """How much a row shows."""
        return self._delegate.density

    def set_density(self, density: Density) -> None:
        """Show more or less in a row, or a table; the current row stays in sight."""
        self._delegate = self._cells if density.is_table else self._cards
        self._delegate.density = density
        self.setItemDelegate(self._delegate)
        self.columns.show_table(is_table=density.is_table)
        self.refresh_layout()

    def refresh_layout(self) -> None:
        """Lay the rows out anew after a change of fonts or density."""
        self.verticalHeader().setDefaultSectionSize(self._delegate.row_height)
        self.verticalScrollBar().setSingleStep(self._delegate.row_height // 2)
        self.viewport().update()
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())

    def set_column_focus(self, has_focus: bool) -> None:
        """Paint the selection brighter while the search box or the list has the focus."""
        if self._delegate.has_focus != has_focus:
            self._cards.has_focus = self._cells.has_focus = has_focus
            self.viewport().update()

    @property
    def current_id(self) -> int:
        """The id of the current case; 0 for none."""
        index = self.currentIndex()
        return self._model.id_at(index.row()) if index.isValid() else 0

    @property
    def selected_ids(self) -> tuple[int, ...]:
        """The ids of the selected cases, in the order of the list."""
        ids = self._model.ids
        return tuple(id_ for first, last in self._selected_runs() for id_ in ids[first : last + 1])

    @property
    def selected_count(self) -> int:
        """How many cases are selected."""
        return sum(last - first + 1 for first, last in self._selected_runs())

    def show_cases(self, ids: tuple[int, ...], wanted: CaseFilter, *, prefer_first: bool = False) -> None:
        """Show these cases. Selection, current case and the place on the screen stay where they can.

        When the current case is gone, the row that took its place becomes the current one. `prefer_first` goes to
        the first row unless the current case is still there.
        """
        if ids == self._model.ids:
            self._model.show(ids, wanted)
            return
        current, row, selected = self.current_id, self.currentIndex().row(), self.selected_ids
        offset = self.visualRect(self.currentIndex()).top() if current else 0
        was_visible = 0 <= offset < self.viewport().height()
        self._is_restoring = True
        self._model.show(ids, wanted)
        found = self._model.row_of(current) if current else None
        if found is None and ids:
            found = 0 if prefer_first or row < 0 else min(row, len(ids) - 1)
            selected = ()
        if found is not None:
            self._restore(found, selected)
            self._scroll_back(found, offset if current and was_visible else None)
        self._is_restoring = False
        self._tell_current()
        self.selection_changed.emit()

    def select_case(self, case_id: int) -> bool:
        """Make a case the current and only selected one; False when it is not in the list."""
        row = self._model.row_of(case_id)
        if row is None:
            return False
        self._select_only(row)
        return True

    def rename_current(self) -> None:
        """Type another title for the current case, in its row."""
        if self.current_id:
            self.edit(self._model.index(self.currentIndex().row(), 0))

    def step(self, by: int) -> None:
        """Go to another row; the ends hold."""
        row = min(max(self.currentIndex().row() + by, 0), self._model.rowCount() - 1)
        if row >= 0:
            self._select_only(row)

    @override
    def moveCursor(self, cursorAction: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Home and End go to the first and the last case; in a table they would stay in the row."""
        match cursorAction:
            case QAbstractItemView.CursorAction.MoveHome:
                return self._model.index(0, 0)
            case QAbstractItemView.CursorAction.MoveEnd:
                return self._model.index(self._model.rowCount() - 1, 0)
            case _:
                return super().moveCursor(cursorAction, modifiers)

    @override
    def keyboardSearch(self, search: str) -> None:
        """Nothing: letters are shortcuts here, and the default would load every row of the library."""

    @override
    def startDrag(self, supportedActions: Qt.DropAction) -> None:
        """Carry a small label; pictures of whole rows would hide the places to drop them on."""
        drag = QDrag(self)
        drag.setMimeData(case_drag.pack(self.selected_ids))  # the indexes would be one for each cell of the table
        drag.setPixmap(self._drag_label())
        drag.setHotSpot(QPoint(-12, -8))
        drag.exec(supportedActions, Qt.DropAction.CopyAction)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() in {Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier}
        key = event.key()
        if plain and key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.current_id:
            self.open_requested.emit(self.current_id)
        elif plain and Qt.Key.Key_1 <= key <= Qt.Key.Key_9:
            self.plan_key_pressed.emit(int(key) - int(Qt.Key.Key_0))
        elif plain and key == Qt.Key.Key_Up and self.currentIndex().row() <= 0:
            self.left_at_top.emit()
        else:
            super().keyPressEvent(event)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self._model.rowCount():
            self.setCurrentIndex(self._model.index(0, 0))

    def _set_up_rows(self) -> None:
        down = self.verticalHeader()
        down.hide()
        down.setMinimumSectionSize(1)
        down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def _drag_label(self) -> QPixmap:
        summary, n = self._model.summary(self.current_id), self.selected_count
        words = summary.title if summary and n == 1 else tr_n("{n} case", "{n} cases", n).format(n=n)
        return drag_label(words, self._appearance, self.devicePixelRatioF())

    def _selected_runs(self) -> list[tuple[int, int]]:
        """The selected rows as runs from first to last; ranges of single columns, which Qt makes once columns have
        been moved, fall together.
        """
        runs: list[tuple[int, int]] = []
        for first, last in sorted((part.top(), part.bottom()) for part in self.selectionModel().selection().toList()):
            if runs and first <= runs[-1][1] + 1:
                runs[-1] = (runs[-1][0], max(last, runs[-1][1]))
            else:
                runs.append((first, last))
        return runs

    def _select_only(self, row: int) -> None:
        """Unlike `setCurrentIndex`, which adds to the selection while Ctrl is held, as it is in a shortcut."""
        self.selectionModel().setCurrentIndex(self._model.index(row, 0), _SELECT)

    def _restore(self, row: int, selected: Iterable[int]) -> None:
        rows = sorted(found for id_ in selected if (found := self._model.row_of(id_)) is not None)
        if len(rows) <= 1:
            self.selectionModel().setCurrentIndex(self._model.index(row, 0), _SELECT)
            return
        self.selectionModel().select(_selection_of(self._model, rows), _SELECT)
        self.selectionModel().setCurrentIndex(self._model.index(row, 0), _NO_UPDATE)

    def _scroll_back(self, row: int, offset: int | None) -> None:
        self.executeDelayedItemsLayout()
        if offset is None:
            self.scrollTo(self._model.index(row, 0))
        else:
            self.verticalScrollBar().setValue(row * self._delegate.row_height - offset)

    def _tell_current(self) -> None:
        if not self._is_restoring and self.current_id != self._told:
            self._told = self.current_id
            self.current_changed.emit(self._told)

    def _tell_selection(self) -> None:
        if not self._is_restoring:
            self.selection_changed.emit()

    def _open(self, index: QModelIndex) -> None:
        self.focus_requested.emit(self._model.id_at(index.row()))

    def _ask_for_menu(self, at: QPoint) -> None:
        if self.indexAt(at).isValid():
            self.menu_requested.emit(self.viewport().mapToGlobal(at))


def _selection_of(model: CaseListModel, rows: list[int]) -> QItemSelection:
    """A selection of runs of rows, which stays small when everything is selected."""
    selection, last_column = QItemSelection(), model.columnCount() - 1
    first = last = rows[0]
    for row in [*rows[1:], -1]:
        if row == last + 1:
            last = row
            continue
        selection.append(QItemSelectionRange(model.index(first, 0), model.index(last, last_column)))
        first = last = row
    return selection
