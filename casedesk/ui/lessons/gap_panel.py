"""What to do with the minutes that are left, or with too few: suggestions and "I have only …"."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from casedesk.domain.case import Case, Facet
from casedesk.domain.estimates import class_minutes
from casedesk.texts import tr, tr_n
from casedesk.ui.lessons.block_words import parted
from casedesk.ui.models.value_names import value_name
from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.buttons import LinkButton
from casedesk.ui.widgets.labels import ElidedLabel, Glyph, Words
from casedesk.ui.widgets.muted_label import MutedLabel
from casedesk.ui.widgets.surfaces import set_surface


class GapPanel(QFrame):
    """Up to three cases that fit into what is left; hidden when there are none."""

    case_chosen = Signal(int)

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        set_surface(self, "card")
        self._icon = Glyph(appearance, "ph.hourglass-medium", role="accent", parent=self)
        self._title = Words(appearance, kind="ui_medium", parent=self)
        self._why = MutedLabel(appearance, parent=self)
        self._why.setWordWrap(True)
        self._why.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._icon)
        head.addWidget(self._title)
        head.addWidget(self._why, 1)
        self._rows = QGridLayout()
        self._rows.setHorizontalSpacing(8)
        self._rows.setVerticalSpacing(4)
        self._rows.setColumnStretch(0, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 8)
        layout.setSpacing(4)
        layout.addLayout(head)
        layout.addLayout(self._rows)
        self.hide()

    def show_cases(
        self, cases: Sequence[Case], *, minutes: int, group: str, characters_a_minute: int, session: str = ""
    ) -> None:
        """Show cases that fit into `minutes`; `session` is the one that has them left."""
        while (item := self._rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._title.setText(
            tr_n("{n} minute left: room for one more case", "{n} minutes left: room for one more case", minutes).format(
                n=minutes
            )
        )
        self._why.setText(parted([session, tr("New to {group}").format(group=group) if group else ""]))
        for row, case in enumerate(cases):
            self._add_row(row, case, class_minutes(case, characters_a_minute=characters_a_minute))
        self.setVisible(bool(cases))

    def _add_row(self, row: int, case: Case, minutes: int) -> None:
        words = [
            *case.industries[:1],
            *case.themes[:1],
            value_name(Facet.OUTCOME, case.outcome) if case.outcome else "",
        ]
        said = QWidget(self)
        line = QHBoxLayout(said)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(ElidedLabel(case.title, self))
        line.addWidget(MutedLabel(self._appearance, parted(words), self))
        line.addStretch(1)
        add = LinkButton(tr("Add"), self)
        add.setAccessibleName(tr("Add “{title}”").format(title=case.title))
        add.clicked.connect(lambda: self.case_chosen.emit(case.id))
        self._rows.addWidget(said, row, 0)
        length = tr_n("{n} min", "{n} min", minutes).format(n=minutes)
        self._rows.addWidget(MutedLabel(self._appearance, length, self), row, 1, Qt.AlignmentFlag.AlignRight)
        self._rows.addWidget(add, row, 2)
