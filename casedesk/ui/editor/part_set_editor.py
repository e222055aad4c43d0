"""A set of parts of the trainer's own, edited in place: its name, its parts, their order and their figures."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QVBoxLayout, QWidget
from typing_extensions import override

from casedesk.domain.completeness import Part, PartSet, WantedPart
from casedesk.texts import tr
from casedesk.ui.editor.case_words import part_name
from casedesk.ui.editor.part_row import PartRow
from casedesk.ui.editor.row_drag import RowDrag
from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.buttons import LinkButton


class PartSetEditor(QWidget):
    """Tells the set after every change; it is kept at once."""

    changed = Signal(object)
    """The PartSet as it shall be."""
    closed = Signal()

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._set = PartSet("")
        self._language = "zh"
        self.rows: list[PartRow] = []
        self.name = QLineEdit(self)
        self.name.setAccessibleName(tr("Name of the set"))
        self.name.setPlaceholderText(tr("Name of the set"))
        self.name.textEdited.connect(self._tell)
        self.add = LinkButton(tr("Add a part"), self)
        self.add.clicked.connect(self._show_menu)
        self.done = LinkButton(tr("Done"), self)
        self.done.clicked.connect(self.closed)
        for link in (self.add, self.done):
            link.setFont(appearance.font("meta"))
        self._drag = RowDrag(appearance, self, lambda: self.rows)
        self._drag.moved.connect(self._move)
        self._column = QVBoxLayout()
        self._column.setSpacing(0)
        last = QHBoxLayout()
        last.setSpacing(12)
        last.addWidget(self.add)
        last.addStretch(1)
        last.addWidget(self.done)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.name)
        column.addLayout(self._column)
        column.addLayout(last)

    @property
    def key(self) -> str:
        """The key of the set that is edited."""
        return self._set.key

    def begin(self, custom: PartSet, language: str) -> None:
        """Edit a set; headings are those in a language."""
        self._language = language[:2] or "zh"
        self._set = custom
        self.name.setText(custom.name)
        self._build(custom.parts)
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)
        self.name.selectAll()

    def custom(self) -> PartSet:
        """The set as it is on the screen; a name that was taken away is the one it had."""
        name = self.name.text().strip() or self._set.name
        return replace(self._set, name=name, parts=tuple(row.wanted() for row in self.rows))

    def menu(self) -> QMenu:
        """The parts that can be added: sections as often as wanted, anything else once."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        there = {wanted.part for wanted in self.custom().parts}
        for part in Part:
            wanted = WantedPart(part)
            if part not in there or wanted.can_be_headed:
                menu.addAction(part_name(wanted, self._language)).triggered.connect(self._adder(wanted))
        return menu

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _build(self, parts: tuple[WantedPart, ...]) -> None:
        for row in self.rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = [self._row(wanted) for wanted in parts]

    def _row(self, wanted: WantedPart) -> PartRow:
        row = PartRow(self._appearance, wanted, self._language, self)
        row.changed.connect(self._tell)
        row.wish.connect(self._carrier(row))
        self._drag.serve(row.grip, row)
        self._column.addWidget(row)
        row.show()
        return row

    def _tell(self) -> None:
        self.changed.emit(self.custom())

    def _put(self, parts: tuple[WantedPart, ...], focused: int) -> None:
        self._set = replace(self.custom(), parts=parts)
        self._build(parts)
        self._tell()
        if self.rows:
            self.rows[max(0, min(focused, len(self.rows) - 1))].title.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.add.setFocus(Qt.FocusReason.OtherFocusReason)

    def _carrier(self, row: PartRow) -> Callable[[str], None]:
        def carry_out(wish: str) -> None:
            at = self.rows.index(row)
            if wish == "remove":
                parts = self.custom().parts
                self._put(parts[:at] + parts[at + 1 :], at)
            else:
                self._move(at, at + (-1 if wish == "up" else 1))

        return carry_out

    def _move(self, at: int, to: int) -> None:
        if 0 <= to < len(self.rows):
            parts = list(self.custom().parts)
            parts.insert(to, parts.pop(at))
            self._put(tuple(parts), to)

    def _adder(self, wanted: WantedPart) -> Callable[[], None]:
        return lambda: self._put((*self.custom().parts, wanted), len(self.rows))

    def _show_menu(self) -> None:
        self.menu().popup(self.add.mapToGlobal(QPoint(0, self.add.height())))
