"""Which files of an import could not be read, and why, one sentence each."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from casedesk.domain.draft import Problem
from casedesk.texts import tr
from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.labels import Words
from casedesk.ui.widgets.surfaces import set_surface

_WIDTH = 440
_MOST = 360


class ProblemsPanel(QFrame):
    """Opens under whatever asks for it; Esc or a click elsewhere closes it."""

    def __init__(self, appearance: Appearance, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self._appearance = appearance
        self.setAccessibleName(tr("Files that were not read"))
        set_surface(self, "raised")
        self._scroll = QScrollArea(self)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._scroll)

    def open_under(self, widget: QWidget, problems: Sequence[Problem]) -> None:
        """Show the problems, right-aligned with a widget."""
        inner = QWidget()
        set_surface(inner, "raised")
        column = QVBoxLayout(inner)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(4)
        for problem in problems:
            column.addWidget(Words(self._appearance, problem.name, kind="ui_medium", wraps=True, parent=inner))
            words = Words(self._appearance, problem.sentence, kind="meta", tone="ink2", wraps=True, parent=inner)
            words.setContentsMargins(0, 0, 0, 8)
            column.addWidget(words)
        column.addStretch(1)
        self._scroll.setWidget(inner)
        room = widget.window().width() - 32
        width = min(self._appearance.px(_WIDTH), room)
        height = min(column.totalHeightForWidth(width) + 4, self._appearance.px(_MOST))
        self.resize(width, height)
        self.move(widget.mapToGlobal(QPoint(widget.width() - width, widget.height() + 4)))
        self.show()
        self._scroll.setFocus()
