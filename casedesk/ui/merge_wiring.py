"""Connects the page of similar cases with the library, the commands and the import."""

from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from casedesk.texts import tr
from casedesk.ui.actions import Actions
from casedesk.ui.pages import Pages
from casedesk.ui.widgets.toast import Toast

if TYPE_CHECKING:
    from casedesk.ui.library.library_page import LibraryPage
    from casedesk.ui.merge.merge_page import MergePage


class MergeWiring(QObject):
    """The ways in: the menu, the palette, two selected cases, and the cases that a case is like; and the way back."""

    def __init__(
        self,
        pages: Pages,
        actions: Actions,
        *,
        show_page: Callable[[str], None],
        open_case: Callable[[int], None],
        toast: Toast,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._pages = pages
        self._actions = actions
        self._show_page = show_page
        self._open_case = open_case
        self._toast = toast
        actions.action("case.similar").triggered.connect(self.show_groups)
        actions.action("case.merge").triggered.connect(self._compare_selected)
        actions.action("case.merge").setEnabled(False)
        pages.built.connect(self._wire_page)

    def show_groups(self) -> None:
        """Show the groups of similar cases."""
        self._show_page("merge")
        self._pages.merge.show_groups()

    def compare(self, one_id: int, other_id: int) -> None:
        """Lay two cases side by side."""
        self._show_page("merge")
        if not self._pages.merge.compare(one_id, other_id):
            self._toast.say(tr("One of the two cases is no longer in the library."))

    def _wire_page(self, page: QWidget) -> None:
        match type(page).__name__:
            case "MergePage":
                merge = cast("MergePage", page)
                merge.back_requested.connect(lambda: self._show_page("library"))
                merge.case_open_requested.connect(self._open_case)
                merge.band_changed.connect(self._toast.leave_free)
            case "LibraryPage":
                library = cast("LibraryPage", page)
                library.list.selection_changed.connect(self._follow_selection)
                library.case_view.compare_requested.connect(self.compare)
            case _:
                pass

    def _follow_selection(self) -> None:
        self._actions.action("case.merge").setEnabled(self._pages.library.list.selected_count == 2)

    def _compare_selected(self) -> None:
        ids = self._pages.library.list.selected_ids
        if len(ids) == 2:
            self.compare(ids[0], ids[1])
