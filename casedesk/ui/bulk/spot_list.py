"""The places that would change, each with what stands there and what comes, to be ticked off."""

from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QMenu, QWidget
from typing_extensions import override

from casedesk.tasks.bulk_edits import Preview
from casedesk.texts import tr
from casedesk.ui.bulk.spot_delegate import SpotDelegate, box_of
from casedesk.ui.bulk.spot_model import SpotModel
from casedesk.ui.theme import Appearance


class SpotList(QListView):
    """Space or a click on the box ticks; Enter or a double click opens the case."""

    open_requested = Signal(int)

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self.spots = SpotModel(self)
        self.setModel(self.spots)
        self.setItemDelegate(SpotDelegate(appearance, self.spots, self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setAccessibleName(tr("What would change"))
        self.doubleClicked.connect(self._open)
        appearance.changed.connect(self.doItemsLayout)

    def show_preview(self, preview: Preview) -> None:
        """List the places of a preview."""
        self.spots.set_preview(preview)
        if preview.spots:
            self.setCurrentIndex(self.spots.index(0, 0))
        self.scrollToTop()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Space:
                self._toggle([index.row() for index in self.selectedIndexes()])
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if self.currentIndex().isValid() and not event.modifiers():
                self._open(self.currentIndex())
            case _:
                super().keyPressEvent(event)

    @override
    def viewportEvent(self, event: QEvent) -> bool:
        """A click on the box ticks, and the selection stays as it is."""
        clicks = (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick)
        if event.type() in clicks and isinstance(event, QMouseEvent) and self._ticks(event):
            return True
        return super().viewportEvent(event)

    def show_menu(self, row: int) -> QMenu:
        """The menu of a row: the places of its case together."""
        spot = self.spots.spot(row)
        rows = self.spots.rows_of_case(spot.case_id)
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(tr("Open the case")).triggered.connect(lambda: self.open_requested.emit(spot.case_id))
        menu.addSeparator()
        menu.addAction(tr("Change all places of this case")).triggered.connect(
            lambda: self.spots.tick(rows, is_on=True)
        )
        menu.addAction(tr("Leave this case as it is")).triggered.connect(lambda: self.spots.tick(rows, is_on=False))
        return menu

    @override
    def contextMenuEvent(self, event: Any) -> None:
        index = self.indexAt(event.pos())
        if index.isValid():
            self.show_menu(index.row()).popup(event.globalPos())

    def _ticks(self, event: QMouseEvent) -> bool:
        index = self.indexAt(event.position().toPoint())
        if event.button() is not Qt.MouseButton.LeftButton or not index.isValid():
            return False
        rect: QRect = self.visualRect(index)
        if event.position().x() > box_of(rect, self._appearance).right() + self._appearance.px(8):
            return False
        rows = [item.row() for item in self.selectedIndexes()]
        self._toggle(rows if index.row() in rows else [index.row()])
        return True

    def _toggle(self, rows: list[int]) -> None:
        """Tick all of the rows; where all are ticked, none."""
        self.spots.tick(rows, is_on=not all(self.spots.is_on(row) for row in rows))

    def _open(self, index: QModelIndex) -> None:
        self.open_requested.emit(self.spots.spot(index.row()).case_id)
