"""A line to type in that keeps Undo for itself only while it has something to undo."""

from PySide6.QtCore import QEvent, QSignalBlocker
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit
from typing_extensions import override


class LineField(QLineEdit):
    """A line edit whose Undo and Redo are the library's when its own words have none to take back.

    Qt's line edit claims both keys always, so that after a step that left the focus here Ctrl+Z would do nothing.
    """

    @override
    def event(self, arg__1: QEvent) -> bool:
        if arg__1.type() == QEvent.Type.ShortcutOverride and isinstance(arg__1, QKeyEvent) and self._passes(arg__1):
            arg__1.ignore()
            return True
        return super().event(arg__1)

    def forget_steps(self) -> None:
        """Leave the words as they are, with nothing to take back."""
        with QSignalBlocker(self):
            self.setText(self.text())

    def _passes(self, keys: QKeyEvent) -> bool:
        is_undo = keys.matches(QKeySequence.StandardKey.Undo) and not self.isUndoAvailable()
        return is_undo or (keys.matches(QKeySequence.StandardKey.Redo) and not self.isRedoAvailable())
