"""The places that would change, each with what stands there and what comes, to be ticked off."""

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget
from typing_extensions import override

from casedesk.tasks.bulk_edits import Preview
from casedesk.texts import tr
from casedesk.ui.bulk.spot_delegate import SpotDelegate
from casedesk.ui.bulk.spot_model import SpotModel
from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.tick_list import TickList


class SpotList(TickList):
    """Opening a row opens its case."""

    open_requested = Signal(int)

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        self.spots = SpotModel()
        super().__init__(appearance, self.spots, parent)
        self.spots.setParent(self)
        self.setItemDelegate(SpotDelegate(appearance, self.spots, self))
        self.setAccessibleName(tr("What would change"))
        self.row_opened.connect(self._open_case)

    def show_preview(self, preview: Preview) -> None:
        """List the places of a preview."""
        self.spots.set_preview(preview)
        if preview.spots:
            self.setCurrentIndex(self.spots.index(0, 0))
        self.scrollToTop()

    def _open_case(self, row: int) -> None:
        self.open_requested.emit(self.spots.spot(row).case_id)

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
