"""The right-hand side of the library page: the open case, several selected ones, or a hint while there is none."""

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QWidget
from typing_extensions import override

from casedesk.domain.errors import BadInputError
from casedesk.texts import tr
from casedesk.ui.actions import Actions
from casedesk.ui.editor.case_view import CaseView
from casedesk.ui.library.list_states import NothingOpen
from casedesk.ui.library.selection_panel import SelectionPanel
from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.surfaces import set_surface

_SETTLE = 40
_SMALLEST = 240


class CasePane(QStackedWidget):
    """Shows what is selected. While the trainer runs through the list, only the case where they stop is opened."""

    shown = Signal(int)
    """The id of the case that was opened; 0 for none."""
    left = Signal()
    """Escape, where nothing in the case had a use for it."""

    def __init__(
        self,
        view: CaseView,
        selection: SelectionPanel,
        appearance: Appearance,
        actions: Actions,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        set_surface(self, "paper")
        self.setAccessibleName(tr("Case"))
        self.view = view
        self.selection = selection
        self._nothing = NothingOpen(appearance, actions, self)
        self._wanted = 0
        self._opened = 0
        for page in (self._nothing, view, selection):
            self.addWidget(page)
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(_SETTLE)
        self._settle.timeout.connect(self._open)

    @override
    def minimumSizeHint(self) -> QSize:
        """Small, whatever the page behind: the window must shrink to 1024×700 at any size of the interface."""
        return QSize(_SMALLEST, _SMALLEST)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    @property
    def opened(self) -> int:
        """The id of the case that is shown; 0 for none."""
        return self._opened

    @property
    def focus_target(self) -> QWidget | None:
        """What takes the focus when it comes here by key; None while nothing is shown."""
        return None if self.currentWidget() is self._nothing else self.currentWidget()

    def show_case(self, case_id: int) -> None:
        """Show a case soon; 0 shows the hint at once."""
        self._wanted = case_id
        if not case_id:
            self._settle.stop()
            self._open()
        elif case_id != self._opened or self.currentWidget() is not self.view:
            self._settle.start()

    def show_now(self) -> None:
        """Show the wanted case without waiting."""
        if self._settle.isActive():
            self._settle.stop()
            self._open()

    def stop(self) -> None:
        """Forget the case that is about to be shown."""
        self._settle.stop()

    def show_selection(self, case_ids: tuple[int, ...]) -> None:
        """Show what can be done with several cases."""
        self._settle.stop()
        self.view.save_now()
        self.selection.show_cases(case_ids)
        self.setCurrentWidget(self.selection)

    def _open(self) -> None:
        if self._opened:
            self.view.save_now()
        self._opened = self._wanted
        if self._wanted and self._is_shown(self._wanted):
            self.setCurrentWidget(self.view)
        else:
            self.setCurrentWidget(self._nothing)
        self.shown.emit(self._opened)

    def _is_shown(self, case_id: int) -> bool:
        try:
            self.view.show_case(case_id)
        except BadInputError:  # gone for good since the list was answered; the next answer will leave it out
            self._opened = 0
            return False
        return True
