"""Over the two columns: which copy is kept, which one goes into it, and the way to swap them."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from casedesk.texts import tr
from casedesk.ui.merge.merge_row import label_width
from casedesk.ui.merge.merge_words import ties_sentence
from casedesk.ui.merge.pair_state import PairState
from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.buttons import Button, LinkButton, grow_icon
from casedesk.ui.widgets.flow_layout import FlowLayout
from casedesk.ui.widgets.labels import ElidedLabel, Words
from casedesk.ui.widgets.surfaces import set_surface


class _CopyHead(QWidget):
    def __init__(self, appearance: Appearance, name: str, fate: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._fate = ElidedLabel(fate, self)
        self._ties = ElidedLabel("", self)
        for label in (self._fate, self._ties):
            label.setProperty("tone", "ink2")
        self.open = LinkButton(tr("Open"), self)
        first = QHBoxLayout()
        first.setSpacing(8)
        self._name = ElidedLabel(name, self)
        first.addWidget(self._name)
        first.addWidget(self._fate)
        first.addStretch(1)
        second = QHBoxLayout()
        second.setSpacing(8)
        second.addWidget(self._ties)
        second.addWidget(self.open)
        second.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 24, 8)
        column.setSpacing(0)
        column.addLayout(first)
        column.addLayout(second)
        self._row = first
        appearance.changed.connect(self._dress)
        self._dress()

    def add(self, widget: QWidget) -> None:
        self._row.addWidget(widget)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        needed = self._name.sizeHint().width() + self.fontMetrics().horizontalAdvance("0") * 12
        self._fate.setVisible(self.width() > needed + self._appearance.px(96))

    def show_ties(self, words: str) -> None:
        self._ties.setText(words)

    def _dress(self) -> None:
        self._name.setFont(self._appearance.font("ui_medium"))
        for part in (self._fate, self._ties, self.open):
            part.setFont(self._appearance.font("meta"))


class PairHead(QWidget):
    """Names the columns."""

    open_requested = Signal(int)
    swap_requested = Signal()

    def __init__(self, state: PairState, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_surface(self, "paper", edge="bottom")
        self._state = state
        self._appearance = appearance
        self._kept = _CopyHead(appearance, tr("The copy that stays"), tr("its number, history and plans stay"), self)
        self._other = _CopyHead(appearance, tr("The copy that goes in"), tr("to the trash, can be undone"), self)
        self.swap = Button(tr("Swap"), "link", appearance=appearance, icon="ph.swap", parent=self)
        grow_icon(self.swap, appearance, QSize(14, 14))
        self.swap.setToolTip(tr("Keep the other copy (X)"))
        self._other.add(self.swap)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(0)
        self._grid.addWidget(self._kept, 0, 1)
        self._grid.addWidget(self._other, 0, 2)
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnStretch(2, 1)
        self._kept.open.clicked.connect(lambda: self.open_requested.emit(state.pair.kept.id))
        self._other.open.clicked.connect(lambda: self.open_requested.emit(state.pair.other.id))
        self.swap.clicked.connect(self.swap_requested)
        state.shown.connect(self._show)
        appearance.changed.connect(self._dress)
        self._dress()

    def set_scroll_bar(self, width: int) -> None:
        """Leave room for the scroll bar below, so that the columns stand under their names."""
        self._grid.setContentsMargins(0, 0, width, 0)

    def _show(self) -> None:
        if self._state.is_open:
            pair = self._state.pair
            self._kept.show_ties(ties_sentence(pair.kept_ties.source, pair.kept_ties.uses))
            self._other.show_ties(ties_sentence(pair.other_ties.source, pair.other_ties.uses))

    def _dress(self) -> None:
        self._grid.setColumnMinimumWidth(0, label_width(self._appearance))
        self.swap.setFont(self._appearance.font("meta"))


class PairFooter(QWidget):
    """What can be decided about a pair, and what a merge comes to."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_surface(self, "paper", edge="top")
        self._appearance = appearance
        self.distinct = Button(tr("Not a duplicate"), parent=self)
        self.distinct.setToolTip(tr("Remember that these are two stories (N)"))
        self.family = Button(tr("The same story, keep both"), parent=self)
        self.skip = LinkButton(tr("Skip"), self)
        self.skip.setToolTip(tr("Decide later (S)"))
        self.result = Words(appearance, kind="meta", tone="ink2", wraps=True, parent=self)
        self.merge = Button("", "primary", appearance=appearance, icon="ph.git-merge", parent=self)
        self.merge.setText("  ".join((tr("Merge"), tr("Ctrl+Enter"))))
        self.merge.setAccessibleName(tr("Merge"))
        self.merge.setToolTip(tr("Merge (Ctrl+Enter)"))
        decisions = QWidget(self)
        flow = FlowLayout(decisions, spacing=8)
        for part in (self.distinct, self.family, self.skip):
            flow.addWidget(part)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        decisions.setSizePolicy(policy)
        self._decisions = decisions
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(24, 12, 24, 12)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(1, 1)
        self._is_narrow: bool | None = None
        self._arrange(is_narrow=False)
        self.show_family(is_one=False)

    def show_family(self, *, is_one: bool) -> None:
        """Offer to make the two tellings of one story, or to take them apart again."""
        self.family.setText(tr("Take out of the family") if is_one else tr("The same story, keep both"))
        self.family.setToolTip(
            tr("The right one leaves the family (F)")
            if is_one
            else tr("Both stay as tellings of one story; the left one is shown first (F)")
        )

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        buttons = (self.distinct, self.family, self.skip, self.merge)
        needed = sum(button.sizeHint().width() for button in buttons) + self._appearance.px(240)
        self._arrange(is_narrow=self.width() < needed)

    def _arrange(self, *, is_narrow: bool) -> None:
        """Put the sentence between the buttons, or above them where there is no room."""
        if is_narrow is self._is_narrow:
            return
        self._is_narrow = is_narrow
        for part in (self._decisions, self.result, self.merge):
            self._grid.removeWidget(part)
        if is_narrow:
            self._grid.addWidget(self.result, 0, 0, 1, 3)
            self._grid.addWidget(self._decisions, 1, 0, 1, 2)
            self._grid.addWidget(self.merge, 1, 2, Qt.AlignmentFlag.AlignBottom)
            self._decisions.setMinimumWidth(0)
        else:
            buttons = (self.distinct, self.family, self.skip)
            self._decisions.setMinimumWidth(sum(button.sizeHint().width() + 8 for button in buttons))
            self._grid.addWidget(self._decisions, 0, 0)
            self._grid.addWidget(self.result, 0, 1)
            self._grid.addWidget(self.merge, 0, 2)
        self.result.setAlignment(
            Qt.AlignmentFlag.AlignVCenter | (Qt.AlignmentFlag.AlignLeft if is_narrow else Qt.AlignmentFlag.AlignRight)
        )
