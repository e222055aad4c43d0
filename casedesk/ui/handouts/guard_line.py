"""The line under the pages: what the leak guard found, what was saved, what went wrong."""

from enum import StrEnum

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QWidget
from typing_extensions import override

from casedesk.texts import tr
from casedesk.ui.theme import Appearance, tokens
from casedesk.ui.widgets.buttons import LinkButton
from casedesk.ui.widgets.labels import Words


class GuardState(StrEnum):
    """What the line says."""

    CHECKING = "checking"
    PASSED = "passed"
    FAILED = "failed"
    SAVING = "saving"
    SAVED = "saved"
    TOLD = "told"
    """Something else is done."""


_WORDS_ROOM = 360
_ICONS = {
    GuardState.CHECKING: ("ph.circle-dashed", "ink2"),
    GuardState.SAVING: ("ph.circle-dashed", "ink2"),
    GuardState.PASSED: ("ph.shield-check", "ok"),
    GuardState.SAVED: ("ph.check-circle", "ok"),
    GuardState.TOLD: ("ph.info", "ink2"),
    GuardState.FAILED: ("ph.warning-circle", "bad"),
}


class GuardLine(QWidget):
    """Green when the learner handout is proved free of everything for trainers, red with the place when it is not."""

    open_requested = Signal()
    folder_requested = Signal()

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self.state = GuardState.CHECKING
        self._icon = QLabel(self)
        self._title = Words(appearance, kind="ui_medium", parent=self)
        self._words = Words(appearance, kind="meta", wraps=True, parent=self)
        self._open = LinkButton(tr("Open"), self)
        self._folder = LinkButton(tr("Show in folder"), self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(24, 8, 24, 8)
        layout.setSpacing(8)
        layout.addWidget(self._icon)
        self._said = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._said.setSpacing(8)
        self._said.addWidget(self._title)
        self._said.addWidget(self._words, 1)
        layout.addLayout(self._said, 1)
        layout.addWidget(self._open)
        layout.addWidget(self._folder)
        self.setMinimumHeight(tokens()["height"]["band"])
        self._open.clicked.connect(self.open_requested)
        self._folder.clicked.connect(self.folder_requested)
        appearance.changed.connect(self._dress)
        self.show_state(GuardState.CHECKING)

    def show_saved(self, words: str, *, is_one: bool) -> None:
        """Tell what was saved; `is_one` where it is plain which file opens."""
        self.show_state(GuardState.SAVED, words)
        self._open.setVisible(is_one)

    def show_state(self, state: GuardState, words: str = "") -> None:
        """Show a state; `words` say where and what."""
        self.state = state
        titles = {
            GuardState.CHECKING: tr("Checking the learner handout…"),
            GuardState.PASSED: tr("Learner handout checked"),
            GuardState.SAVING: tr("Saving…"),
        }
        explanation = tr(
            "No analysis, lesson, answer, note, telling title, real name, comment, hidden text or property is in it."
        )
        self._title.setText(titles.get(state, ""))
        self._title.setVisible(state in titles)
        self._words.setText(explanation if state is GuardState.PASSED else words)
        for button in (self._open, self._folder):
            button.setVisible(state is GuardState.SAVED)
        self._dress()

    def words(self) -> str:
        """All that the line says."""
        return f"{self._title.text()} {self._words.text()}".strip()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Title and words side by side where the words do not become a column of single words."""
        has_room = self._title.sizeHint().width() + self._appearance.px(_WORDS_ROOM) <= self.width()
        self._said.setDirection(QBoxLayout.Direction.LeftToRight if has_room else QBoxLayout.Direction.TopToBottom)

    def _dress(self) -> None:
        icon, tone = _ICONS[self.state]
        self._icon.setPixmap(self._appearance.icon(icon, tone).pixmap(QSize(18, 18)))
        self._title.set_tone(tone if tone != "ink2" else "ink")
        self._words.set_tone("ink2" if tone == "ink2" else tone)
        self._arrange()
        self.update()

    def _wash(self) -> QColor:
        theme = self._appearance.theme
        tone = _ICONS[self.state][1]
        return {"ok": theme.ok_wash, "bad": theme.bad_wash}.get(tone, theme.side)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), self._wash())
