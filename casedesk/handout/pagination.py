"""On which pages of a PDF the headings of a handout stand."""

from contextlib import closing

from casedesk.domain.handout import Handout
from casedesk.domain.handout_blocks import Contents, Kind, Para
from casedesk.domain.paper import Pagination, Paper
from casedesk.handout.pdf_pages import PdfPages

_HEADINGS = (Kind.CASE_TITLE, Kind.PLAIN_HEADING)
"""Those that the contents list."""


def needs_pages(handout: Handout) -> bool:
    """Whether a handout tells pages, or fills whole sheets."""
    has_contents = any(isinstance(block, Contents) for block in handout.blocks)
    return has_contents or handout.options.page is Paper.A5_BOOKLET


def pagination_of(handout: Handout, pdf: bytes) -> Pagination | None:
    """Where the headings stand in the PDF of a handout's file; None where one of them cannot be found.

    A template may have headings of its own before, between and behind ours.
    """
    with closing(PdfPages(pdf)) as pages:
        marks = iter([(_letters(mark.words), mark.page + 1) for mark in pages.bookmarks])
        found: list[int] = []
        for title in _titles(handout):
            page = next((page for words, page in marks if words.endswith(title)), None)
            if page is None:
                return None
            found.append(page)
        return Pagination(tuple(found), pages.count - handout.blank_pages)


def _titles(handout: Handout) -> list[str]:
    return [_letters(block.text) for block in handout.blocks if isinstance(block, Para) and block.kind in _HEADINGS]


def _letters(text: str) -> str:
    return "".join(text.split())
