"""The list of drafts with the selected one unfolded in its place."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget
from typing_extensions import override

from casedesk.texts import tr
from casedesk.ui.review.draft_card import DraftCard
from casedesk.ui.review.draft_delegate import DraftDelegate
from casedesk.ui.review.draft_rows import DraftRow, DraftRows, FoldRow
from casedesk.ui.review.review_state import ReviewState
from casedesk.ui.theme import Appearance

Index = QModelIndex | QPersistentModelIndex


class DraftList(QListView):
    """Rows are painted; only the selected draft is a widget, so a file may have thousands of drafts."""

    like_requested = Signal(int)

    def __init__(self, state: ReviewState, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self._appearance = appearance
        self.rows = DraftRows(state, self)
        self._delegate = DraftDelegate(appearance, self)
        self.card = DraftCard(appearance, self.viewport())
        self.card.hide()
        self.setModel(self.rows)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(tr("Drafts"))
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.clicked.connect(self._take_click)
        self.rows.modelReset.connect(self._place_card)
        self.verticalScrollBar().valueChanged.connect(self._place_card)
        self.card.height_changed.connect(self._measure)
        self.card.editing_ended.connect(self.setFocus)
        state.selected.connect(self._show_selected)
        appearance.changed.connect(self._refresh_card)

    @override
    def resizeEvent(self, e: QResizeEvent) -> None:
        super().resizeEvent(e)
        self._measure()

    @override
    def doItemsLayout(self) -> None:
        super().doItemsLayout()
        self._place_card()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        keypad = Qt.KeyboardModifier.KeypadModifier
        match event.key() if not event.modifiers() & ~keypad else 0:
            case Qt.Key.Key_Up:
                self._go(-1)
            case Qt.Key.Key_Down:
                self._go(1)
            case Qt.Key.Key_Home:
                self._take_row(0)
            case Qt.Key.Key_End:
                self._take_row(self.rows.rowCount() - 1)
            case _:
                event.ignore()  # the keys of a review work in the list and in the source alike

    def _go(self, step: int) -> None:
        at = self.rows.position_of(self._state.index) if not self._is_on_fold() else self.currentIndex().row()
        self._take_row(at + step)

    def _is_on_fold(self) -> bool:
        at = self.currentIndex().row()
        return 0 <= at < self.rows.rowCount() and isinstance(self.rows.row(at), FoldRow)

    def _take_row(self, at: int) -> None:
        if not 0 <= at < self.rows.rowCount():
            return
        self.setCurrentIndex(self.rows.index(at))
        row = self.rows.row(at)
        if isinstance(row, DraftRow):
            self._state.select(row.index)

    def toggle_fold(self) -> bool:
        """Fold or unfold the certain drafts, where their row is the current one."""
        if not self._is_on_fold():
            return False
        at = self.currentIndex().row()
        self.rows.toggle()
        self.setCurrentIndex(self.rows.index(at))
        return True

    def _take_click(self, index: Index) -> None:
        row = self.rows.row(index.row())
        if isinstance(row, FoldRow):
            self.rows.toggle()
        else:
            self._state.select(row.index)

    def _show_selected(self, index: int) -> None:
        self._refresh_card()
        at = self.rows.position_of(index)
        if at >= 0:
            self.setCurrentIndex(self.rows.index(at))
            self.scrollTo(self.rows.index(at))

    def _refresh_card(self) -> None:
        draft = self._state.draft
        if draft is None:
            self.card.hide()
            self._delegate.unfolded = -1
            self.scheduleDelayedItemsLayout()
            return
        self._delegate.unfolded = self._state.index
        self.card.show_draft(
            self._state.proposal, draft, alike=len(self._state.alike()), can_join=self._state.index > 0
        )

    def _measure(self) -> None:
        """Give the card the height that it needs at this width."""
        if self._state.draft is None:
            return
        width = self.viewport().width()
        layout = self.card.layout()
        if layout is None or width <= 0:
            return
        layout.activate()
        height = layout.totalHeightForWidth(width) if layout.hasHeightForWidth() else layout.totalSizeHint().height()
        self._delegate.height = max(height, self._appearance.px(64))
        self.scheduleDelayedItemsLayout()
        self.executeDelayedItemsLayout()
        self._place_card()

    def _place_card(self) -> None:
        at = self.rows.position_of(self._state.index) if self._state.draft is not None else -1
        if at < 0:
            self.card.hide()
            return
        rect = self.visualRect(self.rows.index(at))
        height = max(rect.height(), self._delegate.height)
        self.card.setGeometry(rect.left(), rect.top(), self.viewport().width(), height)
        self.card.show()
