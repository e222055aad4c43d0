"""Fields for numbers, times, days and choices. Qt's style sheets cannot pad the text in them, so they do it themselves.

The wheel neither changes them nor gives them the focus: it scrolls the page on which they stand. Undo and Redo are
the library's but while something is half typed.
"""

import re

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QValidator, QWheelEvent
from PySide6.QtWidgets import QAbstractSpinBox, QComboBox, QDateEdit, QDateTimeEdit, QSpinBox, QTimeEdit, QWidget
from typing_extensions import override

_PADDING = 7
_PRICE = re.compile(r"\d{0,4}[.,]?\d{0,2}")


def _leave_the_wheel(field: QWidget) -> None:
    field.setFocusPolicy(Qt.FocusPolicy.StrongFocus)


def _pad(field: QAbstractSpinBox) -> None:
    field.lineEdit().setTextMargins(_PADDING, 0, 0, 0)


def _lets_undo_pass(field: QSpinBox | QDateTimeEdit, event: QEvent) -> bool:
    """Whether the event asks for the keys of undo or redo and the field, which has no step of its own, leaves them."""
    if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    is_undo = event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo)
    if not is_undo or _is_half_typed(field):
        return False
    event.ignore()
    return True


def _is_half_typed(field: QSpinBox | QDateTimeEdit) -> bool:
    if isinstance(field, QSpinBox):
        return field.cleanText() not in (field.textFromValue(field.value()), field.specialValueText())
    return field.text() != field.textFromDateTime(field.dateTime())


class _LetsThePageScroll:
    """Passes the wheel on."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class NumberBox(_LetsThePageScroll, QSpinBox):
    """A whole number; half-typed numbers are not told to anybody."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setKeyboardTracking(False)
        _leave_the_wheel(self)
        _pad(self)

    @override
    def event(self, event: QEvent) -> bool:
        return _lets_undo_pass(self, event) or super().event(event)


class PriceBox(NumberBox):
    """A price in hundredths, shown and typed with two decimals."""

    @override
    def textFromValue(self, value: int) -> str:
        return f"{value / 100:.2f}"

    @override
    def valueFromText(self, text: str) -> int:
        return round(float(text.replace(",", ".")) * 100)

    @override
    def validate(self, text: str, position: int) -> tuple[QValidator.State, str, int]:
        is_price = bool(_PRICE.fullmatch(text)) and (not text.strip(".,") or self.valueFromText(text) <= self.maximum())
        state = QValidator.State.Acceptable if text.strip(".,") else QValidator.State.Intermediate
        return (state if is_price or text == self.specialValueText() else QValidator.State.Invalid, text, position)


class TimeBox(_LetsThePageScroll, QTimeEdit):
    """A time on the clock, 24 hours."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setDisplayFormat("HH:mm")
        self.setKeyboardTracking(False)
        _leave_the_wheel(self)
        _pad(self)

    @override
    def event(self, event: QEvent) -> bool:
        return _lets_undo_pass(self, event) or super().event(event)


class DateBox(_LetsThePageScroll, QDateEdit):
    """A day, with a calendar to choose it from."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        _leave_the_wheel(self)
        self.setCalendarPopup(True)
        self.setDisplayFormat("yyyy-MM-dd")
        self.setKeyboardTracking(False)

    @override
    def event(self, event: QEvent) -> bool:
        return _lets_undo_pass(self, event) or super().event(event)


class ChoiceBox(_LetsThePageScroll, QComboBox):
    """One of several values."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        _leave_the_wheel(self)
