"""The band over the page: the way back, which pair of how many, and how alike the two are."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from casedesk.texts import tr
from casedesk.ui.merge.merge_words import likeness_sentence
from casedesk.ui.merge.pair_state import PairState
from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.buttons import IconButton
from casedesk.ui.widgets.labels import ElidedLabel, Words
from casedesk.ui.widgets.surfaces import set_surface


class MergeHead(QWidget):
    """Follows the state; the list has the way back and the name alone."""

    back_requested = Signal()
    step_requested = Signal(int)

    def __init__(self, state: PairState, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self._appearance = appearance
        set_surface(self, "paper")
        self.back = IconButton(appearance, "ph.arrow-left", tr("Back (Esc)"), self)
        self._title = Words(appearance, tr("Similar cases"), kind="ui_medium", parent=self)
        self._place = Words(appearance, kind="meta", tone="ink2", parent=self)
        self.previous = IconButton(appearance, "ph.caret-up", tr("Previous pair"), self)
        self.next = IconButton(appearance, "ph.caret-down", tr("Next pair"), self)
        self._words = ElidedLabel("", self)
        self._words.setProperty("tone", "ink2")
        self._share = Words(appearance, kind="meta", parent=self)
        self._rest = ElidedLabel("", self)
        self._rest.setProperty("tone", "ink2")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 24, 0)
        row.setSpacing(8)
        for part in (self.back, self._title, self._place, self.previous, self.next):
            row.addWidget(part)
        row.addStretch(1)
        alike = QHBoxLayout()
        alike.setSpacing(0)
        self._share.setContentsMargins(4, 0, 0, 0)
        for part in (self._words, self._share, self._rest):
            alike.addWidget(part)
        row.addLayout(alike)
        self.back.clicked.connect(self.back_requested)
        self.previous.clicked.connect(lambda: self.step_requested.emit(-1))
        self.next.clicked.connect(lambda: self.step_requested.emit(1))
        state.shown.connect(self._show)
        appearance.changed.connect(self._dress)
        self._dress()
        self.show_list()

    def show_list(self, title: str = "") -> None:
        """Head the list of groups, or another list."""
        self._title.setText(title or tr("Similar cases"))
        for part in (self._place, self.previous, self.next, self._words, self._share, self._rest):
            part.hide()

    def show_place(self, at: int, total: int, *, is_alone: bool) -> None:
        """Head a pair: the one at place `at` of so many, or two that somebody chose."""
        self._title.setText(tr("Similar cases"))
        self._place.setText(tr("Pair {n} of {total}").format(n=f"{at:,}", total=f"{total:,}"))
        for part in (self._place, self.previous, self.next):
            part.setVisible(not is_alone)
        self.previous.setEnabled(at > 1)
        self.next.setEnabled(at < total)
        self._show()

    def _show(self) -> None:
        if not self._state.is_open:
            return
        words, share, rest = likeness_sentence(self._state.pair)
        self._words.setText(words if share else words + rest)
        self._share.setText(share)
        self._rest.setText(rest)
        self._words.show()
        self._rest.setVisible(bool(share))
        self._share.setVisible(bool(share))

    def _dress(self) -> None:
        self.setFixedHeight(max(48, self._appearance.px(48)))
        meta = self._appearance.font("meta")
        for part in (self._words, self._rest):
            part.setFont(meta)
        strong = self._appearance.font("meta")
        strong.setWeight(strong.Weight.DemiBold)
        self._share.setFont(strong)
