"""Connects the page of a case's history with the commands and the editor."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from casedesk.ui.actions import Actions
from casedesk.ui.pages import Pages
from casedesk.ui.widgets.toast import Toast


class HistoryWiring(QObject):
    """The ways in: the menu of the case, the palette and the panel beside the case; and the way back."""

    def __init__(
        self,
        pages: Pages,
        actions: Actions,
        toast: Toast,
        *,
        show_page: Callable[[str], None],
        open_case: Callable[[int], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._pages = pages
        self._toast = toast
        self._show_page = show_page
        self._open_case = open_case
        actions.action("case.history").triggered.connect(self.show_history)
        pages.built.connect(self._wire_page)

    def show_history(self) -> None:
        """Show the history of the case that is open."""
        view = self._pages.library.case_view
        view.save_now()
        if view.case_id:
            self._show_page("history")
            self._pages.history.show_case(view.case_id)

    def _wire_page(self, name: str) -> None:
        if name != "history":
            return
        history = self._pages.history
        history.back_requested.connect(lambda: self._show_page("library"))
        history.case_open_requested.connect(self._open)
        history.band_changed.connect(self._toast.leave_free)

    def _open(self, case_id: int) -> None:
        self._show_page("library")
        self._open_case(case_id)
