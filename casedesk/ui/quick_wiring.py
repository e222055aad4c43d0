"""Connects "Class in ten minutes" with the menu, the palette, the first page and the lesson plans."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from casedesk.domain.lesson import LessonPlan
from casedesk.ui.main_window import MainWindow

if TYPE_CHECKING:
    from casedesk.ui.quick.quick_dialog import QuickPlanDialog


class QuickWiring(QObject):
    """The ways in, and what becomes of the plan."""

    def __init__(self, window: MainWindow, *, show_handouts: Callable[[int], None]) -> None:
        super().__init__(window)
        self._window = window
        self._pages = window.pages
        self._show_handouts = show_handouts
        self._dialog: QuickPlanDialog | None = None
        window.actions_table.action("plan.quick").triggered.connect(self.ask)
        window.pages.built.connect(self._wire_page)

    def ask(self) -> None:
        """Ask whom to teach, how long and about what."""
        from casedesk.ui.quick.quick_dialog import QuickPlanDialog

        if self._dialog is not None:
            self._dialog.raise_()
            return
        self._window.save_now()
        dialog = QuickPlanDialog(self._window.parts, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.plan_wished.connect(self._make)
        dialog.handouts_wished.connect(self._make_with_handouts)
        dialog.finished.connect(self._forget)
        self._dialog = dialog
        dialog.open()

    def _forget(self) -> None:
        self._dialog = None

    def _make(self, plan: LessonPlan) -> None:
        self._window.show_page("lessons")
        self._pages.lessons.commands.add_plan(plan)

    def _make_with_handouts(self, plan: LessonPlan) -> None:
        self._make(plan)
        made = self._pages.lessons.plan
        if made is not None:
            self._show_handouts(made.id)

    def _wire_page(self, name: str) -> None:
        if name == "start":
            self._pages.start.quick_requested.connect(self.ask)
