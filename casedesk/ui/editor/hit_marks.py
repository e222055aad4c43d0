"""Search hits in a field: marked like with a marker pen, moving along with the words."""

from collections.abc import Sequence

from PySide6.QtGui import QTextCursor, QTextDocument
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit

from casedesk.ui.editor.text_places import python_to_qt
from casedesk.ui.theme import Theme

Field = QTextEdit | QPlainTextEdit


def hit_marks(
    document: QTextDocument, words: str, hits: Sequence[tuple[int, int]], theme: Theme
) -> list[QTextEdit.ExtraSelection]:
    """A mark for every [start, end) stretch of `words`, which is what the document says."""
    marks: list[QTextEdit.ExtraSelection] = []
    for start, end in python_to_qt(words, hits):
        mark = QTextEdit.ExtraSelection()
        cursor = QTextCursor(document)
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        mark.cursor = cursor  # pyright: ignore[reportAttributeAccessIssue] - the stubs know no fields
        mark.format.setBackground(theme.mark)  # pyright: ignore
        mark.format.setForeground(theme.mark_ink)  # pyright: ignore
        marks.append(mark)
    return marks


def hit_count(field: Field) -> int:
    """How many hits are marked in a field."""
    return len(field.extraSelections())


def hit_cursor(field: Field, at: int) -> QTextCursor:
    """A cursor that selects a hit that is marked in a field."""
    marks = field.extraSelections()
    return QTextCursor(marks[at].cursor)  # pyright: ignore[reportAttributeAccessIssue, reportArgumentType]
