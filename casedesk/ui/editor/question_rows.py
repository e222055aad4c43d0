"""The questions of a section as rows; the row that is worked on unfolds its expected answer."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QGridLayout, QHBoxLayout, QMenu, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from casedesk.domain.case import Question, QuestionKind
from casedesk.domain.case_steps import move_question
from casedesk.texts import tr
from casedesk.ui.editor.case_words import kind_name
from casedesk.ui.editor.fields import CaseField, NumberField
from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.buttons import Button, IconButton
from casedesk.ui.widgets.labels import Words

_BLEED = 12
"""How far the paper of the active row reaches beyond the text column."""


class QuestionRow(QWidget):
    """One question: number, text, minutes, lines, and the expected answer while it is active."""

    changed = Signal()
    wish = Signal(str)
    """"up", "down", "delete" or "add"."""
    rows_pasted = Signal(object)
    undo_requested = Signal()
    redo_requested = Signal()
    left = Signal()

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._question = Question("")
        self._is_active = False
        self._number = Words(appearance, tone="ink2", parent=self)
        self.text = CaseField(
            appearance, name=tr("Question"), kind="reading", placeholder=tr("Question"), takes_rows=True, parent=self
        )
        self.minutes = NumberField(appearance, name=tr("Minutes for this question"), low=0, high=999, parent=self)
        self.lines = NumberField(appearance, name=tr("Lines to write on"), low=0, high=99, parent=self)
        self._answer_name = Words(appearance, tr("Expected answer"), kind="meta", tone="ink2", parent=self)
        self.answer = CaseField(
            appearance, name=tr("Expected answer"), placeholder=tr("For trainers only"), parent=self
        )
        self.more = IconButton(appearance, "dots-three", tr("More for this question"), self)
        self.more.clicked.connect(self._show_menu)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._lay_out()
        self._connect()
        self.set_active(on=False)

    def question(self) -> Question:
        """The question as it is on the screen."""
        return replace(
            self._question,
            text=self.text.text(),
            answer=self.answer.text(),
            minutes=self.minutes.value(),
            lines=self.lines.value(),
        )

    def show_question(self, question: Question, number: int) -> None:
        """Show a question without saying that it was changed."""
        self._question = question
        self._number.setText(str(number))
        self.text.set_text(question.text)
        self.text.setAccessibleName(tr("Question {n}").format(n=number))
        self.answer.set_text(question.answer)
        self.answer.setAccessibleName(tr("Expected answer to question {n}").format(n=number))
        self.minutes.set_value(question.minutes)
        self.lines.set_value(question.lines)

    def set_active(self, *, on: bool) -> None:
        """Unfold the row, or fold it."""
        self._is_active = on
        self._answer_name.setVisible(on)
        self.answer.setVisible(on)
        self.more.setVisible(on)
        self.update()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and event.modifiers() & _CTRL:
            self.wish.emit("add")
        elif is_alt and event.key() == Qt.Key.Key_Up:
            self.wish.emit("up")
        elif is_alt and event.key() == Qt.Key.Key_Down:
            self.wish.emit("down")
        else:
            super().keyPressEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._is_active:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._appearance.theme.hover)
        painter.drawRoundedRect(self.rect(), 6, 6)
        painter.end()

    def _lay_out(self) -> None:
        top = Qt.AlignmentFlag.AlignTop
        self._number.setContentsMargins(0, 6, 0, 0)
        self._number.setFixedWidth(self._appearance.px(24))
        self._answer_name.setContentsMargins(4, 6, 0, 0)
        self._answer_name.setAlignment(top)
        answer = QHBoxLayout()
        answer.setSpacing(8)
        answer.addWidget(self._answer_name, 0, top)
        answer.addWidget(self.answer, 1)
        answer.addWidget(self.more, 0, top)
        grid = QGridLayout(self)
        grid.setContentsMargins(_BLEED, 4, _BLEED, 4)
        grid.setHorizontalSpacing(2)
        grid.setVerticalSpacing(4)
        grid.addWidget(self._number, 0, 0, top)
        grid.addWidget(self.text, 0, 1)
        for at, (field, unit) in enumerate(((self.minutes, tr("min")), (self.lines, tr("lines")))):
            words = Words(self._appearance, unit, kind="meta", tone="ink2", parent=self)
            words.setContentsMargins(0, 7, 12 if at == 0 else 0, 0)
            grid.addWidget(field, 0, 2 + 2 * at, top)
            grid.addWidget(words, 0, 3 + 2 * at, top)
        grid.addLayout(answer, 1, 1, 1, 5)
        grid.setColumnStretch(1, 1)

    def _connect(self) -> None:
        self.text.edited.connect(self._tell)
        self.answer.edited.connect(self._tell)
        self.minutes.changed.connect(self._tell)
        self.lines.changed.connect(self._tell)
        self.text.rows_pasted.connect(self.rows_pasted)
        for field in (self.text, self.answer):
            field.left.connect(self.left)
        for field in (self.text, self.answer, self.minutes, self.lines):
            field.undo_requested.connect(self.undo_requested)
            field.redo_requested.connect(self.redo_requested)

    def _tell(self) -> None:
        self.changed.emit()

    def _show_menu(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for wish, words in (("up", tr("Move up")), ("down", tr("Move down"))):
            menu.addAction(words).triggered.connect(self._wisher(wish))
        kinds = menu.addMenu(tr("Kind of question"))
        for kind in QuestionKind:
            action = QAction(kind_name(kind), kinds)
            action.setCheckable(True)
            action.setChecked(kind is self._question.kind)
            action.setData(kind)
            kinds.addAction(action)
        kinds.triggered.connect(self._set_kind)
        menu.addSeparator()
        menu.addAction(tr("Delete question")).triggered.connect(self._wisher("delete"))
        menu.popup(self.more.mapToGlobal(QPoint(0, self.more.height())))

    def _wisher(self, wish: str):
        return lambda: self.wish.emit(wish)

    def _set_kind(self, action: QAction) -> None:
        self._question = replace(self.question(), kind=QuestionKind(action.data()))
        self.changed.emit()


_CTRL = Qt.KeyboardModifier.ControlModifier


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
        self._column = QVBoxLayout()
        self._column.setSpacing(0)
        last = QHBoxLayout()
        last.setContentsMargins(_BLEED + 28, 4, 0, 0)
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
        """Show questions without saying that they were changed; rows keep their widgets, and so the caret."""
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

    def focus_row(self, at: int) -> None:
        """Put the caret into the text of a row; into the add button where there are none."""
        if self.rows:
            self.rows[max(0, min(at, len(self.rows) - 1))].text.setFocus(Qt.FocusReason.OtherFocusReason)
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
                words, to = tr("Delete a question"), at
                questions = questions[:at] + questions[at + 1 :]
            case _:
                words, to = tr("Move a question"), at + (-1 if wish == "up" else 1)
                questions = move_question(questions, at, to)
        if questions != self.questions():
            self.arranged.emit(words, questions)
            self.focus_row(to)

    def _paste_rows(self, texts: tuple[str, ...]) -> None:
        at = self._place_of_sender()
        questions = self.questions()
        is_empty = not questions[at].text.strip()
        fresh = tuple(Question(text) for text in texts)
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
