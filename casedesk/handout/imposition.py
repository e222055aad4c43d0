"""Small pages laid out on sheets: two copies side by side to be cut apart, or a booklet to be folded."""

import re
from collections.abc import Iterator
from contextlib import closing
from io import BytesIO
from typing import Any, cast

import pypdfium2  # pyright: ignore[reportMissingTypeStubs]

from casedesk.domain.paper import PAGES_A_SHEET, Paper
from casedesk.handout.pdf_pages import PDFIUM

_pdfium = cast(Any, pypdfium2)
"""It comes without types."""
_SHEET = (841.89, 595.28)
"""A4 on its side, in points."""
_CLOCK = re.compile(rb"/CreationDate\(D:[^)]*\)|/ID\s*\[\s*<[0-9A-Fa-f]*>\s*<[0-9A-Fa-f]*>\s*\]")
"""Made from the clock; without it equal pages give equal bytes."""


def needs_sheets(paper: Paper) -> bool:
    """Whether pages of this set-up are printed two to a sheet."""
    return paper in (Paper.A5_TWO_UP, Paper.A5_BOOKLET)


def imposed(pdf: bytes, paper: Paper) -> bytes:
    """The pages of a PDF on sheets of A4, to be printed on both sides and turned over the short edge."""
    with PDFIUM, closing(_pdfium.PdfDocument(pdf)) as source, closing(_pdfium.PdfDocument.new()) as ordered:
        order = list(_order(paper, len(source)))
        # All at once, or every page would bring the fonts again.
        ordered.import_pages(source, [number for number in order if number is not None])
        for place, number in enumerate(order):
            if number is None:
                ordered.new_page(*source.get_page_size(0), place)
        sheets = _pdfium.raw.FPDF_ImportNPagesToOne(ordered.raw, *_SHEET, 2, 1)
        with closing(_pdfium.PdfDocument(sheets)) as made:
            stream = BytesIO()
            made.save(stream)
    return _CLOCK.sub(lambda found: b" " * len(found[0]), stream.getvalue())


def _order(paper: Paper, count: int) -> Iterator[int | None]:
    """The pages in the order in which they lie on the sheets, from the left; None for a blank one."""
    if paper is Paper.A5_TWO_UP:
        # One cut through the pile, and each half is a complete copy.
        for number in range(count):
            yield from (number, number)
        return
    last = -(-count // PAGES_A_SHEET) * PAGES_A_SHEET - 1
    for first in range(0, last // 2 + 1, 2):
        for number in (last - first, first, first + 1, last - first - 1):
            yield number if number < count else None
