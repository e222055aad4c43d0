"""Keeping with the next: Qt's layout has no such thing, so pages are broken where it would have been."""

from PySide6.QtGui import QTextBlock, QTextCursor, QTextDocument, QTextFormat

from casedesk.domain.handout_blocks import Kind

KEPT = frozenset({Kind.CASE_TITLE, Kind.CASE_DATA, Kind.HEADING, Kind.SUB_HEADING, Kind.PLAIN_HEADING, Kind.QUESTION})
"""Paragraphs that stay on the page of what follows them."""


def keep_together(document: QTextDocument, kept: set[int]) -> None:
    """Begin a new page before a run of kept blocks that would not end on the page it begins on."""
    block = document.begin()
    start = block
    while block.isValid():
        if block.blockNumber() not in kept:
            first, last = _page_of(document, start), _page_of(document, block)
            if first != last and last - first == 1 and start != block:
                _break_before(start)
            start = block.next()
        block = block.next()


def _page_of(document: QTextDocument, block: QTextBlock) -> int:
    rect = document.documentLayout().blockBoundingRect(block)
    return int((rect.bottom() - 1) // document.pageSize().height())


def _break_before(block: QTextBlock) -> None:
    shape = block.blockFormat()
    shape.setPageBreakPolicy(QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore)
    shape.setTopMargin(0)
    QTextCursor(block).setBlockFormat(shape)
