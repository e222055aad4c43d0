"""What is known about the case that is shown, beside its words: told below it and in the inspector, kept up to date."""

from dataclasses import replace

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QWidget

from casedesk.domain.case import Case
from casedesk.domain.changes import Changes
from casedesk.domain.families import Family, MergeRecord
from casedesk.domain.library import UseRecord
from casedesk.ui.actions import Actions
from casedesk.ui.editor.case_editing import CaseEditing
from casedesk.ui.editor.case_facts import CaseFacts, facts_of, versions_of
from casedesk.ui.editor.case_family import FamilyCommands, family_menu
from casedesk.ui.editor.case_footer import CaseFooter
from casedesk.ui.editor.chosen_parts import ChosenParts
from casedesk.ui.editor.side_panels import SidePanels
from casedesk.ui.editor.uses_box import UseCommands
from casedesk.ui.session import LibrarySession
from casedesk.ui.settings import Settings


class ShownFacts(QObject):
    """Reads the facts of a case and shows them; carries out what is wished about its family and its uses."""

    def __init__(
        self,
        *,
        session: LibrarySession,
        actions: Actions,
        settings: Settings,
        editing: CaseEditing,
        footer: CaseFooter,
        panels: SidePanels,
        chosen_parts: ChosenParts,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._settings = settings
        self._editing = editing
        self._footer = footer
        self._panels = panels
        self._inspector = panels.inspector
        self._chosen_parts = chosen_parts
        self._view = parent
        self._facts = CaseFacts()
        self._uses = UseCommands(session, self._inspector.uses, self)
        self._family = FamilyCommands(session, actions, self)
        box = self._inspector.family
        box.best_requested.connect(self._family.make_best)
        box.leave_requested.connect(self._family.leave)
        box.apart_requested.connect(self._family.take_apart)
        footer.family_requested.connect(self._show_family)
        session.changed.connect(self._follow)

    def read(self, case: Case) -> None:
        """Read all facts of a case, and show them."""
        self._facts = facts_of(case, self._session.library)
        self.show(case)

    def read_versions(self, case: Case) -> None:
        """Read what writing a case has changed, and show it."""
        self._facts = replace(self._facts, versions=versions_of(case.id, self._session.library))
        self.show(case)

    def show(self, case: Case) -> None:
        """Show a case with the facts that are known."""
        self._footer.show_facts(case, self._facts)
        self._family.follow(self._facts)
        self._panels.follow(self._facts)
        pace = self._settings.characters_a_minute
        self._inspector.show_case(case, self._facts, self._chosen_parts, characters_a_minute=pace)

    def _follow(self, changes: Changes, _initiator: object) -> None:
        if self._editing.is_open and any(changes.ids(kind) for kind in (UseRecord, Family, MergeRecord)):
            self.read(self._editing.case)

    def _show_family(self) -> None:
        menu = family_menu(self._editing.case.id, self._facts, self._inspector.family, self._view)
        button = self._footer.family
        menu.popup(button.mapToGlobal(QPoint(0, -menu.sizeHint().height())))
