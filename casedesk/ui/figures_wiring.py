"""Connects the page of figures with the commands, and with the cases and plans behind a figure."""

from PySide6.QtCore import QObject

from casedesk.ui.main_window import MainWindow


class FiguresWiring(QObject):
    """The way to the page, and the ways on from it."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        window.actions_table.action("plan.figures").triggered.connect(self._show)
        window.pages.built.connect(self._wire_page)

    def _show(self) -> None:
        self._window.show_page("figures")

    def _wire_page(self, name: str) -> None:
        if name == "figures":
            figures = self._window.pages.figures
            figures.back_requested.connect(lambda: self._window.show_page("lessons"))
            figures.case_open_requested.connect(self._window.open_case)
            figures.plan_open_requested.connect(self._window.open_plan)
            figures.filter_requested.connect(self._window.show_filter)
