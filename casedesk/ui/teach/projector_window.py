"""The learners' window: a page to read, and the time that is left."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from casedesk.texts import tr
from casedesk.ui.teach import teach_words
from casedesk.ui.teach.live_lesson import LiveLesson
from casedesk.ui.teach.slide_view import PictureSource
from casedesk.ui.teach.stage import Stage
from casedesk.ui.teach.stage_look import LargeWords, ProjectorAppearance
from casedesk.ui.widgets.surfaces import set_surface


class ProjectorWindow(QWidget):
    """Holds nothing that learners may not see: it is made of the stage, and the stage knows nothing else."""

    def __init__(
        self, lesson: LiveLesson, look: ProjectorAppearance, picture: PictureSource, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self._lesson = lesson
        self._look = look
        self.setObjectName("projector")
        self.setWindowTitle(tr("For the learners: {title}").format(title=lesson.shown.title))
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        set_surface(self, "paper")
        self.stage = Stage(lesson, look, picture, self)
        self.time = LargeWords(look, self)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.time)
        column = QVBoxLayout(self)
        column.setContentsMargins(96, 64, 64, 32)
        column.setSpacing(24)
        column.addWidget(self.stage, 1)
        column.addLayout(foot)
        look.dress(self)
        look.changed.connect(lambda: look.dress(self))
        lesson.changed.connect(self._refresh)
        lesson.ticked.connect(self._refresh)
        self._refresh()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._look.fit(self.size())

    def _refresh(self) -> None:
        seconds = self._lesson.remaining
        words = teach_words.countdown_words(seconds, self._lesson.live.stop.seconds)
        meaning = tr("Paused, still") if self._lesson.live.is_paused else words
        self.time.setText("  ".join((meaning, teach_words.countdown(seconds))))
