"""A field with a few things to choose from, for columns that scroll."""

from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox
from typing_extensions import override


class ChoiceBox(QComboBox):
    """The wheel scrolls what it stands in, and never chooses something else in passing."""

    @override
    def wheelEvent(self, e: QWheelEvent) -> None:
        e.ignore()
