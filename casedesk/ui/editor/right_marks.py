"""Which options of a question are right: a button for each, or for true and false."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from casedesk.domain.case import Question, QuestionKind
from casedesk.domain.choices import CHOICE_KINDS, LETTERS, choices_of, verdict_of, with_right, with_verdict
from casedesk.texts import tr
from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.labels import Words


class RightMarks(QWidget):
    """The marks of one question. A click tells the question as it shall be."""

    marked = Signal(object)

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._question = Question("")
        self._shown: tuple[tuple[str, str], ...] = ()
        self.buttons: list[QToolButton] = []
        self._name = Words(appearance, tr("Right answer"), kind="meta", tone="ink2", parent=self)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(4)
        self._row.addWidget(self._name)
        self._row.addSpacing(4)

    @property
    def has_marks(self) -> bool:
        """Whether there is anything to mark."""
        return bool(self.buttons)

    def show_question(self, question: Question) -> None:
        """Show the marks of a question; none for one that is answered in words."""
        self._question = question
        names = tuple(_names(question))
        if names != self._shown:
            self._build(names)
        right = _right(question)
        for at, button in enumerate(self.buttons):
            button.setChecked(at in right)
            button.setText(f"✓ {names[at][0]}" if at in right else names[at][0])

    def _build(self, names: tuple[tuple[str, str], ...]) -> None:
        self._shown = names
        for button in self.buttons:
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.buttons = [self._button(at, words, about) for at, (words, about) in enumerate(names)]

    def _button(self, at: int, words: str, about: str) -> QToolButton:
        button = QToolButton(self)
        button.setCheckable(True)
        button.setProperty("chip", "quiet")
        button.setProperty("on", "wash")
        button.setFont(self._appearance.font("meta"))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setToolTip(about)
        button.setAccessibleName(tr("{option} is right").format(option=about or words))
        button.clicked.connect(self._marker(at))
        self._row.addWidget(button)
        button.show()
        return button

    def _marker(self, at: int) -> Callable[[], None]:
        return lambda: self.marked.emit(_marked(self._question, at))


def _names(question: Question) -> list[tuple[str, str]]:
    if question.kind is QuestionKind.TRUE_FALSE:
        return [(tr("True"), ""), (tr("False"), "")]
    if question.kind not in CHOICE_KINDS:
        return []
    options = choices_of(question).options[: len(LETTERS)]
    return [(LETTERS[at], f"{LETTERS[at]}. {option}" if option else "") for at, option in enumerate(options)]


def _right(question: Question) -> frozenset[int]:
    if question.kind is QuestionKind.TRUE_FALSE:
        verdict = verdict_of(question)
        return frozenset() if verdict is None else frozenset({0 if verdict else 1})
    return choices_of(question).right


def _marked(question: Question, at: int) -> Question:
    """The question with a mark set or taken away."""
    right = _right(question)
    is_on = at not in right
    match question.kind:
        case QuestionKind.TRUE_FALSE:
            return with_verdict(question, (at == 0) if is_on else None)
        case QuestionKind.SINGLE_CHOICE:
            return with_right(question, {at} if is_on else ())
        case _:
            return with_right(question, right ^ {at})
