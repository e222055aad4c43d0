"""A question as a row: number, words, minutes and lines, and what only the row that is worked on unfolds."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QMenu, QSizePolicy, QWidget
from typing_extensions import override

from casedesk.domain.case import Question, QuestionKind
from casedesk.domain.choices import of_kind
from casedesk.texts import tr
from casedesk.ui.editor.case_words import kind_name
from casedesk.ui.editor.fields import CaseField, NumberField
from casedesk.ui.editor.question_field import QuestionField
from casedesk.ui.editor.right_marks import RightMarks
from casedesk.ui.editor.row_drag import Grip
from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.buttons import IconButton, LinkButton
from casedesk.ui.widgets.labels import Words

BLEED = 12
"""How far the paper of the active row reaches beyond the text column."""

_CTRL = Qt.KeyboardModifier.ControlModifier


class QuestionRow(QWidget):
    """One question. While it is active, its expected answer, its kind and its right options can be seen."""

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
        self.grip = Grip(appearance, tr("Drag to another place (Alt+↑, Alt+↓)"), self)
        self.text = QuestionField(appearance, name=tr("Question"), placeholder=tr("Question"), parent=self)
        self.minutes = NumberField(appearance, name=tr("Minutes for this question"), low=0, high=999, parent=self)
        self.lines = NumberField(appearance, name=tr("Lines to write on"), low=0, high=99, parent=self)
        self._answer_name = Words(appearance, tr("Expected answer"), kind="meta", tone="ink2", parent=self)
        self.answer = CaseField(
            appearance, name=tr("Expected answer"), placeholder=tr("For trainers only"), parent=self
        )
        self.kind = LinkButton("", self, is_quiet=True)
        self.kind.setFont(appearance.font("meta"))
        self.kind.clicked.connect(self._choose_kind)
        self.marks = RightMarks(appearance, self)
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
        self._show_kind()

    def set_active(self, *, on: bool) -> None:
        """Unfold the row, or fold it."""
        self._is_active = on
        self._answer_name.setVisible(on)
        self.answer.setVisible(on)
        self.more.setVisible(on)
        self._show_kind()
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
        kind = QHBoxLayout()
        kind.setSpacing(12)
        kind.addWidget(self.kind)
        kind.addWidget(self.marks)
        kind.addStretch(1)
        kind.addWidget(self.more)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 4, BLEED, 4)
        grid.setHorizontalSpacing(2)
        grid.setVerticalSpacing(4)
        number = QHBoxLayout()
        number.setSpacing(0)
        number.addWidget(self.grip, 0, top)
        number.addWidget(self._number, 0, top)
        grid.addLayout(number, 0, 0, top)
        grid.addWidget(self.text, 0, 1)
        for at, (field, unit) in enumerate(((self.minutes, tr("min")), (self.lines, tr("lines")))):
            words = Words(self._appearance, unit, kind="meta", tone="ink2", parent=self)
            words.setContentsMargins(0, 7, 12 if at == 0 else 0, 0)
            grid.addWidget(field, 0, 2 + 2 * at, top)
            grid.addWidget(words, 0, 3 + 2 * at, top)
        grid.addLayout(answer, 1, 1, 1, 5)
        grid.addLayout(kind, 2, 1, 1, 5)
        grid.setColumnStretch(1, 1)

    def _connect(self) -> None:
        self.text.edited.connect(self._tell)
        self.answer.edited.connect(self._tell)
        self.minutes.changed.connect(self._tell)
        self.lines.changed.connect(self._tell)
        self.marks.marked.connect(self._take_marks)
        self.text.rows_pasted.connect(self.rows_pasted)
        for field in (self.text, self.answer):
            field.left.connect(self.left)
        for field in (self.text, self.answer, self.minutes, self.lines):
            field.undo_requested.connect(self.undo_requested)
            field.redo_requested.connect(self.redo_requested)

    def _tell(self) -> None:
        self._show_kind()
        self.changed.emit()

    def _show_kind(self) -> None:
        question = self.question()
        name = kind_name(question.kind)
        self.kind.setText(name)
        self.kind.setAccessibleName(tr("Kind of question: {name}, change").format(name=name))
        self.kind.setVisible(self._is_active or question.kind is not QuestionKind.DISCUSSION)
        self.marks.show_question(question)
        self.marks.setVisible(self._is_active and self.marks.has_marks)

    def _take_marks(self, question: Question) -> None:
        self._question = question
        self.answer.set_text(question.answer)
        self._tell()

    def _show_menu(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for wish, words in (("up", tr("Move up")), ("down", tr("Move down"))):
            menu.addAction(words).triggered.connect(self._wisher(wish))
        menu.addSeparator()
        menu.addAction(tr("Delete question")).triggered.connect(self._wisher("delete"))
        menu.popup(self.more.mapToGlobal(QPoint(0, self.more.height())))

    def _wisher(self, wish: str) -> Callable[[], None]:
        return lambda: self.wish.emit(wish)

    def _choose_kind(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for kind in QuestionKind:
            action = QAction(kind_name(kind), menu)
            action.setCheckable(True)
            action.setChecked(kind is self._question.kind)
            action.triggered.connect(self._kind_setter(kind))
            menu.addAction(action)
        menu.popup(self.kind.mapToGlobal(QPoint(0, self.kind.height())))

    def _kind_setter(self, kind: QuestionKind) -> Callable[[], None]:
        return lambda: self.set_kind(kind)

    def set_kind(self, kind: QuestionKind) -> None:
        """Make it a question of another kind, as the user does with the menu."""
        self._question = of_kind(self.question(), kind)
        self.text.set_text(self._question.text)
        self.answer.set_text(self._question.answer)
        self._tell()
