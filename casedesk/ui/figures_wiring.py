"""Connects the page of figures with the commands, and with the cases and plans behind a figure."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from casedesk.domain.filters import CaseFilter
from casedesk.ui.actions import Actions
from casedesk.ui.pages import Pages


class FiguresWiring(QObject):
    """The way to the page, and the ways on from it."""

    def __init__(
        self,
        pages: Pages,
        actions: Actions,
        *,
        show_page: Callable[[str], None],
        open_case: Callable[[int], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._pages = pages
        self._show_page = show_page
        self._open_case = open_case
        actions.action("plan.figures").triggered.connect(self._show)
        pages.built.connect(self._wire_page)

    def _show(self) -> None:
        self._show_page("figures")

    def _wire_page(self, name: str) -> None:
        if name == "figures":
            figures = self._pages.figures
            figures.back_requested.connect(lambda: self._show_page("lessons"))
            figures.case_open_requested.connect(self._open_case)
            figures.plan_open_requested.connect(self._open_plan)
            figures.filter_requested.connect(self._show_cases)

    def _open_plan(self, plan_id: int) -> None:
        self._show_page("lessons")
        self._pages.lessons.open_plan(plan_id)

    def _show_cases(self, wanted: CaseFilter) -> None:
        self._show_page("library")
        self._pages.library.show_filter(wanted)
