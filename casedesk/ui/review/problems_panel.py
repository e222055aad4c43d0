"""Which files of an import could not be read, and why, one sentence each."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from casedesk.domain.draft import Problem
from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.labels import Words


def problems_sheet(appearance: Appearance, problems: Sequence[Problem]) -> QWidget:
    """A name and a sentence for every problem."""
    sheet = QWidget()
    column = QVBoxLayout(sheet)
    column.setContentsMargins(12, 8, 12, 8)
    column.setSpacing(4)
    for problem in problems:
        column.addWidget(Words(appearance, problem.name, kind="ui_medium", wraps=True, parent=sheet))
        words = Words(appearance, problem.sentence, kind="meta", tone="ink2", wraps=True, parent=sheet)
        words.setContentsMargins(0, 0, 0, 8)
        column.addWidget(words)
    column.addStretch(1)
    return sheet
