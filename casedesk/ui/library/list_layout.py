"""How the list of cases looks, remembered: cards or table, row height, columns, and the order of the rows."""

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QWidget

from casedesk.domain.filters import Order
from casedesk.ui.library.case_delegate import Density
from casedesk.ui.library.case_list_view import CaseListView
from casedesk.ui.library.library_columns import LibraryColumns
from casedesk.ui.library.library_query import LibraryQuery
from casedesk.ui.library.list_header import ListHeader
from casedesk.ui.settings import Settings

_DENSITY, _COLUMNS = "library.density", "library.table"


class ListLayout(QObject):
    """Carries the trainer's choices between list, header, query and settings."""

    def __init__(
        self,
        listed: CaseListView,
        header: ListHeader,
        columns: LibraryColumns,
        query: LibraryQuery,
        settings: Settings,
    ) -> None:
        super().__init__(columns)
        self._list = listed
        self._header = header
        self._columns = columns
        self._query = query
        self._settings = settings
        listed.columns.restore(settings.state(_COLUMNS))
        listed.columns.changed.connect(self._keep_columns)
        listed.columns.order_requested.connect(self._sort)
        header.density_chosen.connect(self.set_density)
        header.columns_requested.connect(self._choose_columns)
        query.answered.connect(self._show_order)
        settings.changed.connect(self._follow)
        stored = settings.text(_DENSITY, self._usual)
        self.set_density(Density(stored) if stored in set(Density) else Density.CARD)
        self._show_order()

    def set_density(self, density: Density) -> None:
        """Show the cases as cards or as a table, now and later."""
        self._settings.set_text(_DENSITY, density)
        self._list.set_density(density)
        self._header.show_density(density)
        self._columns.set_table(is_table=density.is_table)

    @property
    def _usual(self) -> Density:
        return Density.COMPACT if self._settings.compact_list else Density.CARD

    def _sort(self, order: Order, is_reversed: bool) -> None:  # a slot
        self._query.set_order(order, is_reversed=is_reversed)
        self._show_order()

    def _show_order(self) -> None:
        self._header.show_order()
        self._list.columns.show_order(self._query.order, is_reversed=self._query.is_reversed)

    def _choose_columns(self) -> None:
        button: QWidget = self._header.density_button
        self._list.columns.show_menu(button.mapToGlobal(QPoint(0, button.height())))

    def _keep_columns(self) -> None:
        self._settings.set_state(_COLUMNS, self._list.columns.state())

    def _follow(self, name: str) -> None:
        if name == "compact_list":
            self.set_density(self._usual)
