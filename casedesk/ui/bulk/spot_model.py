"""The places that would change, as the list reads them, and which of them are ticked."""

from typing import Any

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

from casedesk.tasks.bulk_edits import Preview, Spot
from casedesk.texts import tr
from casedesk.ui.bulk.bulk_words import place_name, shown_words
from casedesk.ui.widgets.tick_list import TickModel

Index = QModelIndex | QPersistentModelIndex


class SpotModel(TickModel):
    """The places of a preview; all are ticked at first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.preview = Preview()

    def set_preview(self, preview: Preview) -> None:
        """Show the places of a preview."""
        self.beginResetModel()
        self.preview = preview
        self.off.clear()
        self.endResetModel()
        self.ticked.emit()

    def spot(self, row: int) -> Spot:
        """The place in a row."""
        return self.preview.spots[row]

    @property
    def chosen(self) -> tuple[Spot, ...]:
        """The places that shall change."""
        return tuple(spot for row, spot in enumerate(self.preview.spots) if self.is_on(row))

    def rows_of_case(self, case_id: int) -> tuple[int, ...]:
        """The rows of a case."""
        return tuple(row for row, spot in enumerate(self.preview.spots) if spot.case_id == case_id)

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.preview.spots)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        spot = self.preview.spots[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return spot.title
            case Qt.ItemDataRole.ToolTipRole:
                return _spoken(spot)
            case Qt.ItemDataRole.AccessibleTextRole:
                state = tr("changes") if self.is_on(index.row()) else tr("stays as it is")
                return tr("{place}, {state}").format(place=_spoken(spot), state=state)
            case Qt.ItemDataRole.CheckStateRole:
                return self.check_state(index.row())
            case _:
                return None


def _spoken(spot: Spot) -> str:
    old, new = (shown_words(spot, words) for words in (spot.old, spot.new))
    text = tr("{title}, {place}: “{old}” becomes “{new}”")
    return text.format(title=spot.title, place=place_name(spot), old=old or tr("nothing"), new=new or tr("nothing"))
