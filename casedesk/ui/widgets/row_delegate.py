"""Rows of a list that paint their own words: two lines, on the ground of every list."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.row_ground import paint_row_ground

Index = QModelIndex | QPersistentModelIndex
LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_HEIGHT = 56


class RowDelegate(QStyledItemDelegate):
    """All rows are of one height. What stands in a row is painted by `paint_words`, which each list has of its own."""

    def __init__(self, appearance: Appearance, parent: QListView) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._list = parent

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, self._appearance.px(_HEIGHT))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect = option.rect  # pyright: ignore[reportUnknownMemberType, reportAttributeAccessIssue, reportUnknownVariableType]
        state = option.state  # pyright: ignore[reportUnknownMemberType, reportAttributeAccessIssue, reportUnknownVariableType]
        assert isinstance(rect, QRect)
        painter.save()
        paint_row_ground(painter, rect, state, self._appearance.theme, has_focus=self._list.hasFocus())
        self.paint_words(painter, rect, index.row())
        painter.restore()

    def paint_words(self, painter: QPainter, rect: QRect, row: int) -> None:
        """Paint what stands in a row, over its ground."""
        raise NotImplementedError

    def upper_line(self, rect: QRect, left: int, right: int) -> QRect:
        """The place of a row's first line, between two margins; the second one is `lower_line` of it."""
        px = self._appearance.px
        return QRect(rect.left() + left, rect.top() + px(8), rect.width() - left - right, px(20))

    def lower_line(self, upper: QRect) -> QRect:
        """The line below a line."""
        return upper.translated(0, self._appearance.px(20))

    def paint_line(self, painter: QPainter, room: QRect, text: str, font: QFont, colour: QColor) -> None:
        """Paint words, cut where there is no more room."""
        painter.setFont(font)
        painter.setPen(colour)
        words = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, LEFT, words)
