"""The line that offers to go on with a class after the program ended in the middle of it."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget
from typing_extensions import override

from casedesk.texts import tr
from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.buttons import Button, LinkButton
from casedesk.ui.widgets.labels import Glyph, Words
from casedesk.ui.widgets.surfaces import set_surface


class InterruptedStrip(QWidget):
    """Hidden until there is something to offer."""

    go_on_requested = Signal()
    end_requested = Signal(bool)
    """Whether the real minutes are kept."""

    def __init__(self, appearance: Appearance, parent: QWidget) -> None:
        super().__init__(parent)
        set_surface(self, "wash")
        self.words = Words(appearance, wraps=True, parent=self)
        self.go_on = Button(tr("Go on with the class"), appearance=appearance, icon="ph.play", parent=self)
        self.keep = LinkButton(tr("End it and keep the minutes"), self)
        self.drop = LinkButton(tr("Forget it"), self, is_quiet=True)
        self.go_on.clicked.connect(self.go_on_requested)
        self.keep.clicked.connect(lambda: self.end_requested.emit(True))
        self.drop.clicked.connect(lambda: self.end_requested.emit(False))
        said, answers = QHBoxLayout(), QHBoxLayout()
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._line.setContentsMargins(16, 8, 16, 8)
        self._line.addLayout(said, 1)
        self._line.addLayout(answers)
        said.addWidget(Glyph(appearance, "ph.clock-counter-clockwise", role="accent", parent=self))
        said.addWidget(self.words, 1)
        for button in (self.go_on, self.keep, self.drop):
            answers.addWidget(button)
        answers.addStretch(1)
        for layout in (self._line, said, answers):
            layout.setSpacing(12)
        self.hide()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """The answers go below the words where these would have no room beside them."""
        super().resizeEvent(event)
        asked = sum(button.sizeHint().width() for button in (self.go_on, self.keep, self.drop))
        is_narrow = self.width() < 2 * asked
        ways = QBoxLayout.Direction
        self._line.setDirection(ways.TopToBottom if is_narrow else ways.LeftToRight)

    def offer(self, title: str, when: str) -> None:
        """Offer to go on with a class."""
        self.words.setText(tr("The class “{title}” was interrupted ({when}).").format(title=title, when=when))
        self.show()
