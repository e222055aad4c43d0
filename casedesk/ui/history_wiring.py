"""Connects the page of a case's history with the commands and the editor."""

from PySide6.QtCore import QObject

from casedesk.ui.main_window import MainWindow


class HistoryWiring(QObject):
    """The ways in: the menu of the case, the palette and the panel beside the case; and the way back."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._pages = window.pages
        window.actions_table.action("case.history").triggered.connect(self.show_history)
        window.pages.built.connect(self._wire_page)

    def show_history(self) -> None:
        """Show the history of the case that is open."""
        view = self._pages.library.case_view
        view.save_now()
        if view.case_id:
            self._window.show_page("history")
            self._pages.history.show_case(view.case_id)

    def _wire_page(self, name: str) -> None:
        if name == "history":
            history = self._pages.history
            history.back_requested.connect(lambda: self._window.show_page("library"))
            history.case_open_requested.connect(self._window.open_case)
            history.band_changed.connect(self._window.toast.leave_free)
