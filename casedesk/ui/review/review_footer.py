"""What will come of a review, in words, and the two ways to leave it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QWidget
from typing_extensions import override

from casedesk.texts import tr, tr_n
from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.buttons import Button
from casedesk.ui.widgets.flow_layout import FlowLayout
from casedesk.ui.widgets.labels import Words

_HINT = 200
"""The hint stands beside the buttons where it has at least this width, else over them."""


class ReviewFooter(QWidget):
    """A sentence, "Review later", and the filled button with the number of cases."""

    add_requested = Signal()
    later_requested = Signal()

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._hint = Words(appearance, kind="meta", tone="ink2", wraps=True, parent=self)
        self._later = Button(tr("Review later"), "link", parent=self)
        self.add = Button("", "primary", parent=self)
        self._buttons = self._build_buttons()
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(20, 12, 24, 12)
        self._row.setSpacing(12)
        self._row.addWidget(self._hint, 1)
        self._row.addWidget(self._buttons, 0, Qt.AlignmentFlag.AlignVCenter)
        self._later.clicked.connect(self.later_requested)
        self.add.clicked.connect(self.add_requested)

    def show_counts(self, kept: int, undecided: int) -> None:
        """Say how many cases will be added, and what becomes of the drafts that nobody has decided about."""
        self.add.setText(tr_n("Add {n} case", "Add {n} cases", kept).format(n=f"{kept:,}"))
        self.add.setEnabled(kept > 0)
        waiting = tr_n(
            "{n} draft is undecided; it waits here for later.",
            "{n} drafts are undecided; they wait here for later.",
            undecided,
        )
        whole = tr("The whole import can be undone; cases that you change stay.")
        self._hint.setText(waiting.format(n=f"{undecided:,}") if undecided else whole)
        self.add.setToolTip(self._hint.text())
        self._fit()

    def set_brief(self, *, is_brief: bool) -> None:
        """Leave the sentence to the tooltip of the button, where there is little height."""
        self._hint.setVisible(not is_brief)
        self._fit()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        margins = self._row.contentsMargins()
        room = self.width() - margins.left() - margins.right() - self._row.spacing()
        wanted = self._later.sizeHint().width() + self.add.sizeHint().width() + 24
        is_narrow = room - wanted < self._appearance.px(_HINT)
        direction = QBoxLayout.Direction.TopToBottom if is_narrow else QBoxLayout.Direction.LeftToRight
        self._row.setDirection(direction)
        self._buttons.setMinimumWidth(0 if is_narrow else wanted)

    def _build_buttons(self) -> QWidget:
        buttons = QWidget(self)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        buttons.setSizePolicy(policy)
        later = QWidget(buttons)
        later.setMinimumHeight(self.add.sizeHint().height())
        centre = QHBoxLayout(later)
        centre.setContentsMargins(0, 0, 0, 0)
        centre.addWidget(self._later)
        flow = FlowLayout(buttons, spacing=24, line_spacing=8)
        flow.addWidget(later)
        flow.addWidget(self.add)
        return buttons
