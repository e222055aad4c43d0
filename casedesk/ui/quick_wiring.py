"""Connects "Class in ten minutes" with the menu, the palette, the first page and the lesson plans."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from casedesk.domain.lesson import LessonPlan
from casedesk.ui.actions import Actions
from casedesk.ui.pages import Pages
from casedesk.ui.parts import Parts

if TYPE_CHECKING:
    from casedesk.ui.quick.quick_dialog import QuickPlanDialog


class HasParts(Protocol):
    """What is needed of the window."""

    parts: Parts

    def save_now(self) -> None:
        """Write what has been typed."""
        ...


class QuickWiring(QObject):
    """The ways in, and what becomes of the plan."""

    def __init__(
        self,
        pages: Pages,
        actions: Actions,
        window: HasParts,
        *,
        show_page: Callable[[str], None],
        show_handouts: Callable[[int], None],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._pages = pages
        self._window = window
        self._parent = parent
        self._show_page = show_page
        self._show_handouts = show_handouts
        self._dialog: QuickPlanDialog | None = None
        actions.action("plan.quick").triggered.connect(self.ask)
        pages.built.connect(self._wire_page)

    def ask(self) -> None:
        """Ask whom to teach, how long and about what."""
        from casedesk.ui.quick.quick_dialog import QuickPlanDialog

        if self._dialog is not None:
            self._dialog.raise_()
            return
        self._window.save_now()
        dialog = QuickPlanDialog(self._window.parts, self._parent)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.plan_wished.connect(self._make)
        dialog.handouts_wished.connect(self._make_with_handouts)
        dialog.finished.connect(self._forget)
        self._dialog = dialog
        dialog.open()

    def _forget(self) -> None:
        self._dialog = None

    def _make(self, plan: LessonPlan) -> None:
        self._show_page("lessons")
        self._pages.lessons.commands.add_plan(plan)

    def _make_with_handouts(self, plan: LessonPlan) -> None:
        self._make(plan)
        made = self._pages.lessons.plan
        if made is not None:
            self._show_handouts(made.id)

    def _wire_page(self, name: str) -> None:
        if name == "start":
            self._pages.start.quick_requested.connect(self.ask)
