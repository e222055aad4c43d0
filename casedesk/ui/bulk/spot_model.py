"""The places that would change, as the list reads them, and which of them are ticked."""

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from typing_extensions import override

from casedesk.tasks.bulk_edits import Preview, Spot
from casedesk.texts import tr
from casedesk.ui.bulk.bulk_words import place_name, shown_words

Index = QModelIndex | QPersistentModelIndex


class SpotModel(QAbstractListModel):
    """The places of a preview; all are ticked at first."""

    ticked = Signal()
    """Other places are ticked than before."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.preview = Preview()
        self._off: set[int] = set()

    def set_preview(self, preview: Preview) -> None:
        """Show the places of a preview."""
        self.beginResetModel()
        self.preview = preview
        self._off = set()
        self.endResetModel()
        self.ticked.emit()

    def spot(self, row: int) -> Spot:
        """The place in a row."""
        return self.preview.spots[row]

    def is_on(self, row: int) -> bool:
        """Whether the place in a row shall change."""
        return row not in self._off

    @property
    def chosen(self) -> tuple[Spot, ...]:
        """The places that shall change."""
        return tuple(spot for row, spot in enumerate(self.preview.spots) if row not in self._off)

    @property
    def chosen_count(self) -> int:
        """How many places shall change."""
        return len(self.preview.spots) - len(self._off)

    def tick(self, rows: Iterable[int], *, is_on: bool) -> None:
        """Let the places in some rows change, or leave them as they are."""
        rows = tuple(rows)
        if is_on:
            self._off.difference_update(rows)
        else:
            self._off.update(rows)
        if rows:
            self.dataChanged.emit(self.index(min(rows), 0), self.index(max(rows), 0))
            self.ticked.emit()

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
                return Qt.CheckState.Checked if self.is_on(index.row()) else Qt.CheckState.Unchecked
            case _:
                return None


def _spoken(spot: Spot) -> str:
    old, new = (shown_words(spot, words) for words in (spot.old, spot.new))
    text = tr("{title}, {place}: “{old}” becomes “{new}”")
    return text.format(title=spot.title, place=place_name(spot), old=old or tr("nothing"), new=new or tr("nothing"))
