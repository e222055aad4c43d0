"""A section of a case: its name, which folds it, its count, its words and its questions."""

import re

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from casedesk.domain.case import Role, Section
from casedesk.domain.estimates import CHARACTERS_A_WORD, characters
from casedesk.domain.plain_text import plain
from casedesk.texts import tr
from casedesk.ui.editor.case_words import (
    length_words,
    minutes_words,
    question_count_words,
    section_hint,
    section_name,
    word_count_words,
)
from casedesk.ui.editor.picture_objects import Pictures
from casedesk.ui.editor.question_rows import QuestionRows
from casedesk.ui.editor.rich_text_edit import RichTextEdit
from casedesk.ui.editor.section_head import BLEED, SectionHead
from casedesk.ui.editor.story_offer import StoryOffer
from casedesk.ui.theme import Appearance

_WIDE = re.compile("[\u2e80-\U0010ffff]")


class SectionView(QWidget):
    """One section, edited in place."""

    edited = Signal()
    """Words or numbers were typed."""
    questions_arranged = Signal(str, object)
    fold_toggled = Signal()
    wish = Signal(str)
    renamed = Signal(str)
    left = Signal()
    undo_requested = Signal()
    redo_requested = Signal()
    focus_entered = Signal()

    def __init__(self, appearance: Appearance, pictures: Pictures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._section = Section(Role.BODY)
        self._is_folded = False
        self._characters_a_minute = 350
        self._limit = 0
        self.head = SectionHead(appearance, self)
        self.text = RichTextEdit(appearance, pictures, name="", parent=self)
        self.offer = StoryOffer(appearance, self)
        self.questions = QuestionRows(appearance, self)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._indent = QHBoxLayout()
        self._indent.setContentsMargins(BLEED, 0, BLEED, 0)
        self._indent.addWidget(self.text)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.head)
        column.addLayout(self._indent)
        column.addWidget(self.offer)
        column.addWidget(self.questions)
        self._connect()

    @property
    def section(self) -> Section:
        """The section as it was shown last."""
        return self._section

    def current(self, section: Section) -> Section:
        """`section` with the words and questions that are on the screen."""
        html = self.text.html() if self.text.isVisibleTo(self) or not self._has_questions else section.html
        questions = self.questions.questions() if self._has_questions else section.questions
        return Section(section.role, html, section.title, questions)

    def show_section(self, section: Section, *, is_folded: bool, characters_a_minute: int, limit: int) -> None:
        """Show a section without saying that it was edited."""
        self._section = section
        self._characters_a_minute, self._limit = characters_a_minute, limit
        name = section_name(section)
        self.text.setAccessibleName(name)
        self.text.setPlaceholderText(section_hint(section.role))
        if not self.text.is_composing:
            self.text.set_html(section.html)
        self.questions.show_questions(section.questions if self._has_questions else ())
        self._fold(is_folded=is_folded)
        self.show_count(section)

    def show_count(self, section: Section) -> None:
        """Say how long the section is now."""
        self._section = section
        if self._has_questions:
            self.head.count.setText(question_count_words(section.questions))
            self.head.count.set_tone("warn" if 0 < self._limit < len(section.questions) else "ink2")
            return
        words_only = plain(section.html)
        count = characters(words_only)
        words = length_words(count, self._limit) if count or self._limit else ""
        if count and not _WIDE.search(words_only):
            words = word_count_words(count // CHARACTERS_A_WORD, self._limit)
        if section.role is Role.BODY and count:
            minutes = -(-count // self._characters_a_minute)
            time = tr("about {time}").format(time=minutes_words(minutes))
            words = f"{words} · {time}"
        self.head.count.setText(words)
        self.head.count.set_tone("warn" if self._limit and count > self._limit else "ink2")

    def reveal(self) -> None:
        """Unfold the section."""
        if self._is_folded:
            self.fold_toggled.emit()

    def focus_text(self) -> None:
        """Put the caret into the words, or into the first question; there is one then."""
        self.reveal()
        if self._has_questions:
            if self.questions.rows:
                self.questions.focus_row(0)
            else:
                self.questions.add_row()
        else:
            self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_words(self) -> None:
        """Put the caret into what there is: the words, the last question, or the heading where it is folded."""
        if self._is_folded:
            self.head.name.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._has_questions:
            self.questions.focus_row(len(self.questions.rows) - 1)
        else:
            self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focus_entered.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
        if is_alt and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.wish.emit("up" if event.key() == Qt.Key.Key_Up else "down")
        else:
            super().keyPressEvent(event)

    @property
    def _has_questions(self) -> bool:
        return self._section.role is Role.QUESTION

    def _fold(self, *, is_folded: bool) -> None:
        self._is_folded = is_folded
        self.head.show_state(self._section, is_folded=is_folded)
        self.text.setVisible(not is_folded and (not self._has_questions or bool(self._section.html)))
        self.questions.setVisible(not is_folded and self._has_questions)

    def _connect(self) -> None:
        self.head.fold_requested.connect(self.fold_toggled)
        self.head.wish.connect(self.wish)
        self.head.renamed.connect(self.renamed)
        self.text.edited.connect(self.edited)
        self.questions.changed.connect(self.edited)
        self.questions.arranged.connect(self.questions_arranged)
        for part in (self.text, self.questions):
            part.left.connect(self.left)
            part.undo_requested.connect(self.undo_requested)
            part.redo_requested.connect(self.redo_requested)
