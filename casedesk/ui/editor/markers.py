"""Bullets, numbers and quotation bars, painted beside the text: they are no characters of it."""

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QTextBlock, QTextDocument

from casedesk.ui.editor import rich_formats
from casedesk.ui.editor.block_paths import Join, Kind, Path, is_item
from casedesk.ui.editor.rich_formats import Look

_BULLETS = ("•", "◦", "▪")
_MARKER_GAP = 8
_BAR = 2


def marker_of(block: QTextBlock) -> str:
    """The bullet or number of a block; empty where it has none."""
    path = rich_formats.path_of(block.blockFormat())
    if not is_item(path):
        return ""
    if path[-1].kind is Kind.BULLETS:
        depth = sum(step.kind is Kind.BULLETS for step in path)
        return _BULLETS[(depth - 1) % len(_BULLETS)]
    return f"{_number_of(block, path)}."


def paint_markers(
    painter: QPainter, document: QTextDocument, clip: QRectF, look: Look, *, ink: QColor, bar: QColor
) -> None:
    """Paint what belongs beside the blocks in the clipped area; in the document's coordinates."""
    layout = document.documentLayout()
    block = document.begin()
    while block.isValid():
        made = block.blockFormat()
        if made.hasProperty(rich_formats.Property.PATH):
            rect = layout.blockBoundingRect(block)
            if rect.top() > clip.bottom():
                break
            if rect.bottom() >= clip.top():
                _paint_block(painter, block, rect, look, ink=ink, bar=bar)
        block = block.next()


def _paint_block(painter: QPainter, block: QTextBlock, rect: QRectF, look: Look, *, ink: QColor, bar: QColor) -> None:
    path = rich_formats.path_of(block.blockFormat())
    lines = block.layout().boundingRect()
    left = rect.left()
    for step in path:
        if step.kind is Kind.QUOTE:
            painter.fillRect(QRectF(left, rect.top() + lines.top(), _BAR, lines.height()), bar)
            left += look.quote_indent
        else:
            left += look.list_indent
    line = block.layout().lineAt(0)
    if (marker := marker_of(block)) and line.isValid():
        painter.setPen(ink)
        painter.setFont(look.font)
        width = painter.fontMetrics().horizontalAdvance(marker)
        painter.drawText(QPointF(left - _MARKER_GAP - width, rect.top() + line.y() + line.ascent()), marker)


def _number_of(block: QTextBlock, path: Path) -> int:
    """Which item of its list a block is, counted back to where the list begins."""
    level, kind = len(path) - 1, path[-1].kind
    number = 1
    join = path[-1].join
    before = block.previous()
    while join is not Join.NEW and before.isValid():
        above = rich_formats.path_of(before.blockFormat())
        if len(above) <= level or above[level].kind is not kind:
            break
        join = above[level].join
        number += (len(above) == level + 1 and join is not Join.SAME) or (len(above) > level + 1 and join is Join.ITEM)
        before = before.previous()
    return number
