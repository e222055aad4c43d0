"""The tellings of one story as a menu: each can be opened, or all of them shown in the list."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

from casedesk.domain.families import told_with
from casedesk.domain.filters import CaseFilter
from casedesk.texts import tr, tr_n
from casedesk.ui.session import LibrarySession


class TellingsMenu(QObject):
    """Says what was chosen; opening and filtering are the page's."""

    case_requested = Signal(int)
    filter_requested = Signal(object)

    def __init__(self, session: LibrarySession, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._parent = parent

    def pop_up(self, case_id: int, where: QPoint) -> None:
        """Offer the other tellings of a case's story at a place on the screen."""
        menu = QMenu(self._parent)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.fill(menu, case_id)
        menu.popup(where)

    def fill(self, menu: QMenu, case_id: int) -> None:
        """Put the other tellings of a case's story into a menu; nothing where it has none."""
        family = self._session.library.families.of_case(case_id)
        members = self._session.library.cases.get_many(family.case_ids) if family else ()
        present = {case.id: case for case in members if case.trashed is None}
        languages = {case.id: case.language for case in present.values()}
        story = told_with(family.best_id, case_id, languages) if family else ()
        for rank, telling in enumerate(story):
            if telling != case_id:
                title = present[telling].title.replace("&", "&&")
                words = tr("{title} (best telling)").format(title=title) if rank == 0 else title
                menu.addAction(words).triggered.connect(self._opener(telling))
        if story:
            menu.addSeparator()
            n = len(story)
            words = tr_n("Show {n} telling in the list", "Show all {n} tellings in the list", n).format(n=n)
            menu.addAction(words).triggered.connect(self._shower(case_id))

    def _opener(self, case_id: int) -> Callable[[], None]:
        return lambda: self.case_requested.emit(case_id)

    def _shower(self, case_id: int) -> Callable[[], None]:
        return lambda: self.filter_requested.emit(CaseFilter(family=case_id))
