"""Bullets, numbers and quotation bars, painted beside the text: they are no characters of it."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QTextBlock, QTextCursor, QTextDocument

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
    block = document.findBlock(layout.hitTest(clip.topLeft(), Qt.HitTestAccuracy.FuzzyHit))
    while block.isValid():
        made = block.blockFormat()
        rect = layout.blockBoundingRect(block)
        if rect.top() > clip.bottom() and not QTextCursor(block).currentTable():  # the next cell may begin higher up
            break
        if made.hasProperty(rich_formats.Property.PATH) and rect.bottom() >= clip.top():
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
    if not is_item(path) or not line.isValid():
        return
    baseline = rect.top() + line.y() + line.ascent()
    if path[-1].kind is Kind.BULLETS:
        size = look.font.pixelSize()
        _paint_bullet(painter, QPointF(left - size * 0.75, baseline - size * 0.32), size, path, ink)
    else:
        marker = marker_of(block)
        painter.setPen(ink)
        painter.setFont(look.font)
        width = painter.fontMetrics().horizontalAdvance(marker)
        painter.drawText(QPointF(left - _MARKER_GAP - width, baseline), marker)


def _paint_bullet(painter: QPainter, middle: QPointF, size: int, path: Path, ink: QColor) -> None:
    """A dot; a ring and a square further in."""
    radius = max(1.5, size * 0.14)
    depth = sum(step.kind is Kind.BULLETS for step in path)
    painter.setPen(QPen(ink, 1) if depth % 3 == 2 else Qt.PenStyle.NoPen)
    painter.setBrush(Qt.BrushStyle.NoBrush if depth % 3 == 2 else ink)
    if depth % 3 == 0:
        painter.drawRect(QRectF(middle.x() - radius, middle.y() - radius, 2 * radius, 2 * radius))
    else:
        painter.drawEllipse(middle, radius, radius)


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
