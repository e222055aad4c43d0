"""A handout on a printer: its real pages at the printer's own resolution, or our own where there are no real ones."""

from collections.abc import Generator, Sequence
from contextlib import closing

from PySide6.QtCore import QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter

from casedesk.domain.errors import CaseDeskError
from casedesk.handout.pdf_pages import PdfPages
from casedesk.tasks.progress import SILENCE, NoLongerWanted, Progress
from casedesk.texts import N_, tr
from casedesk.ui.handouts.page_painter import PaintedHandout

FINEST = 600
"""Dots per inch that are enough for any eye."""
_BAND = 1024
_POINTS = 72
_NO_PRINTER = N_("The printer could not be started. Is it switched on and connected?")


def printer_for(size: QSizeF, *, title: str, copies: int, is_two_sided: bool) -> QPrinter:
    """A printer set up for pages of a size in points; the dialog shows it, and the user may change it there.

    Pages on their side are turned over the short edge, so that both sides stand upright.
    """
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setFullPage(True)
    printer.setDocName(title)
    printer.setPageLayout(_layout_of(size))
    printer.setCopyCount(copies)
    if is_two_sided:
        is_wide = size.width() > size.height()
        printer.setDuplex(QPrinter.DuplexMode.DuplexShortSide if is_wide else QPrinter.DuplexMode.DuplexLongSide)
    return printer


def numbers_to_print(printer: QPrinter, count: int, current: int) -> list[int]:
    """The pages that were chosen in the dialog, in the order in which they are printed, as often as they are wanted."""
    match printer.printRange():
        case QPrinter.PrintRange.PageRange:
            chosen = list(range(max(1, printer.fromPage()) - 1, min(count, printer.toPage() or count)))
        case QPrinter.PrintRange.CurrentPage:
            chosen = [current]
        case _:
            chosen = list(range(count))
    if printer.pageOrder() is QPrinter.PageOrder.LastPageFirst:
        chosen.reverse()
    is_file = bool(printer.outputFileName())
    return chosen * (1 if is_file or printer.supportsMultipleCopies() else printer.copyCount())


def print_pdf(pdf: PdfPages, printer: QPrinter, numbers: Sequence[int], progress: Progress = SILENCE) -> None:
    """Print pages of a PDF, for a worker. Raises NoLongerWanted when cancelled; the printer then gets nothing more."""
    printer.setResolution(min(FINEST, max(printer.resolution(), _POINTS)))
    sizes = [QSizeF(*size) for size in pdf.sizes]
    with closing(_pages(printer, numbers, sizes)) as pages:
        for done, (painter, number) in enumerate(pages):
            progress.report(done, len(numbers), tr("Page {number}").format(number=number + 1))
            _draw_page(pdf, number, painter, _target(printer, sizes[number]), progress)
            if progress.is_cancelled:
                printer.abort()
                raise NoLongerWanted


def print_painted(pages: PaintedHandout, printer: QPrinter, numbers: Sequence[int]) -> None:
    """Print pages as set by ourselves."""
    with closing(_pages(printer, numbers, pages.sizes)) as started:
        for painter, number in started:
            target = _target(printer, pages.sizes[number])
            pages.paint(painter, number, target, target)


def _pages(printer: QPrinter, numbers: Sequence[int], sizes: Sequence[QSizeF]) -> Generator[tuple[QPainter, int]]:
    painter = QPainter()
    try:
        for place, number in enumerate(numbers):
            printer.setPageOrientation(_layout_of(sizes[number]).orientation())
            if not (painter.begin(printer) if place == 0 else printer.newPage()):
                raise CaseDeskError(_NO_PRINTER)
            yield painter, number
    finally:
        if painter.isActive():
            painter.end()


def _layout_of(size: QSizeF) -> QPageLayout:
    upright = QSizeF(min(size.width(), size.height()), max(size.width(), size.height()))
    page = QPageSize(upright, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch)
    is_wide = size.width() > size.height()
    orientation = QPageLayout.Orientation.Landscape if is_wide else QPageLayout.Orientation.Portrait
    layout = QPageLayout(page, orientation, QMarginsF())
    layout.setMode(QPageLayout.Mode.FullPageMode)
    return layout


def _target(printer: QPrinter, size: QSizeF) -> QRectF:
    """Where a page stands on the paper, in dots: in its middle, as large as it is, or smaller where it is too large."""
    paper = printer.paperRect(QPrinter.Unit.DevicePixel)
    dots = printer.resolution() / _POINTS
    share = min(1.0, paper.width() / (size.width() * dots), paper.height() / (size.height() * dots))
    made = size * dots * share
    return QRectF((paper.width() - made.width()) / 2, (paper.height() - made.height()) / 2, made.width(), made.height())


def _draw_page(pdf: PdfPages, number: int, painter: QPainter, target: QRectF, progress: Progress) -> None:
    width, height = round(target.width()), round(target.height())
    for top in range(0, height, _BAND):
        if progress.is_cancelled:
            return
        rows = min(_BAND, height - top)
        pixels = pdf.pixels(number, size=(width, height), top=top, height=rows)
        if pixels.strip(b"\xff"):
            image = QImage(pixels, width, rows, 4 * width, QImage.Format.Format_RGB32)
            if image.allGray():
                image = image.convertToFormat(QImage.Format.Format_Grayscale8)  # a third of what is sent
            painter.drawImage(QRectF(target.x(), target.y() + top, width, rows), image)
