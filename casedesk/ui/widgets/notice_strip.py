"""A line above the pages that stays until it is answered."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget
from typing_extensions import override

from casedesk.texts import tr
from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.buttons import Button, LinkButton
from casedesk.ui.widgets.labels import ElidedLabel, Glyph, Words
from casedesk.ui.widgets.surfaces import set_surface

_HIGHEST = 64
"""Words that would stand higher than this are folded to one line: the rest of a small window is for the page."""


class NoticeStrip(QWidget):
    """Hidden until there is something to say. The first answer is a button, the others are links."""

    def __init__(
        self, appearance: Appearance, parent: QWidget, *, icon: str, answers: Sequence[tuple[str, Callable[[], object]]]
    ) -> None:
        super().__init__(parent)
        set_surface(self, "wash")
        self.words = Words(appearance, wraps=True, parent=self)
        self.short = ElidedLabel(parent=self)
        self.more = LinkButton("", self)
        self.more.clicked.connect(self._unfold_or_fold)
        self._is_unfolded = False
        self.buttons = tuple(
            LinkButton(words, self) if at else Button(words, parent=self) for at, (words, _) in enumerate(answers)
        )
        said, answered = QHBoxLayout(), QHBoxLayout()
        self._glyph = Glyph(appearance, icon, role="accent", parent=self)
        for widget, stretch in ((self._glyph, 0), (self.words, 1), (self.short, 1), (self.more, 0)):
            said.addWidget(widget, stretch)
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
        self.short.setText(sentence)
        self._is_unfolded = False
        self._arrange()
        self.setVisible(bool(sentence))

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest:  # other answers, another size of text
            self._arrange()
        return super().event(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _unfold_or_fold(self) -> None:
        self._is_unfolded = not self._is_unfolded
        self._arrange()

    def _arrange(self) -> None:
        """The answers go below the words where these would have no room beside them, and the words into one line."""
        gap = self._line.spacing()
        margins = self._line.contentsMargins()
        room = self.width() - margins.left() - margins.right() - self._glyph.width() - gap
        asked = sum(button.sizeHint().width() + gap for button in self.buttons if not button.isHidden())
        is_beside = self.width() >= 2 * asked and self._has_room(room - asked)
        is_long = not is_beside and not self._has_room(room)
        is_beside = is_beside or (is_long and self.width() >= 3 * asked)
        is_short = is_long and not self._is_unfolded
        ways = QBoxLayout.Direction
        self._line.setDirection(ways.LeftToRight if is_beside else ways.TopToBottom)
        self.words.setVisible(not is_short)
        self.short.setVisible(is_short)
        self.more.setVisible(is_long)
        self.more.setText(tr("More") if is_short else tr("Less"))

    def _has_room(self, width: int) -> bool:
        return self.words.heightForWidth(width) <= _HIGHEST
