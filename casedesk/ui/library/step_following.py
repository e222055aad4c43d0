"""A step that is taken back, or done again, in a case out of sight brings that case onto the screen."""

from PySide6.QtCore import QObject

from casedesk.domain.case import Case
from casedesk.domain.changes import Changes
from casedesk.domain.filters import CaseFilter
from casedesk.ui.library.case_list_view import CaseListView
from casedesk.ui.library.library_query import LibraryQuery
from casedesk.ui.session import LibrarySession


class StepFollowing(QObject):
    """Selects the one case that an undo or a redo was about, as soon as the list has it; the filter stays."""

    def __init__(self, session: LibrarySession, query: LibraryQuery, cases: CaseListView, parent: QObject) -> None:
        super().__init__(parent)
        self._query = query
        self._cases = cases
        self._awaited = 0
        self._filter = CaseFilter()
        session.replayed.connect(self._follow)
        query.answered.connect(self._go_on)

    def _follow(self, changes: Changes) -> None:
        ids = changes.ids(Case)
        self._awaited = next(iter(ids)) if len(ids) == 1 else 0
        self._filter = self._query.wanted
        self._go_on()

    def _go_on(self, _hits: object = None) -> None:
        if self._filter != self._query.wanted:
            self._awaited = 0
        if not self._awaited:
            return
        if self._awaited in self._cases.selected_ids or self._cases.select_case(self._awaited):
            self._awaited = 0
