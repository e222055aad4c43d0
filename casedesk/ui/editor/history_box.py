"""The part of the inspector about the history of a case: its last versions, and the way to all of them."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from casedesk.domain.case import Case
from casedesk.domain.case_versions import CaseVersion
from casedesk.texts import tr
from casedesk.ui.history.version_words import changed_words, when_words, why_words
from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.buttons import LinkButton
from casedesk.ui.widgets.figure_rows import FigureRows
from casedesk.ui.widgets.labels import SectionHeading

SHOWN = 4
"""Versions that are listed."""


class HistoryBox(QWidget):
    """What changed the case last, newest first."""

    all_requested = Signal()

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        heading = SectionHeading(appearance, tr("History"), self)
        self.all = LinkButton(tr("Compare and restore"), self)
        self.all.setFont(appearance.font("meta"))
        self.all.clicked.connect(self.all_requested)
        heading.add(self.all)
        self.rows = FigureRows(appearance, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(heading)
        column.addWidget(self.rows)

    def show_versions(self, case: Case, versions: Sequence[CaseVersion]) -> None:
        """Show the newest of these versions of a case."""
        rows = [(_words(version), when_words(version.at)) for version in versions[:SHOWN] if version.id or version.at]
        self.rows.show_rows(rows)
        self.all.setVisible(len(versions) > 1)
        self.setVisible(bool(rows) or case.modified is not None)


def _words(version: CaseVersion) -> str:
    what = changed_words(version)
    return tr("{why}: {fields}").format(why=why_words(version), fields=what) if what else why_words(version)
