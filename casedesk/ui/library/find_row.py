"""The line in a group of the filter panel in which part of a value's name is typed."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget
from typing_extensions import override


class FindRow(QLineEdit):
    """Escape closes it."""

    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setClearButtonEnabled(True)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)


def padded(widget: QWidget, margin: int) -> QWidget:
    """The widget with room at its sides, for a row of a tree."""
    holder = QWidget()
    layout = QHBoxLayout(holder)
    layout.setContentsMargins(margin, 2, margin, 2)
    layout.addWidget(widget)
    holder.setFocusProxy(widget)
    return holder
