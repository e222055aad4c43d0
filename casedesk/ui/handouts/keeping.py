"""Keeping with the next: Qt's layout has no such thing, so pages are broken where it would have been."""

from PySide6.QtGui import QTextBlock, QTextCursor, QTextDocument, QTextFormat

PAGES_WORTH_KEEPING = 200
"""Longer previews are set without keeping lines together: that lays the document out again and again."""


def keep_together(document: QTextDocument, kept: set[int]) -> None:
    """Begin a new page before a run of kept blocks that would not end on the page it begins on."""
    if document.pageCount() > PAGES_WORTH_KEEPING:
        return
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
