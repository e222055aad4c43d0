"""Beside the learner title: whether it gives the lesson away, by which words, and a neutral one for a click."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from casedesk.domain.case import Case
from casedesk.domain.neutral_titles import Hint, Telling, hints, neutral_title
from casedesk.tasks.title_rules import title_rules
from casedesk.texts import N_, tr
from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.buttons import LinkButton
from casedesk.ui.widgets.labels import Words

_WHY: Mapping[Telling, str] = {
    Telling.OUTCOME: N_("“{word}” tells how it ends"),
    Telling.LESSON: N_("“{word}” tells the lesson"),
    Telling.ANALYSIS: N_("“{word}” judges before the learners do"),
    Telling.EMOTION: N_("“{word}” tells what to feel"),
}


class TitleHint(QWidget):
    """The hint. It follows every letter of the title."""

    title_offered = Signal(str)
    """The neutral title that was clicked."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._case = Case()
        self.fine = Words(appearance, tr("✓ Gives nothing away"), kind="meta", tone="ok", parent=parent)
        """Stands beside the title, where it moves nothing while a title is typed."""
        self.words = Words(appearance, kind="meta", tone="warn", wraps=True, parent=self)
        self.words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.offer = LinkButton("", self)
        self.offer.setFont(appearance.font("meta"))
        self.offer.clicked.connect(lambda: self.title_offered.emit(neutral_title(self._case, title_rules())))
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.words, 1)
        row.addWidget(self.offer, 0, Qt.AlignmentFlag.AlignTop)
        row.addStretch()  # the offer alone stands at the left, below the title

    def show_case(self, case: Case) -> None:
        """Judge the learner title of a case; the library title where learners would read that one."""
        self._case = case
        self.judge(case.learner_title)

    def judge(self, learner_title: str) -> None:
        """Say what a learner title gives away."""
        found = hints(learner_title or self._case.title, title_rules())
        self.fine.setVisible(bool(learner_title) and not found)
        self.words.setText(_sentence(learner_title, found))
        self.words.setVisible(bool(self.words.text()))
        neutral = neutral_title(self._case, title_rules()) if found or not learner_title else ""
        self.offer.setVisible(bool(neutral) and neutral != learner_title)
        self.offer.setText(tr("Take “{title}”").format(title=neutral))
        self.setVisible(self.words.isVisibleTo(self) or self.offer.isVisibleTo(self))


def _sentence(learner_title: str, found: tuple[Hint, ...]) -> str:
    if not found:
        return ""
    why = tr("; ").join(dict.fromkeys(tr(_WHY[hint.kind]).format(word=hint.word) for hint in found))
    return why if learner_title else tr("Learners would read the library title: {why}").format(why=why)
