"""How a row of the command palette is painted."""

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from casedesk.ui.glyphs import paint_glyph
from casedesk.ui.palette.entries import Entry, EntryModel, Kind
from casedesk.ui.theme import Appearance

ROW_HEIGHT, HEADING_HEIGHT = 40, 32
_PAD = 16
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
Index = QModelIndex | QPersistentModelIndex


class EntryDelegate(QStyledItemDelegate):
    """Icon, title with its hits in the accent colour, a muted detail, and the keys at the right."""

    def __init__(self, appearance: Appearance, model: EntryModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._model = model

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        is_heading = self._model.entry(index).kind is Kind.HEADING
        return QSize(0, self._appearance.px(HEADING_HEIGHT if is_heading else ROW_HEIGHT))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry = self._model.entry(index)
        rect = option.rect  # pyright: ignore[reportUnknownMemberType, reportAttributeAccessIssue, reportUnknownVariableType]
        state = option.state  # pyright: ignore[reportUnknownMemberType, reportAttributeAccessIssue, reportUnknownVariableType]
        assert isinstance(rect, QRect)
        painter.save()
        if entry.kind is Kind.HEADING:
            self._paint_heading(painter, rect, entry)
        else:
            self._paint_entry(painter, rect, entry, is_selected=bool(state & QStyle.StateFlag.State_Selected))
        painter.restore()

    def _paint_heading(self, painter: QPainter, rect: QRect, entry: Entry) -> None:
        painter.setFont(self._appearance.font("meta"))
        painter.setPen(self._appearance.theme.ink2)
        painter.drawText(rect.adjusted(_PAD, 8, -_PAD, 0), _LEFT, entry.title)

    def _paint_entry(self, painter: QPainter, rect: QRect, entry: Entry, *, is_selected: bool) -> None:
        theme = self._appearance.theme
        if is_selected:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.wash)
            painter.drawRoundedRect(rect, 6, 6)
        side = self._appearance.px(18)
        glyph = QRect(rect.left() + _PAD, rect.center().y() - side // 2 + 1, side, side)
        if entry.icon:
            paint_glyph(painter, glyph, entry.icon, theme.accent if is_selected else theme.ink2)
        room = QRect(glyph.right() + 13, rect.top(), rect.right() - _PAD - glyph.right() - 12, rect.height())
        room = self._paint_keys(painter, room, entry.keys)
        left = self._paint_title(painter, room, entry)
        self._paint_detail(painter, QRect(left + 12, room.top(), room.right() - left - 12, room.height()), entry.detail)

    def _paint_keys(self, painter: QPainter, room: QRect, keys: str) -> QRect:
        font = self._appearance.font("meta")
        painter.setFont(font)
        painter.setPen(self._appearance.theme.ink2)
        painter.drawText(room, _RIGHT, keys)
        return room.adjusted(0, 0, -QFontMetrics(font).horizontalAdvance(keys) - 12, 0)

    def _paint_title(self, painter: QPainter, room: QRect, entry: Entry) -> int:
        """Paint the title, run by run; where it ends."""
        font = self._appearance.font("ui_medium")
        metrics = QFontMetrics(font)
        painter.setFont(font)
        theme = self._appearance.theme
        title = metrics.elidedText(entry.title, Qt.TextElideMode.ElideRight, room.width())
        x = room.left()
        for text, is_hit in _runs(title, frozenset(entry.positions)):
            painter.setPen(theme.accent if is_hit else theme.ink)
            width = metrics.horizontalAdvance(text)
            painter.drawText(QRect(x, room.top(), width + 4, room.height()), _LEFT, text)
            x += width
        return x

    def _paint_detail(self, painter: QPainter, room: QRect, detail: str) -> None:
        """Paint the detail where there is room for all of it; half a detail says nothing."""
        font = self._appearance.font("meta")
        if QFontMetrics(font).horizontalAdvance(detail) <= room.width():
            painter.setFont(font)
            painter.setPen(self._appearance.theme.ink2)
            painter.drawText(room, _LEFT, detail)


def _runs(text: str, hits: frozenset[int]) -> list[tuple[str, bool]]:
    """The text in pieces that are hit or not."""
    runs: list[tuple[str, bool]] = []
    for at, char in enumerate(text):
        if runs and runs[-1][1] == (at in hits):
            runs[-1] = (runs[-1][0] + char, runs[-1][1])
        else:
            runs.append((char, at in hits))
    return runs
