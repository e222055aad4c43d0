"""Connects lesson plans and handouts with the cases they are made of."""

from PySide6.QtCore import QObject

from casedesk.ui.main_window import MainWindow


class PlanWiring(QObject):
    """The ways from cases to plans, from both to handouts, and back."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._pages = window.pages
        window.palette_box.plan_chosen.connect(window.open_plan)
        window.pages.built.connect(self._wire_page)

    def plan_from_cases(self, case_ids: tuple[int, ...]) -> None:
        """Make a plan around cases and show it."""
        self._window.show_page("lessons")
        self._pages.lessons.commands.new_plan_from_cases(case_ids)

    def show_handouts(self, plan_id: int) -> None:
        """Show what can be printed for a plan."""
        self._window.save_now()
        self._pages.handouts.show_plan(plan_id)
        self._window.show_page("handouts")

    def show_case_handouts(self, case_ids: tuple[int, ...]) -> None:
        """Show what can be printed of cases without a plan."""
        if case_ids:
            self._window.save_now()
            self._pages.handouts.show_cases(case_ids)
            self._window.show_page("handouts")

    def _wire_page(self, name: str) -> None:
        match name:
            case "library":
                library = self._pages.library
                library.plan_requested.connect(self.plan_from_cases)
                library.handouts_requested.connect(self.show_case_handouts)
            case "lessons":
                lessons = self._pages.lessons
                lessons.case_open_requested.connect(self._window.open_case)
                lessons.handout_requested.connect(self.show_handouts)
                lessons.said.connect(self._window.toast.say)
            case "handouts":
                self._pages.handouts.back_requested.connect(self._leave_handouts)
            case _:
                pass

    def _leave_handouts(self) -> None:
        """Go back to where the handouts were asked for."""
        self._window.show_page("lessons" if self._pages.handouts.is_of_plan else "library")
