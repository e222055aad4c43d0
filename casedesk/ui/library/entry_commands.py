"""Making, renaming, moving and deleting what stands by name in the filter panel: collections and saved filters."""

from collections.abc import Sequence

from PySide6.QtCore import QObject

from casedesk.domain.case import Facet
from casedesk.domain.library import Collection, SavedFilter
from casedesk.domain.value_steps import is_part_of
from casedesk.texts import tr, tr_n
from casedesk.ui.library import collection_edits
from casedesk.ui.library.filter_chips import filter_chips
from casedesk.ui.library.filter_panel import FilterPanel
from casedesk.ui.library.library_commands import LibraryCommands
from casedesk.ui.library.library_query import LibraryQuery
from casedesk.ui.models.entry_drag import Entry, Where
from casedesk.ui.models.facet_groups import SAVED
from casedesk.ui.models.facet_row import RowKind
from casedesk.ui.session import LibrarySession

_WORDS_IN_NAME = 3


class EntryCommands(QObject):
    """Answers the panel's wishes about its entries; a new entry is named on the spot."""

    def __init__(
        self,
        session: LibrarySession,
        commands: LibraryCommands,
        query: LibraryQuery,
        panel: FilterPanel,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._commands = commands
        self._query = query
        self._panel = panel
        panel.add_requested.connect(self._add)
        panel.renamed.connect(self._rename)
        panel.entry_moved.connect(self._move)
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
        self._show()
        self._panel.begin_rename(key, kind, value)

    def _add(self, key: str) -> None:
        if key == SAVED:
            self.save_filter()
        else:
            self.new_collection()

    def _rename(self, entry: Entry, name: str) -> None:
        old, items = self._name_of(entry), self._items(entry.key)
        others = {item.name for item in items if not is_part_of(item.name, old)}
        new = collection_edits.free_name(name, others)
        if self._session.apply(collection_edits.rename(items, old, new)) and entry.key != SAVED:
            self._query.rename_value(Facet.COLLECTION, old, new)
        self._show()

    def _move(self, entry: Entry, target: Entry, where: Where) -> None:
        """Put an entry, with what stands below it, beside or into another one."""
        old = self._name_of(entry)
        beside = self._name_of(target)
        edit, new = collection_edits.move(self._items(entry.key), old, beside, where)
        if not edit.replacements or not self._session.apply(edit, announce=edit.text if new != old else ""):
            return
        if entry.key != SAVED:
            self._query.rename_value(Facet.COLLECTION, old, new)
        self._show()
        self._panel.show_row(entry.key, entry.kind, new if entry.kind is not RowKind.SAVED else entry.value, new)

    def _delete(self, entry: Entry) -> None:
        name = self._name_of(entry)
        edit = collection_edits.delete(self._items(entry.key), name)
        sentence = _deleted_sentence(entry.key, name, len(edit.replacements))
        if self._session.apply(edit, announce=sentence) and entry.key != SAVED:
            self._query.rename_value(Facet.COLLECTION, name, "")
        self._show()

    def _show_saved(self, filter_id: int) -> None:
        saved = next((item for item in self._query.saved_filters if item.id == filter_id), None)
        if saved is not None:
            self._query.show_saved(saved)

    def _update(self, filter_id: int) -> None:
        self._commands.update_filter(filter_id, self._query.query_text)
        self._show()

    def _show(self) -> None:
        self._panel.show_state(self._query.panel_state())

    def _items(self, key: str) -> Sequence[SavedFilter] | Sequence[Collection]:
        library = self._session.library
        return library.saved_filters.all() if key == SAVED else library.collections.all()

    def _name_of(self, entry: Entry) -> str:
        """The name that an entry stands for, with all its levels."""
        is_saved = entry.kind is RowKind.SAVED
        return self._session.library.saved_filters.get(int(entry.value)).name if is_saved else entry.value


def _deleted_sentence(key: str, name: str, n: int) -> str:
    if n > 1:
        return tr_n("Deleted {n} entry", "Deleted {n} entries", n).format(n=n)
    if key == SAVED:
        return tr("Deleted “{name}”").format(name=name)
    return tr("Deleted “{name}”; its cases stay.").format(name=name)
