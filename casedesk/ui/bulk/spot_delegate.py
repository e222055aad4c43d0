"""Paints a place that would change: the words around it, the old ones struck out, the new ones marked."""

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from casedesk.tasks.bulk_edits import Spot
from casedesk.ui.bulk.bulk_words import place_name, shown_words
from casedesk.ui.bulk.spot_model import SpotModel
from casedesk.ui.glyphs import paint_glyph
from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.row_ground import paint_row_ground

Index = QModelIndex | QPersistentModelIndex
_ROW, _PAD, _BOX, _GAP = 56, 16, 16, 12
_LEFT_SHARE, _WORDS_SHARE = 0.3, 0.35
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


@dataclass(frozen=True, slots=True)
class Part:
    """Words of the line in one look: `is_old` struck out, `is_new` marked."""

    text: str
    is_old: bool = False
    is_new: bool = False


def parts_of(spot: Spot, metrics: QFontMetrics, width: int) -> list[Part]:
    """The line of a place, cut so that the change itself is always seen."""
    old, new = (
        metrics.elidedText(shown_words(spot, words), Qt.TextElideMode.ElideMiddle, int(width * _WORDS_SHARE))
        for words in (spot.old, spot.new)
    )
    left = metrics.elidedText(shown_words(spot, spot.left), Qt.TextElideMode.ElideLeft, int(width * _LEFT_SHARE))
    rest = width - sum(map(metrics.horizontalAdvance, (left, old, new))) - 12
    right = metrics.elidedText(shown_words(spot, spot.right), Qt.TextElideMode.ElideRight, max(rest, 0))
    parts = (Part(left), Part(old, is_old=True), Part(new, is_new=True), Part(right))
    return [part for part in parts if part.text]


def box_of(rect: QRect, appearance: Appearance) -> QRect:
    """Where the box to tick is, in the rectangle of a row."""
    side = appearance.px(_BOX)
    return QRect(rect.left() + appearance.px(_PAD), rect.top() + (rect.height() - side) // 2, side, side)


class SpotDelegate(QStyledItemDelegate):
    """The box, the line with the change in it, and below it the case and the field."""

    def __init__(self, appearance: Appearance, model: SpotModel, parent: QListView) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._model = model
        self._list = parent

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, self._appearance.px(_ROW))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect = option.rect  # pyright: ignore[reportUnknownMemberType, reportAttributeAccessIssue, reportUnknownVariableType]
        state = option.state  # pyright: ignore[reportUnknownMemberType, reportAttributeAccessIssue, reportUnknownVariableType]
        assert isinstance(rect, QRect)
        theme, px = self._appearance.theme, self._appearance.px
        painter.save()
        paint_row_ground(painter, rect, state, theme, has_focus=self._list.hasFocus())
        is_on = self._model.is_on(index.row())
        box = box_of(rect, self._appearance)
        self._paint_box(painter, box, is_on=is_on)
        left = box.right() + px(_GAP)
        room = QRect(left, rect.top() + px(8), rect.right() - px(_PAD) - left, px(20))
        spot = self._model.spot(index.row())
        self._paint_line(painter, room, spot, is_on=is_on)
        meta = self._appearance.font("meta")
        painter.setFont(meta)
        painter.setPen(theme.ink2)
        below = QFontMetrics(meta).elidedText(
            f"{place_name(spot)} · {spot.title}", Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(room.translated(0, px(20)), _LEFT, below)
        painter.fillRect(QRect(left, rect.bottom(), room.width(), 1), theme.line)
        painter.restore()

    def _paint_box(self, painter: QPainter, box: QRect, *, is_on: bool) -> None:
        theme = self._appearance.theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.accent if is_on else theme.control, 1))
        painter.setBrush(theme.accent if is_on else theme.paper)
        painter.drawRoundedRect(box, 3, 3)
        if is_on:
            paint_glyph(painter, box.adjusted(2, 2, -2, -2), "check", theme.on_accent)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)

    def _paint_line(self, painter: QPainter, room: QRect, spot: Spot, *, is_on: bool) -> None:
        theme = self._appearance.theme
        plain = self._appearance.font("ui")
        struck = QFont(plain)
        struck.setStrikeOut(True)
        metrics = QFontMetrics(plain)
        at = room.left()
        for part in parts_of(spot, metrics, room.width()):
            width = metrics.horizontalAdvance(part.text)
            place = QRect(at, room.top(), width, room.height())
            if part.is_new and is_on:
                painter.fillRect(place.adjusted(-1, 0, 1, 0), theme.ok_wash)
            is_muted = not is_on and part.is_new
            painter.setPen(
                theme.ink3
                if is_muted
                else theme.bad
                if part.is_old and is_on
                else theme.ok
                if part.is_new
                else theme.ink
            )
            painter.setFont(struck if part.is_old and is_on else plain)
            if not is_muted:
                painter.drawText(place, _LEFT, part.text)
                at += width + (3 if part.is_old or part.is_new else 0)
        painter.setFont(plain)
