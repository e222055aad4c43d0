"""The hits of the current search in a case: marked in every field, and gone through one by one."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt, Signal

from casedesk.domain.filters import CaseFilter
from casedesk.ui.case_search import CaseSearch
from casedesk.ui.editor.case_column import CaseColumn
from casedesk.ui.editor.fields import CaseField
from casedesk.ui.editor.hit_marks import hit_count, hit_cursor
from casedesk.ui.editor.rich_text_edit import RichTextEdit

HitField = CaseField | RichTextEdit


def fields_of(column: CaseColumn) -> list[HitField]:
    """The fields of a case whose words can be found, in the order of the page."""
    fields: list[HitField] = [column.title, column.learner_title]
    for view in column.sections:
        fields.append(view.text)
        for row in view.questions.rows:
            fields.extend((row.text, row.answer))
    return fields


class CaseHits(QObject):
    """Asks where the words of the filter stand in the case that is shown, and marks them."""

    counted = Signal(int, int)
    """(which hit is selected, 0 for none; how many there are)"""

    def __init__(self, search: CaseSearch, column: CaseColumn, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._search = search
        self._column = column
        self._wanted = CaseFilter()
        self._case_id = 0
        self._at = -1
        self._is_paused = False
        search.marked.connect(self._show)

    def set_filter(self, wanted: CaseFilter) -> None:
        """Mark the words of another filter."""
        if wanted != self._wanted:
            self._wanted = wanted
            self.refresh(self._case_id)

    def pause(self, *, on: bool) -> None:
        """Leave the marks to somebody else for a while."""
        self._is_paused = on
        self.refresh(self._case_id)

    def refresh(self, case_id: int) -> None:
        """Mark anew, in a case that has just been shown."""
        if case_id != self._case_id:
            self._case_id, self._at = case_id, -1
        if self._is_paused:
            return
        fields = fields_of(self._column)
        if case_id and self._wanted.text:
            self._search.mark(("case", case_id), [field.plain() for field in fields], self._wanted)
            return
        for field in fields:
            field.set_hits(())
        self.counted.emit(0, 0)

    def step(self, by: int) -> bool:
        """Select the next hit (1) or the one before (-1), going round; False when there is none."""
        places = self._places()
        if not places:
            return False
        start = -1 if self._at < 0 and by > 0 else max(0, self._at)
        self._at = (start + by) % len(places)
        field, at = places[self._at]
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        field.setTextCursor(hit_cursor(field, at))
        self.counted.emit(self._at + 1, len(places))
        return True

    def _show(self, key: object, marks: Sequence[Sequence[tuple[int, int]]]) -> None:
        if self._is_paused or key != ("case", self._case_id):
            return
        for field, hits in zip(fields_of(self._column), marks, strict=False):
            field.set_hits(hits)
        total = len(self._places())
        self._at = min(self._at, total - 1)
        self.counted.emit(self._at + 1, total)

    def _places(self) -> list[tuple[HitField, int]]:
        return [(field, at) for field in fields_of(self._column) for at in range(hit_count(field))]
