"""The right half of the page: how much would change, the list of it, and what stands there while there is none."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QStackedWidget, QVBoxLayout, QWidget

from casedesk.tasks.bulk_edits import Preview
from casedesk.texts import tr
from casedesk.ui.bulk.bulk_words import found_words
from casedesk.ui.bulk.spot_list import SpotList
from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.buttons import LinkButton
from casedesk.ui.widgets.empty_state import EmptyState
from casedesk.ui.widgets.labels import Words
from casedesk.ui.widgets.surfaces import set_surface
from casedesk.ui.widgets.two_sides import TwoSides


class PreviewPane(QWidget):
    """Shows previews. Making them is the page's."""

    cancel_requested = Signal()

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_surface(self, "paper")
        self._appearance = appearance
        self.list = SpotList(appearance, self)
        self.count = Words(appearance, tone="ink2", parent=self)
        self.tick_all = LinkButton(tr("Tick all"), self)
        self.tick_none = LinkButton(tr("Tick none"), self)
        self.cancel = LinkButton(tr("Cancel"), self)
        self._progress = QProgressBar(self)
        self._progress.setTextVisible(False)
        self._progress.setFixedHeight(4)
        self.nothing = EmptyState(appearance, "", "", self, icon="ph.magnifying-glass")
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.list)
        self._stack.addWidget(self.nothing)
        self._bar = QWidget(self)
        row = QHBoxLayout(self._bar)
        row.setContentsMargins(16, 8, 16, 8)
        row.addWidget(TwoSides((self.count,), (self.tick_all, self.tick_none, self.cancel), self._bar))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._bar)
        column.addWidget(self._progress)
        column.addWidget(self._stack, 1)
        self.tick_all.clicked.connect(lambda: self._tick(is_on=True))
        self.tick_none.clicked.connect(lambda: self._tick(is_on=False))
        self.cancel.clicked.connect(self.cancel_requested)
        appearance.changed.connect(self._dress)
        self._dress()
        self.show_working(is_working=False)

    def say(self, title: str, text: str) -> None:
        """Show words in place of the list."""
        self.list.show_preview(Preview())
        self.nothing.set_words(title, text)
        self._stack.setCurrentWidget(self.nothing)
        self._show_bar("")

    def show_preview(self, preview: Preview) -> None:
        """List what would change."""
        if not preview.spots:
            self.say(tr("Nothing would change"), tr("It is in none of these cases, or they are so already."))
            return
        self.list.show_preview(preview)
        self._stack.setCurrentWidget(self.list)
        self._show_bar(found_words(preview))

    def show_working(self, *, is_working: bool) -> None:
        """Show that cases are being looked at, or that this is over."""
        policy = self._progress.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._progress.setSizePolicy(policy)
        self._progress.setVisible(is_working)
        self.cancel.setVisible(is_working)
        if is_working:
            self._progress.setRange(0, 0)

    def show_progress(self, done: int, total: int, _text: str) -> None:
        """Say how far it is."""
        self._progress.setRange(0, total)
        self._progress.setValue(done)

    def _show_bar(self, words: str) -> None:
        self.count.setText(words)
        for link in (self.tick_all, self.tick_none):
            link.setVisible(bool(words))

    def _tick(self, *, is_on: bool) -> None:
        self.list.spots.tick(range(self.list.spots.rowCount()), is_on=is_on)

    def _dress(self) -> None:
        self._bar.setMinimumHeight(max(48, self._appearance.px(48)))
