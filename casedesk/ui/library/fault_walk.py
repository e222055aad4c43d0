"""From one case with something missing to the next, under the filter of now."""

from collections.abc import Sequence
from itertools import chain

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QKeySequence

from casedesk.domain.case import Facet
from casedesk.domain.filters import EMPTY, CaseFilter, Hits
from casedesk.domain.health import Health, health
from casedesk.texts import tr, tr_n
from casedesk.ui.case_search import CaseSearch
from casedesk.ui.editor.facet_line import LINE
from casedesk.ui.library.case_list_view import CaseListView
from casedesk.ui.library.library_query import LibraryQuery
from casedesk.ui.library.list_header import ListHeader
from casedesk.ui.models.case_list import CaseListModel
from casedesk.ui.session import LibrarySession

_KEY = "fault_walk"


class FaultWalk(QObject):
    """Finds the next case to mend, going round; what "missing" means is what the filter asks for, else anything."""

    arrived = Signal(int, object)
    """The id of a case, and the Health to mend in it, or the Facet of which it has no value."""

    def __init__(
        self,
        session: LibrarySession,
        search: CaseSearch,
        query: LibraryQuery,
        listed: CaseListView,
        model: CaseListModel,
    ) -> None:
        super().__init__(listed)
        self._session = session
        self._search = search
        self._query = query
        self._list = listed
        self._model = model
        self._asked: CaseFilter | None = None
        search.picked.connect(self._take)

    def show_in(self, header: ListHeader, action: QAction) -> None:
        """Say over the list how many cases there are to mend; the link there and an action go to the next."""
        header.fix_link.clicked.connect(self.go)
        action.triggered.connect(self.go)

        def show(hits: Hits) -> None:
            keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            header.show_faults(fault_count(self._query.wanted, hits), keys)

        self._query.answered.connect(show)

    def go(self) -> None:
        """Go to the next case behind the current one in which something is missing."""
        self._asked = faulty(self._query.wanted)
        self._search.pick(_KEY, self._asked, self._query.order, is_reversed=self._query.is_reversed)

    def stop(self) -> None:
        """Take no answer any more: the library is about to be closed."""
        self._asked = None

    def _take(self, key: object, ids: Sequence[int]) -> None:
        if key != _KEY or self._asked is None:
            return
        asked, self._asked = self._asked, None
        row = self._next_row(frozenset(ids))
        if row is None:
            self._session.refused.emit(tr("Nothing is missing in these cases."))
            return
        if row <= self._list.currentIndex().row():
            text = tr_n("Round the list once: {n} case is left", "Round the list once: {n} cases are left", len(ids))
            self._session.refused.emit(text.format(n=f"{len(ids):,}"))
        case_id = self._model.id_at(row)
        self.arrived.emit(case_id, self._fault(case_id, asked))

    def _next_row(self, faulty_ids: frozenset[int]) -> int | None:
        """The first row behind the current one that holds one of these cases, going round to the current one."""
        ids, behind = self._model.ids, self._list.currentIndex().row() + 1
        rows = chain(range(behind, len(ids)), range(behind))
        return next((row for row in rows if ids[row] in faulty_ids), None)

    def _fault(self, case_id: int, asked: CaseFilter) -> Health | Facet:
        """What to mend in a case: the gravest of what the filter asks for, else the gravest of all."""
        wished = asked.condition(Facet.HEALTH).included
        found = health(self._session.library.cases.get(case_id))
        return next((fault for fault in found if fault in wished), lacking_facet(asked) or found[0])


def lacking_facet(wanted: CaseFilter) -> Facet | None:
    """The facet of which a filter asks for the cases without a value, such as those without a theme."""
    return next((facet for facet in LINE if wanted.condition(facet).included == frozenset({EMPTY})), None)


def faulty(wanted: CaseFilter) -> CaseFilter:
    """The cases of a filter in which something is missing."""
    return wanted if lacking_facet(wanted) else wanted.excluding(Facet.HEALTH, Health.COMPLETE)


def fault_count(wanted: CaseFilter, hits: Hits) -> int:
    """In how many of the cases that were found something is missing."""
    now = wanted.condition(Facet.HEALTH)
    if lacking_facet(wanted):
        return hits.total
    if Health.COMPLETE in now.excluded or (now.included and Health.COMPLETE not in now.included):
        return hits.total
    if now.included and not now.included - {Health.COMPLETE}:
        return 0
    return hits.total - hits.counts.get(Facet.HEALTH, {}).get(Health.COMPLETE, 0)
