"""Merging all cases with the same text at once: each of them is listed before anything changes."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from casedesk.tasks.merging_all import WholeMerge
from casedesk.texts import tr, tr_n
from casedesk.ui.merge.whole_list import WholeDelegate, WholeModel
from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.buttons import Button, LinkButton
from casedesk.ui.widgets.labels import Words
from casedesk.ui.widgets.surfaces import Rule, set_surface
from casedesk.ui.widgets.tick_list import TickList
from casedesk.ui.widgets.two_sides import TwoSides


class WholeView(QWidget):
    """Shows what would be merged; merging is the page's."""

    merge_requested = Signal(object)
    """The merges that are ticked."""
    compare_requested = Signal(object)
    """A merge that shall rather be looked at."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._total = 0
        self.merges = WholeModel(self)
        self.list = TickList(appearance, self.merges, self)
        self.list.setItemDelegate(WholeDelegate(appearance, self.merges, self.list))
        self.list.setAccessibleName(tr("What would be merged"))
        self._count = Words(appearance, tone="ink2", parent=self)
        self.tick_all = LinkButton(tr("Tick all"), self)
        self.tick_none = LinkButton(tr("Tick none"), self)
        self.footer = QWidget(self)
        set_surface(self.footer, "paper", edge="top")
        self._brake = Words(appearance, kind="meta", tone="ink2", wraps=True, parent=self.footer)
        self.merge = Button("", "primary", appearance=appearance, icon="ph.git-merge", parent=self.footer)
        self.merge.setToolTip(tr("Merge (Ctrl+Enter)"))
        self._build()
        self.setFocusProxy(self.list)
        self.list.row_opened.connect(self._open)
        self.merges.ticked.connect(self._tell)
        self.tick_all.clicked.connect(lambda: self._tick(is_on=True))
        self.tick_none.clicked.connect(lambda: self._tick(is_on=False))
        self.merge.clicked.connect(self._merge)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self._merge)

    @property
    def brake_sentence(self) -> str:
        """What the foot says about the merges as they are ticked now."""
        return self._brake.text()

    def show_merges(self, merges: tuple[WholeMerge, ...], library_total: int) -> None:
        """List these merges in a library of so many cases."""
        self._total = library_total
        self.merges.set_merges(merges)
        if merges:
            self.list.setCurrentIndex(self.merges.index(0, 0))
        self.list.scrollToTop()

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(24, 4, 24, 12)
        head.addWidget(TwoSides((self._count,), (self.tick_all, self.tick_none), self))
        foot = QHBoxLayout(self.footer)
        foot.setContentsMargins(24, 12, 24, 12)
        foot.setSpacing(16)
        foot.addWidget(self._brake, 1)
        foot.addWidget(self.merge)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(Rule(self))
        column.addWidget(self.list, 1)
        column.addWidget(self.footer)

    def _tick(self, *, is_on: bool) -> None:
        self.merges.tick(range(self.merges.rowCount()), is_on=is_on)

    def _tell(self) -> None:
        chosen = self.merges.chosen
        n = sum(len(merge.other_ids) for merge in chosen)
        into = tr_n("{n} case stays", "{n} cases stay", len(chosen)).format(n=f"{len(chosen):,}")
        gone = tr_n("{n} case with the same text goes in", "{n} cases with the same text go in", n).format(n=f"{n:,}")
        self._count.setText(tr(", ").join((gone, into)) if n else tr("Nothing is ticked"))
        self.merge.setText(tr_n("Merge {n} case", "Merge {n} cases", n).format(n=f"{n:,}") if n else tr("Merge"))
        self.merge.setEnabled(n > 0)
        words = tr_n(
            "{n} of {total} cases goes to the trash; its questions, themes, uses and plans stay with the other."
            " A copy of the library is made first, and one step of Undo takes everything back.",
            "{n} of {total} cases go to the trash; their questions, themes, uses and plans stay with the others."
            " A copy of the library is made first, and one step of Undo takes everything back.",
            n,
        )
        self._brake.setText(words.format(n=f"{n:,}", total=f"{self._total:,}") if n else "")

    def _open(self, row: int) -> None:
        self.compare_requested.emit(self.merges.merges[row])

    def _merge(self) -> None:
        if self.merges.chosen_count:
            self.merge_requested.emit(self.merges.chosen)
