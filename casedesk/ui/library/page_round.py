"""Going round the panels of the library page by key: search, filter, list, case, basket, and round again."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from casedesk.ui.library.basket_strip import BasketStrip
from casedesk.ui.library.case_pane import CasePane
from casedesk.ui.library.filter_panel import FilterPanel
from casedesk.ui.library.library_columns import LibraryColumns
from casedesk.ui.library.list_column import ListColumn
from casedesk.ui.library.list_header import ListHeader
from casedesk.ui.library.panel_round import Stop, next_stop


class PageRound:
    """Knows which panels can be gone to now, and what brings each into sight."""

    def __init__(
        self,
        columns: LibraryColumns,
        header: ListHeader,
        panel: FilterPanel,
        listed: ListColumn,
        pane: CasePane,
        strip: BasketStrip,
    ) -> None:
        self._columns = columns
        self._header = header
        self._panel = panel
        self._list = listed
        self._pane = pane
        self._strip = strip

    def go_on(self) -> None:
        """Put the focus into the next panel."""
        stop = next_stop(self._stops(), QApplication.focusWidget())
        stop.bring_up()
        stop.target.setFocus(Qt.FocusReason.TabFocusReason)

    def _stops(self) -> list[Stop]:
        to_list, to_case = self._columns.show_list, self._columns.show_case
        shown = self._pane.focus_target
        case = [Stop(self._pane, shown, to_case)] if shown is not None else []
        if self._columns.is_writing and case:
            return case
        filter_panel = [Stop(self._panel, self._panel.tree)] if self._columns.is_panel_shown else []
        basket = [Stop(self._strip, self._strip.focus_target)] if self._strip.has_cases else []
        listed = Stop(self._list.body, self._list.focus_target, to_list)
        return [Stop(self._header, self._header.box, to_list), *filter_panel, listed, *case, *basket]
