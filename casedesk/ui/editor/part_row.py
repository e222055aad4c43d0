"""A part of an own set as a row: its name, the figures that it is held to, and the way out of the set."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QWidget
from typing_extensions import override

from casedesk.domain.completeness import COUNTED, WantedPart
from casedesk.texts import tr
from casedesk.ui.editor.case_words import part_name
from casedesk.ui.editor.fields import NumberField
from casedesk.ui.editor.row_drag import Grip
from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.buttons import IconButton
from casedesk.ui.widgets.labels import Words

_LONGEST = 99_999


class PartRow(QWidget):
    """A section can have a heading of its own and a limit; questions and tags a least and a most number."""

    changed = Signal()
    wish = Signal(str)
    """"up", "down" or "remove"."""

    def __init__(self, appearance: Appearance, wanted: WantedPart, language: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._wanted = wanted
        self._language = language
        self._usual = part_name(replace(wanted, titles=()), language)
        self._shown = name = part_name(wanted, language)
        self.grip = Grip(appearance, tr("Drag to another place (Alt+↑, Alt+↓)"), self)
        self.title = QLineEdit(name, self)
        self.title.setPlaceholderText(self._usual)
        self.title.setReadOnly(not wanted.can_be_headed)
        self.title.setProperty("kind", "plain")
        self.title.setAccessibleName(tr("Heading of the part “{name}”").format(name=name))
        self.title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.title.textEdited.connect(self.changed)
        self.limit, self.least, self.most = (
            NumberField(appearance, name=words.format(name=name), low=0, high=high, parent=self)
            for words, high in (
                (tr("Most characters in “{name}”, 0 for any number"), _LONGEST),
                (tr("Fewest in “{name}”"), 99),
                (tr("Most in “{name}”, 0 for any number"), 99),
            )
        )
        self.remove = IconButton(appearance, "x", tr("Take “{name}” out of the set").format(name=name), self, size=14)
        self.remove.clicked.connect(lambda: self.wish.emit("remove"))
        self._show_figures()
        self._lay_out(appearance)

    def wanted(self) -> WantedPart:
        """The part as it is on the screen."""
        heading = self.title.text().strip()
        titles = dict(self._wanted.titles)
        if heading != self._shown:
            titles = {self._language: heading} if heading not in ("", self._usual) else {}
        return replace(
            self._wanted,
            titles=tuple(titles.items()),
            limit=self.limit.value(),
            least=max(1, self.least.value()),
            most=self.most.value(),
        )

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
        if is_alt and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.wish.emit("up" if event.key() == Qt.Key.Key_Up else "down")
        else:
            super().keyPressEvent(event)

    def _show_figures(self) -> None:
        for field, value in ((self.limit, self._wanted.limit), (self.most, self._wanted.most)):
            field.setPlaceholderText("–")
            field.set_value(value)
            field.changed.connect(self.changed)
        self.least.set_value(self._wanted.least)
        self.least.changed.connect(self.changed)

    def _lay_out(self, appearance: Appearance) -> None:
        is_counted = self._wanted.part in COUNTED
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        row.addWidget(self.grip)
        row.addWidget(self.title, 1)
        to = Words(appearance, tr("to"), kind="meta", tone="ink2", parent=self)
        at_most = Words(appearance, tr("at most"), kind="meta", tone="ink2", parent=self)
        for widget, is_shown in (
            (self.least, is_counted),
            (to, is_counted),
            (self.most, is_counted),
            (at_most, self._wanted.can_be_limited),
            (self.limit, self._wanted.can_be_limited),
        ):
            widget.setVisible(is_shown)
            row.addWidget(widget)
        row.addWidget(self.remove)
