"""Search hits in a field: marked like with a marker pen, moving along with the words."""

from collections.abc import Sequence

from PySide6.QtGui import QTextCursor, QTextDocument
from PySide6.QtWidgets import QTextEdit

from casedesk.ui.editor.text_places import python_to_qt
from casedesk.ui.theme import Theme


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
