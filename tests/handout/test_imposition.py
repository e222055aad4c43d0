"""Small pages on sheets: what lies where."""

from contextlib import closing
from io import BytesIO

import pypdfium2
import pytest

from casedesk.domain.paper import Paper
from casedesk.handout.imposition import imposed, needs_sheets
from casedesk.handout.pdf_pages import PdfPages

A5 = (419.53, 595.28)


def pdf_with(count: int) -> bytes:
    """Pages without words, each with a box as wide as its number, counted from 1, in tens of points."""
    with closing(pypdfium2.PdfDocument.new()) as document:
        for number in range(count):
            page = document.new_page(*A5)
            box = pypdfium2.raw.FPDFPageObj_CreateNewRect(50, 50, 10 * (number + 1), 20)
            pypdfium2.raw.FPDFPageObj_SetFillColor(box, 0, 0, 0, 255)
            pypdfium2.raw.FPDFPath_SetDrawMode(box, pypdfium2.raw.FPDF_FILLMODE_WINDING, 0)
            pypdfium2.raw.FPDFPage_InsertObject(page, box)
            page.gen_content()
        stream = BytesIO()
        document.save(stream)
    return stream.getvalue()


def numbers_on(pdf: bytes) -> list[tuple[int, int]]:
    """The numbers of the left and the right page of every sheet; 0 for a blank one."""
    with closing(PdfPages(pdf)) as pages:
        return [_numbers(pages, number) for number in range(pages.count)]


def _numbers(pages: PdfPages, number: int) -> tuple[int, int]:
    width, height = (round(side) for side in pages.sizes[number])
    row = pages.pixels(number, size=(width, height), top=height - 60, height=1)
    dark = [row[4 * x] < 128 for x in range(width)]
    return round(sum(dark[: width // 2]) / 10), round(sum(dark[width // 2 :]) / 10)


@pytest.mark.parametrize(
    ("count", "expected"),
    [
        (1, [(0, 1), (0, 0)]),
        (4, [(4, 1), (2, 3)]),
        (6, [(0, 1), (2, 0), (6, 3), (4, 5)]),
        (8, [(8, 1), (2, 7), (6, 3), (4, 5)]),
    ],
)
def test_a_booklet_reads_from_cover_to_back_once_it_is_folded(count: int, expected: list[tuple[int, int]]) -> None:
    assert numbers_on(imposed(pdf_with(count), Paper.A5_BOOKLET)) == expected


def test_one_cut_through_the_pile_leaves_two_complete_copies() -> None:
    assert numbers_on(imposed(pdf_with(3), Paper.A5_TWO_UP)) == [(1, 1), (2, 2), (3, 3)]


def test_a_sheet_is_a4_on_its_side_and_equal_pages_are_equal_bytes() -> None:
    pdf = pdf_with(5)
    made = imposed(pdf, Paper.A5_BOOKLET)
    with closing(PdfPages(made)) as pages:
        assert pages.sizes[0] == pytest.approx((841.89, 595.28), abs=0.01)
    assert made == imposed(pdf, Paper.A5_BOOKLET)
    assert b"CreationDate" not in made


def test_whole_pages_need_no_sheets() -> None:
    assert [paper for paper in Paper if needs_sheets(paper)] == [Paper.A5_TWO_UP, Paper.A5_BOOKLET]
