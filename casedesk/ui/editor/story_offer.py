"""The row below a section that offers to cut what was pasted into it into the sections of a case."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from casedesk.texts import tr
from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.buttons import Button
from casedesk.ui.widgets.labels import Words
from casedesk.ui.widgets.surfaces import set_surface


class StoryOffer(QWidget):
    """An offer in the page, never a question in the way: who writes on need not answer it."""

    accepted = Signal()

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_surface(self, "wash")
        self._words = Words(appearance, kind="ui", wraps=True, parent=self)
        self.accept = Button(tr("Split into sections"), parent=self)
        self.decline = Button(tr("Leave it as it is"), "quiet", parent=self)
        self.accept.clicked.connect(self.accepted)
        self.decline.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(8)
        row.addWidget(self._words, 1)
        row.addWidget(self.accept)
        row.addWidget(self.decline)
        self.hide()

    def offer(self, words: str) -> None:
        """Make the offer."""
        self._words.setText(words)
        self.show()
