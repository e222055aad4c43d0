"""A plain-text field that looks like text until it is touched, and is always as high as what is in it."""

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QSizePolicy, QWidget
from typing_extensions import override

_MARGIN = 4


class GrowingText(QPlainTextEdit):
    """Plain text in as many lines as it needs, or in one line only.

    The library's undo is the undo: the field has none of its own. `edited` is for what the user did, never for
    `set_text`; text still being composed by an input method does not count as edited.
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
        self._lines = 1
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self.setProperty("flat", True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(_MARGIN)
        self.viewport().setAutoFillBackground(False)
        self.textChanged.connect(self._on_text_changed)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
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
        self.setPlainText(text)
        self._is_setting = False
        cursor = self.textCursor()
        cursor.setPosition(min(position, len(text)))
        self.setTextCursor(cursor)

    def _on_text_changed(self) -> None:
        if not self._is_setting:
            self.edited.emit(self.toPlainText())

    def _fit(self) -> None:
        lines = max(1, round(self.document().size().height()))
        height = self._height_of(lines)
        if height != self.height() or height != self.minimumHeight():
            self._lines = lines
            self.setFixedHeight(height)
            self.updateGeometry()
            self.height_changed.emit()

    def _height_of(self, lines: int) -> int:
        return round(lines * QFontMetricsF(self.font()).lineSpacing()) + 2 * _MARGIN

    @override
    def sizeHint(self) -> QSize:
        return QSize(160, self._height_of(self._lines))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(40, self._height_of(1))

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
    def focusInEvent(self, e: QFocusEvent) -> None:
        super().focusInEvent(e)
        self.update()

    @override
    def focusOutEvent(self, e: QFocusEvent) -> None:
        super().focusOutEvent(e)
        self.viewport().update()
        self.left.emit()

    @override
    def paintEvent(self, e: QPaintEvent) -> None:
        if self.hasFocus() or self.underMouse():
            painter = QPainter(self.viewport())
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            role = QPalette.ColorRole.Accent if self.hasFocus() else QPalette.ColorRole.Dark
            painter.setPen(self.palette().color(role))
            if self.hasFocus():
                painter.setBrush(self.palette().color(QPalette.ColorRole.Light))
            painter.drawRoundedRect(self.viewport().rect().adjusted(0, 0, -1, -1), 4, 4)
            painter.end()
        super().paintEvent(e)

    @override
    def enterEvent(self, event: QEvent) -> None:  # pyright: ignore[reportIncompatibleMethodOverride]
        self.viewport().update()

    @override
    def leaveEvent(self, event: QEvent) -> None:
        self.viewport().update()
