"""Connects the faces of a case (reading view, projector, two languages) with the commands, the list and the window."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from casedesk.domain.case import Case
from casedesk.tasks.privacy import masks_for
from casedesk.texts import tr
from casedesk.ui.main_window import MainWindow

if TYPE_CHECKING:
    from casedesk.ui.reading.projector import Projector


class ReadingWiring(QObject):
    """The ways in: menu, palette and keys, from the list and from the case; and the way back to the case read last."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._pages = window.pages
        self._projector: Projector | None = None
        actions = window.actions_table
        actions.action("case.read").triggered.connect(self.read)
        actions.action("case.project").triggered.connect(self.project)
        actions.action("case.two_languages").triggered.connect(self.show_two_languages)
        window.pages.built.connect(self._wire_page)
        window.page_shown.connect(self._make_room)
        window.closed.connect(self._close_projector)

    def read(self) -> None:
        """Show the case that is open as paper; its neighbours in the list follow by key."""
        case_id = self._current_id()
        if case_id:
            page = self._pages.reading
            page.show_case(case_id, self._pages.library.query.hits.ids)
            self._window.show_page("reading")
            page.setFocus()

    def read_copy(self, case: Case) -> None:
        """Show a case that a plan uses and that is in the library no longer."""
        page = self._pages.reading
        page.show_copy(case)
        self._window.show_page("reading")
        page.setFocus()

    def show_two_languages(self) -> None:
        """Show the case that is open beside its translation."""
        case_id = self._current_id()
        if case_id:
            self._window.show_page("two_languages")
            self._pages.two_languages.show_case(case_id)

    def project(self) -> None:
        """Show learners the case that is open."""
        copy = self._pages.reading.copy if self._window.page == "reading" else None
        if copy is not None:
            self._project(copy)
            return
        case_id = self._current_id()
        if case_id:
            self.project_case(case_id)

    def project_case(self, case_id: int) -> None:
        """Show learners a case: on the second screen where there is one, else over this one."""
        self._window.save_now()
        self._project(self._window.session.library.cases.get(case_id))

    def _project(self, case: Case) -> None:
        from casedesk.ui.editor.case_paper import learner_paper
        from casedesk.ui.editor.picture_sources import LibraryPictures
        from casedesk.ui.reading.projector import Projector

        window = self._window
        library = window.session.library
        paper = learner_paper(case, (*library.pseudonyms.all(), *masks_for(library, case)))
        if not paper.parts:
            window.toast.say(tr("There is nothing in this case yet that learners may see."))
            return
        if self._projector is None:
            self._projector = Projector(window.appearance, window.settings, LibraryPictures(library), window)
            self._projector.closed.connect(self._return)
        self._projector.begin(paper, window)

    def _current_id(self) -> int:
        """The case that is meant: the one that is read, or the one that is open in the library."""
        window = self._window
        window.save_now()
        if window.page == "reading":
            return self._pages.reading.case_id
        library = self._pages.library
        library.pane.show_now()
        return library.case_view.case_id if library.pane.opened else 0

    def _wire_page(self, name: str) -> None:
        if name == "reading":
            self._pages.reading.back_requested.connect(self._stop_reading)
        elif name == "lessons":
            self._pages.lessons.copy_open_requested.connect(self.read_copy)
        elif name == "two_languages":
            both = self._pages.two_languages
            both.back_requested.connect(lambda: self._go_back(both.case_id))

    def _stop_reading(self, case_id: int) -> None:
        if self._pages.reading.copy is not None:
            self._window.show_page("lessons")
        else:
            self._go_back(case_id)

    def _go_back(self, case_id: int) -> None:
        self._window.show_page("library")
        if case_id:
            self._window.open_case(case_id)

    def _make_room(self, page: str) -> None:
        """Nothing but the paper is seen while somebody reads."""
        reads = page == "reading"
        self._window.rail.setVisible(not reads)
        self._window.menuBar().setVisible(not reads)

    def _return(self) -> None:
        self._window.activateWindow()

    def _close_projector(self) -> None:
        if self._projector is not None:
            self._projector.close()
