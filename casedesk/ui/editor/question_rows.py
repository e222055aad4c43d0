"""The questions of a section as rows; the row that is worked on unfolds its expected answer."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from casedesk.domain.case import Question
from casedesk.domain.case_steps import move_question
from casedesk.texts import tr
from casedesk.ui.editor.question_row import BLEED, QuestionRow
from casedesk.ui.editor.row_drag import RowDrag
from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.buttons import Button
from casedesk.ui.widgets.labels import Words


class QuestionRows(QWidget):
    """All questions of a section, and the button for one more."""

    changed = Signal()
    """Words or numbers were typed."""
    arranged = Signal(str, object)
    """(what was done, the questions as they shall be): rows were added, deleted, moved or pasted."""
    left = Signal()
    undo_requested = Signal()
    redo_requested = Signal()

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self.rows: list[QuestionRow] = []
        self.add = Button(tr("Add a question"), "quiet_link", appearance=appearance, icon="plus", parent=self)
        self.add.clicked.connect(self.add_row)
        keys = Words(appearance, "Ctrl+Enter", kind="meta", tone="ink2", parent=self)
        self._drag = RowDrag(appearance, self, lambda: self.rows)
        self._drag.moved.connect(self._move)
        self._column = QVBoxLayout()
        self._column.setSpacing(0)
        last = QHBoxLayout()
        last.setContentsMargins(BLEED + 28, 4, 0, 0)
        last.setSpacing(12)
        last.addWidget(self.add)
        last.addWidget(keys)
        last.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(self._column)
        layout.addLayout(last)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._follow_focus)

    def questions(self) -> tuple[Question, ...]:
        """The questions as they are on the screen."""
        return tuple(row.question() for row in self.rows)

    def show_questions(self, questions: Sequence[Question]) -> None:
        """Show questions without saying that they were changed; rows keep their widgets, and so the caret.

        Where the row with the caret goes, the row before takes it: what is typed next must not be a key of the list.
        """
        now = QApplication.focusWidget()
        had_focus = now is not None and any(row.isAncestorOf(now) for row in self.rows[len(questions) :])
        if had_focus:
            self.focus_row(len(questions) - 1, of=len(questions))
        while len(self.rows) > len(questions):
            row = self.rows.pop()
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        while len(self.rows) < len(questions):
            self._append_row()
        for at, (row, question) in enumerate(zip(self.rows, questions, strict=True)):
            row.show_question(question, at + 1)

    def add_row(self, *, after: int = -1) -> None:
        """Add an empty question behind a row, or at the end, and put the caret into it."""
        at = len(self.rows) if after < 0 else after + 1
        questions = list(self.questions())
        questions.insert(at, Question(""))
        self.arranged.emit(tr("Add a question"), tuple(questions))
        self.focus_row(at)

    def focus_row(self, at: int, *, of: int | None = None) -> None:
        """Put the caret into the text of a row, of the first `of` ones; into the add button where there are none."""
        count = len(self.rows) if of is None else of
        if count:
            self.rows[max(0, min(at, count - 1))].text.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.add.setFocus(Qt.FocusReason.OtherFocusReason)

    def _append_row(self) -> None:
        row = QuestionRow(self._appearance, self)
        row.changed.connect(self.changed)
        row.left.connect(self.left)
        row.undo_requested.connect(self.undo_requested)
        row.redo_requested.connect(self.redo_requested)
        row.wish.connect(self._carry_out)
        row.rows_pasted.connect(self._paste_rows)
        self._drag.serve(row.grip, row)
        self.rows.append(row)
        self._column.addWidget(row)
        row.show()

    def _carry_out(self, wish: str) -> None:
        at = self._place_of_sender()
        questions = self.questions()
        match wish:
            case "add":
                self.add_row(after=at)
                return
            case "delete":
                self.arranged.emit(tr("Delete a question"), questions[:at] + questions[at + 1 :])
                self.focus_row(at)
            case _:
                self._move(at, at + (-1 if wish == "up" else 1))

    def _move(self, at: int, to: int) -> None:
        questions = self.questions()
        moved = move_question(questions, at, to)
        if moved != questions:
            self.arranged.emit(tr("Move a question"), moved)
            self.focus_row(to)

    def _paste_rows(self, fresh: tuple[Question, ...]) -> None:
        at = self._place_of_sender()
        questions = self.questions()
        is_empty = not questions[at].text.strip()
        behind = questions[at + 1 :]
        kept = questions[: at + (not is_empty)]
        self.arranged.emit(tr("Paste questions"), (*kept, *fresh, *behind))
        self.focus_row(len(kept) + len(fresh) - 1)

    def _place_of_sender(self) -> int:
        sender = self.sender()
        return next((at for at, row in enumerate(self.rows) if row is sender), 0)

    def _follow_focus(self, _old: QWidget | None, now: QWidget | None) -> None:
        if now is None or QApplication.activePopupWidget() is not None:
            return
        for row in self.rows:
            is_inside = row is now or row.isAncestorOf(now)
            if is_inside != row.answer.isVisibleTo(row):
                row.set_active(on=is_inside)
