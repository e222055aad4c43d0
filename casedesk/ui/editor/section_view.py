"""A section of a case: its name, which folds it, its count, its words and its questions."""

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QSizePolicy, QToolButton, QVBoxLayout, QWidget
from typing_extensions import override

from casedesk.domain.case import Role, Section
from casedesk.domain.estimates import characters
from casedesk.domain.plain_text import plain
from casedesk.texts import tr
from casedesk.ui.editor.case_words import (
    length_words,
    minutes_words,
    question_count_words,
    role_name,
    section_hint,
    section_name,
    word_count_words,
)
from casedesk.ui.editor.picture_objects import Pictures
from casedesk.ui.editor.question_rows import QuestionRows
from casedesk.ui.editor.rich_text_edit import RichTextEdit
from casedesk.ui.editor.row_drag import Grip
from casedesk.ui.editor.story_offer import StoryOffer
from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.buttons import IconButton
from casedesk.ui.widgets.labels import Words

_FIRST_WIDE = "\u2e80"
BLEED = 12
"""How far the paper of an active question reaches beyond the text column."""


class _QuietButton(IconButton):
    """A button that is seen only under the mouse and with the focus, and is always there for the keyboard."""

    @override
    def paintEvent(self, event: QPaintEvent) -> None:  # pyright: ignore[reportIncompatibleMethodOverride]
        parent = self.parentWidget()
        if self.hasFocus() or self.isDown() or (parent is not None and parent.underMouse()):
            super().paintEvent(event)


class SectionHead(QWidget):
    """The line above a section."""

    fold_requested = Signal()
    wish = Signal(str)
    """"up", "down", "remove", "fold_all" or "unfold_all"."""
    renamed = Signal(str)
    """The heading that the section shall have; empty for the name of its role."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._title = ""
        self.grip = Grip(appearance, tr("Drag to another place (Alt+↑, Alt+↓)"), self)
        self.editor = QLineEdit(self)
        self.editor.setAccessibleName(tr("Heading of the section"))
        self.editor.hide()
        self.editor.editingFinished.connect(self._finish_renaming)
        self.name = QToolButton(self)
        self.name.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.name.setProperty("kind", "text")
        self.name.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.name.setIconSize(QSize(12, 12))
        self.name.clicked.connect(self.fold_requested)
        self.more = _QuietButton(appearance, "dots-three", tr("More for this section"), self)
        self.more.clicked.connect(self._show_menu)
        self.count = Words(appearance, kind="meta", tone="ink2", parent=self)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._show_menu_at)
        row = QHBoxLayout(self)
        row.setContentsMargins(BLEED - 8, 0, BLEED, 0)
        row.setSpacing(4)
        row.addWidget(self.name)
        row.addWidget(self.editor)
        row.addWidget(self.more)
        row.addStretch(1)
        row.addWidget(self.count)
        self._is_folded = False
        self._is_active = False
        appearance.changed.connect(self._dress)
        self._dress()

    def show_state(self, section: Section, *, is_folded: bool) -> None:
        """Name the section and say whether it is folded."""
        name = section_name(section)
        self._title = section.title
        self.editor.setPlaceholderText(role_name(section.role))
        self._is_folded = is_folded
        self.name.setText(name.replace("&", "&&"))
        said = tr("{name}, folded") if is_folded else tr("{name}, unfolded")
        self.name.setAccessibleName(said.format(name=name))
        self._tint()

    def rename(self) -> None:
        """Let the heading be written in its place; Enter and leaving take it, Esc leaves it as it was."""
        self.editor.setText(self._title)
        self.name.hide()
        self.editor.show()
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        self.editor.selectAll()

    def set_active(self, *, on: bool) -> None:
        """Show whether the caret is in the section."""
        if on is not self._is_active:
            self._is_active = on
            self._tint()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.grip.setGeometry(0, 0, BLEED, self.height())  # in the margin, so that the names stay where the text begins
        self.grip.raise_()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.editor.isVisible():
            self.editor.setText(self._title)
            self._finish_renaming()
            return
        key = Qt.Key.Key_Right if self._is_folded else Qt.Key.Key_Left
        if event.key() == key:
            self.fold_requested.emit()
        else:
            super().keyPressEvent(event)

    def _dress(self) -> None:
        self._font = self._appearance.font("meta")
        self._tint()

    def _tint(self) -> None:
        role = "accent" if self._is_active else "ink2"
        self.name.setIcon(self._appearance.icon("caret-right" if self._is_folded else "caret-down", role))
        if self.name.property("tone") != role:
            self.name.setProperty("tone", role)
            self.name.style().unpolish(self.name)
            self.name.style().polish(self.name)
        self.name.setFont(self._font)

    def _show_menu(self) -> None:
        self._popup(self.more.mapToGlobal(QPoint(0, self.more.height())))

    def _show_menu_at(self, at: QPoint) -> None:
        self._popup(self.mapToGlobal(at))

    def _popup(self, at: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        rows = (
            ("up", tr("Move section up\tAlt+↑")),
            ("down", tr("Move section down\tAlt+↓")),
            ("remove", tr("Remove section")),
            ("fold_all", tr("Fold all sections")),
            ("unfold_all", tr("Unfold all sections")),
        )
        menu.addAction(tr("Rename section")).triggered.connect(self.rename)
        for wish, words in rows:
            menu.addAction(words).triggered.connect(self._wisher(wish))
        menu.popup(at)

    def _finish_renaming(self) -> None:
        if self.editor.isHidden():
            return
        self.editor.hide()
        self.name.show()
        if self.editor.text().strip() != self._title:
            self.renamed.emit(self.editor.text().strip())

    def _wisher(self, wish: str):
        return lambda: self.wish.emit(wish)


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
            return
        words_only = plain(section.html)
        count = characters(words_only)
        words = length_words(count, self._limit) if count or self._limit else ""
        if count and not self._limit and max(words_only) < _FIRST_WIDE:
            words = word_count_words(len(words_only.split()))
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
        """Put the caret to the end of the words, or into the first question."""
        self.reveal()
        if self._has_questions:
            if self.questions.rows:
                self.questions.focus_row(0)
            else:
                self.questions.add_row()
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
