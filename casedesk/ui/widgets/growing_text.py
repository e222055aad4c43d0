"""A plain-text field that looks like text until it is touched, and is always as high as what is in it."""

from math import ceil

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetricsF,
    QGuiApplication,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QSizePolicy, QWidget
from typing_extensions import override

_PASTE_PLAIN = QKeySequence("Ctrl+Shift+V")
FIELD_MARGIN = 4
"""Between the edge of a field and its words."""
_COMING_BACK = (
    Qt.FocusReason.PopupFocusReason,
    Qt.FocusReason.MenuBarFocusReason,
    Qt.FocusReason.ActiveWindowFocusReason,
)
"""Why the focus goes for a moment only: what is selected is meant by what is chosen there."""


class GrowingText(QPlainTextEdit):
    """Plain text in as many lines as it needs, or in one line only.

    The library's undo is the undo: the field has none of its own. `edited` is for what the user did, never for
    `set_text`; text still being composed by an input method does not count as edited, and no key acts meanwhile.
    """

    edited = Signal(str)
    left = Signal()
    """The focus has gone elsewhere."""
    height_changed = Signal()

    def __init__(
        self, *, name: str, placeholder: str = "", single_line: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._single_line = single_line
        self._is_setting = False
        self._is_composing = False
        self._needed = 0
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self.setProperty("flat", True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(FIELD_MARGIN)
        self.viewport().setAutoFillBackground(False)
        self.textChanged.connect(self._on_text_changed)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self.verticalScrollBar().valueChanged.connect(self._stay_at_top)
        self._fit()

    def text(self) -> str:
        """What is in the field."""
        return self.toPlainText()

    def set_text(self, text: str) -> None:
        """Show `text` without saying that it was edited; the caret stays where it can."""
        if text == self.toPlainText():
            return
        position = self.textCursor().position()
        self._is_setting = True
        self._is_composing = False
        self.setPlainText(text)
        self._is_setting = False
        cursor = self.textCursor()
        cursor.setPosition(min(position, len(text)))
        self.setTextCursor(cursor)

    @override
    def event(self, e: QEvent) -> bool:
        if self._is_composing and e.type() in (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride):
            e.accept()
            return True
        if isinstance(e, QKeyEvent) and QKeySequence(e.keyCombination()) == _PASTE_PLAIN:
            if e.type() == QEvent.Type.KeyPress:
                self._paste_plain()
            e.accept()  # elsewhere the keys begin an import of what is on the clipboard
            return True
        if e.type() == QEvent.Type.ShortcutOverride and isinstance(e, QKeyEvent) and _is_undo(e):
            e.ignore()  # Qt would keep the key for the undo that the field does not have
            return False
        is_taken = super().event(e)
        if e.type() == QEvent.Type.KeyPress and not self.hasFocus():
            self._hide_caret()
        return is_taken

    def _paste_plain(self) -> None:
        """Put the words of the clipboard in as they are: no list becomes rows."""
        words = QGuiApplication.clipboard().text()
        self.insertPlainText(" ".join(words.split("\n")) if self._single_line else words)

    def _hide_caret(self) -> None:
        """Qt shows the caret after every key, also where the key has sent the focus elsewhere."""
        self.setTextCursor(self.textCursor())
        self.viewport().update()

    @override
    def inputMethodEvent(self, e: QInputMethodEvent) -> None:
        self._is_composing = bool(e.preeditString())
        super().inputMethodEvent(e)

    def _on_text_changed(self) -> None:
        if not self._is_setting:
            self.edited.emit(self.toPlainText())

    def _fit(self) -> None:
        height = FIELD_MARGIN + ceil(self._words_height())
        if height != self.height() or height != self.minimumHeight():
            self._needed = height
            self.setFixedHeight(height)
            self.updateGeometry()
            self.height_changed.emit()
        self.verticalScrollBar().setValue(0)

    def _words_height(self) -> float:
        """How high the words are, with the margin below them; a line with writing of another font is higher."""
        height = 0.0
        block = self.document().firstBlock()
        while block.isValid():
            height += self.blockBoundingRect(block).height()
            block = block.next()
        return height

    def _stay_at_top(self, value: int) -> None:
        """All of it is always seen: what scrolls is the page around it."""
        if value:
            self.verticalScrollBar().setValue(0)

    @override
    def sizeHint(self) -> QSize:
        return QSize(160, self._needed)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(40, ceil(QFontMetricsF(self.font()).lineSpacing()) + 2 * FIELD_MARGIN)

    @override
    def resizeEvent(self, e: QResizeEvent) -> None:
        super().resizeEvent(e)
        self._fit()

    @override
    def changeEvent(self, e: QEvent) -> None:
        super().changeEvent(e)
        if e.type() == QEvent.Type.FontChange:
            self._fit()

    @override
    def keyPressEvent(self, e: QKeyEvent) -> None:
        if self._single_line and e.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.focusNextChild()
            return
        super().keyPressEvent(e)

    @override
    def wheelEvent(self, e: QWheelEvent) -> None:
        """Nothing is out of sight in here; the page is what turns."""
        e.ignore()

    @override
    def focusInEvent(self, e: QFocusEvent) -> None:
        super().focusInEvent(e)
        self.update()

    @override
    def focusOutEvent(self, e: QFocusEvent) -> None:
        super().focusOutEvent(e)
        if e.reason() not in _COMING_BACK:
            cursor = self.textCursor()
            cursor.clearSelection()
            self.setTextCursor(cursor)
        self.viewport().update()
        self.left.emit()

    @override
    def paintEvent(self, e: QPaintEvent) -> None:
        if self.hasFocus() or self.underMouse():
            with QPainter(self.viewport()) as painter:
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                role = QPalette.ColorRole.Accent if self.hasFocus() else QPalette.ColorRole.Dark
                painter.setPen(self.palette().color(role))
                if self.hasFocus():
                    painter.setBrush(self.palette().color(QPalette.ColorRole.Light))
                painter.drawRoundedRect(self.viewport().rect().adjusted(0, 0, -1, -1), 4, 4)
        super().paintEvent(e)

    @override
    def enterEvent(self, event: QEvent) -> None:  # pyright: ignore[reportIncompatibleMethodOverride]
        self.viewport().update()

    @override
    def leaveEvent(self, event: QEvent) -> None:
        self.viewport().update()


def _is_undo(event: QKeyEvent) -> bool:
    return event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo)
