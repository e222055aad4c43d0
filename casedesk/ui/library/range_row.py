"""Bounds for a figure: a histogram to draw them in, and two fields to type them."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from casedesk.domain.filters import DateRange, Range
from casedesk.domain.query_values import read_days, read_range
from casedesk.texts import tr
from casedesk.ui.models.figures import Bounds, Figure, bars, joined, this_day, title
from casedesk.ui.theme import Appearance
from casedesk.ui.widgets.labels import Words

_BARS_HEIGHT = 36
_GAP = 2
_NEAR_EDGE = 6


class RangeRow(QWidget):
    """The bounds of one figure."""

    bounds_chosen = Signal(object)
    """Range, DateRange, or None for no bounds."""

    def __init__(self, figure: Figure, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._figure = figure
        self.histogram = Histogram(appearance, self)
        self.low, self.high = QLineEdit(self), QLineEdit(self)
        self._shown: Bounds | None = None
        for field, text in ((self.low, tr("from")), (self.high, tr("to"))):
            field.setPlaceholderText(text)
            field.setAccessibleName(tr("{figure}: {bound}").format(figure=title(figure), bound=text))
            field.setFont(appearance.font("meta"))
            field.editingFinished.connect(self._take_typed)
        if figure.is_of_days:
            self.low.setToolTip(tr("A day, a month or a year, such as 2026-03"))
            self.high.setToolTip(self.low.toolTip())
        fields = QHBoxLayout()
        fields.setContentsMargins(0, 0, 0, 0)
        fields.setSpacing(appearance.px(4))
        fields.addWidget(self.low)
        fields.addWidget(Words(appearance, "–", kind="meta", tone="ink2", parent=self))
        fields.addWidget(self.high)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(appearance.px(40), 2, appearance.px(16), appearance.px(4))
        layout.setSpacing(appearance.px(4))
        layout.addWidget(self.histogram)
        layout.addLayout(fields)
        self.histogram.span_chosen.connect(self._take_span)

    def show_bounds(self, bounds: Bounds | None, counts: Sequence[int], today: date) -> None:
        """Show the bounds of now, and how many cases there are in each bar."""
        self._bars = bars(self._figure, today)
        self._shown = bounds
        span = self._span_of(bounds)
        self.histogram.show_bars(counts, span, [_bar_name(bar) for bar in self._bars])
        low, high = _texts(bounds)
        for field, text in ((self.low, low), (self.high, high)):
            if not field.hasFocus() or field.text() == text or not field.isModified():
                field.setText(text)

    def _span_of(self, bounds: Bounds | None) -> tuple[int, int] | None:
        """The bars that lie within the bounds, or touch them."""
        if bounds is None:
            return None
        touched = [at for at, bar in enumerate(self._bars) if _overlaps(bar, bounds)]
        return (touched[0], touched[-1]) if touched else None

    def _take_span(self, first: int, last: int) -> None:
        is_whole = (first, last) == (0, len(self._bars) - 1)
        self.bounds_chosen.emit(None if is_whole else joined(self._bars[first], self._bars[last]))

    def _take_typed(self) -> None:
        bounds = _read(self._figure, self.low.text().strip(), self.high.text().strip())
        self.low.setModified(False)
        self.high.setModified(False)
        if bounds != self._shown:
            self.bounds_chosen.emit(bounds)
        else:
            self.low.setText(_texts(bounds)[0])
            self.high.setText(_texts(bounds)[1])


class Histogram(QWidget):
    """Bars side by side. A click takes one, a drag several; the ends of what is taken can be dragged on."""

    span_chosen = Signal(int, int)
    """(the first bar, the last bar)"""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._counts: tuple[int, ...] = ()
        self._names: tuple[str, ...] = ()
        self._span: tuple[int, int] | None = None
        self._anchor: int | None = None
        self._drawn: tuple[int, int] | None = None
        self.setFixedHeight(appearance.px(_BARS_HEIGHT))
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(tr("Histogram"))

    def show_bars(self, counts: Sequence[int], span: tuple[int, int] | None, names: Sequence[str]) -> None:
        """Show so many cases in each bar, and which bars are within the bounds; None for all."""
        self._counts, self._span, self._names = tuple(counts), span, tuple(names)
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._appearance.theme
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            span = self._drawn or self._span
            most = max(self._counts, default=0) or 1
            for at in range(len(self._names)):
                count = self._counts[at] if at < len(self._counts) else 0
                height = max(2.0, (self.height() - 4) * count / most) if count else 1.0
                is_taken = span is None or span[0] <= at <= span[1]
                painter.setBrush((theme.accent if is_taken and span else theme.ink3) if count else theme.control)
                painter.drawRoundedRect(
                    QRectF(self._left(at), self.height() - height, self._width() - _GAP, height), 1, 1
                )
            if span is not None:
                painter.setBrush(theme.accent)
                for x in (self._left(span[0]), self._left(span[1] + 1) - _GAP):
                    painter.drawRoundedRect(QRectF(x - 1, 0, 2, self.height()), 1, 1)
                    painter.drawEllipse(QPointF(x, 4), 4, 4)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        x, at = event.position().x(), self._bar_at(event.position().x())
        self._anchor = at
        if self._span is not None:
            first, last = self._span
            if abs(x - self._left(first)) <= _NEAR_EDGE:
                self._anchor = last
            elif abs(x - self._left(last + 1) + _GAP) <= _NEAR_EDGE:
                self._anchor = first
        self._draw_to(at)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = self._bar_at(event.position().x())
        if self._anchor is not None:
            self._draw_to(at)
        elif self._names:
            n = self._counts[at] if at < len(self._counts) else 0
            self.setToolTip(f"{self._names[at]}: {n:,}")

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        drawn, self._anchor, self._drawn = self._drawn, None, None
        if drawn is not None:
            is_again = drawn == self._span and drawn[0] == drawn[1]
            self.span_chosen.emit(*((0, len(self._names) - 1) if is_again else drawn))
        self.update()

    def _draw_to(self, at: int) -> None:
        assert self._anchor is not None
        self._drawn = (min(self._anchor, at), max(self._anchor, at))
        self.update()

    def _width(self) -> float:
        return self.width() / max(1, len(self._names))

    def _left(self, at: int) -> float:
        return at * self._width()

    def _bar_at(self, x: float) -> int:
        return max(0, min(len(self._names) - 1, int(x / self._width())))


def _texts(bounds: Bounds | None) -> tuple[str, str]:
    match bounds:
        case Range(low=low, high=high):
            return "" if low is None else str(low), "" if high is None else str(high)
        case DateRange(first=first, last=last):
            return first.isoformat() if first else "", last.isoformat() if last else ""
        case None:
            return "", ""


def _bar_name(bar: Bounds) -> str:
    low, high = _texts(bar)
    return f"{low}–{high}"


def _overlaps(bar: Bounds, bounds: Bounds) -> bool:
    match bar, bounds:
        case Range(low=a, high=b), Range(low=c, high=d):
            return (b is None or c is None or c <= b) and (a is None or d is None or a <= d)
        case DateRange(first=a, last=b), DateRange(first=c, last=d):
            return (b is None or c is None or c <= b) and (a is None or d is None or a <= d)
        case _:
            return False


def _read(figure: Figure, low: str, high: str) -> Bounds | None:
    """What is typed, as far as it can be understood; bounds the wrong way round are turned."""
    if figure.is_of_days:
        today = this_day()
        begin, end = read_days(low, today) if low else None, read_days(high, today) if high else None
        first, last = begin.first if begin else None, end.last if end else None
        if first and last and first > last:
            first, last = (end.first if end else None), (begin.last if begin else None)
        return DateRange(first, last) if first or last else None
    numbers = [found.low if (found := read_range(text)) else None for text in (low, high)]
    if None not in numbers:
        numbers.sort(key=lambda number: number or 0)
    return Range(*numbers) if numbers != [None, None] else None
