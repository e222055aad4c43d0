"""The pages of a PDF on the screen: drawn beside the window, in bands, at exactly the size they are seen in."""

from collections import OrderedDict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, QPointF, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter

from casedesk.handout.pdf_pages import PdfPages
from casedesk.ui.handouts.places import headings_of
from casedesk.ui.jobs import Jobs

BAND = 512
"""Rows of pixels that are drawn in one go."""
ROOM = 96 * 1024 * 1024
"""Bytes of bands that are kept."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A part of a page: the size of the whole page and the rows from `top` to `bottom`, in pixels of the screen."""

    number: int
    width: int
    height: int
    top: int
    bottom: int


@dataclass(frozen=True, slots=True)
class _Band:
    number: int
    width: int
    height: int
    at: int

    @property
    def top(self) -> int:
        return self.at * BAND

    @property
    def rows(self) -> int:
        return min(BAND, self.height - self.top)


class RealPages(QObject):
    """Pages as they will be printed. `drawn` follows each piece of what is seen that can now be painted."""

    drawn = Signal()

    def __init__(self, pdf: PdfPages, jobs: Jobs) -> None:
        super().__init__()
        self.pdf = pdf
        self.sizes = tuple(QSizeF(*size) for size in pdf.sizes)
        self.headings = headings_of((mark.words, mark.level, mark.page + mark.down) for mark in pdf.bookmarks)
        self._jobs = jobs
        self._bands: OrderedDict[_Band, tuple[QImage, bytes]] = OrderedDict()
        """With the bytes that the image shows, which it does not keep alive."""
        self._queue: list[_Band] = []
        self._seen: frozenset[_Band] = frozenset()
        self._is_drawing = False

    def want(self, seen: Sequence[Wanted], soon: Sequence[Wanted]) -> bool:
        """Have parts of pages drawn that are seen, and then those that may be seen next.

        Gives whether all that is seen can be painted now. What was wanted before and is no longer is left out.
        """
        now = [band for part in seen for band in _bands_of(part)]
        self._seen = frozenset(now)
        self._queue = [*now, *(band for part in soon for band in _bands_of(part))]
        self._draw_next()
        return all(band in self._bands for band in now)

    def forget(self) -> None:
        """Free what has been drawn."""
        self._queue = []
        self._seen = frozenset()
        self._bands.clear()

    def paint(self, painter: QPainter, number: int, target: QRectF, seen: QRectF) -> None:
        """Paint the part of a page that lies in `seen`; what is not drawn yet is blurred for a moment, or white."""
        painter.save()
        painter.setClipRect(seen)
        painter.fillRect(target, QColor(Qt.GlobalColor.white))
        ratio = painter.device().devicePixelRatioF()
        wanted = wanted_part(number, target, seen, ratio)
        bands = list(_bands_of(wanted))
        if not all(band in self._bands for band in bands):
            self._paint_older(painter, number, target)
        for band in bands:
            if band in self._bands:
                self._bands.move_to_end(band)
                image, _ = self._bands[band]
                image.setDevicePixelRatio(ratio)
                painter.drawImage(QPointF(target.x(), target.y() + band.top / ratio), image)
        painter.restore()

    def _paint_older(self, painter: QPainter, number: int, target: QRectF) -> None:
        """Paint what was drawn of the page in another size, the newest size on top."""
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for band, (image, _) in self._bands.items():
            if band.number == number:
                scale = target.width() / band.width
                place = QRectF(target.x(), target.y() + band.top * scale, target.width(), band.rows * scale)
                painter.drawImage(place, image)

    def _draw_next(self) -> None:
        while self._queue and not self._is_drawing:
            band = self._queue.pop(0)
            if band not in self._bands:
                self._draw(band)

    def _draw(self, band: _Band) -> None:
        pdf = self.pdf

        def work() -> bytes:
            return pdf.pixels(band.number, size=(band.width, band.height), top=band.top, height=band.rows)

        def done(pixels: bytes) -> None:
            self._is_drawing = False
            image = QImage(pixels, band.width, band.rows, 4 * band.width, QImage.Format.Format_RGB32)
            self._bands[band] = (image, pixels)
            self._make_room()
            if band in self._seen:
                self.drawn.emit()
            self._draw_next()

        self._is_drawing = True
        self._jobs.draw(work, done)

    def _make_room(self) -> None:
        used = sum(len(pixels) for _, pixels in self._bands.values())
        for band in list(self._bands):
            if used <= ROOM:
                return
            if band not in self._seen:
                used -= len(self._bands.pop(band)[1])


def wanted_part(number: int, target: QRectF, seen: QRectF, ratio: float) -> Wanted:
    """The rows of a page that lie in `seen`, where the page stands in `target`."""
    width, height = max(1, round(target.width() * ratio)), max(1, round(target.height() * ratio))
    top = max(0, int((seen.top() - target.top()) * ratio))
    bottom = min(height, int((seen.bottom() - target.top()) * ratio) + 1)
    return Wanted(number, width, height, top, bottom)


def _bands_of(part: Wanted) -> Iterator[_Band]:
    if part.bottom <= part.top:
        return
    for at in range(part.top // BAND, (part.bottom - 1) // BAND + 1):
        yield _Band(part.number, part.width, part.height, at)
