"""The words of a question while they are written: a list becomes rows, and options get their letters."""

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from casedesk.domain.choices import is_blank_option, next_option, numbered_questions
from casedesk.ui.editor.fields import CaseField
from casedesk.ui.theme import Appearance


class QuestionField(CaseField):
    """A field that knows numbered lists and lettered options."""

    rows_pasted = Signal(object)
    """The questions of a numbered list that was pasted."""

    def __init__(self, appearance: Appearance, *, name: str, placeholder: str, parent: QWidget | None = None) -> None:
        super().__init__(appearance, name=name, kind="reading", placeholder=placeholder, parent=parent)

    @override
    def insertFromMimeData(self, source: QMimeData) -> None:
        questions = numbered_questions(source.text())
        if questions:
            self.rows_pasted.emit(questions)
        else:
            super().insertFromMimeData(source)

    @override
    def keyPressEvent(self, e: QKeyEvent) -> None:
        is_enter = e.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and e.modifiers() in (_NONE, _KEYPAD)
        if not is_enter or not self._go_on_with_options():
            super().keyPressEvent(e)

    def _go_on_with_options(self) -> bool:
        """Begin the next option behind one, or end the list where the last one was left empty."""
        cursor = self.textCursor()
        line = cursor.block().text()
        if cursor.hasSelection() or not cursor.atBlockEnd():
            return False
        if is_blank_option(line) and not cursor.block().next().isValid():
            cursor.movePosition(QTextCursor.MoveOperation.StartOfBlock, QTextCursor.MoveMode.KeepAnchor)
            cursor.removeSelectedText()
            return True
        letter = next_option(line)
        if not letter or is_blank_option(cursor.block().next().text()):
            return False
        cursor.insertText(f"\n{letter}")
        return True


_NONE = Qt.KeyboardModifier.NoModifier
_KEYPAD = Qt.KeyboardModifier.KeypadModifier
