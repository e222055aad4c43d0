"""Making, renaming and deleting what stands by name in the filter panel: collections and saved filters."""

from collections.abc import Sequence

from PySide6.QtCore import QObject

from casedesk.domain.case import Facet
from casedesk.texts import tr
from casedesk.ui.library.filter_chips import filter_chips
from casedesk.ui.library.filter_panel import FilterPanel
from casedesk.ui.library.library_commands import LibraryCommands
from casedesk.ui.library.library_query import LibraryQuery
from casedesk.ui.models.facet_groups import SAVED, RowKind

_WORDS_IN_NAME = 3


class EntryCommands(QObject):
    """Answers the panel's wishes about its entries; a new entry is named on the spot."""

    def __init__(
        self, commands: LibraryCommands, query: LibraryQuery, panel: FilterPanel, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._commands = commands
        self._query = query
        self._panel = panel
        panel.add_requested.connect(self._add)
        panel.renamed.connect(self._rename)
        panel.delete_requested.connect(self._delete)
        panel.saved_pressed.connect(self._show_saved)
        panel.update_requested.connect(self._update)

    def new_collection(self, case_ids: Sequence[int] = ()) -> None:
        """Make a collection and let the trainer type its name."""
        name = self._commands.new_collection(case_ids)
        if name:
            self._begin_rename(Facet.COLLECTION, RowKind.VALUE, name)

    def save_filter(self) -> None:
        """Save what is shown and let the trainer type its name."""
        wanted = self._query.wanted
        words = [wanted.text] if wanted.text else []
        words += [chip.text for chip in filter_chips(wanted)]
        name = tr(", ").join(words[:_WORDS_IN_NAME]) or tr("All cases")
        filter_id = self._commands.save_filter(name, self._query.query_text)
        if filter_id:
            self._begin_rename(SAVED, RowKind.SAVED, str(filter_id))

    def _begin_rename(self, key: str, kind: RowKind, value: str) -> None:
        self._panel.show_state(self._query.panel_state())
        self._panel.begin_rename(key, kind, value)

    def _add(self, key: str) -> None:
        if key == SAVED:
            self.save_filter()
        else:
            self.new_collection()

    def _rename(self, key: str, value: str, name: str) -> None:
        if key == SAVED:
            self._commands.rename_filter(int(value), name)
        else:
            new = self._commands.rename_collection(value, name)
            self._query.rename_value(Facet.COLLECTION, value, new)
        self._panel.show_state(self._query.panel_state())

    def _delete(self, key: str, value: str) -> None:
        if key == SAVED:
            self._commands.delete_filter(int(value))
        elif self._commands.delete_collection(value):
            self._query.rename_value(Facet.COLLECTION, value, "")
        self._panel.show_state(self._query.panel_state())

    def _show_saved(self, filter_id: int) -> None:
        saved = next((item for item in self._query.saved_filters if item.id == filter_id), None)
        if saved is not None:
            self._query.show_saved(saved)

    def _update(self, filter_id: int) -> None:
        self._commands.update_filter(filter_id, self._query.query_text)
        self._panel.show_state(self._query.panel_state())
