"""The search box: it speaks after a short pause, and never while an input method is composing."""

from PySide6.QtCore import QRect, QTimer, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent, Qt
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from casedesk.texts import tr
from casedesk.ui.glyphs import paint_glyph
from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.buttons import IconButton
from casedesk.ui.widgets.line_field import LineField

PAUSE = 120
"""Milliseconds without a key before the text is handed on."""


class SearchBox(LineField):
    """A line with a magnifying glass and a cross.

    `text_committed` carries the text 120 ms after the last change, at once on Enter and when it was cleared.
    Down and Enter with nothing to commit mean "go to the hits": `left_downwards`.
    """

    text_committed = Signal(str)
    left_downwards = Signal()
    left_backwards = Signal()
    """Backspace before the first letter: whatever stands before the box is meant."""

    def __init__(self, appearance: Appearance, placeholder: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._is_composing = False
        self._committed = ""
        self.setProperty("kind", "search")
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self.commit)
        self._clear = IconButton(appearance, "ph.x", tr("Clear"), self, size=14)
        self._clear.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._clear.setCursor(Qt.CursorShape.ArrowCursor)
        self._clear.clicked.connect(self.clear_now)
        self._clear.hide()
        self.textChanged.connect(self._wait)
        appearance.changed.connect(self.update)

    def show_text(self, text: str) -> None:
        """Show a text that came from elsewhere, such as a chip that was removed; nothing is emitted."""
        self._committed = text
        if self.text() != text:
            self.setText(text)
        self._pause.stop()

    def commit(self) -> None:
        """Hand the text on now, unless it was already or is still being composed."""
        self._pause.stop()
        if self._is_composing or self.text() == self._committed:
            return
        self._committed = self.text()
        self.text_committed.emit(self._committed)

    def clear_now(self) -> None:
        """Empty the box and say so at once."""
        self.clear()
        self.commit()

    @override
    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._is_composing = bool(event.preeditString())
        super().inputMethodEvent(event)
        if self._is_composing:
            self._pause.stop()
        elif self.text() != self._committed:
            self._pause.start()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._is_composing:
            super().keyPressEvent(event)
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if self.text() == self._committed:
                self.left_downwards.emit()
            self.commit()
        elif event.key() == Qt.Key.Key_Down:
            self.commit()
            self.left_downwards.emit()
        elif event.key() == Qt.Key.Key_Backspace and not self.cursorPosition() and not self.hasSelectedText():
            self.left_backwards.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear_now()
        else:
            super().keyPressEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        side = self._clear.sizeHint().height()
        self._clear.setGeometry(self.width() - side - 4, (self.height() - side) // 2, side, side)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        side, theme = self._appearance.px(16), self._appearance.theme
        with QPainter(self) as painter:
            paint_glyph(
                painter,
                QRect(self._appearance.px(9), (self.height() - side) // 2, side, side),
                "magnifying-glass",
                theme.ink2,
            )

    def _wait(self, text: str) -> None:
        self._clear.setVisible(bool(text))
        if not self._is_composing:
            self._pause.start()
