"""Paints a place that would change: the words around it, the old ones struck out, the new ones marked."""

from dataclasses import dataclass

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QListView
from typing_extensions import override

from casedesk.tasks.bulk_edits import Spot
from casedesk.ui.bulk.bulk_words import place_name, shown_words
from casedesk.ui.bulk.spot_model import SpotModel
from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.row_delegate import LEFT
from casedesk.ui.widgets.tick_list import TickDelegate

_LEFT_SHARE, _WORDS_SHARE = 0.3, 0.35


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


class SpotDelegate(TickDelegate):
    """The box, the line with the change in it, and below it the case and the field."""

    def __init__(self, appearance: Appearance, model: SpotModel, parent: QListView) -> None:
        super().__init__(appearance, parent)
        self._model = model

    @override
    def paint_words(self, painter: QPainter, rect: QRect, row: int) -> None:
        spot, is_on = self._model.spot(row), self._model.is_on(row)
        room = self.paint_box(painter, rect, is_on=is_on)
        self._paint_line(painter, room, spot, is_on=is_on)
        below = f"{place_name(spot)} · {spot.title}"
        meta, colour = self._appearance.font("meta"), self._appearance.theme.ink2
        self.paint_line(painter, self.lower_line(room), below, meta, colour)

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
                painter.drawText(place, LEFT, part.text)
                at += width + (3 if part.is_old or part.is_new else 0)
        painter.setFont(plain)
