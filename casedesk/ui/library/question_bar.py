"""A question with numbers in a row over the list, for the few steps that deserve one."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from casedesk.texts import tr
from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.buttons import Button
from casedesk.ui.widgets.labels import Words
from casedesk.ui.widgets.surfaces import set_surface


class QuestionBar(QWidget):
    """Hidden until something is asked; Enter says yes, Escape says no."""

    closed = Signal()

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_surface(self, "raised", edge="bottom")
        self._answer: Callable[[], None] | None = None
        self._words = Words(appearance, wraps=True, parent=self)
        self.yes_button = Button("", "danger", parent=self)
        self.no_button = Button(tr("Cancel"), "quiet", parent=self)
        self.yes_button.clicked.connect(self._agree)
        self.no_button.clicked.connect(self.close_question)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.yes_button)
        buttons.addWidget(self.no_button)
        buttons.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(28, 12, 16, 12)
        layout.setSpacing(8)
        layout.addWidget(self._words)
        layout.addLayout(buttons)
        self.hide()

    def ask(self, question: str, yes: str, answer: Callable[[], None]) -> None:
        """Ask; `answer` is called on yes."""
        self._answer = answer
        self._words.setText(question)
        self.yes_button.setText(yes)
        self.show()
        self.yes_button.setFocus()

    @property
    def question(self) -> str:
        """What is being asked; empty when nothing is."""
        return self._words.text() if not self.isHidden() else ""

    def close_question(self) -> None:
        """Answer no."""
        self._answer = None
        self.hide()
        self.closed.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Escape:
                self.close_question()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                (self.no_button if self.no_button.hasFocus() else self.yes_button).click()
            case _:
                super().keyPressEvent(event)

    def _agree(self) -> None:
        answer = self._answer
        self.close_question()
        if answer is not None:
            answer()
