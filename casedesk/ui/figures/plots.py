"""Plots, painted: rows of bars and columns of months. Every part can be reached by key, read aloud and clicked."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget
from typing_extensions import override

from casedesk.ui.theme import Appearance

_RADIUS = 3.0
_GAP = 8
_ROUNDING = 2
"""What words can need beyond the advance they say they have: without it a name that fits is cut."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One part of a plot. `planned` is drawn beside or across `value` where there is one; `words` say it all."""

    label: str
    value: int
    words: str
    figure: str = ""
    """What stands at the end of the bar; the value where it is empty."""
    planned: int | None = None


class Plot(QWidget):
    """What both kinds have in common: marks, one of them current, and how they are chosen."""

    chosen = Signal(int)
    """The mark at this position was clicked, or Enter was pressed on it."""

    def __init__(self, appearance: Appearance, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.appearance = appearance
        self.marks: tuple[Mark, ...] = ()
        self.current = -1
        self._hovered = -1
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        appearance.changed.connect(self._refit)

    def show_marks(self, marks: Sequence[Mark]) -> None:
        """Show marks."""
        self.marks = tuple(marks)
        self.current = min(self.current, len(self.marks) - 1)
        self.setAccessibleDescription("; ".join(mark.words for mark in self.marks))
        self._refit()

    @property
    def most(self) -> int:
        """The largest figure, at least one."""
        return max((max(mark.value, mark.planned or 0) for mark in self.marks), default=1) or 1

    def area(self, at: int) -> QRectF:
        """The place of a mark, as far as a click on it reaches."""
        raise NotImplementedError(at)

    def paint_mark(self, painter: QPainter, at: int, area: QRectF) -> None:
        """Paint a mark."""
        raise NotImplementedError(at)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self.appearance.theme
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setFont(self.appearance.font("ui"))
            for at in range(len(self.marks)):
                area = self.area(at)
                is_current = at == self.current and self.hasFocus()
                if at == self._hovered or is_current:
                    painter.setPen(QPen(theme.focus, 2) if is_current else Qt.PenStyle.NoPen)
                    painter.setBrush(theme.hover)
                    painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), _RADIUS, _RADIUS)
                self.paint_mark(painter, at, area)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self.mark_at(event.position()))

    @override
    def leaveEvent(self, event: QEvent) -> None:
        self._hover(-1)
        super().leaveEvent(event)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = self.mark_at(event.position())
        if event.button() is Qt.MouseButton.LeftButton and at >= 0:
            self.current = at
            self.chosen.emit(at)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key
        steps = {key.Key_Left: -1, key.Key_Up: -1, key.Key_Right: 1, key.Key_Down: 1}
        if self.marks and (step := steps.get(key(event.key()), 0)):
            self.current = min(max(self.current + step, 0), len(self.marks) - 1)
            self.setToolTip(self.marks[self.current].words)
            self.update()
        elif event.key() in (key.Key_Return, key.Key_Enter, key.Key_Space) and self.current >= 0:
            self.chosen.emit(self.current)
        else:
            super().keyPressEvent(event)

    @override
    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and (at := self.mark_at(QPointF(event.pos()))) >= 0:
            QToolTip.showText(event.globalPos(), self.marks[at].words, self)
            return True
        return super().event(event)

    def mark_at(self, point: QPointF) -> int:
        """The mark at a place, -1 for none."""
        return next((at for at in range(len(self.marks)) if self.area(at).contains(point)), -1)

    def _hover(self, at: int) -> None:
        if at != self._hovered:
            self._hovered = at
            self.setCursor(Qt.CursorShape.PointingHandCursor if at >= 0 else Qt.CursorShape.ArrowCursor)
            self.update()

    def _refit(self) -> None:
        self.updateGeometry()
        self.update()


class BarPlot(Plot):
    """A row for each mark: its name, a bar, its figure. What was planned is a tick across the bar."""

    @override
    def sizeHint(self) -> QSize:
        return QSize(320, max(1, len(self.marks)) * self._row)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(200, self.sizeHint().height())

    @override
    def area(self, at: int) -> QRectF:
        return QRectF(0, at * self._row, self.width(), self._row)

    @override
    def paint_mark(self, painter: QPainter, at: int, area: QRectF) -> None:
        theme, mark = self.appearance.theme, self.marks[at]
        metrics = painter.fontMetrics()
        names = self._names_width(metrics)
        name = metrics.elidedText(mark.label, Qt.TextElideMode.ElideRight, int(names))
        painter.setPen(theme.ink)
        centred = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        painter.drawText(QRectF(_GAP, area.top(), names, area.height()), centred, name)
        figure = mark.figure or str(mark.value)
        figures = max(metrics.horizontalAdvance(other.figure or str(other.value)) for other in self.marks) + _GAP
        left = names + 2 * _GAP
        room = max(8.0, area.width() - left - figures - 2 * _GAP)
        bar = QRectF(left, area.center().y() - self._thick / 2, room * mark.value / self.most, self._thick)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.accent)
        painter.drawRoundedRect(bar, _RADIUS, _RADIUS)
        if mark.planned is not None:
            x = left + room * mark.planned / self.most
            painter.setPen(QPen(theme.ink, 2))
            painter.drawLine(QPointF(x, bar.top() - 3), QPointF(x, bar.bottom() + 3))
        painter.setPen(theme.ink2)
        right = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)
        painter.drawText(QRectF(area.right() - figures - _GAP, area.top(), figures, area.height()), right, figure)

    @property
    def _row(self) -> int:
        return self.appearance.px(28)

    @property
    def _thick(self) -> int:
        return self.appearance.px(10)

    def _names_width(self, metrics: QFontMetrics) -> float:
        widest = max(metrics.horizontalAdvance(mark.label) for mark in self.marks) + _ROUNDING
        return min(float(widest), self.width() * 0.42)


class ColumnPlot(Plot):
    """A column for each mark. What was planned stands beside it as an empty column."""

    @override
    def sizeHint(self) -> QSize:
        return QSize(320, self.appearance.px(184))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(200, self.sizeHint().height())

    @override
    def area(self, at: int) -> QRectF:
        width = self.width() / max(1, len(self.marks))
        return QRectF(at * width, 0, width, self.height())

    @override
    def paint_mark(self, painter: QPainter, at: int, area: QRectF) -> None:
        theme, mark = self.appearance.theme, self.marks[at]
        small = self.appearance.font("meta")
        painter.setFont(small)
        line = painter.fontMetrics().height()
        lines = max(mark.label.count("\n") for mark in self.marks) + 1
        floor = area.bottom() - lines * line - 6
        room = floor - line - 6
        painter.setPen(theme.line)
        painter.drawLine(QPointF(area.left(), floor), QPointF(area.right(), floor))
        if at % self._every(small) == 0:
            painter.setPen(theme.ink2)
            below = QRectF(area.left() - area.width(), floor + 4, area.width() * 3, lines * line)
            painter.drawText(below, int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop), mark.label)
        if not mark.value and not mark.planned:
            return
        width = min(area.width() * 0.5, float(self.appearance.px(28)))
        left = area.center().x() - width / 2
        if mark.planned is not None:
            width /= 2
            high = room * mark.planned / self.most
            painter.setPen(QPen(theme.ink2, 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(left + 0.5, floor - high, width - 1, high))
            left += width
        high = room * mark.value / self.most
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.accent)
        painter.drawRoundedRect(QRectF(left, floor - high, width, high), _RADIUS, _RADIUS)
        figure = mark.figure or str(mark.value)
        if painter.fontMetrics().horizontalAdvance(figure) <= area.width():
            painter.setPen(theme.ink)
            above = QRectF(
                area.left(), floor - max(high, room * (mark.planned or 0) / self.most) - line - 2, area.width(), line
            )
            painter.drawText(above, int(Qt.AlignmentFlag.AlignCenter), figure)

    def _every(self, font: QFont) -> int:
        """Which of the names have room: each, or every second, third …"""
        metrics = QFontMetrics(font)
        widest = max(metrics.horizontalAdvance(line) for mark in self.marks for line in mark.label.splitlines()) + _GAP
        return max(1, -(-widest * len(self.marks) // max(1, self.width())))
