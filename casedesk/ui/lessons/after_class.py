"""After class: real minutes and a note for every case, kept as use records."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from casedesk.domain.changes import Edit, Replacement
from casedesk.domain.lesson import LessonPlan
from casedesk.domain.library import UseRecord
from casedesk.storage.library import Library
from casedesk.texts import tr
from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.buttons import Button, LinkButton
from casedesk.ui.widgets.labels import Words
from casedesk.ui.widgets.muted_label import MutedLabel
from casedesk.ui.widgets.spin_boxes import NumberBox
from casedesk.ui.widgets.surfaces import set_surface


def records_of(library: Library, plan: LessonPlan) -> dict[int, UseRecord]:
    """The use records that this plan has written already, by case."""
    return {
        record.case_id: record
        for case_id in plan.case_ids
        for record in library.uses.of_case(case_id)
        if record.plan_id == plan.id
    }


@dataclass(frozen=True, slots=True)
class Taught:
    """What the trainer says of a case after class."""

    case_id: int
    planned: int
    real: int
    note: str


def use_edit(library: Library, plan: LessonPlan, taught: Sequence[Taught], *, today: date) -> Edit:
    """The edit that writes a use record for every case, or renews the one there is."""
    known = records_of(library, plan)
    replacements: list[Replacement] = []
    for item in taught:
        before = known.get(item.case_id)
        base = before or UseRecord(library.new_id(UseRecord), item.case_id, plan.id)
        after = replace(
            base, group=plan.audience, day=plan.day or today, planned=item.planned, real=item.real, note=item.note
        )
        if after != before:
            replacements.append(Replacement(before, after))
    return Edit(tr("Note how “{title}” went").format(title=plan.title), tuple(replacements))


class AfterClass(QFrame):
    """One row for every case of the plan."""

    written = Signal(object)
    """tuple[Taught, ...]"""
    closed = Signal()

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._rows: list[tuple[int, int, NumberBox, QLineEdit]] = []
        set_surface(self, "card")
        self._title = Words(appearance, tr("After class"), kind="ui_medium", parent=self)
        self._empty = MutedLabel(appearance, tr("This plan has no case yet."), self)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(0, 2)
        self._grid.setColumnStretch(3, 3)
        self._write = Button(tr("Keep as use records"), parent=self)
        self._write.clicked.connect(self._on_write)
        close = LinkButton(tr("Close"), self)
        close.clicked.connect(self.closed)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(close)
        foot.addWidget(self._write)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(8)
        layout.addWidget(self._title)
        layout.addWidget(self._empty)
        layout.addLayout(self._grid)
        layout.addLayout(foot)
        self.hide()

    def show_plan(self, plan: LessonPlan, known: dict[int, UseRecord]) -> None:
        """Ask about the cases of a plan."""
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._rows.clear()
        for block in plan.blocks:
            for use in block.cases:
                if use.case_id not in {row[0] for row in self._rows}:
                    self._add_row(use.case_id, use.title, block.minutes, known.get(use.case_id))
        self._empty.setVisible(not self._rows)
        self._write.setVisible(bool(self._rows))
        self.show()
        if self._rows:
            self._rows[0][2].setFocus(Qt.FocusReason.OtherFocusReason)

    def _add_row(self, case_id: int, title: str, planned: int, record: UseRecord | None) -> None:
        row = len(self._rows)
        label = QLabel(title, self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        plan_label = MutedLabel(self._appearance, tr("planned {n} min, really").format(n=planned), self)
        real = NumberBox(self)
        real.setRange(0, 600)
        real.setSuffix(tr(" min"))
        real.setValue(record.real if record and record.real is not None else planned)
        real.setAccessibleName(tr("Real minutes of “{title}”").format(title=title))
        note = QLineEdit(record.note if record else "", self)
        note.setPlaceholderText(tr("How it went"))
        note.setAccessibleName(tr("How “{title}” went").format(title=title))
        for column, widget in enumerate((label, plan_label, real, note)):
            self._grid.addWidget(widget, row, column)
        self._rows.append((case_id, planned, real, note))

    def _on_write(self) -> None:
        taught = tuple(Taught(case, planned, real.value(), note.text()) for case, planned, real, note in self._rows)
        self.written.emit(taught)
