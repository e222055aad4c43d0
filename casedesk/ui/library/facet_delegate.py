"""Paints the filter panel: headings with their buttons, and rows with mark, name and count."""

from enum import StrEnum

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTreeView
from typing_extensions import override

from casedesk.texts import tr
from casedesk.ui.glyphs import paint_glyph
from casedesk.ui.models.entry_drag import Where
from casedesk.ui.models.facet_row import Branch, FacetGroup, FacetRow, Mark, RowKind
from casedesk.ui.models.facets import FacetRole
from casedesk.ui.theme import Appearance

Index = QModelIndex | QPersistentModelIndex
_LEFT_ALIGNED = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
_RIGHT_ALIGNED = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
_ROW_HEIGHT = 28
_HEIGHTS = {RowKind.FIND: 36, RowKind.RANGE: 84}
_HEADING_GAP = 12
_FOLDED_GAP = 4
_MARK_GLYPHS = {Mark.INCLUDED: "check", Mark.EXCLUDED: "minus"}
_BRANCH_GLYPHS = {Branch.OPEN: "caret-down", Branch.CLOSED: "caret-right"}
_NAME_AT, _LEVEL_INDENT, _DEEPEST = 32, 16, 4
_MARK_AT, _MARK_BESIDE_CARET_AT = 9, 3


_QUIET = frozenset({RowKind.MORE, RowKind.FEWER, RowKind.NONE})


class HeadingButton(StrEnum):
    """A small button at the right end of a heading."""

    FIND = "find"
    ADD = "add"
    MATCH = "match"
    """Says whether any or all of the values asked for must be there, and turns the one into the other."""


_BUTTON_GLYPHS = {HeadingButton.FIND: "magnifying-glass", HeadingButton.ADD: "plus"}


class FacetDelegate(QStyledItemDelegate):
    """Rows of the filter panel. `hovered_button` is the heading button under the mouse, with its row."""

    def __init__(self, appearance: Appearance, view: QTreeView) -> None:
        super().__init__(view)
        self._appearance = appearance
        self._view = view
        self.hovered_button: tuple[int, HeadingButton] | None = None
        self.drop_row: QPersistentModelIndex | None = None
        """The row that what is dragged would be dropped on."""
        self.drop_where = Where.INTO
        self.shows_focus = False
        """Whether the current row wears the focus ring: after a key, not after a click."""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row = index.data(FacetRole.ROW)
        if isinstance(row, FacetRow):
            return QSize(0, self._px(_HEIGHTS.get(row.kind, _ROW_HEIGHT)))
        return QSize(0, self._px(_ROW_HEIGHT + self._gap_above(index)))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect: QRect = option.rect  # type: ignore[attr-defined]
        state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]
        row, group = index.data(FacetRole.ROW), index.data(FacetRole.GROUP)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(row, FacetRow):
            if row.kind not in _HEIGHTS:  # those are widgets
                self._paint_row(painter, rect, row, index, state)
        elif isinstance(group, FacetGroup):
            self._paint_heading(painter, rect, group, index, state)
        painter.restore()

    def button_at(self, index: Index, rect: QRect, at: QPoint) -> HeadingButton | None:
        """The heading button at a point of the view, None where there is none."""
        group = index.data(FacetRole.GROUP)
        if index.data(FacetRole.ROW) is not None or not isinstance(group, FacetGroup):
            return None
        boxes = self._button_boxes(rect, group)
        return next((button for button, box in boxes.items() if box.contains(at)), None)

    def is_on_caret(self, index: Index, rect: QRect, at: QPoint) -> bool:
        """Whether a point of the view is on the caret of a row with rows below it."""
        row = index.data(FacetRole.ROW)
        if not isinstance(row, FacetRow) or row.branch is Branch.NONE:
            return False
        return self._caret_box(rect, row).adjusted(-self._px(5), -self._px(8), self._px(3), self._px(8)).contains(at)

    def _gap_above(self, heading: Index) -> int:
        """Open groups stand apart; folded ones follow each other closely."""
        if not heading.row():
            return 0
        above = heading.model().index(heading.row() - 1, 0)
        return _HEADING_GAP if self._view.isExpanded(above) else _FOLDED_GAP

    def _paint_heading(
        self, painter: QPainter, rect: QRect, group: FacetGroup, index: Index, state: QStyle.StateFlag
    ) -> None:
        theme = self._appearance.theme
        line = self._heading_line(rect)
        if self.shows_focus and state & QStyle.StateFlag.State_HasFocus:
            self._paint_ring(painter, line.adjusted(self._px(8), 1, -self._px(8), -1))
        is_open = self._view.isExpanded(QModelIndex(index))  # type: ignore[arg-type]
        caret = "caret-down" if is_open else "caret-right"
        tone = theme.accent if group.is_asked_for and not is_open else theme.ink2
        size = self._px(12)
        box = QRect(line.left() + self._px(16), line.center().y() - size // 2 + 1, size, size)
        paint_glyph(painter, box, caret, theme.ink2)
        boxes = self._button_boxes(rect, group)
        right = min((box.left() for box in boxes.values()), default=line.right() - self._px(16))
        words = QRect(box.right() + self._px(4), line.top(), right - box.right() - self._px(8), line.height())
        self._text(painter, words, group.title, self._font("meta"), tone)
        for button, button_box in boxes.items():
            is_hovered = self.hovered_button == (index.row(), button)
            if button is HeadingButton.MATCH:
                font = self._font("meta")
                font.setUnderline(is_hovered)
                self._text(painter, button_box, _match_word(group), font, theme.accent, _RIGHT_ALIGNED)
                continue
            glyph = self._px(14)
            at = button_box.center() - QPoint(glyph // 2 - 1, glyph // 2 - 1)
            paint_glyph(
                painter,
                QRect(at, QSize(glyph, glyph)),
                _BUTTON_GLYPHS[button],
                theme.accent if is_hovered else theme.ink2,
            )

    def _paint_row(self, painter: QPainter, rect: QRect, row: FacetRow, index: Index, state: QStyle.StateFlag) -> None:
        theme = self._appearance.theme
        line = rect.adjusted(self._px(8), 0, -self._right_margin, 0)
        is_live = row.kind is not RowKind.NONE
        is_under_drag = self.drop_row is not None and QPersistentModelIndex(index) == self.drop_row
        is_target = is_under_drag and self.drop_where is Where.INTO
        if is_target or (is_live and state & QStyle.StateFlag.State_MouseOver):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.wash if is_target else theme.hover)
            painter.drawRoundedRect(QRectF(line), 6, 6)
        if is_under_drag and not is_target:
            self._paint_drop_line(painter, line, row)
        if self.shows_focus and state & QStyle.StateFlag.State_HasFocus:
            self._paint_ring(painter, line)
        colour = self._row_colour(row)
        if row.mark in _MARK_GLYPHS:
            size = self._px(14)
            is_beside_caret = row.branch is not Branch.NONE and not row.depth
            left = line.left() + self._px(_MARK_BESIDE_CARET_AT if is_beside_caret else _MARK_AT)
            box = QRect(left, line.center().y() - size // 2 + 1, size, size)
            paint_glyph(painter, box, _MARK_GLYPHS[row.mark], colour)
        if row.branch is not Branch.NONE:
            paint_glyph(painter, self._caret_box(rect, row), _BRANCH_GLYPHS[row.branch], theme.ink2)
        count_width = self._paint_count(painter, line, row, colour)
        words = line.adjusted(self._name_at(row), 0, -self._px(8) - count_width, 0)
        self._paint_name(painter, words, row, colour)

    def _paint_drop_line(self, painter: QPainter, line: QRect, row: FacetRow) -> None:
        y = line.top() + 1 if self.drop_where is Where.BEFORE else line.bottom()
        painter.setPen(QPen(self._appearance.theme.accent, 2))
        painter.drawLine(line.left() + self._name_at(row), y, line.right(), y)

    def _name_at(self, row: FacetRow) -> int:
        return self._px(_NAME_AT + _LEVEL_INDENT * min(row.depth, _DEEPEST))

    def _caret_box(self, rect: QRect, row: FacetRow) -> QRect:
        size = self._px(10)
        right = rect.left() + self._px(8) + self._name_at(row) - self._px(2)
        return QRect(right - size, rect.center().y() - size // 2 + 1, size, size)

    def _paint_name(self, painter: QPainter, words: QRect, row: FacetRow, colour: QColor) -> None:
        font = self._font("ui")
        font.setStrikeOut(row.mark is Mark.EXCLUDED)
        shown = QFontMetrics(font).elidedText(row.label, Qt.TextElideMode.ElideRight, words.width())
        self._text(painter, words, shown, font, colour)

    def _paint_count(self, painter: QPainter, line: QRect, row: FacetRow, colour: QColor) -> int:
        if row.count is None:
            return 0
        text = f"{row.count:,}"
        font = self._font("meta")
        tone = colour if row.mark is not Mark.CLEAR else self._appearance.theme.ink2
        self._text(painter, line.adjusted(0, 0, -self._px(8), 0), text, font, tone, _RIGHT_ALIGNED)
        return QFontMetrics(font).horizontalAdvance(text) + self._px(8)

    def _row_colour(self, row: FacetRow) -> QColor:
        theme = self._appearance.theme
        match row.mark:
            case Mark.INCLUDED:
                return theme.accent
            case Mark.EXCLUDED:
                return theme.bad
            case Mark.CLEAR:
                is_quiet = row.kind in _QUIET or row.count == 0
                return theme.ink2 if is_quiet else theme.ink

    def _paint_ring(self, painter: QPainter, rect: QRect) -> None:
        painter.setPen(QPen(self._appearance.theme.focus, 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), 6, 6)

    def _text(
        self,
        painter: QPainter,
        rect: QRect,
        text: str,
        font: QFont,
        colour: QColor,
        alignment: int = _LEFT_ALIGNED,  # type: ignore[assignment]
    ) -> None:
        painter.setFont(font)
        painter.setPen(colour)
        painter.drawText(rect, alignment, text)

    def _heading_line(self, rect: QRect) -> QRect:
        height = self._px(_ROW_HEIGHT)
        return QRect(rect.left(), rect.bottom() + 1 - height, rect.width(), height)

    def _button_boxes(self, rect: QRect, group: FacetGroup) -> dict[HeadingButton, QRect]:
        line, size = self._heading_line(rect), self._px(28)
        wanted = [
            button
            for button, is_shown in ((HeadingButton.ADD, group.can_add), (HeadingButton.FIND, group.can_find))
            if is_shown
        ]
        right = line.right() + 1 - self._right_margin - 1
        boxes = {
            button: QRect(right - size * (place + 1), line.top(), size, size) for place, button in enumerate(wanted)
        }
        if group.needs_all is not None:
            left = min((box.left() for box in boxes.values()), default=right - self._px(8))
            width = QFontMetrics(self._font("meta")).horizontalAdvance(_match_word(group)) + self._px(4)
            boxes[HeadingButton.MATCH] = QRect(left - width, line.top(), width, size)
        return boxes

    @property
    def _right_margin(self) -> int:
        """The design has 8 at the right with the scroll bar lying over them; ours takes its width from the row."""
        bar = self._view.verticalScrollBar()
        return max(self._px(8) - (bar.width() if bar.isVisible() else 0), 1)

    def _font(self, kind: str) -> QFont:
        return self._appearance.font("meta" if kind == "meta" else "ui")

    def _px(self, length: int) -> int:
        return self._appearance.px(length)


def _match_word(group: FacetGroup) -> str:
    return tr("all of these") if group.needs_all else tr("any of these")
