"""Handouts with right page numbers, where there is a program that sets pages."""

from collections.abc import Callable
from dataclasses import replace

from casedesk.domain.handout import Handout
from casedesk.handout.pagination import pagination_of, shows_pages
from casedesk.tasks.pdf import NoPdfError, can_make_pdf, pdf_of

Document = Callable[[Handout], bytes]
"""The Word file of a handout."""
Paginate = Callable[[Handout, Document], Handout]
"""What gives a handout its pages."""

_ROUNDS = 3
"""Numbers move headings hardly ever; where they go on moving, none is printed."""


def without_pages(handout: Handout, _document: Document) -> Handout:
    """The handout as it is: nobody sets its pages."""
    return handout


def with_pages(handout: Handout, document: Document, *, is_cancelled: Callable[[], bool] = bool) -> Handout:
    """The handout with the pages its headings stand on; as it is where nobody can tell, or nothing in it asks.

    The pages are those of the finished file: it is set again with its numbers in it until these stay. Takes seconds;
    for a worker. Raises NoLongerWanted when cancelled.
    """
    return paginated(handout, document, is_cancelled=is_cancelled) if shows_pages(handout) else handout


def paginated(handout: Handout, document: Document, *, is_cancelled: Callable[[], bool] = bool) -> Handout:
    """As with_pages, for a handout that shows no pages of its own, but another one does."""
    if not can_make_pdf():
        return handout
    found = handout
    try:
        for _ in range(_ROUNDS):
            pages = pagination_of(found, pdf_of(document(found), is_cancelled=is_cancelled))
            if pages is None:
                return handout
            if pages == found.pages:
                return found
            found = replace(found, pages=pages)
    except NoPdfError:
        return handout
    return handout
