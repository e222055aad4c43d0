"""Paints a cell of the case table: the light and the marked title in the first column, words and figures elsewhere."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem
from typing_extensions import override

from casedesk.domain.filters import CaseSummary
from casedesk.domain.health import Health, Light, light
from casedesk.ui.glyphs import paint_glyph
from casedesk.ui.library.case_delegate import LIGHT_ROLES, CaseDelegate, times
from casedesk.ui.library.marked_line import paint_line
from casedesk.ui.models.case_columns import COLUMNS, Column
from casedesk.ui.models.case_list import CaseRole

Index = QModelIndex | QPersistentModelIndex
_PAD = 8


class CaseCellDelegate(CaseDelegate):
    """Cells of a row share the ground and the bar of a card, so that both views are one list."""

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect: QRect = option.rect  # type: ignore[attr-defined]
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)  # type: ignore[attr-defined]
        column = Column(index.column())
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, rect, is_selected=is_selected, is_first=column is Column.TITLE)
        summary = index.data(CaseRole.SUMMARY)
        if not isinstance(summary, CaseSummary):
            if column is Column.TITLE:
                self._paint_bar(painter, rect)
        elif column is Column.TITLE:
            in_basket = bool(index.data(CaseRole.IN_BASKET))
            self._paint_first(painter, rect, summary, in_basket=in_basket, is_selected=is_selected)
        else:
            self._paint_words(painter, rect, summary, column)
        painter.restore()

    @override
    def tellings_rect(self, option: QStyleOptionViewItem, index: Index) -> QRect:
        summary = index.data(CaseRole.SUMMARY)
        if index.column() != Column.TITLE or not isinstance(summary, CaseSummary) or not summary.tellings:
            return QRect()
        rect: QRect = option.rect  # type: ignore[attr-defined]
        basket = self._px(16 + _PAD) if index.data(CaseRole.IN_BASKET) else 0
        line = rect.adjusted(self._px(28), 0, -self._px(_PAD) - basket, 0)
        return self._chip_rect(line, line.right() + 1, summary)

    @override
    def title_rect(self, row: QRect) -> QRect:
        return row.adjusted(self._px(24), 1, 0, -1)

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        summary = index.data(CaseRole.SUMMARY)
        if not isinstance(summary, CaseSummary):
            return QSize(0, self.row_height)
        column = Column(index.column())
        metrics = QFontMetrics(self._font(column))
        room = self._px(28 + 24) if column is Column.TITLE else 2 * self._px(_PAD)
        return QSize(metrics.horizontalAdvance(COLUMNS[column].words(summary)) + room, self.row_height)

    def _paint_ground(self, painter: QPainter, rect: QRect, *, is_selected: bool, is_first: bool) -> None:
        theme = self._appearance.theme
        if not is_selected:
            painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), theme.line)
            return
        painter.fillRect(rect, theme.wash if self.has_focus else theme.hover)
        if is_first:
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), theme.accent)

    def _paint_bar(self, painter: QPainter, rect: QRect) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._appearance.theme.hover)
        height = self._px(8)
        bar = QRect(rect.left() + self._px(28), rect.center().y() - height // 2, rect.width() // 2, height)
        painter.drawRoundedRect(bar, 4, 4)

    def _paint_first(
        self, painter: QPainter, rect: QRect, summary: CaseSummary, *, in_basket: bool, is_selected: bool
    ) -> None:
        line = rect.adjusted(self._px(28), 0, -self._px(_PAD), 0)
        self._paint_dot(painter, line, summary)
        if in_basket:
            size = self._px(16)
            mark = QRect(line.right() + 1 - size, line.center().y() - size // 2, size, size)
            paint_glyph(painter, mark, "shopping-bag-open", self._appearance.theme.accent)
            line.setRight(mark.left() - self._px(_PAD))
        if summary.tellings:
            chip = self._chip_rect(line, line.right() + 1, summary)
            self._paint_chip(painter, chip, times(summary), is_selected)
            line.setRight(chip.left() - self._px(_PAD))
        self._paint_title(painter, line, summary)

    def _paint_words(self, painter: QPainter, rect: QRect, summary: CaseSummary, column: Column) -> None:
        spec, font = COLUMNS[column], self._font(column)
        line = rect.adjusted(self._px(_PAD), 0, -self._px(_PAD), 0)
        words = QFontMetrics(font).elidedText(spec.words(summary), Qt.TextElideMode.ElideRight, line.width())
        side = Qt.AlignmentFlag.AlignRight if spec.is_number else Qt.AlignmentFlag.AlignLeft
        paint_line(painter, line, words, font, self._tone(summary, column), side | Qt.AlignmentFlag.AlignVCenter)

    def _tone(self, summary: CaseSummary, column: Column) -> QColor:
        theme = self._appearance.theme
        if column is not Column.HEALTH:
            return theme.ink2
        lit = light(tuple(Health(flag) for flag in summary.health) or (Health.COMPLETE,))
        return theme.ink2 if lit is Light.GOOD else theme.colour(LIGHT_ROLES[lit])

    def _font(self, column: Column) -> QFont:
        return self._title if column is Column.TITLE else self._meta
