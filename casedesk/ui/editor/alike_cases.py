"""The cases that are like the one on the screen, looked for once it has been there for a moment."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from casedesk.domain.draft import Likeness
from casedesk.ui.case_search import CaseSearch

_PAUSE = 400


class AlikeCases(QObject):
    """Asks for the cases that are like one, unless another is shown by then."""

    found = Signal(object)
    """Rows of (id, title, share)."""

    def __init__(self, search: CaseSearch, view: QWidget) -> None:
        super().__init__(view)
        self._search = search
        self._view = view
        self._case_id = 0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE)
        self._timer.timeout.connect(self._ask)
        search.likened.connect(self._take)

    def follow(self, case_id: int) -> None:
        """Mean this case; there are no rows until its own come."""
        if case_id != self._case_id:
            self._case_id = case_id
            self.found.emit(())
        self._timer.start()

    def _ask(self) -> None:
        if self._case_id and self._view.isVisible():
            self._search.liken(self._case_id)

    def _take(self, case_id: int, alike: Sequence[Likeness]) -> None:
        if case_id == self._case_id:
            self.found.emit(tuple((item.case_id, item.title, item.share) for item in alike if item.case_id))
