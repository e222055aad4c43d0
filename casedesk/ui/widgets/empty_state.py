"""What an empty place says: what could be here, and how to begin."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.buttons import Button, Kind
from casedesk.ui.widgets.labels import Glyph, Words


class EmptyState(QWidget):
    """A title, a sentence, and buttons below; left-aligned, a third from the top."""

    def __init__(
        self, appearance: Appearance, title: str, text: str, parent: QWidget | None = None, *, icon: str = ""
    ) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._title = Words(appearance, title, kind="title", wraps=True, parent=self)
        self._text = Words(appearance, text, tone="ink2", wraps=True, parent=self)
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 24, 28, 24)
        column.setSpacing(8)
        column.addStretch(1)
        if icon:
            column.addWidget(Glyph(appearance, icon, role="ink3", size=32, parent=self))
        column.addWidget(self._title)
        column.addWidget(self._text)
        column.addSpacing(8)
        self._buttons = QVBoxLayout()
        self._buttons.setSpacing(8)
        column.addLayout(self._buttons)
        column.addStretch(3)

    @property
    def words(self) -> str:
        """What is said, in one line."""
        return " ".join(filter(None, (self._title.text(), self._text.text())))

    def set_words(self, title: str, text: str) -> None:
        """Change what is said."""
        self._title.setText(title)
        self._text.setText(text)

    def add_button(self, text: str, kind: Kind = "", *, icon: str = "", hint: str = "") -> Button:
        """Add a button; `hint` stands muted beside it, such as its keys."""
        button = Button(text, kind, appearance=self._appearance, icon=icon, parent=self)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(button)
        if hint:
            row.addWidget(Words(self._appearance, hint, kind="meta", tone="ink2", parent=self))
        row.addStretch(1)
        row.setAlignment(Qt.AlignmentFlag.AlignLeft)
        self._buttons.addLayout(row)
        return button
