"""The rows of the trash: what it was, when it was thrown away, and until when it is safe."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QListView
from typing_extensions import override

from casedesk.domain.case import Case
from casedesk.tasks.trash import TrashEntry
from casedesk.texts import tr
from casedesk.ui import dates
from casedesk.ui.glyphs import paint_glyph
from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.row_delegate import RowDelegate

Index = QModelIndex | QPersistentModelIndex
_PAD = 12


class TrashModel(QAbstractListModel):
    """The entries of the trash."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.entries: tuple[TrashEntry, ...] = ()

    def set_entries(self, entries: Sequence[TrashEntry]) -> None:
        """Show these entries."""
        self.beginResetModel()
        self.entries = tuple(entries)
        self.endResetModel()

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.entries)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        entry = self.entries[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.ToolTipRole:
                return title_of(entry)
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{title_of(entry)}, {fate_of(entry)}"
            case _:
                return None


class TrashDelegate(RowDelegate):
    """Icon, title, and one muted line with both dates."""

    def __init__(self, appearance: Appearance, model: TrashModel, parent: QListView) -> None:
        super().__init__(appearance, parent)
        self._model = model

    @override
    def paint_words(self, painter: QPainter, rect: QRect, row: int) -> None:
        entry = self._model.entries[row]
        theme, side = self._appearance.theme, self._appearance.px(18)
        glyph = QRect(rect.left() + _PAD, rect.top() + self._appearance.px(10) + 1, side, side)
        paint_glyph(painter, glyph, "file-text" if entry.kind is Case else "notebook", theme.ink2)
        room = self.upper_line(rect, _PAD + side + 12, _PAD)
        self.paint_line(painter, room, title_of(entry), self._appearance.font("ui_medium"), theme.ink)
        self.paint_line(painter, self.lower_line(room), fate_of(entry), self._appearance.font("meta"), theme.ink2)


def title_of(entry: TrashEntry) -> str:
    """The title of an entry, or a word for what it is."""
    return entry.title or (tr("Untitled case") if entry.kind is Case else tr("Untitled plan"))


def fate_of(entry: TrashEntry) -> str:
    """When it was thrown away, and from when on it may be deleted for good."""
    return tr("Deleted {day}, kept until {safe} at least").format(day=_day(entry.trashed), safe=_day(entry.safe_until))


def _day(stamp: datetime) -> str:
    return dates.short_day(stamp.astimezone().date())
