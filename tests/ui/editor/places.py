"""Where the caret stands in a text, and what is selected of it."""

from PySide6.QtGui import QTextCursor

from casedesk.ui.editor.rich_text_edit import RichTextEdit


def select(edit: RichTextEdit, start: int, end: int) -> None:
    cursor = edit.textCursor()
    cursor.setPosition(start)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    edit.setTextCursor(cursor)


def caret(edit: RichTextEdit, place: int) -> None:
    select(edit, place, place)
