"""The menu of one or several cases in the list."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu, QWidget

from casedesk.domain.case import Facet
from casedesk.domain.filters import CaseFilter
from casedesk.texts import tr
from casedesk.ui.actions import Actions
from casedesk.ui.library.library_commands import LibraryCommands
from casedesk.ui.library.tellings_menu import TellingsMenu
from casedesk.ui.page_action import writing


class CaseMenu(QObject):
    """Builds menus for a selection; what belongs to the whole program comes from the table of actions."""

    plan_requested = Signal(object)
    """The ids of the cases that a new plan shall hold."""

    def __init__(
        self, actions: Actions, commands: LibraryCommands, tellings: TellingsMenu, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._tellings = tellings
        self._actions = actions
        self._commands = commands

    def build(self, case_ids: Sequence[int], wanted: CaseFilter, names: Sequence[str], parent: QWidget) -> QMenu:
        """A menu for these cases; `names` are the collections there are."""
        menu = QMenu(parent)
        for action_id in ("case.basket", "case.reviewed", "case.handouts", "case.export", "case.pack"):
            menu.addAction(self._actions.action(action_id))
        menu.addSeparator()
        self._add_collections(menu, case_ids, wanted, names)
        self._add_plans(menu, case_ids)
        menu.addSeparator()
        if len(case_ids) == 1:
            menu.addAction(self._actions.action("case.focus"))
            menu.addAction(self._actions.action("case.rename"))
            menu.addAction(self._actions.action("case.duplicate"))
            others = QMenu(tr("Other tellings"), menu)
            self._tellings.fill(others, case_ids[0])
            if not others.isEmpty():
                menu.addMenu(others)
        else:
            for action_id in ("case.bulk_edit", "edit.change_values", "edit.replace"):
                menu.addAction(self._actions.action(action_id))
            if len(case_ids) == 2:
                menu.addAction(self._actions.action("case.merge"))
        menu.addSeparator()
        menu.addAction(self._actions.action("case.delete"))
        return menu

    def _add_collections(self, menu: QMenu, case_ids: Sequence[int], wanted: CaseFilter, names: Sequence[str]) -> None:
        into = menu.addMenu(tr("Add to a collection"))
        writing(into.menuAction())
        for name in names:
            self._add(into, name, lambda name=name: self._commands.add_to_collection(name, case_ids))
        if names:
            into.addSeparator()
        self._add(into, tr("New collection"), lambda: self._commands.new_collection(case_ids))
        for name in sorted(wanted.condition(Facet.COLLECTION).included - {""}):
            text = tr("Take out of “{name}”").format(name=name)
            self._add(menu, text, lambda name=name: self._commands.remove_from_collection(name, case_ids))

    def _add_plans(self, menu: QMenu, case_ids: Sequence[int]) -> None:
        into = menu.addMenu(tr("Add to a lesson plan"))
        writing(into.menuAction())
        for number, plan in enumerate(self._commands.recent_plans(), start=1):
            entry = tr("{number}  {title}").format(number=number, title=plan.title)
            self._add(into, entry, lambda plan=plan: self._commands.add_to_plan(plan, case_ids))
        if not into.isEmpty():
            into.addSeparator()
        self._add(into, tr("New lesson plan"), lambda: self.plan_requested.emit(tuple(case_ids)))

    @staticmethod
    def _add(menu: QMenu, text: str, call: Callable[[], object]) -> None:
        action = writing(menu.addAction(text.replace("&", "&&")))
        action.triggered.connect(lambda: call())  # noqa: PLW0108 - Qt would hand `checked` to the call itself
