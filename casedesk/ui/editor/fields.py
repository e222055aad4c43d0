"""The plain fields of a case: titles, questions, answers, numbers. They look like text until they are touched."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QMimeData, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QIntValidator,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget
from typing_extensions import override

from casedesk.ui.editor.hit_marks import hit_marks
from casedesk.ui.theme import Appearance, FontKind, writing_of
from casedesk.ui.widgets.growing_text import GrowingText

_UNDO = QKeySequence("Ctrl+Z")
_REDO = (QKeySequence("Ctrl+Shift+Z"), QKeySequence("Ctrl+Y"))


def undo_wish(event: QKeyEvent) -> int:
    """1 where the keys mean undo, 2 for redo, else 0."""
    keys = QKeySequence(event.keyCombination())
    if keys == _UNDO:
        return 1
    return 2 if keys in _REDO else 0


class CaseField(GrowingText):
    """A growing field in a font of the design. Undo is asked of the library."""

    undo_requested = Signal()
    redo_requested = Signal()
    entered = Signal()
    """Enter in a field of a single line."""

    def __init__(
        self,
        appearance: Appearance,
        *,
        name: str,
        kind: FontKind = "ui",
        placeholder: str = "",
        single_line: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(name=name, placeholder=placeholder, single_line=single_line, parent=parent)
        self._appearance = appearance
        self._kind: FontKind = kind
        appearance.changed.connect(self._take_font)
        self._take_font()

    def plain(self) -> str:
        """The words; positions in it are what `set_hits` speaks."""
        return self.text()

    def set_hits(self, hits: Sequence[tuple[int, int]]) -> None:
        """Mark [start, end) stretches of the words."""
        if hits or self.extraSelections():
            self.setExtraSelections(hit_marks(self.document(), self.text(), hits, self._appearance.theme))

    @override
    def set_text(self, text: str) -> None:
        is_other = writing_of(text) != writing_of(self.text())
        super().set_text(text)
        if is_other:
            self._take_font()

    def _take_font(self) -> None:
        self.setFont(self._appearance.font(self._kind, language=writing_of(self.text())))

    @override
    def event(self, e: QEvent) -> bool:
        if e.type() == QEvent.Type.ShortcutOverride and isinstance(e, QKeyEvent) and undo_wish(e):
            e.accept()
            return True
        return super().event(e)

    @override
    def keyPressEvent(self, e: QKeyEvent) -> None:
        match undo_wish(e):
            case 1:
                self.undo_requested.emit()
            case 2:
                self.redo_requested.emit()
            case _ if e.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and e.modifiers() & _CTRL:
                e.ignore()
            case _ if e.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._single_line:
                self.entered.emit()
            case _:
                super().keyPressEvent(e)

    @override
    def focusOutEvent(self, e: QFocusEvent) -> None:
        super().focusOutEvent(e)
        if e.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            cursor = self.textCursor()  # a title that was selected for typing over it does not stay marked
            cursor.clearSelection()
            self.setTextCursor(cursor)

    @override
    def insertFromMimeData(self, source: QMimeData) -> None:
        words = source.text()
        plain = QMimeData()
        plain.setText(" ".join(words.split("\n")) if self._single_line else words)
        super().insertFromMimeData(plain)


_CTRL = Qt.KeyboardModifier.ControlModifier


class NumberField(QLineEdit):
    """A small number, right-aligned; ↑ and ↓ count. `changed` carries it after every change by the user."""

    changed = Signal(int)
    undo_requested = Signal()
    redo_requested = Signal()

    def __init__(
        self, appearance: Appearance, *, name: str, low: int, high: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._low, self._high = low, high
        self.setProperty("kind", "plain")
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setValidator(QIntValidator(low, high, self))
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setTextMargins(2, 2, 0, 2)
        self.textEdited.connect(self._tell)
        appearance.changed.connect(self._take_font)
        self._take_font()

    def value(self) -> int:
        """The number; the lowest one while there is none."""
        return int(self.text()) if self.text().isdecimal() else self._low

    def set_value(self, value: int) -> None:
        """Show a number without saying that it was changed; the lowest one is not shown over a placeholder."""
        if not self.hasFocus() or self.value() != value:
            self.setText("" if self._is_blank(value) else str(value))

    def stand_on(self, baseline: int) -> None:
        """Let the digits stand so many pixels below the upper edge of the field, beside words of another size."""
        metrics = self.fontMetrics()
        middle = (self.height() - metrics.height()) // 2 + metrics.ascent()
        lower = 2 * (baseline - middle)
        self.setTextMargins(2, max(2, 2 + lower), 0, max(2, 2 - lower))

    def _is_blank(self, value: int) -> bool:
        return value == self._low and bool(self.placeholderText())

    def _take_font(self) -> None:
        self.setFont(self._appearance.font("ui"))
        self.setFixedSize(self._width(), self._appearance.px(28))

    def _width(self) -> int:
        return self.fontMetrics().horizontalAdvance("0" * len(str(self._high))) + 14

    def _tell(self) -> None:
        if self.text() or self.placeholderText():
            self.changed.emit(self.value())

    def _step(self, by: int) -> None:
        value = max(self._low, min(self._high, self.value() + by))
        if value != self.value():
            self.setText(str(value))
            self.changed.emit(value)

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._width(), self._appearance.px(28))

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and undo_wish(event):
            event.accept()
            return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        wish = undo_wish(event)
        if wish:
            (self.undo_requested if wish == 1 else self.redo_requested).emit()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down) and not event.modifiers() & _ALT:
            self._step(1 if event.key() == Qt.Key.Key_Up else -1)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and event.modifiers() & _CTRL:
            event.ignore()
        else:
            super().keyPressEvent(event)

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        if not self.text() and not self.placeholderText():
            self.setText(str(self._low))
            self.changed.emit(self._low)
        super().focusOutEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self.hasFocus() or self.underMouse():
            theme = self._appearance.theme
            with QPainter(self) as painter:
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                painter.setPen(theme.focus if self.hasFocus() else theme.control)
                painter.setBrush(theme.raised)
                painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), 6, 6)
        super().paintEvent(event)


_ALT = Qt.KeyboardModifier.AltModifier
