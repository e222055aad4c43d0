"""The pages of a handout on the desk: as many in a row as fit, or two as in a book; zoomed, scrolled, turned."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget
from typing_extensions import override

from casedesk.ui.handouts.page_rows import GAP, Fit, Rows, rows_of, scale_for
from casedesk.ui.handouts.places import Heading, Place, place_at, position_of
from casedesk.ui.handouts.real_pages import Wanted, wanted_part
from casedesk.ui.theme import Appearance

LEVELS = (50, 75, 100, 125, 150, 200)
"""The steps of the scale, in percent of the paper's size at 96 dots per inch."""
_NOTCH = 1.1
_PERCENT = 75
"""Percent that one pixel per point is."""


class PageSource(Protocol):
    """Pages to be shown: sizes in points, headings, and how a page is painted."""

    @property
    def sizes(self) -> Sequence[QSizeF]:
        """The size of every page."""
        ...

    @property
    def headings(self) -> Sequence[Heading]:
        """By what a place is told."""
        ...

    def want(self, seen: Sequence[Wanted], soon: Sequence[Wanted]) -> bool:
        """Make parts of pages ready, and say whether all that is seen is."""
        ...

    def paint(self, painter: QPainter, number: int, target: QRectF, seen: QRectF) -> None:
        """Paint the part of a page that lies in `seen`, where the whole stands in `target`."""
        ...


@dataclass(frozen=True, slots=True)
class _Desk:
    """Pages laid out, and how far they are scrolled."""

    pages: PageSource
    scale: float
    rows: Rows
    top: int
    left: int


class PageView(QAbstractScrollArea):
    """Paints only the pages that are to be seen."""

    zoomed = Signal()
    """Scale, fit or pairing are others now."""
    turned = Signal()
    """Other pages are shown, or another one is the current one."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._desk: _Desk | None = None
        self._coming: PageSource | None = None
        self._place = Place()
        self._at = 0.0
        """Pages before the upper edge: where it is after every change of size."""
        self._fixed = 1.0
        self._is_laying_out = False
        self.fit = Fit.PAGE
        self.is_facing = False
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.verticalScrollBar().setSingleStep(48)
        self.horizontalScrollBar().setSingleStep(48)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        self.horizontalScrollBar().valueChanged.connect(self.viewport().update)
        appearance.changed.connect(self.viewport().update)

    @property
    def pages(self) -> PageSource | None:
        """What is shown."""
        return None if self._desk is None else self._desk.pages

    @property
    def count(self) -> int:
        """How many pages are shown."""
        return 0 if self._desk is None else len(self._desk.rows.rects)

    @property
    def current(self) -> int:
        """The page at the upper edge of which more than a corner is seen, counted from 0."""
        if self._desk is None:
            return 0
        rows, top = self._desk.rows, self.verticalScrollBar().value()
        return rows.first[rows.row_at(top + min(self.viewport().height(), rows.pitch(rows.row_at(top))) / 2)]

    @property
    def percent(self) -> int:
        """The scale in percent of the paper's real size at 96 dots per inch."""
        return round((self._desk.scale if self._desk else self._fixed) * _PERCENT)

    def show_pages(self, pages: PageSource | None) -> None:
        """Show other pages, at the heading that was read before."""
        self._coming = None
        if pages is None:
            self._desk = None
            self.viewport().update()
            self.turned.emit()
            return
        position = position_of(self._place, pages.headings, len(pages.sizes))
        self._lay_out(pages, 0.0 if position is None else position, snaps=True)
        self.turned.emit()

    def show_growing(self, pages: PageSource, *, is_whole: bool) -> None:
        """Show other pages as soon as the heading that was read before is among them; further ones come behind them."""
        if self._desk is not None and self._desk.pages is pages:
            self._lay_out(pages, self._at, snaps=False)
            self.turned.emit()
        elif is_whole or position_of(self._place, pages.headings, len(pages.sizes)) is not None:
            self.show_pages(pages)

    def begin(self) -> None:
        """Forget where somebody has read: what is shown next is something else."""
        self._place = Place()

    def show_when_drawn(self, pages: PageSource) -> None:
        """Show other pages as soon as all that will be seen of them is drawn; until then those that stand stay."""
        self._coming = pages
        self.take_drawn()

    def take_drawn(self) -> None:
        """Something of the pages was drawn: paint it, or show the pages that were waiting for it."""
        self.viewport().update()
        coming = self._coming
        if coming is None:
            return
        position = position_of(self._place, coming.headings, len(coming.sizes))
        desk = self._desk_of(coming, position or 0.0, snaps=True)
        if not self.isVisible() or coming.want(self._parts(desk, desk.top, 0), ()):
            self.show_pages(coming)

    def set_fit(self, fit: Fit) -> None:
        """Fit whole pages or the page's width into the window."""
        self.fit = fit
        self._again(snaps=True)

    def set_facing(self, is_facing: bool) -> None:
        """Show two pages beside each other as in an open book, the first one alone; or as many as fit."""
        self.is_facing = is_facing
        self._again(snaps=True)

    def set_percent(self, percent: float, under: QPointF | None = None) -> None:
        """Show pages at a size; what is `under` the mouse, or else in the middle of the upper edge, stays there."""
        if self._desk is None:
            return
        under = under or QPointF(self.viewport().width() / 2, 0)
        held = self._held(self._desk, under)
        self.fit = Fit.FIXED
        self._fixed = min(max(percent, LEVELS[0]), LEVELS[-1]) / _PERCENT
        self._again(snaps=False)
        self._hold(held, under)

    def zoom_in(self) -> None:
        """Show pages one step larger."""
        self.set_percent(next((level for level in LEVELS if level > self.percent), LEVELS[-1]))

    def zoom_out(self) -> None:
        """Show pages one step smaller."""
        self.set_percent(next((level for level in reversed(LEVELS) if level < self.percent), LEVELS[0]))

    def turn(self, steps: int) -> None:
        """Go so many rows of pages on, or back."""
        if self._desk is None:
            return
        rows = self._desk.rows
        row = rows.row_at(self.verticalScrollBar().value() + 1)
        is_inside = self.verticalScrollBar().value() > rows.tops[row] + 1
        target = row + steps + (1 if steps < 0 and is_inside else 0)
        self.verticalScrollBar().setValue(round(rows.tops[min(max(target, 0), len(rows.tops) - 1)]))

    def _again(self, *, snaps: bool) -> None:
        if self._desk is not None:
            self._lay_out(self._desk.pages, self._at, snaps=snaps)
        self.zoomed.emit()

    def _lay_out(self, pages: PageSource, at: float, *, snaps: bool) -> None:
        before = self.percent
        desk = self._desk = self._desk_of(pages, at, snaps=snaps)
        self._at = at
        room = self.viewport().size()
        self._is_laying_out = True
        for bar, length, seen, value in (
            (self.verticalScrollBar(), desk.rows.size.height(), room.height(), desk.top),
            (self.horizontalScrollBar(), desk.rows.size.width(), room.width(), desk.left),
        ):
            bar.setRange(0, max(0, round(length) - seen))
            bar.setPageStep(seen)
            bar.setValue(value)
        self._is_laying_out = False
        self.viewport().update()
        if self.percent != before:
            self.zoomed.emit()

    def _desk_of(self, pages: PageSource, at: float, *, snaps: bool) -> _Desk:
        room = QSizeF(self.viewport().size())
        scale = scale_for(self.fit, self._fixed, pages.sizes, room, is_facing=self.is_facing)
        rows = rows_of(pages.sizes, scale, room, is_facing=self.is_facing)
        row = rows.row_of(int(at))
        share = 0.0 if snaps and self.fit is Fit.PAGE else at - rows.first[row]
        top = rows.tops[row] + min(share, 1.0) * rows.pitch(row)
        left = (rows.size.width() - room.width()) / 2
        return _Desk(
            pages, scale, rows, round(min(top, max(0, rows.size.height() - room.height()))), max(0, round(left))
        )

    def _on_scrolled(self, value: int) -> None:
        self.viewport().update()
        if self._desk is None or self._is_laying_out:
            return
        rows = self._desk.rows
        row = rows.row_at(value)
        self._at = rows.first[row] + (value - rows.tops[row]) / rows.pitch(row)
        self._place = place_at(self._at, self._desk.pages.headings, self.count)
        self.turned.emit()

    def _held(self, desk: _Desk, under: QPointF) -> tuple[int, float, float]:
        """The page that is under a point, and where on it that is, as shares of its size."""
        offset = self._offset(desk, self.verticalScrollBar().value())
        number = min(
            desk.rows.seen(under.y() - offset.y(), under.y() - offset.y()),
            key=lambda at: abs(desk.rows.rects[at].translated(offset).center().x() - under.x()),
        )
        rect = desk.rows.rects[number].translated(offset)
        return number, (under.x() - rect.x()) / rect.width(), (under.y() - rect.y()) / rect.height()

    def _hold(self, held: tuple[int, float, float], under: QPointF) -> None:
        """Scroll so that a place on a page is under a point."""
        assert self._desk is not None
        number, across, down = held
        rect = self._desk.rows.rects[number]
        self.horizontalScrollBar().setValue(round(rect.x() + across * rect.width() - under.x()))
        self.verticalScrollBar().setValue(round(rect.y() + down * rect.height() - under.y()))

    def _offset(self, desk: _Desk, top: int) -> QPointF:
        """From the desk's corner to the viewport's."""
        slack = max(0.0, (self.viewport().width() - desk.rows.size.width()) / 2)
        return QPointF(slack - self.horizontalScrollBar().value(), -top)

    def _seen(self, desk: _Desk, top: int, margin: int) -> list[tuple[int, QRectF]]:
        """The pages of which something is seen, or nearly, and where in the viewport: on whole pixels of the screen."""
        offset, ratio = self._offset(desk, top), self.devicePixelRatioF()
        found: list[tuple[int, QRectF]] = []
        for number in desk.rows.seen(top - margin, top + self.viewport().height() + margin):
            rect = desk.rows.rects[number].translated(offset)
            rect.moveTo(round(rect.x() * ratio) / ratio, round(rect.y() * ratio) / ratio)
            found.append((number, rect))
        return found

    def _parts(self, desk: _Desk, top: int, margin: int) -> list[Wanted]:
        area = QRectF(self.viewport().rect()).adjusted(0, -margin, 0, margin)
        ratio = self.devicePixelRatioF()
        return [
            wanted_part(number, rect, rect.intersected(area), ratio)
            for number, rect in self._seen(desk, top, margin)
            if rect.intersects(area)
        ]

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self.viewport()) as painter:
            painter.fillRect(self.viewport().rect(), self._appearance.theme.desk)
            if (desk := self._desk) is not None:
                top, area = self.verticalScrollBar().value(), QRectF(self.viewport().rect())
                desk.pages.want(self._parts(desk, top, 0), self._parts(desk, top, self.viewport().height()))
                for number, rect in self._seen(desk, top, 0):
                    desk.pages.paint(painter, number, rect, rect.intersected(area))
                    painter.setPen(self._appearance.theme.line)
                    painter.setBrush(Qt.BrushStyle.NoBrush)
                    painter.drawRect(rect.adjusted(-0.5, -0.5, 0.5, 0.5))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._desk is not None:
            self._lay_out(self._desk.pages, self._at, snaps=True)

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            exact = (self._desk.scale if self._desk else self._fixed) * _PERCENT
            self.set_percent(exact * _NOTCH ** (event.angleDelta().y() / 120), event.position())
            return
        super().wheelEvent(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self.verticalScrollBar()
        is_back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        match Qt.Key(event.key()):
            case Qt.Key.Key_PageDown | Qt.Key.Key_PageUp | Qt.Key.Key_Space:
                goes_back = event.key() == Qt.Key.Key_PageUp or (event.key() == Qt.Key.Key_Space and is_back)
                self._page_through(-1 if goes_back else 1)
            case Qt.Key.Key_Right | Qt.Key.Key_Left if not self.horizontalScrollBar().maximum():
                self.turn(1 if event.key() == Qt.Key.Key_Right else -1)
            case Qt.Key.Key_Home:
                bar.setValue(0)
            case Qt.Key.Key_End:
                bar.setValue(bar.maximum())
            case Qt.Key.Key_Plus | Qt.Key.Key_Equal:
                self.zoom_in()
            case Qt.Key.Key_Minus:
                self.zoom_out()
            case _:
                super().keyPressEvent(event)

    def _page_through(self, steps: int) -> None:
        """By rows where whole pages are shown, and else by what the window shows, with a little of it again."""
        bar = self.verticalScrollBar()
        if self.fit is Fit.PAGE:
            self.turn(steps)
        else:
            bar.setValue(bar.value() + steps * (self.viewport().height() - 2 * GAP))
