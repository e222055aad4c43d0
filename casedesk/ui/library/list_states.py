"""What stands in the list's place when there is nothing to list, and beside it when nothing is open."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from casedesk.texts import tr
from casedesk.ui.actions import Actions
from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.buttons import Button
from casedesk.ui.widgets.labels import Words

FROM_TOP = 88
"""Where the words begin in an empty list."""


class EmptyLibrary(QWidget):
    """The first thing a trainer sees without cases: what to do, and the two ways to begin."""

    def __init__(self, appearance: Appearance, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        title = Words(appearance, tr("No cases yet"), kind="title", parent=self)
        words = tr("Drag Word files here, or begin below. The sample cases can be put in again from the Help menu.")
        text = Words(appearance, words, tone="ink2", wraps=True, parent=self)
        self.import_button = Button(
            tr("Import files"), "primary", appearance=appearance, icon="ph.archive-tray", parent=self
        )
        self.import_button.clicked.connect(actions.action("file.import").trigger)
        new = actions.action("case.new")
        self.new_button = Button(tr("Write a case"), "link", appearance=appearance, icon="ph.pencil-line", parent=self)
        self.new_button.clicked.connect(new.trigger)
        keys = Words(appearance, _keys(new), kind="meta", tone="ink2", parent=self)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.new_button)
        row.addWidget(keys)
        row.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(28, FROM_TOP, 28, 24)
        layout.setSpacing(8)
        layout.addWidget(title)
        layout.addWidget(text)
        layout.addSpacing(16)
        layout.addWidget(self.import_button, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addSpacing(4)
        layout.addLayout(row)
        layout.addStretch()


class NothingOpen(QWidget):
    """Where a case will be shown, and the four keys worth knowing."""

    def __init__(self, appearance: Appearance, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(32)
        self._grid.setVerticalSpacing(12)
        self._grid.setColumnStretch(1, 1)
        lines = (
            ("view.palette", tr("find any command")),
            ("edit.find", tr("search")),
            ("case.basket", tr("put a case into the basket")),
            ("edit.undo", tr("undo; imports and merges too")),
        )
        for row, (action_id, words) in enumerate(lines):
            keys = _keys(actions.action(action_id))
            self._grid.addWidget(Words(appearance, keys, kind="meta", tone="ink2", parent=self), row, 0)
            self._grid.addWidget(Words(appearance, words, parent=self), row, 1)
        hint = tr("The selected case is shown here and can be changed in place.")
        column = QVBoxLayout()
        column.addSpacing(FROM_TOP + 56)
        column.addWidget(Words(appearance, hint, tone="ink2", wraps=True, parent=self))
        column.addSpacing(24)
        column.addLayout(self._grid)
        column.addStretch()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(24, 0, 24, 0)
        layout.addStretch(1)
        layout.addLayout(column, 2)
        layout.addStretch(1)


def _keys(action: QAction) -> str:
    return action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
