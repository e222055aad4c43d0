"""The rows of the trash: what it was, when it was thrown away, and until when it is safe."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from casedesk.domain.case import Case
from casedesk.tasks.trash import TrashEntry
from casedesk.texts import tr
from casedesk.ui import dates
from casedesk.ui.glyphs import paint_glyph
from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.row_ground import paint_row_ground

Index = QModelIndex | QPersistentModelIndex
_ROW_HEIGHT, _PAD = 56, 12
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


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


class TrashDelegate(QStyledItemDelegate):
    """Icon, title, and one muted line with both dates."""

    def __init__(self, appearance: Appearance, model: TrashModel, parent: QListView) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._model = model
        self._list = parent

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, self._appearance.px(_ROW_HEIGHT))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect = option.rect  # pyright: ignore[reportUnknownMemberType, reportAttributeAccessIssue, reportUnknownVariableType]
        state = option.state  # pyright: ignore[reportUnknownMemberType, reportAttributeAccessIssue, reportUnknownVariableType]
        assert isinstance(rect, QRect)
        entry = self._model.entries[index.row()]
        theme, px = self._appearance.theme, self._appearance.px
        painter.save()
        paint_row_ground(painter, rect, state, theme, has_focus=self._list.hasFocus())
        side = px(18)
        glyph = QRect(rect.left() + _PAD, rect.top() + px(10) + 1, side, side)
        paint_glyph(painter, glyph, "file-text" if entry.kind is Case else "notebook", theme.ink2)
        left = glyph.right() + 13
        room = QRect(left, rect.top() + px(8), rect.right() - left - _PAD, px(20))
        painter.setPen(theme.ink)
        self._line(painter, room, title_of(entry), self._appearance.font("ui_medium"))
        painter.setPen(theme.ink2)
        self._line(painter, room.translated(0, px(20)), fate_of(entry), self._appearance.font("meta"))
        painter.restore()

    def _line(self, painter: QPainter, room: QRect, text: str, font: QFont) -> None:
        painter.setFont(font)
        words = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, _LEFT, words)


def title_of(entry: TrashEntry) -> str:
    """The title of an entry, or a word for what it is."""
    return entry.title or (tr("Untitled case") if entry.kind is Case else tr("Untitled plan"))


def fate_of(entry: TrashEntry) -> str:
    """When it was thrown away, and from when on it may be deleted for good."""
    return tr("Deleted {day}, kept until {safe} at least").format(day=_day(entry.trashed), safe=_day(entry.safe_until))


def _day(stamp: datetime) -> str:
    return dates.short_day(stamp.astimezone().date())
