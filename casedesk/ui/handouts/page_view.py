"""The pages of a handout on the desk: as many beside each other as fit, zoomed, scrolled."""

import math
from enum import StrEnum

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget
from typing_extensions import override

from casedesk.ui.handouts.page_painter import PaintedHandout
from casedesk.ui.theme import Appearance

GAP = 16
ZOOM_STEP = 1.25
PAIR_FROM = 0.8
"""Pages may be smaller than whole-page size by so much for two of them to stand beside each other."""
SMALLEST, LARGEST = 0.25, 4.0
"""Scale in screen pixels per point."""


class Fit(StrEnum):
    """How the scale is found."""

    PAGE = "page"
    WIDTH = "width"
    FIXED = "fixed"


class PageView(QAbstractScrollArea):
    """Paints only the pages that are to be seen."""

    zoomed = Signal()
    """Scale or fit are others now."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._handout: PaintedHandout | None = None
        self._scale = 1.0
        self._columns = 1
        self.fit = Fit.PAGE
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.verticalScrollBar().valueChanged.connect(self.viewport().update)
        self.horizontalScrollBar().valueChanged.connect(self.viewport().update)
        appearance.changed.connect(self.viewport().update)

    def show_handout(self, handout: PaintedHandout | None) -> None:
        """Show other pages; the place scrolled to stays."""
        self._handout = handout
        self._layout()

    @property
    def percent(self) -> int:
        """The scale in percent of the paper's real size at 96 dpi."""
        return round(self._scale * 75)

    def set_fit(self, fit: Fit) -> None:
        """Fit whole pages or the page's width into the window."""
        self.fit = fit
        self._layout()

    def zoom(self, factor: float) -> None:
        """Make the pages larger or smaller."""
        self.fit = Fit.FIXED
        self._scale = min(LARGEST, max(SMALLEST, self._scale * factor))
        self._layout()

    def _layout(self) -> None:
        if self._handout is None:
            self.viewport().update()
            return
        page, room = self._handout.size, self.viewport().size()
        if self.fit is Fit.PAGE:
            self._scale = max(SMALLEST, self._whole_page_scale())
        elif self.fit is Fit.WIDTH:
            self._scale = max(SMALLEST, (room.width() - 2 * GAP) / page.width())
        width, height = page.width() * self._scale, page.height() * self._scale
        self._columns = max(1, min(self._handout.count, int((room.width() - GAP) // (width + GAP))))
        rows = math.ceil(self._handout.count / self._columns)
        content = QSize(round(self._columns * (width + GAP) + GAP), round(rows * (height + GAP) + GAP))
        for bar, length, seen in (
            (self.verticalScrollBar(), content.height(), room.height()),
            (self.horizontalScrollBar(), content.width(), room.width()),
        ):
            bar.setRange(0, max(0, length - seen))
            bar.setPageStep(seen)
            bar.setSingleStep(48)
        self.viewport().update()
        self.zoomed.emit()

    def _whole_page_scale(self) -> float:
        """Whole pages: as high as the window, or a little less where two then stand beside each other."""
        assert self._handout is not None
        page, room = self._handout.size, self.viewport().size()
        one = (room.height() - 2 * GAP) / page.height()
        two = (room.width() - 3 * GAP) / (2 * page.width())
        return two if self._handout.count > 1 and PAIR_FROM * one <= two < one else one

    def _rect(self, number: int) -> QRectF:
        assert self._handout is not None
        page = self._handout.size
        width, height = page.width() * self._scale, page.height() * self._scale
        row, column = divmod(number, self._columns)
        left = max(GAP, (self.viewport().width() - self._columns * (width + GAP) + GAP) / 2)
        x = left + column * (width + GAP) - self.horizontalScrollBar().value()
        return QRectF(round(x), round(GAP + row * (height + GAP) - self.verticalScrollBar().value()), width, height)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), self._appearance.theme.desk)
        if self._handout is not None:
            for number in range(self._handout.count):
                rect = self._rect(number)
                if rect.bottom() < 0:
                    continue
                if rect.top() > self.viewport().height():
                    break
                self._handout.paint(painter, number, rect)
                painter.setPen(self._appearance.theme.line)
                painter.drawRect(rect)
        painter.end()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._layout()

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(ZOOM_STEP if event.angleDelta().y() > 0 else 1 / ZOOM_STEP)
            return
        super().wheelEvent(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self.verticalScrollBar()
        steps = {
            Qt.Key.Key_PageDown: bar.pageStep(),
            Qt.Key.Key_Space: bar.pageStep(),
            Qt.Key.Key_PageUp: -bar.pageStep(),
            Qt.Key.Key_Down: bar.singleStep(),
            Qt.Key.Key_Up: -bar.singleStep(),
            Qt.Key.Key_Home: -bar.maximum(),
            Qt.Key.Key_End: bar.maximum(),
        }
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            bar.setValue(bar.value() + step)
