"""A question as a row: number, words, minutes and lines, and what only the row that is worked on unfolds.

What is as usual is not told: a row that is not worked on names its kind, whom it is for and its points only where
they say something.
"""

from dataclasses import replace

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from casedesk.domain.case import Question, QuestionKind
from casedesk.texts import tr
from casedesk.ui.editor.fields import CaseField, NumberField
from casedesk.ui.editor.question_field import QuestionField
from casedesk.ui.editor.question_menus import kind_menu, more_menu
from casedesk.ui.editor.right_marks import RightMarks
from casedesk.ui.editor.row_drag import Grip
from casedesk.ui.models.value_names import depth_name, question_kind_name
from casedesk.ui.theme import Appearance, FontKind
from casedesk.ui.widgets.buttons import IconButton, LinkButton
from casedesk.ui.widgets.flow_layout import FlowLayout
from casedesk.ui.widgets.growing_text import FIELD_MARGIN
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
            appearance, name=tr("Expected answer"), kind="note", placeholder=tr("For trainers only"), parent=self
        )
        self.answer.setProperty("tone", "ink2")
        self.kind = LinkButton("", self, is_quiet=True)
        self.kind.setFont(appearance.font("meta"))
        self.kind.clicked.connect(self._choose_kind)
        self.marks = RightMarks(appearance, self)
        self.points = NumberField(appearance, name=tr("Points for this question"), low=0, high=999, parent=self)
        self.points.setPlaceholderText("0")
        self._points = QWidget(self)
        self.more = IconButton(appearance, "dots-three", tr("More for this question"), self)
        self.more.clicked.connect(self._show_menu)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._units: list[Words] = []
        self._lay_out()
        self._connect()
        appearance.changed.connect(self._align)
        self._align()
        self.set_active(on=False)

    def question(self) -> Question:
        """The question as it is on the screen."""
        return replace(
            self._question,
            text=self.text.text(),
            answer=self.answer.text(),
            minutes=self.minutes.value(),
            lines=self.lines.value(),
            points=self.points.value(),
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
        self.points.set_value(question.points)
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
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._appearance.theme.hover)
            painter.drawRoundedRect(self.rect(), 6, 6)

    def _lay_out(self) -> None:
        top = Qt.AlignmentFlag.AlignTop
        self._answer_name.setAlignment(top)
        answer = QHBoxLayout()
        answer.setSpacing(8)
        answer.addWidget(self._answer_name, 0, top)
        answer.addWidget(self.answer, 1)
        points = QHBoxLayout(self._points)
        points.setContentsMargins(0, 0, 0, 0)
        points.setSpacing(2)
        points.addWidget(Words(self._appearance, tr("Points"), kind="meta", tone="ink2", parent=self._points))
        points.addWidget(self.points)
        parts = FlowLayout(spacing=12, line_spacing=4)  # in twice the size they need two lines
        parts.setContentsMargins(2, 0, 0, 0)
        for part in (self.kind, self.marks, self._points):
            parts.addWidget(part)
        kind = QHBoxLayout()
        kind.addLayout(parts, 1)
        kind.addWidget(self.more, 0, top)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 4, BLEED, 4)
        grid.setHorizontalSpacing(2)
        grid.setVerticalSpacing(4)
        number = QHBoxLayout()
        number.setSpacing(0)
        number.addWidget(self.grip, 0, top)
        number.addWidget(self._number, 0, top)
        grid.addLayout(number, 0, 0, top)
        self._text_place = QVBoxLayout()
        self._text_place.addWidget(self.text)
        grid.addLayout(self._text_place, 0, 1, top)
        for at, (field, unit) in enumerate(((self.minutes, tr("min")), (self.lines, tr("lines")))):
            words = Words(self._appearance, unit, kind="meta", tone="ink2", parent=self)
            self._units.append(words)
            grid.addWidget(field, 0, 2 + 2 * at, top)
            grid.addWidget(words, 0, 3 + 2 * at, top)
        grid.addLayout(answer, 1, 1, 1, 5)
        grid.addLayout(kind, 2, 1, 1, 5)
        grid.setColumnStretch(1, 1)

    def _align(self) -> None:
        """Let number, words, minutes and lines stand on one line of writing, at any size of the interface."""
        ui, reading, note, meta = (self._ascent(kind) for kind in ("ui", "reading", "note", "meta"))
        words = FIELD_MARGIN + max(ui, reading)
        self._text_place.setContentsMargins(0, max(0, ui - reading), 0, 0)
        self._number.setContentsMargins(0, words - ui, 0, 0)
        self._number.setFixedWidth(self._appearance.px(24))
        self._answer_name.setContentsMargins(4, max(0, FIELD_MARGIN + note - meta), 0, 0)
        for at, unit in enumerate(self._units):
            unit.setContentsMargins(0, words - meta, 12 if at == 0 else 0, 0)
        for field in (self.minutes, self.lines):
            field.stand_on(words)

    def _ascent(self, kind: FontKind) -> int:
        return QFontMetrics(self._appearance.font(kind)).ascent()

    def _connect(self) -> None:
        self.text.edited.connect(self._tell)
        self.answer.edited.connect(self._tell)
        self.minutes.changed.connect(self._tell)
        self.lines.changed.connect(self._tell)
        self.points.changed.connect(self._tell)
        self.marks.marked.connect(self._take_marks)
        self.text.rows_pasted.connect(self.rows_pasted)
        for field in (self.text, self.answer):
            field.left.connect(self.left)
        for field in (self.text, self.answer, self.minutes, self.lines, self.points):
            field.undo_requested.connect(self.undo_requested)
            field.redo_requested.connect(self.redo_requested)

    def _tell(self) -> None:
        self._show_kind()
        self.changed.emit()

    def _show_kind(self) -> None:
        question = self.question()
        is_usual = question.kind is QuestionKind.DISCUSSION
        name = " · ".join(
            filter(
                None,
                (
                    question_kind_name(question.kind) if self._is_active or not is_usual else "",
                    depth_name(question.depth) if question.depth else "",
                ),
            )
        )
        self.kind.setText(name)
        self.kind.setAccessibleName(tr("Kind of question: {name}, change").format(name=name))
        self.kind.setVisible(bool(name))
        self.marks.show_question(question)
        self.marks.setVisible(self._is_active and self.marks.has_marks)
        self._points.setVisible(self._is_active or question.points > 0)

    def _take_marks(self, question: Question) -> None:
        self._question = question
        self.answer.set_text(question.answer)
        self._tell()

    def _show_menu(self) -> None:
        menu = more_menu(self, self.wish.emit)
        menu.popup(self.more.mapToGlobal(QPoint(0, self.more.height())))

    def _choose_kind(self) -> None:
        menu = kind_menu(self, self.question(), self.put)
        menu.popup(self.kind.mapToGlobal(QPoint(0, self.kind.height())))

    def put(self, question: Question) -> None:
        """Make it this question, as the user does with the menu of kinds."""
        self._question = question
        self.text.set_text(question.text)
        self.answer.set_text(question.answer)
        self._tell()
