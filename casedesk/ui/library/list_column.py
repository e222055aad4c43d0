"""The middle column of the library page: header, question, and the list or what stands in its place."""

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from casedesk.domain.filters import CaseFilter, Hits
from casedesk.ui.library.case_list_view import CaseListView
from casedesk.ui.library.list_header import ListHeader
from casedesk.ui.library.list_states import EmptyLibrary
from casedesk.ui.library.no_hits import NoHits
from casedesk.ui.library.question_bar import QuestionBar
from casedesk.ui.widgets.surfaces import set_surface


class ListColumn(QWidget):
    """Shows the list where there are cases, else the ways out of a filter that finds none, else the ways to begin."""

    def __init__(
        self,
        header: ListHeader,
        question: QuestionBar,
        listed: CaseListView,
        no_hits: NoHits,
        empty: EmptyLibrary,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        set_surface(self, "paper")
        self._list = listed
        self._no_hits = no_hits
        self.empty = empty
        self.body = QStackedWidget(self)
        for page in (QWidget(self.body), listed, no_hits, empty):  # the first one is blank: nothing is known yet
            self.body.addWidget(page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(header)
        layout.addWidget(question)
        layout.addWidget(self.body, 1)

    def show_for(self, hits: Hits, wanted: CaseFilter) -> None:
        """Show what fits what a filter found."""
        if not hits.library_total and wanted.within is None:
            self.body.setCurrentWidget(self.empty)
        elif hits.ids:
            self.body.setCurrentWidget(self._list)
        else:
            self._no_hits.show_for(wanted)
            self.body.setCurrentWidget(self._no_hits)

    @property
    def focus_target(self) -> QWidget:
        """What takes the focus when it comes here by key."""
        shown = self.body.currentWidget()
        if shown is self._no_hits and self._no_hits.links:
            return self._no_hits.links[0]
        return self.empty.import_button if shown is self.empty else self._list
