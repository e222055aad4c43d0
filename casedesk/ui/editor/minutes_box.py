"""How long a case takes: the estimate, what the trainer's classes took, and the trainer's own figure, which wins."""

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from casedesk.domain.case import Case
from casedesk.domain.estimates import Basis, estimate, planned
from casedesk.texts import N_, tr
from casedesk.ui.editor.case_facts import CaseFacts, average_minutes
from casedesk.ui.editor.case_words import estimate_words, minutes_words
from casedesk.ui.editor.fields import NumberField
from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.buttons import LinkButton
from casedesk.ui.widgets.figure_rows import FigureRows
from casedesk.ui.widgets.labels import SectionHeading, Words

_COUNTED: Mapping[Basis, str] = {
    Basis.OWN: N_("Plans count your own figure, {time}."),
    Basis.CLASSES: N_("Plans count the mean of your classes, {time}."),
    Basis.ESTIMATE: N_("Plans count the estimate, {time}."),
}


class MinutesBox(QWidget):
    """The minutes, and which of them count in plans."""

    minutes_changed = Signal(object)
    """The trainer's own minutes, None for none."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = FigureRows(appearance, self)
        self.minutes = NumberField(appearance, name=tr("Your own minutes, 0 for none"), low=0, high=999, parent=self)
        self.minutes.changed.connect(self._tell)
        self.counts = Words(appearance, kind="meta", tone="ink2", wraps=True, parent=self)
        self.back = LinkButton(tr("Back to the estimate"), self)
        self.back.clicked.connect(lambda: self.minutes_changed.emit(None))
        self.back.setFont(appearance.font("meta"))
        own = QHBoxLayout()
        own.setSpacing(4)
        own.addWidget(Words(appearance, tr("Your own figure"), tone="ink2", parent=self), 1)
        own.addWidget(self.minutes)
        own.addWidget(Words(appearance, tr("min"), kind="meta", tone="ink2", parent=self))
        links = QHBoxLayout()
        links.setSpacing(12)
        links.addWidget(self.back)
        links.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(SectionHeading(appearance, tr("Time"), self))
        column.addSpacing(4)
        column.addWidget(self._rows)
        column.addLayout(own)
        column.addWidget(self.counts)
        column.addLayout(links)

    def show_case(self, case: Case, facts: CaseFacts, *, characters_a_minute: int) -> None:
        """Show the minutes of a case."""
        whole = estimate(case, characters_a_minute=characters_a_minute)
        average = average_minutes(facts)
        rows = [(estimate_words(whole), minutes_words(whole.total))]
        if average is not None:
            rows.append((tr("Mean of your classes"), minutes_words(average)))
        self._rows.show_rows(rows)
        counted = planned(case, real=average, characters_a_minute=characters_a_minute)
        without = planned(replace(case, minutes=None), real=average, characters_a_minute=characters_a_minute)
        self.minutes.setPlaceholderText(str(without.minutes))
        self.minutes.set_value(case.minutes or 0)
        self.counts.setText(tr(_COUNTED[counted.basis]).format(time=minutes_words(counted.minutes)))
        self.back.setText(tr("Back to the estimate") if average is None else tr("Back to the mean"))
        self.back.setVisible(counted.basis is Basis.OWN)

    def _tell(self, minutes: int) -> None:
        self.minutes_changed.emit(minutes or None)
