"""Which goals of the plan a block serves."""

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from casedesk.domain.lesson import Goal
from casedesk.texts import tr
from casedesk.ui.lessons.block_words import GOAL_NAMES
from casedesk.ui.widgets.flow_layout import FlowLayout


class BlockGoals(QWidget):
    """One box for every kind of goal."""

    edited = Signal(object)
    """frozenset[Goal]"""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._boxes = {goal: QCheckBox(tr(GOAL_NAMES[goal]), self) for goal in Goal}
        layout = FlowLayout(self, spacing=12)
        for box in self._boxes.values():
            layout.addWidget(box)
            box.toggled.connect(self._tell)

    def show_goals(self, goals: frozenset[Goal]) -> None:
        """Show these goals."""
        for goal, box in self._boxes.items():
            with QSignalBlocker(box):
                box.setChecked(goal in goals)

    def _tell(self) -> None:
        self.edited.emit(frozenset(goal for goal, box in self._boxes.items() if box.isChecked()))
