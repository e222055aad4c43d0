"""The trainer's own notes beside a block. They are never on a screen that learners look at."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from casedesk.texts import tr
from casedesk.ui.models.value_names import role_name
from casedesk.ui.teach.live_lesson import LiveLesson
from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.labels import Words
from casedesk.ui.widgets.surfaces import set_surface


class NotesPanel(QScrollArea):
    """What to do, what to say, what to expect."""

    def __init__(self, lesson: LiveLesson, appearance: Appearance, parent: QWidget) -> None:
        super().__init__(parent)
        self._lesson = lesson
        self._appearance = appearance
        self._shown: object = None
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(tr("Trainer's notes"))
        set_surface(self, "side")
        self._fill()
        lesson.changed.connect(self._fill)

    @property
    def words(self) -> str:
        """All that stands in the panel."""
        return "\n".join(label.text() for label in self.findChildren(QLabel))

    def _fill(self) -> None:
        if self._lesson.block == self._shown:
            return
        self._shown = self._lesson.block
        body = QWidget(self)
        column = QVBoxLayout(body)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(4)
        column.addWidget(Words(self._appearance, tr("Only you see this"), kind="meta", tone="ink2", parent=body))
        rows = self._rows()
        for heading, words in rows:
            column.addSpacing(12)
            column.addWidget(Words(self._appearance, heading, tone="ink2", wraps=True, parent=body))
            column.addWidget(Words(self._appearance, words, kind="reading", wraps=True, parent=body))
        if not rows:
            column.addWidget(Words(self._appearance, tr("No notes for this block."), parent=body))
        column.addStretch(1)
        self.setWidget(body)

    def _rows(self) -> list[tuple[str, str]]:
        notes = self._lesson.notes
        rows = [
            (tr("Intent"), notes.intent),
            (tr("Trainer does"), notes.trainer),
            (tr("Notes"), notes.notes),
            *((tr("Expected: {question}").format(question=question), answer) for question, answer in notes.answers),
            *((title or role_name(role), words) for role, title, words in notes.sections),
        ]
        return [(heading, words) for heading, words in rows if words.strip()]
