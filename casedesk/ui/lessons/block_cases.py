"""The cases of a block: which, and which of their sections are used."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from casedesk.domain.case import Role
from casedesk.domain.lesson import CaseUse
from casedesk.texts import tr
from casedesk.ui.models.value_names import role_name
from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.buttons import IconButton, LinkButton

USED_ROLES = (Role.BODY, Role.QUESTION, Role.ANALYSIS, Role.RESOLUTION, Role.LESSON)


class BlockCases(QWidget):
    """One row for every case, and a button to add one."""

    edited = Signal(object)
    """tuple[CaseUse, ...]"""
    case_open_requested = Signal(int)
    case_pick_requested = Signal()
    height_changed = Signal()

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._uses: tuple[CaseUse, ...] | None = None
        self._rows: list[QWidget] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(4)
        self._add = LinkButton(tr("Add a case…"), self)
        self._add.setIcon(appearance.icon("ph.plus", "accent"))
        self._add.clicked.connect(self.case_pick_requested)
        self._layout.addWidget(self._add, 0, Qt.AlignmentFlag.AlignLeft)

    def show_uses(self, uses: tuple[CaseUse, ...]) -> None:
        """Show these cases."""
        if uses == self._uses:
            return
        self._uses = uses
        for row in self._rows:
            self._layout.removeWidget(row)
            row.deleteLater()
        self._rows = [self._row(position, use) for position, use in enumerate(uses)]
        for position, row in enumerate(self._rows):
            self._layout.insertWidget(position, row)
        self.height_changed.emit()

    def _row(self, position: int, use: CaseUse) -> QWidget:
        row = QWidget(self)
        title = LinkButton(use.title or tr("Untitled case"), row)
        title.setToolTip(tr("Open the case"))
        title.clicked.connect(lambda: self.case_open_requested.emit(use.case_id))
        name = tr("Take “{title}” out of the block").format(title=use.title)
        remove = IconButton(self._appearance, "ph.x", name, row, size=14)
        remove.clicked.connect(lambda: self._put(position, None))
        head = QHBoxLayout()
        head.addWidget(title)
        head.addWidget(remove)
        head.addStretch(1)
        sections = QHBoxLayout()
        sections.setSpacing(12)
        for role in USED_ROLES:
            box = QCheckBox(role_name(role), row)
            box.setChecked(role in use.roles)
            box.toggled.connect(partial(self._toggle, position, role))
            sections.addWidget(box)
        sections.addStretch(1)
        layout = QVBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 4)
        layout.setSpacing(4)
        layout.addLayout(head)
        layout.addLayout(sections)
        return row

    def _toggle(self, position: int, role: Role, is_used: bool) -> None:
        assert self._uses is not None
        use = self._uses[position]
        roles = use.roles | {role} if is_used else use.roles - {role}
        self._put(position, replace(use, roles=roles), keep_rows=True)

    def _put(self, position: int, use: CaseUse | None, *, keep_rows: bool = False) -> None:
        assert self._uses is not None
        middle = () if use is None else (use,)
        uses = (*self._uses[:position], *middle, *self._uses[position + 1 :])
        if keep_rows:
            self._uses = uses
        self.edited.emit(uses)
