"""What learners look at: the block, and the story or the question."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSpacerItem, QVBoxLayout, QWidget

from casedesk.tasks.class_slides import Slide, SlideKind
from casedesk.tasks.value_names import KIND_NAMES
from casedesk.texts import tr
from casedesk.ui.lessons.block_words import parted
from casedesk.ui.teach import teach_words
from casedesk.ui.teach.live_lesson import LiveLesson
from casedesk.ui.teach.slide_view import PictureSource, SlideView
from casedesk.ui.teach.stage_look import LargeWords
from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.labels import Words

_GAP = 32


class Stage(QWidget):
    """Follows a class. It knows only what learners may see."""

    page_changed = Signal()

    def __init__(self, lesson: LiveLesson, appearance: Appearance, picture: PictureSource, parent: QWidget) -> None:
        super().__init__(parent)
        self._lesson = lesson
        self.kind = LargeWords(appearance, self)
        self.title = Words(appearance, kind="display", wraps=True, parent=self)
        self.number = LargeWords(appearance, self)
        self.slide = SlideView(appearance, picture, self)
        self.facts = LargeWords(appearance, self, wraps=True)
        self._gap = QSpacerItem(0, _GAP)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 32, 0)
        column.setSpacing(0)
        column.addWidget(self.kind)
        column.addWidget(self.title)
        column.addItem(self._gap)
        column.addWidget(self.number)
        column.addSpacing(12)
        column.addWidget(self.slide, 1)
        column.addWidget(self.facts)
        self.slide.pages_changed.connect(self._show_page)
        lesson.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show the present slide."""
        block, slide = self._lesson.shown.blocks[self._lesson.block], self._lesson.slide
        kind, title = tr(KIND_NAMES[block.kind]), block.title if slide.kind is SlideKind.BLOCK else slide.title
        self.kind.setText(kind)
        self.kind.setVisible(kind != title)
        self.title.setText(title)
        self.title.setVisible(bool(title))
        minutes = teach_words.minutes_words(slide.minutes) if slide.minutes else ""
        facts = parted([teach_words.group_words(block), minutes])
        self.facts.setText(facts)
        self.facts.setVisible(bool(facts))
        self.slide.show_slide(slide)
        self._show_page()

    def set_dense(self, is_dense: bool) -> None:
        """Leave more of a small screen to the text."""
        self._gap.changeSize(0, _GAP // 4 if is_dense else _GAP)
        self.layout().invalidate()  # type: ignore[union-attr]

    def turn(self, by: int) -> bool:
        """Show the next page of the story or the next question; False at the end of the block."""
        if self.slide.turn(by):
            return True
        if not self._lesson.turn(by):
            return False
        if by < 0:
            self.slide.to_last_page()
        return True

    def _show_page(self) -> None:
        self.number.setText(place_words(self._lesson.slide, self.slide.page, self.slide.page_count))
        self.page_changed.emit()


def place_words(slide: Slide, page: int, count: int) -> str:
    """Where learners are: which question, which page of the story."""
    words = question_words(slide) if slide.kind is SlideKind.QUESTION else ""
    pages = tr("Page {n} of {count}").format(n=page + 1, count=count) if count > 1 else ""
    return parted([words, pages])


def question_words(slide: Slide) -> str:
    """Which question of its case it is."""
    if slide.count < 2:
        return tr("Question")
    return tr("Question {n} of {count}").format(n=slide.number, count=slide.count)
