"""The line for finding in a case, and below it the one for replacing."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from casedesk.texts import tr
from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.buttons import Button, IconButton
from casedesk.ui.widgets.labels import Words
from casedesk.ui.widgets.line_field import LineField
from casedesk.ui.widgets.surfaces import set_surface


class FindBar(QWidget):
    """What to find and what to put there. Enter goes on, Shift+Enter back, Esc closes."""

    changed = Signal()
    """Other words are looked for, or are meant differently."""
    step_requested = Signal(int)
    """1 for the next place, -1 for the one before."""
    replace_requested = Signal()
    replace_all_requested = Signal()
    closed = Signal()

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        set_surface(self, "side", edge="bottom")
        self.setAccessibleName(tr("Find in this case"))
        self.wanted = _field(tr("Find in this case"), self)
        self.replacement = _field(tr("Put in its place; empty takes it away"), self)
        self._count = Words(appearance, kind="meta", tone="ink2", parent=self)
        self.previous = IconButton(appearance, "caret-up", tr("Place before (Shift+Enter)"), self, size=16)
        self.next = IconButton(appearance, "caret-down", tr("Next place (Enter)"), self, size=16)
        self.letters = IconButton(appearance, "text-aa", tr("Upper and lower case differ"), self, is_checkable=True)
        self.more = IconButton(appearance, "swap", tr("Replace"), self, is_checkable=True)
        self.close_button = IconButton(appearance, "x", tr("Close (Esc)"), self, size=16)
        self.replace_one = Button(tr("Replace"), parent=self)
        self.replace_all = Button(tr("Replace all"), parent=self)
        self._lay_out()
        self._connect()
        appearance.changed.connect(self._dress)
        self._dress()
        self.show_count(0, 0)
        self.hide()

    def open(self, words: str, *, replacing: bool) -> None:
        """Show the line with these words, or those of last time where there are none."""
        if words:
            self.wanted.setText(words)
        self.more.setChecked(replacing or self.more.isChecked())
        self.show()
        field = self.replacement if replacing and self.wanted.text() else self.wanted
        field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        field.selectAll()
        self.changed.emit()

    def show_count(self, at: int, total: int) -> None:
        """Say which place is selected and how many there are."""
        if not self.wanted.text():
            words = ""
        elif not total:
            words = tr("Not in this case")
        else:
            words = f"{at:,} / {total:,}" if at else f"{total:,}"
        self._count.setText(words)
        self._count.set_tone("ink2" if total or not self.wanted.text() else "warn")
        for button in (self.previous, self.next, self.replace_one, self.replace_all):
            button.setEnabled(total > 0)

    def say(self, words: str) -> None:
        """Say what was done, in the place of the count."""
        self._count.setText(words)
        self._count.set_tone("ok")

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif is_enter and self.wanted.hasFocus():
            self.step_requested.emit(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        elif is_enter and self.replacement.hasFocus():
            self.replace_requested.emit()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        first = QHBoxLayout()
        first.setSpacing(4)
        first.addWidget(self.wanted, 1)
        first.addWidget(self._count)
        for button in (self.previous, self.next, self.letters, self.more, self.close_button):
            first.addWidget(button)
        self._second = QWidget(self)
        second = QHBoxLayout(self._second)
        second.setContentsMargins(0, 0, 0, 0)
        second.setSpacing(8)
        second.addWidget(self.replacement, 1)
        second.addWidget(self.replace_one)
        second.addWidget(self.replace_all)
        self._second.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 8, 12, 8)
        column.setSpacing(8)
        column.addLayout(first)
        column.addWidget(self._second)

    def _connect(self) -> None:
        self.wanted.textChanged.connect(self.changed)
        self.letters.toggled.connect(self.changed)
        self.more.toggled.connect(self._second.setVisible)
        self.previous.clicked.connect(lambda: self.step_requested.emit(-1))
        self.next.clicked.connect(lambda: self.step_requested.emit(1))
        self.replace_one.clicked.connect(self.replace_requested)
        self.replace_all.clicked.connect(self.replace_all_requested)
        self.close_button.clicked.connect(self.closed)

    def _dress(self) -> None:
        metrics = self._count.fontMetrics()
        self._count.setMinimumWidth(metrics.horizontalAdvance("000 / 000") + 8)


def _field(name: str, parent: QWidget) -> LineField:
    field = LineField(parent)
    field.setAccessibleName(name)
    field.setPlaceholderText(name)
    return field
