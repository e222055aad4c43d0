"""What can be asked of a PDF, by many threads at once."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from casedesk.handout.pdf_pages import Bookmark, PdfPages
from tests.handout.pdf_files import pdf_bytes

WHITE = b"\xff"


def test_pages_have_sizes_words_and_headings() -> None:
    pages = PdfPages(pdf_bytes("One", "Two", sizes=((595, 842), (842, 595)), headings=("案例一", "案例二")))
    assert pages.sizes == ((595, 842), (842, 595))
    assert [pages.text(number) for number in range(pages.count)] == ["One", "Two"]
    assert pages.bookmarks == (Bookmark("案例一", 0, 0, 0.5), Bookmark("案例二", 0, 1, 0.5))


def test_bands_put_together_are_the_whole_page() -> None:
    pages = PdfPages(pdf_bytes("One"))
    size = (300, 425)
    whole = pages.pixels(0, size=size, top=0, height=425)
    bands = [pages.pixels(0, size=size, top=top, height=min(64, 425 - top)) for top in range(0, 425, 64)]
    assert len(whole) == 300 * 425 * 4
    assert b"".join(bands) == whole
    assert set(bands[0][:4]) == {255}
    assert whole.strip(WHITE)
    assert not bands[-1].strip(WHITE)


def test_many_threads_may_ask_many_files() -> None:
    files = [PdfPages(pdf_bytes(*(f"{name} {number}" for number in range(12)))) for name in "AB"]
    with ThreadPoolExecutor(max_workers=4) as pool:
        texts = list(pool.map(lambda at: files[at % 2].text(at % 12), range(96)))
    assert texts == [f"{'AB'[at % 2]} {at % 12}" for at in range(96)]


def test_what_is_closed_can_be_closed_again() -> None:
    pages = PdfPages(pdf_bytes("One"))
    pages.text(0)
    pages.close()
    pages.close()


def test_what_is_no_pdf_is_refused() -> None:
    with pytest.raises(ValueError, match="no PDF"):
        PdfPages(b"%PDF-1.4 nothing more")
