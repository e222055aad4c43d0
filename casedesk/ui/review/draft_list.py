"""The list of drafts with the selected one unfolded in its place."""

from PySide6.QtCore import QItemSelection, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget
from typing_extensions import override

from casedesk.domain.alike import titles_alike
from casedesk.texts import tr
from casedesk.ui.review.draft_card import DraftCard
from casedesk.ui.review.draft_delegate import DraftDelegate
from casedesk.ui.review.draft_rows import DraftRow, DraftRows, FoldRow
from casedesk.ui.review.review_state import ReviewState
from casedesk.ui.theme import Appearance

Index = QModelIndex | QPersistentModelIndex


class DraftList(QListView):
    """Rows are painted; only the selected draft is a widget, so a file may have thousands of drafts."""

    chosen_changed = Signal(int)
    """How many rows are chosen together; 0 where it is not more than one."""

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
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.clicked.connect(self._take_click)
        self.rows.modelAboutToBeReset.connect(self._forget_chosen)
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
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._measure()

    @override
    def doItemsLayout(self) -> None:
        super().doItemsLayout()
        self._place_card()

    @override
    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        self.chosen_changed.emit(len(self.chosen()))

    def chosen(self) -> tuple[int, ...]:
        """The drafts chosen together with Shift, Ctrl or Ctrl+A; none where it is not more than one."""
        positions = sorted(index.row() for index in self.selectionModel().selectedRows())
        rows = [row for at in positions if isinstance(row := self.rows.row(at), DraftRow)]
        return tuple(row.index for row in rows) if len(rows) > 1 else ()

    def choose_none(self) -> None:
        """Only the selected draft is chosen."""
        self.selectionModel().clearSelection()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.SelectAll) or _extends(event):
            super().keyPressEvent(event)
            return
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
        if self.chosen():
            return
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
            self._delegate.unfolded = self._delegate.unfolded_at = -1
            self.scheduleDelayedItemsLayout()
            return
        self._delegate.unfolded = self._state.index
        self._delegate.unfolded_at = self.rows.position_of(self._state.index)
        self.card.show()  # first: what is hidden has not got its looks, and measures too low
        self.card.show_draft(
            self._state.proposal,
            draft,
            alike=len(self._state.alike()),
            titles=len(titles_alike(self._state.proposal, self._state.index)) if self._state.is_renamed else 0,
            can_join=self._state.index > 0,
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
        self._delegate.unfolded_at = self.rows.find(self._state.index)
        self._delegate.fold_at = self.rows.fold_position
        self.scheduleDelayedItemsLayout()
        self.executeDelayedItemsLayout()

    def _forget_chosen(self) -> None:
        self.selectionModel().clear()

    def _place_card(self) -> None:
        at = self.rows.find(self._state.index) if self._state.draft is not None else -1
        self._delegate.unfolded_at = at
        self._delegate.fold_at = self.rows.fold_position
        if at < 0:
            self.card.hide()
            return
        rect = self.visualRect(self.rows.index(at))
        height = max(rect.height(), self._delegate.height)
        self.card.setGeometry(rect.left(), rect.top(), self.viewport().width(), height)
        self.card.show()


def _extends(event: QKeyEvent) -> bool:
    """Whether a key extends the choice of rows."""
    moves = {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End}
    return event.modifiers() == Qt.KeyboardModifier.ShiftModifier and event.key() in moves
