"""A line above the pages that stays until it is answered."""

from collections.abc import Callable, Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget
from typing_extensions import override

from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.buttons import Button, LinkButton
from casedesk.ui.widgets.labels import Glyph, Words
from casedesk.ui.widgets.surfaces import set_surface


class NoticeStrip(QWidget):
    """Hidden until there is something to say. The first answer is a button, the others are links."""

    def __init__(
        self, appearance: Appearance, parent: QWidget, *, icon: str, answers: Sequence[tuple[str, Callable[[], object]]]
    ) -> None:
        super().__init__(parent)
        set_surface(self, "wash")
        self.words = Words(appearance, wraps=True, parent=self)
        self.buttons = tuple(
            LinkButton(words, self) if at else Button(words, parent=self) for at, (words, _) in enumerate(answers)
        )
        said, answered = QHBoxLayout(), QHBoxLayout()
        said.addWidget(Glyph(appearance, icon, role="accent", parent=self))
        said.addWidget(self.words, 1)
        for button, (_, answer) in zip(self.buttons, answers, strict=True):
            button.clicked.connect(self.hide)
            button.clicked.connect(answer)
            answered.addWidget(button)
        answered.addStretch(1)
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._line.setContentsMargins(16, 8, 16, 8)
        self._line.addLayout(said, 1)
        self._line.addLayout(answered)
        for layout in (self._line, said, answered):
            layout.setSpacing(12)
        self.hide()

    def say(self, sentence: str) -> None:
        """Show a sentence; hide for none."""
        self.words.setText(sentence)
        self.setVisible(bool(sentence))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """The answers go below the words where these would have no room beside them."""
        super().resizeEvent(event)
        asked = sum(button.sizeHint().width() for button in self.buttons)
        ways = QBoxLayout.Direction
        self._line.setDirection(ways.TopToBottom if self.width() < 2 * asked else ways.LeftToRight)
