"""Fields for numbers, times and days. Qt's style sheets cannot pad the text inside them, so they do it themselves."""

from PySide6.QtWidgets import QAbstractSpinBox, QDateEdit, QSpinBox, QTimeEdit, QWidget

_PADDING = 7


def _pad(field: QAbstractSpinBox) -> None:
    field.lineEdit().setTextMargins(_PADDING, 0, 0, 0)


class NumberBox(QSpinBox):
    """A whole number; half-typed numbers are not told to anybody."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setKeyboardTracking(False)
        _pad(self)


class TimeBox(QTimeEdit):
    """A time on the clock, 24 hours."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setDisplayFormat("HH:mm")
        self.setKeyboardTracking(False)
        _pad(self)


class DateBox(QDateEdit):
    """A day, with a calendar to choose it from."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setCalendarPopup(True)
        self.setDisplayFormat("yyyy-MM-dd")
        self.setKeyboardTracking(False)
