"""The one message at a time that says what was done, with Undo, or with what can be done next."""

from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QEnterEvent, QKeyEvent, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget
from typing_extensions import override

from casedesk.domain.errors import CaseDeskError
from casedesk.domain.quote_marks import nested
from casedesk.texts import tr
from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.buttons import Button, IconButton
from casedesk.ui.widgets.labels import Words
from casedesk.ui.widgets.surfaces import set_surface

SHOWN_FOR = 8000
_WIDTH = 464
_FROM_BELOW = 24


class Toast(QFrame):
    """A dark strip at the bottom of its parent for 8 seconds, longer while the mouse rests on it."""

    undo_requested = Signal()
    refused = Signal(object)
    """An offer that could not be carried out: an exception for the user."""

    def __init__(self, appearance: Appearance, parent: QWidget) -> None:
        super().__init__(parent)
        self._appearance = appearance
        set_surface(self, "tip")
        self._words = Words(appearance, tone="tip", wraps=True, parent=self)
        self._undo = Button(tr("Undo"), "tip_link", parent=self)
        self._keys = Words(appearance, "Ctrl+Z", kind="meta", tone="tip", parent=self)
        self._close = IconButton(appearance, "ph.x", tr("Close"), self, size=16, role="tip_ink")
        self._close.setProperty("kind", "tip")
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SHOWN_FOR)
        self._timer.timeout.connect(self.hide)
        self._undo.clicked.connect(self._ask_for_undo)
        self._close.clicked.connect(self.hide)
        self._room = parent
        self._free_below = 0
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(20, 12, 12, 12)
        row.setSpacing(8)
        row.addWidget(self._words, 1)
        row.addWidget(self._undo)
        row.addWidget(self._keys)
        row.addWidget(self._close)
        self._offers: list[Button] = []
        self.hide()
        parent.installEventFilter(self)

    def say(
        self,
        sentence: str,
        *,
        can_undo: bool = False,
        offers: Mapping[str, Callable[[], None]] = MappingProxyType({}),
    ) -> None:
        """Show a sentence in place of the one before, with buttons for what may be done next."""
        sentence = nested(sentence)
        self._words.setText(sentence)
        self.setAccessibleName(sentence)
        self._show_offers(offers)
        self._undo.setVisible(can_undo)
        self._keys.setVisible(can_undo)
        self._place()
        self.show()
        self.raise_()
        self._timer.start()

    def leave_free(self, height: int) -> None:
        """Stand above a band of this height at the bottom, in which the next step is taken."""
        self._free_below = height
        if self.isVisible():
            self._place()

    def retire_undo(self) -> None:
        """Go away if it offers Undo: what it would take back is no longer the last step."""
        if self._undo.isVisible():
            self.hide()

    @property
    def sentence(self) -> str:
        """What it says, or said last."""
        return self._words.text()

    @override
    def enterEvent(self, event: QEnterEvent) -> None:
        self._timer.stop()

    @override
    def leaveEvent(self, event: QEvent) -> None:
        self._timer.start()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def _show_offers(self, offers: Mapping[str, Callable[[], None]]) -> None:
        for button in self._offers:
            button.deleteLater()
        self._offers = [Button(words, "tip_link", parent=self) for words in offers]
        for button, take in zip(self._offers, offers.values(), strict=True):
            button.clicked.connect(partial(self._take, take))
            self._row.insertWidget(self._row.indexOf(self._close), button)
            button.show()

    def _take(self, offer: Callable[[], None], _is_checked: bool = False) -> None:
        self.hide()
        try:
            offer()
        except CaseDeskError as error:
            self.refused.emit(error)

    def _ask_for_undo(self) -> None:
        self.hide()
        self.undo_requested.emit()

    def _place(self) -> None:
        room = self._room.rect()
        width = min(max(_WIDTH, self.sizeHint().width()), room.width() - 32, 720)
        self.setFixedWidth(width)
        height = max(48, self._row.heightForWidth(width))
        top = room.height() - height - max(_FROM_BELOW, self._free_below + 12)
        self.setGeometry((room.width() - width) // 2, top, width, height)
