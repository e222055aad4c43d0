"""The pages of a PDF in memory: their sizes, words, headings and pixels."""

import threading
import weakref
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from io import BytesIO
from typing import Any, cast

import pypdfium2  # pyright: ignore[reportMissingTypeStubs]

_pdfium = cast(Any, pypdfium2)
"""It comes without types."""
PDFIUM = threading.RLock()
"""Held around every call: pdfium knows no threads, not even for files that have nothing to do with each other."""
_PAGES_OPEN = 8


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A heading: its words, how deep it stands, on which page, counted from 0, and how far down, as a share of it."""

    words: str
    level: int
    page: int
    down: float


class PdfPages:
    """A PDF that any thread may ask; it answers one at a time."""

    def __init__(self, data: bytes) -> None:
        """Raises ValueError for what is no PDF."""
        with PDFIUM:
            try:
                self._document = _pdfium.PdfDocument(data)
            except _pdfium.PdfiumError as error:
                raise ValueError("no PDF") from error
            self.sizes = tuple(map(self._size, range(len(self._document))))
            """Width and height of every page in points."""
            self.bookmarks = tuple(self._bookmarks())
        self._open: dict[int, Any] = {}
        self._close: Callable[[], object] = weakref.finalize(self, _close, self._document, self._open)

    @property
    def count(self) -> int:
        """How many pages there are."""
        return len(self.sizes)

    def text(self, number: int) -> str:
        """The words of a page, counted from 0."""
        with PDFIUM, closing(self._page(number).get_textpage()) as words:
            return str(words.get_text_range())

    def pixels(self, number: int, *, size: tuple[int, int], top: int, height: int) -> bytes:
        """A band of a page that is drawn `size` pixels large: so many rows from `top` on, each pixel blue, green, red
        and a byte without meaning."""
        made = _pdfium.PdfBitmap.new_native
        with PDFIUM, closing(made(size[0], height, _pdfium.raw.FPDFBitmap_BGRx)) as bitmap:
            bitmap.fill_rect((255, 255, 255, 255), 0, 0, size[0], height)
            _pdfium.raw.FPDF_RenderPageBitmap(bitmap, self._page(number), 0, -top, *size, 0, _pdfium.raw.FPDF_ANNOT)
            return bytes(bitmap.buffer)

    def data(self) -> bytes:
        """The PDF itself, written anew."""
        stream = BytesIO()
        with PDFIUM:
            self._document.save(stream)
        return stream.getvalue()

    def close(self) -> None:
        """Free the memory; nothing can be asked afterwards."""
        self._close()

    def _size(self, number: int) -> tuple[float, float]:
        width, height = self._document.get_page_size(number)
        return float(width), float(height)

    def _page(self, number: int) -> Any:
        page = self._open.get(number)
        if page is None:
            if len(self._open) >= _PAGES_OPEN:
                self._open.pop(next(iter(self._open))).close()
            page = self._open[number] = self._document[number]
        return page

    def _bookmarks(self) -> list[Bookmark]:
        found: list[Bookmark] = []
        for item in self._document.get_toc():
            target = item.get_dest()
            page: int | None = None if target is None else target.get_index()
            if target is None or page is None:
                continue
            _, place = target.get_view()
            height = self.sizes[page][1]
            down = 1 - place[1] / height if len(place) > 1 and height else 0.0
            found.append(Bookmark(item.get_title(), item.level, page, min(max(down, 0.0), 1.0)))
        return found


def _close(document: Any, pages: dict[int, Any]) -> None:
    with PDFIUM:
        for page in pages.values():
            page.close()
        pages.clear()
        document.close()
