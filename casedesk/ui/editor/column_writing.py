"""What is typed and done in the column of a case goes to the editing, and what comes of it is shown there."""

from dataclasses import replace

from PySide6.QtCore import QObject

from casedesk.texts import tr
from casedesk.ui.editor.case_column import CaseColumn
from casedesk.ui.editor.case_editing import CaseEditing, Change
from casedesk.ui.session import LibrarySession


class ColumnWriting(QObject):
    """Connects the two, and takes their undo to the library's."""

    def __init__(self, session: LibrarySession, editing: CaseEditing, column: CaseColumn, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._editing = editing
        self._column = column
        column.typed.connect(editing.touch)
        column.done.connect(self._do)
        column.left.connect(editing.flush)
        column.undo_requested.connect(self._undo)
        column.redo_requested.connect(self._redo)
        editing.overtaken.connect(session.refused)

    def set_minutes(self, minutes: int | None) -> None:
        """Type the trainer's own minutes, which stand beside the column."""
        self._editing.touch("minutes", tr("Change minutes"), lambda case: replace(case, minutes=minutes))

    def _do(self, text: str, change: Change) -> None:
        if self._editing.do(text, change):
            self._column.show_case(self._editing.case)

    def _undo(self) -> None:
        self._editing.flush()
        self._session.undo()

    def _redo(self) -> None:
        self._editing.flush()
        self._session.redo()
