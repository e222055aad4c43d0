"""Handouts with right page numbers, where there is a program that sets pages."""

from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from typing import Protocol

from casedesk.domain.handout import Handout
from casedesk.domain.paper import Paper
from casedesk.handout.imposition import imposed, needs_sheets
from casedesk.handout.pagination import needs_pages, pagination_of
from casedesk.handout.pdf_pages import PdfPages
from casedesk.tasks.pdf import NoPdfError, can_make_pdf, pdf_of

Document = Callable[[Handout], bytes]
"""The Word file of a handout."""

_ROUNDS = 3
"""Numbers move headings hardly ever; where they go on moving, none is printed."""


class PageSetter(Protocol):
    """Who sets the pages of handouts."""

    def paged(self, handout: Handout, document: Document, /) -> Handout:
        """The handout with the pages its headings stand on; as it is where nobody can tell, or it tells no pages."""
        ...

    def count(self, handout: Handout, document: Document, /) -> int | None:
        """How many pages it has; None where nobody can tell."""
        ...

    def sheets(self, document: bytes, paper: Paper, /) -> bytes | None:
        """A PDF of the sheets that the pages of a Word file are printed on, two to a sheet; None where nobody can."""
        ...


class Nobody:
    """No program sets pages: at once, and everywhere the same."""

    def paged(self, handout: Handout, _document: Document, /) -> Handout:
        """The handout as it is."""
        return handout

    def count(self, _handout: Handout, _document: Document, /) -> int | None:
        """Nobody knows."""

    def sheets(self, _document: bytes, _paper: Paper, /) -> bytes | None:
        """Nobody makes them."""


NOBODY = Nobody()


class Office:
    """LibreOffice, where it is installed. Takes seconds; for a worker. Raises NoLongerWanted when cancelled."""

    def __init__(self, is_cancelled: Callable[[], bool] = bool) -> None:
        self._is_cancelled = is_cancelled

    def paged(self, handout: Handout, document: Document, /) -> Handout:
        """The handout with the pages of the finished file: it is set with its numbers in it until these stay."""
        if not needs_pages(handout) or not can_make_pdf():
            return handout
        found = handout
        try:
            for _ in range(_ROUNDS):
                pages = pagination_of(found, self._pdf(found, document))
                if pages is None:
                    return handout
                if pages == found.pages:
                    return found
                found = replace(found, pages=pages)
        except NoPdfError:
            return handout
        return handout

    def count(self, handout: Handout, document: Document, /) -> int | None:
        """How many pages the file has as it is."""
        if not can_make_pdf():
            return None
        try:
            with closing(PdfPages(self._pdf(handout, document))) as pages:
                return pages.count
        except NoPdfError:
            return None

    def sheets(self, document: bytes, paper: Paper, /) -> bytes | None:
        """The sheets of a booklet, or those that are cut in the middle."""
        if not needs_sheets(paper) or not can_make_pdf():
            return None
        try:
            return imposed(pdf_of(document, is_cancelled=self._is_cancelled), paper)
        except NoPdfError:
            return None

    def _pdf(self, handout: Handout, document: Document, /) -> bytes:
        return pdf_of(document(handout), is_cancelled=self._is_cancelled)
