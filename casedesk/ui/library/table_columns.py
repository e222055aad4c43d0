"""The header of the case table: which columns there are, where, how wide, and by which the cases are sorted."""

from PySide6.QtCore import QByteArray, QItemSelectionModel, QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QTableView

from casedesk.domain.filters import Order
from casedesk.texts import tr
from casedesk.ui.models.case_columns import COLUMNS, Column, column_of
from casedesk.ui.theme import Appearance

_HEIGHT, _INDENT, _PAD = 32, 28, 8
_NEWEST_FIRST = frozenset({Order.MODIFIED, Order.CREATED, Order.USED})


class TableColumns(QObject):
    """Looks after the header of a view. As cards, the first column fills the view and the header is hidden."""

    order_requested = Signal(object, bool)
    """(Order, whether it shall be turned round)"""
    changed = Signal()
    """Columns were chosen, moved or made wider."""

    def __init__(self, view: QTableView, appearance: Appearance) -> None:
        super().__init__(view)
        self._view = view
        self._appearance = appearance
        self._is_table = True
        self._is_arranging = False
        self._state = QByteArray()
        self._order, self._is_reversed = Order.MODIFIED, False
        header = self._header = view.horizontalHeader()
        header.setSectionsMovable(True)
        header.setFirstSectionMovable(False)
        header.setHighlightSections(False)
        # Its own, always empty: the header would ask every row of the library whether it is selected in each column.
        header.setSelectionModel(QItemSelectionModel(view.model(), self))
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.setAccessibleName(tr("Columns"))
        header.customContextMenuRequested.connect(self._show_menu_at)
        header.sectionClicked.connect(self._sort_by)
        header.sectionMoved.connect(self._tell)
        header.sectionResized.connect(self._tell)
        appearance.changed.connect(self._take_fonts)
        self._take_fonts()
        self._take_usual()
        self.show_table(is_table=False)

    def show_table(self, *, is_table: bool) -> None:
        """Show the columns of the table, or the first one as wide as the view."""
        if is_table == self._is_table:
            return
        if not is_table:
            self._state = self._header.saveState()
        self._is_table = is_table
        header = self._header
        self._is_arranging = True  # what follows is not the trainer's choice
        header.setStretchLastSection(not is_table)
        header.setMinimumSectionSize(self._appearance.px(40) if is_table else 1)
        if is_table:
            self._restore()
        else:
            for column in COLUMNS:
                header.setSectionHidden(column, column is not Column.TITLE)
        self._is_arranging = False
        header.setVisible(is_table)
        header.setSectionsClickable(is_table)
        bar = Qt.ScrollBarPolicy.ScrollBarAsNeeded if is_table else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self._view.setHorizontalScrollBarPolicy(bar)
        self._view.horizontalScrollBar().setValue(0)
        self._show_indicator()

    def state(self) -> QByteArray:
        """Columns, places and widths, to be remembered."""
        return self._header.saveState() if self._is_table else self._state

    def restore(self, state: QByteArray) -> None:
        """Take columns, places and widths from an earlier time."""
        if state.isEmpty():
            return
        self._state = state
        if self._is_table:
            self._restore()

    def show_order(self, order: Order, *, is_reversed: bool) -> None:
        """Show by which column the cases are sorted."""
        self._order, self._is_reversed = order, is_reversed
        self._show_indicator()

    def set_shown(self, column: Column, *, is_shown: bool) -> None:
        """Show a column, or leave it out; the title always stands."""
        if column is Column.TITLE:
            return
        self._header.setSectionHidden(column, not is_shown)
        self._tell()

    def is_shown(self, column: Column) -> bool:
        """Whether a column stands in the table."""
        return not self._header.isSectionHidden(column)

    def show_menu(self, where: QPoint) -> None:
        """Let the trainer choose columns, at a place on the screen."""
        menu = QMenu(self._view)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for column, spec in COLUMNS.items():
            choice = menu.addAction(spec.title)
            choice.setCheckable(True)
            choice.setChecked(self.is_shown(column))
            choice.setEnabled(column is not Column.TITLE)
            choice.triggered.connect(lambda on=False, column=column: self.set_shown(column, is_shown=on))
        menu.addSeparator()
        menu.addAction(tr("Fit widths to the words")).triggered.connect(self.fit)
        menu.addAction(tr("Usual columns")).triggered.connect(self.reset)
        menu.popup(where)

    def fit(self) -> None:
        """Make every column as wide as the words that are in sight."""
        self._view.resizeColumnsToContents()
        widest = self._appearance.px(480)
        for column in COLUMNS:
            if self.is_shown(column) and self._header.sectionSize(column) > widest:
                self._header.resizeSection(column, widest)
        self._tell()

    def reset(self) -> None:
        """Go back to the columns, places and widths of the first day."""
        self._take_usual()
        self._tell()

    def _restore(self) -> None:
        if self._state.isEmpty() or not self._header.restoreState(self._state):
            self._take_usual()
        self._header.setStretchLastSection(False)
        self._header.setSectionHidden(Column.TITLE, False)

    def _take_usual(self) -> None:
        header = self._header
        for column, spec in COLUMNS.items():
            header.moveSection(header.visualIndex(column), column)
            header.setSectionHidden(column, not spec.is_usual)
            header.resizeSection(column, self._appearance.px(spec.width))

    def _show_indicator(self) -> None:
        column = column_of(self._order)
        self._header.setSortIndicatorShown(column is not None)
        if column is None:
            return
        is_descending = self._order in _NEWEST_FIRST
        if self._is_reversed:
            is_descending = not is_descending
        direction = Qt.SortOrder.DescendingOrder if is_descending else Qt.SortOrder.AscendingOrder
        self._header.setSortIndicator(column, direction)

    def _sort_by(self, section: int) -> None:
        order = COLUMNS[Column(section)].order
        is_again = order is self._order
        self.order_requested.emit(order, is_again and not self._is_reversed)

    def _show_menu_at(self, at: QPoint) -> None:
        self.show_menu(self._header.mapToGlobal(at))

    def _tell(self) -> None:
        if self._is_table and not self._is_arranging:
            self.changed.emit()

    def _take_fonts(self) -> None:
        size, indent = self._appearance.font("meta").pixelSize(), self._appearance.px(_INDENT)
        self._header.setStyleSheet(
            f"QHeaderView::section {{ font-size: {size}px; padding: 0 {self._appearance.px(_PAD)}px; }}"
            f"QHeaderView::section:first {{ padding-left: {indent}px; }}"  # over the titles, not over their lights
        )
        self._header.setFixedHeight(self._appearance.px(_HEIGHT))
