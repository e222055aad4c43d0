"""What the filter panel asks for, as changes of the one filter behind box, chips and panel."""

from PySide6.QtCore import QObject

from casedesk.domain.case import Facet
from casedesk.domain.filters import CaseFilter
from casedesk.ui.library.filter_chips import filter_chips
from casedesk.ui.library.filter_panel import FilterPanel
from casedesk.ui.library.library_query import LibraryQuery
from casedesk.ui.library.list_header import ListHeader
from casedesk.ui.library.part_bar import PartBar


class PanelWiring(QObject):
    """Connects panel, chips and part bar with the query, both ways."""

    def __init__(
        self,
        query: LibraryQuery,
        panel: FilterPanel,
        part_bar: PartBar,
        header: ListHeader,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._query = query
        self._panel = panel
        self._part_bar = part_bar
        self._header = header
        header.chips.edit_requested.connect(self._edit_chip)
        header.box.left_backwards.connect(self._edit_last_chip)
        panel.value_pressed.connect(query.cycle)
        panel.value_marked.connect(query.mark)
        panel.all_pressed.connect(self._need_all)
        panel.bounds_chosen.connect(query.set_bounds)
        panel.figures_watched.connect(query.watch)
        panel.clear_requested.connect(query.clear)
        panel.only_value_requested.connect(query.look_only_at)
        panel.only_saved_requested.connect(query.look_only_at_saved)
        part_bar.left.connect(query.leave_part)
        query.filter_changed.connect(self._show_filter)
        query.answered.connect(self._show_counts)
        query.counted.connect(self._show_counts)

    def _need_all(self, facet: Facet, needs_all: bool) -> None:  # a slot
        self._query.need_all(facet, needs_all=needs_all)

    def look_only_at_shown(self) -> None:
        """Take what is shown now for the whole library."""
        if self._query.wanted != CaseFilter(within=self._query.wanted.within):
            self._query.look_only(self._query.wanted)

    def _edit_chip(self, key: str) -> None:
        """Turn a chip into the clause it stands for, at the end of the search box; it is a chip again once finished."""
        chip, box = filter_chips(self._query.wanted)[int(key)], self._header.box
        self._query.set_filter(chip.rest)
        box.setText(" ".join(filter(None, (chip.rest.text, chip.clause))))
        box.setFocus()

    def _edit_last_chip(self) -> None:
        chips = filter_chips(self._query.wanted)
        if chips:
            self._edit_chip(str(len(chips) - 1))

    def _show_filter(self, wanted: CaseFilter) -> None:
        self._part_bar.show_part(wanted)
        self._show_counts()

    def _show_counts(self) -> None:
        self._panel.show_state(self._query.panel_state())
