"""The two titles of a case: the one that it has in the library, and the one that learners see."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from casedesk.domain.case import Case
from casedesk.texts import tr
from casedesk.ui.editor.fields import CaseField
from casedesk.ui.editor.section_head import BLEED
from casedesk.ui.editor.title_hint import TitleHint
from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.labels import Words


class CaseTitles(QWidget):
    """Both titles, edited in place, and a word where the second gives the lesson away."""

    typed = Signal(str, str, object)
    """(key of the field, name of the step, Change): a title is being typed."""
    done = Signal(str, object)
    """(name of the step, Change): something to be written at once."""
    left = Signal()
    entered = Signal()
    """Enter was pressed in the last title."""
    undo_requested = Signal()
    redo_requested = Signal()

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = CaseField(
            appearance, name=tr("Library title"), kind="title", placeholder=tr("Library title"), single_line=True,
            parent=self,
        )  # fmt: skip
        self._learner_name = Words(appearance, tr("Learner title"), kind="meta", tone="ink2", parent=self)
        self.learner_title = CaseField(
            appearance, name=tr("Learner title"), kind="reading", placeholder=tr("A neutral title, for print"),
            single_line=True, parent=self,
        )  # fmt: skip
        self.hint = TitleHint(appearance, self)
        self._lay_out()
        self._connect()

    def show_case(self, case: Case) -> None:
        """Show the titles of a case without saying that they were edited."""
        self.title.set_text(case.title)
        self.learner_title.set_text(case.learner_title)
        self.hint.show_case(case)

    def _lay_out(self) -> None:
        first = QHBoxLayout()
        first.setContentsMargins(BLEED - 4, 0, BLEED - 4, 0)
        first.addWidget(self.title)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.learner_title)
        words.addWidget(self.hint)
        second = QHBoxLayout()
        second.setContentsMargins(BLEED, 0, BLEED, 0)
        second.setSpacing(8)
        second.addWidget(self._learner_name, 0, Qt.AlignmentFlag.AlignTop)
        second.addLayout(words, 1)
        second.addWidget(self.hint.fine, 0, Qt.AlignmentFlag.AlignTop)
        for beside in (self._learner_name, self.hint.fine):
            beside.setContentsMargins(0, 7, 0, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(first)
        column.addLayout(second)

    def _connect(self) -> None:
        self.title.edited.connect(self._type_title)
        self.learner_title.edited.connect(self._type_learner_title)
        for field in (self.title, self.learner_title):
            field.left.connect(self.left)
            field.undo_requested.connect(self.undo_requested)
            field.redo_requested.connect(self.redo_requested)
        self.title.entered.connect(self.learner_title.setFocus)
        self.learner_title.entered.connect(self.entered)
        self.learner_title.edited.connect(self.hint.judge)
        self.hint.title_offered.connect(self._take_title)

    def _type_title(self) -> None:
        def change(case: Case) -> Case:
            return replace(case, title=self.title.text().strip())

        self.typed.emit("title", tr("Change title"), change)

    def _type_learner_title(self) -> None:
        def change(case: Case) -> Case:
            return replace(case, learner_title=self.learner_title.text().strip())

        self.typed.emit("learner_title", tr("Change learner title"), change)

    def _take_title(self, title: str) -> None:
        def change(case: Case) -> Case:
            return replace(case, learner_title=title)

        self.done.emit(tr("Change learner title"), change)
