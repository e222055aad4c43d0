"""One use of a case, as it is written down: to whom, when, how long, and how it went."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QFrame, QGridLayout, QHBoxLayout, QWidget
from typing_extensions import override

from casedesk.domain.library import UseRecord
from casedesk.texts import tr
from casedesk.ui import dates
from casedesk.ui.editor.fields import CaseField, NumberField
from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.buttons import Button, LinkButton
from casedesk.ui.widgets.labels import Words
from casedesk.ui.widgets.line_field import LineField
from casedesk.ui.widgets.spin_boxes import DateBox
from casedesk.ui.widgets.surfaces import set_completion_surface

_NO_DAY = QDate(1990, 1, 1)
_MOST_MINUTES = 999


class UseForm(QFrame):
    """Ctrl+Enter keeps what is written, Escape does not."""

    done = Signal()
    cancelled = Signal()
    remove_requested = Signal()

    def __init__(
        self, appearance: Appearance, record: UseRecord, groups: Sequence[str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._record = record
        self.group = LineField(record.group, self)
        self.group.setPlaceholderText(tr("Group"))
        self.group.setAccessibleName(tr("Group"))
        completer = QCompleter(list(groups), self)
        set_completion_surface(completer)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.group.setCompleter(completer)
        self.day = DateBox(self)
        self.day.setMinimumDate(_NO_DAY)
        self.day.setSpecialValueText(tr("No day"))
        self.day.setAccessibleName(tr("Day"))
        self.day.setDate(dates.to_qdate(record.day) if record.day else _NO_DAY)
        self.minutes = NumberField(
            appearance, name=tr("Real minutes, empty when not noted"), low=0, high=_MOST_MINUTES, parent=self
        )
        self.minutes.setPlaceholderText("–")
        self.minutes.set_value(record.real or 0)
        self.note = CaseField(appearance, name=tr("How it went"), kind="ui", placeholder=tr("How it went"), parent=self)
        self.note.set_text(record.note)
        self.keep = Button(tr("Done"), parent=self)
        self.cancel = LinkButton(tr("Cancel"), self, is_quiet=True)
        self.remove = LinkButton(tr("Remove"), self)
        self.remove.setVisible(bool(record.id))
        self.keep.clicked.connect(self.done)
        self.cancel.clicked.connect(self.cancelled)
        self.remove.clicked.connect(self.remove_requested)
        self._lay_out()

    @property
    def original(self) -> UseRecord:
        """The record as it was when the form was opened."""
        return self._record

    def record(self) -> UseRecord:
        """The record as it is written now."""
        day = None if self.day.date() == _NO_DAY else date(*_parts(self.day.date()))
        return replace(
            self._record,
            group=self.group.text().strip(),
            day=day,
            real=self.minutes.value() or None,
            note=self.note.text().strip(),
        )

    @property
    def is_changed(self) -> bool:
        """Whether something would be kept that is not known yet."""
        return self.record() != self._record

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        is_enter = key in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if key is Qt.Key.Key_Escape:
            self.cancelled.emit()
        elif is_enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.done.emit()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 4, 0, 8)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(8)
        grid.addWidget(self.group, 0, 0, 1, 3)
        grid.addWidget(self.day, 1, 0)
        grid.addWidget(self.minutes, 1, 1)
        grid.addWidget(Words(self._appearance, tr("min"), kind="meta", tone="ink2", parent=self), 1, 2)
        grid.setColumnStretch(0, 1)
        grid.addWidget(self.note, 2, 0, 1, 3)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.keep)
        row.addWidget(self.cancel)
        row.addStretch(1)
        row.addWidget(self.remove)
        grid.addLayout(row, 3, 0, 1, 3)
        self.setTabOrder(self.group, self.day)
        self.setTabOrder(self.day, self.minutes)
        self.setTabOrder(self.minutes, self.note)


def _parts(day: QDate) -> tuple[int, int, int]:
    return day.year(), day.month(), day.day()
